"""What the regulation asks of a contest on its day, and what each step of its life needs. Pure.

Nothing legal is a constant here: a `RuleSet` is data with dates and sources (data/rule_sets.json),
and every contest keeps its own copy, so a later circular changes no contest that has begun.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from contest.contests.kinds import STAGES, ContestLevel, FrameStatus, Stage

Reason = tuple[str, dict[str, object]]
"""Why not: a code and the facts its sentence needs."""


class MissingSheet(StrEnum):
    """What a missing score sheet does to the lock: the circular is silent, a contest says it."""

    REFUSE_LOCK = "refuse_lock"
    AVERAGE_PRESENT_WITH_REASON = "average_present_with_reason"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The regulation of bình chọn as it stood between two days, the last one included.

    Points are hundredths. `sources` says for each field where its value stands; `unread` names the
    values whose text was not read and that are therefore this project's defaults.
    """

    id: str
    name: str
    source: str
    in_force_from: date
    in_force_until: date | None
    ladder: Mapping[ContestLevel, ContestLevel | None]  # level → the level it leads to
    council_sizes: Mapping[ContestLevel, tuple[int, ...]]  # exact alternatives, never a range
    jury_odd: bool
    min_photos: int
    photo_angles: tuple[str, ...]  # angles asked for by name; empty: any different angles
    dossier_sets: int
    pass_mark: int
    groups: Mapping[str, str]  # product group → its name in the text
    frame_maxima: Mapping[str, int]  # part of the frame → its points; 4000/4000/1000/1000
    missing_sheet: MissingSheet
    complaint_days: int  # working days from the announcement
    needs_lower_certificate: frozenset[ContestLevel]
    forwarding_letter: frozenset[ContestLevel]  # where a letter may stand for that certificate
    sources: Mapping[str, str]
    unread: tuple[str, ...]

    @property
    def levels(self) -> tuple[ContestLevel, ...]:
        """The levels on which contests are held, lowest first."""
        return tuple(level for level in ContestLevel if level in self.ladder)

    def upper(self, level: ContestLevel) -> ContestLevel | None:
        """The level that a contest of this level nominates to; None at the top."""
        return self.ladder.get(level)

    def lower(self, level: ContestLevel) -> ContestLevel | None:
        """The level whose certificate opens the way to this one; None at the bottom."""
        return next((low for low, high in self.ladder.items() if high is level), None)

    def covers(self, day: date) -> bool:
        """Whether these rules were in force on the day."""
        return self.in_force_from <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )


