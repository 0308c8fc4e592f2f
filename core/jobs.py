"""Work for later, queued in the same transaction as its cause.

A job carries ids, may run twice, and its effects commit together with "done". A worker that dies
leaves the job leased; when the lease ends another worker takes it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8


class Job(Base):
    """One piece of work: `name` picks the handler, `facts` are its keyword arguments."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    facts: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    given_up_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


def enqueue(session: Session, name: str, due_at: datetime, **facts: Any) -> None:
    """Queue `name` with `facts` (ids, not objects) to run at or after `due_at`."""
    session.add(Job(name=name, facts=facts, due_at=due_at))


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


def newest(session: Session, limit: int = 100) -> list[Job]:
    """The newest jobs, for the administrator's page."""
    return list(session.scalars(select(Job).order_by(Job.id.desc()).limit(limit)))
