"""Dated administrative units, what became of them, and who reaches them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.territory.changes import ChangeAct
from core.territory.rules import Extent, UnitKind


class Unit(Base):
    """A unit under one code in one list. Days are Vietnamese dates; the last one is included."""

    __tablename__ = "units"
    __table_args__ = (sa.UniqueConstraint("kind", "code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[UnitKind]
    code: Mapped[str] = mapped_column(sa.String(16))
    full_name: Mapped[str] = mapped_column(sa.String(120))
    name: Mapped[str] = mapped_column(sa.String(120))
    type_word: Mapped[str] = mapped_column(sa.String(16))
    name_fold: Mapped[str] = mapped_column(sa.String(120))
    sort_key: Mapped[str] = mapped_column(sa.String(320))
    line: Mapped[str] = mapped_column(sa.String(400))
    search: Mapped[str] = mapped_column(sa.String(600))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class UnitName(Base):
    """A full name that a unit bore until a day, under the same code."""

    __tablename__ = "unit_names"

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True)
    valid_until: Mapped[date] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(sa.String(120))
    source: Mapped[str] = mapped_column(sa.String(300))


class UnitSuccession(Base):
    """The old unit went over, wholly or in part, into the new one."""

    __tablename__ = "unit_successions"

    old_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True, index=True)
    extent: Mapped[Extent]


class UnitReach(Base):
    """Whoever holds a role in `within` may act on `unit` (rules.reach_closure)."""

    __tablename__ = "unit_reach"

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True)
    within_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True, index=True)


class RegionMember(Base):
    """A province's place in a contest region, by date: the regions are a legal list."""

    __tablename__ = "region_members"

    region_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True, index=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(sa.String(300))


class UnitChange(Base):
    """A row of a dated file that changed the map after the lists (core.territory.changes)."""

    __tablename__ = "unit_changes"
    __table_args__ = (sa.UniqueConstraint("day", "act", "old_code", "new_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    act: Mapped[ChangeAct]
    old_code: Mapped[str] = mapped_column(sa.String(16))
    new_code: Mapped[str] = mapped_column(sa.String(16), default="")
    full_name: Mapped[str] = mapped_column(sa.String(120), default="")
    parent_code: Mapped[str] = mapped_column(sa.String(16), default="")
    source: Mapped[str] = mapped_column(sa.String(300))
    file_name: Mapped[str] = mapped_column(sa.String(200), default="")
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[int]


class UnitListLoad(Base):
    """Which edition of this version's own lists was loaded last: its digest."""

    __tablename__ = "unit_list_loads"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64))
    loaded_at: Mapped[datetime]
