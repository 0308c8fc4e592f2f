"""Another version of the frame after judging began: it asks for scoring anew, and prices nothing.

Sheets by the version before stay as they were, marked and readable; they count no more. Their
jurors find an empty sheet by the new version, with the old one beside it.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from contest.contests import framing
from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.model import Contest, ScoringFrame
from contest.entries.model import Entry
from contest.scoring.model import ScoreSheet
from core import audit
from core.identity import Identity
from core.registry.kinds import ProductGroup


def approve(session: Session, who: Identity, frame_id: int, now: datetime) -> ScoringFrame:
    """The council chair approves a version of the frame, before judging or while it lasts.

    While the jury scores, the version is in force at once, and every sheet of its group by the
    version before is superseded. Savings of sheets wait for it, and it waits for those begun.
    Raises Conflict as contest.contests.framing.approve.
    """
    frame = contests.get_frame(session, frame_id)
    contest = session.scalars(
        select(Contest)
        .where(Contest.id == frame.contest_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if contest.stage is not Stage.JUDGING:
        return framing.approve(session, who, frame_id, now)
    framing.replace(session, who, frame_id, now)
    closed = _supersede(session, contest.id, now)
    audit.record(
        session,
        who,
        now,
        "frame.replace",
        contests.on_record(contest.id),
        version=frame.version,
        group=frame.scope,
        reason=frame.reason,
        sheets=closed,
    )
    return frame


def _supersede(session: Session, contest_id: int, now: datetime) -> int:
    """Mark the sheets by another frame than the one in force for their entry; how many."""
    frames = contests.frames_in_force(session, contest_id)
    closed = 0
    for group in (None, *ProductGroup):
        found = frames.of(group)
        if found is None:
            continue
        of_group = Entry.group.is_(None) if group is None else Entry.group == group
        entries = select(Entry.id).where(Entry.contest_id == contest_id, of_group)
        done = session.execute(
            update(ScoreSheet)
            .where(
                ScoreSheet.entry_id.in_(entries),
                ScoreSheet.frame_id != found.id,
                ScoreSheet.superseded_at.is_(None),
            )
            .values(superseded_at=now)
        )
        closed += cast(CursorResult[Any], done).rowcount
    return closed
