"""Reads of what stands on record beside the standings: requests, sets, notes, ballots, versions.

Nothing here is public: whoever shows it has asked `queries.readable` first.
"""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.results.model import (
    DecisionVersion,
    LockRequest,
    MergedSet,
    ProductBallot,
    ProductNote,
)
from contest.results.rules import Ballot


def open_request(session: Session, contest_id: int) -> LockRequest | None:
    """The request to lock with gaps that waits for the chair, or None."""
    return session.scalar(
        select(LockRequest)
        .where(LockRequest.contest_id == contest_id, LockRequest.granted.is_(None))
        .order_by(LockRequest.id.desc())
        .limit(1)
    )


def requests(session: Session, contest_id: int) -> list[LockRequest]:
    """Every request to lock with gaps, the latest first."""
    query = select(LockRequest).where(LockRequest.contest_id == contest_id)
    return list(session.scalars(query.order_by(LockRequest.id.desc())))


def requests_waiting(session: Session, contest_ids: Collection[int]) -> frozenset[int]:
    """Of these contests, those whose chair is asked to lock with gaps."""
    query = select(LockRequest.contest_id).where(
        LockRequest.contest_id.in_(contest_ids), LockRequest.granted.is_(None)
    )
    return frozenset(session.scalars(query))


def merged_sets(session: Session, contest_id: int) -> list[MergedSet]:
    """The sets that the council made, in the order they were made."""
    query = select(MergedSet).where(MergedSet.contest_id == contest_id)
    return list(session.scalars(query.order_by(MergedSet.id)))


def notes(session: Session, contest_id: int, entry_id: int | None = None) -> list[ProductNote]:
    """What was noted about the contest's products, or about one, the earliest day first."""
    query = select(ProductNote).where(ProductNote.contest_id == contest_id)
    if entry_id is not None:
        query = query.where(ProductNote.entry_id == entry_id)
    return list(session.scalars(query.order_by(ProductNote.on_day, ProductNote.id)))


def ballots(session: Session, contest_id: int) -> dict[int, Ballot]:
    """Entry → the council's vote on it; products it did not vote on are left out."""
    rows = session.scalars(select(ProductBallot).where(ProductBallot.contest_id == contest_id))
    return {one.entry_id: ballot(one) for one in rows}


def ballot(row: ProductBallot) -> Ballot:
    """A ballot as the rules take it."""
    return Ballot(row.votes_for, row.against, row.abstained, row.absent)


def versions(session: Session, contest_id: int) -> list[DecisionVersion]:
    """The decisions that were taken back for correction, the first one first."""
    query = select(DecisionVersion).where(DecisionVersion.contest_id == contest_id)
    return list(session.scalars(query.order_by(DecisionVersion.version)))


def last_version(session: Session, contest_id: int) -> int:
    """The number of the last decision taken back; 0 when none was."""
    query = select(func.max(DecisionVersion.version)).where(
        DecisionVersion.contest_id == contest_id
    )
    return session.scalar(query) or 0
