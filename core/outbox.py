"""Letters to send: written with their cause, sent by the worker, kept for the administrator."""

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import audit, jobs
from core.db import Base
from core.errors import Conflict, NotFound
from core.identity import Identity

SEND = "letter.send"
_ONE_TIME = re.compile(r"(?<=/)(dat-lai-mat-khau|loi-moi)/[^\s/?#]+")
"""The addresses that carry a one-time token: a new password, an invitation."""


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    HELD = "held"  # kept back by a person
    FAILED = "failed"  # not taken by the mail server, with the reason
    SENT = "sent"


class Letter(Base):
    """One e-mail. `sent_at` stays empty until a mail server took it."""

    __tablename__ = "letters"
    __table_args__ = (UniqueConstraint("recipient", "cause"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    body: Mapped[str]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    cause: Mapped[str | None]
    """What it comes from; nobody is written to twice for one cause."""
    about: Mapped[str] = mapped_column(default="", server_default="")
    """The topic of a notice, which its reader may turn off; empty for what always comes."""
    secret: Mapped[bool] = mapped_column(default=False, server_default="0")
    """Whether it holds a one-time link; that is taken out of `body` once it was sent."""
    held_at: Mapped[datetime | None]

    @property
    def state(self) -> LetterState:
        """Where it is."""
        if self.sent_at is not None:
            return LetterState.SENT
        if self.held_at is not None:
            return LetterState.HELD
        return LetterState.FAILED if self.error else LetterState.WAITING


def masked(text: str) -> str:
    """The text without what would open a one-time link."""
    return _ONE_TIME.sub(r"\1/…", text)


def write(session: Session, recipient: str, title: str, body: str, now: datetime) -> Letter:
    """Put a letter in the outbox and queue its sending, in the caller's transaction."""
    return _put(session, recipient, title, body, now, None, "")


def write_once(
    session: Session, recipient: str, title: str, body: str, now: datetime, cause: str, about: str
) -> Letter | None:
    """As `write`, unless this recipient was written to for this cause: then None."""
    there = select(Letter.id).where(Letter.recipient == recipient, Letter.cause == cause)
    if session.scalar(there) is not None:
        return None
    return _put(session, recipient, title, body, now, cause, about)


def _put(
    session: Session,
    recipient: str,
    title: str,
    body: str,
    now: datetime,
    cause: str | None,
    about: str,
) -> Letter:
    letter = Letter(
        recipient=recipient,
        title=" ".join(title.split()),
        body=body,
        written_at=now,
        cause=cause,
        about=about,
        secret=masked(body) != body,
    )
    session.add(letter)
    session.flush()
    jobs.enqueue(session, SEND, now, letter_id=letter.id)
    return letter


def sent(session: Session, letter_id: int, now: datetime) -> None:
    """A mail server took it. What its one-time link opens stays with the reader alone."""
    if letter := session.get(Letter, letter_id):
        letter.sent_at, letter.error = now, ""
        if letter.secret:
            letter.body = masked(letter.body)


def not_sent(session: Session, letter_id: int, reason: str) -> None:
    """The mail server did not take it, and why: a code, a colon, the server's words."""
    if letter := session.get(Letter, letter_id):
        letter.error = reason[:500]


def send_again(session: Session, who: Identity, letter_id: int, now: datetime) -> Letter:
    """Queue a letter anew: one that failed, was held, waits in vain, or got lost on its way.

    Raises NotFound, Conflict("letter_secret_gone") for a one-time link that was sent already: the
    reader asks for a new one.
    """
    letter = _held(session, letter_id)
    if letter.secret and letter.sent_at is not None:
        raise Conflict("letter_secret_gone")
    states = [letter.state.value, LetterState.WAITING.value]
    letter.held_at, letter.sent_at, letter.error = None, None, ""
    jobs.enqueue(session, SEND, now, letter_id=letter.id)
    audit.record(session, who, now, "letter.again", f"letter:{letter.id}", state=states)
    return letter


def send_waiting(session: Session, who: Identity, now: datetime) -> int:
    """Queue every letter anew that waits or failed: for after the mail server was mended."""
    waits = Letter.sent_at.is_(None), Letter.held_at.is_(None)
    found = list(session.scalars(select(Letter).where(*waits).order_by(Letter.id)))
    for letter in found:
        letter.error = ""
        jobs.enqueue(session, SEND, now, letter_id=letter.id)
    if found:
        audit.record(session, who, now, "letters.again", "letters:all", count=len(found))
    return len(found)


def hold(session: Session, who: Identity, letter_id: int, now: datetime) -> Letter:
    """Keep a letter back that was not sent yet. Raises NotFound, Conflict("letter_gone")."""
    letter = _held(session, letter_id)
    if letter.sent_at is not None:
        raise Conflict("letter_gone")
    if letter.held_at is None:
        states = [letter.state.value, LetterState.HELD.value]
        letter.held_at = now
        audit.record(session, who, now, "letter.held", f"letter:{letter.id}", state=states)
    return letter


def _held(session: Session, letter_id: int) -> Letter:
    if letter := session.get(Letter, letter_id, with_for_update=True):
        return letter
    raise NotFound("not_found")


def find(session: Session, letter_id: int) -> Letter | None:
    """One letter, or None."""
    return session.get(Letter, letter_id)


def page(
    session: Session,
    *,
    state: LetterState | None = None,
    recipient: str = "",
    before: int | None = None,
    limit: int,
) -> list[Letter]:
    """Letters, newest first: in a state, to an address that holds `recipient`, older than the
    letter `before`."""
    query = select(Letter).order_by(Letter.id.desc()).limit(limit)
    if state is LetterState.SENT:
        query = query.where(Letter.sent_at.is_not(None))
    elif state is not None:
        query = query.where(Letter.sent_at.is_(None))
        held = Letter.held_at.is_not(None)
        query = query.where(held if state is LetterState.HELD else ~held)
        if state is LetterState.FAILED:
            query = query.where(Letter.error != "")
        elif state is LetterState.WAITING:
            query = query.where(Letter.error == "")
    if recipient:
        query = query.where(Letter.recipient.contains(recipient.strip().lower(), autoescape=True))
    if before is not None:
        query = query.where(Letter.id < before)
    return list(session.scalars(query))


def counts(session: Session) -> dict[LetterState, int]:
    """How many letters are in each state. One statement."""
    sent_, held = Letter.sent_at.is_not(None), Letter.held_at.is_not(None)
    waiting = ~sent_ & ~held
    row = session.execute(
        select(
            func.count(Letter.id).filter(waiting & (Letter.error == "")),
            func.count(Letter.id).filter(~sent_ & held),
            func.count(Letter.id).filter(waiting & (Letter.error != "")),
            func.count(Letter.id).filter(sent_),
        )
    ).one()
    return dict(zip(LetterState, row, strict=True))
