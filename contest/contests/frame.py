"""Khung điểm: what a criteria tree must be before a jury may work with it. Pure.

The four parts and their points are law (TT 26/2014 Phụ lục 4); what lies below is proposed by the
jury head and approved by the council chair (Đ16.1).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.contests.rules import Reason

WHOLE = ""
"""The key of a fault that belongs to no single criterion."""

MOST_CRITERIA = 60

DEFAULT_SOURCE = "TT 26/2014/TT-BCT Phụ lục 4"
"""Where the points of the parts stand, when the rules name no other source."""


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A node as it was proposed. Points are hundredths; None where none could be read."""

    code: str
    parent_code: str | None
    name: str
    max_points: int | None
    guidance: str = ""


def children(criteria: Sequence[CriterionDraft], code: str) -> list[CriterionDraft]:
    """The nodes right below one, in their order."""
    return [one for one in criteria if one.parent_code == code]


def leaves(criteria: Sequence[CriterionDraft]) -> frozenset[str]:
    """The codes that are scored: those with nothing below them."""
    above = {one.parent_code for one in criteria}
    return frozenset(one.code for one in criteria if one.code not in above)


def sums(criteria: Sequence[CriterionDraft]) -> dict[str, int]:
    """Code → points: a leaf's own, a parent's sum of what is below it. Empty points count 0."""
    scored = leaves(criteria)
    found = {one.code: (one.max_points or 0) if one.code in scored else 0 for one in criteria}
    for one in reversed(criteria):  # parents stand before their children
        if one.parent_code in found:
            found[one.parent_code] += found[one.code]
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion that two versions do not say alike; None on the side where it is not there."""

    code: str
    before: CriterionDraft | None
    after: CriterionDraft | None


def differences(
    before: Sequence[CriterionDraft], after: Sequence[CriterionDraft]
) -> list[Difference]:
    """What a later version says otherwise, by code, in the order of the later one."""
    old, new = ({one.code: one for one in tree} for tree in (before, after))
    codes = [one.code for one in after] + [code for code in old if code not in new]
    return [
        Difference(code, old.get(code), new.get(code))
        for code in codes
        if old.get(code) != new.get(code)
    ]


def frame_digest(criteria: Sequence[CriterionDraft]) -> str:
    """SHA-256 of everything the frame says: what freezing it seals."""
    said = [[c.code, c.parent_code, c.name, c.max_points, c.guidance] for c in criteria]
    kept = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(kept.encode()).hexdigest()


def frame_faults(
    criteria: Sequence[CriterionDraft], maxima: Mapping[str, int], source: str | None = None
) -> dict[str, Reason]:
    """Code → what is wrong with it; empty when the frame may be proposed.

    Every part of `maxima` is there once and is worth its points; children add up to their parent;
    a leaf is worth more than 0; parents stand before their children; codes are used once. Sums
    that are not met say the `source` of the maxima, and WHOLE what the frame adds up to.
    """
    faults: dict[str, Reason] = {}
    if len(criteria) > MOST_CRITERIA:
        faults[WHOLE] = "frame_too_long", {"most": MOST_CRITERIA}
    known: set[str] = set()
    for one in criteria:
        fault = _fault_of_place(one, known, maxima)
        if fault is not None:
            faults.setdefault(one.code, fault)
        known.add(one.code)
    missing = [code for code in maxima if code not in known]
    if missing:
        faults[WHOLE] = "frame_part_missing", {"parts": tuple(missing)}
    if faults:
        return faults
    scored = leaves(criteria)
    law = source or DEFAULT_SOURCE
    for one in criteria:
        below = sum(child.max_points or 0 for child in children(criteria, one.code))
        most = maxima.get(one.code) if one.parent_code is None else one.max_points
        if one.code in scored and (one.max_points or 0) <= 0:
            faults[one.code] = "criterion_without_points", {}
        elif one.parent_code is None and one.max_points != most:
            faults[one.code] = (
                "frame_part_sum",
                {"sum_points": one.max_points or 0, "most_points": most, "source": law},
            )
        elif one.code not in scored and below != most:
            said: dict[str, object] = {"sum_points": below, "most_points": most, "source": law}
            faults[one.code] = "frame_sum", said
    whole, most_of_all = sum(sums(criteria)[code] for code in maxima), sum(maxima.values())
    if whole != most_of_all:
        faults[WHOLE] = (
            "frame_whole_sum",
            {"sum_points": whole, "most_points": most_of_all, "source": law},
        )
    return faults


def _fault_of_place(
    one: CriterionDraft, known: set[str], maxima: Mapping[str, int]
) -> Reason | None:
    if not one.code:
        return "criterion_without_code", {}
    if one.code in known:
        return "criterion_twice", {"code": one.code}
    if one.parent_code is None and one.code not in maxima:
        return "frame_part_unknown", {"code": one.code}
    if one.parent_code is not None and one.parent_code not in known:
        return "criterion_parent_unknown", {"code": one.parent_code}
    if not one.name:
        return "criterion_without_name", {}
    return None
