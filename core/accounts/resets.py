"""A new password for whoever lost theirs: by a link in a letter, or by a code from an officer.

Each way works once, for a while; the newest one ends those before it. Only digests are kept.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, outbox
from core.accounts import queries, rules, throttle
from core.accounts.model import Account, ResetCode
from core.accounts.service import digest, set_password
from core.errors import Invalid, NotAllowed
from core.identity import Identity
from core.rights import Subject
from core.territory import queries as territory
from core.text import CODE_ALPHABET, typed_code

Worded = Callable[[str], tuple[str, str]]
"""Token → title and body of the letter: words belong to the page."""


def tries_to_ask(contact: str, source: str) -> tuple[throttle.Try, ...]:
    """What asking for a link counts against; the caller notes it (accounts.throttle)."""
    folded = "".join(part or "" for part in rules.fold_contact(contact)) or contact.strip()
    return (
        (rules.RESET_BY_CONTACT, folded),
        (rules.RESET_BY_SOURCE, rules.source_of(source)),
    )


def tries_to_answer(contact: str, source: str) -> tuple[throttle.Try, ...]:
    """What a try with a code counts against: 40 bits and 10 tries leave nothing to guess."""
    folded = "".join(part or "" for part in rules.fold_contact(contact)) or contact.strip()
    return (
        (rules.CODE_BY_CONTACT, folded),
        (rules.RESET_BY_SOURCE, rules.source_of(source)),
    )


def ask_by_mail(session: Session, contact: str, worded: Worded, now: datetime) -> None:
    """Write a letter with a link, if somebody who can be written to has this contact.

    Says nothing either way: whoever asks learns only that a letter comes if there is an account.
    """
    account = queries.find_by_contact(session, contact)
    if account is None or account.email is None or account.disabled_at is not None:
        return
    token = secrets.token_urlsafe(32)
    _issue(session, account.id, digest(token), None, now, now + rules.RESET_LINK_LASTS)
    title, body = worded(token)
    outbox.write(session, account.email, title, body, now)


def issue_reset_code(
    session: Session,
    who: Identity,
    account_id: int,
    now: datetime,
    *,
    also: Sequence[rules.Held] = (),
) -> str:
    """A one-time code to hand over in person, "XXXX-XXXX", valid 24 hours; shown only now.

    `also`: roles of that person which later rooms know of (establishments, seats). The record
    says who issued it for whom. Raises NotFound, NotAllowed("reset_beyond_reach").
    """
    account = queries.get_account(session, account_id)
    held = [
        (grant.role, _subject(session, grant.unit_id, grant.contest_id, grant.fair_id))
        for grant in queries.live_grants(session, account_id)
    ]
    if refusal := rules.refusal_to_reset(who, [*held, *also]):
        raise NotAllowed(refusal)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(rules.RESET_CODE_LENGTH))
    until = now + rules.RESET_CODE_LASTS
    _issue(session, account.id, _code_digest(account.id, code), who.account_id, now, until)
    audit.record(session, who, now, "reset.code_issued", f"account:{account.id}")
    half = rules.RESET_CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def find_by_link(session: Session, token: str, now: datetime) -> Account | None:
    """Whose password the link would change, or None when it has ended."""
    found = session.scalars(_live(now).where(ResetCode.code_hash == digest(token))).one_or_none()
    account = queries.find_account(session, found.account_id) if found else None
    return account if account and account.disabled_at is None else None


def accept_link(session: Session, token: str, password: str, now: datetime) -> Account:
    """A new password by the link of a letter; every session ends.

    Raises Invalid: {"": "reset_link_ended"}, or the password's fault (the link stays good).
    """
    account = find_by_link(session, token, now)
    if account is None:
        raise Invalid({"": "reset_link_ended"})
    return _accept(session, account, digest(token), password, now, "reset_link_ended")


def accept_code(
    session: Session, contact: str, code: str, password: str, now: datetime
) -> Account:
    """A new password by an officer's code, typed in any case, with or without its hyphen.

    Raises Invalid: {"code": "reset_code_wrong"}, the same for a contact of nobody, a wrong, used
    or old code; or the password's fault (the code stays good).
    """
    account = queries.find_by_contact(session, contact)
    if account is None or account.disabled_at is not None:
        raise Invalid({"code": "reset_code_wrong"})
    code_hash = _code_digest(account.id, typed_code(code))
    if session.scalars(_live(now).where(ResetCode.code_hash == code_hash)).first() is None:
        raise Invalid({"code": "reset_code_wrong"})
    return _accept(session, account, code_hash, password, now, "reset_code_wrong", "code")


def _accept(
    session: Session,
    account: Account,
    code_hash: str,
    password: str,
    now: datetime,
    refusal: str,
    field: str = "",
) -> Account:
    if fault := rules.refusal_of_password(password):
        raise Invalid({"password": fault})
    used = session.execute(
        sa.update(ResetCode)
        .where(ResetCode.code_hash == code_hash, ResetCode.used_at.is_(None))
        .values(used_at=now)
        .returning(ResetCode.id)
    ).first()
    if used is None:  # a second click was quicker
        raise Invalid({field: refusal})
    set_password(session, account, password, now)
    audit.record(
        session, Identity(account.id, account.name), now, "reset.used", f"account:{account.id}"
    )
    return account


def _live(now: datetime) -> sa.Select[ResetCode]:
    return sa.select(ResetCode).where(ResetCode.used_at.is_(None), ResetCode.expires_at > now)


def _issue(
    session: Session,
    account_id: int,
    code_hash: str,
    issued_by: int | None,
    now: datetime,
    until: datetime,
) -> None:
    session.execute(
        sa.update(ResetCode)
        .where(ResetCode.account_id == account_id, ResetCode.used_at.is_(None))
        .values(used_at=now)
    )
    session.add(
        ResetCode(
            account_id=account_id,
            code_hash=code_hash,
            issued_by=issued_by,
            issued_at=now,
            expires_at=until,
        )
    )


def _code_digest(account_id: int, code: str) -> str:
    return digest(f"reset:{account_id}:{code}")


def _subject(
    session: Session, unit_id: int | None, contest_id: int | None, fair_id: int | None
) -> Subject:
    places = territory.reach(session, unit_id) if unit_id is not None else frozenset()
    return Subject(reach=places, contest_id=contest_id, fair_id=fair_id)
