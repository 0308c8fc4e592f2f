"""Milestones over all contests as a list of an office: what is due, and what is late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.contests.model import Contest
from contest.plans.model import Milestone
from contest.plans.queries import open_ones
from contest.plans.rules import NEAR
from core import listing
from core.listing import Listed, Window
from core.territory.queries import reached_from


class Wait(StrEnum):
    """How an open milestone stands."""

    LATE = "late"
    NEAR = "near"
    PRESSING = "pressing"  # late or near: what the first page tells of
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone in a list, with its contest."""

    milestone: Milestone

    @property
    def contest(self) -> Contest:
        """The contest it belongs to."""
        return self.milestone.contest


@dataclass(frozen=True, slots=True)
class MilestoneFilter:
    """What narrows the list; what is not set does not narrow."""

    q: str = ""
    wait: Wait | None = None
    since: date | None = None
    until: date | None = None


def waits(wait: Wait, today: date) -> ColumnElement[bool]:
    """The open milestones that stand so on the day."""
    late, near = Milestone.due_on < today, Milestone.due_on <= today + NEAR
    return {
        Wait.LATE: late,
        Wait.NEAR: and_(~late, near),
        Wait.PRESSING: near,
        Wait.AHEAD: ~near,
    }[wait]


def milestones(
    session: Session,
    units: Collection[int],
    named: Collection[int],
    asked: MilestoneFilter,
    today: date,
    window: Window,
) -> Listed[Row]:
    """Open milestones of the contests in scope, with these, the first due first.

    Sorted by: due, title, contest, responsible.
    """
    where: list[ColumnElement[bool]] = [_scope(units, named), open_ones()]
    if asked.wait is not None:
        where.append(waits(asked.wait, today))
    if asked.since is not None:
        where.append(Milestone.due_on >= asked.since)
    if asked.until is not None:
        where.append(Milestone.due_on <= asked.until)
    if asked.q.strip():
        # they are few: folded here, so that no column is kept for it
        rows = session.execute(
            select(Milestone.id, Milestone.title, Milestone.responsible, Contest.title)
            .join(Contest, Contest.id == Milestone.contest_id)
            .where(*where)
        )
        fitting = [id_ for id_, *told in rows if listing.fits(asked.q, *told)]
        where.append(Milestone.id.in_(fitting))
    ids = listing.cut(
        session,
        select(Milestone.id, Milestone.title)
        .join(Contest, Contest.id == Milestone.contest_id)
        .where(*where),
        window,
        {
            "": (Milestone.due_on, Milestone.id),
            "due": (Milestone.due_on, Milestone.id),
            "title": (Milestone.title, Milestone.id),
            "contest": (Contest.title, Milestone.id),
            "responsible": (Milestone.responsible, Milestone.id),
        },
        asked.q,
    )
    wanted = select(Milestone).options(joinedload(Milestone.contest))
    return listing.load(session, wanted, Milestone.id, ids).turned(Row)


def waiting(
    session: Session, units: Collection[int], named: Collection[int], today: date
) -> dict[Wait, int]:
    """How many open milestones of the scope stand how. One statement."""
    row = session.execute(
        select(*(func.count().filter(waits(one, today)) for one in Wait))
        .select_from(Milestone)
        .join(Contest, Contest.id == Milestone.contest_id)
        .where(_scope(units, named), open_ones())
    ).one()
    return dict(zip(Wait, row, strict=True))


def _scope(units: Collection[int], named: Collection[int]) -> ColumnElement[bool]:
    return or_(Contest.unit_id.in_(reached_from(units)), Contest.id.in_(named))
