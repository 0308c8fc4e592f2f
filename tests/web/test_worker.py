"""The worker: says that it lives, lets a long job say how far it is, and outlives a failure."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import jobs, jobs_seen
from core.jobs_seen import JobState
from web import handlers
from web.wiring import Wiring
from web.worker import BEAT, Worker, run_one

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_a_long_job_says_how_far_it_is_before_it_ends(
    wiring: Wiring, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, str]] = []

    def count(wiring: Wiring, report: Callable[..., None], *, upto: int) -> handlers.Record:
        for number in range(1, upto + 1):
            report(number, upto, "rows")
            with wiring.reads() as session:
                said = session.scalars(sa.select(jobs.JobProgress)).one()
                seen.append((said.done, said.total, said.note))
        return handlers.nothing_to_record

    monkeypatch.setitem(handlers.LONG, "trial.count", count)
    jobs.enqueue(db, "trial.count", NOW, upto=2)
    db.commit()
    assert run_one(wiring, NOW)
    assert seen == [(1, 2, "rows"), (2, 2, "rows")]
    assert jobs_seen.counts(db, NOW)["trial.count"][JobState.DONE] == 1


def test_it_says_that_it_lives_and_last_worked(wiring: Wiring, db: Session) -> None:
    worker = Worker(wiring)
    for expected in (True, True, False):  # the two routines of the day, and no more
        assert worker.step(NOW) is expected
    jobs.enqueue(db, "no.such.job", NOW)
    db.commit()
    assert worker.step(NOW + timedelta(seconds=1)) is True
    assert worker.step(NOW + timedelta(seconds=2)) is False
    db.rollback()
    found = jobs_seen.standing(db, NOW + timedelta(seconds=3))
    told = (NOW + timedelta(seconds=2), NOW + timedelta(seconds=1), True)
    assert (found.seen_at, found.worked_at, found.alive) == told
    db.rollback()
    assert worker.step(NOW + BEAT) is True  # the failed one is tried again
    worker.leave(NOW + 2 * BEAT)
    db.rollback()
    assert not jobs_seen.standing(db, NOW + 2 * BEAT).alive


def test_a_thread_of_its_own_ends_when_asked(wiring: Wiring) -> None:
    worker = Worker(wiring, pause=0.01)

    def beats() -> list[bool]:
        with wiring.reads() as session:
            return [one.ended_at is not None for one in jobs_seen.workers(session)]

    worker.start()
    for _ in range(500):
        if beats():
            break
        time.sleep(0.01)
    worker.stop()
    assert beats() == [True]
