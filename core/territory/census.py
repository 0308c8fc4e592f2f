"""Records counted by place in the geography of a chosen day, old or new. Pure.

Each record is counted once, in one of three places: in a unit of the lower level (district before
1/7/2025, commune since), in a province with the lower unit not determinable (the place it names
was split, or is the province itself), or nowhere determinable. Hence the total is the same in
every geography, and a page says how many could not be placed and why.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.territory.lineage import Lineage
from core.territory.rules import Extent, Place, UnitKind

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
"""The eve of the two-tier government (NQ 203/2025/QH15)."""


class Geography(StrEnum):
    """The two maps a report is read in."""

    OLD = "old"  # 63 provinces, 696 districts: as of 30/6/2025
    NEW = "new"  # 34 provinces, 3,321 communes: as of today


Counts = Mapping[int | None, tuple[int, ...]]
"""Unit id (None: no place on record) → how many records of each kind, always the same kinds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report; `place` None where it cannot be told."""

    place: Place | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProvinceRows:
    """A province with its lower units; `unplaced` are records known to lie in it, no nearer.

    `among` names, for the unplaced, the units each may lie in: place on record → possible units.
    """

    province: Place
    counts: tuple[int, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[int, ...]
    among: tuple[tuple[Place, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True)
class Census:
    """The whole report. `nowhere` are records without a place, or of a place in two provinces."""

    provinces: tuple[ProvinceRows, ...]
    nowhere: tuple[int, ...]
    total: tuple[int, ...]


def day_of(geography: Geography, today: date) -> date:
    """The day whose map a geography is."""
    return LAST_DAY_OF_DISTRICTS if geography is Geography.OLD else today


def level_of(geography: Geography) -> UnitKind:
    """The level below the province in a geography."""
    return UnitKind.DISTRICT if geography is Geography.OLD else UnitKind.COMMUNE


def count(counts: Counts, lineage: Lineage, geography: Geography, today: date) -> Census:
    """Counts the records in that geography. `lineage` holds the units named and all they were and
    became, with everything above them."""
    on, level = day_of(geography, today), level_of(geography)
    width = max((len(values) for values in counts.values()), default=0)
    zero = (0,) * width
    lower: dict[int, dict[int, tuple[int, ...]]] = defaultdict(lambda: defaultdict(lambda: zero))
    unplaced: dict[int, tuple[int, ...]] = defaultdict(lambda: zero)
    among: dict[int, list[tuple[Place, tuple[Place, ...]]]] = defaultdict(list)
    nowhere = total = zero
    for unit_id, values in counts.items():
        total = _plus(total, values)
        below, provinces = homes(lineage, unit_id, on, level)
        if len(provinces) != 1:
            nowhere = _plus(nowhere, values)
            continue
        province = next(iter(provinces))
        if len(below) == 1:
            one = next(iter(below))
            lower[province][one] = _plus(lower[province][one], values)
            continue
        unplaced[province] = _plus(unplaced[province], values)
        lower.setdefault(province, defaultdict(lambda: zero))  # shown with nothing placed, too
        if below and unit_id is not None:
            places = sorted((lineage.places[one] for one in below), key=lambda one: one.line)
            among[province].append((lineage.places[unit_id], tuple(places)))
    found = []
    for province, units in lower.items():
        rows = [Row(lineage.places[one], values) for one, values in units.items()]
        rows.sort(key=lambda row: row.place.line if row.place else "")
        whole = unplaced[province]
        for row in rows:
            whole = _plus(whole, row.counts)
        told = sorted(among[province], key=lambda one: one[0].line)
        found.append(
            ProvinceRows(
                lineage.places[province], whole, tuple(rows), unplaced[province], tuple(told)
            )
        )
    found.sort(key=lambda one: one.province.line)
    return Census(tuple(found), nowhere, total)


def homes(
    lineage: Lineage, unit_id: int | None, on: date, level: UnitKind
) -> tuple[frozenset[int], frozenset[int]]:
    """(units of the level, provinces) of the day in which something at this unit may lie.

    A part beside a whole does not count: where the list says that all of it went to one unit, what
    it calls a part of the same is a correction of borders. Both are empty when nothing is known.
    """
    if unit_id is None or unit_id not in lineage.places:
        return frozenset(), frozenset()
    parts = lineage.reading(unit_id, on).parts
    whole = [part for part in parts if part.extent is not Extent.PARTIAL]
    parts = tuple(whole) if len(whole) == 1 else parts
    below: set[int] = set()
    provinces: set[int] = set()
    for part in parts:
        if (one := lineage.above(part.place.id, level)) is not None:
            below.add(one)
        if (one := lineage.above(part.place.id, UnitKind.PROVINCE)) is not None:
            provinces.add(one)
    return frozenset(below), frozenset(provinces)


def _plus(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
