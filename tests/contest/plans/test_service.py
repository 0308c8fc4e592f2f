"""A contest's calendar on a real database."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.plans import lists, queries, service
from contest.plans.kinds import Due, PlanStep
from contest.plans.lists import MilestoneFilter, Wait
from contest.plans.service import Planned
from core.audit import entries_about
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import SYSTEM
from core.listing import WHOLE
from core.workdays import queries as workdays
from tests.build import contests as build
from tests.build.people import NOW
from tests.build.places import Places, places

TODAY = day_in_vietnam(NOW)
DAY = timedelta(days=1)


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


@pytest.fixture
def contest(session: Session, where: Places) -> Contest:
    return build.contest(session, unit_id=where.province, level=ContestLevel.PROVINCE)


def planned(due_on: date = TODAY, **facts: object) -> Planned:
    values: dict[str, object] = {
        "step": PlanStep.CEREMONY,
        "title": "Lễ trao",
        "begins_on": None,
        "responsible": "Sở Công Thương (mô phỏng)",
        **facts,
    }
    return Planned(due_on=due_on, **values)  # type: ignore[arg-type]  # a table of facts


def test_a_milestone_is_added_changed_done_and_taken_away(
    session: Session, contest: Contest
) -> None:
    made = service.add(session, SYSTEM, contest.id, planned(), NOW)
    changed = service.change(
        session,
        SYSTEM,
        contest.id,
        made.id,
        planned(TODAY + DAY, title="Lễ tôn vinh"),
        NOW,
        version=made.version,
    )
    assert (changed.title, changed.due_on) == ("Lễ tôn vinh", TODAY + DAY)
    with pytest.raises(Conflict, match="milestone_changed_elsewhere"):
        service.change(session, SYSTEM, contest.id, made.id, planned(), NOW, version=1)
    for _ in range(2):
        service.mark(session, SYSTEM, contest.id, made.id, True, NOW)
    assert changed.done_on == TODAY
    service.mark(session, SYSTEM, contest.id, made.id, False, NOW)
    other = build.contest(session, unit_id=contest.unit_id)
    with pytest.raises(NotFound, match="milestone_missing"):
        service.remove(session, SYSTEM, other.id, made.id, NOW)
    service.remove(session, SYSTEM, contest.id, made.id, NOW)
    actions = [note.action for note in entries_about(session, f"contest:{contest.id}")]
    assert actions == [
        "milestone.remove",
        "milestone.undone",
        "milestone.done",
        "milestone.change",
        "milestone.add",
    ]


def test_what_is_refused(session: Session, contest: Contest) -> None:
    with pytest.raises(Invalid) as refusal:
        service.add(
            session,
            SYSTEM,
            contest.id,
            planned(title="", responsible="", step=PlanStep.JUDGING, begins_on=TODAY + DAY),
            NOW,
        )
    assert refusal.value.fields == {
        "title": "missing",
        "responsible": "missing",
        "step": "step_of_contest",
        "due_on": "milestone_ends_before_it_begins",
    }
    contest.stage = Stage.CANCELLED
    with pytest.raises(Conflict, match="plan_over"):
        service.add(session, SYSTEM, contest.id, planned(), NOW)


def test_the_calendar_holds_the_contests_own_dates_too(session: Session, contest: Contest) -> None:
    service.add(session, SYSTEM, contest.id, planned(TODAY - DAY, step=PlanStep.JURY), NOW)
    service.add(session, SYSTEM, contest.id, planned(TODAY - DAY), NOW)
    worked = workdays.calendar(session)

    def told() -> list[tuple[PlanStep, Due]]:
        lines = queries.calendar_of(session, contest, TODAY, worked)
        return [(one.step, one.due) for one in lines]

    assert told() == [
        (PlanStep.JURY, Due.OVERDUE),
        (PlanStep.CEREMONY, Due.OVERDUE),
        (PlanStep.ENTRIES, Due.NEAR),
        (PlanStep.JUDGING, Due.AHEAD),
    ]
    build.body(session, contest, BodyKind.JURY)
    assert told()[0] == (PlanStep.JURY, Due.DONE)
    contest.stage, contest.announced_at = Stage.ANNOUNCED, NOW
    lines = queries.calendar_of(session, contest, TODAY, worked)
    complaints = next(one for one in lines if one.step is PlanStep.COMPLAINTS)
    assert complaints.begins_on == TODAY
    assert complaints.due_on > TODAY + 18 * DAY  # fifteen working days, day 1 the one after


def test_usual_milestones_come_once(session: Session, contest: Contest) -> None:
    worked = workdays.calendar(session)
    first = service.take_usual(session, SYSTEM, contest.id, worked, NOW)
    assert len(first) == 13
    assert {one.responsible for one in first} >= {contest.organiser, contest.authority}
    assert service.take_usual(session, SYSTEM, contest.id, worked, NOW) == []
    service.remove(session, SYSTEM, contest.id, first[0].id, NOW)
    (again,) = service.take_usual(session, SYSTEM, contest.id, worked, NOW)
    assert again.step is first[0].step


def test_the_list_and_its_figures_agree_with_the_rule(
    session: Session, contest: Contest, where: Places
) -> None:
    for step in (PlanStep.CEREMONY, PlanStep.CALL, PlanStep.JURY, PlanStep.OTHER):
        for days in (-1, 0, 7, 8):
            service.add(session, SYSTEM, contest.id, planned(TODAY + days * DAY, step=step), NOW)
    build.body(session, contest, BodyKind.JURY)
    elsewhere = build.contest(session, unit_id=where.stranger)
    service.add(session, SYSTEM, elsewhere.id, planned(), NOW)
    for stage in Stage:
        contest.stage = stage
        session.flush()
        lines = queries.calendar_of(session, contest, TODAY)
        kept = [] if stage is Stage.CANCELLED else [one.due for one in lines if one.id]
        figures = lists.waiting(session, [contest.unit_id], [], TODAY)
        assert figures == {
            Wait.LATE: kept.count(Due.OVERDUE),
            Wait.NEAR: kept.count(Due.NEAR),
            Wait.PRESSING: kept.count(Due.OVERDUE) + kept.count(Due.NEAR),
            Wait.AHEAD: kept.count(Due.AHEAD),
        }
        for wait, number in figures.items():
            rows = lists.milestones(
                session, [contest.unit_id], [], MilestoneFilter(wait=wait), TODAY, WHOLE
            )
            assert rows.total == len(rows.rows) == number
    named = lists.milestones(
        session, [], [elsewhere.id], MilestoneFilter(q="le trao", until=TODAY), TODAY, WHOLE
    )
    assert [row.contest.id for row in named.rows] == [elsewhere.id]
