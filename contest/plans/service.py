"""What is done with a contest's calendar: milestones added, changed, done, taken away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.queries import get_contest_by_id
from contest.plans import queries, rules, usual
from contest.plans.kinds import PlanStep
from contest.plans.model import Milestone
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.workdays.rules import Calendar

OWN = frozenset({PlanStep.ENTRIES, PlanStep.JUDGING, PlanStep.COMPLAINTS})
"""Dates that the contest itself holds: they are changed there."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A milestone as somebody writes it down."""

    step: PlanStep
    title: str
    begins_on: date | None
    due_on: date
    responsible: str
    note: str = ""
    public: bool = True


def add(
    session: Session, who: Identity, contest_id: int, planned: Planned, now: datetime
) -> Milestone:
    """Put a milestone into the calendar.

    Raises Invalid beside its fields (`missing`, `step_of_contest`, `milestone_…`),
    Conflict("plan_over") for a cancelled contest.
    """
    contest = _open(session, contest_id)
    _check(contest, planned)
    made = Milestone(contest_id=contest_id, created_at=now, created_by=who.account_id)
    _write(made, planned)
    session.add(made)
    session.flush()
    _note(session, who, now, "milestone.add", made, due_on=made.due_on.isoformat())
    return made


def change(
    session: Session,
    who: Identity,
    contest_id: int,
    milestone_id: int,
    planned: Planned,
    now: datetime,
    *,
    version: int | None = None,
) -> Milestone:
    """Change a milestone. `version` is the one that was looked at.

    Raises as `add`, NotFound("milestone_missing"), Conflict("milestone_changed_elsewhere").
    """
    contest = _open(session, contest_id)
    found = queries.get_milestone(session, contest_id, milestone_id)
    if version is not None and version != found.version:
        raise Conflict("milestone_changed_elsewhere")
    _check(contest, planned)
    before = {name: str(getattr(found, name)) for name in ("title", "due_on", "responsible")}
    _write(found, planned)
    session.flush()
    changed = {
        name: [was, str(getattr(found, name))]
        for name, was in before.items()
        if was != str(getattr(found, name))
    }
    _note(session, who, now, "milestone.change", found, **changed)
    return found


def mark(
    session: Session,
    who: Identity,
    contest_id: int,
    milestone_id: int,
    done: bool,
    now: datetime,
) -> Milestone:
    """Say that a milestone is done, today, or that it is not. Said twice it is the same.

    Raises as `change`.
    """
    _open(session, contest_id)
    found = queries.get_milestone(session, contest_id, milestone_id)
    if (found.done_on is not None) is done:
        return found
    found.done_on = day_in_vietnam(now) if done else None
    session.flush()
    _note(session, who, now, "milestone.done" if done else "milestone.undone", found)
    return found


def remove(
    session: Session, who: Identity, contest_id: int, milestone_id: int, now: datetime
) -> None:
    """Take a milestone away; the record keeps what it was. Raises as `change`."""
    _open(session, contest_id)
    found = queries.get_milestone(session, contest_id, milestone_id)
    _note(session, who, now, "milestone.remove", found, due_on=found.due_on.isoformat())
    session.delete(found)
    session.flush()


def take_usual(
    session: Session, who: Identity, contest_id: int, calendar: Calendar, now: datetime
) -> list[Milestone]:
    """Add the milestones that rounds usually have and that are not there, on working days counted
    from the contest's own dates. Pressed twice nothing comes twice.

    Raises Conflict("plan_over"), Refusal `workdays_beyond`.
    """
    contest = _open(session, contest_id)
    dates = {
        "entries_open": day_in_vietnam(contest.entries_open_at),
        "entries_close": day_in_vietnam(contest.entries_close_at),
        "judging_from": day_in_vietnam(contest.judging_from),
        "judging_until": day_in_vietnam(contest.judging_until),
    }
    there = queries.steps_there(session, contest_id)
    named = {
        "Đơn vị tổ chức": contest.organiser,
        "Cơ quan công nhận kết quả": contest.authority,
    }
    return [
        add(
            session,
            who,
            contest_id,
            Planned(
                one.step,
                one.title,
                one.begins_on,
                one.due_on,
                named.get(one.responsible, one.responsible),
                public=one.public,
            ),
            now,
        )
        for one in rules.proposed(usual.steps(), dates, there, calendar)
    ]


def _open(session: Session, contest_id: int) -> Contest:
    contest = get_contest_by_id(session, contest_id)
    if contest.stage is Stage.CANCELLED:
        raise Conflict("plan_over")
    return contest


def _check(contest: Contest, planned: Planned) -> None:
    faults: rules.Faults = {
        name: "missing"
        for name, text in (("title", planned.title), ("responsible", planned.responsible))
        if not text
    }
    if planned.step in OWN:
        faults["step"] = "step_of_contest"
    opens = day_in_vietnam(contest.entries_open_at)
    faults |= rules.faults_of_days(planned.begins_on, planned.due_on, opens)
    if faults:
        raise Invalid(faults)


def _write(row: Milestone, planned: Planned) -> None:
    row.step, row.title, row.note = planned.step, planned.title, planned.note
    row.begins_on, row.due_on = planned.begins_on, planned.due_on
    row.responsible, row.public = planned.responsible, planned.public


def _note(
    session: Session, who: Identity, now: datetime, action: str, row: Milestone, **more: object
) -> None:
    subject = f"contest:{row.contest_id}"
    audit.record(session, who, now, action, subject, milestone=row.title, **more)
