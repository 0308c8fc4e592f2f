"""Programmes as their decisions state them, read from the data files beside this one."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fairs.programmes.kinds import FundingSource
from fairs.programmes.rules import Content, Totals

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target as the decision states it; `planned` None where it names no figure."""

    name: str
    planned: int | None
    counted_in: str
    indicator: str


@dataclass(frozen=True, slots=True)
class StatedProgramme:
    """A published programme with the totals its decision prints."""

    code: str
    name: str
    from_year: int
    to_year: int
    decision_number: str
    decision_date: date
    source: str
    targets: tuple[StatedTarget, ...]
    contents: tuple[Content, ...]
    stated: Totals


def _amounts(kept: dict[str, Any]) -> dict[FundingSource, int]:
    return {source: int(kept[source.value]) for source in FundingSource}


@cache
def vinh_long() -> StatedProgramme:
    """Vĩnh Long 2021–2025 (QĐ 3082/QĐ-UBND, 12/11/2020)."""
    kept = json.loads((DATA / "vinh_long_2021_2025.json").read_text(encoding="utf-8"))
    return StatedProgramme(
        code=kept["code"],
        name=kept["name"],
        from_year=kept["from_year"],
        to_year=kept["to_year"],
        decision_number=kept["decision_number"],
        decision_date=date.fromisoformat(kept["decision_date"]),
        source=kept["source"],
        targets=tuple(StatedTarget(**one) for one in kept["targets"]),
        contents=tuple(
            Content(one["content"], _amounts(one), one["stated_total"]) for one in kept["lines"]
        ),
        stated=Totals(_amounts(kept["stated"]), kept["stated"]["total"]),
    )
