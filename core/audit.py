"""The record of who did what: appended in the same transaction as the change it tells of."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
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


def newest(
    session: Session,
    *,
    action: str = "",
    account_id: int | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[AuditEntry]:
    """The newest entries, optionally of actions that start so, of one account, or older than the
    entry `before`."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if action:
        query = query.where(AuditEntry.action.startswith(action, autoescape=True))
    if account_id is not None:
        query = query.where(AuditEntry.account_id == account_id)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(session.scalars(query))
