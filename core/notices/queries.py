"""Reads about notices."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.audit import AuditEntry
from core.notices.kinds import Topic
from core.notices.model import MailChoice, Notice, ToldEntry

WINDOW = timedelta(days=14)
"""What happened longer ago is not news: an entry older than this is never told."""


def unread(session: Session, account_id: int) -> int:
    """How many notices of this person are not read yet. One statement."""
    query = select(func.count()).where(Notice.account_id == account_id, Notice.read_at.is_(None))
    return session.scalar(query.select_from(Notice)) or 0


def page(
    session: Session,
    account_id: int,
    *,
    only_unread: bool = False,
    before: int | None = None,
    limit: int,
) -> list[Notice]:
    """A person's notices, the newest first; only those older than the notice `before`."""
    query = select(Notice).where(Notice.account_id == account_id)
    if only_unread:
        query = query.where(Notice.read_at.is_(None))
    if before is not None:
        query = query.where(Notice.id < before)
    return list(session.scalars(query.order_by(Notice.id.desc()).limit(limit)))


def choices(session: Session, account_id: int) -> dict[Topic, bool]:
    """Every topic and whether this person has it by mail."""
    rows = session.scalars(select(MailChoice).where(MailChoice.account_id == account_id))
    said = {row.topic: row.by_mail for row in rows}
    return {topic: said.get(topic, True) for topic in Topic}


def mail_addresses(
    session: Session, account_ids: Collection[int], topic: Topic
) -> dict[int, tuple[str, str]]:
    """Account → (e-mail, language) of those who have one and did not choose against this topic."""
    against = select(MailChoice.account_id).where(
        MailChoice.topic == topic, MailChoice.by_mail.is_(False)
    )
    rows = session.execute(
        select(Account.id, Account.email, Account.locale).where(
            Account.id.in_(set(account_ids)),
            Account.email.is_not(None),
            Account.disabled_at.is_(None),
            Account.id.not_in(against),
        )
    )
    return {id_: (email or "", locale) for id_, email, locale in rows}


def refused_addresses(session: Session, addresses: Collection[str], topic: Topic) -> set[str]:
    """Those of the addresses whose owner chose against this topic by mail."""
    rows = session.scalars(
        select(Account.email)
        .join(MailChoice, MailChoice.account_id == Account.id)
        .where(
            Account.email.in_(set(addresses)),
            MailChoice.topic == topic,
            MailChoice.by_mail.is_(False),
        )
    )
    return {email for email in rows if email}


def untold(
    session: Session, actions: Collection[str], now: datetime, limit: int
) -> list[AuditEntry]:
    """Entries of these actions that nobody was told of yet, the oldest first.

    Asked by absence and not by a running number: two transactions may commit in the other order
    than they were numbered.
    """
    query = (
        select(AuditEntry)
        .outerjoin(ToldEntry, ToldEntry.entry_id == AuditEntry.id)
        .where(
            AuditEntry.action.in_(actions),
            AuditEntry.at > now - WINDOW,
            ToldEntry.entry_id.is_(None),
        )
    )
    return list(session.scalars(query.order_by(AuditEntry.id).limit(limit)))
