"""What a test writes is gone after it, whatever it committed; a database of its own is apart."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import sessions, unit_of_work
from core.jobs import Job

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def _count(session: Session) -> int | None:
    return session.scalar(sa.select(sa.func.count()).select_from(Job))


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_commit_lasts_until_the_end_of_the_test(
    session: Session, connection: sa.Connection, time: str
) -> None:
    assert _count(session) == 0
    session.add(_job(time))
    session.commit()
    session.add(_job("rolled back"))
    session.flush()
    session.rollback()
    with Session(connection, join_transaction_mode="create_savepoint") as another:
        assert another.scalars(sa.select(Job.name)).all() == [time]


def test_a_database_of_its_own_keeps_what_is_committed(
    own_database: Callable[[], sa.Engine], session: Session
) -> None:
    one, other = own_database(), own_database()
    with unit_of_work(sessions(one, writes=True)) as writing:
        writing.add(_job("kept"))
    with sessions(one, writes=False)() as reading:
        assert reading.scalars(sa.select(Job.name)).all() == ["kept"]
    with sessions(other, writes=False)() as reading:
        assert _count(reading) == 0
    assert _count(session) == 0


def test_a_reading_session_cannot_write(own_database: Callable[[], sa.Engine]) -> None:
    with sessions(own_database(), writes=False)() as reading:
        reading.add(_job("never"))
        with pytest.raises(sa.exc.DBAPIError, match=r"(?i)read.?only"):
            reading.flush()


def _job(name: str) -> Job:
    return Job(name=name, facts={}, due_at=NOW)
