"""From a cookie to an Identity: the account, its grants, its establishments, its seats."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from core.accounts import queries as accounts
from core.identity import Identity
from core.registry import queries as registry
from core.rights import Grant, Role


def who(session: Session, token: str, now: datetime) -> Identity | None:
    """The signed-in person behind a session cookie, or None. At most four statements."""
    if not token:
        return None
    found = accounts.find_session(session, hashlib.sha256(token.encode()).hexdigest(), now)
    if found is None:
        return None
    account = found.account
    own = (
        Grant(Role.PRODUCER, establishment_id=id_)
        for id_ in registry.memberships(session, account.id)
    )
    grants = (
        *accounts.grants_of(session, account.id),
        *own,
        *bodies.grants_by_seat(session, account.id),
    )
    return Identity(account.id, account.name, grants, found.id, account.locale)
