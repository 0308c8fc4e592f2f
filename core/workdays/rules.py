"""Working days counted on a calendar made of laws, lunar days and yearly notices. Pure.

A law says which days are holidays and that one which falls on a weekly rest day is made good on
the next working day; each year's notice says how Tết and National Day lie and which days are
swapped (hoán đổi). Where no notice was verified the law alone counts, and the year is unclear.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.clock import start_of_day
from core.errors import Refusal

_DAY = timedelta(days=1)


class Why(StrEnum):
    """Why a day is not worked though it is no weekly rest day, or is worked though it is one."""

    HOLIDAY = "holiday"  # by law
    MADE_GOOD = "made_good"  # for a holiday on a weekly rest day (nghỉ bù)
    SWAPPED = "swapped"  # by a notice (hoán đổi, làm bù)
    GRANTED = "granted"  # by a decision, without work in exchange


@dataclass(frozen=True, slots=True)
class Law:
    """Holidays by one labour code; `since` is its first day."""

    since: date
    weekly_rest: frozenset[int]  # date.weekday() numbers
    fixed: Mapping[tuple[int, int], str]  # (month, day) → name
    tet_days: int
    tet_before: int  # of these, days before the lunar new year, where no notice says
    national_day: tuple[int, int]
    national_beside: int  # 0: that day alone; -1, +1: also the day beside, where no notice says
    source: str


@dataclass(frozen=True, slots=True)
class Lunar:
    """One year's days of the Vietnamese lunar calendar."""

    tet: date  # 1/1
    ancestors: date  # 10/3, Giỗ Tổ Hùng Vương


@dataclass(frozen=True, slots=True)
class Swap:
    """`off` is not worked, `worked` is worked instead (làm bù)."""

    off: date
    worked: date
    source: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the state decided for its offices for one year."""

    year: int
    tet_before: int | None  # None: not said
    national_beside: int | None  # -1, +1; None: not said
    swaps: tuple[Swap, ...]
    granted: Mapping[date, str]  # day → name and source
    clear: bool  # whether all swapped and granted days of the year are known
    note: str  # what is not clear, or ""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days worked from 1/1 of the first year to 31/12 of the last."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...]  # in order
    special: Mapping[date, Why]  # days that are not as their day of the week
    unclear: Mapping[int, str]  # year → what is not clear about it


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether state offices work on that day. Raises Refusal `workdays_beyond`."""
    _inside(day, calendar)
    at = bisect_right(calendar.worked, day)
    return at > 0 and calendar.worked[at - 1] == day


