"""Sessions that cannot write, times that know their zone, constraints with names."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import jobs
from core.audit import AuditEntry
from core.db import insert_columns, sessions
from web.tables import metadata

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=7)))


def test_read_sessions_cannot_write(engine: sa.Engine) -> None:
    with sessions(engine, writes=False)() as session:
        jobs.enqueue(session, "letter.send", NOON)
        with pytest.raises(sa.exc.DBAPIError, match=r"readonly|read-only"):
            session.flush()


def test_times_are_aware_and_come_back_in_utc(session: Session) -> None:
    jobs.enqueue(session, "letter.send", NOON)
    session.flush()
    session.expire_all()
    kept = session.scalar(sa.select(jobs.Job.due_at))
    assert (kept, kept.tzinfo) == (datetime(2026, 11, 22, 5, tzinfo=UTC), UTC)  # type: ignore[union-attr]  # just added


def test_a_naive_time_is_refused(session: Session) -> None:
    jobs.enqueue(session, "letter.send", datetime(2026, 11, 22))  # noqa: DTZ001 (the point)
    with pytest.raises(sa.exc.StatementError, match="naive"):
        session.flush()


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table}: {constraint}"
        for table in metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert nameless == []


def test_columns_are_inserted_as_the_rows_they_are(session: Session) -> None:
    day = datetime(2026, 11, 22, 5, tzinfo=UTC)
    columns: dict[str, list[Any]] = {
        "subject": ["a:1", "b:2"],
        "detail": [{"tên": "Gốm"}, {}],
        "at": [NOON, day],
    }
    insert_columns(session, AuditEntry, columns, account_id=7, account_name="Lan", action="a.made")
    kept = sa.select(
        AuditEntry.subject, AuditEntry.detail, AuditEntry.at, AuditEntry.action
    ).order_by(AuditEntry.id)
    assert [tuple(row) for row in session.execute(kept)] == [
        ("a:1", {"tên": "Gốm"}, day, "a.made"),
        ("b:2", {}, day, "a.made"),
    ]


def test_columns_of_another_length_insert_nothing(session: Session) -> None:
    with pytest.raises(ValueError, match="zip"), session.begin_nested():
        insert_columns(
            session,
            AuditEntry,
            {"subject": ["a:1", "b:2"], "detail": [{}]},
            at=NOON,
            account_id=7,
            account_name="Lan",
            action="a.made",
        )
    insert_columns(session, AuditEntry, {"subject": []}, at=NOON)  # nothing: no statement
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0
