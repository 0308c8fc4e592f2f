"""A certificate taken back: by the authority that issued it, on the council's proposal."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

LEAST_WHY, MOST_WHY = 10, 1_000


def revoke(
    session: Session,
    who: Identity,
    certificate_id: int,
    revoked_on: date,
    decision_number: str,
    why: str,
    now: datetime,
) -> Certificate:
    """Record that the issuing authority revoked it, from `revoked_on` on (TT 26/2014 Đ20.3).

    The council only proposes: the authority's decision must be named. The certificate stays in
    the register. A second press with the same decision changes nothing.

    Raises Invalid for a missing or impossible field, Conflict `certificate_already_revoked`.
    """
    found = session.scalar(
        select(Certificate)
        .where(Certificate.id == certificate_id)
        .with_for_update(of=Certificate)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("not_found")
    if found.revoked_on is not None:
        if (found.revoked_on, found.revoked_by_decision) == (revoked_on, decision_number):
            return found
        raise Conflict(
            "certificate_already_revoked",
            decision=found.revoked_by_decision,
            revoked_on=found.revoked_on,
        )
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if not decision_number:
        faults["decision_number"] = "missing"
    elif len(decision_number) > 100:
        faults["decision_number"] = ("too_long", {"most": 100})
    if revoked_on < found.issued_on:
        faults["revoked_on"] = ("revoked_before_issue", {"issued_on": found.issued_on})
    elif revoked_on > day_in_vietnam(now):
        faults["revoked_on"] = "revoked_in_future"
    if len(why) < LEAST_WHY:
        faults["why"] = ("why_too_short", {"least": LEAST_WHY})
    elif len(why) > MOST_WHY:
        faults["why"] = ("too_long", {"most": MOST_WHY})
    if faults:
        raise Invalid(faults)
    found.revoked_on, found.revoked_by_decision, found.revoked_why = (
        revoked_on,
        decision_number,
        why,
    )
    audit.record(
        session,
        who,
        now,
        "certificate.revoked",
        f"certificate:{found.id}",
        number=found.number,
        revoked_on=revoked_on.isoformat(),
        decision=decision_number,
        why=why,
    )
    session.flush()
    return found
