"""What photos cost: all renditions of one, beside the bare library in the same run."""

from collections.abc import Iterator

from tests.benching import Figure
from tests.media import cost
from web.wiring import Wiring

ROUNDS = 8


def measure(wiring: Wiring, database: str) -> Iterator[Figure]:
    """Once: no database has a part in it."""
    if database != "sqlite":
        return
    ours, bare = cost.measured(cost.photo_of_24_megapixels(), ROUNDS)
    clock = ours.seconds / bare.seconds
    spent = ours.processor / bare.processor
    held = ours.peak_kb / bare.peak_kb
    same = "the same with Pillow alone"
    yield Figure("24 megapixels to all renditions", "", _ms(ours.seconds), "ms", same, _r(clock))
    yield Figure("… of processor", "", _ms(ours.processor), "ms", same, _r(spent))
    yield Figure("… memory at the peak", "", round(ours.peak_kb / 1024), "MB", same, _r(held))
    an_hour = round(3600 / ours.processor)
    yield Figure("photos of 24 megapixels, a core", "", an_hour, "an hour", same, _r(1 / spent))


def _ms(seconds: float) -> float:
    return round(seconds * 1000)


def _r(ratio: float) -> float:
    return round(ratio, 2)
