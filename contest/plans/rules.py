"""When milestones are due, when they are done, and where the usual ones lie. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contest.contests.kinds import Stage, reached
from contest.plans.kinds import Due, PlanStep
from core.workdays.rules import Calendar, add_working_days, working_day_before

NEAR = timedelta(days=7)
"""A milestone so close is said to be near: a custom of the house, not a term of the law."""

LATEST = timedelta(days=5 * 366)
"""A milestone lies at most so far after the contest begins: beyond, somebody mistyped a year."""

DONE_FROM: Mapping[PlanStep, Stage] = {
    PlanStep.PLAN: Stage.OPEN,
    PlanStep.COUNCIL: Stage.JUDGING,
    PlanStep.JURY: Stage.JUDGING,
    PlanStep.CALL: Stage.JUDGING,
    PlanStep.ENTRIES: Stage.JUDGING,
    PlanStep.SCREENING: Stage.JUDGING,
    PlanStep.FRAME: Stage.JUDGING,
    PlanStep.JUDGING: Stage.LOCKED,
    PlanStep.VISITS: Stage.DECIDED,
    PlanStep.MEETING: Stage.DECIDED,
    PlanStep.SUBMISSION: Stage.RECOGNISED,
    PlanStep.RECOGNITION: Stage.RECOGNISED,
    PlanStep.ANNOUNCEMENT: Stage.ANNOUNCED,
}
"""A contest that has come so far cannot have left the step undone. The others somebody marks."""


def is_done(step: PlanStep, done_on: date | None, stage: Stage) -> bool:
    """Whether a milestone is behind: marked, or the contest has come to what follows it."""
    after = DONE_FROM.get(step)
    return done_on is not None or (after is not None and reached(stage, after))


def standing(due_on: date, done: bool, today: date) -> Due:
    """How a milestone stands on the day; its last day is still in time."""
    if done:
        return Due.DONE
    if due_on < today:
        return Due.OVERDUE
    return Due.NEAR if due_on <= today + NEAR else Due.AHEAD


@dataclass(frozen=True, slots=True)
class Usual:
    """A milestone that rounds usually have: `days` working days after (before, when negative) a
    date of the contest, `span` working days long before that."""

    step: PlanStep
    title: str
    after: str
    days: int
    span: int
    responsible: str
    public: bool
    source: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A usual milestone with its days."""

    step: PlanStep
    title: str
    begins_on: date | None
    due_on: date
    responsible: str
    public: bool


def proposed(
    usual: Sequence[Usual],
    dates: Mapping[str, date],
    there: Collection[PlanStep],
    calendar: Calendar,
) -> list[Proposed]:
    """The usual milestones that are not there yet, each on a working day, by day.

    `dates` are the contest's own: entries_open, entries_close, judging_from, judging_until.
    Raises Refusal `workdays_beyond` for a year the calendar does not know.
    """
    found = []
    for one in usual:
        if one.step in there:
            continue
        due = moved(dates[one.after], one.days, calendar)
        begins = moved(due, -one.span, calendar) if one.span else None
        found.append(Proposed(one.step, one.title, begins, due, one.responsible, one.public))
    return sorted(found, key=lambda one: one.due_on)


def moved(day: date, days: int, calendar: Calendar) -> date:
    """So many working days after the day, before it when negative; the day itself for 0."""
    if days > 0:
        return add_working_days(day, days, calendar)
    return working_day_before(day, -days, calendar) if days < 0 else day


Faults = dict[str, str | tuple[str, dict[str, object]]]


def faults_of_days(begins_on: date | None, due_on: date, opens: date) -> Faults:
    """What is wrong with the days of a milestone, beside its fields."""
    if begins_on is not None and begins_on > due_on:
        return {"due_on": "milestone_ends_before_it_begins"}
    if not opens - LATEST <= due_on <= opens + LATEST:
        return {"due_on": ("milestone_far_away", {"opens": opens})}
    return {}
