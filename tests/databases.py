"""Databases for tests, SQLite or PostgreSQL, each a copy of a template that has every table.

`--database=sqlite` (the default) runs every test; `--database=postgresql` runs those that use a
database, on a server started for the run (or the one that TEST_DATABASE_URL names).
"""

import itertools
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import open_engine
from tests import postgres
from tests.lacking import lack
from web.tables import metadata


class Databases(Protocol):
    """Where tests get databases from."""

    def create(self, *, tables: bool = True) -> str:
        """The address of a new database that holds every table, or none, and no row."""

    def drop(self, url: str) -> None:
        """Remove a database made by `create`; its engine must have been disposed of."""


class SqliteDatabases:
    """Files in one folder."""

    def __init__(self, folder: Path, metadata: sa.MetaData) -> None:
        self._folder, self._numbers = folder, itertools.count(1)
        self._template = folder / "template.db"
        _create_tables(f"sqlite:///{self._template}", metadata)

    def create(self, *, tables: bool = True) -> str:
        file = self._folder / f"test-{next(self._numbers)}.db"
        if tables:
            shutil.copyfile(self._template, file)
        return f"sqlite:///{file}"

    def drop(self, url: str) -> None:
        file = sa.make_url(url).database
        assert file is not None
        for ending in ("", "-wal", "-shm"):
            Path(file + ending).unlink(missing_ok=True)


class PostgresDatabases:
    """Databases of one server, under names that no other run or worker uses."""

    def __init__(self, server_url: str, metadata: sa.MetaData) -> None:
        self._server, self._numbers = server_url, itertools.count(1)
        prefix = self._prefix = f"tinh_hoa_{secrets.token_hex(4)}"
        self._template = f"{prefix}_template"
        _create_tables(postgres.create_database(server_url, self._template), metadata)

    def create(self, *, tables: bool = True) -> str:
        name = f"{self._prefix}_{next(self._numbers)}"
        template = self._template if tables else None
        return postgres.create_database(self._server, name, template=template)

    def drop(self, url: str) -> None:
        name = sa.make_url(url).database
        assert name is not None
        postgres.drop_database(self._server, name)

    def close(self) -> None:
        """Remove the template; on a server that outlives the run nothing remains."""
        postgres.drop_database(self._server, self._template)


def open_database(url: str) -> sa.Engine:
    """As the program opens it, but a crash may cost the data: tests commit often."""
    engine = open_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _hurry)
    return engine


def _hurry(dbapi: Any, _record: object) -> None:
    dbapi.execute("PRAGMA synchronous=OFF")


def _create_tables(url: str, metadata: sa.MetaData) -> None:
    engine = open_database(url)
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    engine.dispose()


_SERVER = pytest.StashKey[postgres.Postgres]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="sqlite: every test; postgresql: the tests that use a database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, only what uses a database: the rest has run on SQLite already."""
    if config.getoption("--database") == "postgresql":
        uses = [item for item in items if "databases" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in uses])
        items[:] = uses


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """A parallel run shares one server: started by the first worker's birth, for all of them."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's WorkerController
    if config.getoption("--database") == "postgresql":
        url = _server_url(config)
        node.workerinput["postgres"] = url  # type: ignore[attr-defined]  # as above


def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(_SERVER, None):
        server.stop()


def _server_url(config: pytest.Config) -> str | None:
    """Where PostgreSQL answers; None when this machine has none."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    if hasattr(config, "workerinput"):
        return config.workerinput["postgres"]  # type: ignore[no-any-return]  # xdist's, untyped
    if _SERVER not in config.stash:
        try:
            config.stash[_SERVER] = postgres.Postgres()
        except postgres.NoPostgres:
            return None
    return config.stash[_SERVER].url


@pytest.fixture(scope="session")
def databases(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """A maker of databases."""
    if pytestconfig.getoption("--database") == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("databases"), metadata)
        return
    url = _server_url(pytestconfig)
    if url is None:
        lack("PostgreSQL", postgres.HOW_TO_GET)
    made = PostgresDatabases(url, metadata)
    yield made
    made.close()


@pytest.fixture(scope="session")
def engine(databases: Databases) -> Iterator[sa.Engine]:
    """One database for the whole run; tests leave nothing in it."""
    url = databases.create()
    engine = open_database(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Everything a test writes, through any session on it, is undone."""
    with engine.execution_options(writes=True).connect() as connection:
        outer = connection.begin()
        yield connection
        outer.rollback()


@pytest.fixture
def session(connection: sa.Connection) -> Iterator[Session]:
    """A session whose commits last until the end of the test."""
    with Session(
        connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    ) as session:
        yield session


@pytest.fixture
def own_database(databases: Databases) -> Iterator[Callable[[], sa.Engine]]:
    """For tests of several connections at once: a function that makes a database of its own.

    What is committed in it is really committed; the database goes when the test ends.
    """
    made: list[tuple[str, sa.Engine]] = []

    def make() -> sa.Engine:
        url = databases.create()
        made.append((url, open_database(url)))
        return made[-1][1]

    yield make
    for url, engine in made:
        engine.dispose()
        databases.drop(url)


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[sa.Engine]:
    """A database without a single table: what migrations begin with."""
    url = databases.create(tables=False)
    engine = open_database(url)
    yield engine
    engine.dispose()
    databases.drop(url)
