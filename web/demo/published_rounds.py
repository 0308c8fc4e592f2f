"""The published rounds: figures of real rounds as public sources print them. No database.

A blank cell means that the source does not say. Read strictly: a row that a rule of history
refuses stops the demonstration, and names its line.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contest.contests.kinds import ContestLevel
from contest.history.rules import FIGURES, Figures, RoundFacts, faults_of_round
from core.territory.rules import UnitKind

FILE = Path(__file__).parent / "data" / "published_rounds.csv"

COLUMNS = (
    "level",
    "place_as_printed",
    "year",
    *FIGURES,
    "decision_number",
    "decision_date",
    "unit_list",
    "unit_kind",
    "unit_code",
    "source",
    "source_url",
    "note",
)

_LIST_DAYS = {"": date(2025, 7, 1), "2008": date(2025, 6, 30), "2025": date(2025, 7, 1)}
"""A day on which the code names the unit; regions and the nation stand in no list."""


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """One round as printed. `facts` has no unit yet: the code and its day name it."""

    facts: RoundFacts
    place_as_printed: str
    unit_kind: UnitKind
    unit_code: str
    unit_day: date


def read_rounds(file: Path = FILE) -> tuple[PublishedRound, ...]:
    """Every row, in the order of the file. Raises ValueError naming the line that is wrong."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{file.name}: unexpected columns {reader.fieldnames}")
        rows = []
        for raw in reader:
            try:
                rows.append(_row(raw))
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(f"{file.name}, line {reader.line_num}: {fault}") from fault
    return tuple(rows)


def _row(raw: dict[str, str]) -> PublishedRound:
    if set(raw) != set(COLUMNS) or None in raw.values():
        raise ValueError("too few or too many cells")
    decided = raw["decision_date"]
    facts = RoundFacts(
        level=ContestLevel(raw["level"]),
        unit_id=None,
        year=int(raw["year"]),
        figures=Figures(**{name: int(raw[name]) if raw[name] else None for name in FIGURES}),
        decision_number=raw["decision_number"],
        decision_date=date.fromisoformat(decided) if decided else None,
        source=raw["source"],
        source_url=raw["source_url"],
        note=raw["note"],
    )
    if faults := faults_of_round(facts, facts.year):
        raise ValueError(str(faults))
    kind = UnitKind(raw["unit_kind"])
    if kind.value != facts.level.value or not raw["place_as_printed"]:
        raise ValueError("the unit is not of the level")
    return PublishedRound(
        facts, raw["place_as_printed"], kind, raw["unit_code"], _LIST_DAYS[raw["unit_list"]]
    )
