"""Krippendorff's alpha: agreement beyond chance, whatever ratings are missing. Pure.

Krippendorff (2011), "Computing Krippendorff's alpha-reliability". A product with fewer than two
ratings has nothing to compare and is left out. One minus the disagreement seen inside products
over the disagreement expected between all ratings, by one of four measures of distance.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import fsum

from contest.advice.estimate import Estimate, missing
from contest.advice.ratings import Ratings

MEASURES = ("nominal", "ordinal", "interval", "ratio")

Units = list[tuple[float, ...]]


def alpha(ratings: Ratings, measure: str) -> Estimate:
    """By one of MEASURES. None with a reason: nothing to compare, nothing differs, or a ratio of
    values that are not all of one sign."""
    units: Units = [row for row in ratings.given if len(row) > 1]
    values = [value for row in units for value in row]
    if not values:
        return missing("no_pairs")
    if len(set(values)) == 1:
        return missing("no_variance")
    if measure == "ratio":
        if min(values) < 0:
            return missing("below_zero")
        return _one_minus(*_pairwise(units, Counter(values), _ratio_distance))
    if measure == "nominal":
        return _one_minus(*_nominal(units, Counter(values)))
    if measure == "ordinal":
        rank = _mid_ranks(Counter(values))
        units = [tuple(rank[value] for value in row) for row in units]
    return _one_minus(*_squared(units))


def _one_minus(seen: float, expected: float) -> Estimate:
    return Estimate(1 - seen / expected) if expected > 0 else missing("no_variance")


def _squared(units: Units) -> tuple[float, float]:
    """Squared differences, of values and of middle ranks: sums of squares stand for the pairs."""
    count = sum(map(len, units))
    shift = fsum(map(fsum, units)) / count
    moved = [[value - shift for value in row] for row in units]
    seen = fsum(_pairs(row) / (len(row) - 1) for row in moved) / count
    expected = _pairs([value for row in moved for value in row]) / (count * (count - 1))
    return seen, expected


def _pairs(values: Sequence[float]) -> float:
    """The squared differences of all ordered pairs, added up."""
    return 2 * (len(values) * fsum(value * value for value in values) - fsum(values) ** 2)


def _mid_ranks(counts: Counter[float]) -> dict[float, float]:
    """Value → the middle of its ranks; the ordinal distance is the squared difference of these."""
    ordered = sorted(counts)
    ends = accumulate(counts[value] for value in ordered)
    return {value: end - counts[value] / 2 for value, end in zip(ordered, ends, strict=True)}


def _nominal(units: Units, counts: Counter[float]) -> tuple[float, float]:
    total = counts.total()
    seen = fsum(
        (len(row) ** 2 - sum(many * many for many in Counter(row).values())) / (len(row) - 1)
        for row in units
    )
    expected = total * total - sum(many * many for many in counts.values())
    return seen / total, expected / (total * (total - 1))


def _ratio_distance(one: float, other: float) -> float:
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def _pairwise(
    units: Units, counts: Counter[float], distance: Callable[[float, float], float]
) -> tuple[float, float]:
    total = counts.total()
    seen = fsum(
        fsum(distance(one, other) for one in row for other in row) / (len(row) - 1)
        for row in units
    )
    expected = fsum(
        many * fsum(others * distance(value, other) for other, others in counts.items())
        for value, many in counts.items()
    )
    return seen / total, expected / (total * (total - 1))
