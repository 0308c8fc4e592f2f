"""How firmly places stand: without each juror in turn, and with the panel drawn anew. Pure.

Places here are by the mean of the ratings, the most points first, equal means sharing a place. The
draws are seeded by the table itself, so the same table always gives the same advice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from random import Random
from zlib import crc32

from contest.advice.ratings import Ratings

DRAWS = 1_000
FEW_JURORS = 5
"""With fewer, drawing the panel anew says little: there are too few panels to draw."""

_BELOW, _ABOVE = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Without:
    """The places when one juror is left out: how many products move, and the longest move.

    `crossed`: the products that would change sides of the line of the first `line` places.
    """

    juror: str
    moved: int
    furthest: int
    crossed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Where a product stands, and between which places nine draws in ten put it.

    None without a rating. `within` is the share of the draws that have it among the first `line`
    places, None where no line is drawn.
    """

    product: str
    mean: float | None
    place: int | None
    best: int | None
    worst: int | None
    within: float | None


@dataclass(frozen=True, slots=True)
class Stability:
    """`deliberate` names the products whose side of the line the panel does not settle."""

    without: tuple[Without, ...]
    bands: tuple[Band, ...]
    deliberate: tuple[str, ...]
    few_jurors: bool


def stability(ratings: Ratings, line: int | None = None, draws: int = DRAWS) -> Stability:
    """Of every product; `line` is how many places there are to give."""
    means = _means(ratings.values, range(len(ratings.jurors)))
    places = _places(means)
    without = (
        tuple(_without(ratings, j, places, line) for j in range(len(ratings.jurors)))
        if len(ratings.jurors) > 1
        else ()
    )
    bands = _bands(ratings, means, places, line, draws)
    unsettled = {product for one in without for product in one.crossed}
    unsettled |= {
        band.product for band in bands if band.within is not None and _BELOW < band.within < _ABOVE
    }
    return Stability(
        without,
        bands,
        tuple(product for product in ratings.products if product in unsettled),
        len(ratings.jurors) < FEW_JURORS,
    )


def hinges(ratings: Ratings, mark: float) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The products that one sheet puts above or below the `mark`, with whose sheets those are.

    Exact for ratings that are whole numbers, as hundredths of a point are.
    """
    found = []
    for product, row in zip(ratings.products, ratings.values, strict=True):
        own = [(j, value) for j, value in enumerate(row) if value is not None]
        total = fsum(value for _, value in own)
        over = total >= mark * len(own)
        turning = tuple(
            ratings.jurors[j]
            for j, value in own
            if len(own) > 1 and (total - value >= mark * (len(own) - 1)) != over
        )
        if turning:
            found.append((product, turning))
    return tuple(found)


Means = list[float | None]
Places = list[int | None]


def _means(values: Sequence[Sequence[float | None]], jurors: Sequence[int]) -> Means:
    means: Means = []
    for row in values:
        own = [value for j in jurors if (value := row[j]) is not None]
        # Rounded far below a hundredth: equal means must not part by a last binary digit.
        means.append(round(fsum(own) / len(own), 9) if own else None)
    return means


def _places(means: Means) -> Places:
    """1, 2, 2, 4; None without a mean."""
    first: dict[float, int] = {}
    for at, mean in enumerate(sorted((one for one in means if one is not None), reverse=True), 1):
        first.setdefault(mean, at)
    return [first[mean] if mean is not None else None for mean in means]


def _without(ratings: Ratings, juror: int, places: Places, line: int | None) -> Without:
    others = [j for j in range(len(ratings.jurors)) if j != juror]
    then = _places(_means(ratings.values, others))
    moves = [
        abs(was - now) if was is not None and now is not None else 0
        for was, now in zip(places, then, strict=True)
    ]
    crossed = (
        ()
        if line is None
        else tuple(
            product
            for product, was, now in zip(ratings.products, places, then, strict=True)
            if was is not None and (was <= line) != (now is not None and now <= line)
        )
    )
    return Without(
        ratings.jurors[juror],
        sum(move > 0 for move in moves),
        max(moves, default=0),
        crossed,
    )


def _bands(
    ratings: Ratings, means: Means, places: Places, line: int | None, draws: int
) -> tuple[Band, ...]:
    drawn = _drawn(ratings, draws)
    bands = []
    for at, product in enumerate(ratings.products):
        own = sorted(place for place in drawn[at] if place is not None)
        if not own or places[at] is None:
            bands.append(Band(product, means[at], places[at], None, None, None))
            continue
        bands.append(
            Band(
                product,
                means[at],
                places[at],
                own[int(_BELOW * (len(own) - 1))],
                own[-1 - int(_BELOW * (len(own) - 1))],
                None if line is None else sum(place <= line for place in own) / len(own),
            )
        )
    return tuple(bands)


def _drawn(ratings: Ratings, draws: int) -> list[list[int | None]]:
    """The places of every product in every draw of as many jurors as there are, with repeats."""
    many = len(ratings.jurors)
    found: list[list[int | None]] = [[] for _ in ratings.products]
    if not many:
        return found
    chance = Random(crc32(repr(ratings.values).encode()))  # noqa: S311 - no secret; the same each time
    for _ in range(draws):
        panel = chance.choices(range(many), k=many)
        for own, place in zip(found, _places(_means(ratings.values, panel)), strict=True):
            own.append(place)
    return found
