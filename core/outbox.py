"""Letters to send: written with their cause, sent by the worker, kept for the administrator."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import jobs
from core.db import Base


class Letter(Base):
    """One e-mail. `sent_at` stays empty until a mail server took it."""

    __tablename__ = "letters"
    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    body: Mapped[str]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


def write(session: Session, recipient: str, title: str, body: str, now: datetime) -> Letter:
    """Put a letter in the outbox and queue its sending, in the caller's transaction."""
    letter = Letter(recipient=recipient, title=title, body=body, written_at=now)
    session.add(letter)
    session.flush()
    jobs.enqueue(session, "letter.send", now, letter_id=letter.id)
    return letter


def newest(session: Session, limit: int = 100) -> list[Letter]:
    """The newest letters, sent or not, for the administrator's page."""
    return list(session.scalars(select(Letter).order_by(Letter.id.desc()).limit(limit)))
