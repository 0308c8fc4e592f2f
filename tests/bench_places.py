"""How fast lines of address are matched, and the figures by place counted."""

import itertools
from collections.abc import Iterator
from datetime import date

from core import text
from core.db import unit_of_work
from core.territory import gazetteer, reference, service
from core.territory.rules import UnitKind
from tests.benching import Figure, held
from web.wiring import Wiring

LINES = 5_000
DAY = date(2026, 11, 22)


def measure(wiring: Wiring, database: str) -> Iterator[Figure]:
    """The whole country, both geographies."""
    with unit_of_work(wiring.writes) as session:
        service.load(session)
    with unit_of_work(wiring.reads) as session:
        matcher = gazetteer.matcher(session)
    communes = [row for row in reference.read().units if row["kind"] is UnitKind.COMMUNE]
    written = [row["line"] for row in communes[:: len(communes) // LINES]][:LINES]
    turn = itertools.count()  # other lines each time: what was matched once is remembered

    def match() -> None:
        number = next(turn)
        for line in written:
            matcher.match(f"ấp {number}, {line}", DAY)

    def fold() -> None:
        for line in written:
            text.search_text(line)

    yield held("5,000 addresses matched", database, match, "the same lines folded", fold, rounds=5)
