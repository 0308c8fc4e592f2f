"""How severe each juror is, with its error, from the products that jurors share. Pure.

An additive model: a rating is the product's level plus the juror's leaning plus chance. Fitted by
least squares on whatever cells are there, so a juror recused from the strong products is not taken
for a severe one. Leanings add up to 0 over the panel; severity is the leaning with its sign
turned, in the table's own unit.
"""

from collections import Counter
from dataclasses import dataclass
from math import fsum, sqrt

from contest.advice.estimate import Estimate, missing
from contest.advice.fisher import t_quantile
from contest.advice.ratings import Ratings

_UPPER = 0.975


@dataclass(frozen=True, slots=True)
class Severity:
    """`estimate` above 0: this juror gives less than the panel would. `error`: standard error.

    `rated`: how many products of those that say something about severity the juror scored.
    """

    juror: str
    rated: int
    estimate: Estimate
    error: float | None


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole panel: each juror, the levels of the products, and what the model leaves over.

    `levels[i]` is the rating product i would have of this panel without gaps; None where it has
    no rating. `spread` is the standard deviation of what is left, None without degrees of freedom.
    """

    jurors: tuple[Severity, ...]
    levels: tuple[float | None, ...]
    spread: float | None
    reason: str = ""


def severities(ratings: Ratings) -> Panel:
    """Of every juror; None with a reason: one juror (`one_juror`), a juror who shares no product
    with anybody (`no_pairs`), or groups of jurors without a common product (`not_connected`),
    which no table can compare."""
    cells = [
        [(j, value) for j, value in enumerate(row) if value is not None] for row in ratings.values
    ]
    shared = [row for row in cells if len(row) > 1]
    rated = Counter(j for row in shared for j, _ in row)
    active = sorted(rated)
    reason = "one_juror" if len(ratings.jurors) < 2 else "no_pairs" if not active else ""
    if not reason and not _connected(active, shared):
        reason = "not_connected"
    if reason:
        return Panel(
            tuple(Severity(name, 0, missing(reason), None) for name in ratings.jurors),
            tuple(fsum(row) / len(row) if row else None for row in ratings.given),
            None,
            reason,
        )
    place = {j: at for at, j in enumerate(active)}
    web, pull = _normal_equations(
        len(active), [[(place[j], value) for j, value in row] for row in shared]
    )
    inverse = _inverse(web)
    leaning = {
        j: fsum(one * b for one, b in zip(row, pull, strict=True))
        for j, row in zip(active, inverse, strict=True)
    }
    levels = [
        fsum(value - leaning.get(j, 0.0) for j, value in row) / len(row) if row else None
        for row in cells
    ]
    left = fsum(
        (value - level - leaning[j]) ** 2
        for row, level in zip(cells, levels, strict=True)
        if level is not None and len(row) > 1
        for j, value in row
    )
    freedom = rated.total() - len(shared) - len(active) + 1
    spread = sqrt(left / freedom) if freedom > 0 else None
    reach = t_quantile(_UPPER, freedom) if freedom > 0 else 0.0
    jurors = []
    for j, name in enumerate(ratings.jurors):
        if j not in place:
            jurors.append(Severity(name, 0, missing("no_pairs"), None))
            continue
        severity = 0.0 - leaning[j]
        # What was added to make the web invertible gives 1/n of variance to nothing real.
        own = max(0.0, inverse[place[j]][place[j]] - 1 / len(active))
        error = spread * sqrt(own) if spread is not None else None
        estimate = (
            Estimate(severity, reason="no_interval")
            if error is None
            else Estimate(severity, severity - reach * error, severity + reach * error)
        )
        jurors.append(Severity(name, rated[j], estimate, error))
    return Panel(tuple(jurors), tuple(levels), spread)


Shared = list[list[tuple[int, float]]]


def _connected(jurors: list[int], shared: Shared) -> bool:
    """Whether every juror is tied to every other by products, if by several steps."""
    home = {j: j for j in jurors}

    def root(j: int) -> int:
        while home[j] != j:
            j = home[j]
        return j

    for row in shared:
        first = root(row[0][0])
        for j, _ in row[1:]:
            home[root(j)] = first
    return len({root(j) for j in jurors}) == 1


def _normal_equations(many: int, shared: Shared) -> tuple[list[list[float]], list[float]]:
    """Of the leanings, the products' levels taken out: the web of who met whom, and its pull.

    A constant is added everywhere, which makes the web invertible and the leanings add up to 0.
    """
    web = [[1 / many] * many for _ in range(many)]
    pull = [0.0] * many
    for row in shared:
        size = len(row)
        mean = fsum(value for _, value in row) / size
        for j, value in row:
            pull[j] += value - mean
            web[j][j] += 1
            for k, _ in row:
                web[j][k] -= 1 / size
    return web, pull


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """By elimination with the largest pivot; the matrix is positive definite."""
    size = len(matrix)
    work = [[*row, *(1.0 if k == j else 0.0 for k in range(size))] for j, row in enumerate(matrix)]
    for at in range(size):
        best = max(range(at, size), key=lambda j: abs(work[j][at]))
        work[at], work[best] = work[best], work[at]
        pivot = work[at][at]
        work[at] = [value / pivot for value in work[at]]
        for j in range(size):
            if j != at and work[j][at]:
                times = work[j][at]
                work[j] = [
                    value - times * other for value, other in zip(work[j], work[at], strict=True)
                ]
    return [row[size:] for row in work]
