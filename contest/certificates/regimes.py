"""Reads the dated rules of certificates (validity, numbering) from the data beside this file."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contest.certificates.rules import NumberPattern, ValidityRegime

_HERE = Path(__file__).parent


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_HERE / name).read_text("utf-8"))[key]
    return rows


def _span(row: dict[str, Any]) -> tuple[date, date | None]:
    last = row["last_day"]
    return date.fromisoformat(row["first_day"]), date.fromisoformat(last) if last else None


@cache
def validity_regimes() -> tuple[ValidityRegime, ...]:
    """The regimes of validity in order of their days; `rules.valid_until` asks them."""
    found = (
        ValidityRegime(*_span(row), row["years"], row["source"])
        for row in _rows("validity.json", "regimes")
    )
    return tuple(sorted(found, key=lambda regime: regime.first_day))


@cache
def number_patterns() -> tuple[NumberPattern, ...]:
    """The patterns of certificate numbers by level; `rules.pattern_on` picks from them."""
    return tuple(
        NumberPattern(row["level"], row["unit_code"], *_span(row), row["pattern"], row["source"])
        for row in _rows("numbering.json", "patterns")
    )
