"""Working days against the state's own notices and terms counted by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.contests import rulebook
from core.errors import Refusal
from core.workdays import reference
from core.workdays.rules import (
    Calendar,
    Why,
    add_working_days,
    deadline,
    is_working_day,
    unclear_years,
    working_day_before,
    working_days_between,
)

VN = reference.calendar("vn")
DAY = timedelta(days=1)
DAYS = st.dates(VN.first, date(2039, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # Tết by the notice of each year: every day of the span is off, those beside are worked.
        ("2014-01-28", "2014-02-05"),
        ("2015-02-15", "2015-02-23"),
        ("2016-02-06", "2016-02-14"),
        ("2017-01-26", "2017-02-01"),
        ("2018-02-14", "2018-02-20"),
        ("2019-02-02", "2019-02-10"),
        ("2020-01-23", "2020-01-29"),
        ("2021-02-10", "2021-02-16"),
        ("2022-01-29", "2022-02-06"),
        ("2023-01-20", "2023-01-26"),
        ("2024-02-08", "2024-02-14"),
        ("2025-01-25", "2025-02-02"),
        ("2026-02-14", "2026-02-22"),
        # The law of 2007: four days, one before; Saturday and Sunday made good.
        ("2013-02-09", "2013-02-14"),
        # Other holidays, with the days made good or swapped.
        ("2014-04-30", "2014-05-04"),
        ("2014-08-30", "2014-09-02"),
        ("2015-01-01", "2015-01-04"),
        ("2015-04-28", "2015-05-03"),
        ("2016-04-16", "2016-04-18"),
        ("2016-04-30", "2016-05-03"),
        ("2018-09-01", "2018-09-03"),
        ("2018-12-29", "2019-01-01"),
        ("2019-04-13", "2019-04-15"),
        ("2019-04-27", "2019-05-01"),
        ("2020-09-02", "2020-09-02"),  # one day until the code of 2019
        ("2021-09-02", "2021-09-05"),
        ("2022-09-01", "2022-09-04"),
        ("2023-04-29", "2023-05-03"),
        ("2023-09-01", "2023-09-04"),
        ("2024-04-27", "2024-05-01"),
        ("2024-08-31", "2024-09-03"),
        ("2025-04-30", "2025-05-04"),
        ("2025-08-30", "2025-09-02"),
        ("2026-01-01", "2026-01-04"),
        ("2026-04-25", "2026-04-27"),
        ("2026-08-29", "2026-09-02"),
    ],
)
def test_days_off_are_those_of_the_notices(first: str, last: str) -> None:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    assert is_working_day(day - DAY, VN)
    assert working_days_between(day - DAY, end, VN) == 0
    assert is_working_day(end + DAY, VN)


@pytest.mark.parametrize(
    "day",
    [
        "2014-01-25",
        "2014-02-08",
        "2014-04-26",
        "2014-09-06",
        "2014-12-27",
        "2015-02-14",
        "2015-04-25",
        "2019-01-05",
        "2019-05-04",
        "2024-05-04",
        "2025-04-26",
        "2026-01-10",
        "2026-08-22",
    ],
)
def test_a_swapped_saturday_is_worked(day: str) -> None:
    saturday = date.fromisoformat(day)
    assert saturday.weekday() == 5
    assert is_working_day(saturday, VN)
    assert working_days_between(saturday - DAY, saturday, VN) == 1


def test_no_other_weekend_is_worked() -> None:
    assert [day for day in VN.worked if day.weekday() > 4 and not 2014 <= day.year <= 2026] == []
    assert sum(day.weekday() > 4 for day in VN.worked) == 13


@pytest.mark.parametrize(
    ("announced", "last"),
    [
        # Tết: 2,5,6,7/2 are days 1–4; off 8–14; 15,16 → 6; 19–23 → 11; 26–29 → 15.
        ("2024-02-01", "2024-02-29"),
        # A Sunday: day 1 is Monday 5/2; 5–7 → 3; 15,16 → 5; 19–23 → 10; 26/2–1/3 → 15.
        ("2024-02-04", "2024-03-01"),
        # On a day of Tết itself: 15,16 → 2; 19–23 → 7; 26/2–1/3 → 12; 4–6/3 → 15.
        ("2024-02-10", "2024-03-06"),
        # 21–24/1 → 4; off 25/1–2/2; 3–7/2 → 9; 10–14 → 14; 17 → 15.
        ("2025-01-20", "2025-02-17"),
        # 9–13/2 → 5; off 14–22; 23–27 → 10; 2–6/3 → 15.
        ("2026-02-06", "2026-03-06"),
        # Off 1–4/1; 5–9 → 5; Saturday 10 → 6; 12–16 → 11; 19–22 → 15.
        ("2025-12-31", "2026-01-22"),
        # Off 27/4–1/5; 2,3 → 2; Saturday 4 → 3; 6–10 → 8; 13–17 → 13; 20,21 → 15.
        ("2024-04-26", "2024-05-21"),
        # 25, Saturday 26 → 2; 28,29 → 4; off 30/4–4/5; 5–9 → 9; 12–16 → 14; 19 → 15.
        ("2025-04-24", "2025-05-19"),
        # 17–21/8 → 5; Saturday 22 → 6; 24–28 → 11; off 29/8–2/9; 3,4 → 13; 7,8 → 15.
        ("2026-08-14", "2026-09-08"),
    ],
)
def test_complaint_windows_counted_by_hand(announced: str, last: str) -> None:
    day, end = date.fromisoformat(announced), date.fromisoformat(last)
    assert add_working_days(day, 15, VN) == end
    assert working_days_between(day, end, VN) == 15
    midnight = deadline(day, 15, VN)
    assert midnight == datetime(end.year, end.month, end.day, 17, tzinfo=UTC)  # 24:00 at +7
    assert midnight.utcoffset() == timedelta(0)


@given(DAYS, st.integers(1, 200))
def test_adding_then_counting_back(day: date, n: int) -> None:
    end = add_working_days(day, n, VN)
    assert end > day
    assert is_working_day(end, VN)
    assert working_days_between(day, end, VN) == n
    assert working_days_between(end, day, VN) == -n
    assert working_days_between(day, end - DAY, VN) == n - 1


@given(DAYS, st.integers(1, 100), st.integers(1, 100))
def test_terms_join(day: date, n: int, more: int) -> None:
    assert add_working_days(add_working_days(day, n, VN), more, VN) == add_working_days(
        day, n + more, VN
    )


@given(DAYS, st.integers(0, 60))
def test_counting_is_looking_at_each_day(day: date, span: int) -> None:
    each = [is_working_day(day + n * DAY, VN) for n in range(1, span + 1)]
    assert working_days_between(day, day + span * DAY, VN) == sum(each)


def test_a_swap_and_a_day_made_good_change_no_number_of_days() -> None:
    """Each swapped day off has its day worked; each holiday on rest has its day off."""
    swapped = [day for day, why in VN.special.items() if why is Why.SWAPPED]
    assert sum(day.weekday() > 4 for day in swapped) * 2 == len(swapped) == 26
    resting = [day for day, why in VN.special.items() if why is Why.HOLIDAY and day.weekday() > 4]
    made_good = [day for day, why in VN.special.items() if why is Why.MADE_GOOD]
    assert len(made_good) == len(resting)


def test_years_not_verified_say_so() -> None:
    law_only = "theo luật, chưa rõ hoán đổi"
    assert unclear_years(date(2014, 1, 1), date(2016, 12, 31), VN) == {}
    assert unclear_years(date(2012, 3, 1), date(2014, 3, 1), VN) == {
        2012: law_only,
        2013: law_only,
    }
    assert unclear_years(date(2024, 1, 1), date(2025, 12, 31), VN) == {}
    assert list(unclear_years(date(2014, 1, 1), date(2026, 12, 31), VN)) == [
        2017,
        2018,
        2023,
        2026,
    ]
    assert unclear_years(date(2027, 1, 1), date(2027, 1, 2), VN) == {2027: law_only}


def test_beyond_the_calendar() -> None:
    for ask in (
        lambda: is_working_day(date(2009, 12, 31), VN),
        lambda: add_working_days(date(2040, 12, 20), 15, VN),
        lambda: deadline(date(2041, 1, 1), 1, VN),
        lambda: working_days_between(date(2040, 1, 1), date(2041, 1, 1), VN),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "workdays_beyond"
    with pytest.raises(ValueError, match="a term of 0"):
        add_working_days(date(2024, 1, 2), 0, VN)


def test_every_shipped_rule_set_names_a_calendar() -> None:
    names = {one.calendar for one in rulebook.national()}
    assert [reference.calendar(name).name for name in names] == ["vn"]
    with pytest.raises(ValueError, match="no calendar"):
        reference.calendar("xx")


def year_file(**changes: object) -> dict[str, Any]:
    return {
        "year": 2027,
        "tet_before": 1,
        "national_day_beside": "after",
        "swaps": [],
        "off": [],
        "clear": True,
        "note": "",
        "sources": ["Thông báo mô phỏng"],
    } | changes


def with_year(content: dict[str, Any]) -> Calendar:
    one = reference.notice(content)
    return reference.with_notices("vn", {one.year: one})


def test_a_year_may_be_told_by_its_notice() -> None:
    swap = {"off": "2027-09-06", "worked": "2027-09-11", "source": "mô phỏng"}
    granted = {"day": "2027-11-24", "name": "mô phỏng", "source": "mô phỏng"}
    more = with_year(year_file(swaps=[swap], off=[granted]))
    assert unclear_years(date(2027, 1, 1), date(2027, 12, 31), more) == {}
    # Tết is Saturday 6/2: 5–9/2 with one day before, 10 and 11/2 made good.
    tet = [date(2027, 2, 5) + n * DAY for n in range(7)]
    assert not any(is_working_day(day, more) for day in tet)
    assert is_working_day(date(2027, 2, 4), more)
    assert [is_working_day(date(2027, 9, day), more) for day in (1, 2, 3, 6, 11)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert more.special[date(2027, 11, 24)] is Why.GRANTED
    assert not is_working_day(date(2027, 11, 24), more)
    assert is_working_day(date(2027, 11, 24), VN)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"year": "2027"}, "are numbers"),
        ({"sources": []}, "a source is needed"),
        ({"clear": False}, "a note where"),
        ({"tet_before": "hai"}, "are numbers"),
        ({"tet_before": 6}, "6 of 5 days"),
        ({"national_day_beside": "beside"}, "KeyError"),
        ({"holidays": []}, "unknown or missing: holidays"),
        ({"swaps": [{"off": "2027-09-04", "worked": "2027-09-11", "source": ""}]}, "not worked"),
        ({"swaps": [{"off": "2027-09-06", "worked": "2027-09-10", "source": ""}]}, "in exchange"),
        ({"swaps": [{"off": "2027-09-06", "worked": "2027-02-06", "source": ""}]}, "in exchange"),
        ({"off": [{"day": "2027-09-02", "name": "", "source": ""}]}, "not worked"),
        ({"off": [{"day": "24/11/2027", "name": "", "source": ""}]}, "Invalid isoformat"),
    ],
)
def test_a_notice_that_does_not_fit_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        with_year(year_file(**changes))


def test_national_day_has_no_second_day_before_2021() -> None:
    with pytest.raises(ValueError, match="National Day is one day"):
        with_year(year_file(year=2019, national_day_beside="after"))


def test_a_year_without_lunar_days_is_refused() -> None:
    with pytest.raises(ValueError, match="without lunar days"):
        with_year(year_file(year=2041))


def test_working_days_before_a_day() -> None:
    monday = date(2026, 2, 23)  # the first working day after Tết 2026 (14–22/2)
    assert working_day_before(monday, 1, VN) == date(2026, 2, 13)
    assert working_day_before(date(2026, 2, 18), 2, VN) == date(2026, 2, 12)
    with pytest.raises(ValueError, match="0 working days"):
        working_day_before(monday, 0, VN)
    with pytest.raises(Refusal):
        working_day_before(date(2010, 1, 5), 9, VN)
