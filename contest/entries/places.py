"""What an establishment's place was on the filing day, for the rule of that day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contest.entries.eligibility import PlaceFacts
from core.territory.model import Unit, UnitSuccession
from core.territory.rules import UnitKind

VILLAGE = "Xã"
"""The kind word of a commune that every rule names."""


def place_facts(
    session: Session, asked: Collection[tuple[int, date]]
) -> dict[tuple[int, date], list[PlaceFacts]]:
    """(unit on record, filing day) → the communes that it was on that day.

    The unit itself when it stood; otherwise what it was made of, or what became of it. A commune
    of the two-tier map without a district above it is read by what it was made of, when the rule
    speaks of districts: a ward that was all xã stays a place of xã. Three statements for any.
    """
    wanted = {unit for unit, _ in asked}
    links = session.execute(
        select(UnitSuccession.old_id, UnitSuccession.new_id).where(
            or_(UnitSuccession.old_id.in_(wanted), UnitSuccession.new_id.in_(wanted))
        )
    ).all()
    ends = wanted | {end for link in links for end in (link.old_id, link.new_id)}
    units = {one.id: one for one in session.scalars(select(Unit).where(Unit.id.in_(ends)))}
    parents = {one.parent_id for one in units.values() if one.parent_id} - units.keys()
    above = {one.id: one for one in session.scalars(select(Unit).where(Unit.id.in_(parents)))}
    above |= units
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for link in links:
        before.setdefault(link.new_id, []).append(link.old_id)
        after.setdefault(link.old_id, []).append(link.new_id)

    def facts(unit: Unit) -> PlaceFacts | None:
        if unit.kind is not UnitKind.COMMUNE:
            return None
        parent = above.get(unit.parent_id or 0)
        district = parent.type_word if parent and parent.kind is UnitKind.DISTRICT else ""
        return PlaceFacts(unit.type_word, district)

    def read(unit: Unit, day: date) -> list[Unit]:
        was = [units[one] for one in before.get(unit.id, ()) if one in units]
        became = [units[one] for one in after.get(unit.id, ()) if one in units]
        if unit.valid_from > day:  # a paper of today about a place that was another one then
            return was or [unit]
        if unit.valid_until is not None and unit.valid_until < day:
            # what it was says more than a ward without a district that it is now
            return became if all(one.type_word == VILLAGE for one in became) else [unit]
        own = facts(unit)
        bare = own is not None and own.commune != VILLAGE and not own.above
        return was if bare and was else [unit]

    found: dict[tuple[int, date], list[PlaceFacts]] = {}
    for unit_id, day in asked:
        if unit := units.get(unit_id):
            told = [one for one in map(facts, read(unit, day)) if one is not None]
            own = facts(unit)
            found[unit_id, day] = told or ([own] if own else [])
    return found
