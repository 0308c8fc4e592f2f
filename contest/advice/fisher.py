"""Quantiles of Fisher's F and Student's t, for intervals. Pure.

The regularised incomplete beta function by its continued fraction (Abramowitz & Stegun 26.5.8,
evaluated by Lentz's method), turned round by halving. Right to about ten digits, which is far more
than a panel of jurors can tell.
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt

_TINY = 1e-300
_STEPS = 500
_HALVINGS = 200


def beta_part(x: float, a: float, b: float) -> float:
    """I_x(a, b), the share of a beta distribution's weight below x, for 0 ≤ x ≤ 1 and a, b > 0."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # there the fraction converges on the other side
        return 1 - beta_part(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * fraction


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


@lru_cache(maxsize=4_096)
def f_quantile(share: float, above: float, below: float) -> float:
    """x with P(F ≤ x) = `share`, for F with `above` and `below` degrees of freedom (both > 0)."""
    if not 0 < share < 1:
        raise ValueError("a share between 0 and 1")
    # Of the two tails the smaller is looked for, so that nothing is lost next to 1.
    if share > 0.5:
        return 1 / f_quantile(1 - share, below, above)
    low, high = -700.0, 0.0  # log of the beta variable above*x / (above*x + below)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if beta_part(exp(middle), above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
        if high - low < 1e-14 * max(1.0, abs(low)):
            break
    part = exp(high)
    return below * part / (above * (1 - part)) if part < 1 else float("inf")


def t_quantile(share: float, freedom: float) -> float:
    """x with P(T ≤ x) = `share` ≥ ½, for Student's t: its square is an F of 1 and `freedom`."""
    return sqrt(f_quantile(2 * share - 1, 1, freedom))
