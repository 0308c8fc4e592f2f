"""Reads of the territory: each function is one or two statements, however much data there is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from core import text
from core.errors import NotFound
from core.territory import addresses
from core.territory.changes import Change
from core.territory.model import (
    RegionMember,
    Unit,
    UnitChange,
    UnitName,
    UnitReach,
    UnitSuccession,
)
from core.territory.rules import Extent, Place, UnitKind

_CANDIDATES = 200
"""How many finds the database hands over for ranking; it puts the likeliest first itself."""

_ANCESTORS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A successor or predecessor, and how much of the old unit went over."""

    place: Place
    extent: Extent


def place(unit: Unit) -> Place:
    """The value pages get instead of the row."""
    return Place(
        id=unit.id,
        kind=unit.kind,
        full_name=unit.full_name,
        line=unit.line,
        code=unit.code,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
    )


def _stands(on: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        Unit.valid_from <= on, sa.or_(Unit.valid_until.is_(None), Unit.valid_until >= on)
    )


def _places(session: Session, statement: sa.Select[Unit]) -> list[Place]:
    return [place(unit) for unit in session.scalars(statement)]


def find_unit(session: Session, unit_id: int) -> Unit | None:
    """The unit with this id, or None."""
    return session.get(Unit, unit_id)


def get_unit(session: Session, unit_id: int) -> Unit:
    """The unit with this id. Raises NotFound("unit_missing")."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("unit_missing")
    return unit


def get_place(session: Session, unit_id: int) -> Place:
    """The unit as a value. Raises NotFound("unit_missing")."""
    return place(get_unit(session, unit_id))


def places(session: Session, unit_ids: Collection[int]) -> dict[int, Place]:
    """Units by id, for lists; unknown ids are left out."""
    found = _places(session, sa.select(Unit).where(Unit.id.in_(set(unit_ids))))
    return {one.id: one for one in found}


def find_unit_by_code(session: Session, kind: UnitKind, code: str, on: date) -> Unit | None:
    """The unit that bore this code on the day; codes are used again by later lists."""
    return session.scalars(
        sa.select(Unit).where(Unit.kind == kind, Unit.code == code, _stands(on))
    ).one_or_none()


def children(session: Session, parent_id: int, on: date) -> list[Place]:
    """The units right below on the day, in alphabetical order."""
    return _places(
        session,
        sa.select(Unit)
        .where(Unit.parent_id == parent_id, Unit.kind != UnitKind.REGION, _stands(on))
        .order_by(Unit.sort_key, Unit.code),
    )


def provinces(session: Session, on: date) -> list[Place]:
    """All provinces of the day, in alphabetical order."""
    return _places(
        session,
        sa.select(Unit)
        .where(Unit.kind == UnitKind.PROVINCE, _stands(on))
        .order_by(Unit.sort_key, Unit.code),
    )


def search_units(
    session: Session,
    query: str,
    on: date | None = None,
    *,
    kinds: Sequence[UnitKind] | None = None,
    within_id: int | None = None,
    limit: int = 20,
) -> list[Place]:
    """Units that carry every word of the query in their name, former name or line, best first.

    Marks may be left out. Without `on`, abolished units are found too, after standing ones of the
    same name. `within_id` keeps to what the office of that unit reaches.
    """
    words = text.tokens(query)
    if not words:
        return []
    folded = text.fold(query)
    closeness = sa.case(
        (Unit.name_fold == folded, 0),
        (Unit.search.startswith(f" {folded} "), 1),
        (Unit.name_fold.startswith(folded), 2),
        else_=3,
    )
    statement = (
        sa.select(Unit)
        .where(*(Unit.search.like(text.like_pattern(word)) for word in words))
        .order_by(closeness, Unit.kind == UnitKind.COMMUNE, Unit.sort_key, Unit.id.desc())
        .limit(max(limit, _CANDIDATES))
    )
    if on is not None:
        statement = statement.where(_stands(on))
    if kinds is not None:
        statement = statement.where(Unit.kind.in_(kinds))
    if within_id is not None:
        statement = statement.where(Unit.id.in_(reached_from([within_id])))
    found = session.scalars(statement).all()
    order, asked = list(UnitKind), addresses.spelling(query)

    def key(unit: Unit) -> tuple[object, ...]:
        fits = text.rank(asked, addresses.spelling(unit.name))
        for wider in (unit.full_name, unit.line, unit.search):
            if fits[0]:  # a word of the query is not in the narrower name
                fits = min(fits, text.rank(asked, addresses.spelling(wider)))
        return (
            fits[:5],
            unit.valid_until is not None,
            order.index(unit.kind),
            unit.sort_key,
            unit.line,
        )

    return [place(unit) for unit in sorted(found, key=key)[:limit]]


def reach(session: Session, unit_id: int) -> frozenset[int]:
    """Ids of every unit whose office may act on this one: `rights.Subject.reach`."""
    return frozenset(
        session.scalars(sa.select(UnitReach.within_id).where(UnitReach.unit_id == unit_id))
    )


def reached_from(within_ids: Collection[int]) -> sa.Select[int]:
    """A subquery of the unit ids that the offices of these units reach, for scoping lists."""
    return sa.select(UnitReach.unit_id).where(UnitReach.within_id.in_(within_ids)).distinct()


def in_place(unit_id: int) -> sa.CompoundSelect[int]:
    """A subquery of the unit ids that lie in a place of either list of units, for filters.

    Besides what its office reaches: what an abolished place became, wholly or in part, so that a
    district of before 1/7/2025 still finds what stands there today.
    """
    inside = reached_from([unit_id])
    became = sa.select(UnitSuccession.new_id).where(UnitSuccession.old_id.in_(inside))
    return inside.union(became)


def ancestors(session: Session, unit_id: int) -> list[Place]:
    """The unit and all above it, smallest first, down to the nation; empty when unknown."""
    chain = (
        sa.select(Unit.id, Unit.parent_id, sa.literal(0).label("depth"))
        .where(Unit.id == unit_id)
        .cte("chain", recursive=True)
    )
    above = aliased(Unit)
    chain = chain.union_all(
        sa.select(above.id, above.parent_id, chain.c.depth + 1).where(
            above.id == chain.c.parent_id, chain.c.depth < _ANCESTORS_AT_MOST
        )
    )
    return _places(
        session, sa.select(Unit).join(chain, chain.c.id == Unit.id).order_by(chain.c.depth)
    )


def line(session: Session, unit_id: int) -> str:
    """The whole address line. Raises NotFound("unit_missing")."""
    return get_unit(session, unit_id).line


def name_on(session: Session, unit_id: int, on: date) -> str:
    """The full name the unit bore on the day: what is copied on papers of that day.

    Raises NotFound("unit_missing").
    """
    former = session.scalars(
        sa.select(UnitName.full_name)
        .where(UnitName.unit_id == unit_id, UnitName.valid_until >= on)
        .order_by(UnitName.valid_until)
        .limit(1)
    ).one_or_none()
    return former if former is not None else get_unit(session, unit_id).full_name


def successors(session: Session, unit_id: int) -> list[Link]:
    """What the unit became, whole parts first."""
    rows = session.execute(
        sa.select(Unit, UnitSuccession.extent)
        .join(UnitSuccession, UnitSuccession.new_id == Unit.id)
        .where(UnitSuccession.old_id == unit_id)
        .order_by(UnitSuccession.extent == Extent.PARTIAL, Unit.sort_key, Unit.code)
    )
    return [Link(place(unit), extent) for unit, extent in rows]


def predecessors(session: Session, unit_id: int) -> list[Link]:
    """What the unit was made of, whole parts first."""
    rows = session.execute(
        sa.select(Unit, UnitSuccession.extent)
        .join(UnitSuccession, UnitSuccession.old_id == Unit.id)
        .where(UnitSuccession.new_id == unit_id)
        .order_by(UnitSuccession.extent == Extent.PARTIAL, Unit.sort_key, Unit.code)
    )
    return [Link(place(unit), extent) for unit, extent in rows]


def counts(session: Session, on: date) -> dict[UnitKind, int]:
    """How many units of each kind stand on the day: 34 and 3,321 today, 63/696/10,035 before."""
    rows = session.execute(
        sa.select(Unit.kind, sa.func.count()).where(_stands(on)).group_by(Unit.kind)
    )
    return {UnitKind(kind): count for kind, count in rows}


def changes(session: Session) -> tuple[Change, ...]:
    """Every change that was loaded after the lists, in the order of days."""
    rows = session.scalars(sa.select(UnitChange).order_by(UnitChange.day, UnitChange.id))
    return tuple(
        Change(
            row.day,
            row.act,
            row.old_code,
            row.new_code,
            row.full_name,
            row.parent_code,
            row.source,
        )
        for row in rows
    )


def _member(on: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        RegionMember.valid_from <= on,
        sa.or_(RegionMember.valid_until.is_(None), RegionMember.valid_until >= on),
    )


def regions(session: Session, on: date) -> list[Place]:
    """The contest regions of the day, in the order of the law."""
    return _places(
        session,
        sa.select(Unit).where(Unit.kind == UnitKind.REGION, _stands(on)).order_by(Unit.id),
    )


def find_region(session: Session, province_id: int, on: date) -> Place | None:
    """The contest region of a province on the day, or of the one that took it over since.

    None where the list leaves it open.
    """
    later = sa.select(UnitReach.within_id).where(UnitReach.unit_id == province_id)
    found = session.scalars(
        sa.select(Unit)
        .join(RegionMember, RegionMember.region_id == Unit.id)
        .where(RegionMember.unit_id.in_(later), _member(on))
        .distinct()
    ).one_or_none()
    return place(found) if found is not None else None


def regions_of(session: Session, unit_ids: Collection[int], on: date) -> frozenset[int]:
    """Ids of the contest regions in which any of these provinces is on the day."""
    return frozenset(
        session.scalars(
            sa.select(RegionMember.region_id).where(
                RegionMember.unit_id.in_(set(unit_ids)), _member(on)
            )
        )
    )


def region_provinces(session: Session, region_id: int, on: date) -> list[Place]:
    """The provinces of a region on the day, in alphabetical order."""
    return _places(
        session,
        sa.select(Unit)
        .join(RegionMember, RegionMember.unit_id == Unit.id)
        .where(RegionMember.region_id == region_id, _member(on))
        .order_by(Unit.sort_key),
    )
