"""From a cookie to an Identity: the account, its grants, its establishments, its seats."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from core.accounts import queries as accounts
from core.accounts.model import Account
from core.accounts.rules import Held
from core.identity import Identity
from core.registry import consents
from core.registry import queries as registry
from core.rights import Grant, Role, Subject


@dataclass(frozen=True, slots=True)
class Found:
    """The signed-in person behind a cookie, and when this browser was last noted as seen."""

    identity: Identity
    seen_at: datetime


def find(session: Session, token: str, now: datetime) -> Found | None:
    """Who asks, or None. At most four statements."""
    if not token:
        return None
    found = accounts.find_session(session, hashlib.sha256(token.encode()).hexdigest(), now)
    if found is None:
        return None
    return Found(identity_of(session, found.account, now, found.id), found.seen_at)


def who(session: Session, token: str, now: datetime) -> Identity | None:
    """The signed-in person behind a session cookie, or None. At most five statements."""
    found = find(session, token, now)
    return found.identity if found else None


def identity_of(
    session: Session, account: Account, now: datetime, session_id: int | None = None
) -> Identity:
    """An account with everything that it may at that moment, wherever that comes from. Three
    statements, and one more for a collaborator."""
    own = (
        Grant(Role.PRODUCER, establishment_id=id_)
        for id_ in registry.memberships(session, account.id)
    )
    given = tuple(accounts.grants_of(session, account.id, now))
    helps: tuple[Grant, ...] = ()
    if places := {g.unit_id for g in given if g.role is Role.COLLABORATOR and g.unit_id}:
        helps = tuple(
            Grant(Role.COLLABORATOR, establishment_id=id_)
            for id_ in consents.establishments_helped(session, account.id, places)
        )
    grants = (*given, *helps, *own, *bodies.grants_by_seat(session, account.id))
    return Identity(account.id, account.name, grants, session_id, account.locale)


def held_beyond(session: Session, account_id: int) -> list[Held]:
    """The roles that the rooms above accounts know of: establishments and seats."""
    subjects = (
        registry.subject_of_establishment(session, id_)
        for id_ in registry.memberships(session, account_id)
    )
    own = [(Role.PRODUCER, subject) for subject in subjects if subject is not None]
    seats = bodies.grants_by_seat(session, account_id)
    return [*own, *((seat.role, Subject(contest_id=seat.contest_id)) for seat in seats)]
