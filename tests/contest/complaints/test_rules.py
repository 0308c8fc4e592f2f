"""Terms of complaints in working days, and what a complaint and its answer must say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contest.complaints.kinds import Wait
from contest.complaints.rules import (
    Answer,
    answer_faults,
    refusal_to_complain,
    term,
    text_faults,
    wait,
)
from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from core.workdays.reference import calendar

CLAUSE = "TT 26/2014/TT-BCT Đ20.1"


@pytest.mark.parametrize(
    ("announced", "last"),
    [
        (date(2026, 11, 6), date(2026, 11, 27)),  # a Friday: day 1 is Monday
        (date(2026, 11, 7), date(2026, 11, 27)),  # a Saturday, a Sunday: the same day 1
        (date(2026, 11, 8), date(2026, 11, 27)),
        (date(2026, 2, 11), date(2026, 3, 11)),  # Tết 14/2–22/2/2026 lies between
        (date(2026, 8, 20), date(2026, 9, 14)),  # 22/8 is worked for 31/8; 1 and 2/9 are off
        (date(2025, 4, 28), date(2025, 5, 22)),  # 26/4 was worked for 2/5; 30/4, 1/5 off
    ],
)
def test_edge_34_a_complaint_term_counts_working_days(announced: date, last: date) -> None:
    found = term(announced, 15, calendar())
    assert found.last_day == last
    assert found.over_at == datetime(last.year, last.month, last.day, 17, tzinfo=UTC)


FIRST = term(date(2026, 11, 6), 15, calendar())


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (datetime(2026, 11, 6, 2, tzinfo=UTC), False),  # the day of the announcement itself
        (datetime(2026, 11, 27, 16, 59, 59, tzinfo=UTC), False),  # 23:59:59 in Vietnam, day 15
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), True),  # 24:00
        (datetime(2026, 11, 30, 2, 0, tzinfo=UTC), True),  # day 16
    ],
)
def test_edge_35_day_fifteen_closes_at_midnight_in_vietnam(now: datetime, refused: bool) -> None:
    told = refusal_to_complain(Stage.ANNOUNCED, EntryStatus.VALID, FIRST, now, CLAUSE)
    expected = (
        "complaint_term_over",
        {
            "announced_on": date(2026, 11, 6),
            "days": 15,
            "last_day": date(2026, 11, 27),
            "clause": CLAUSE,
        },
    )
    assert told == (expected if refused else None)


@pytest.mark.parametrize(
    ("stage", "status", "code"),
    [
        (Stage.RECOGNISED, EntryStatus.VALID, "complaint_before_announcement"),
        (Stage.CANCELLED, EntryStatus.VALID, "complaint_before_announcement"),
        (Stage.ANNOUNCED, EntryStatus.DRAFT, "complaint_not_entered"),
        (Stage.ANNOUNCED, EntryStatus.WITHDRAWN, "complaint_not_entered"),
        (Stage.ANNOUNCED, EntryStatus.REFUSED, None),
        (Stage.ANNOUNCED, EntryStatus.VALID, None),
    ],
)
def test_who_may_complain(stage: Stage, status: EntryStatus, code: str | None) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    told = refusal_to_complain(stage, status, FIRST, now, CLAUSE)
    assert (told[0] if told else None) == code


def test_how_a_complaint_stands_against_its_term() -> None:
    due = datetime(2026, 12, 4, 17, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert wait(due, None, due - timedelta(days=3)) is Wait.OPEN
    assert wait(due, None, due - timedelta(days=2)) is Wait.NEAR
    assert wait(due, None, due - second) is Wait.NEAR
    assert wait(due, None, due) is Wait.OVERDUE
    assert wait(due, due - second, due + timedelta(days=9)) is Wait.SETTLED
    assert wait(due, due, due + timedelta(days=9)) is Wait.SETTLED_LATE


@pytest.mark.parametrize(
    ("answer", "faults"),
    [
        (Answer(date(2026, 11, 24), "07/BB-HĐBC", "x" * 20), {}),
        (
            Answer(date(2026, 11, 21), "", "ngắn"),
            {
                "met_on": ("day_before", {"earliest": date(2026, 11, 22)}),
                "minutes_number": "missing",
                "answer": ("words_too_few", {"least": 20}),
            },
        ),
        (
            Answer(date(2026, 11, 26), "7" * 101, "x" * 5001),
            {
                "met_on": "day_ahead",
                "minutes_number": ("too_long", {"most": 100}),
                "answer": ("too_long", {"most": 5000}),
            },
        ),
    ],
)
def test_what_an_answer_must_say(answer: Answer, faults: dict[str, object]) -> None:
    assert answer_faults(answer, date(2026, 11, 22), date(2026, 11, 25)) == faults


def test_a_text_that_says_something() -> None:
    assert text_faults("grounds", "x" * 20, 20, 30) == {}
    assert text_faults("grounds", "x" * 31, 20, 30) == {"grounds": ("too_long", {"most": 30})}
