"""The queue as an administrator reads it: states, counts, workers; settling what was given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, NotFound
from core.identity import Identity
from core.jobs import Job, JobProgress, WorkerBeat

SILENT = timedelta(minutes=2)
"""A worker that says nothing for longer, and holds no lease, is taken for gone."""
LATE = timedelta(minutes=5)
"""A job that is due for longer while nobody works is a matter for the administrator."""


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"  # due now or later, not tried yet
    RUNNING = "running"  # leased by a worker
    FAILED = "failed"  # tried without success, and will be tried again
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"  # put aside by a person
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SeenJob:
    """One job with its state and what it said of its progress."""

    job: Job
    state: JobState
    progress: JobProgress | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the queue stands: what waits since when, what was given up, and who works."""

    waiting: int
    oldest_at: datetime | None
    """Since when the oldest job that is due waits; None when nothing is due."""
    given_up: int
    seen_at: datetime | None
    """When a worker was last seen; None when none ever was."""
    worked_at: datetime | None
    alive: bool

    def idle_since(self, now: datetime) -> datetime | None:
        """Since when work waits that nobody does, or None while all is well: since it was due, or
        since a worker was last seen."""
        if self.alive or self.oldest_at is None or now - self.oldest_at <= LATE:
            return None
        return max(self.oldest_at, self.seen_at or self.oldest_at)


def state_of(job: Job, now: datetime) -> JobState:
    """Where the job is at that moment."""
    if job.done_at is not None:
        return JobState.DONE
    if job.cancelled_at is not None:
        return JobState.CANCELLED
    if job.given_up_at is not None:
        return JobState.GIVEN_UP
    if job.leased_until is not None and job.leased_until >= now:
        return JobState.RUNNING
    return JobState.FAILED if job.error else JobState.WAITING


def _in_state(state: JobState, now: datetime) -> list[sa.ColumnElement[bool]]:
    open_ = [Job.done_at.is_(None), Job.given_up_at.is_(None)]
    leased = sa.and_(Job.leased_until.is_not(None), Job.leased_until >= now)
    conditions: dict[JobState, list[sa.ColumnElement[bool]]] = {
        JobState.DONE: [Job.done_at.is_not(None)],
        JobState.CANCELLED: [Job.done_at.is_(None), Job.cancelled_at.is_not(None)],
        JobState.GIVEN_UP: [
            Job.done_at.is_(None),
            Job.given_up_at.is_not(None),
            Job.cancelled_at.is_(None),
        ],
        JobState.RUNNING: [*open_, leased],
        JobState.FAILED: [*open_, ~leased, Job.error != ""],
        JobState.WAITING: [*open_, ~leased, Job.error == ""],
    }
    return conditions[state]


def page(
    session: Session,
    now: datetime,
    *,
    state: JobState | None = None,
    name: str = "",
    before: int | None = None,
    limit: int,
) -> list[SeenJob]:
    """Jobs, newest first: in a state, of a kind, older than the job `before`."""
    query = select(Job, JobProgress).outerjoin(JobProgress, JobProgress.job_id == Job.id)
    if state is not None:
        query = query.where(*_in_state(state, now))
    if name:
        query = query.where(Job.name == name)
    if before is not None:
        query = query.where(Job.id < before)
    rows = session.execute(query.order_by(Job.id.desc()).limit(limit))
    return [SeenJob(job, state_of(job, now), said) for job, said in rows]


def find(session: Session, job_id: int, now: datetime) -> SeenJob | None:
    """One job, or None."""
    job = session.get(Job, job_id)
    said = session.get(JobProgress, job_id)
    return SeenJob(job, state_of(job, now), said) if job else None


def counts(session: Session, now: datetime) -> dict[str, dict[JobState, int]]:
    """Kind of job → state → how many; one statement."""
    parts = [
        func.sum(sa.case((sa.and_(*_in_state(state, now)), 1), else_=0)) for state in JobState
    ]
    rows = session.execute(select(Job.name, *parts).group_by(Job.name).order_by(Job.name))
    return {
        row[0]: {state: int(count or 0) for state, count in zip(JobState, row[1:], strict=True)}
        for row in rows
    }


