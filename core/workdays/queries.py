"""The calendar as it stands: what this release ships, and the years that were loaded."""

import json
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.workdays import reference
from core.workdays.model import CalendarYear
from core.workdays.rules import Calendar


def calendar(session: Session, name: str = "vn") -> Calendar:
    """The calendar of that name (a rule set's `calendar`). One statement; worked out once for
    the same years."""
    loaded = sorted(newest(session, name).items())
    return _made(name, tuple(json.dumps(one.said, sort_keys=True) for _, one in loaded))


def newest(session: Session, name: str = "vn") -> dict[int, CalendarYear]:
    """Year → the notice of it that was loaded last."""
    last = (
        select(func.max(CalendarYear.id))
        .where(CalendarYear.calendar == name)
        .group_by(CalendarYear.year)
    )
    rows = session.scalars(select(CalendarYear).where(CalendarYear.id.in_(last)))
    return {one.year: one for one in rows}


def history(session: Session, name: str = "vn") -> list[CalendarYear]:
    """Everything that was loaded, the newest first."""
    query = select(CalendarYear).where(CalendarYear.calendar == name)
    return list(session.scalars(query.order_by(CalendarYear.id.desc())))


@lru_cache(maxsize=16)
def _made(name: str, loaded: tuple[str, ...]) -> Calendar:
    notices = (reference.notice(json.loads(one)) for one in loaded)
    return reference.with_notices(name, {one.year: one for one in notices})
