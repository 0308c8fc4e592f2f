"""What the law and the tariffs say, read from the dated data beside this file."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fairs.support.kinds import CaseKind
from fairs.support.rules import NiceClass, Paper, StageDef, SupportRule, Term

DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def stages() -> tuple[StageDef, ...]:
    """The stages of a trademark case, in order."""
    return tuple(StageDef(**one) for one in _read("trademark.json")["stages"])


@cache
def terms() -> tuple[Term, ...]:
    """The terms of the law."""
    return tuple(
        Term(
            **{
                **one,
                "filed_from": _day(one["filed_from"]),
                "filed_until": _day(one["filed_until"]),
            }
        )
        for one in _read("trademark.json")["terms"]
    )


@cache
def papers() -> tuple[Paper, ...]:
    """The papers a trademark application needs."""
    return tuple(Paper(**one) for one in _read("trademark.json")["checklist"])


@cache
def support_rules() -> tuple[SupportRule, ...]:
    """Every support rule, the oldest first."""
    return tuple(
        SupportRule(
            kind=CaseKind(one["kind"]),
            percent=one["percent"],
            cap_dong=one["cap_dong"],
            valid_from=date.fromisoformat(one["valid_from"]),
            valid_until=_day(one["valid_until"]),
            source=one["source"],
            verified=one["verified"],
        )
        for one in _read("support_rules.json")["rules"]
    )


@cache
def nice_classes() -> tuple[NiceClass, ...]:
    """The 45 classes, in order."""
    with (DATA / "nice_classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            NiceClass(int(row["number"]), row["kind"], row["name_vi"], row["name_en"])
            for row in csv.DictReader(file)
        )
