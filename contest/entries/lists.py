"""Dossiers as a list: of one contest's desk, of all contests of an office, of those who file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core import listing
from core.clock import end_of_day, start_of_day
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment, Product
from core.rights import TABLE, Act
from core.territory.queries import in_place, reached_from

NEAR = timedelta(days=3)


class Wait(StrEnum):
    """What a dossier waits for."""

    SCREENING = "screening"  # the desk's answer
    SUPPLEMENT_NEAR = "supplement_near"  # the maker's, due within three days or past already
    SUPPLEMENT_LATE = "supplement_late"  # the day is past
    DRAFT_CLOSING = "draft_closing"  # not sent yet, and the contest closes within a week


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose dossiers: those at the desks of these contests, by place or by name; and, drafts too,
    those of establishments one files for, by place, by name or by having begun them."""

    desk_units: Collection[int] = ()
    contests: Collection[int] = ()
    field_units: Collection[int] = ()
    establishments: Collection[int] = ()
    filed_by: int | None = None


def scope_of(who: Identity) -> Scope:
    """Whose dossiers this person sees, and how."""
    return Scope(
        desk_units=who.units(Act.ENTRY_READ),
        contests=who.contests(*TABLE[Act.ENTRY_READ]),
        field_units=who.units(Act.ENTRY_FILE),
        establishments=who.establishments(),
        filed_by=who.account_id,
    )


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What narrows a list of dossiers; what is not set does not narrow."""

    q: str = ""
    contest_id: int | None = None
    unit_id: int | None = None
    status: EntryStatus | None = None
    group: ProductGroup | None = None
    on_behalf: bool | None = None
    year: int | None = None
    wait: Wait | None = None
    from_day: date | None = None
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A dossier in a list; `desk` says whether it is seen as its contest's desk sees it."""

    entry: Entry
    desk: bool


def _desk(scope: Scope) -> ColumnElement[bool]:
    """A draft is its maker's alone."""
    return and_(
        or_(Contest.unit_id.in_(reached_from(scope.desk_units)), Contest.id.in_(scope.contests)),
        Entry.filed_at.is_not(None),
        Entry.status != EntryStatus.DRAFT,
    )


def _scoped(scope: Scope) -> ColumnElement[bool]:
    mine = false() if scope.filed_by is None else Entry.created_by == scope.filed_by
    field = or_(
        Establishment.unit_id.in_(reached_from(scope.field_units)),
        Establishment.id.in_(scope.establishments),
        and_(Entry.on_behalf, mine),
    )
    return or_(_desk(scope), field)


def waits(wait: Wait, now: datetime) -> ColumnElement[bool]:
    """The dossiers that wait so at this instant."""
    open_ = Contest.stage == Stage.OPEN
    sent_back = and_(open_, Entry.status == EntryStatus.SUPPLEMENT)
    return {
        Wait.SCREENING: and_(open_, Entry.status == EntryStatus.FILED),
        Wait.SUPPLEMENT_NEAR: and_(sent_back, Entry.answer_by <= now + NEAR),
        Wait.SUPPLEMENT_LATE: and_(sent_back, Entry.answer_by < now),
        Wait.DRAFT_CLOSING: and_(
            open_,
            Entry.status == EntryStatus.DRAFT,
            Contest.entries_close_at >= now,
            Contest.entries_close_at <= now + timedelta(days=7),
        ),
    }[wait]


def _narrowed(asked: EntryFilter, now: datetime) -> list[ColumnElement[bool]]:
    paper = asked.q.strip().upper()
    where = listing.words(
        Product.search_text,
        asked.q,
        Entry.code == paper,
        Entry.receipt == paper,
        *listing.words(Establishment.search_text, asked.q),
    )
    if asked.contest_id is not None:
        where.append(Entry.contest_id == asked.contest_id)
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.status is not None:
        where.append(Entry.status == asked.status)
    if asked.group is not None:
        where.append(Entry.group == asked.group)
    if asked.on_behalf is not None:
        where.append(Entry.on_behalf.is_(asked.on_behalf))
    if asked.year is not None:
        where.append(Contest.year == asked.year)
    if asked.wait is not None:
        where.append(waits(asked.wait, now))
    if asked.from_day is not None:
        where.append(Entry.filed_at >= start_of_day(asked.from_day))
    if asked.until_day is not None:
        where.append(Entry.filed_at <= end_of_day(asked.until_day))
    return where


def entries(
    session: Session, scope: Scope, asked: EntryFilter, now: datetime, window: Window
) -> Listed[EntryRow]:
    """Dossiers with contest, photos and the maker's unit, those that wait the longest first.

    Sorted by: product, maker, filed, code, status, contest, answer.
    """
    ids = listing.cut(
        session,
        select(Entry.id, Entry.product_name)
        .join(Contest, Contest.id == Entry.contest_id)
        .join(Product, Product.id == Entry.product_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(_scoped(scope), *_narrowed(asked, now)),
        window,
        {
            "": (Entry.filed_at.asc().nulls_last(), Entry.id),
            "product": (Product.sort_key, Entry.id),
            "maker": (Establishment.sort_key, Product.sort_key, Entry.id),
            "filed": (Entry.filed_at, Entry.id),
            "code": (func.length(Entry.code), Entry.code, Entry.id),
            "status": (Entry.status, Entry.filed_at, Entry.id),
            "contest": (Contest.year, Contest.id, Entry.id),
            "answer": (Entry.answer_by, Entry.id),
        },
        asked.q,
    )
    wanted = select(Entry).options(
        joinedload(Entry.contest),
        joinedload(Entry.establishment).joinedload(Establishment.unit),
        selectinload(Entry.photos),
    )
    found = listing.load(session, wanted, Entry.id, ids)
    desk = listing.by_chunks(ids.rows, lambda some: _at_desk(session, scope, some))
    return found.turned(lambda one: EntryRow(one, one.id in desk))


def _at_desk(session: Session, scope: Scope, ids: Collection[int]) -> dict[int, bool]:
    rows = session.scalars(
        select(Entry.id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Entry.id.in_(ids), _desk(scope))
    )
    return dict.fromkeys(rows, True)


def waiting(session: Session, scope: Scope, now: datetime) -> dict[Wait, int]:
    """How many dossiers of the scope wait for what. One statement."""
    row = session.execute(
        select(*(func.count().filter(waits(one, now)) for one in Wait))
        .select_from(Entry)
        .join(Contest, Contest.id == Entry.contest_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(_scoped(scope))
    ).one()
    return dict(zip(Wait, row, strict=True))


def years(session: Session, scope: Scope) -> list[int]:
    """The years of the contests in scope, the latest first."""
    query = (
        select(Contest.year)
        .select_from(Entry)
        .join(Contest, Contest.id == Entry.contest_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(_scoped(scope))
        .distinct()
    )
    return sorted(session.scalars(query), reverse=True)
