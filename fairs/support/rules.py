"""Support: who may ask, how much, which stage comes next and when it is due. Pure."""

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairs.fairs.rules import WinningCertificate
from fairs.support.kinds import CaseKind, CheckState

Fault = tuple[str, dict[str, object]]
"""A refusal: its code, and the facts its sentence needs."""

NEAR_DAYS = 30
"""Within so many days a due date counts as near."""


@dataclass(frozen=True, slots=True)
class StageDef:
    """A stage that a case comes to; `optional` ones may be passed over."""

    key: str
    name: str
    optional: bool
    needs_number: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A dated term: from the day of stage `counted_from` the stage `until` is due in `months`.

    It holds for cases filed from `filed_from` to `filed_until`, both included. `verified` is False
    where the figure has not been held against the law's own text.
    """

    stage: str
    until: str
    months: int
    counted_from: str
    filed_from: date | None
    filed_until: date | None
    source: str
    verified: bool

    def covers(self, filed_on: date) -> bool:
        """Whether this term speaks for a case filed that day."""
        return (self.filed_from is None or self.filed_from <= filed_on) and (
            self.filed_until is None or filed_on <= self.filed_until
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the checklist, needed before its stage."""

    stage: str
    name: str
    required: bool
    source: str


@dataclass(frozen=True, slots=True)
class SupportRule:
    """How much of a cost the state carries: `percent` of it, at most `cap_dong` per mark."""

    kind: CaseKind
    percent: int
    cap_dong: int
    valid_from: date
    valid_until: date | None
    source: str
    verified: bool

    def covers(self, day: date) -> bool:
        """Whether this rule is in force that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class NiceClass:
    """A class of goods or services (bảng phân loại Ni-xơ)."""

    number: int
    kind: str
    name_vi: str
    name_en: str


def refusal_to_open(winner: WinningCertificate | None, day: date) -> Fault | None:
    """Support is for products whose certificate is in force on the day it is asked for."""
    if winner is None:
        return "winning_certificate_missing", {}
    if not winner.in_force:
        return "winning_certificate_not_in_force", {"number": winner.number, "day": day}
    return None


# --- dates ------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is no such day.

    31 January and one month is 28 (29) February; terms end so by Civil Code 2015, Điều 148.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class Due:
    """When the next stage is due, and on what ground."""

    on: date
    until: str
    months: int
    source: str
    verified: bool


def next_due(reached: Mapping[str, date], stage: str, terms: Sequence[Term]) -> Due | None:
    """When what follows `stage` is due; None where no term runs.

    `reached` holds the day on which each stage was reached; the term is that of the filing day,
    so that a later law does not touch a case that was filed before it.
    """
    filed_on = reached.get("filed")
    for term in terms:
        if term.stage != stage or term.counted_from not in reached or filed_on is None:
            continue
        if term.covers(filed_on):
            on = add_months(reached[term.counted_from], term.months)
            return Due(on, term.until, term.months, term.source, term.verified)
    return None


class DueState(StrEnum):
    """How a due date stands on a day."""

    NONE = "none"
    AHEAD = "ahead"
    NEAR = "near"
    OVERDUE = "overdue"


def due_state(due_on: date | None, today: date) -> DueState:
    """A date that is past is overdue, however late it was entered; the day itself is near."""
    if due_on is None:
        return DueState.NONE
    left = (due_on - today).days
    if left < 0:
        return DueState.OVERDUE
    return DueState.NEAR if left <= NEAR_DAYS else DueState.AHEAD


# --- money ------------------------------------------------------------------------------------


class Bound(StrEnum):
    """What the amount of a support came to be bounded by."""

    FULL = "full"  # the whole percentage
    CAP = "cap"  # the ceiling
    OTHER = "other"  # what another source already carries
    LINE = "line"  # what the budget line has left
    COUNT = "count"  # the yearly number of supports is used up


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whole đồng that may be given now, and what bounds it."""

    dong: int
    bound: Bound


def entitled(
    eligible: int,
    percent: int,
    cap: int,
    other: int = 0,
    granted: int = 0,
    *,
    available: int | None = None,
    times: int = 0,
    most_times: int | None = None,
) -> Entitlement:
    """What may still be given: min(⌊percent × eligible⌋, cap, eligible − other) − granted.

    All in whole đồng and over all claims so far: `eligible` is the sum of costs, `granted` what
    was given for the same thing before, `other` what other sources carry, `available` what the
    budget line has left. Ceilings hold for the sum, not for each claim.
    """
    if most_times is not None and times >= most_times:
        return Entitlement(0, Bound.COUNT)
    bounds = [
        (eligible * percent // 100, Bound.FULL),
        (cap, Bound.CAP),
        (eligible - other, Bound.OTHER),
    ]
    whole, bound = min(bounds, key=lambda one: one[0])
    left = max(whole - granted, 0)
    if available is not None and available < left:
        return Entitlement(max(available, 0), Bound.LINE)
    return Entitlement(left, bound)


def rule_on(rules: Sequence[SupportRule], kind: CaseKind, day: date) -> SupportRule | None:
    """The rule in force that day, or None."""
    return next((one for one in rules if one.kind.value == kind.value and one.covers(day)), None)


# --- stages and papers ------------------------------------------------------------------------


def next_stages(stages: Sequence[StageDef], current: str) -> list[StageDef]:
    """The stages a case may go on to: the next, and those behind optional ones."""
    keys = [stage.key for stage in stages]
    found = []
    for stage in stages[keys.index(current) + 1 :]:
        found.append(stage)
        if not stage.optional:
            break
    return found


def papers_missing(
    papers: Collection[tuple[str, str, bool, CheckState]],
    stages: Sequence[StageDef],
    current: str,
    to: str,
) -> tuple[str, ...]:
    """Names of required papers of the stages up to `to` that are neither accepted nor waived.

    `papers` are (stage, name, required, state); only stages after `current` are looked at.
    """
    keys = [stage.key for stage in stages]
    entered = set(keys[keys.index(current) + 1 : keys.index(to) + 1])
    settled = (CheckState.ACCEPTED, CheckState.WAIVED)
    return tuple(
        name
        for stage, name, required, state in papers
        if required and stage in entered and state not in settled
    )


def refusal_to_step(
    stages: Sequence[StageDef],
    current: str,
    to: str,
    papers: Collection[tuple[str, str, bool, CheckState]],
) -> Fault | None:
    """Why the case cannot go on to that stage."""
    if to not in {stage.key for stage in next_stages(stages, current)}:
        return "case_stage_order", {}
    if missing := papers_missing(papers, stages, current, to):
        return "papers_missing", {"papers": missing}
    return None


def fault_of_classes(numbers: Collection[int], known: Collection[int]) -> str | None:
    """Why these cannot be the classes of a mark."""
    if not numbers:
        return "nice_classes_missing"
    return None if set(numbers) <= set(known) else "nice_class_unknown"


def classes_text(numbers: Collection[int]) -> str:
    """{30, 3} → "3, 30"."""
    return ", ".join(str(number) for number in sorted(set(numbers)))
