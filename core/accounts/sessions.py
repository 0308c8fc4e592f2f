"""Browsers that are signed in: noted as seen, ended by an administrator."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.accounts import queries
from core.accounts.model import SignInSession
from core.errors import NotAllowed
from core.identity import Identity
from core.rights import Act

SEEN_EVERY = timedelta(minutes=5)
"""A session is noted as seen at most this often."""


def note_seen(session: Session, who: Identity, now: datetime) -> None:
    """This browser is in use; written at most every `SEEN_EVERY`."""
    session.execute(
        sa.update(SignInSession)
        .where(SignInSession.id == who.session_id, SignInSession.seen_at <= now - SEEN_EVERY)
        .values(seen_at=now)
    )


def end_all_of(session: Session, who: Identity, account_id: int, now: datetime) -> int:
    """End every session of an account but the one that asks; how many there were.

    Raises NotAllowed unless an administrator asks, NotFound.
    """
    if not who.has(Act.ACCOUNT_MANAGE):
        raise NotAllowed("not_allowed")
    queries.get_account(session, account_id)
    live = [one.id for one in queries.sessions_of(session, account_id, now)]
    live = [id_ for id_ in live if id_ != who.session_id]
    if live:
        session.execute(
            sa.update(SignInSession).where(SignInSession.id.in_(live)).values(ended_at=now)
        )
        subject = f"account:{account_id}"
        audit.record(session, who, now, "account.sessions_ended", subject, count=len(live))
    return len(live)
