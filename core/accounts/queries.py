"""Reads about people."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from core.accounts.model import Account, Invitation, RoleGrant, SignInSession
from core.accounts.rules import fold_contact
from core.errors import NotFound
from core.rights import Grant, Role
from core.text import fold


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


def held(now: datetime) -> list[ColumnElement[bool]]:
    """The conditions of a grant that is held at that moment: not ended, within its dates."""
    return [
        RoleGrant.ended_at.is_(None),
        or_(RoleGrant.starts_at.is_(None), RoleGrant.starts_at <= now),
        or_(RoleGrant.ends_at.is_(None), RoleGrant.ends_at > now),
    ]


def grants_of(session: Session, account_id: int, now: datetime) -> list[Grant]:
    """The roles that an account holds at that moment, with their limits."""
    rows = session.scalars(select(RoleGrant).where(RoleGrant.account_id == account_id, *held(now)))
    return [Grant(row.role, row.unit_id, row.contest_id, row.fair_id) for row in rows]


def find_account(session: Session, account_id: int) -> Account | None:
    """The account, or None."""
    return session.get(Account, account_id)


def get_account(session: Session, account_id: int) -> Account:
    """The account. Raises NotFound("account_not_found")."""
    if account := session.get(Account, account_id):
        return account
    raise NotFound("account_not_found")


def find_by_contact(session: Session, contact: str) -> Account | None:
    """The account that signs in with this e-mail or phone, or None."""
    email, phone = fold_contact(contact)
    if email is None and phone is None:
        return None
    wanted = Account.email == email if email else Account.phone == phone
    return session.scalars(select(Account).where(wanted)).one_or_none()


def names(session: Session, account_ids: Collection[int]) -> dict[int, str]:
    """Names by id, for lists; 0 (the system) and unknown ids are left out."""
    rows = session.execute(
        select(Account.id, Account.name).where(Account.id.in_(set(account_ids)))
    )
    return dict(rows.all())


def live_grants(session: Session, account_id: int) -> list[RoleGrant]:
    """The rows of the roles granted and not ended, oldest first; also those whose dates are over
    or still to come."""
    return list(
        session.scalars(
            select(RoleGrant)
            .where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
            .order_by(RoleGrant.id)
        )
    )


def grants_of_many(session: Session, account_ids: Collection[int]) -> dict[int, list[RoleGrant]]:
    """The live grants of several accounts, by account."""
    found: dict[int, list[RoleGrant]] = {}
    rows = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.account_id.in_(set(account_ids)), RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    )
    for row in rows:
        found.setdefault(row.account_id, []).append(row)
    return found


def administrators(session: Session) -> set[int]:
    """Ids of the accounts that are administrators and not disabled."""
    return set(
        session.scalars(
            select(RoleGrant.account_id)
            .join(Account, Account.id == RoleGrant.account_id)
            .where(
                RoleGrant.role == Role.ADMINISTRATOR,
                RoleGrant.ended_at.is_(None),
                Account.disabled_at.is_(None),
            )
        )
    )


def sessions_of(session: Session, account_id: int, now: datetime) -> list[SignInSession]:
    """The live sign-in sessions of an account, newest first."""
    return list(
        session.scalars(
            select(SignInSession)
            .where(
                SignInSession.account_id == account_id,
                SignInSession.ended_at.is_(None),
                SignInSession.expires_at > now,
            )
            .order_by(SignInSession.id.desc())
        )
    )


def search_accounts(
    session: Session, query: str, *, limit: int, offset: int = 0
) -> tuple[list[Account], int]:
    """Accounts whose name, e-mail or phone holds the query, by name; and how many there are.

    Names are compared as they are written and in small letters (an administrator's list, with few
    hundred rows): marks are not folded by the database.
    """
    statement = select(Account)
    if words := query.strip():
        low = words.lower()
        statement = statement.where(
            or_(
                Account.name.contains(words, autoescape=True),
                func.lower(Account.name).contains(low, autoescape=True),
                func.lower(Account.name).contains(fold(words), autoescape=True),
                Account.email.contains(low, autoescape=True),
                Account.phone.contains(low.replace(" ", "").replace(".", ""), autoescape=True),
            )
        )
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = session.scalars(
        statement.order_by(Account.name, Account.id).limit(limit).offset(offset)
    )
    return list(rows), total


def get_grant(session: Session, grant_id: int) -> RoleGrant:
    """A grant that was not ended. Raises NotFound."""
    found = session.get(RoleGrant, grant_id)
    if found is None or found.ended_at is not None:
        raise NotFound("not_found")
    return found


def invitations_of(session: Session, account: Account) -> list[Invitation]:
    """Invitations that led to this account or were sent to its contacts; newest first."""
    contacts = [one for one in (account.email, account.phone) if one]
    query = select(Invitation).where(
        or_(Invitation.account_id == account.id, Invitation.contact.in_(contacts))
    )
    return list(session.scalars(query.order_by(Invitation.id.desc()).limit(20)))


def demonstration_accounts(session: Session) -> list[Account]:
    """The accounts whose password the sign-in page of a demonstration offers."""
    return list(
        session.scalars(
            select(Account)
            .where(Account.demonstration_word != "", Account.disabled_at.is_(None))
            .order_by(Account.id)
        )
    )
