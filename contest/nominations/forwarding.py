"""The letter that stands for a lower certificate where no lower contest was held (Đ12.2d)."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries.queries import reach_towards, way_of
from contest.entries.rules import Fault

ROUND_YEARS = 2
"""A lower contest of this year or the year before belongs to the same round: contests are held
every two years (TT 26/2014 Đ14, TT 14/2018)."""


def find_lower_round(session: Session, upper: Contest, unit_id: int | None) -> Contest | None:
    """The lower contest that was held for establishments of this unit in the upper one's round,
    the newest; None where none was, and a letter may stand."""
    levels = way_of(upper).opened_by
    previous = session.scalar(
        select(Contest.entries_close_at)
        .where(
            Contest.level == upper.level,
            Contest.unit_id == upper.unit_id,
            Contest.entries_close_at < upper.entries_open_at,
            Contest.stage.not_in((Stage.DRAFT, Stage.CANCELLED)),
        )
        .order_by(Contest.entries_close_at.desc())
        .limit(1)
    )
    query = (
        select(Contest)
        .where(
            Contest.level.in_(levels),
            Contest.unit_id.in_(reach_towards(session, unit_id, upper)),
            Contest.year > upper.year - ROUND_YEARS,
            Contest.year <= upper.year,
            Contest.stage.not_in((Stage.DRAFT, Stage.CANCELLED)),
        )
        .order_by(Contest.entries_close_at.desc(), Contest.id.desc())
        .limit(1)
        .options(joinedload(Contest.unit))
    )
    if previous is not None:
        query = query.where(Contest.entries_close_at > previous)
    return session.scalar(query)


def refusal_of_letter(session: Session, upper: Contest, unit_id: int | None) -> Fault | None:
    """Why a letter does not open the way to this contest for that place, or None.

    Where the contest's rules let none stand, `entries.rules.ladder_refusal` has said so already.
    """
    held = find_lower_round(session, upper, unit_id)
    if held is None:
        return None
    rules = rules_of(upper)
    source = rules.sources.get("forwarding_letter", rules.name)
    return "letter_though_round_held", {"contest": held.title, "source": source}
