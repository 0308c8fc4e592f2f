"""What every teller needs: whom an entry is about, its cause, a reason as a sentence."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from core.audit import AuditEntry
from web.notify import Message

Teller = Callable[[Session, AuditEntry], Iterator[Message]]
"""An entry of the record → who is told what."""


def id_of(entry: AuditEntry) -> int:
    """The number in `kind:number`."""
    return int(entry.subject.partition(":")[2])


def cause_of(entry: AuditEntry) -> str:
    """What makes sure that an entry of the record tells nobody twice."""
    return f"record:{entry.id}"


def sentence(text: str) -> str:
    """A reason as a sentence of its own: it ends with a full stop."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
