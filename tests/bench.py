"""How fast it answers: each figure beside a yardstick measured in the same run.

`make bench` prints a table; with JSON=1 one object a line: name, database, value, unit, yardstick,
ratio. Values are medians in milliseconds; the ratio is what to compare between machines.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from fastapi.testclient import TestClient

from core.db import open_engine, unit_of_work
from core.registry.model import Product
from core.territory import service as territory
from tests import postgres
from tests.web.conftest import wired
from web import catalogue
from web.app import create_app
from web.catalogue import Filters
from web.demo import fill
from web.tables import metadata

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


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where this machine has it."""
    with tempfile.TemporaryDirectory() as folder:
        report(measure("sqlite", f"sqlite:///{folder}/bench.db"))
    try:
        with server() as url:
            report(measure("postgresql", url))
    except postgres.NoPostgres:
        print("PostgreSQL is not on this machine: nothing measured there", file=sys.stderr)


@contextmanager
def server() -> Iterator[str]:
    """A throw-away PostgreSQL with one empty database."""
    running = postgres.Postgres()
    try:
        yield postgres.create_database(running.url, "bench")
    finally:
        running.stop()


def measure(database: str, url: str) -> Iterator[Figure]:
    """Every figure, on a database that holds the demonstration."""
    engine = open_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    wiring = wired(engine)
    with unit_of_work(wiring.writes) as session:
        territory.load(session, provinces={fill.PROVINCE})
    fill.fill(wiring, datetime.now(UTC))
    browser = TestClient(create_app(wiring))

    def bare_rows() -> None:
        with unit_of_work(wiring.reads) as session:
            session.execute(sa.select(Product.__table__)).all()

    def search() -> None:
        with unit_of_work(wiring.reads) as session:
            catalogue.find(session, Filters(query="nuoc mam"), date.today())  # noqa: DTZ011 (any day)

    yield held("catalogue search", database, search, "all products, bare rows", bare_rows)
    for name, path in (("home page", "/"), ("catalogue page", "/san-pham")):
        yield held(
            name,
            database,
            lambda path=path: browser.get(path).raise_for_status(),  # type: ignore[misc]  # binds path
            "an empty page with the gate",
            lambda: browser.get("/healthz").raise_for_status(),
        )
    engine.dispose()


def held(
    name: str,
    database: str,
    work: Callable[[], object],
    yardstick: str,
    against: Callable[[], object],
) -> Figure:
    """Both in turn, so that a busy moment of the machine meets both."""
    work(), against()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(work))
        theirs.append(timed(against))
    value, bar = statistics.median(ours), statistics.median(theirs)
    return Figure(name, database, round(value, 2), "ms", yardstick, round(value / bar, 2))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def report(figures: Iterator[Figure]) -> None:
    """A line a figure."""
    for one in figures:
        if os.environ.get("JSON"):
            print(json.dumps(asdict(one), ensure_ascii=False))
        else:
            print(
                f"{one.name:<20} {one.database:<11} {one.value:>8} {one.unit}   "
                f"{one.ratio:>6} × {one.yardstick}"
            )


if __name__ == "__main__":
    main()
