"""Support cases as a list of an office. When the next stage is due is derived from the steps and
the law's terms, so a list is narrowed by words in the database and by dates here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import listing, text
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.model import Establishment, Product
from core.rights import Act
from core.territory.queries import in_place, reached_from
from fairs.support import reference, rules
from fairs.support.kinds import Outcome
from fairs.support.model import SupportCase
from fairs.support.queries import Waiting, due_of


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What narrows a list of cases; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    stage: str = ""
    open: bool | None = None
    outcome: Outcome | None = None
    due: rules.DueState | None = None
    unapproved: bool | None = None  # open, and no amount approved yet
    year: int | None = None


def cases(
    session: Session, who: Identity, asked: CaseFilter, today: date, window: Window
) -> Listed[Waiting]:
    """Cases in this person's places with maker, product and steps: overdue first, then by due
    date, those without one, closed ones last. Four statements.

    Sorted by: mark, maker, stage, due, asked, approved, opened.
    """
    where: list[ColumnElement[bool]] = [_scope(who)]
    if asked.q.strip():
        rows = session.execute(
            select(SupportCase.id, SupportCase.mark_text, SupportCase.code, Product.search_text)
            .join(Product, Product.id == SupportCase.product_id)
            .where(*where)
        )
        found = [id_ for id_, *told in rows if listing.fits(asked.q, *told)]
        makers = select(Establishment.id).where(*listing.words(Establishment.search_text, asked.q))
        where.append(or_(SupportCase.id.in_(found), SupportCase.establishment_id.in_(makers)))
    if asked.unit_id is not None:
        inside = select(Establishment.id).where(Establishment.unit_id.in_(in_place(asked.unit_id)))
        where.append(SupportCase.establishment_id.in_(inside))
    if asked.stage:
        where += [SupportCase.stage == asked.stage, SupportCase.closed_at.is_(None)]
    if asked.open is not None:
        closed = SupportCase.closed_at
        where.append(closed.is_(None) if asked.open else closed.is_not(None))
    if asked.outcome is not None:
        where.append(SupportCase.outcome == asked.outcome)
    if asked.unapproved:
        where += [SupportCase.closed_at.is_(None), SupportCase.approved_dong.is_(None)]
    if asked.year is not None:
        where += [
            SupportCase.opened_at >= listing.start_of_year(asked.year),
            SupportCase.opened_at < listing.start_of_year(asked.year + 1),
        ]
    light = select(SupportCase).where(*where).options(selectinload(SupportCase.steps))
    waiting = [_waiting(case, today) for case in session.scalars(light)]
    if asked.due is not None:
        waiting = [one for one in waiting if one.due_on and one.state is asked.due]
    ordered = _ordered(waiting, asked.q, today, window)
    page, pages, offset, limit = window.slice(len(ordered))
    shown = Listed(
        [one.case.id for one in ordered[offset : offset + limit]], len(ordered), page, pages
    )
    whole = (
        select(SupportCase)
        .options(
            joinedload(SupportCase.establishment).joinedload(Establishment.unit),
            joinedload(SupportCase.product),
            selectinload(SupportCase.steps),
        )
        .execution_options(populate_existing=True)
    )
    return listing.load(session, whole, SupportCase.id, shown).turned(
        lambda case: _waiting(case, today)
    )


def due_numbers(session: Session, who: Identity, today: date) -> dict[rules.DueState, int]:
    """How many open cases are overdue, near and ahead. Two statements."""
    light = (
        select(SupportCase)
        .where(_scope(who), SupportCase.closed_at.is_(None))
        .options(selectinload(SupportCase.steps))
    )
    found = [_waiting(case, today) for case in session.scalars(light)]
    return {
        state: sum(one.due_on is not None and one.state is state for one in found)
        for state in rules.DueState
    }


def unapproved(session: Session, who: Identity) -> int:
    """How many open cases of this person's places have no amount approved. One statement."""
    found = select(func.count(SupportCase.id)).where(
        _scope(who), SupportCase.closed_at.is_(None), SupportCase.approved_dong.is_(None)
    )
    return session.scalar(found) or 0


def years(session: Session, who: Identity) -> list[int]:
    """The years in which cases of the scope were opened, the latest first."""
    days = session.scalars(select(SupportCase.opened_at).where(_scope(who)))
    return sorted({listing.year_of(day) for day in days}, reverse=True)


def _scope(who: Identity) -> ColumnElement[bool]:
    units: Collection[int] = who.units(Act.CASE_WATCH)
    return SupportCase.unit_id.in_(reached_from(units))


def _waiting(case: SupportCase, today: date) -> Waiting:
    due = due_of(case)
    due_on = due.on if due else None
    return Waiting(case, due_on, rules.due_state(due_on, today))


def _ordered(found: list[Waiting], query: str, today: date, window: Window) -> list[Waiting]:
    stages = [stage.key for stage in reference.stages()]
    orders: dict[str, Callable[[Waiting], Any]] = {
        "mark": lambda one: text.sort_key(one.case.mark_text),
        "stage": lambda one: stages.index(one.case.stage),
        "due": lambda one: one.due_on,
        "asked": lambda one: one.case.asked_dong,
        "approved": lambda one: one.case.approved_dong,
        "opened": lambda one: one.case.opened_at,
    }
    found = sorted(found, key=lambda one: -one.case.id)
    if window.sort in orders:
        key = orders[window.sort]
        known = [one for one in found if key(one) is not None]
        rest = [one for one in found if key(one) is None]
        return sorted(known, key=key, reverse=window.descending) + rest
    if text.tokens(query):
        return sorted(found, key=lambda one: text.rank(query, one.case.mark_text))
    return sorted(
        found,
        key=lambda one: (one.case.closed_at is not None, one.due_on is None, one.due_on or today),
    )
