"""Loads the reference lists of units and the changes after them. Safe to run again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.db import Base, count_anew
from core.errors import Invalid
from core.identity import Identity
from core.territory import changes, queries, reference, replay
from core.territory.changes import Change, Fault
from core.territory.model import (
    RegionMember,
    Unit,
    UnitChange,
    UnitListLoad,
    UnitName,
    UnitReach,
    UnitSuccession,
)
from core.territory.replay import Lists


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load wrote: new, changed, and taken away."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added, self.changed + other.changed, self.removed + other.removed
        )


def load(
    session: Session, files: Path | None = None, provinces: Collection[str] | None = None
) -> Loaded:
    """Brings the tables to what lists and loaded changes say; all, or some provinces only.

    `provinces` are codes of the newest list (34 provinces); the districts and communes of the
    provinces they were made of come with them. Units no longer listed stay, since other rows may
    point to them; a reach that no longer follows is taken away. Raises ValueError for an unknown
    province or a broken list, before anything is written.
    """
    folder = files or reference.DATA
    rows = reference.read(folder, provinces, queries.changes(session))
    whole = provinces is None
    loaded = _merge(session, Unit, rows.units)
    loaded += _merge(session, UnitName, rows.names)
    loaded += _merge(session, UnitSuccession, rows.successions)
    loaded += _merge(session, RegionMember, rows.members)
    loaded += _merge(session, UnitReach, rows.reach)
    loaded += _drop_reach(session, rows, whole=whole)
    count_anew(session, Unit, UnitName, UnitSuccession, RegionMember, UnitReach)
    session.expire_all()
    return loaded


def bring_up_to_date(session: Session, now: datetime) -> Loaded | None:
    """Loads the lists when this version carries another edition than the one loaded last.

    None when there was nothing to do. A correction of the lists thus reaches a database whose
    schema did not change.
    """
    digest = reference.edition()
    last = session.scalars(
        sa.select(UnitListLoad.digest).order_by(UnitListLoad.id.desc()).limit(1)
    ).one_or_none()
    if last == digest:
        return None
    loaded = load(session)
    session.add(UnitListLoad(digest=digest, loaded_at=now))
    session.flush()
    return loaded


@dataclass(frozen=True, slots=True)
class Effect:
    """A new row, in names: what stands the day before and what stands from the day on."""

    change: Change
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. With a fault nothing of it is loaded."""

    effects: tuple[Effect, ...]
    there: int
    faults: tuple[Fault, ...]


def preview(session: Session, data: bytes, today: date) -> Preview:
    """What the file of changes would do to the map, row by row; nothing is written.

    A change is loaded on its day or later: until then the map of today is what is shown.
    """
    return _preview(session, data, today)[1]


def _preview(session: Session, data: bytes, today: date) -> tuple[tuple[Change, ...], Preview]:
    rows, faults = changes.parse(data)
    faults += changes.too_early(rows, today)
    loaded = queries.changes(session)
    fresh, there, more = changes.sorted_out(rows, loaded)
    played = reference.lists()
    faults += more + replay.play(played, (*loaded, *fresh))
    effects = tuple(_effect(played, one) for one in fresh) if not faults else ()
    return fresh, Preview(effects, len(there), tuple(sorted(faults, key=lambda one: one.row)))


def _effect(lists: Lists, one: Change) -> Effect:
    eve = one.day - timedelta(days=1)
    former = {(row["unit_id"], row["valid_until"]): row["full_name"] for row in lists.names}

    def called(code: str, day: date) -> str:
        for row in lists.units.values():
            until = row["valid_until"]
            if row["code"] == code and row["valid_from"] <= day and (not until or until >= day):
                return str(former.get((row["id"], day), row["full_name"]))
        return ""

    return Effect(one, called(one.old, eve), called(one.new or one.old, one.day))


def apply(
    session: Session, who: Identity, data: bytes, file_name: str, now: datetime
) -> tuple[Preview, Loaded]:
    """Loads a file of changes: all of it, or nothing. Twice changes nothing.

    Raises Invalid({"file": "change_file_refused"}) when a row is at fault; `preview` tells which.
    """
    fresh, seen = _preview(session, data, day_in_vietnam(now))
    if seen.faults:
        raise Invalid({"file": ("change_file_refused", {"rows": len(seen.faults)})})
    if not fresh:
        return seen, Loaded()
    session.add_all(
        UnitChange(
            day=one.day,
            act=one.act,
            old_code=one.old,
            new_code=one.new,
            full_name=one.full_name,
            parent_code=one.parent,
            source=one.source,
            file_name=file_name[:200],
            loaded_at=now,
            loaded_by=who.account_id,
        )
        for one in fresh
    )
    session.flush()
    loaded = load(session)
    audit.record(
        session,
        who,
        now,
        "territory.changed",
        "territory",
        file=file_name[:200],
        rows=len(fresh),
        first_day=min(one.day for one in fresh).isoformat(),
        units_added=loaded.added,
    )
    return seen, loaded


def _merge(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> Loaded:
    """Adds and changes rows of one table by primary key, in three statements at most."""
    table = cast(sa.Table, model.__table__)
    keys = [column.name for column in table.primary_key]
    columns = [column.name for column in table.columns]
    at = [columns.index(key) for key in keys]
    there = {
        tuple(row[i] for i in at): tuple(row)
        for row in session.execute(sa.select(*(table.c[name] for name in columns)))
    }
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        values = tuple(row[name] for name in columns)
        known = there.get(tuple(values[i] for i in at))
        if known is None:
            added.append(dict(zip(columns, values, strict=True)))
        elif known != values:
            changed.append({f"new_{name}": row[name] for name in columns})
    if added:
        session.execute(sa.insert(table), added)
    if changed:
        match = [table.c[key] == sa.bindparam(f"new_{key}") for key in keys]
        rest = [name for name in columns if name not in keys]
        new: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in rest}
        session.connection().execute(sa.update(table).where(*match).values(new), changed)
    return Loaded(len(added), len(changed))


def _drop_reach(session: Session, rows: reference.Reference, *, whole: bool) -> Loaded:
    """Takes away rights that the lists no longer give; for a subset, only of its own units."""
    wanted = {(row["unit_id"], row["within_id"]) for row in rows.reach}
    scope = None if whole else {row["id"] for row in rows.units}
    table = cast(sa.Table, UnitReach.__table__)
    there = session.execute(sa.select(table.c.unit_id, table.c.within_id))
    stale = [
        {"unit": unit, "within": within}
        for unit, within in there
        if (unit, within) not in wanted and (scope is None or unit in scope)
    ]
    if stale:
        session.connection().execute(
            sa.delete(table).where(
                table.c.unit_id == sa.bindparam("unit"),
                table.c.within_id == sa.bindparam("within"),
            ),
            stale,
        )
    return Loaded(removed=len(stale))
