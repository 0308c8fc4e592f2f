"""Bringing in a roster of five thousand: both steps beside bare reading and bare inserting."""

import statistics
from collections.abc import Iterator

from core.db import unit_of_work
from tests.benching import Figure
from tests.build.places import places
from tests.web.imports import measured
from web.wiring import Wiring

MANY, ROUNDS = 5_000, 5


def measure(wiring: Wiring, database: str) -> Iterator[Figure]:
    """Dry run, load, and both together: medians of the same rounds."""
    with unit_of_work(wiring.writes) as session:
        unit_id = places(session).province
    # Other names in every round: none profits from what an earlier one has looked up.
    data = [measured.roster(MANY, first) for first in range(1, MANY * (ROUNDS + 1), MANY)]
    _, *rounds = [measured.once(wiring, one, unit_id) for one in data]
    bare = statistics.median(one[2] for one in rounds)
    yardstick = "bare read and bare bulk insert of the same rows"
    for name, values in (
        ("roster of 5 000, dry run", [one[0] for one in rounds]),
        ("roster of 5 000, load", [one[1] for one in rounds]),
        ("roster of 5 000, dry run and load", [one[0] + one[1] for one in rounds]),
    ):
        value = statistics.median(values)
        yield Figure(
            name, database, round(value * 1000, 2), "ms", yardstick, round(value / bare, 2)
        )
