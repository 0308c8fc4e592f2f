"""The chair's tray: operations that came after a signature, the lock or a new frame.

They are kept as they were sent and count for nothing. The chair reads them after the lock and
notes what was done: a result is changed by its own ways only (a correction, a complaint).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.bodies.model import Body, Seat
from contest.contests.model import Criterion
from contest.entries.model import Entry
from contest.scoring.kinds import Outcome
from contest.scoring.model import ScoreOperation
from contest.scoring.rules import LEAST_REASON
from core import audit
from core.errors import Invalid, NotFound
from core.identity import Identity


@dataclass(frozen=True, slots=True)
class Held:
    """One operation in the tray. `points` in hundredths; `criterion` "" is the remark."""

    id: int
    person: str
    code: str
    product_name: str
    criterion: str
    points: int | None
    remark: str | None
    received_at: datetime
    device_at: datetime | None
    why: str
    settled_at: datetime | None
    settled_note: str


def held(session: Session, contest_id: int) -> list[Held]:
    """Everything that was held in a contest, what waits first, then the newest. One statement."""
    rows = session.execute(
        select(ScoreOperation, Seat.person, Entry.code, Entry.product_name, Criterion.code)
        .join(Seat, Seat.id == ScoreOperation.seat_id)
        .join(Entry, Entry.id == ScoreOperation.entry_id)
        .outerjoin(Criterion, Criterion.id == ScoreOperation.criterion_id)
        .where(Entry.contest_id == contest_id, ScoreOperation.outcome == Outcome.HELD)
        .order_by(ScoreOperation.settled_at.is_not(None), ScoreOperation.id.desc())
    )
    return [
        Held(
            one.id,
            person,
            code or "",
            product_name,
            criterion or "",
            one.points,
            one.remark,
            one.received_at,
            one.device_at,
            one.code,
            one.settled_at,
            one.settled_note,
        )
        for one, person, code, product_name, criterion in rows
    ]


def waiting(session: Session, contest_id: int) -> int:
    """How many wait for the chair's note. One statement."""
    return (
        session.scalar(
            select(func.count())
            .select_from(ScoreOperation)
            .join(Seat, Seat.id == ScoreOperation.seat_id)
            .join(Body, Body.id == Seat.body_id)
            .where(
                Body.contest_id == contest_id,
                ScoreOperation.outcome == Outcome.HELD,
                ScoreOperation.settled_at.is_(None),
            )
        )
        or 0
    )


def settle(
    session: Session, who: Identity, contest_id: int, held_id: int, note: str, now: datetime
) -> None:
    """Note what was done about a held operation; no point moves. A second note is not taken.

    Raises NotFound, Invalid("reason_too_short").
    """
    one = session.scalar(
        select(ScoreOperation)
        .join(Entry, Entry.id == ScoreOperation.entry_id)
        .where(
            ScoreOperation.id == held_id,
            ScoreOperation.outcome == Outcome.HELD,
            Entry.contest_id == contest_id,
        )
        .with_for_update()
    )
    if one is None:
        raise NotFound("not_found")
    if len(note) < LEAST_REASON:
        raise Invalid({"note": ("reason_too_short", {"least": LEAST_REASON})})
    if one.settled_at is not None:
        return
    one.settled_at, one.settled_by, one.settled_note = now, who.account_id, note
    session.flush()
    audit.record(
        session, who, now, "score.held_noted", f"contest:{contest_id}", held=held_id, reason=note
    )
