"""Reads of sheets by superseded versions of the frame: kept, readable, counted no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.contests.frame import MOST_CRITERIA
from contest.contests.kinds import FrameStatus
from contest.contests.model import Criterion, ScoringFrame
from contest.entries.model import Entry
from contest.scoring.model import ScoreSheet


@dataclass(frozen=True, slots=True)
class OldPoints:
    """A criterion of the earlier version with what the juror gave; None: nothing yet."""

    code: str
    name: str
    max_points: int
    points: int | None


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet by an earlier version. `total` is the sum of its points in hundredths."""

    seat_id: int
    person: str
    version: int
    superseded_at: datetime
    signed_at: datetime | None
    remark: str
    total: int
    rows: tuple[OldPoints, ...]


def old_sheets(session: Session, entry_id: int, seat_id: int | None = None) -> list[OldSheet]:
    """The superseded sheets of an entry, the newest first: of one seat for its juror at any time,
    of all of them only after the lock. Four statements."""
    query = (
        select(ScoreSheet)
        .where(ScoreSheet.entry_id == entry_id, ScoreSheet.superseded_at.is_not(None))
        .order_by(ScoreSheet.superseded_at.desc(), ScoreSheet.id.desc())
        .options(
            joinedload(ScoreSheet.seat),
            selectinload(ScoreSheet.scores),
            selectinload(ScoreSheet.frame).selectinload(ScoringFrame.criteria),
        )
    )
    if seat_id is not None:
        query = query.where(ScoreSheet.seat_id == seat_id)
    return [_old(one) for one in session.scalars(query)]


def _old(sheet: ScoreSheet) -> OldSheet:
    points = {one.criterion_id: one.points for one in sheet.scores}
    return OldSheet(
        seat_id=sheet.seat_id,
        person=sheet.seat.person,
        version=sheet.frame.version,
        superseded_at=sheet.superseded_at or sheet.saved_at,
        signed_at=sheet.signed_at,
        remark=sheet.remark,
        total=sum(points.values()),
        rows=tuple(
            OldPoints(one.code, one.name, one.max_points, points.get(one.id))
            for one in sheet.frame.criteria
            if one.leaf
        ),
    )


def of_superseded_frame(session: Session, contest_id: int, criterion_ids: Collection[int]) -> bool:
    """Whether one of these criteria stands in a frame of this contest that is superseded."""
    query = (
        select(Criterion.id)
        .join(ScoringFrame, ScoringFrame.id == Criterion.frame_id)
        .where(
            Criterion.id.in_(list(criterion_ids)[:MOST_CRITERIA]),
            ScoringFrame.contest_id == contest_id,
            ScoringFrame.status == FrameStatus.SUPERSEDED,
        )
        .limit(1)
    )
    return session.scalar(query) is not None


def sheets_of_groups(session: Session, contest_id: int) -> dict[str, int]:
    """Product group ("" where none is said) → how many sheets are begun or signed that count.
    Counts only: no score is touched."""
    rows = session.execute(
        select(Entry.group, func.count())
        .join(ScoreSheet, ScoreSheet.entry_id == Entry.id)
        .where(Entry.contest_id == contest_id, ScoreSheet.superseded_at.is_(None))
        .group_by(Entry.group)
    )
    return {group.value if group else "": count for group, count in rows}
