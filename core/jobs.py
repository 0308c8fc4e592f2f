"""Work for later, queued in the same transaction as its cause.

A job carries ids, may run twice, and its effects commit together with "done". A worker that dies
leaves the job leased; when the lease ends another worker takes it. Reads for people stand in
core/jobs_seen.py.
"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
KEPT = timedelta(days=60)
"""How long a finished job stays on the administrator's page."""


class Job(Base):
    """One piece of work: `name` picks the handler, `facts` are its keyword arguments."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    facts: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(index=True)
    first_due_at: Mapped[datetime | None]
    """When it was first to run; `due_at` moves with each failure. None in rows of old versions."""
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    given_up_at: Mapped[datetime | None] = mapped_column(index=True)
    cancelled_at: Mapped[datetime | None]
    """Put aside by a person; such a job is also given up."""
    error: Mapped[str] = mapped_column(default="")


class JobProgress(Base):
    """How far a long job has come, committed apart from its effects."""

    __tablename__ = "job_progress"
    job_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    done: Mapped[int]
    total: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class DailyRun(Base):
    """That a routine was queued for a day: the key lets two workers never do it twice."""

    __tablename__ = "daily_runs"
    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    job_id: Mapped[int | None]


class WorkerBeat(Base):
    """One process that runs jobs: when it was last seen, and what it last did."""

    __tablename__ = "worker_beats"
    name: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    worked_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


def enqueue(session: Session, name: str, due_at: datetime, **facts: Any) -> Job:
    """Queue `name` with `facts` (ids, not objects) to run at or after `due_at`.

    The job has its `id` once the session was flushed.
    """
    job = Job(name=name, facts=facts, due_at=due_at, first_due_at=due_at)
    session.add(job)
    return job


def enqueue_daily(session: Session, name: str, day: date, due_at: datetime) -> bool:
    """Queue a routine once for that day; False when somebody has done so already."""
    if session.get(DailyRun, (name, day)) is not None:
        return False
    run = DailyRun(name=name, day=day, job_id=None)
    try:
        with session.begin_nested():
            session.add(run)
            session.flush()
    except IntegrityError:  # another worker was quicker in this very moment
        return False
    job = enqueue(session, name, due_at, day=day.isoformat())
    session.flush()
    run.job_id = job.id
    return True


def due_from(session: Session, now: datetime) -> None:
    """Nothing that waits was due before this instant: for a story of years told in one go."""
    waits = Job.done_at.is_(None) & Job.given_up_at.is_(None) & (Job.due_at < now)
    session.execute(update(Job).where(waits).values(due_at=now))


def take(session: Session, now: datetime) -> Job | None:
    """Lease the oldest due job, or None. Commit at once, so that others see the lease."""
    job = session.scalar(
        select(Job)
        .where(
            Job.done_at.is_(None),
            Job.given_up_at.is_(None),
            Job.due_at <= now,
            (Job.leased_until.is_(None)) | (Job.leased_until < now),
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if job is not None:
        job.leased_until = now + LEASE
        job.attempts += 1
    return job


def progress(
    session: Session, job_id: int, done: int, total: int, note: str = "", *, now: datetime
) -> None:
    """Say that `done` of `total` steps are behind, and keep the lease.

    Commit it in a transaction of its own, never inside the one that holds the job's effects: there
    nobody would see it before the end. A handler is given `report` for this (web/handlers.LONG).
    `note` is a code or a name, never a sentence.
    """
    kept = session.get(JobProgress, job_id)
    if kept is None:
        kept = JobProgress(job_id=job_id)
        session.add(kept)
    kept.done, kept.total, kept.note, kept.at = done, total, note[:200], now
    session.execute(
        sa.update(Job)
        .where(Job.id == job_id, Job.done_at.is_(None), Job.given_up_at.is_(None))
        .values(leased_until=now + LEASE)
    )


def find_progress(session: Session, job_id: int) -> JobProgress | None:
    """How far the job has come, or None when it has said nothing."""
    return session.get(JobProgress, job_id)


def done(session: Session, job_id: int, now: datetime) -> None:
    """Mark finished, in the transaction that holds the job's effects."""
    if job := session.get(Job, job_id):
        job.done_at, job.leased_until, job.error = now, None, ""


def failed(session: Session, job_id: int, now: datetime, error: str) -> None:
    """Try again later, each time later; after `MOST_ATTEMPTS` give up and keep the error."""
    if job := session.get(Job, job_id):
        job.error, job.leased_until = error[:2000], None
        job.due_at = now + timedelta(seconds=5 * 2**job.attempts)
        if job.attempts >= MOST_ATTEMPTS:
            job.given_up_at = now


def waiting(session: Session) -> int:
    """How many jobs are neither done nor given up."""
    query = select(func.count()).where(Job.done_at.is_(None), Job.given_up_at.is_(None))
    return session.scalar(query.select_from(Job)) or 0


def beat(
    session: Session,
    name: str,
    started_at: datetime,
    now: datetime,
    *,
    worked_at: datetime | None = None,
    ended: bool = False,
) -> None:
    """The worker process `name` is alive; `worked_at` is when it last finished a job."""
    kept = session.get(WorkerBeat, name)
    if kept is None:
        kept = WorkerBeat(name=name, started_at=started_at, seen_at=now)
        session.add(kept)
    kept.started_at, kept.seen_at = started_at, now
    kept.worked_at = worked_at or kept.worked_at
    kept.ended_at = now if ended else None


def forget_old(session: Session, now: datetime) -> int:
    """Drop jobs that were done long ago, with their progress, and workers long gone; how many
    jobs. What was given up stays until a person has settled it."""
    old = select(Job.id).where(Job.done_at < now - KEPT)
    session.execute(sa.delete(JobProgress).where(JobProgress.job_id.in_(old)))
    session.execute(sa.delete(WorkerBeat).where(WorkerBeat.seen_at < now - KEPT))
    gone = session.scalars(sa.delete(Job).where(Job.done_at < now - KEPT).returning(Job.id))
    return len(gone.all())
