"""Loads the reference lists of units. Safe to run again: only differences are written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import Base
from core.territory import reference
from core.territory.model import RegionMember, Unit, UnitName, UnitReach, UnitSuccession


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
    """Brings the tables to what the lists say; all of them, or what concerns these provinces.

    `provinces` are codes of the newest list (34 provinces); the districts and communes of the
    provinces they were made of come with them. Units no longer listed stay, since other rows may
    point to them; a reach that no longer follows is taken away. Raises ValueError for an unknown
    province or a broken list, before anything is written.
    """
    rows = reference.read(files or reference.DATA, provinces)
    whole = provinces is None
    loaded = _merge(session, Unit, rows.units)
    loaded += _merge(session, UnitName, rows.names)
    loaded += _merge(session, UnitSuccession, rows.successions)
    loaded += _merge(session, RegionMember, rows.members)
    loaded += _merge(session, UnitReach, rows.reach)
    loaded += _drop_reach(session, rows, whole=whole)
    session.expire_all()
    return loaded


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
