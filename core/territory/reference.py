"""Reads the files of core/territory/data, and the changes after them, into rows; no database.

Raises ValueError for a row that points to nothing, so that a bad list never gets half in.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core import text
from core.territory import addresses, replay, rules
from core.territory.changes import Change
from core.territory.replay import Lists
from core.territory.rules import Extent, UnitKind

DATA = Path(__file__).parent / "data"

Row = dict[str, Any]

_WORKED_OUT = b"2"
"""To be raised when `worked_out` writes other texts, so that loaded lists are worked out anew."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows for each table, parents before children."""

    units: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    successions: list[Row] = field(default_factory=list)
    reach: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)


def read(
    folder: Path = DATA,
    provinces: Collection[str] | None = None,
    changes: Iterable[Change] = (),
) -> Reference:
    """Everything, or only what concerns these provinces of the newest list (by code).

    A subset holds each such province, the provinces it was made of, all their districts and
    communes, and always the nation and the regions. `changes` are played over the lists
    (core.territory.replay). Raises ValueError for an unknown code or a change that does not fit.
    """
    played = lists(folder, provinces)
    if faults := replay.play(played, changes, strict=provinces is None):
        raise ValueError(f"changes that do not fit the lists: {faults}")
    return worked_out(played)


def edition() -> str:
    """A digest of the lists this version carries, and of how they are worked out."""
    seen = hashlib.sha256(_WORKED_OUT)
    for path in sorted(DATA.glob("*.csv")):
        seen.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def lists(folder: Path = DATA, provinces: Collection[str] | None = None) -> Lists:
    """The bare rows of the files, for changes to be played over."""
    heads = {row["list"]: row for row in csv_rows(folder / "lists.csv")}
    links = [row for name in heads for row in _links(folder, name)]
    wanted = _wanted(folder, list(heads), links, provinces)
    found = Lists()
    units: dict[tuple[str, str], Row] = {}
    for row in _standing(folder):
        units[("", row["code"])] = row
    nation = units[("", "VN")]
    for name, one in heads.items():
        span = _span(one)
        keep: set[str] = set()
        for raw in csv_rows(folder / f"units_{name}.csv"):
            code, parent = raw["code"], raw["parent"]
            # Parents stand before children in the file, so one pass finds a whole province.
            if parent not in keep if parent else (wanted is not None and code not in wanted[name]):
                continue
            keep.add(code)
            above = units[(name, parent)] if parent else nation
            kind = rules.kind_of_code(code)
            units[(name, code)] = {
                "id": rules.unit_id(int(one["number"]), kind, int(code)),
                "kind": kind,
                "code": code,
                "full_name": raw["full_name"],
                "parent_id": above["id"],
                **span,
            }
    found.units.update((row["id"], row) for row in units.values())
    for row in csv_rows(folder / "names.csv"):
        if (unit := units.get((row["list"], row["code"]))) is not None:
            found.names.append(
                {
                    "unit_id": unit["id"],
                    "valid_until": date.fromisoformat(row["valid_until"]),
                    "full_name": row["full_name"],
                    "source": row["source"],
                }
            )
    for row in links:
        old, new = units.get((row["from"], row["old"])), units.get((row["to"], row["new"]))
        if old is not None and new is not None:
            found.successions.append(
                {"old_id": old["id"], "new_id": new["id"], "extent": Extent(row["extent"])}
            )
    for row in csv_rows(folder / "region_members.csv"):
        if (unit := units.get((row["list"], row["province"]))) is not None:
            found.members.append(
                {
                    "region_id": units[("", row["region"])]["id"],
                    "unit_id": unit["id"],
                    "source": row["source"],
                    **_span(row),
                }
            )
    return found


def worked_out(found: Lists) -> Reference:
    """The rows with names, lines and search texts, and the reach that follows from the links."""
    former: dict[int, list[str]] = defaultdict(list)
    for row in found.names:
        former[row["unit_id"]].append(row["full_name"])
    reference = Reference(names=found.names, successions=found.successions, members=found.members)
    done: dict[int, Row] = {}

    def work(row: Row) -> Row:
        known = done.get(row["id"])
        if known is None:
            parent = found.units.get(row["parent_id"])
            above = work(parent) if parent is not None else None
            known = done[row["id"]] = _row(row, above, former.get(row["id"], []))
            reference.units.append(known)  # after the one above it
        return known

    for row in found.units.values():
        work(row)
    whole: dict[int, list[int]] = defaultdict(list)
    for row in found.successions:
        if row["extent"] is not Extent.PARTIAL:
            whole[row["old_id"]].append(row["new_id"])
    parents = {row["id"]: row["parent_id"] for row in reference.units}
    reference.reach.extend(
        {"unit_id": one, "within_id": other}
        for one, others in rules.reach_closure(parents, whole).items()
        for other in others
    )
    return reference


def _row(bare: Row, above: Row | None, former: list[str]) -> Row:
    """A row of `units`; `names` and `called` (former names too, of all above) are left over."""
    word, name = rules.split_name(bare["full_name"])
    names, called = [bare["full_name"]], former
    if above is not None and above["kind"] is not UnitKind.NATION:
        names, called = [*names, *above["names"]], [*former, *above["called"]]
    line = rules.line(names)
    return {
        **bare,
        "name": name,
        "type_word": word,
        "name_fold": text.fold(name),
        "sort_key": text.sort_key(name),
        "line": line,
        "search": _search(line, called),
        "names": names,
        "called": called,
    }


def _search(line: str, called: list[str]) -> str:
    """Line and former names, then the words people spell otherwise: "mi" for Mỹ, 3 for 03."""
    found = text.search_text(line, *called)
    words = found.split()
    others = dict.fromkeys(w for w in addresses.key(line).split() if w not in words)
    return " ".join((found, *others))


def _standing(folder: Path) -> Iterator[Row]:
    nation_id = None
    for row in csv_rows(folder / "standing.csv"):
        kind = UnitKind(row["kind"])
        identity = rules.unit_id(rules.STANDING_LIST, kind, int(row["number"]))
        yield {
            "id": identity,
            "kind": kind,
            "code": row["code"],
            "full_name": row["full_name"],
            "parent_id": nation_id,
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_until": None,
        }
        if kind is UnitKind.NATION:
            nation_id = identity


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
