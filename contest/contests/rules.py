"""When a contest receives entries, and what each step of its life needs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from contest.contests.kinds import STAGES, FrameStatus, Stage

Reason = tuple[str, dict[str, object]]
"""Why not: a code and the facts its sentence needs."""


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
    jury_sizes: tuple[int, ...] = ()
    council_source: str = ""  # where the sizes of the council stand
    jury_source: str = ""  # where it stands that a jury is odd, or how many it has
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
                    source=facts.council_source or "TT 26/2014/TT-BCT Đ8",
                ),
                need("council_without_chair", facts.council_has_chair),
                need("jury_empty", facts.jury_size > 0),
                need(
                    "jury_even",
                    facts.jury_size % 2 == 1 or not facts.jury_odd,
                    size=facts.jury_size,
                    source=facts.jury_source or "TT 26/2014/TT-BCT Đ11.2",
                ),
                *_sizes_of_jury(facts),
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


def _sizes_of_jury(facts: StepFacts) -> tuple[Condition, ...]:
    """The contest's own clause, where it has one."""
    if not facts.jury_sizes:
        return ()
    told = {"size": facts.jury_size, "allowed": facts.jury_sizes, "source": facts.jury_source}
    return (Condition("jury_size", facts.jury_size in facts.jury_sizes, told),)


def refused(facts: StepFacts) -> Condition | None:
    """The first thing that stands against the step, with its facts; None when it may be taken."""
    if next_stage(facts.stage) is not facts.to:
        return Condition("stage_skipped", False, {})
    return next((one for one in conditions(facts) if not one.met), None)


def refusal_to_advance(facts: StepFacts) -> str | None:
    """The code of what stands against the step, or None."""
    found = refused(facts)
    return found.code if found else None
