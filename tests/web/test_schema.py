"""The migrations make exactly the tables that the models say, on every database."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.db import rebuilding, unit_of_work
from core.territory.model import Unit
from tests.web.conftest import wired
from web import schema
from web.tables import metadata

DAY, AT = date(2025, 7, 1), datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_from_nothing_to_the_tables_of_today(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    with engine.execution_options(writes=True).begin() as connection:
        metadata.drop_all(connection)
    wiring = wired(engine)
    assert schema.migrate(wiring) is True
    assert schema.migrate(wiring) is False
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    with unit_of_work(wiring.reads) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 14_153


FIRST = "25ed63425635"
"""The first tables that an office could have had."""

OLD_ROWS: dict[str, list[dict[str, object]]] = {
    "units": [{"id": 1, "kind": "province", "valid_from": DAY}],
    "accounts": [{"id": 1, "email": "a@vidu.example"}],
    "contests": [{"id": 1, "unit_id": 1, "rules": {}}],
    "scoring_frames": [{"id": 1, "contest_id": 1}],
    "bodies": [{"id": 1, "contest_id": 1}],
    "seats": [{"id": 1, "body_id": 1, "account_id": 1}, {"id": 2, "body_id": 1}],
    "establishments": [{"id": 1, "unit_id": 1, "code": "CS1"}],
    "products": [{"id": 1, "establishment_id": 1, "code": "SP1"}],
    "entries": [{"id": 1, "contest_id": 1, "product_id": 1, "establishment_id": 1}],
    "criteria": [
        {"id": 1, "frame_id": 1, "code": "I", "max_points": 5000},
        {"id": 2, "frame_id": 1, "code": "II", "max_points": 5000},
    ],
    "score_sheets": [
        {"id": 1, "entry_id": 1, "seat_id": 1, "frame_id": 1, "signed_at": AT},
        {"id": 2, "entry_id": 1, "seat_id": 2, "frame_id": 1, "signed_at": None},
    ],
    "scores": [
        {"sheet_id": 1, "criterion_id": 1, "points": 3500},
        {"sheet_id": 1, "criterion_id": 2, "points": 3499},
        {"sheet_id": 2, "criterion_id": 1, "points": 10},
    ],
    "standings": [{"entry_id": 1, "contest_id": 1, "total_points": 6999, "sheets": 1}],
}
"""A judged contest as the first tables held it; what is not named gets any value of its type."""


def test_what_an_office_had_comes_along(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    with engine.execution_options(writes=True).begin() as connection:
        metadata.drop_all(connection)
    with rebuilding(engine) as connection:
        command.upgrade(schema._config(connection), FIRST)
        old = sa.MetaData()
        old.reflect(connection)
        for name, rows in OLD_ROWS.items():
            table = old.tables[name]
            for row in rows:
                connection.execute(sa.insert(table).values(whole_row(table, row)))
    assert schema.migrate(wired(engine)) is True
    with engine.connect() as connection:
        told = sa.text("SELECT id, total_points FROM score_sheets ORDER BY id")
        assert [tuple(row) for row in connection.execute(told)] == [(1, 6999), (2, None)]
        told = sa.text("SELECT total_points, divisor, sheets FROM standings")
        assert [tuple(row) for row in connection.execute(told)] == [(6999, 1, 1)]
        for name, rows in OLD_ROWS.items():
            if name != "units":  # the lists of units are loaded beside
                count = sa.select(sa.func.count()).select_from(sa.table(name))
                assert connection.scalar(count) == len(rows), name


def whole_row(table: sa.Table, given: dict[str, object]) -> dict[str, object]:
    """The row with something in every column that must have a value."""
    row = dict(given)
    for column in table.columns:
        needed = not column.nullable and column.server_default is None
        if needed and column.name not in row:
            row[column.name] = _something(column)
    return {
        name: json.dumps(value) if isinstance(value, dict) and _textual(table, name) else value
        for name, value in row.items()
    }


def _something(column: sa.Column[Any]) -> object:
    words = {"status": "valid", "stage": "judging", "level": "province", "kind": "jury"}
    kind = column.type.python_type if not isinstance(column.type, sa.JSON) else dict
    plain: dict[type, object] = {
        int: 1, str: words.get(column.name, "x"), bool: False, date: DAY, datetime: AT, dict: {},
    }  # fmt: skip
    return plain[kind]


def _textual(table: sa.Table, name: str) -> bool:
    return isinstance(table.c[name].type, sa.String)


def test_a_reference_that_leads_nowhere_stops_the_migration(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine = own_database()
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL minds its references at every step
    lost = sa.text("INSERT INTO unit_reach (unit_id, within_id) VALUES (7, 8)")
    with pytest.raises(ValueError, match="unit_reach"), rebuilding(engine) as connection:
        connection.execute(lost)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM unit_reach")) == 0
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1
