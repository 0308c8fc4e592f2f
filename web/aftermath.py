"""A certificate is revoked, and everything built on it is flagged, wherever it lies.

The rooms do not know each other; here they meet.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.certificates import revoking
from contest.certificates.model import Certificate
from contest.reviews import queries, service
from contest.reviews.kinds import Built
from contest.reviews.queries import Rests, Scope
from core.identity import Identity
from core.rights import TABLE, Act
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Application, Fair
from fairs.support.model import SupportCase

LOOKED_AT: dict[Built, Act] = {
    Built.ENTRY: Act.ENTRY_SCREEN,
    Built.CERTIFICATE: Act.CERTIFICATE_REVOKE,
    Built.NOMINATION: Act.NOMINATION_MAKE,
    Built.STAND: Act.FAIR_RUN,
    Built.CASE: Act.CASE_RUN,
}
"""What rests on a certificate → the act whose holders look at it again."""


def revoke(
    session: Session,
    who: Identity,
    certificate_id: int,
    revoked_on: date,
    decision_number: str,
    why: str,
    now: datetime,
) -> Certificate:
    """Record the authority's decision, and ask every desk to look at what was built on it.

    Raises as `revoking.revoke`.
    """
    found = revoking.revoke(session, who, certificate_id, revoked_on, decision_number, why, now)
    service.flag(session, who, certificate_id, rests_on(session, found), now)
    return found


def rests_on(session: Session, certificate: Certificate) -> list[Rests]:
    """Everything that was built on the certificate and is not over."""
    return [
        *queries.rests_in_contests(session, certificate.id),
        *_stands(session, certificate),
        *_cases(session, certificate),
    ]


def scope_of(who: Identity) -> Scope:
    """For each kind the places and contests in which this person looks at it."""
    return {
        kind: (who.units(act), who.contests(*TABLE[act]))
        for kind, act in LOOKED_AT.items()
        if who.has(act)
    }


def _stands(session: Session, certificate: Certificate) -> list[Rests]:
    rows = session.scalars(
        select(Application)
        .join(Fair, Fair.id == Application.fair_id)
        .where(
            Application.product_id == certificate.product_id,
            Application.certificate_number == certificate.number,
            Application.status.in_((ApplicationStatus.ASKED, ApplicationStatus.ALLOTTED)),
            Fair.status.not_in((FairStatus.CLOSED, FairStatus.CANCELLED)),
        )
        .options(joinedload(Application.fair), joinedload(Application.establishment))
        .order_by(Application.id)
    )
    return [
        Rests(
            Built.STAND,
            one.id,
            f"{one.establishment.name} – {one.fair.name}",
            f"/dieu-hanh/hoi-cho/{one.fair.slug}",
            one.fair.unit_id,
        )
        for one in rows
    ]


def _cases(session: Session, certificate: Certificate) -> list[Rests]:
    rows = session.scalars(
        select(SupportCase)
        .where(
            SupportCase.product_id == certificate.product_id,
            SupportCase.certificate_number == certificate.number,
            SupportCase.closed_at.is_(None),
        )
        .order_by(SupportCase.id)
    )
    return [
        Rests(
            Built.CASE,
            one.id,
            f"{one.code} {one.mark_text}",
            f"/dieu-hanh/nhan-hieu/{one.id}",
            one.unit_id,
        )
        for one in rows
    ]
