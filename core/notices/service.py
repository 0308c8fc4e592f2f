"""Telling people, and what they do with it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.errors import NotFound
from core.identity import Identity
from core.notices.kinds import Topic
from core.notices.model import MailChoice, Notice, ToldEntry

KEPT = timedelta(days=400)
"""How long a notice that was read is kept."""


def put(
    session: Session,
    account_ids: Collection[int],
    topic: Topic,
    code: str,
    facts: Mapping[str, Any],
    address: str,
    cause: str,
    now: datetime,
) -> set[int]:
    """One notice for each account that this cause has not told yet; ids of those now told.

    Accounts that are not there or shut out are left aside. `facts` are JSON values.
    """
    wanted = set(
        session.scalars(
            select(Account.id).where(
                Account.id.in_(set(account_ids)), Account.disabled_at.is_(None)
            )
        )
    )
    known = session.scalars(
        select(Notice.account_id).where(Notice.cause == cause, Notice.account_id.in_(wanted))
    )
    new = wanted - set(known)
    session.add_all(
        Notice(
            account_id=account_id,
            topic=topic,
            code=code,
            facts=dict(facts),
            address=address,
            cause=cause,
            made_at=now,
        )
        for account_id in sorted(new)
    )
    session.flush()
    return new


def read(session: Session, who: Identity, notice_id: int, now: datetime) -> Notice:
    """Mark one of one's own as read; again is the same. Raises NotFound for another's."""
    found = session.get(Notice, notice_id)
    if found is None or found.account_id != who.account_id:
        raise NotFound("not_found")
    found.read_at = found.read_at or now
    return found


def read_all(session: Session, who: Identity, now: datetime) -> None:
    """Mark everything of one's own as read."""
    session.execute(
        sa.update(Notice)
        .where(Notice.account_id == who.account_id, Notice.read_at.is_(None))
        .values(read_at=now)
    )


def choose(session: Session, who: Identity, by_mail: Collection[Topic]) -> None:
    """Have these topics by mail, and no others."""
    there = {
        row.topic: row
        for row in session.scalars(
            select(MailChoice).where(MailChoice.account_id == who.account_id)
        )
    }
    for topic in Topic:
        row = there.get(topic)
        if row is None:
            row = MailChoice(account_id=who.account_id, topic=topic)
            session.add(row)
        row.by_mail = topic in by_mail


def settle(session: Session, entry_id: int, now: datetime) -> None:
    """An entry of the record is told; a second worker at the same time meets the key."""
    session.add(ToldEntry(entry_id=entry_id, told_at=now))
    session.flush()


def forget_old(session: Session, now: datetime) -> None:
    """Drop what was read long ago, and marks that no entry needs any more."""
    session.execute(
        sa.delete(Notice).where(Notice.read_at.is_not(None), Notice.made_at < now - KEPT)
    )
    session.execute(sa.delete(ToldEntry).where(ToldEntry.told_at < now - KEPT))
