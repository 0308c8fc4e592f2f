"""A database with the demonstration, filled once for the tests that only read it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.db import open_engine, unit_of_work
from core.territory import service as territory
from tests.web.conftest import wired
from web.demo import fill
from web.demo.cast import WORD as WORD
from web.tables import metadata
from web.wiring import Wiring

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def wire(path: Path) -> Wiring:
    """An empty database with the units of the demonstration's province."""
    engine = open_engine(f"sqlite:///{path}")
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    made = wired(engine)
    with unit_of_work(made.writes) as session:
        territory.load(session, provinces={fill.PROVINCE})
    return made


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """Filled once; nobody writes to it."""
    made = wire(tmp_path_factory.mktemp("demo") / "demo.db")
    fill.fill(made, NOW)
    yield made
    made.engine.dispose()
