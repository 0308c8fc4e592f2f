"""What every step of a result shares: the contest held, its stage looked at, the step taken."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.contests import service as contest_service
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.rules import StepFacts
from core.errors import Conflict, NotFound
from core.identity import Identity


def held(session: Session, contest_id: int, *stages: Stage) -> Contest:
    """The contest as it is now, held until the transaction ends, in one of these stages. Savings
    of sheets wait for it, and it waits for those that have begun.

    Raises NotFound("contest_missing"), Conflict("stage_moved").
    """
    found = session.scalar(
        select(Contest)
        .where(Contest.id == contest_id)
        .with_for_update(of=Contest)
        .options(joinedload(Contest.unit, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("contest_missing")
    if found.stage not in stages:
        raise Conflict("stage_moved")
    return found


def step(session: Session, who: Identity, contest: Contest, to: Stage, now: datetime) -> None:
    """Take the step: this room has just seen to what it needs."""
    facts = StepFacts(
        contest.stage,
        to,
        now,
        contest.entries_close_at,
        sheets_final=to is Stage.LOCKED,
        outcomes_decided=to is Stage.DECIDED,
        decision_recorded=to is Stage.RECOGNISED,
    )
    contest_service.advance(session, who, contest, to, facts, now)
