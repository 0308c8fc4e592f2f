"""Asking makers of winning products to a fair. The record tells them (web/telling)."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Conflict
from core.identity import Identity
from core.registry.queries import get_establishment
from fairs.fairs import queries, rules
from fairs.fairs.kinds import FairStatus
from fairs.fairs.model import FairInvitation
from fairs.fairs.rules import WinningCertificate
from fairs.fairs.steps import get_fair, note, refuse_if


def first_day(session: Session, fair_id: int) -> date:
    """The fair's first day. Raises NotFound("fair_missing")."""
    return get_fair(session, fair_id).days[0].day


def invite(
    session: Session,
    who: Identity,
    fair_id: int,
    establishment_id: int,
    winner: WinningCertificate | None,
    now: datetime,
) -> FairInvitation:
    """Invite an establishment to ask for a booth, by the certificate it could come with.

    Raises Conflict when the fair does not receive applications, now or soon (`fair_cancelled`,
    `applications_closed`, `applications_not_open` for a draft), `winning_certificate_*` when the
    certificate does not hold on the first day, `fair_applied_already`, `fair_invited_already`.
    """
    fair = get_fair(session, fair_id)
    if fair.status is not FairStatus.OPEN or now > fair.apply_until:
        refuse_if(
            rules.refusal_to_receive(fair.status, fair.apply_from, fair.apply_until, now)
            or ("applications_closed", {"closed": fair.apply_until})
        )
    refuse_if(rules.refusal_without_win(winner, fair.days[0].day))
    maker = get_establishment(session, establishment_id)
    if queries.find_application(session, fair_id, establishment_id) is not None:
        raise Conflict("fair_applied_already")
    there = session.scalar(
        select(FairInvitation).where(
            FairInvitation.fair_id == fair_id,
            FairInvitation.establishment_id == establishment_id,
        )
    )
    if there is not None:
        raise Conflict("fair_invited_already", day=there.invited_at.date())
    made = FairInvitation(
        fair_id=fair_id,
        establishment_id=maker.id,
        invited_at=now,
        invited_by=who.account_id,
    )
    session.add(made)
    session.flush()
    note(session, who, now, "fair.invite", fair_id, establishment=establishment_id)
    return made