def standing(session: Session, now: datetime) -> Standing:
    """How the queue stands. Two statements."""
    open_ = sa.and_(Job.done_at.is_(None), Job.given_up_at.is_(None))
    leased = sa.and_(open_, Job.leased_until.is_not(None), Job.leased_until >= now)
    due = sa.and_(open_, Job.due_at <= now, ~leased)
    told = session.execute(
        select(
            func.count(sa.case((open_, 1))),
            func.min(sa.case((due, func.coalesce(Job.first_due_at, Job.due_at)))),
            func.count(sa.case((sa.and_(*_in_state(JobState.GIVEN_UP, now)), 1))),
            func.count(sa.case((leased, 1))),
        ).where(Job.done_at.is_(None))
    ).one()
    beats = session.execute(
        select(
            func.max(WorkerBeat.seen_at),
            func.max(WorkerBeat.worked_at),
            func.max(sa.case((WorkerBeat.ended_at.is_(None), WorkerBeat.seen_at))),
        )
    ).one()
    waiting, oldest, given_up, running = told
    seen, worked, living = beats
    alive = running > 0 or (living is not None and now - living <= SILENT)
    return Standing(waiting, oldest, given_up, seen, worked, alive)


def workers(session: Session, limit: int = 10) -> list[WorkerBeat]:
    """The processes that run jobs, the last seen first."""
    query = select(WorkerBeat).order_by(WorkerBeat.seen_at.desc()).limit(limit)
    return list(session.scalars(query))


def given_up_since(session: Session, since: datetime) -> int:
    """How many jobs were given up from that moment on and not settled."""
    query = select(func.count()).select_from(Job)
    query = query.where(Job.given_up_at >= since, Job.cancelled_at.is_(None))
    return session.scalar(query.where(Job.done_at.is_(None))) or 0


def try_again(session: Session, who: Identity, job_id: int, now: datetime) -> None:
    """Queue a given-up, cancelled or failed job anew, with all its attempts.

    Raises NotFound; Conflict("job_waiting"), Conflict("job_running"), Conflict("job_done").
    """
    job = _settled(session, job_id, now, (JobState.GIVEN_UP, JobState.CANCELLED, JobState.FAILED))
    before = {"attempts": job.attempts, "error": _last_line(job.error)}
    job.given_up_at = job.cancelled_at = None
    job.attempts, job.due_at, job.error = 0, now, ""
    audit.record(session, who, now, "job.retried", f"job:{job.id}", name=job.name, before=before)


def cancel(session: Session, who: Identity, job_id: int, now: datetime) -> None:
    """Put a waiting, failed or given-up job aside; it is kept and can be tried again.

    Raises NotFound; Conflict("job_running"), Conflict("job_done"), Conflict("job_cancelled").
    """
    job = _settled(session, job_id, now, (JobState.GIVEN_UP, JobState.WAITING, JobState.FAILED))
    job.cancelled_at = now
    job.given_up_at = job.given_up_at or now
    audit.record(session, who, now, "job.cancelled", f"job:{job.id}", name=job.name)


def _settled(session: Session, job_id: int, now: datetime, from_: Sequence[JobState]) -> Job:
    job = session.get(Job, job_id, with_for_update=True)
    if job is None:
        raise NotFound("not_found")
    state = state_of(job, now)
    if state in from_:
        return job
    refused = {
        JobState.DONE: "job_done",
        JobState.RUNNING: "job_running",
        JobState.CANCELLED: "job_cancelled",
    }
    raise Conflict(refused.get(state, "job_waiting"))


def _last_line(error: str) -> str:
    lines = error.strip().splitlines()
    return lines[-1][:200] if lines else ""
