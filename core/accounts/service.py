"""Accounts, the roles they hold, and browsers that are signed in."""

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core import audit, installation
from core.accounts import lending, passwords, queries, rules, throttle
from core.accounts.model import Account, RoleGrant, SignInSession
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.identity import SYSTEM, Identity
from core.rights import Act, Role

LOCALES = ("vi", "en")


def digest(token: str) -> str:
    """What is stored of a token: 64 hexadecimal digits from which nobody gets back."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_account(
    session: Session,
    *,
    name: str,
    email: str | None,
    phone: str | None,
    password: str,
    now: datetime,
    locale: str = "vi",
    demonstration_word: str = "",
    password_hash: str = "",
) -> Account:
    """An account without any role; it becomes a producer by its establishment.

    Raises Invalid: name missing; contact `contact_missing`; email `email_not_valid` or
    `email_taken`; phone `phone_not_valid` or `phone_taken`; password `password_too_short`,
    `password_too_long`, `password_common`. A taken contact is said openly, because the owner has
    to be told to sign in; who asks is slowed down (rules.REGISTER_BY_SOURCE).
    `demonstration_word` is the password to offer on the sign-in page: ValueError unless the
    database is already marked as a demonstration. `password_hash` is that password as
    `passwords.hashed` made it before; without it, it is made here.
    """
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    folded_email = rules.fold_email(email) if email else None
    folded_phone = rules.fold_phone(phone) if phone else None
    if not name.strip():
        faults["name"] = "missing"
    if not email and not phone:
        faults["contact"] = "contact_missing"
    if email and folded_email is None:
        faults["email"] = "email_not_valid"
    if phone and folded_phone is None:
        faults["phone"] = "phone_not_valid"
    if fault := rules.refusal_of_password(password):
        faults["password"] = fault
    if faults:
        raise Invalid(faults)
    if not password_hash:
        password_hash = passwords.hashed(password)  # slow: before a statement takes a lock
    if demonstration_word and not installation.is_demonstration(session):
        raise ValueError("only a demonstration offers its passwords")
    if found := _taken(session, folded_email, folded_phone):
        raise Invalid(found)
    account = Account(
        name=name.strip(),
        email=folded_email,
        phone=folded_phone,
        password_hash=password_hash,
        locale=locale if locale in LOCALES else LOCALES[0],
        created_at=now,
        demonstration_word=demonstration_word,
    )
    try:
        with session.begin_nested():
            session.add(account)
            session.flush()
    except IntegrityError:  # somebody else took the contact in this very moment
        raise Invalid(_taken(session, folded_email, folded_phone) or _both_taken()) from None
    audit.record(session, _oneself(account), now, "account.made", f"account:{account.id}")
    return account


def make_administrator(
    session: Session, name: str, email: str, password: str, now: datetime
) -> Account:
    """An administrator, from the command line. Raises Invalid as `make_account`."""
    account = make_account(session, name=name, email=email, phone=None, password=password, now=now)
    grant_role(session, SYSTEM, account.id, Role.ADMINISTRATOR, now=now)
    return account


def rename(session: Session, who: Identity, name: str, locale: str, now: datetime) -> None:
    """Change one's own name and language. Raises Invalid for an empty name."""
    if not name.strip():
        raise Invalid({"name": "missing"})
    account = queries.get_account(session, who.account_id)
    before = {"name": account.name, "locale": account.locale}
    account.name = name.strip()
    account.locale = locale if locale in LOCALES else account.locale
    after = {"name": account.name, "locale": account.locale}
    if before != after:
        subject = f"account:{account.id}"
        audit.record(session, who, now, "account.changed", subject, before=before, after=after)


def grant_role(
    session: Session,
    who: Identity,
    account_id: int,
    role: Role,
    *,
    unit_id: int | None = None,
    contest_id: int | None = None,
    fair_id: int | None = None,
    ends_at: datetime | None = None,
    now: datetime,
) -> RoleGrant:
    """Give a role within these limits; one that is already held so is returned as it is.

    Raises NotAllowed unless `who` is the system or an administrator; NotFound; Invalid for a
    role that is not held that way (`role_by_membership`, `role_by_seat`, `role_without_place`,
    `place_missing`) or an `ends_at` that is past or an administrator's.
    """
    if who != SYSTEM and not who.has(Act.ACCOUNT_MANAGE):
        raise NotAllowed("not_allowed")
    return give(
        session,
        who,
        account_id,
        role,
        unit_id=unit_id,
        contest_id=contest_id,
        fair_id=fair_id,
        ends_at=ends_at,
        now=now,
    )


