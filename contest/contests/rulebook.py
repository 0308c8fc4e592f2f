"""The national rule sets and the default frame, read from the data files beside this one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contest.contests.frame import CriterionDraft
from contest.contests.kinds import ContestLevel
from contest.contests.ruleset import RuleSet, from_json, rule_set_on, to_json

DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


@cache
def national() -> tuple[RuleSet, ...]:
    """Every national rule set, the oldest first."""
    return tuple(from_json(kept) for kept in _read("rule_sets.json")["rule_sets"])


def on(level: ContestLevel, day: date) -> RuleSet | None:
    """The national rules for a contest of this level whose entries open on the day, or None."""
    return rule_set_on(national(), level, day)


@cache
def default_frame() -> tuple[CriterionDraft, ...]:
    """The tree of TT 26/2014 Phụ lục 3 with this project's proposal of points (the law sets
    none below the four parts)."""
    return tuple(
        CriterionDraft(
            code=one["code"],
            parent_code=one["parent"],
            name=one["name"],
            max_points=one["points"],
            guidance=one["guidance"],
        )
        for one in _read("frame.json")["criteria"]
    )


@dataclass(frozen=True, slots=True)
class Variant:
    """What a province is known to have asked otherwise, from a published source."""

    id: str
    name: str
    unit: str
    level: ContestLevel
    year: int
    source: str
    changes: Mapping[str, Any]

    def of(self, rules: RuleSet) -> RuleSet:
        """These rules with the province's own clauses; their source is named in each."""
        kept = to_json(rules)
        sources = {**kept["sources"], **dict.fromkeys(self.changes, self.source)}
        return from_json({**kept, **self.changes, "sources": sources})


@cache
def provincial() -> tuple[Variant, ...]:
    """The published variants that this project ships, as starting points for a contest's rules."""
    return tuple(
        Variant(**{**one, "level": ContestLevel(one["level"])})
        for one in _read("provincial_rules.json")["variants"]
    )
