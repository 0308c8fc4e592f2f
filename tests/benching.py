"""A measured thing beside its yardstick, measured in turn in the same run."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing and what it is held against."""

    name: str
    database: str
    value: float
    unit: str
    yardstick: str
    ratio: float


def held(
    name: str,
    database: str,
    work: Callable[[], object],
    yardstick: str,
    against: Callable[[], object],
    rounds: int = ROUNDS,
) -> Figure:
    """Both in turn, so that a busy moment of the machine meets both."""
    work(), against()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(timed(work))
        theirs.append(timed(against))
    value, bar = statistics.median(ours), statistics.median(theirs)
    return Figure(name, database, round(value, 2), "ms", yardstick, round(value / bar, 2))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call; nobody else's garbage is collected within it."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
