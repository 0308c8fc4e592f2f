"""How fast it answers: each figure beside a yardstick measured in the same run.

`make bench` prints a table; with JSON=1 one object a line: name, database, value, unit, yardstick,
ratio. Values are medians in milliseconds; the ratio is what to compare between machines.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime

import sqlalchemy as sa
from fastapi.testclient import TestClient

from core.db import open_engine, unit_of_work
from core.registry.model import Product
from core.territory import service as territory
from tests import bench_contest, bench_imports, bench_pictures, bench_places, postgres
from tests.benching import Figure, held
from tests.web.conftest import wired
from web import catalogue
from web.app import create_app
from web.catalogue import Filters
from web.demo import fill
from web.tables import metadata
from web.wiring import Wiring


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where this machine has it."""
    with tempfile.TemporaryDirectory() as folder:
        report("sqlite", lambda name: f"sqlite:///{folder}/{name}.db")
    try:
        running = postgres.Postgres()
    except postgres.NoPostgres:
        print("PostgreSQL is not on this machine: nothing measured there", file=sys.stderr)
        return
    try:
        report("postgresql", lambda name: postgres.create_database(running.url, name))
    finally:
        running.stop()


@contextmanager
def database(url: str) -> Iterator[Wiring]:
    """An empty database with the tables, and the application on it."""
    engine = open_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    yield wired(engine)
    engine.dispose()


def measure(wiring: Wiring, database: str) -> Iterator[Figure]:
    """Every figure that needs the demonstration."""
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


PARTS: dict[str, Callable[[Wiring, str], Iterator[Figure]]] = {
    "demonstration": measure,
    "contest": bench_contest.measure,
    "places": bench_places.measure,
    "imports": bench_imports.measure,
    "pictures": bench_pictures.measure,
}
"""Each on a database of its own; ONLY=contest measures one."""


def report(name: str, address: Callable[[str], str]) -> None:
    """A line a figure, as it is measured."""
    for part, figures in PARTS.items():
        if os.environ.get("ONLY", part) != part:
            continue
        with database(address(part)) as wiring:
            for one in figures(wiring, name):
                show(one)


def show(one: Figure) -> None:
    """One figure, for people or as JSON."""
    if os.environ.get("JSON"):
        print(json.dumps(asdict(one), ensure_ascii=False), flush=True)
    else:
        print(
            f"{one.name:<46} {one.database:<11} {one.value:>8} {one.unit}   "
            f"{one.ratio:>6} × {one.yardstick}",
            flush=True,
        )


if __name__ == "__main__":
    main()
