"""Reads the files of core/workdays/data into a calendar. Their form: data/SOURCES.md."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.workdays.rules import Calendar, Law, Lunar, Notice, Swap, calendar_of

DATA = Path(__file__).parent / "data"

_BESIDE = {"before": -1, "after": 1, None: None}
_NOTICE = {"year", "tet_before", "national_day_beside", "swaps", "off", "clear", "note", "sources"}
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def calendar(name: str = "vn") -> Calendar:
    """The calendar of that name (a rule set's `calendar`) as this release ships it, read once.

    Pages and services ask `core.workdays.queries.calendar`, which also knows the years that an
    administrator has loaded. Raises ValueError naming the file that cannot be understood.
    """
    return with_notices(name, {})


def with_notices(name: str, loaded: Mapping[int, Notice]) -> Calendar:
    """The same with these notices in the place of the years that are shipped.

    Raises ValueError for a notice that does not fit the law or the other years.
    """
    folder = _folder(name)
    laws = json.loads((folder / "laws.json").read_text(encoding="utf-8"))
    with (folder / "lunar.csv").open(encoding="utf-8", newline="") as lines:
        lunar = {
            int(row["year"]): Lunar(
                date.fromisoformat(row["tet"]), date.fromisoformat(row["ancestors"])
            )
            for row in csv.DictReader(lines)
        }
    notices = {**shipped(name), **loaded}
    return calendar_of(name, map(_law, laws["laws"]), lunar, notices, laws["without_notice"])


@cache
def shipped(name: str = "vn") -> Mapping[int, Notice]:
    """Year → its notice, as this release ships it."""
    found = {}
    for path in sorted((_folder(name) / "years").glob("*.json")):
        try:
            one = notice(json.loads(path.read_text(encoding="utf-8")))
            if path.stem != str(one.year):
                raise ValueError(f"it is named {path.name} and says year {one.year}")
        except ValueError as fault:
            raise ValueError(f"{path}: {fault}") from fault
        found[one.year] = one
    return found


def _folder(name: str) -> Path:
    folder = DATA / name
    if not (folder / "laws.json").is_file():
        raise ValueError(f"no calendar is called {name!r}")
    return folder


@cache
def names() -> tuple[str, ...]:
    """The calendars there are."""
    return tuple(sorted(one.parent.name for one in DATA.glob("*/laws.json")))


def _law(raw: dict[str, Any]) -> Law:
    return Law(
        since=date.fromisoformat(raw["since"]),
        weekly_rest=frozenset(_WEEK.index(day) for day in raw["weekly_rest"]),
        fixed={_month_day(day): name for day, name in raw["fixed"].items()},
        tet_days=raw["tet_days"],
        tet_before=raw["tet_before"],
        national_day=_month_day(raw["national_day"]),
        national_beside=_BESIDE[raw["national_day_beside"]] or 0,
        source=raw["source"],
    )


def notice(raw: Mapping[str, Any]) -> Notice:
    """A year's notice from its form (data/SOURCES.md). Raises ValueError saying what is wrong."""
    if strange := set(raw) ^ _NOTICE:
        raise ValueError(f"unknown or missing: {', '.join(sorted(strange))}")
    try:
        if type(raw["year"]) is not int or type(raw["tet_before"]) not in (int, type(None)):
            raise ValueError("year and tet_before are numbers; tet_before may be null")
        if not raw["sources"] or not (raw["clear"] or raw["note"]):
            raise ValueError("a source is needed, and a note where not all is clear")
        return Notice(
            year=raw["year"],
            tet_before=raw["tet_before"],
            national_beside=_BESIDE[raw["national_day_beside"]],
            swaps=tuple(
                Swap(
                    date.fromisoformat(one["off"]),
                    date.fromisoformat(one["worked"]),
                    str(one["source"]),
                )
                for one in raw["swaps"]
            ),
            granted={
                date.fromisoformat(one["day"]): f"{one['name']}: {one['source']}"
                for one in raw["off"]
            },
            clear=bool(raw["clear"]),
            note=str(raw["note"]),
            sources=tuple(map(str, raw["sources"])),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"{type(fault).__name__}: {fault}") from fault


def _month_day(text: str) -> tuple[int, int]:
    """ "09-02" → (9, 2)."""
    month, day = text.split("-")
    return int(month), int(day)