def give(
    session: Session,
    who: Identity,
    account_id: int,
    role: Role,
    *,
    unit_id: int | None = None,
    contest_id: int | None = None,
    fair_id: int | None = None,
    ends_at: datetime | None = None,
    now: datetime,
) -> RoleGrant:
    """As `grant_role`, for callers that have asked their own rule who may (invitations)."""
    queries.get_account(session, account_id)
    if faults := rules.refusal_of_grant(role, unit_id, contest_id, fair_id):
        raise Invalid({**faults})
    if ends_at is not None and (ends_at <= now or role is Role.ADMINISTRATOR):
        past = "lent_days_past" if ends_at <= now else "administrator_without_end"
        raise Invalid({"ends": past})
    limits = {"unit_id": unit_id, "contest_id": contest_id, "fair_id": fair_id}
    found = session.scalars(
        sa.select(RoleGrant)
        .where(RoleGrant.account_id == account_id, RoleGrant.role == role, *queries.held(now))
        .where(RoleGrant.ends_at == ends_at if ends_at else RoleGrant.ends_at.is_(None))
        .filter_by(**limits)
        .limit(1)
    ).one_or_none()
    if found is not None:
        return found
    made = RoleGrant(
        account_id=account_id,
        role=role,
        granted_by=who.account_id,
        granted_at=now,
        ends_at=ends_at,
        **limits,
    )
    session.add(made)
    session.flush()
    subject = f"account:{account_id}"
    until = {"ends": day_in_vietnam(ends_at).isoformat()} if ends_at else {}
    audit.record(session, who, now, "role.granted", subject, role=role.value, **limits, **until)
    return made


def end_grant(session: Session, who: Identity, grant_id: int, now: datetime) -> None:
    """Take a role back; an ended one stays ended. Raises NotFound, Conflict("last_administrator")
    and NotAllowed unless `who` is the system or an administrator.
    """
    if who != SYSTEM and not who.has(Act.ACCOUNT_MANAGE):
        raise NotAllowed("not_allowed")
    grant = session.get(RoleGrant, grant_id, with_for_update=True)
    if grant is None:
        raise NotFound("not_found")
    if grant.ended_at is not None:
        return
    if grant.role is Role.ADMINISTRATOR:
        _keep_one_administrator(session, grant.account_id)
    grant.ended_at = now
    lending.end_lent(session, grant.id, now)
    subject = f"account:{grant.account_id}"
    audit.record(session, who, now, "role.ended", subject, role=grant.role.value, grant=grant.id)


def set_disabled(
    session: Session,
    who: Identity,
    account_id: int,
    disabled: bool,
    now: datetime,
    *,
    why: str,
) -> None:
    """Shut an account out (its sessions end), or let it in again. Raises NotAllowed, NotFound,
    Conflict("not_oneself"), Conflict("last_administrator"), Invalid({"locked_why": "missing"}).
    """
    if not who.has(Act.ACCOUNT_MANAGE):
        raise NotAllowed("not_allowed")
    account = queries.get_account(session, account_id)
    if account_id == who.account_id:
        raise Conflict("not_oneself")
    if disabled == (account.disabled_at is not None):
        return
    if not why.strip():
        raise Invalid({"locked_why": "missing"})
    if disabled:
        _keep_one_administrator(session, account_id)
        _end_sessions(session, account_id, now)
    account.disabled_at = now if disabled else None
    account.disabled_why = why.strip()[:200] if disabled else ""
    action = "account.disabled" if disabled else "account.enabled"
    audit.record(session, who, now, action, f"account:{account_id}", why=why.strip()[:200])


def sign_in(
    session: Session, contact: str, password: str, device: str, now: datetime, *, source: str
) -> str:
    """Recognise and open in one go; the token of the new session.

    Pages recognise with a reading session first, so that the slow check holds no lock. Tries are
    noted by the caller (`tries_to_sign_in`). Raises Invalid("wrong_sign_in").
    """
    account = recognise(session, contact, password)
    return open_session(session, account.id, device, now, contact=contact, source=source)


def tries_to_sign_in(contact: str, source: str) -> tuple[throttle.Try, ...]:
    """What a try to sign in counts against: the contact and the source."""
    return (
        (rules.SIGN_IN_BY_CONTACT, _folded(contact)),
        (rules.SIGN_IN_BY_SOURCE, rules.source_of(source)),
    )


