"""Contests as a list of an office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core import listing
from core.listing import Listed, Window
from core.territory.model import Unit
from core.territory.queries import in_place, reached_from

NEAR = timedelta(days=7)
"""A deadline so close is said to be near."""


class Wait(StrEnum):
    """What a contest waits for on a day."""

    CLOSES_SOON = "closes_soon"  # receives entries, and the deadline is near
    TO_JUDGE = "to_judge"  # the deadline is past, judging has not begun
    JUDGED_LATE = "judged_late"  # the end of judging is past, the sheets are not locked
    TO_DECIDE = "to_decide"  # locked: the council decides
    TO_RECOGNISE = "to_recognise"  # decided: the authority's decision is recorded
    TO_ANNOUNCE = "to_announce"  # recognised: certificates and announcement
    NEXT_STEP = "next_step"  # any of those that the desk takes on: judge, recognise, announce


@dataclass(frozen=True, slots=True)
class ContestRow:
    """A contest in a list, with its unit."""

    contest: Contest


@dataclass(frozen=True, slots=True)
class ContestFilter:
    """What narrows a list of contests; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    level: ContestLevel | None = None
    stage: Stage | None = None
    year: int | None = None
    wait: Wait | None = None


def waits(wait: Wait, now: datetime) -> ColumnElement[bool]:
    """The contests that wait so at this instant."""
    return {
        Wait.CLOSES_SOON: and_(
            Contest.stage == Stage.OPEN,
            Contest.entries_open_at <= now,
            Contest.entries_close_at >= now,
            Contest.entries_close_at <= now + NEAR,
        ),
        Wait.TO_JUDGE: and_(Contest.stage == Stage.OPEN, Contest.entries_close_at < now),
        Wait.JUDGED_LATE: and_(Contest.stage == Stage.JUDGING, Contest.judging_until < now),
        Wait.TO_DECIDE: Contest.stage == Stage.LOCKED,
        Wait.TO_RECOGNISE: Contest.stage == Stage.DECIDED,
        Wait.TO_ANNOUNCE: Contest.stage == Stage.RECOGNISED,
        Wait.NEXT_STEP: or_(
            and_(Contest.stage == Stage.OPEN, Contest.entries_close_at < now),
            Contest.stage.in_((Stage.DECIDED, Stage.RECOGNISED)),
        ),
    }[wait]


def contests(
    session: Session,
    units: Collection[int],
    named: Collection[int],
    asked: ContestFilter,
    now: datetime,
    window: Window,
) -> Listed[ContestRow]:
    """Contests that the offices of `units` reach, and those `named`; with their units; the one
    whose entries close last first.

    Sorted by: title, place, year, stage, closes. A title is looked for in its place and year too.
    """
    where: list[ColumnElement[bool]] = [_scope(units, named)]
    if asked.q.strip():
        # titles are few: they are folded here, so that no column is kept for it
        rows = session.execute(
            select(Contest.id, Contest.title, Unit.line)
            .join(Unit, Unit.id == Contest.unit_id)
            .where(*where)
        )
        where.append(Contest.id.in_([id_ for id_, *told in rows if listing.fits(asked.q, *told)]))
    if asked.unit_id is not None:
        where.append(Contest.unit_id.in_(in_place(asked.unit_id)))
    if asked.level is not None:
        where.append(Contest.level == asked.level)
    if asked.stage is not None:
        where.append(Contest.stage == asked.stage)
    if asked.year is not None:
        where.append(Contest.year == asked.year)
    if asked.wait is not None:
        where.append(waits(asked.wait, now))
    ids = listing.cut(
        session,
        select(Contest.id, Contest.title).join(Unit, Unit.id == Contest.unit_id).where(*where),
        window,
        {
            "": (Contest.entries_close_at.desc(), Contest.id.desc()),
            "title": (Contest.title, Contest.id),
            "place": (Unit.sort_key, Contest.id),
            "year": (Contest.year, Contest.id),
            "stage": (Contest.stage, Contest.id),
            "closes": (Contest.entries_close_at, Contest.id),
        },
        asked.q,
    )
    wanted = select(Contest).options(joinedload(Contest.unit))
    return listing.load(session, wanted, Contest.id, ids).turned(ContestRow)


def years(session: Session, units: Collection[int], named: Collection[int]) -> list[int]:
    """The years of the contests in scope, the latest first."""
    query = select(Contest.year).where(_scope(units, named)).distinct()
    return sorted(session.scalars(query), reverse=True)


def waiting(
    session: Session, units: Collection[int], named: Collection[int], now: datetime
) -> dict[Wait, int]:
    """How many contests of the scope wait for what. One statement."""
    row = session.execute(
        select(*(func.count().filter(waits(one, now)) for one in Wait))
        .select_from(Contest)
        .where(_scope(units, named))
    ).one()
    return dict(zip(Wait, row, strict=True))


def _scope(units: Collection[int], named: Collection[int]) -> ColumnElement[bool]:
    return or_(Contest.unit_id.in_(reached_from(units)), Contest.id.in_(named))
