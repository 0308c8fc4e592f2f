"""Reads the files of core/territory/data into plain rows; no database.

Raises ValueError for a row that points to nothing, so that a bad list never gets half in.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core import text
from core.territory import rules
from core.territory.rules import Extent, UnitKind

DATA = Path(__file__).parent / "data"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows for each table, parents before children."""

    units: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    successions: list[Row] = field(default_factory=list)
    reach: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)


def read(folder: Path = DATA, provinces: Collection[str] | None = None) -> Reference:
    """Everything, or only what concerns these provinces of the newest list (by code).

    A subset holds each such province, the provinces it was made of, all their districts and
    communes, and always the nation and the regions. Raises ValueError for an unknown code.
    """
    lists = {row["list"]: row for row in csv_rows(folder / "lists.csv")}
    links = [row for name in lists for row in _links(folder, name)]
    wanted = _wanted(folder, list(lists), links, provinces)
    former = _former(folder)
    reference = Reference()
    units: dict[tuple[str, str], Row] = {}
    for row in _standing(folder):
        units[("", row["code"])] = row
    nation = units[("", "VN")]
    for name, one in lists.items():
        span = _span(one)
        keep: set[str] = set()
        for raw in csv_rows(folder / f"units_{name}.csv"):
            code, parent = raw["code"], raw["parent"]
            # Parents stand before children in the file, so one pass finds a whole province.
            if parent not in keep if parent else (wanted is not None and code not in wanted[name]):
                continue
            keep.add(code)
            above = units[(name, parent)] if parent else nation
            units[(name, code)] = _unit(raw, int(one["number"]), span, above, former)
    reference.units.extend(units.values())
    for row in csv_rows(folder / "names.csv"):
        if (unit := units.get((row["list"], row["code"]))) is not None:
            reference.names.append(
                {
                    "unit_id": unit["id"],
                    "valid_until": date.fromisoformat(row["valid_until"]),
                    "full_name": row["full_name"],
                    "source": row["source"],
                }
            )
    _link(reference, units, links)
    for row in csv_rows(folder / "region_members.csv"):
        if (unit := units.get((row["list"], row["province"]))) is not None:
            reference.members.append(
                {
                    "region_id": units[("", row["region"])]["id"],
                    "unit_id": unit["id"],
                    "source": row["source"],
                    **_span(row),
                }
            )
    return reference


def _unit(raw: Row, number: int, span: Row, above: Row, former: dict[str, list[str]]) -> Row:
    code, full_name = raw["code"], raw["full_name"]
    kind = rules.kind_of_code(code)
    identity = rules.unit_id(number, kind, int(code))
    lines = [full_name]
    if above["kind"] is not UnitKind.NATION:
        lines += above["names"]
    return _row(identity, kind, code, lines, above["id"], span, former.get(str(identity), []))


def _row(
    identity: int,
    kind: UnitKind,
    code: str,
    names: list[str],
    parent_id: int | None,
    span: Row,
    former: list[str],
) -> Row:
    word, name = rules.split_name(names[0])
    line = rules.line(names)
    return {
        "id": identity,
        "kind": kind,
        "code": code,
        "full_name": names[0],
        "name": name,
        "type_word": word,
        "name_fold": text.fold(name),
        "sort_key": text.sort_key(name),
        "line": line,
        "search": text.search_text(line, *former),
        "parent_id": parent_id,
        "names": names,
        **span,
    }


def _standing(folder: Path) -> Iterator[Row]:
    nation_id = None
    for row in csv_rows(folder / "standing.csv"):
        kind = UnitKind(row["kind"])
        identity = rules.unit_id(rules.STANDING_LIST, kind, int(row["number"]))
        span = {"valid_from": date.fromisoformat(row["valid_from"]), "valid_until": None}
        yield _row(identity, kind, row["code"], [row["full_name"]], nation_id, span, [])
        if kind is UnitKind.NATION:
            nation_id = identity


def _link(reference: Reference, units: dict[tuple[str, str], Row], links: list[Row]) -> None:
    """Successions, and the reach that follows from them."""
    whole: dict[int, list[int]] = defaultdict(list)
    for row in links:
        old, new = units.get((row["from"], row["old"])), units.get((row["to"], row["new"]))
        if old is None or new is None:
            continue
        extent = Extent(row["extent"])
        reference.successions.append({"old_id": old["id"], "new_id": new["id"], "extent": extent})
        if extent is not Extent.PARTIAL:
            whole[old["id"]].append(new["id"])
    parents = {row["id"]: row["parent_id"] for row in reference.units}
    reference.reach.extend(
        {"unit_id": one, "within_id": other}
        for one, others in rules.reach_closure(parents, whole).items()
        for other in others
    )


def _wanted(
    folder: Path, names: list[str], links: list[Row], provinces: Collection[str] | None
) -> dict[str, set[str]] | None:
    """Codes of the provinces to keep, per list; None keeps all."""
    if provinces is None:
        return None
    newest = names[-1]
    known = {row["code"] for row in csv_rows(folder / f"units_{newest}.csv") if not row["parent"]}
    if unknown := set(provinces) - known:
        raise ValueError(f"no such provinces in the list of {newest}: {sorted(unknown)}")
    wanted = {name: set[str]() for name in names} | {newest: set(provinces)}
    for row in reversed(links):
        if rules.kind_of_code(row["old"]) is UnitKind.PROVINCE and row["new"] in wanted[row["to"]]:
            wanted[row["from"]].add(row["old"])
    return wanted


def _links(folder: Path, name: str) -> list[Row]:
    """Links into a list, from the one before it; the first list has none."""
    path = folder / f"links_{name}.csv"
    if not path.exists():
        return []
    names = [row["list"] for row in csv_rows(folder / "lists.csv")]
    before = names[names.index(name) - 1]
    return [{**row, "from": before, "to": name} for row in csv_rows(path)]


def _former(folder: Path) -> dict[str, list[str]]:
    """Former full names by the id of the unit, as text."""
    numbers = {row["list"]: int(row["number"]) for row in csv_rows(folder / "lists.csv")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in csv_rows(folder / "names.csv"):
        kind = rules.kind_of_code(row["code"])
        identity = rules.unit_id(numbers[row["list"]], kind, int(row["code"]))
        found[str(identity)].append(row["full_name"])
    return found


def _span(row: Row) -> Row:
    until = row["valid_until"]
    return {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_until": date.fromisoformat(until) if until else None,
    }


@cache
def csv_rows(path: Path) -> tuple[Row, ...]:
    """The rows of one file, kept: tests and the demonstration load parts many times."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))
