"""Accounts with roles, and their signed-in sessions."""

import hashlib
import itertools
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from core.accounts.model import Account, RoleGrant, SignInSession
from core.identity import Identity
from core.rights import Grant, Role

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def account(session: Session, name: str = "Nguyễn Thị Lan", **facts: object) -> Account:
    """A person with an e-mail of their own and no usable password."""
    number = next(_numbers)
    values: dict[str, object] = {
        "name": name,
        "email": f"person{number}@example.test",
        "password_hash": "",
        "created_at": NOW,
        **facts,
    }
    made = Account(**values)
    session.add(made)
    session.flush()
    return made


def grant(
    session: Session,
    account: Account,
    role: Role,
    *,
    unit_id: int | None = None,
    contest_id: int | None = None,
    fair_id: int | None = None,
) -> RoleGrant:
    """A role, held within these limits."""
    made = RoleGrant(
        account_id=account.id,
        role=role,
        unit_id=unit_id,
        contest_id=contest_id,
        fair_id=fair_id,
        granted_by=0,
        granted_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def person(session: Session, role: Role | None = None, **limits: int | None) -> Account:
    """An account with one role."""
    made = account(session, name=f"{role.value if role else 'nobody'} (mô phỏng)")
    if role is not None:
        grant(session, made, role, **limits)
    return made


def signed_in(session: Session, account: Account, *, now: datetime | None = None) -> str:
    """The token of a new live session, for the cookie `phien`."""
    token = f"token-{account.id}-{next(_numbers)}"
    at = now or datetime.now(UTC)
    session.add(
        SignInSession(
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            account_id=account.id,
            started_at=at,
            seen_at=at,
            expires_at=at + timedelta(days=30),
        )
    )
    session.flush()
    return token


def identity(account: Account, *grants: Grant) -> Identity:
    """The value services take, without a request."""
    return Identity(account.id, account.name, grants)
