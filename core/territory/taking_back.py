"""Taking back a file of changes that was loaded in error, while nothing was built on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.db import among
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.territory import queries, reference, replay, service
from core.territory.changes import Change
from core.territory.model import (
    RegionMember,
    Unit,
    UnitChange,
    UnitName,
    UnitReach,
    UnitSuccession,
)
from core.territory.replay import Lists

MOST_WHY = 500
MOST_TOLD = 500
"""Rows of the file that the record repeats; the file itself is the office's."""

_OWN = frozenset(
    one.__tablename__ for one in (Unit, UnitName, UnitSuccession, UnitReach, RegionMember)
)


@dataclass(frozen=True, slots=True)
class FileLoad:
    """One file of changes as it was loaded. `id` is that of its first row."""

    id: int
    file_name: str
    loaded_at: datetime
    loaded_by: int
    rows: int
    first_day: date
    last_day: date


def loads(session: Session) -> list[FileLoad]:
    """The files that were loaded after the lists, the newest first."""
    first = sa.func.min(UnitChange.id)
    found = session.execute(
        sa.select(
            first,
            UnitChange.file_name,
            UnitChange.loaded_at,
            UnitChange.loaded_by,
            sa.func.count(),
            sa.func.min(UnitChange.day),
            sa.func.max(UnitChange.day),
        )
        .group_by(UnitChange.file_name, UnitChange.loaded_at, UnitChange.loaded_by)
        .order_by(first.desc())
    )
    return [FileLoad(*row) for row in found]


def take_back(session: Session, who: Identity, load_id: int, why: str, now: datetime) -> FileLoad:
    """Make the map what it would be had the file never been loaded; the record keeps its rows.

    Raises Invalid("why"); NotFound("change_load_missing"); Conflict "change_load_rested_on" when a
    change loaded since does not fit the map without it, "change_load_in_use" when a record stands
    in a unit that the file made: those are taken back or moved first.
    """
    why = why.strip()
    if not why:
        raise Invalid({"why": "missing"})
    if len(why) > MOST_WHY:
        raise Invalid({"why": ("too_long", {"most": MOST_WHY})})
    load = next((one for one in loads(session) if one.id == load_id), None)
    if load is None:
        raise NotFound("change_load_missing")
    mine = sa.and_(
        UnitChange.file_name == load.file_name,
        UnitChange.loaded_at == load.loaded_at,
        UnitChange.loaded_by == load.loaded_by,
    )
    gone = session.scalars(sa.select(UnitChange).where(mine).order_by(UnitChange.id)).all()
    told = [_told(one) for one in gone[:MOST_TOLD]]
    everything = queries.changes(session)
    dropped = {(one.day, one.act.value, one.old_code, one.new_code) for one in gone}
    rest = tuple(one for one in everything if one.key not in dropped)

    now_here, without = reference.lists(), reference.lists()
    replay.play(now_here, everything)
    if faults := replay.play(without, rest):
        raise Conflict("change_load_rested_on", count=len(faults))
    units = now_here.units.keys() - without.units.keys()
    if used := _used(session, units):
        names = sorted(str(now_here.units[one]["full_name"]) for one in used)
        raise Conflict("change_load_in_use", places=", ".join(names[:5]), count=len(names))
    session.execute(sa.delete(UnitChange).where(mine))
    _remove(session, now_here, without, units)
    session.flush()
    session.expire_all()
    loaded = service.load(session)
    audit.record(
        session,
        who,
        now,
        "territory.taken_back",
        "territory",
        file=load.file_name,
        rows=load.rows,
        why=why,
        units_removed=len(units),
        units_changed=loaded.changed,
        changes=told,
    )
    return load


def _told(one: UnitChange) -> list[str]:
    said = Change(
        one.day, one.act, one.old_code, one.new_code, one.full_name, one.parent_code, one.source
    )
    return [
        said.day.isoformat(),
        said.act.value,
        said.old,
        said.new,
        said.full_name,
        said.parent,
        said.source,
    ]


def _used(session: Session, units: Collection[int]) -> set[int]:
    """Which of these units some row outside the lists points to."""
    found: set[int] = set()
    lists = cast(sa.Table, Unit.__table__)
    for table in Unit.metadata.sorted_tables:
        if table.name in _OWN:
            continue
        for column in table.c:
            if any(key.references(lists) for key in column.foreign_keys):
                pointed = sa.select(column).where(among(session, column, sorted(units)))
                found.update(session.scalars(pointed.distinct()))
    return found


def _remove(session: Session, now_here: Lists, without: Lists, units: Collection[int]) -> None:
    """The rows of the lists that only the file gave."""
    for model, keys, here, left in (
        (UnitName, ("unit_id", "valid_until"), now_here.names, without.names),
        (UnitSuccession, ("old_id", "new_id"), now_here.successions, without.successions),
        (
            RegionMember,
            ("region_id", "unit_id", "valid_from"),
            now_here.members,
            without.members,
        ),
    ):
        table = cast(sa.Table, model.__table__)
        stay = {tuple(row[key] for key in keys) for row in left}
        gone: list[tuple[Any, ...]] = [
            one for row in here if (one := tuple(row[key] for key in keys)) not in stay
        ]
        if gone:
            session.connection().execute(
                sa.delete(table).where(
                    *(table.c[key] == sa.bindparam(f"b_{key}") for key in keys)
                ),
                [
                    {f"b_{key}": value for key, value in zip(keys, one, strict=True)}
                    for one in gone
                ],
            )
    for column in (UnitReach.__table__.c.unit_id, UnitReach.__table__.c.within_id):
        session.execute(
            sa.delete(UnitReach)
            .where(among(session, column, sorted(units)))
            .execution_options(synchronize_session=False)
        )
    session.execute(
        sa.delete(Unit)
        .where(among(session, Unit.__table__.c.id, sorted(units)))
        .execution_options(synchronize_session=False)
    )