def to_json(rules: RuleSet) -> dict[str, Any]:
    """The copy that a contest keeps."""
    return {name: _plain(value) for name, value in asdict(rules).items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def from_json(kept: Mapping[str, Any]) -> RuleSet:
    """The rules from their copy. Raises ValueError for a missing or unknown field or level."""
    names = {field.name for field in fields(RuleSet)}
    if names != set(kept):
        raise ValueError(f"rule set with other fields: {sorted(names ^ set(kept))}")
    until = kept["in_force_until"]
    return RuleSet(
        id=kept["id"],
        name=kept["name"],
        source=kept["source"],
        in_force_from=date.fromisoformat(kept["in_force_from"]),
        in_force_until=date.fromisoformat(until) if until else None,
        ladder={
            ContestLevel(low): ContestLevel(high) if high else None
            for low, high in kept["ladder"].items()
        },
        council_sizes={
            ContestLevel(level): tuple(int(size) for size in sizes)
            for level, sizes in kept["council_sizes"].items()
        },
        jury_odd=bool(kept["jury_odd"]),
        min_photos=int(kept["min_photos"]),
        photo_angles=tuple(kept["photo_angles"]),
        dossier_sets=int(kept["dossier_sets"]),
        pass_mark=int(kept["pass_mark"]),
        groups=dict(kept["groups"]),
        frame_maxima={code: int(most) for code, most in kept["frame_maxima"].items()},
        missing_sheet=MissingSheet(kept["missing_sheet"]),
        complaint_days=int(kept["complaint_days"]),
        needs_lower_certificate=frozenset(map(ContestLevel, kept["needs_lower_certificate"])),
        forwarding_letter=frozenset(map(ContestLevel, kept["forwarding_letter"])),
        sources=dict(kept["sources"]),
        unread=tuple(kept["unread"]),
    )


def rule_set_on(sets: Iterable[RuleSet], level: ContestLevel, day: date) -> RuleSet | None:
    """The rules for a contest of this level that begins on the day; None where there are none:
    before the first circular, a district after 30/6/2025, a commune before."""
    found = [rules for rules in sets if rules.covers(day) and level in rules.ladder]
    return found[0] if found else None


# ---------------------------------------------------------------------------- entries and time


def entries_over(closes: datetime, now: datetime) -> bool:
    """Whether the term for entries is past. The stated instant itself still belongs to it."""
    return now > closes


def refusal_to_file(
    stage: Stage, opens: datetime, closes: datetime, now: datetime
) -> Reason | None:
    """Why no dossier may be filed now: `entries_not_open` with `opens`, `entries_closed` with
    `closed` (both instants), `contest_cancelled`; None when one may."""
    if stage is Stage.CANCELLED:
        return "contest_cancelled", {}
    if stage is Stage.DRAFT or (stage is Stage.OPEN and now < opens):
        return "entries_not_open", {"opens": opens}
    if stage is not Stage.OPEN or entries_over(closes, now):
        return "entries_closed", {"closed": closes}
    return None


def faults_in_dates(
    entries_open_at: datetime,
    entries_close_at: datetime,
    judging_from: datetime,
    judging_until: datetime,
) -> dict[str, str]:
    """Field → code for dates out of order: entries open, close, judging begins, ends."""
    faults = {}
    if entries_close_at <= entries_open_at:
        faults["entries_close_at"] = "closes_before_opening"
    if judging_from < entries_close_at:
        faults["judging_from"] = "judging_before_closing"
    if judging_until <= judging_from:
        faults["judging_until"] = "judging_ends_before_it_begins"
    return faults


# ------------------------------------------------------------------------------ from step to step


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Everything a step is judged by, gathered where all rooms are visible.

    Of later steps a fact that nobody looked up keeps its default, which refuses.
    """

    stage: Stage
    to: Stage
    now: datetime
    entries_close_at: datetime
    frame_status: FrameStatus | None = None
    council_size: int = 0
    council_sizes: tuple[int, ...] = ()
    council_has_chair: bool = False
    jury_size: int = 0
    jury_odd: bool = True
    jury_has_head: bool = False
    valid_entries: int = 0
    unscreened_entries: int = 0  # filed, or waiting for a supplement
    sheets_final: bool = False  # the lock's own rules are met (contest.scoring)
    outcomes_decided: bool = False  # the council said yes or no to every product
    decision_recorded: bool = False  # the authority's decision with number and date


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a step needs. `code` words its refusal when it is not met."""

    code: str
    met: bool
    facts: Mapping[str, object]


def next_stage(stage: Stage) -> Stage | None:
    """The stage after this one; None after the last and for a cancelled contest."""
    if stage in (Stage.ANNOUNCED, Stage.CANCELLED):
        return None
    return STAGES[STAGES.index(stage) + 1]


LEAST_REASON = 10
"""Characters that the reason of a cancellation has at least."""


def refusal_to_cancel(stage: Stage) -> str | None:
    """Why a contest in this stage is not cancelled, or None: what was announced stays."""
    if stage is Stage.ANNOUNCED:
        return "cancelled_after_announcement"
    return "stage_moved" if stage is Stage.CANCELLED else None


def conditions(facts: StepFacts) -> tuple[Condition, ...]:
    """What the step to `facts.to` needs, in the order a person would see to it.

    Council sizes are exact alternatives (TT 26/2014 Đ8), a jury is odd (Đ11.2), the frame is
    approved by the chair before scoring (Đ16.1).
    """

    def need(code: str, met: bool, **told: object) -> Condition:
        return Condition(code, met, told)

    match facts.to:
        case Stage.OPEN:
            over = entries_over(facts.entries_close_at, facts.now)
            return (need("closing_is_past", not over, closed=facts.entries_close_at),)
        case Stage.JUDGING:
            over = entries_over(facts.entries_close_at, facts.now)
            return (
                need("entries_still_open", over, closes=facts.entries_close_at),
                need(
                    "entries_unscreened",
                    not facts.unscreened_entries,
                    count=facts.unscreened_entries,
                ),
                need("no_valid_entry", facts.valid_entries > 0),
                need(
                    "council_size",
                    facts.council_size in facts.council_sizes,
                    size=facts.council_size,
                    allowed=facts.council_sizes,
                ),
                need("council_without_chair", facts.council_has_chair),
                need("jury_empty", facts.jury_size > 0),
                need(
                    "jury_even",
                    facts.jury_size % 2 == 1 or not facts.jury_odd,
                    size=facts.jury_size,
                ),
                need("jury_without_head", facts.jury_has_head),
                need("frame_not_approved", facts.frame_status is FrameStatus.APPROVED),
            )
        case Stage.LOCKED:
            return (need("sheets_not_final", facts.sheets_final),)
        case Stage.DECIDED:
            return (need("outcomes_not_decided", facts.outcomes_decided),)
        case Stage.RECOGNISED:
            return (need("decision_not_recorded", facts.decision_recorded),)
        case _:
            return ()


def refused(facts: StepFacts) -> Condition | None:
    """The first thing that stands against the step, with its facts; None when it may be taken."""
    if next_stage(facts.stage) is not facts.to:
        return Condition("stage_skipped", False, {})
    return next((one for one in conditions(facts) if not one.met), None)


def refusal_to_advance(facts: StepFacts) -> str | None:
    """The code of what stands against the step, or None."""
    found = refused(facts)
    return found.code if found else None
