"""Fairs, and applications for booths, as lists of an office."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import listing
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.model import Establishment, Product
from core.rights import Act
from core.territory.queries import in_place, reached_from
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Allotment, Application, Fair, FairDay

NEAR = timedelta(days=7)
SOON = timedelta(days=21)


class Wait(StrEnum):
    """What a fair waits for on a day."""

    CLOSES_SOON = "closes_soon"  # receives applications, and the deadline is near
    TO_ALLOT = "to_allot"  # the deadline is past or closed, and booths are to be given
    OPENS_SOON = "opens_soon"  # begins within three weeks, and the plan is not published
    TO_FINISH = "to_finish"  # its last day is past, and it is not closed


@dataclass(frozen=True, slots=True)
class FairRow:
    """A fair in a list, with unit and days."""

    fair: Fair


@dataclass(frozen=True, slots=True)
class FairFilter:
    """What narrows a list of fairs; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    status: FairStatus | None = None
    year: int | None = None
    wait: Wait | None = None


def _scope(who: Identity) -> ColumnElement[bool]:
    named = [grant.fair_id for grant in who.grants if grant.fair_id is not None]
    return or_(Fair.unit_id.in_(reached_from(who.units(Act.FAIR_READ))), Fair.id.in_(named))


def _first() -> "ColumnElement[date]":
    return (
        select(func.min(FairDay.day))
        .where(FairDay.fair_id == Fair.id)
        .correlate(Fair)
        .scalar_subquery()
    )


def _last() -> "ColumnElement[date]":
    return (
        select(func.max(FairDay.day))
        .where(FairDay.fair_id == Fair.id)
        .correlate(Fair)
        .scalar_subquery()
    )


def waits(wait: Wait, now: datetime) -> ColumnElement[bool]:
    """The fairs that wait so at this instant."""
    today = listing.day_of(now)
    planned = (FairStatus.DRAFT, FairStatus.OPEN, FairStatus.ALLOTTING)
    return {
        Wait.CLOSES_SOON: and_(
            Fair.status == FairStatus.OPEN,
            Fair.apply_from <= now,
            Fair.apply_until >= now,
            Fair.apply_until <= now + NEAR,
        ),
        Wait.TO_ALLOT: or_(
            and_(Fair.status == FairStatus.OPEN, Fair.apply_until < now),
            Fair.status == FairStatus.ALLOTTING,
        ),
        Wait.OPENS_SOON: and_(
            Fair.status.in_(planned), _first() >= today, _first() <= today + SOON
        ),
        Wait.TO_FINISH: and_(Fair.status.in_((*planned, FairStatus.PUBLISHED)), _last() < today),
    }[wait]


def fairs(
    session: Session, who: Identity, asked: FairFilter, now: datetime, window: Window
) -> Listed[FairRow]:
    """Fairs that this person runs or looks into, with unit and days, the latest first.

    Sorted by: name, begins, closes, status.
    """
    where: list[ColumnElement[bool]] = [_scope(who)]
    if asked.q.strip():
        rows = session.execute(select(Fair.id, Fair.name, Fair.venue).where(*where))
        where.append(Fair.id.in_([id_ for id_, *told in rows if listing.fits(asked.q, *told)]))
    if asked.unit_id is not None:
        where.append(Fair.unit_id.in_(in_place(asked.unit_id)))
    if asked.status is not None:
        where.append(Fair.status == asked.status)
    if asked.year is not None:
        first = _first()
        where += [first >= date(asked.year, 1, 1), first <= date(asked.year, 12, 31)]
    if asked.wait is not None:
        where.append(waits(asked.wait, now))
    ids = listing.cut(
        session,
        select(Fair.id, Fair.name).where(*where),
        window,
        {
            "": (Fair.apply_until.desc(), Fair.id.desc()),
            "name": (Fair.name, Fair.id),
            "begins": (_first(), Fair.id),
            "closes": (Fair.apply_until, Fair.id),
            "status": (Fair.status, Fair.id),
        },
        asked.q,
    )
    wanted = select(Fair).options(joinedload(Fair.unit), selectinload(Fair.days))
    return listing.load(session, wanted, Fair.id, ids).turned(FairRow)


