"""Reads about the milestones of contests."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.bodies.kinds import BodyKind
from contest.bodies.model import Body
from contest.contests.kinds import STAGES, Stage
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.plans.kinds import Due, PlanStep
from contest.plans.model import Milestone
from contest.plans.rules import DONE_FROM, is_done, standing
from core.clock import day_in_vietnam
from core.errors import NotFound
from core.workdays.rules import Calendar, add_working_days

FOUNDINGS = {
    PlanStep.COUNCIL: BodyKind.COUNCIL,
    PlanStep.JURY: BodyKind.JURY,
    PlanStep.SUPPORT_TEAM: BodyKind.SUPPORT_TEAM,
}
"""Milestones that are done once the decision stands on record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a contest's calendar. `id` is None for a date that the contest itself holds."""

    id: int | None
    step: PlanStep
    title: str
    begins_on: date | None
    due_on: date
    responsible: str
    note: str
    public: bool
    due: Due


def calendar_of(
    session: Session, contest: Contest, today: date, workdays: Calendar | None = None
) -> list[Line]:
    """Every line by its last day: what was planned, and the contest's own dates.

    With `workdays`, an announced contest tells the last day for complaints (TT 26/2014 Đ20.1).
    """
    founded = set(session.scalars(select(Body.kind).where(Body.contest_id == contest.id)))
    lines = [
        Line(
            one.id,
            one.step,
            one.title,
            one.begins_on,
            one.due_on,
            one.responsible,
            one.note,
            one.public,
            standing(
                one.due_on,
                is_done(one.step, one.done_on, contest.stage)
                or FOUNDINGS.get(one.step) in founded,
                today,
            ),
        )
        for one in session.scalars(select(Milestone).where(Milestone.contest_id == contest.id))
    ]
    lines += _own_dates(contest, today, workdays)
    order = list(PlanStep)
    return sorted(lines, key=lambda one: (one.due_on, order.index(one.step), one.id or 0))


def _own_dates(contest: Contest, today: date, workdays: Calendar | None) -> list[Line]:
    spans = [
        (PlanStep.ENTRIES, contest.entries_open_at, contest.entries_close_at, contest.organiser),
        (PlanStep.JUDGING, contest.judging_from, contest.judging_until, ""),
    ]
    lines = []
    for step, begins, ends, who in spans:
        due_on = day_in_vietnam(ends)
        state = standing(due_on, is_done(step, None, contest.stage), today)
        lines.append(
            Line(None, step, "", day_in_vietnam(begins), due_on, who, "", public=True, due=state)
        )
    if contest.announced_at is not None and workdays is not None:
        told = day_in_vietnam(contest.announced_at)
        last = add_working_days(told, rules_of(contest).complaint_days, workdays)
        state = standing(last, last < today, today)
        complaints = PlanStep.COMPLAINTS
        who = contest.organiser
        lines.append(Line(None, complaints, "", told, last, who, "", public=True, due=state))
    return lines


def get_milestone(session: Session, contest_id: int, milestone_id: int) -> Milestone:
    """A milestone of that contest. Raises NotFound("milestone_missing")."""
    found = session.get(Milestone, milestone_id)
    if found is None or found.contest_id != contest_id:
        raise NotFound("milestone_missing")
    return found


def steps_there(session: Session, contest_id: int) -> frozenset[PlanStep]:
    """The kinds of milestones that the contest's calendar has already."""
    query = select(Milestone.step).where(Milestone.contest_id == contest_id)
    return frozenset(session.scalars(query))


def open_ones() -> ColumnElement[bool]:
    """For statements over Milestone and Contest: neither done nor of a cancelled contest, as
    `rules.is_done` says of one."""
    behind: list[ColumnElement[bool]] = [Milestone.done_on.is_not(None)]
    for stage in STAGES:
        steps = [step for step, after in DONE_FROM.items() if after is stage]
        if steps:
            later = STAGES[STAGES.index(stage) :]
            behind.append(and_(Milestone.step.in_(steps), Contest.stage.in_(later)))
    for step, kind in FOUNDINGS.items():
        founded = exists().where(Body.contest_id == Contest.id, Body.kind == kind)
        behind.append(and_(Milestone.step == step, founded))
    return and_(Contest.stage != Stage.CANCELLED, not_(or_(*behind)))


def due_between(session: Session, first: date, last: date) -> list[Milestone]:
    """Open milestones whose last day lies between these, with their contests: for reminders."""
    return list(
        session.scalars(
            select(Milestone)
            .join(Contest, Contest.id == Milestone.contest_id)
            .where(open_ones(), Milestone.due_on >= first, Milestone.due_on <= last)
            .order_by(Milestone.due_on, Milestone.id)
            .options(joinedload(Milestone.contest))
        )
    )
