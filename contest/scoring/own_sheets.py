"""A juror's own sheets, as their device is told of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contest.bodies.model import Seat
from contest.scoring.model import ScoreSheet


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A juror's own sheet as it stands: points in hundredths by criterion id."""

    entry_id: int
    version: int
    signed: bool
    points: dict[int, int]
    remark: str


def own_sheets(session: Session, account_id: int, entry_ids: Collection[int]) -> list[OwnSheet]:
    """The account's own sheets for these entries by the frame in force. Two statements."""
    rows = session.scalars(
        select(ScoreSheet)
        .join(Seat, Seat.id == ScoreSheet.seat_id)
        .where(
            Seat.account_id == account_id,
            ScoreSheet.entry_id.in_(set(entry_ids)),
            ScoreSheet.superseded_at.is_(None),
        )
        .options(selectinload(ScoreSheet.scores))
        .execution_options(populate_existing=True)
        .order_by(ScoreSheet.entry_id)
    )
    return [
        OwnSheet(
            sheet.entry_id,
            sheet.version,
            sheet.signed_at is not None,
            {score.criterion_id: score.points for score in sheet.scores},
            sheet.remark,
        )
        for sheet in rows
    ]
