"""Units read on a day, from the database: a fixed number of statements for any number of units."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.errors import NotFound
from core.territory.lineage import Lineage, Reading
from core.territory.model import RegionMember, Unit, UnitName, UnitSuccession
from core.territory.queries import Link, ancestors, find_unit, place
from core.territory.rules import Extent, Place, UnitKind, line

_AT_ONCE = 5_000
_GENERATIONS = 6
"""How many lists one behind another are followed: a bound, not a number that is expected."""


def readings(session: Session, unit_ids: Collection[int], on: date) -> dict[int, Reading]:
    """Unit → what it is on the day, for lists; unknown ids are left out. Two statements."""
    known = _lineage(session, set(unit_ids))
    return {one: known.reading(one, on) for one in unit_ids if one in known.places}


def reading(session: Session, unit_id: int, on: date) -> Reading:
    """One unit on the day. Raises NotFound("unit_missing")."""
    found = readings(session, [unit_id], on).get(unit_id)
    if found is None:
        raise NotFound("unit_missing")
    return found


def gone(session: Session, unit_ids: Collection[int | None], on: date) -> dict[int, Reading]:
    """Readings of those units only that do not stand on the day: what a page has to tell."""
    wanted = {one for one in unit_ids if one is not None}
    if not wanted:
        return {}
    found = readings(session, wanted, on)
    return {one: read for one, read in found.items() if not read.stands}


def today(session: Session, unit_id: int | None, on: date) -> Reading | None:
    """What a unit that stands no more is on the day, today: for "nay là …" beside its name.

    None when there is nothing to tell: it stands, or there is no unit.
    """
    return gone(session, [unit_id], on).get(unit_id or 0)


def became(session: Session, unit_ids: Collection[int]) -> dict[int, list[Link]]:
    """Unit → what it became, whole parts first; for many units at once. Those that nothing
    succeeded are left out."""
    return _links(session, UnitSuccession.old_id, UnitSuccession.new_id, unit_ids)


def came_from(session: Session, unit_ids: Collection[int]) -> dict[int, list[Link]]:
    """Unit → what it was made of, whole parts first; for many units at once."""
    return _links(session, UnitSuccession.new_id, UnitSuccession.old_id, unit_ids)


def _links(
    session: Session,
    asked: InstrumentedAttribute[int],
    told: InstrumentedAttribute[int],
    unit_ids: Collection[int],
) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    ids = sorted(set(unit_ids))
    for start in range(0, len(ids), _AT_ONCE):
        rows = session.execute(
            sa.select(asked, Unit, UnitSuccession.extent)
            .join(Unit, Unit.id == told)
            .where(asked.in_(ids[start : start + _AT_ONCE]))
            .order_by(UnitSuccession.extent == Extent.PARTIAL, Unit.sort_key, Unit.code)
        )
        for one, unit, extent in rows:
            found.setdefault(one, []).append(Link(place(unit), extent))
    return found


def lineage(session: Session, unit_ids: Collection[int]) -> Lineage:
    """These units with all that they were and became, and everything above: what
    `core.territory.census` counts by. Three statements."""
    return _lineage(session, set(unit_ids), above=True)


def _lineage(session: Session, unit_ids: set[int], *, above: bool = False) -> Lineage:
    """These units with all that they were and became, and the units below those that ended."""
    # Children are followed only from the units asked about: a district is what its communes are.
    below = sa.and_(
        Unit.kind == UnitKind.COMMUNE,
        Unit.parent_id.in_(unit_ids),
        Unit.valid_until.is_not(None),
    )
    after = (
        sa.select(Unit.id, sa.literal(0).label("depth"))
        .where(sa.or_(Unit.id.in_(unit_ids), below))
        .cte("after", recursive=True)
    )
    after = after.union(
        sa.select(UnitSuccession.new_id, after.c.depth + 1)
        .join(after, UnitSuccession.old_id == after.c.id)
        .where(after.c.depth < _GENERATIONS)
    )
    before = (
        sa.select(Unit.id, sa.literal(0).label("depth"))
        .where(Unit.id.in_(unit_ids))
        .cte("before", recursive=True)
    )
    before = before.union(
        sa.select(UnitSuccession.old_id, before.c.depth + 1)
        .join(before, UnitSuccession.new_id == before.c.id)
        .where(before.c.depth < _GENERATIONS)
    )
    ids = sa.union(sa.select(after.c.id), sa.select(before.c.id)).subquery()
    wanted: sa.ColumnElement[bool] = Unit.id.in_(sa.select(ids.c.id))
    if above:  # there are eight hundred of them in all
        wanted = sa.or_(wanted, Unit.kind.in_((UnitKind.PROVINCE, UnitKind.DISTRICT)))
    units = session.scalars(sa.select(Unit).where(wanted)).all()
    known = {unit.id for unit in units}
    rows = session.execute(
        sa.select(UnitSuccession.old_id, UnitSuccession.new_id, UnitSuccession.extent).where(
            sa.or_(
                UnitSuccession.old_id.in_(sa.select(ids.c.id)),
                UnitSuccession.new_id.in_(sa.select(ids.c.id)),
            )
        )
    )
    return Lineage(
        {unit.id: place(unit) for unit in units},
        {unit.id: unit.parent_id for unit in units},
        [
            (one, other, Extent(extent))
            for one, other, extent in rows
            if one in known and other in known
        ],
    )


def line_on(session: Session, unit_id: int, on: date) -> str:
    """The address line with the names borne on that day: "Xã Long Thành, tỉnh Đồng Nai" on
    29/4/2026. Two statements. Raises NotFound("unit_missing")."""
    chain = [one for one in ancestors(session, unit_id) if one.kind is not UnitKind.NATION]
    if not chain:
        nation = find_unit(session, unit_id)
        if nation is None:
            raise NotFound("unit_missing")
        return nation.full_name
    return line(list(names_on(session, chain, on).values()))


def names_on(session: Session, places: Collection[Place], on: date) -> dict[int, str]:
    """Unit → the full name it bore on the day, in the order given. One statement."""
    former: dict[int, str] = {}
    for row in session.scalars(
        sa.select(UnitName)
        .where(UnitName.unit_id.in_([one.id for one in places]), UnitName.valid_until >= on)
        .order_by(UnitName.valid_until)
    ):
        former.setdefault(row.unit_id, row.full_name)
    return {one.id: former.get(one.id, one.full_name) for one in places}


def former_names(session: Session, unit_id: int) -> list[UnitName]:
    """Every name the unit bore before, with its last day and source; the newest first."""
    return list(
        session.scalars(
            sa.select(UnitName)
            .where(UnitName.unit_id == unit_id)
            .order_by(UnitName.valid_until.desc())
        )
    )


def memberships(session: Session, unit_ids: Collection[int]) -> list[tuple[Place, RegionMember]]:
    """Every place in a list of contest regions that these provinces had, the newest first."""
    rows = session.execute(
        sa.select(Unit, RegionMember)
        .join(RegionMember, RegionMember.region_id == Unit.id)
        .where(RegionMember.unit_id.in_(unit_ids))
        .order_by(RegionMember.valid_from.desc(), RegionMember.unit_id)
    )
    return [(place(unit), member) for unit, member in rows]


def region_days(session: Session, region_id: int) -> list[date]:
    """The days on which the list of a region began anew, the newest first."""
    return list(
        session.scalars(
            sa.select(RegionMember.valid_from)
            .where(RegionMember.region_id == region_id)
            .distinct()
            .order_by(RegionMember.valid_from.desc())
        )
    )
