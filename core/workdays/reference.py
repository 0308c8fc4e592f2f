"""Reads the files of core/workdays/data into a calendar. Their form: data/SOURCES.md."""

import csv
import json
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
def calendar(name: str = "vn", more: Path | None = None) -> Calendar:
    """The calendar of that name (a rule set's `calendar`), read once.

    `more` is an office's own folder of yearly files; a year found there takes the place of ours.
    Raises ValueError naming the file that cannot be understood.
    """
    folder = DATA / name
    if not (folder / "laws.json").is_file():
        raise ValueError(f"no calendar is called {name!r}")
    laws = json.loads((folder / "laws.json").read_text(encoding="utf-8"))
    with (folder / "lunar.csv").open(encoding="utf-8", newline="") as lines:
        lunar = {
            int(row["year"]): Lunar(
                date.fromisoformat(row["tet"]), date.fromisoformat(row["ancestors"])
            )
            for row in csv.DictReader(lines)
        }
    notices: dict[int, Notice] = {}
    for years in (folder / "years", more):
        if years:
            notices |= {one.year: one for one in map(_notice, sorted(years.glob("*.json")))}
    return calendar_of(name, map(_law, laws["laws"]), lunar, notices, laws["without_notice"])


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


def _notice(path: Path) -> Notice:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if strange := set(raw) ^ _NOTICE:
            raise ValueError(f"unknown or missing: {', '.join(sorted(strange))}")
        if path.stem != str(raw["year"]):
            raise ValueError(f"it is named {path.name} and says year {raw['year']}")
        if type(raw["tet_before"]) not in (int, type(None)):
            raise ValueError("tet_before is a number of days, or null")
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
                    one["source"],
                )
                for one in raw["swaps"]
            ),
            granted={
                date.fromisoformat(one["day"]): f"{one['name']}: {one['source']}"
                for one in raw["off"]
            },
            clear=raw["clear"],
            note=raw["note"],
            sources=tuple(raw["sources"]),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise ValueError(f"{path}: {fault!r}") from fault


def _month_day(text: str) -> tuple[int, int]:
    """ "09-02" → (9, 2)."""
    month, day = text.split("-")
    return int(month), int(day)
