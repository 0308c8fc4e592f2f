"""Inviting a producer or a colleague: a link that works once and gives one role."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.accounts import queries, rules
from core.accounts.model import Account, Invitation
from core.accounts.service import digest, give, make_account
from core.errors import Invalid, NotAllowed
from core.identity import Identity
from core.rights import Role, Subject
from core.territory import queries as territory


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation just made. `token` goes into the link and is known only now."""

    invitation: Invitation
    token: str

    @property
    def by_mail(self) -> bool:
        """Whether it can be sent as a letter; else the inviter hands the link over."""
        return "@" in self.invitation.contact


def invite(
    session: Session,
    who: Identity,
    *,
    name: str,
    contact: str,
    role: Role,
    unit_id: int | None,
    now: datetime,
    establishment_id: int | None = None,
    place: Subject | None = None,
) -> Sent:
    """Invite somebody to hold a role in a place; a producer may be invited into an establishment.

    `place` is the establishment's subject then. What the inviter may give stands in
    `rules.MAY_INVITE`. Raises Invalid (name, contact, unit_id) and
    NotAllowed("invitation_not_yours").
    """
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    email, phone = rules.fold_contact(contact)
    folded = email or phone
    if not name.strip():
        faults["name"] = "missing"
    if folded is None:
        faults["contact"] = "contact_not_valid" if contact.strip() else "contact_missing"
    if role is not Role.ADMINISTRATOR and unit_id is None and establishment_id is None:
        faults["unit_id"] = "place_missing"
    elif unit_id is not None and territory.find_unit(session, unit_id) is None:
        faults["unit_id"] = "place_not_valid"
    if faults or folded is None:
        raise Invalid(faults)
    if place is None:
        reach = territory.reach(session, unit_id) if unit_id is not None else frozenset()
        place = Subject(reach=reach)
    if not rules.may_invite(who, role, place):
        raise NotAllowed("invitation_not_yours")
    token = secrets.token_urlsafe(32)
    made = Invitation(
        token_hash=digest(token),
        contact=folded,
        name=name.strip(),
        role=role,
        unit_id=None if role is Role.ADMINISTRATOR else unit_id,
        establishment_id=establishment_id,
        invited_by=who.account_id,
        invited_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "invitation.sent",
        f"invitation:{made.id}",
        role=role.value,
        unit_id=made.unit_id,
        establishment_id=establishment_id,
    )
    return Sent(made, token)


def find_open(session: Session, token: str, now: datetime) -> Invitation | None:
    """The invitation behind a link, while it can be accepted."""
    return session.scalars(
        sa.select(Invitation).where(
            Invitation.token_hash == digest(token),
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > now,
        )
    ).one_or_none()


def get_open(session: Session, token: str, now: datetime) -> Invitation:
    """The same. Raises Invalid({"": "invitation_ended"})."""
    if found := find_open(session, token, now):
        return found
    raise Invalid({"": "invitation_ended"})


def accept_as_new(
    session: Session, token: str, name: str, password: str, now: datetime, locale: str = "vi"
) -> tuple[Account, Invitation]:
    """A new account with the invited contact and role.

    Raises Invalid: as `make_account`, or {"": "invitation_ended"}. A contact that has an account
    meanwhile: sign in and accept with that one.
    """
    found = get_open(session, token, now)
    email, phone = rules.fold_contact(found.contact)
    account = make_account(
        session, name=name, email=email, phone=phone, password=password, now=now, locale=locale
    )
    return account, _accept(session, found, account.id, now)


def accept_as(session: Session, who: Identity, token: str, now: datetime) -> Invitation:
    """Take the invited role with the account that is signed in. Raises Invalid."""
    return _accept(session, get_open(session, token, now), who.account_id, now)


def newest(session: Session, invited_by: int, limit: int = 50) -> list[Invitation]:
    """What somebody sent, the newest first."""
    return list(
        session.scalars(
            sa.select(Invitation)
            .where(Invitation.invited_by == invited_by)
            .order_by(Invitation.id.desc())
            .limit(limit)
        )
    )


def _accept(session: Session, found: Invitation, account_id: int, now: datetime) -> Invitation:
    used = session.execute(
        sa.update(Invitation)
        .where(Invitation.id == found.id, Invitation.accepted_at.is_(None))
        .values(accepted_at=now, account_id=account_id)
        .returning(Invitation.id)
    ).first()
    if used is None:
        raise Invalid({"": "invitation_ended"})
    # What the inviter may no longer give is not given: his own grants are asked again.
    inviter = queries.find_account(session, found.invited_by)
    giver = Identity(
        found.invited_by,
        inviter.name if inviter else "",
        tuple(queries.grants_of(session, found.invited_by, now)) if inviter else (),
    )
    if found.role is not Role.PRODUCER:
        reach = (
            territory.reach(session, found.unit_id) if found.unit_id is not None else frozenset()
        )
        disabled = inviter is None or inviter.disabled_at is not None
        if disabled or not rules.may_invite(giver, found.role, Subject(reach=reach)):
            raise Invalid({"": "invitation_ended"})
        give(session, giver, account_id, found.role, unit_id=found.unit_id, now=now)
    audit.record(
        session, giver, now, "invitation.accepted", f"invitation:{found.id}", account=account_id
    )
    return found
