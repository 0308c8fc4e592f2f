"""Every name of every unit, made into a Matcher; three statements however many lines follow."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.territory.matching import Matcher, Named
from core.territory.model import Unit, UnitName, UnitSuccession
from core.territory.reference import DATA, Reference, csv_rows
from core.territory.rules import Extent, Place, UnitKind


def matcher(session: Session) -> Matcher:
    """The index of all units loaded, with former and customary names. Build once, use for many."""
    units = session.execute(
        sa.select(
            Unit.id,
            Unit.kind,
            Unit.full_name,
            Unit.line,
            Unit.code,
            Unit.valid_from,
            Unit.valid_until,
            Unit.parent_id,
        ).order_by(Unit.id)
    )
    return _index(
        [(Place(*row[:-1]), row[-1]) for row in units],
        [
            (unit_id, full_name)
            for unit_id, full_name in session.execute(
                sa.select(UnitName.unit_id, UnitName.full_name)
            )
        ],
        [
            (old, new, extent)
            for old, new, extent in session.execute(
                sa.select(UnitSuccession.old_id, UnitSuccession.new_id, UnitSuccession.extent)
            )
        ],
    )


def of_lists(lists: Reference) -> Matcher:
    """The same from the lists themselves, without a database."""
    columns = ("id", "kind", "full_name", "line", "code", "valid_from", "valid_until")
    return _index(
        [(Place(*(row[name] for name in columns)), row["parent_id"]) for row in lists.units],
        [(row["unit_id"], row["full_name"]) for row in lists.names],
        [(row["old_id"], row["new_id"], row["extent"]) for row in lists.successions],
    )


def _index(
    units: Iterable[tuple[Place, int | None]],
    names: Iterable[tuple[int, str]],
    links: Iterable[tuple[int, int, Extent]],
) -> Matcher:
    others: dict[int, list[str]] = defaultdict(list)
    for unit_id, full_name in names:
        others[unit_id].append(full_name)
    customary = _customary()
    return Matcher(
        [
            Named(
                place,
                parent_id,
                (*others.get(place.id, ()), *customary.get((place.kind, place.full_name), ())),
            )
            for place, parent_id in units
        ],
        links,
    )


@cache
def _customary() -> dict[tuple[UnitKind, str], tuple[str, ...]]:
    """How people write some units: data/customary_names.csv, by kind and full name."""
    found: dict[tuple[UnitKind, str], tuple[str, ...]] = {}
    for row in csv_rows(DATA / "customary_names.csv"):
        key = (UnitKind(row["kind"]), row["full_name"])
        found[key] = (*found.get(key, ()), row["customary"])
    return found
