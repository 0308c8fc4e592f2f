"""Reads about people."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from core.accounts.model import RoleGrant, SignInSession
from core.rights import Grant


def find_session(session: Session, token_hash: str, now: datetime) -> SignInSession | None:
    """The live sign-in session behind a token's hash, with its account, or None."""
    found = session.scalar(
        select(SignInSession)
        .where(
            SignInSession.token_hash == token_hash,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
        )
        .options(joinedload(SignInSession.account))
    )
    return found if found and found.account.disabled_at is None else None


def grants_of(session: Session, account_id: int) -> list[Grant]:
    """The roles granted to an account and not ended, with their limits."""
    rows = session.scalars(
        select(RoleGrant).where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
    )
    return [Grant(row.role, row.unit_id, row.contest_id, row.fair_id) for row in rows]
