"""The database: one metadata, one way to open it, one transaction per request or job."""

import enum
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import repeat
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeDecorator

BUSY_MILLISECONDS = 20_000
"""How long a SQLite writer waits for another before it gives up."""
HURRIED_MILLISECONDS = 50
"""The same for what may just as well be left out."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; SQLite drops the zone, so it is put back on the way out.

    Raises ValueError for a naive datetime: a time without a zone is a bug, never a default.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table's parent. Constraints are named: a migration cannot drop what has no name."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: UtcDateTime,
        # Plain text holding the member's value: a new member needs no migration.
        enum.Enum: sa.Enum(
            enum.Enum,
            native_enum=False,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
    }


Dong = sa.BigInteger
"""The column type of money: whole đồng, up to 9.2 million million million."""


def open_engine(url: str) -> sa.Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`, tuned the same everywhere."""
    made = sa.make_url(url)
    if made.drivername == "postgresql":  # the one driver this project carries
        made = made.set(drivername="postgresql+psycopg")
    if made.get_backend_name() == "sqlite":
        engine = sa.create_engine(made, pool_size=10, max_overflow=10)
        _tame_sqlite(engine)
        return engine
    return sa.create_engine(
        made,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=utc -c lock_timeout=10s -c statement_timeout=60s"},
    )


def _tame_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def on_connect(dbapi: Any, _record: object) -> None:
        dbapi.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged score survives a power cut
            "foreign_keys=ON",
        ):
            dbapi.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        if writes:
            hurried = connection.get_execution_options().get("hurried", False)
            patience = HURRIED_MILLISECONDS if hurried else BUSY_MILLISECONDS
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
        # A deferred transaction that reads and then writes fails at once when
        # someone wrote in between; taking the write lock first waits instead.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def rebuilding(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One writing transaction in which tables may be rebuilt, for migrations only.

    SQLite changes a table by copying it and dropping the old one, which its rows' references
    forbid: they are looked at when all is done instead of at each step. Raises ValueError, and
    changes nothing, when a reference then leads nowhere.
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(writes=True).connect() as connection:
        if sqlite:  # past SQLAlchemy: within a transaction the pragma does nothing
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if sqlite:
                    _refuse_lost_references(connection)
        finally:
            if sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys=ON")


def _refuse_lost_references(connection: sa.Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        tables = sorted({str(row[0]) for row in lost})
        raise ValueError(f"{len(lost)} rows would refer to nothing, in {', '.join(tables)}")


def insert_columns(
    session: Session, table: type[Base], columns: Mapping[str, Sequence[Any]], **same: Any
) -> None:
    """Insert many rows, given column by column, all of one length; `same` are columns alike in
    every row.

    What Session.execute does with a list, without its work for each row and column: for lists of
    thousands. Columns that are not named get their plain default, or NULL.
    """
    count = len(next(iter(columns.values()), ()))
    if not count:
        return
    session.flush()
    made = cast(sa.Table, table.__table__)
    connection = session.connection()
    dialect = connection.dialect
    unnamed = [one for one in made.c if one.name not in columns and one.name not in same]
    alike = {one.name: _plain_default(one) for one in unnamed if one.default is not None} | same
    ready: list[Iterable[Any]] = []
    for name in (*columns, *alike):
        bind = _binder(made.c[name], dialect)
        if name in columns:
            ready.append(map(bind, columns[name]) if bind else columns[name])
        else:
            ready.append(repeat(bind(alike[name]) if bind else alike[name], count))
    rows = zip(*ready, strict=True)

    quoted = dialect.identifier_preparer
    named = ", ".join(quoted.quote(name) for name in (*columns, *alike))
    into = f"{quoted.format_table(made)} ({named})"
    if dialect.name == "postgresql":
        # Its own way of taking many rows at once, in the transaction at hand.
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" for _ in ready)
        insert = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 (names of our tables)
        connection.exec_driver_sql(insert, list(rows))


def count_anew(session: Session, *tables: type[Base]) -> None:
    """Let PostgreSQL count tables that were just filled, before it plans with their old sizes.

    Until its own housekeeping comes by it would take them for empty, and a join of thousands of
    rows for one of none. SQLite plans without such counts.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        session.execute(sa.text(f'ANALYZE "{table.__tablename__}"'))


def _binder(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    """What makes a value of the column one that the driver takes; None for nothing to do."""
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return cache(bind) if bind and isinstance(column.type, sa.Enum) else bind


def _plain_default(column: sa.Column[Any]) -> Any:
    if not isinstance(column.default, ScalarElementColumnDefault):
        raise ValueError(f"{column} has no plain default")
    return column.default.arg


def new_ids(session: Session, table: type[Base], count: int) -> list[int]:
    """Ids for so many rows that this transaction writes next; nobody else gets them."""
    made = cast(sa.Table, table.__table__)
    if session.get_bind().dialect.name == "postgresql":
        sequence = session.scalar(sa.select(sa.func.pg_get_serial_sequence(made.name, "id")))
        each = sa.func.generate_series(1, count).table_valued("at")
        return list(session.scalars(sa.select(sa.func.nextval(sequence)).select_from(each)))
    last = session.scalar(sa.select(sa.func.max(made.c.id))) or 0  # who writes, writes alone
    return list(range(last + 1, last + 1 + count))


def among(
    session: Session, column: sa.ColumnElement[Any], values: Iterable[int] | Iterable[str]
) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these, however many they are: they are one parameter, where
    `in_` makes one of each (SQLite takes at most 32 766, and each costs)."""
    given = list(values)
    if not given:
        return sa.false()
    if session.get_bind().dialect.name == "postgresql":
        of = sa.Integer if isinstance(given[0], int) else sa.String
        return column == sa.any_(sa.literal(given, sa.ARRAY(of)))
    each = sa.func.json_each(json.dumps(given)).table_valued("value")
    return column.in_(sa.select(each.c.value))


def sessions(engine: sa.Engine, *, writes: bool, hurried: bool = False) -> sessionmaker[Session]:
    """Sessions for pages that change things, or for pages that cannot. A hurried one gives up at
    once when another writes (OperationalError)."""
    bind = engine.execution_options(writes=writes, hurried=hurried, postgresql_readonly=not writes)
    return sessionmaker(bind, expire_on_commit=False)


@contextmanager
def unit_of_work(factory: sessionmaker[Session]) -> Iterator[Session]:
    """One request or one job: everything is kept, or nothing is."""
    with factory() as session, session.begin():
        yield session