def waiting(session: Session, who: Identity, now: datetime) -> dict[Wait, int]:
    """How many fairs of the scope wait for what. One statement."""
    row = session.execute(
        select(*(func.count().filter(waits(one, now)) for one in Wait))
        .select_from(Fair)
        .where(_scope(who))
    ).one()
    return dict(zip(Wait, row, strict=True))


def years(session: Session, who: Identity) -> list[int]:
    """The years in which fairs of the scope are held, the latest first."""
    days = session.scalars(
        select(FairDay.day).join(Fair, Fair.id == FairDay.fair_id).where(_scope(who)).distinct()
    )
    return sorted({day.year for day in days}, reverse=True)


def names(session: Session, who: Identity) -> list[tuple[int, str]]:
    """(id, name) of the fairs of the scope, the latest first."""
    rows = session.execute(
        select(Fair.id, Fair.name).where(_scope(who)).order_by(Fair.apply_until.desc(), Fair.id)
    )
    return [(id_, name) for id_, name in rows]


def receiving(session: Session, who: Identity, now: datetime) -> list[tuple[int, str]]:
    """(id, name) of the fairs this person runs that receive applications, or will; next first."""
    named = [grant.fair_id for grant in who.grants if grant.fair_id is not None]
    rows = session.execute(
        select(Fair.id, Fair.name)
        .where(
            or_(Fair.unit_id.in_(reached_from(who.units(Act.FAIR_RUN))), Fair.id.in_(named)),
            Fair.status == FairStatus.OPEN,
            Fair.apply_until >= now,
        )
        .order_by(Fair.apply_until, Fair.id)
    )
    return [(id_, name) for id_, name in rows]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application in a list, with fair, maker, product and what it holds."""

    application: Application


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What narrows a list of applications; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    fair_id: int | None = None
    status: ApplicationStatus | None = None
    level: str = ""
    waiting: bool = False  # asked, at a fair that gives booths or will


def applications(
    session: Session, who: Identity, asked: ApplicationFilter, window: Window
) -> Listed[ApplicationRow]:
    """Applications to the fairs of the scope with fair, maker, product and what they hold; the
    newest first. Sorted by: maker, product, fair, asked, booths, status."""
    where: list[ColumnElement[bool]] = [
        _scope(who),
        *listing.words(
            Product.search_text,
            asked.q,
            Application.certificate_number == asked.q.strip(),
            *listing.words(Establishment.search_text, asked.q),
        ),
    ]
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.fair_id is not None:
        where.append(Fair.id == asked.fair_id)
    if asked.status is not None:
        where.append(Application.status == asked.status)
    if asked.level:
        where.append(Application.certificate_level == asked.level)
    if asked.waiting:
        where.append(_waits_for_a_booth())
    ids = listing.cut(
        session,
        select(Application.id, Establishment.name)
        .join(Fair, Fair.id == Application.fair_id)
        .join(Establishment, Establishment.id == Application.establishment_id)
        .join(Product, Product.id == Application.product_id)
        .where(*where),
        window,
        {
            "": (Application.asked_at.desc(), Application.id.desc()),
            "maker": (Establishment.sort_key, Application.id),
            "product": (Product.sort_key, Application.id),
            "fair": (Fair.apply_until, Fair.id, Application.id),
            "asked": (Application.asked_at, Application.id),
            "booths": (Application.booths_wanted, Application.id),
            "status": (Application.status, Application.id),
        },
        asked.q,
    )
    held = selectinload(Application.allotments)
    wanted = select(Application).options(
        joinedload(Application.fair),
        joinedload(Application.establishment).joinedload(Establishment.unit),
        joinedload(Application.product),
        held.joinedload(Allotment.booth),
        held.joinedload(Allotment.fair_day),
    )
    return listing.load(session, wanted, Application.id, ids).turned(ApplicationRow)


def _waits_for_a_booth() -> ColumnElement[bool]:
    going = (FairStatus.OPEN, FairStatus.ALLOTTING)
    return and_(Application.status == ApplicationStatus.ASKED, Fair.status.in_(going))


def waiting_applications(session: Session, who: Identity) -> int:
    """How many applications wait for a booth. One statement."""
    return (
        session.scalar(
            select(func.count(Application.id))
            .join(Fair, Fair.id == Application.fair_id)
            .where(_scope(who), _waits_for_a_booth())
        )
        or 0
    )