def add_working_days(day: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after that day, which need not be one itself and never counts.

    Day 1 is the working day after (Bộ luật Dân sự 2015 Đ147.2: the first day is not counted).
    Raises Refusal `workdays_beyond`, and ValueError where n is below 1.
    """
    if n < 1:
        raise ValueError(f"a term of {n} working days")
    _inside(day, calendar)
    at = bisect_right(calendar.worked, day) + n - 1
    if at >= len(calendar.worked):
        raise _beyond(day, calendar)
    return calendar.worked[at]


def working_day_before(day: date, n: int, calendar: Calendar) -> date:
    """The n-th working day before that day, which never counts: for planning backwards.

    Raises Refusal `workdays_beyond`, and ValueError where n is below 1.
    """
    if n < 1:
        raise ValueError(f"{n} working days before")
    _inside(day, calendar)
    at = bisect_left(calendar.worked, day) - n
    if at < 0:
        raise _beyond(day, calendar)
    return calendar.worked[at]


def deadline(day: date, n: int, calendar: Calendar) -> datetime:
    """The instant (aware, UTC) at which a term of n working days that began on that day is over.

    It is 24:00 in Vietnam of its last day (Bộ luật Dân sự 2015 Đ148.6): what comes before that
    instant is in time, what comes at it is not. For complaints: TT 26/2014/TT-BCT Đ20.1–2.
    Raises as `add_working_days`.
    """
    return start_of_day(add_working_days(day, n, calendar) + _DAY)


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after `start` up to and with `end`; negative when turned round.

    The inverse of `add_working_days`. Raises Refusal `workdays_beyond`.
    """
    _inside(start, calendar)
    _inside(end, calendar)
    return bisect_right(calendar.worked, end) - bisect_right(calendar.worked, start)


def unclear_years(start: date, end: date, calendar: Calendar) -> dict[int, str]:
    """The years between two days (with both) of which not all is known, and what is not."""
    return {
        year: note
        for year, note in sorted(calendar.unclear.items())
        if start.year <= year <= end.year
    }


def calendar_of(
    name: str,
    laws: Iterable[Law],
    lunar: Mapping[int, Lunar],
    notices: Mapping[int, Notice],
    without_notice: str,
) -> Calendar:
    """The calendar of all years whose lunar days are known.

    Raises ValueError for a notice that does not fit the law or the other notices.
    """
    ordered = sorted(laws, key=lambda law: law.since)
    years = sorted(lunar)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    if ordered[0].since > first or years != list(range(years[0], years[-1] + 1)):
        raise ValueError(f"no law or no lunar days for part of {first} to {last}")
    if strange := set(notices) - set(years):
        raise ValueError(f"notices of years without lunar days: {sorted(strange)}")
    special: dict[date, Why] = {}
    for year in years:
        for day in _holidays(year, ordered, lunar[year], notices.get(year)):
            special[day] = Why.HOLIDAY
    for day in sorted(special):
        if _rests(day, ordered):
            made_good = day + _DAY
            while made_good in special or _rests(made_good, ordered):
                made_good += _DAY
            special[made_good] = Why.MADE_GOOD
    for notice in notices.values():
        _decide(notice, special, ordered)
    worked = tuple(
        day
        for day in (first + n * _DAY for n in range((last - first).days + 1))
        if _works(day, special, ordered)
    )
    unclear = {
        year: notices[year].note if year in notices else without_notice
        for year in years
        if year not in notices or not notices[year].clear
    }
    return Calendar(name, first, last, worked, special, unclear)


def _law(day: date, laws: list[Law]) -> Law:
    """The law in force on that day; the earliest for the days before."""
    return next((law for law in reversed(laws) if law.since <= day), laws[0])


def _rests(day: date, laws: list[Law]) -> bool:
    return day.weekday() in _law(day, laws).weekly_rest


def _works(day: date, special: Mapping[date, Why], laws: list[Law]) -> bool:
    """A swapped weekly rest day is worked; any other special day is off."""
    rests = _rests(day, laws)
    return special.get(day) is Why.SWAPPED if rests else day not in special


def _holidays(year: int, laws: list[Law], lunar: Lunar, notice: Notice | None) -> list[date]:
    """The holidays themselves, weekly rest days among them, each by the law of its day."""
    law = _law(lunar.tet, laws)
    before = law.tet_before
    if notice and notice.tet_before is not None:
        before = notice.tet_before
    if not 0 <= before <= law.tet_days:
        raise ValueError(f"{year}: {before} of {law.tet_days} days before Tết")
    found = [lunar.tet + n * _DAY for n in range(-before, law.tet_days - before)]
    found.append(lunar.ancestors)
    ends = [*(law.since for law in laws[1:]), date.max]
    for law, end in zip(laws, ends, strict=True):
        days = [date(year, *day) for day in law.fixed]
        found += [day for day in days if law.since <= day < end]
        national = date(year, *law.national_day)
        if law.since <= national < end:
            found += [national, *_beside(national, law, notice)]
    return found


def _beside(national: date, law: Law, notice: Notice | None) -> list[date]:
    """The second day of National Day, where the law gives one."""
    side = law.national_beside
    if notice and notice.national_beside is not None:
        if not side:
            raise ValueError(f"{notice.year}: by its law National Day is one day")
        side = notice.national_beside
    return [national + side * _DAY] if side else []


def _decide(notice: Notice, special: dict[date, Why], laws: list[Law]) -> None:
    """Write a year's swapped and granted days over what the law gives."""
    for swap in notice.swaps:
        if not _works(swap.off, special, laws):
            raise ValueError(f"{notice.year}: {swap.off} is not worked anyhow, nothing to swap")
        if not _rests(swap.worked, laws) or swap.worked in special:
            raise ValueError(f"{notice.year}: {swap.worked} cannot be worked in exchange")
        special[swap.off] = special[swap.worked] = Why.SWAPPED
    for day in notice.granted:
        if not _works(day, special, laws):
            raise ValueError(f"{notice.year}: {day} is not worked anyhow")
        special[day] = Why.GRANTED


def _inside(day: date, calendar: Calendar) -> None:
    if not calendar.first <= day <= calendar.last:
        raise _beyond(day, calendar)


def _beyond(day: date, calendar: Calendar) -> Refusal:
    return Refusal("workdays_beyond", day=day, first=calendar.first, last=calendar.last)