def recognise(session: Session, contact: str, password: str) -> Account:
    """The account behind a contact and its password; takes as long for a contact of nobody.

    Raises Invalid({"": "wrong_sign_in"}), the same for unknown, wrong and disabled.
    """
    account = queries.find_by_contact(session, contact)
    live = account is not None and account.disabled_at is None
    right = passwords.fits(password, account.password_hash if account and live else None)
    if account is None or not right:
        raise Invalid({"": "wrong_sign_in"})
    return account


def open_session(
    session: Session,
    account_id: int,
    device: str,
    now: datetime,
    *,
    contact: str = "",
    source: str = "",
    lasting: timedelta = rules.SESSION_LASTS,
) -> str:
    """A new signed-in session; the token (256 bits) for the cookie, of which only the digest is
    kept. The tries noted for `contact` and `source` are forgiven. Raises NotFound.
    """
    account = queries.get_account(session, account_id)
    if account.disabled_at is not None:
        raise Invalid({"": "wrong_sign_in"})
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            token_hash=digest(token),
            account_id=account_id,
            started_at=now,
            seen_at=now,
            expires_at=now + lasting,
            device=device[:120],
        )
    )
    if contact:
        by_contact, by_source = tries_to_sign_in(contact, source)
        throttle.forget(session, [by_contact])
        throttle.forgive(session, [by_source])
    return token


def end_session(
    session: Session, who: Identity, now: datetime, session_id: int | None = None
) -> None:
    """End one of one's own sessions: this one (signing out) or another. Raises NotFound."""
    found = session.get(SignInSession, session_id if session_id is not None else who.session_id)
    if found is None or found.account_id != who.account_id:
        raise NotFound("not_found")
    found.ended_at = found.ended_at or now


def end_other_sessions(session: Session, who: Identity, now: datetime) -> None:
    """End every session of this person but the one that asks."""
    _end_sessions(session, who.account_id, now, keep=who.session_id)


def check_password(account: Account, password: str) -> None:
    """Raises Invalid({"old": "wrong_password"}) when it is not the account's. Slow on purpose."""
    if not passwords.fits(password, account.password_hash):
        raise Invalid({"old": "wrong_password"})


def change_password(
    session: Session, who: Identity, old: str, new: str, now: datetime, *, recognised: bool = False
) -> None:
    """A new password for oneself; other sessions end.

    `recognised`: the caller has already checked `old` outside the write transaction. Raises
    Invalid: old `wrong_password`; password as `make_account`.
    """
    account = queries.get_account(session, who.account_id)
    if not recognised:
        check_password(account, old)
    set_password(session, account, new, now, keep=who.session_id)
    audit.record(session, who, now, "password.changed", f"account:{account.id}")


def set_password(
    session: Session, account: Account, new: str, now: datetime, *, keep: int | None = None
) -> None:
    """Store a new password and end the account's sessions but `keep`. Raises Invalid."""
    if fault := rules.refusal_of_password(new):
        raise Invalid({"password": fault})
    account.password_hash = passwords.hashed(new)
    _end_sessions(session, account.id, now, keep=keep)
    if account.email or account.phone:
        contacts = [contact for contact in (account.email, account.phone) if contact]
        throttle.forget(session, [(rules.SIGN_IN_BY_CONTACT, contact) for contact in contacts])


def _folded(contact: str) -> str:
    email, phone = rules.fold_contact(contact)
    return email or phone or contact.strip().lower()[:200]


def _oneself(account: Account) -> Identity:
    return Identity(account.id, account.name)


def _both_taken() -> dict[str, str | tuple[str, dict[str, object]]]:
    return {"contact": "contact_taken"}


def _taken(
    session: Session, email: str | None, phone: str | None
) -> dict[str, str | tuple[str, dict[str, object]]]:
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if email and session.scalar(sa.select(Account.id).where(Account.email == email)):
        faults["email"] = "email_taken"
    if phone and session.scalar(sa.select(Account.id).where(Account.phone == phone)):
        faults["phone"] = "phone_taken"
    return faults


def _end_sessions(
    session: Session, account_id: int, now: datetime, keep: int | None = None
) -> None:
    statement = sa.update(SignInSession).where(
        SignInSession.account_id == account_id, SignInSession.ended_at.is_(None)
    )
    if keep is not None:
        statement = statement.where(SignInSession.id != keep)
    session.execute(statement.values(ended_at=now))


def _keep_one_administrator(session: Session, leaving: int) -> None:
    """Refuses when nobody else could let others in."""
    if leaving not in (live := queries.administrators(session)):
        return
    if live == {leaving}:
        raise Conflict("last_administrator")
