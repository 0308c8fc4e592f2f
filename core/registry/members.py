"""Who belongs to an establishment: asking, being let in, being invited, leaving."""

from datetime import datetime

from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, NotAllowed, NotFound
from core.identity import Identity
from core.registry import queries
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member
from core.rights import Act


def ask_to_join(session: Session, who: Identity, establishment_id: int, now: datetime) -> Member:
    """Ask to belong to an establishment; its first holder or the secretary answers.

    Asking again while it waits changes nothing; after a refusal it waits anew. Raises NotFound,
    Conflict("already_member").
    """
    if session.get(Establishment, establishment_id) is None:
        raise NotFound("establishment_not_found")
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


def join_by_invitation(
    session: Session, account_id: int, establishment_id: int, invited_by: int, now: datetime
) -> Member:
    """Belong at once: whoever may let in has invited. Raises NotFound."""
    if session.get(Establishment, establishment_id) is None:
        raise NotFound("establishment_not_found")
    found = queries.find_member(session, establishment_id, account_id)
    if found is None:
        found = Member(establishment_id=establishment_id, account_id=account_id, asked_at=now)
        session.add(found)
    elif found.standing is Membership.HELD:
        return found
    found.first_holder = not queries.has_first_holder(session, establishment_id)
    found.standing = Membership.HELD
    found.settled_at, found.settled_by = now, invited_by
    session.flush()
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
