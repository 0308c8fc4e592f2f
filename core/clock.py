"""Vietnam's time: instants are UTC inside, days and deadlines are Vietnam's. Pure."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_in_vietnam(instant: datetime) -> date:
    """The calendar day it is in Vietnam at that instant."""
    return instant.astimezone(VIETNAM).date()


def end_of_day(day: date) -> datetime:
    """The last minute of that day in Vietnam (23:59), as an aware UTC instant.

    Deadlines end at a stated minute (product.md promise 16).
    """
    return datetime.combine(day, time(23, 59), VIETNAM).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """Midnight at the beginning of that day in Vietnam, as an aware UTC instant."""
    return datetime.combine(day, time(0), VIETNAM).astimezone(UTC)


def in_vietnam(instant: datetime) -> datetime:
    """The same instant with Vietnam's wall clock, for showing."""
    return instant.astimezone(VIETNAM)
