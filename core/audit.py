"""The record of who did what: appended in the same transaction as the change it tells of."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base
from core.identity import Identity


class AuditEntry(Base):
    """One change or one noted reading. Rows are never updated and never deleted."""

    __tablename__ = "audit_entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int] = mapped_column(index=True)
    account_name: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]]


def record(
    session: Session, who: Identity, at: datetime, action: str, subject: str, **detail: Any
) -> None:
    """Append one entry. `subject` is `kind:id`; `detail` is JSON, before/after where it changed.

    Never pass an identity number, a password or a token: the record is read by people.
    """
    session.add(
        AuditEntry(
            at=at,
            account_id=who.account_id,
            account_name=who.name,
            action=action,
            subject=subject,
            detail=detail,
        )
    )


def entries_about(session: Session, subject: str, limit: int = 100) -> list[AuditEntry]:
    """The newest entries about one subject, newest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject)
    return list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def search(
    session: Session,
    *,
    actions: Collection[str] = (),
    person: str = "",
    account_id: int | None = None,
    subject: str = "",
    subjects: Select[str] | None = None,
    own: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[AuditEntry]:
    """Entries, the newest first.

    `actions` are beginnings of actions; `person` is part of a name; `since` ≤ at < `until`;
    `before` is the entry to go on from. `subjects` limits to those about one of these (a scope),
    and then `own` adds what that account did itself.
    """
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if actions:
        query = query.where(
            or_(*(AuditEntry.action.startswith(one, autoescape=True) for one in actions))
        )
    if person:
        query = query.where(
            func.lower(AuditEntry.account_name).contains(person.lower(), autoescape=True)
            | AuditEntry.account_name.contains(person, autoescape=True)
        )
    if account_id is not None:
        query = query.where(AuditEntry.account_id == account_id)
    if subject:
        query = query.where(AuditEntry.subject == subject)
    if subjects is not None:
        within = AuditEntry.subject.in_(subjects)
        query = query.where(within | (AuditEntry.account_id == own) if own else within)
    if since is not None:
        query = query.where(AuditEntry.at >= since)
    if until is not None:
        query = query.where(AuditEntry.at < until)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(session.scalars(query))
