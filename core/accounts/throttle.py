"""How often something was tried, by whom and from where, counted across all processes.

A try is noted before it is made, in a unit of work of its own: the count stays although the
request that follows is refused and undone. A try that succeeds is forgiven in the transaction of
its success.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

from core.accounts.model import Throttle
from core.accounts.rules import Limit
from core.db import UtcDateTime, unit_of_work
from core.errors import TooMany

Try = tuple[Limit, str]
"""What is limited, and whose try it is: a folded contact or a source."""

_KEPT = timedelta(days=1)


def note(writes: sessionmaker[Session], tries: Sequence[Try], now: datetime) -> None:
    """Count one try against every limit. Call it before the request's own session is used.

    Raises TooMany("too_many_tries", seconds=…) when one of them is exceeded.
    """
    with unit_of_work(writes) as session:
        _forget_old(session, now)
        # In one order everywhere, so that two requests never wait for each other.
        counted = [
            (_count(session, limit, whose, now), limit)
            for limit, whose in sorted(tries, key=lambda one: _key(*one))
        ]
    waits = [
        (started + limit.within - now).total_seconds()
        for (count, started), limit in counted
        if count > limit.most
    ]
    if waits:
        raise TooMany("too_many_tries", seconds=max(1, int(max(waits))))


def forgive(session: Session, tries: Sequence[Try]) -> None:
    """Take back one try: what succeeded is no guess."""
    for limit, whose in sorted(tries, key=lambda one: _key(*one)):
        session.execute(
            sa.update(Throttle)
            .where(Throttle.key == _key(limit, whose), Throttle.count > 0)
            .values(count=Throttle.count - 1)
        )


def forget(session: Session, tries: Sequence[Try]) -> None:
    """Begin anew: its owner has proved to be the owner."""
    keys = [_key(limit, whose) for limit, whose in tries]
    session.execute(sa.delete(Throttle).where(Throttle.key.in_(keys)))


def _key(limit: Limit, whose: str) -> str:
    # A digest: somebody may have typed a password or an identity number into the wrong field.
    return f"{limit.name}:{hashlib.sha256(whose.encode()).hexdigest()[:32]}"


def _count(session: Session, limit: Limit, whose: str, now: datetime) -> tuple[int, datetime]:
    """Add one in a single statement; (tries in this window, when it began)."""
    over = Throttle.window_started_at <= now - limit.within
    changes: dict[str, Any] = {
        "count": sa.case((over, 1), else_=Throttle.count + 1),
        "window_started_at": sa.case(
            (over, sa.literal(now, UtcDateTime())), else_=Throttle.window_started_at
        ),
    }
    values = {"key": _key(limit, whose), "window_started_at": now, "count": 1}
    insert = (
        postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    )
    row = session.execute(
        insert(Throttle)
        .values(**values)
        .on_conflict_do_update(index_elements=[Throttle.key], set_=changes)
        .returning(Throttle.count, Throttle.window_started_at)
    ).one()
    return row[0], row[1]


def _forget_old(session: Session, now: datetime) -> None:
    old = (
        sa.select(Throttle.key)
        .where(Throttle.window_started_at < now - _KEPT)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    session.execute(sa.delete(Throttle).where(Throttle.key.in_(old)))
