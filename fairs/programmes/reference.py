"""Programmes as their documents state them, read from the data files beside this one."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.territory.rules import UnitKind
from fairs.programmes.kinds import Counted, FundingSource
from fairs.programmes.rules import Content, Totals

DATA = Path(__file__).parent / "data"
VINH_LONG = "vinh-long-2021-2025"


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target as the document states it; `planned` None where it names no figure."""

    name: str
    planned: int | None
    counted_in: str
    indicator: Counted
    planned_most: int | None = None
    at_least: bool = False
    levels: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatedTask:
    """What the document sets somebody to do, and by when in its words."""

    name: str
    responsible: str
    due_on: date | None
    due_words: str
    source: str


@dataclass(frozen=True, slots=True)
class StatedProgramme:
    """A published programme with the totals its document prints; nothing that it does not say.

    `decision_number` "" and `decision_date` None where the source names none; `stated_state` is
    the sum of state money it prints.
    """

    code: str
    name: str
    place_kind: UnitKind
    place_code: str
    from_year: int
    to_year: int
    decision_number: str
    decision_date: date | None
    source: str
    note: str
    targets: tuple[StatedTarget, ...]
    tasks: tuple[StatedTask, ...]
    contents: tuple[Content, ...]
    stated: Totals | None
    stated_state: int | None


def _amounts(kept: dict[str, Any]) -> dict[FundingSource, int | None]:
    return {source: kept[source.value] for source in FundingSource if source.value in kept}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(path: Path) -> StatedProgramme:
    kept = json.loads(path.read_text(encoding="utf-8"))
    stated = kept["stated"]
    return StatedProgramme(
        code=kept["code"],
        name=kept["name"],
        place_kind=UnitKind(kept["place"]["kind"]),
        place_code=kept["place"]["code"],
        from_year=kept["from_year"],
        to_year=kept["to_year"],
        decision_number=kept["decision_number"],
        decision_date=_day(kept["decision_date"]),
        source=kept["source"],
        note=kept["note"],
        targets=tuple(
            StatedTarget(**{**one, "indicator": Counted(one["indicator"])})
            for one in kept["targets"]
        ),
        tasks=tuple(
            StatedTask(
                one["name"],
                one["responsible"],
                _day(one.get("due_on")),
                one.get("due_words", ""),
                one.get("source", kept["source"]),
            )
            for one in kept["tasks"]
        ),
        contents=tuple(
            Content(one["content"], _amounts(one), one["stated_total"]) for one in kept["lines"]
        ),
        stated=Totals(_amounts(stated), stated["total"]) if stated else None,
        stated_state=stated.get("state") if stated else None,
    )


@cache
def published() -> dict[str, StatedProgramme]:
    """Every published programme that is kept here, by its code, in the order of their places."""
    found = [_read(path) for path in sorted(DATA.glob("*.json"))]
    return {one.code: one for one in found}


def vinh_long() -> StatedProgramme:
    """Vĩnh Long 2021–2025 (QĐ 3082/QĐ-UBND, 12/11/2020)."""
    return published()[VINH_LONG]
