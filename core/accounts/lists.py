"""Accounts as a list of the administrator."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from core import listing
from core.accounts.model import Account, RoleGrant
from core.accounts.rules import fold_phone
from core.clock import end_of_day, start_of_day
from core.listing import Listed, Window
from core.rights import Role
from core.territory.queries import in_place


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in a list."""

    account: Account


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What narrows a list of accounts; what is not set does not narrow. `unit_id`: holds a role
    in that place or inside it."""

    q: str = ""
    role: Role | None = None
    unit_id: int | None = None
    locked: bool | None = None
    from_day: date | None = None
    until_day: date | None = None


def accounts(session: Session, asked: AccountFilter, window: Window) -> Listed[AccountRow]:
    """Accounts by name; found by name without marks, by e-mail, or by phone as one types it.

    Sorted by: name, made.
    """
    low = asked.q.strip().lower()
    where: list[ColumnElement[bool]] = []
    if low:
        number = fold_phone(low)
        also: list[ColumnElement[bool]] = [Account.email.contains(low, autoescape=True)]
        digits = "".join(char for char in low if char.isdecimal())
        if number or len(digits) >= 3:
            also.append(Account.phone.contains(number or digits, autoescape=True))
        where += listing.words(Account.search_text, asked.q, *also)
    held = exists().where(RoleGrant.account_id == Account.id, RoleGrant.ended_at.is_(None))
    if asked.role is not None:
        where.append(held.where(RoleGrant.role == asked.role))
    if asked.unit_id is not None:
        where.append(held.where(RoleGrant.unit_id.in_(in_place(asked.unit_id))))
    if asked.locked is not None:
        locked = Account.disabled_at
        where.append(locked.is_not(None) if asked.locked else locked.is_(None))
    if asked.from_day is not None:
        where.append(Account.created_at >= start_of_day(asked.from_day))
    if asked.until_day is not None:
        where.append(Account.created_at <= end_of_day(asked.until_day))
    ids = listing.cut(
        session,
        select(Account.id, Account.name).where(*where),
        window,
        {
            "": (Account.sort_key, Account.id),
            "name": (Account.sort_key, Account.id),
            "made": (Account.created_at, Account.id),
        },
        asked.q,
    )
    return listing.load(session, select(Account), Account.id, ids).turned(AccountRow)
