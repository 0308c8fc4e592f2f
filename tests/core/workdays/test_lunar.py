"""The stored lunar days, computed again from the sun and the moon.

Rules of the Vietnamese calendar: UTC+7; a month begins on the day of its new moon; the winter
solstice lies in month 11; of 13 months between two of these the first in which the sun enters no
new twelfth of its path is leap. Sun and new moon by Meeus, Astronomical Algorithms, ch. 25 and 49
(main terms: good to a few minutes).
"""

import csv
from datetime import date, datetime, timedelta
from math import floor, radians, sin

import pytest

from core.workdays.reference import DATA

# Nothing here is an instant of a record: hours of Vietnam counted from noon of 1/1/2000.
NOON = datetime(2000, 1, 1, 12)  # noqa: DTZ001
AHEAD = timedelta(hours=7, seconds=-70)  # Vietnam's clock less dynamical time


def new_moon(k: int) -> datetime:
    """The k-th new moon from that of 6/1/2000, on Vietnam's clock."""
    t = k / 1236.85
    sun = radians(2.5534 + 29.1053567 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    height = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k)
    e = 1 - 0.002516 * t
    terms = (
        (-0.40720, moon),
        (0.17241 * e, sun),
        (0.01608, 2 * moon),
        (0.01039, 2 * height),
        (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun),
        (0.00208 * e * e, 2 * sun),
        (-0.00111, moon - 2 * height),
        (-0.00057, moon + 2 * height),
        (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * height),
        (0.00038 * e, sun - 2 * height),
        (-0.00024 * e, 2 * moon - sun),
        (-0.00017, node),
    )
    mean = 5.09766 + 29.530588861 * k + 0.00015437 * t * t
    return NOON + timedelta(days=mean + sum(size * sin(at) for size, at in terms)) + AHEAD


def twelfth(day: date) -> int:
    """In which twelfth of its path (0 from the spring equinox) the sun is as the day begins."""
    since = datetime(day.year, day.month, day.day) - AHEAD - NOON  # noqa: DTZ001
    t = since / timedelta(days=36525)
    m = radians(357.52911 + 35999.05029 * t)
    path = (
        280.46646
        + 36000.76983 * t
        + (1.914602 - 0.004817 * t) * sin(m)
        + 0.019993 * sin(2 * m)
        + 0.000289 * sin(3 * m)
        - 0.00569
        - 0.00478 * sin(radians(125.04 - 1934.136 * t))
    )
    return floor(path % 360 / 30)


def months(year: int) -> list[date]:
    """The first days of months around the beginning of that lunar year."""
    near = floor((year - 2000) * 12.3685)
    return [new_moon(k).date() for k in range(near - 16, near + 16)]


def eleventh(starts: list[date], year: int) -> int:
    """Which of them begins month 11 of that year: the winter solstice lies in it."""
    return next(
        n
        for n, day in enumerate(starts)
        if day.year == year and twelfth(day) in (7, 8) and twelfth(starts[n + 1]) == 9
    )


def computed(year: int) -> tuple[date, date]:
    """Tết and the tenth of the third month."""
    starts = months(year)
    begin, end = eleventh(starts, year - 1), eleventh(starts, year)
    leap = end - begin == 13
    numbered: list[date] = []
    for n in range(begin, end):
        if leap and n > begin and twelfth(starts[n]) == twelfth(starts[n + 1]):
            leap = False
            continue
        numbered.append(starts[n])
    return numbered[2], numbered[4] + timedelta(days=9)  # months 11, 12, 1, 2, 3


STORED = {
    int(row["year"]): (date.fromisoformat(row["tet"]), date.fromisoformat(row["ancestors"]))
    for row in csv.DictReader((DATA / "vn" / "lunar.csv").read_text("utf-8").splitlines())
}


def test_the_table_is_whole() -> None:
    assert list(STORED) == list(range(2010, 2041))


@pytest.mark.parametrize("year", STORED)
def test_stored_is_computed(year: int) -> None:
    assert computed(year) == STORED[year]


@pytest.mark.parametrize(
    ("year", "tet", "ancestors"),
    [
        # As the state's notices and the papers of those years give them.
        (2014, "2014-01-31", "2014-04-09"),
        (2015, "2015-02-19", "2015-04-28"),
        (2016, "2016-02-08", "2016-04-16"),
        (2019, "2019-02-05", "2019-04-14"),
        (2020, "2020-01-25", "2020-04-02"),
        (2021, "2021-02-12", "2021-04-21"),
        (2022, "2022-02-01", "2022-04-10"),
        (2023, "2023-01-22", "2023-04-29"),  # after a leap second month
        (2024, "2024-02-10", "2024-04-18"),
        (2025, "2025-01-29", "2025-04-07"),
        (2026, "2026-02-17", "2026-04-26"),
        (2030, "2030-02-02", "2030-04-12"),  # a day before the Chinese new year
    ],
)
def test_known_days(year: int, tet: str, ancestors: str) -> None:
    assert STORED[year] == (date.fromisoformat(tet), date.fromisoformat(ancestors))


def test_tet_of_the_years_in_which_hanoi_and_beijing_differ() -> None:
    assert [computed(year)[0] for year in (1985, 2007)] == [date(1985, 1, 21), date(2007, 2, 17)]
