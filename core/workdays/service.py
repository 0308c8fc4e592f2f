"""Loading a year's notice: what the state decided for its offices, when a release is older."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.workdays import queries, reference
from core.workdays.model import CalendarYear
from core.workdays.rules import Calendar, is_working_day

MOST_BYTES = 64 * 1024
"""A year's file holds some dozen lines."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change: its year, the days that stop or begin to be worked."""

    year: int
    replaces: bool
    becomes_off: tuple[date, ...]
    becomes_worked: tuple[date, ...]
    clear: bool
    note: str
    sources: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether every day is counted as before."""
        return not self.becomes_off and not self.becomes_worked


def preview(session: Session, said: Mapping[str, Any], name: str = "vn") -> Preview:
    """What a year's notice would do, with nothing kept; its form: data/SOURCES.md.

    Raises Invalid({"": …}): `calendar_file_wrong` with what is wrong, `calendar_year_unknown`.
    """
    try:
        one = reference.notice(said)
        loaded = {year: reference.notice(row.said) for year, row in _newest(session, name)}
        before = queries.calendar(session, name)
        if not before.first.year <= one.year <= before.last.year:
            raise Invalid(
                {
                    "": (
                        "calendar_year_unknown",
                        {"first": before.first.year, "last": before.last.year},
                    )
                }
            )
        after = reference.with_notices(name, {**loaded, one.year: one})
    except ValueError as fault:
        wrong: dict[str, object] = {"fault": str(fault)}
        raise Invalid({"": ("calendar_file_wrong", wrong)}) from fault
    off, worked = _differing(before, after, one.year)
    replaces = one.year in loaded or one.year in reference.shipped(name)
    return Preview(one.year, replaces, off, worked, one.clear, one.note, one.sources)


def load(
    session: Session, who: Identity, said: Mapping[str, Any], now: datetime, name: str = "vn"
) -> CalendarYear:
    """Keep the notice; from now on it counts for its year. What counted before stays readable.

    Raises Invalid as `preview`, Conflict("calendar_file_known") for what counts already.
    """
    seen = preview(session, said, name)
    known = queries.newest(session, name).get(seen.year)
    if known is not None and known.said == dict(said):
        raise Conflict("calendar_file_known")
    row = CalendarYear(
        calendar=name, year=seen.year, said=dict(said), loaded_at=now, loaded_by=who.account_id
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "calendar.load",
        f"calendar:{name}",
        year=seen.year,
        becomes_off=[day.isoformat() for day in seen.becomes_off],
        becomes_worked=[day.isoformat() for day in seen.becomes_worked],
    )
    return row


def read_file(data: bytes) -> dict[str, Any]:
    """What a file says. Raises Invalid({"file": "calendar_file_unreadable"})."""
    try:
        if len(data) > MOST_BYTES:
            raise ValueError
        found = json.loads(data.decode("utf-8-sig"))
        if not isinstance(found, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise Invalid({"file": "calendar_file_unreadable"}) from None
    return found


def _newest(session: Session, name: str) -> list[tuple[int, CalendarYear]]:
    return sorted(queries.newest(session, name).items())


def _differing(
    before: Calendar, after: Calendar, year: int
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The days of the year, and of the weeks beside it, that stop and that begin to be worked."""
    first = max(before.first, date(year, 1, 1) - timedelta(days=14))
    last = min(before.last, date(year, 12, 31) + timedelta(days=14))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = [day for day in days if is_working_day(day, before) > is_working_day(day, after)]
    worked = [day for day in days if is_working_day(day, before) < is_working_day(day, after)]
    return tuple(off), tuple(worked)
