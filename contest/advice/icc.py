"""Intraclass correlations: how much of what points differ by lies in the products. Pure.

The six forms of Shrout & Fleiss (1979), "Intraclass correlations: uses in assessing rater
reliability", Psychological Bulletin 86, with their intervals (for the two-way random forms as
McGraw & Wong 1996 print them). They need every juror's rating of a product, so products that a
juror did not score are left out and the number of those used is told.
"""

from dataclasses import dataclass
from math import fsum

from contest.advice.estimate import Estimate, missing
from contest.advice.fisher import f_quantile
from contest.advice.ratings import Ratings

FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
"""Other jurors for each product; jurors drawn at random; these jurors. One of them; their mean."""

_UPPER = 0.975


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The analysis of variance of a full table of `rows` products by `columns` jurors."""

    rows: int
    columns: int
    between: float  # MSR, products
    jurors: float  # MSC
    error: float  # MSE, what neither explains
    within: float  # MSW, within products


@dataclass(frozen=True, slots=True)
class Correlations:
    """The six forms and the F ratios they come from, of the `rows` products that are whole."""

    rows: int
    squares: MeanSquares | None
    forms: dict[str, Estimate]
    f_oneway: Estimate
    f_twoway: Estimate


def mean_squares(rows: tuple[tuple[float, ...], ...]) -> MeanSquares:
    """Of a full table; raises ValueError for fewer than two products or jurors."""
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < 2 or k < 2:
        raise ValueError("two products and two jurors at least")
    # What all ratings have in common is taken off first: nothing is lost of small differences.
    shift = rows[0][0]
    table = [[value - shift for value in row] for row in rows]
    grand = fsum(fsum(row) for row in table) / (n * k)
    of_rows = [fsum(row) / k for row in table]
    of_jurors = [fsum(row[j] for row in table) / n for j in range(k)]
    between = k * fsum((mean - grand) ** 2 for mean in of_rows)
    jurors = n * fsum((mean - grand) ** 2 for mean in of_jurors)
    within = fsum(
        (value - mean) ** 2 for row, mean in zip(table, of_rows, strict=True) for value in row
    )
    error = fsum(
        (value - mean - column + grand) ** 2
        for row, mean in zip(table, of_rows, strict=True)
        for value, column in zip(row, of_jurors, strict=True)
    )
    scale = max((abs(value) for row in table for value in row), default=0.0) ** 2 * n * k
    between, jurors, within, error = (
        0.0 if one <= 1e-24 * scale else one for one in (between, jurors, within, error)
    )
    return MeanSquares(
        n,
        k,
        between / (n - 1),
        jurors / (k - 1),
        error / ((n - 1) * (k - 1)),
        within / (n * (k - 1)),
    )


def correlations(ratings: Ratings) -> Correlations:
    """All six forms; each None with a reason where it cannot be had."""
    rows = ratings.complete
    reason = ""
    if len(ratings.jurors) < 2:
        reason = "one_juror"
    elif len(rows) < 2:
        reason = "few_rows"
    else:
        squares = mean_squares(rows)
        if squares.between == squares.within == 0:
            reason = "no_variance"
    if reason:
        none = missing(reason)
        return Correlations(len(rows), None, dict.fromkeys(FORMS, none), none, none)
    s = squares
    n, k = s.rows, s.columns
    one = _ratio(s.between - s.within, s.between + (k - 1) * s.within)
    two = _ratio(s.between - s.error, s.between + (k - 1) * s.error + k * (s.jurors - s.error) / n)
    three = _ratio(s.between - s.error, s.between + (k - 1) * s.error)
    forms = {
        "ICC(1,1)": (one, _fixed(s, s.within, n * (k - 1), one=True)),
        "ICC(2,1)": (two, _random(s, two)),
        "ICC(3,1)": (three, _fixed(s, s.error, (n - 1) * (k - 1), one=True)),
        "ICC(1,k)": (
            _ratio(s.between - s.within, s.between),
            _fixed(s, s.within, n * (k - 1), one=False),
        ),
        "ICC(2,k)": (
            _ratio(s.between - s.error, s.between + (s.jurors - s.error) / n),
            _stepped(_random(s, two), k),
        ),
        "ICC(3,k)": (
            _ratio(s.between - s.error, s.between),
            _fixed(s, s.error, (n - 1) * (k - 1), one=False),
        ),
    }
    return Correlations(
        n,
        s,
        {form: _estimate(*found) for form, found in forms.items()},
        _f_ratio(s.between, s.within),
        _f_ratio(s.between, s.error),
    )


Interval = tuple[float, float] | None


def _estimate(value: float | None, interval: Interval) -> Estimate:
    if value is None:
        return missing("no_variance")
    if interval is None:
        return Estimate(value, reason="no_interval")
    return Estimate(value, *interval)


def _f_ratio(above: float, below: float) -> Estimate:
    return Estimate(above / below) if below > 0 else missing("no_error")


def _ratio(above: float, below: float) -> float | None:
    return above / below if below > 0 else None


def _fixed(s: MeanSquares, rest: float, freedom: int, *, one: bool) -> Interval:
    """Of the forms whose F ratio has a known distribution: exact for normal ratings."""
    if rest == 0:
        return None
    ratio = s.between / rest
    low = ratio / f_quantile(_UPPER, s.rows - 1, freedom)
    high = ratio * f_quantile(_UPPER, freedom, s.rows - 1)
    if one:
        step = s.columns - 1
        return (low - 1) / (low + step), (high - 1) / (high + step)
    return (1 - 1 / low, 1 - 1 / high) if low > 0 else None


def _random(s: MeanSquares, value: float | None) -> Interval:
    """Of ICC(2,1): by Satterthwaite's degrees of freedom, so nearly and not exactly 95 %."""
    if value is None or s.error == 0:
        return None
    n, k = s.rows, s.columns
    of_jurors = s.jurors / s.error
    rest = n * (1 + (k - 1) * value) - k * value
    below = (n - 1) * (k * value * of_jurors) ** 2 + rest**2
    freedom = (k - 1) * (n - 1) * (k * value * of_jurors + rest) ** 2 / below if below else 0.0
    if freedom <= 0:
        return None
    above = f_quantile(_UPPER, n - 1, freedom)
    under = f_quantile(_UPPER, freedom, n - 1)
    common = k * s.jurors + (k * n - k - n) * s.error
    low = n * (s.between - above * s.error) / (above * common + n * s.between)
    high = n * (under * s.between - s.error) / (common + n * under * s.between)
    return low, high


def _stepped(interval: Interval, k: int) -> Interval:
    """From one juror to the mean of k (Spearman and Brown)."""
    if interval is None:
        return None
    low, high = (bound * k / (1 + bound * (k - 1)) for bound in interval)
    return low, high
