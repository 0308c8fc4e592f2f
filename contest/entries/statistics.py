"""Received, valid, refused: by product group and by place, places that sent nothing as 0."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment
from core.territory import queries as territory
from core.territory import readings
from core.territory.census import homes
from core.territory.rules import Place, UnitKind


@dataclass(frozen=True, slots=True)
class Figures:
    """How many dossiers: `received` is every one that was ever filed, and the sum of the rest."""

    received: int = 0
    valid: int = 0
    refused: int = 0
    supplement: int = 0
    unscreened: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        )


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A locality below the contest's own; `place` None for those that cannot be told."""

    place: Place | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Statistics:
    """One contest's dossiers. `on` is the day whose map the places are of."""

    total: Figures
    groups: list[tuple[ProductGroup | None, Figures]]
    places: list[PlaceRow]
    on: date

    @property
    def silent(self) -> int:
        """How many localities sent nothing."""
        return sum(1 for one in self.places if one.place and not one.figures.received)


def _one(status: EntryStatus, number: int) -> Figures:
    match status:
        case EntryStatus.VALID:
            return Figures(received=number, valid=number)
        case EntryStatus.REFUSED:
            return Figures(received=number, refused=number)
        case EntryStatus.SUPPLEMENT:
            return Figures(received=number, supplement=number)
        case EntryStatus.FILED:
            return Figures(received=number, unscreened=number)
        case _:  # withdrawn, or withdrawn and taken up again: not at the desk any more
            return Figures(received=number, withdrawn=number)


def statistics(session: Session, contest: Contest) -> Statistics:
    """The figures of one contest, on the map of the day its entries open.

    Every group is there, and every locality right below the contest's place; an establishment
    whose record names a unit of another map is counted where that lay or lies. Six statements.
    """
    rows = session.execute(
        select(Entry.group, Establishment.unit_id, Entry.status, func.count())
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(Entry.contest_id == contest.id, Entry.filed_at.is_not(None))
        .group_by(Entry.group, Establishment.unit_id, Entry.status)
    ).all()
    groups: dict[ProductGroup | None, Figures] = {group: Figures() for group in ProductGroup}
    units: dict[int | None, Figures] = {}
    total = Figures()
    for group, unit_id, status, number in rows:
        one = _one(status, number)
        groups[group] = groups.get(group, Figures()) + one
        units[unit_id] = units.get(unit_id, Figures()) + one
        total += one
    on = day_in_vietnam(contest.entries_open_at)
    return Statistics(total, list(groups.items()), _places(session, contest, units, on), on)


def _places(
    session: Session, contest: Contest, units: dict[int | None, Figures], on: date
) -> list[PlaceRow]:
    below = _localities(session, contest, on)
    if not below:
        return []
    level = below[0].kind
    lineage = readings.lineage(session, [one for one in units if one is not None])
    told = {one.id: Figures() for one in below}
    untold = Figures()
    for unit_id, figures in units.items():
        lower, provinces = homes(lineage, unit_id, on, level)
        found = (provinces if level is UnitKind.PROVINCE else lower) & told.keys()
        if len(found) == 1:
            (one,) = found
            told[one] += figures
        else:
            untold += figures
    rows = [PlaceRow(one, told[one.id]) for one in below]
    return [*rows, PlaceRow(None, untold)] if untold.received else rows


def _localities(session: Session, contest: Contest, on: date) -> list[Place]:
    """What lies right below the contest's place on the day."""
    if contest.level is ContestLevel.NATION:
        return territory.provinces(session, on)
    if contest.level is ContestLevel.REGION:
        return territory.region_provinces(session, contest.unit_id, on)
    return territory.children(session, contest.unit_id, on)


def refused(session: Session, contest_id: int) -> list[Entry]:
    """The dossiers that were refused, with their reasons and makers' places, by group and name."""
    return list(
        session.scalars(
            select(Entry)
            .where(Entry.contest_id == contest_id, Entry.status == EntryStatus.REFUSED)
            .order_by(Entry.group, Entry.product_name, Entry.id)
            .options(joinedload(Entry.establishment).joinedload(Establishment.unit))
        )
    )
