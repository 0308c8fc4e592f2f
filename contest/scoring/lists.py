"""Sheets that are owed, over all contests of an office. Counts only: no score is touched."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind
from contest.bodies.model import Body, Recusal, Seat
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.scoring.model import ScoreSheet
from core.territory.queries import reached_from


def owed(session: Session, units: Collection[int], named: Collection[int], now: datetime) -> int:
    """Sheets not signed although the end of judging is past, in contests that the offices of
    `units` reach and those `named`. One statement."""
    recused = exists().where(Recusal.seat_id == Seat.id, Recusal.entry_id == Entry.id)
    return (
        session.scalar(
            select(func.count())
            .select_from(Seat)
            .join(Body, Body.id == Seat.body_id)
            .join(Contest, Contest.id == Body.contest_id)
            .join(Entry, Entry.contest_id == Contest.id)
            .outerjoin(
                ScoreSheet,
                and_(
                    ScoreSheet.seat_id == Seat.id,
                    ScoreSheet.entry_id == Entry.id,
                    ScoreSheet.superseded_at.is_(None),
                ),
            )
            .where(
                Body.kind == BodyKind.JURY,
                Seat.left_at.is_(None),
                Entry.status == EntryStatus.VALID,
                ScoreSheet.signed_at.is_(None),
                ~recused,
                Contest.stage == Stage.JUDGING,
                Contest.judging_until < now,
                or_(Contest.unit_id.in_(reached_from(units)), Contest.id.in_(named)),
            )
        )
        or 0
    )
