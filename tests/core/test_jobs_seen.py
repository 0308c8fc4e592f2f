"""The queue as an administrator reads it, and what he may settle."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, jobs, jobs_seen
from core.db import sessions, unit_of_work
from core.errors import Conflict, NotFound
from core.identity import Identity
from core.jobs_seen import JobState
from tests.build.people import NOW

CHIEF = Identity(7, "Tư")
MINUTE = timedelta(minutes=1)


def every_state(session: Session) -> dict[JobState, jobs.Job]:
    """One job in each state, oldest first as the states stand."""
    made = {}
    for number, state in enumerate(JobState):
        made[state] = jobs.enqueue(session, f"kind.{number % 2}", NOW, number=number)
    made[JobState.RUNNING].leased_until = NOW + MINUTE
    made[JobState.FAILED].error = "Traceback\nno line"
    made[JobState.GIVEN_UP].given_up_at = NOW
    made[JobState.CANCELLED].given_up_at = made[JobState.CANCELLED].cancelled_at = NOW
    made[JobState.DONE].done_at = NOW
    session.flush()
    return made


def test_each_state_is_told_found_and_counted(session: Session) -> None:
    made = every_state(session)
    told = {seen.job.id: seen.state for seen in jobs_seen.page(session, NOW, limit=9)}
    assert told == {job.id: state for state, job in made.items()}
    for state, job in made.items():
        found = jobs_seen.page(session, NOW, state=state, limit=9)
        assert [seen.job.id for seen in found] == [job.id]
    counted = jobs_seen.counts(session, NOW)
    assert {name: sum(kind.values()) for name, kind in counted.items()} == {
        "kind.0": 3,
        "kind.1": 3,
    }
    assert counted["kind.0"][JobState.WAITING] == counted["kind.1"][JobState.RUNNING] == 1
    older = jobs_seen.page(
        session, NOW, name="kind.0", before=made[JobState.CANCELLED].id, limit=9
    )
    assert [seen.job.id for seen in older] == [made[JobState.FAILED].id, made[JobState.WAITING].id]


def test_what_may_be_tried_again_or_put_aside(session: Session) -> None:
    made = every_state(session)
    again = {JobState.GIVEN_UP, JobState.CANCELLED, JobState.FAILED}
    for state, job in made.items():
        if state in again:
            continue
        with pytest.raises(Conflict):
            jobs_seen.try_again(session, CHIEF, job.id, NOW)
    for state in (JobState.RUNNING, JobState.CANCELLED, JobState.DONE):
        with pytest.raises(Conflict):
            jobs_seen.cancel(session, CHIEF, made[state].id, NOW)
    with pytest.raises(NotFound):
        jobs_seen.cancel(session, CHIEF, 99_999, NOW)
    lost = made[JobState.GIVEN_UP]
    lost.attempts, lost.error = jobs.MOST_ATTEMPTS, "Traceback\nOSError: no line"
    jobs_seen.try_again(session, CHIEF, lost.id, NOW + MINUTE)
    assert (lost.given_up_at, lost.attempts, lost.due_at) == (None, 0, NOW + MINUTE)
    jobs_seen.cancel(session, CHIEF, lost.id, NOW)
    session.flush()
    assert jobs_seen.state_of(lost, NOW) is JobState.CANCELLED
    told = [
        (entry.action, entry.detail) for entry in audit.entries_about(session, f"job:{lost.id}")
    ]
    assert told == [
        ("job.cancelled", {"name": "kind.1"}),
        (
            "job.retried",
            {
                "name": "kind.1",
                "before": {"attempts": jobs.MOST_ATTEMPTS, "error": "OSError: no line"},
            },
        ),
    ]


def test_what_waits_while_nobody_works_is_told(session: Session) -> None:
    assert jobs_seen.standing(session, NOW) == jobs_seen.Standing(0, None, 0, None, None, False)
    jobs.enqueue(session, "letter.send", NOW)
    jobs.enqueue(session, "letter.send", NOW + timedelta(days=1))
    session.flush()
    soon, late = NOW + MINUTE, NOW + jobs_seen.LATE + MINUTE
    found = jobs_seen.standing(session, late)
    assert (found.waiting, found.oldest_at, found.alive) == (2, NOW, False)
    assert (jobs_seen.standing(session, soon).idle_since(soon), found.idle_since(late)) == (
        None,
        NOW,
    )
    jobs.beat(session, "here:1", NOW, late, worked_at=soon)
    session.flush()
    found = jobs_seen.standing(session, late)
    assert (found.seen_at, found.worked_at, found.idle_since(late)) == (late, soon, None)
    gone = late + jobs_seen.SILENT + MINUTE
    assert jobs_seen.standing(session, gone).idle_since(gone) == late
    jobs.take(session, gone)  # a long job keeps its worker silent and its lease alive
    session.flush()
    assert jobs_seen.standing(session, gone).alive
    jobs.beat(session, "here:1", NOW, late, ended=True)
    session.flush()
    beyond = gone + jobs.LEASE + MINUTE
    assert not jobs_seen.standing(session, beyond).alive
    assert [one.name for one in jobs_seen.workers(session)] == ["here:1"]


def test_progress_keeps_the_lease_and_is_seen(session: Session) -> None:
    job = jobs.enqueue(session, "roster.load", NOW)
    session.flush()
    jobs.take(session, NOW)
    jobs.progress(session, job.id, 1, 4, now=NOW + 4 * MINUTE)
    jobs.progress(session, job.id, 3, 4, "rows", now=NOW + 4 * MINUTE)
    session.flush()
    session.refresh(job)
    assert jobs.take(session, NOW + 8 * MINUTE) is None
    seen = jobs_seen.find(session, job.id, NOW + 8 * MINUTE)
    assert seen is not None
    assert seen.progress is not None
    assert (seen.state, seen.progress.done, seen.progress.total, seen.progress.note) == (
        JobState.RUNNING,
        3,
        4,
        "rows",
    )


def test_a_routine_is_queued_once_a_day(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    told = []
    for day in (NOW.date(), NOW.date(), NOW.date() + timedelta(days=1)):
        with unit_of_work(writes) as session:
            told.append(jobs.enqueue_daily(session, "reminders", day, NOW))
    assert told == [True, False, True]
    with unit_of_work(writes) as session:
        facts = [job.facts for job in session.scalars(sa.select(jobs.Job).order_by(jobs.Job.id))]
    assert facts == [{"day": "2026-11-22"}, {"day": "2026-11-23"}]


def test_what_was_done_long_ago_is_forgotten(session: Session) -> None:
    made = every_state(session)
    jobs.progress(session, made[JobState.DONE].id, 1, 1, now=NOW)
    session.flush()
    assert jobs.forget_old(session, NOW + jobs.KEPT) == 0
    assert jobs.forget_old(session, NOW + jobs.KEPT + MINUTE) == 1
    left = session.scalar(sa.select(sa.func.count()).select_from(jobs.Job))
    assert (left, jobs.find_progress(session, made[JobState.DONE].id)) == (5, None)
