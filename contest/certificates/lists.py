"""The register of certificates across contests (sổ cấp giấy chứng nhận), as a list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from contest.certificates.codes import normalise_code
from contest.certificates.model import Certificate
from contest.certificates.queries import Seen, seen
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from core import listing
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment, Product
from core.rights import TABLE, Act
from core.territory.queries import in_place, reached_from

Found = TypeVar("Found", bound=Select[*tuple[Any, ...]])


class State(StrEnum):
    """How a certificate stands, as lists ask for it."""

    IN_FORCE = "in_force"
    ENDING = "ending"  # in force, and ends within the days asked
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose certificates somebody sees: everything of the contests whose results he reads, by
    place or by name; the announced ones of the establishments in his places."""

    desk_units: Collection[int] = ()
    contests: Collection[int] = ()
    units: Collection[int] = ()


def scope_of(who: Identity) -> Scope:
    """Whose certificates this person sees."""
    return Scope(
        desk_units=who.units(Act.RESULT_READ),
        contests=who.contests(*TABLE[Act.RESULT_READ]),
        units=who.units(Act.CERTIFICATE_LIST),
    )


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """What narrows the register; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    level: ContestLevel | None = None
    group: ProductGroup | None = None
    state: State | None = None
    within_days: int = 90
    issued_year: int | None = None
    end_year: int | None = None
    from_day: date | None = None
    until_day: date | None = None


def in_scope(scope: Scope) -> ColumnElement[bool]:
    """The rows of the scope; the statement must join Contest and Establishment."""
    announced = Contest.stage == Stage.ANNOUNCED
    return or_(
        Contest.unit_id.in_(reached_from(scope.desk_units)),
        Contest.id.in_(scope.contests),
        and_(announced, Establishment.unit_id.in_(reached_from(scope.units))),
    )


def of_state(state: State, on: date, within_days: int) -> ColumnElement[bool]:
    """The rows that stand so on the day (rules.status, said to the database)."""
    kept = or_(Certificate.revoked_on.is_(None), Certificate.revoked_on > on)
    good = and_(kept, Certificate.issued_on <= on, Certificate.valid_until >= on)
    return {
        State.IN_FORCE: good,
        State.ENDING: and_(good, Certificate.valid_until <= on + timedelta(days=within_days)),
        State.EXPIRED: and_(kept, Certificate.issued_on <= on, Certificate.valid_until < on),
        State.REVOKED: Certificate.revoked_on <= on,
        State.NOT_YET: and_(kept, Certificate.issued_on > on),
    }[state]


def certificates(
    session: Session, scope: Scope, asked: CertificateFilter, on: date, window: Window
) -> Listed[Seen]:
    """Certificates as they stand on the day, with contest, product and entry; the newest first.

    Sorted by: number, product, maker, issued, ends, level.
    """
    where = [in_scope(scope), *_narrowed(asked, on)]
    ids = listing.cut(
        session,
        _joined(select(Certificate.id, Product.name)).where(*where),
        window,
        {
            "": (Certificate.issued_on.desc(), Certificate.id.desc()),
            "number": (Certificate.series, Certificate.sequence, Certificate.id),
            "product": (Product.sort_key, Certificate.id),
            "maker": (Establishment.sort_key, Certificate.id),
            "issued": (Certificate.issued_on, Certificate.id),
            "ends": (Certificate.valid_until, Certificate.id),
            "level": (Certificate.level, Certificate.issued_on, Certificate.id),
        },
        asked.q,
    )
    wanted = select(Certificate).options(
        joinedload(Certificate.contest),
        joinedload(Certificate.entry),
        joinedload(Certificate.product)
        .joinedload(Product.establishment)
        .joinedload(Establishment.unit),
    )
    found = listing.load(session, wanted, Certificate.id, ids)
    return found.turned(lambda one: seen(one, on))


def number(session: Session, scope: Scope, asked: CertificateFilter, on: date) -> int:
    """How many the list would hold. One statement."""
    found = _joined(select(func.count(Certificate.id)))
    return session.scalar(found.where(in_scope(scope), *_narrowed(asked, on))) or 0


def years(session: Session, scope: Scope) -> list[int]:
    """The years in which certificates of the scope were issued, the latest first."""
    days = session.scalars(
        _joined(select(Certificate.issued_on)).where(in_scope(scope)).distinct()
    )
    return sorted({day.year for day in days}, reverse=True)


def products_in_force(on: date) -> Select[int]:
    """A subquery of the products that hold an announced certificate in force on the day."""
    return (
        select(Certificate.product_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED, of_state(State.IN_FORCE, on, 0))
    )


def makers_in_force(on: date) -> Select[int]:
    """A subquery of the establishments that hold one."""
    return (
        select(Certificate.establishment_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED, of_state(State.IN_FORCE, on, 0))
    )


def numbers_of_makers(
    session: Session, establishment_ids: Collection[int], on: date
) -> dict[int, int]:
    """Establishment → how many of its announced certificates are in force; 0 is left out."""
    return _numbers(session, Certificate.establishment_id, establishment_ids, on)


def makers_on(
    session: Session, establishment_ids: Collection[int], days: Collection[date]
) -> dict[date, frozenset[int]]:
    """Day → those of these establishments whose announced certificate is in force then. One
    statement, however many days."""
    rows = session.execute(
        select(
            Certificate.establishment_id,
            Certificate.issued_on,
            Certificate.valid_until,
            Certificate.revoked_on,
        )
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(
            Contest.stage == Stage.ANNOUNCED,
            Certificate.establishment_id.in_(establishment_ids),
        )
    ).all()
    return {
        day: frozenset(
            id_
            for id_, issued, until, revoked in rows
            if issued <= day <= until and (revoked is None or revoked > day)
        )
        for day in days
    }


def numbers_of_products(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, int]:
    """Product → how many of its announced certificates are in force; 0 is left out."""
    return _numbers(session, Certificate.product_id, product_ids, on)


def _numbers(
    session: Session, column: InstrumentedAttribute[int], ids: Collection[int], on: date
) -> dict[int, int]:
    rows = session.execute(
        select(column, func.count())
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(
            Contest.stage == Stage.ANNOUNCED,
            of_state(State.IN_FORCE, on, 0),
            column.in_(ids),
        )
        .group_by(column)
    )
    return dict(rows.all())


def _joined(found: Found) -> Found:
    return (
        found.select_from(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .join(Product, Product.id == Certificate.product_id)
        .join(Establishment, Establishment.id == Certificate.establishment_id)
        .join(Entry, Entry.id == Certificate.entry_id)
    )


def _narrowed(asked: CertificateFilter, on: date) -> list[ColumnElement[bool]]:
    typed = asked.q.strip()
    where = listing.words(
        Product.search_text,
        asked.q,
        Certificate.number.startswith(typed, autoescape=True),
        Certificate.code == (normalise_code(typed) or typed),
        *listing.words(Establishment.search_text, asked.q),
    )
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.level is not None:
        where.append(Certificate.level == asked.level)
    if asked.group is not None:
        where.append(Entry.group == asked.group)
    if asked.state is not None:
        where.append(of_state(asked.state, on, asked.within_days))
    for year, column in (
        (asked.issued_year, Certificate.issued_on),
        (asked.end_year, Certificate.valid_until),
    ):
        if year is not None:
            where += [column >= date(year, 1, 1), column <= date(year, 12, 31)]
    if asked.from_day is not None:
        where.append(Certificate.valid_until >= asked.from_day)
    if asked.until_day is not None:
        where.append(Certificate.valid_until <= asked.until_day)
    return where
