"""Who belongs to an establishment: asking, being let in, being invited, leaving."""

from datetime import datetime

from sqlalchemy.orm import Session

from core import audit
from core.accounts import invitations
from core.errors import Conflict, NotAllowed, NotFound
from core.identity import Identity
from core.registry import consents, numbers, queries
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member
from core.rights import Act, Role


def ask_to_join(session: Session, who: Identity, establishment_id: int, now: datetime) -> Member:
    """Ask to belong to an establishment; its first holder or the secretary answers.

    Asking again while it waits changes nothing; after a refusal it waits anew. Raises NotFound,
    Conflict("already_member").
    """
    made = session.get(Establishment, establishment_id)
    if made is None:
        raise NotFound("establishment_not_found")
    establishment_id = numbers.standing(session, made).id
    found = queries.find_member(session, establishment_id, who.account_id)
    if found is not None and found.standing is Membership.HELD:
        raise Conflict("already_member")
    if found is not None and found.standing is Membership.ASKED:
        return found
    if found is None:
        found = Member(establishment_id=establishment_id, account_id=who.account_id)
        session.add(found)
    found.standing, found.asked_at = Membership.ASKED, now
    found.first_holder, found.settled_at, found.settled_by = False, None, None
    session.flush()
    audit.record(session, who, now, "member.asked", f"establishment:{establishment_id}")
    return found


def settle_join(
    session: Session, who: Identity, member_id: int, accept: bool, now: datetime
) -> Member:
    """Let somebody in who asked, or refuse. The first of an establishment without people becomes
    its first holder.

    For the first holder and the secretary of its place. Raises NotFound (also for whoever may not
    see it), NotAllowed("first_holder_only"), Conflict("already_settled").
    """
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise NotFound("not_found")
    _demand_settling(session, who, member.establishment_id)
    if member.standing is not Membership.ASKED:
        raise Conflict("already_settled")
    member.standing = Membership.HELD if accept else Membership.REFUSED
    member.settled_at, member.settled_by = now, who.account_id
    if accept:
        member.first_holder = not queries.has_first_holder(session, member.establishment_id)
    session.flush()
    if member.first_holder:
        consents.hand_over(session, who, member.establishment_id, now, keep=False)
    action = "member.accepted" if accept else "member.refused"
    subject = f"establishment:{member.establishment_id}"
    audit.record(session, who, now, action, subject, account=member.account_id)
    return member


def end_member(session: Session, who: Identity, member_id: int, now: datetime) -> None:
    """Somebody no longer belongs: sent away by whoever may let in, or leaving by himself.

    Raises NotFound, NotAllowed, Conflict("last_first_holder") for the first holder, who hands
    over by the secretary.
    """
    member = session.get(Member, member_id, with_for_update=True)
    if member is None or member.standing is not Membership.HELD:
        raise NotFound("not_found")
    if member.account_id != who.account_id:
        _demand_settling(session, who, member.establishment_id)
    if member.first_holder:
        raise Conflict("last_first_holder")
    member.standing, member.settled_at, member.settled_by = Membership.ENDED, now, who.account_id
    subject = f"establishment:{member.establishment_id}"
    audit.record(session, who, now, "member.ended", subject, account=member.account_id)


def invite(
    session: Session,
    who: Identity,
    establishment_id: int,
    *,
    name: str,
    contact: str,
    now: datetime,
) -> invitations.Sent:
    """A one-time link by which somebody comes to belong to the establishment.

    For its first holder; for the offices of its place; and for a collaborator as long as it has
    nobody of its own here, or with their consent: so it is handed over. Raises NotFound,
    NotAllowed("first_holder_only"), Invalid (name, contact), Conflict("merged_away").
    """
    made = session.get(Establishment, establishment_id)
    subject = queries.subject_of_establishment(session, establishment_id)
    if made is None or subject is None or not who.may(Act.MEMBER_INVITE, subject):
        raise NotFound("establishment_not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if establishment_id in who.establishments():
        own = queries.find_member(session, establishment_id, who.account_id)
        if own is None or not own.first_holder:
            raise NotAllowed("first_holder_only")
    return invitations.invite(
        session,
        who,
        name=name,
        contact=contact,
        role=Role.PRODUCER,
        unit_id=None,
        now=now,
        establishment_id=establishment_id,
        place=subject,
    )


def join_by_invitation(
    session: Session,
    account_id: int,
    establishment_id: int,
    invited_by: int,
    now: datetime,
    *,
    keep_helpers: bool = False,
) -> Member:
    """Belong at once: whoever may let in has invited. Raises NotFound.

    The first one takes the establishment over: who acted for it until now acts no longer, unless
    `keep_helpers`.
    """
    made = session.get(Establishment, establishment_id)
    if made is None:
        raise NotFound("establishment_not_found")
    establishment_id = numbers.standing(session, made).id
    found = queries.find_member(session, establishment_id, account_id)
    if found is not None and found.standing is Membership.HELD:
        return found
    first = not queries.has_first_holder(session, establishment_id)
    if found is None:
        found = Member(establishment_id=establishment_id, account_id=account_id, asked_at=now)
        session.add(found)
    found.first_holder, found.standing = first, Membership.HELD
    found.settled_at, found.settled_by = now, invited_by
    session.flush()
    if found.first_holder:
        consents.hand_over(
            session, Identity(account_id, ""), establishment_id, now, keep=keep_helpers
        )
    inviter = Identity(invited_by, "")
    audit.record(
        session,
        inviter,
        now,
        "member.invited",
        f"establishment:{establishment_id}",
        account=account_id,
    )
    return found


def _demand_settling(session: Session, who: Identity, establishment_id: int) -> None:
    subject = queries.subject_of_establishment(session, establishment_id)
    if subject is None or not who.may(Act.MEMBER_APPROVE, subject):
        raise NotFound("not_found")
    by_place = subject.reach & who.units(Act.MEMBER_APPROVE)
    own = queries.find_member(session, establishment_id, who.account_id)
    if not by_place and not (own and own.first_holder and own.standing is Membership.HELD):
        raise NotAllowed("first_holder_only")
