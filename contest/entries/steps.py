"""A step in a dossier's life: the row held, the trace left. The record tells the makers."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.model import Contest
from contest.entries.model import Entry, EntryEvent
from contest.entries.queries import WHOLE
from contest.entries.rules import Fault
from core import audit
from core.errors import Conflict, NotFound
from core.identity import Identity


def hold(session: Session, entry_id: int) -> Entry:
    """The entry, held against everybody else until this transaction ends."""
    entry = session.scalar(
        select(Entry)
        .where(Entry.id == entry_id)
        .with_for_update(of=Entry)
        .execution_options(populate_existing=True)
        .options(*WHOLE)
    )
    if entry is None:
        raise NotFound("not_found")
    return entry


def hold_contest(session: Session, entry: Entry) -> None:
    """Codes are given one after the other within a contest; its stage is read anew."""
    session.scalar(
        select(Contest)
        .where(Contest.id == entry.contest_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def refuse_if(fault: Fault | None) -> None:
    """Raises Conflict with the fault's code and facts; does nothing for None."""
    if fault is not None:
        code, facts = fault
        raise Conflict(code, **facts)


def trace(
    session: Session,
    who: Identity,
    entry: Entry,
    now: datetime,
    action: str,
    note: str = "",
    **detail: object,
) -> None:
    """One step for the timeline and one for the record."""
    session.flush()
    session.add(
        EntryEvent(
            entry_id=entry.id,
            at=now,
            account_id=who.account_id,
            actor=who.name,
            action=action,
            note=note,
        )
    )
    audit.record(
        session,
        who,
        now,
        f"entry.{action}",
        f"entry:{entry.id}",
        status=entry.status,
        note=note,
        **detail,
    )
    session.flush()
