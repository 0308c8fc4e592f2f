"""What a contest's own clauses may say, and how one set of them differs from another. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from contest.contests.averaging import Average
from contest.contests.rules import Reason
from contest.contests.ruleset import TIE_STEPS, RuleSet
from core.registry.kinds import ProductGroup

WHOLE_POINTS = 10_000
"""Hundredths that the parts of a frame add up to (TT 26/2014 Phụ lục 4)."""

LEAST_SIZE, MOST_SIZE = 3, 99
"""Of a council or a jury."""

MOST_NUMBER = 9_999
"""Of products in a line or in a grade."""

MOST_NAME = 200
MOST_PRIZES = 8
MOST_PAPERS = 20
ANGLES = ("front", "side", "top")
"""Angles of photographs that a contest may ask for by name (TT 26/2014 Đ12)."""

LIMITS: Mapping[str, tuple[int, int]] = {
    "min_photos": (0, 20),
    "dossier_sets": (1, 9),
    "complaint_days": (1, 90),
    "resolve_days": (1, 90),
    "validity_years": (1, 10),
}
"""Clause → the least and the most that its number may be."""

NOT_CLAUSES = frozenset(
    {"id", "name", "source", "in_force_from", "in_force_until", "sources", "unread"}
)
"""Fields that describe a rule set and rule nothing."""

CLAUSES = tuple(one.name for one in fields(RuleSet) if one.name not in NOT_CLAUSES)
"""Everything that a contest may say otherwise, in the order of the rule set."""


def faults_of_rules(rules: RuleSet, calendars: Iterable[str] | None = None) -> dict[str, Reason]:
    """Clause (with its member after a dot) → what is wrong with it; empty when all can be obeyed.

    Sizes are exact alternatives, an odd jury has odd ones, the parts of the frame add up to 100,
    the pass mark lies within, a trimmed mean leaves sheets over, a tie rule ends with the council.
    """
    found: dict[str, Reason] = {}
    for level in rules.ladder:
        sizes = rules.council_sizes.get(level, ())
        if fault := _sizes_fault(sizes) or (None if sizes else ("clause_sizes", _SIZES)):
            found[f"council_sizes.{level}"] = fault
    if fault := _sizes_fault(rules.jury_sizes):
        found["jury_sizes"] = fault
    elif rules.jury_odd and any(size % 2 == 0 for size in rules.jury_sizes):
        found["jury_sizes"] = "clause_jury_even", {}
    for low, high in rules.ladder.items():
        if high is not None and list(type(low)).index(high) <= list(type(low)).index(low):
            found["ladder"] = "clause_ladder", {}
    for name, (least, most) in LIMITS.items():
        value: int | None = getattr(rules, name)
        if value is not None and not least <= value <= most:
            found[name] = "clause_number", {"least": least, "most": most}
    found |= _faults_of_points(rules)
    found |= _faults_of_names(rules)
    if fault := _tie_fault(rules.tie_rule, rules.frame_maxima):
        found["tie_rule"] = fault
    numbers = {"total": rules.quota.total, **rules.quota.groups}
    for name, number in numbers.items():
        if name != "total" and name not in rules.groups:
            found[f"quota.{name}"] = "unknown_choice", {}
        elif number is not None and not 1 <= number <= MOST_NUMBER:
            found[f"quota.{name}"] = "clause_number", {"least": 1, "most": MOST_NUMBER}
    if calendars is not None and rules.calendar not in calendars:
        found["calendar"] = "unknown_choice", {}
    return found


_SIZES: dict[str, object] = {"least": LEAST_SIZE, "most": MOST_SIZE}


def _sizes_fault(sizes: tuple[int, ...]) -> Reason | None:
    rising = all(one < other for one, other in pairwise(sizes))
    if not rising or any(not LEAST_SIZE <= size <= MOST_SIZE for size in sizes):
        return "clause_sizes", _SIZES
    return None


def _faults_of_points(rules: RuleSet) -> dict[str, Reason]:
    found: dict[str, Reason] = {
        f"frame_maxima.{code}": ("criterion_without_points", {})
        for code, points in rules.frame_maxima.items()
        if points <= 0
    }
    whole = sum(rules.frame_maxima.values())
    if not found and whole != WHOLE_POINTS:
        found["frame_maxima"] = "clause_maxima_sum", {"sum_points": whole}
    if not 0 < rules.pass_mark <= WHOLE_POINTS:
        found["pass_mark"] = "points_out_of_range", {"max_points": WHOLE_POINTS}
    limit = rules.disparity_limit
    if limit is not None and not 0 < limit <= WHOLE_POINTS:
        found["disparity_limit"] = "points_out_of_range", {"max_points": WHOLE_POINTS}
    aside = 2 * rules.averaging.drop
    if rules.averaging.method is Average.TRIMMED and any(n <= aside for n in rules.jury_sizes):
        found["averaging"] = "clause_all_dropped", {"count": rules.averaging.drop}
    return found


def _faults_of_names(rules: RuleSet) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    if set(rules.groups) != {group.value for group in ProductGroup}:
        found["groups"] = "clause_groups", {}
    for key, name in rules.groups.items():
        if not name.strip():
            found[f"groups.{key}"] = "missing", {}
        elif len(name) > MOST_NAME:
            found[f"groups.{key}"] = "too_long", {"most": MOST_NAME}
    for clause, names, most in (
        ("prizes", [one.name for one in rules.prizes], MOST_PRIZES),
        ("checklist", [one.name for one in rules.checklist], MOST_PAPERS),
    ):
        if len(names) > most:
            found[clause] = "clause_too_many", {"most": most}
        for at, name in enumerate(names):
            if not name.strip():
                found[f"{clause}.{at}"] = "missing", {}
            elif len(name) > MOST_NAME:
                found[f"{clause}.{at}"] = "too_long", {"most": MOST_NAME}
            elif name in names[:at]:
                found[f"{clause}.{at}"] = "clause_twice", {}
    for at, prize in enumerate(rules.prizes):
        most_given = 1 if prize.most is None else prize.most
        if not 1 <= most_given <= MOST_NUMBER or (prize.cash_dong or 0) < 0:
            found[f"prizes.{at}"] = "clause_number", {"least": 1, "most": MOST_NUMBER}
    codes = [one.code for one in rules.checklist]
    if len(set(codes)) != len(codes) or "" in codes:
        found["checklist"] = "clause_twice", {}
    if not set(rules.photo_angles) <= set(ANGLES):
        found["photo_angles"] = "unknown_choice", {}
    elif rules.photo_angles and len(rules.photo_angles) > rules.min_photos:
        found["min_photos"] = "clause_photos", {"least": len(rules.photo_angles)}
    return found


def _tie_fault(steps: tuple[str, ...], parts: Mapping[str, int]) -> Reason | None:
    known = {*TIE_STEPS, *(f"part:{code}" for code in parts)}
    strange = [step for step in steps if step not in known]
    if strange:
        return "clause_tie_step", {"step": strange[0]}
    if len(set(steps)) != len(steps):
        return "clause_twice", {}
    if not steps or steps[-1] != "council":
        return "clause_tie_end", {}
    return None


def changed(before: RuleSet, after: RuleSet) -> tuple[str, ...]:
    """The clauses that the later set says otherwise."""
    return tuple(name for name in CLAUSES if getattr(before, name) != getattr(after, name))


def amended(before: RuleSet, source: str, **clauses: Any) -> RuleSet:
    """These rules with other clauses; each that changes names `source` as where it stands, and is
    no default of this program any more."""
    wanted = replace(before, **clauses)
    new = changed(before, wanted)
    kept = (one for one in before.unread if one.partition(".")[0] not in new)
    return replace(
        wanted, sources={**before.sources, **dict.fromkeys(new, source)}, unread=tuple(kept)
    )
