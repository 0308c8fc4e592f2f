"""When milestones are due and done, and where the usual ones lie."""

from datetime import date

import pytest

from contest.contests.kinds import Stage
from contest.plans import usual
from contest.plans.kinds import Due, PlanStep
from contest.plans.rules import DONE_FROM, Proposed, faults_of_days, is_done, proposed, standing
from core.workdays import reference
from core.workdays.rules import is_working_day

VN = reference.calendar("vn")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due_on", "done", "wanted"),
    [
        (date(2026, 11, 19), False, Due.OVERDUE),
        (date(2026, 11, 19), True, Due.DONE),
        (TODAY, False, Due.NEAR),  # its last day is still in time
        (date(2026, 11, 27), False, Due.NEAR),
        (date(2026, 11, 28), False, Due.AHEAD),
    ],
)
def test_how_a_milestone_stands(due_on: date, done: bool, wanted: Due) -> None:
    assert standing(due_on, done, TODAY) is wanted


def test_a_contest_that_has_come_so_far_has_left_nothing_undone() -> None:
    for step, after in DONE_FROM.items():
        assert is_done(step, None, after)
        assert not is_done(step, None, Stage.DRAFT)
        assert is_done(step, TODAY, Stage.DRAFT)
        assert not is_done(step, None, Stage.CANCELLED)
    assert not is_done(PlanStep.CEREMONY, None, Stage.ANNOUNCED)  # somebody says so


@pytest.mark.parametrize(
    ("begins", "due", "faults"),
    [
        (None, TODAY, {}),
        (TODAY, TODAY, {}),
        (date(2026, 11, 21), TODAY, {"due_on": "milestone_ends_before_it_begins"}),
        (None, date(2062, 11, 20), {"due_on": ("milestone_far_away", {"opens": TODAY})}),
    ],
)
def test_the_days_of_a_milestone(begins: date | None, due: date, faults: object) -> None:
    assert faults_of_days(begins, due, TODAY) == faults


def test_usual_milestones_lie_on_working_days_around_tet() -> None:
    dates = {
        "entries_open": date(2026, 1, 5),
        "entries_close": date(2026, 2, 10),
        "judging_from": date(2026, 2, 23),  # the first day worked after Tết
        "judging_until": date(2026, 2, 27),
    }
    found = proposed(usual.steps(), dates, {PlanStep.PLAN}, VN)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert all(is_working_day(one.due_on, VN) for one in found)
    by = {one.step: one for one in found}
    assert PlanStep.PLAN not in by
    # two working days before 23/2 are 12 and 13/2, before Tết; it takes five working days
    assert by[PlanStep.SCREENING] == Proposed(
        PlanStep.SCREENING,
        "Xét hồ sơ, yêu cầu bổ sung",
        date(2026, 2, 5),
        date(2026, 2, 12),
        "Tổ giúp việc",
        True,
    )
    assert by[PlanStep.FRAME].due_on == date(2026, 2, 13)


def test_the_usual_steps_are_of_known_kinds_and_name_their_article() -> None:
    steps = usual.steps()
    assert len({one.step for one in steps}) == len(steps)
    assert all(one.source and one.responsible and one.title for one in steps)
