"""A certificate taken back: the council proposes, the authority that issued it decides.

TT 26/2014 Đ20.3: the council may submit to the competent authority; it does not revoke itself.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate, RevocationProposal
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

LEAST_WHY, MOST_WHY = 10, 1_000
MOST_NUMBER = 100

Proposal = RevocationProposal
"""A proposal as pages hand it on."""
Faults = dict[str, str | tuple[str, dict[str, object]]]


def proposals(session: Session, certificate_ids: Collection[int]) -> dict[int, list[Proposal]]:
    """Certificate → what councils proposed about it, the newest first; others are left out."""
    found: dict[int, list[Proposal]] = {}
    rows = session.scalars(
        select(RevocationProposal)
        .where(RevocationProposal.certificate_id.in_(set(certificate_ids)))
        .order_by(RevocationProposal.id.desc())
    )
    for one in rows:
        found.setdefault(one.certificate_id, []).append(one)
    return found


def propose(
    session: Session,
    who: Identity,
    certificate_id: int,
    number: str,
    proposed_on: date,
    why: str,
    now: datetime,
    *,
    basis: str = "",
) -> Proposal:
    """Record that the council asked the authority to revoke; the certificate stands as before.

    The same number again changes nothing. Raises Invalid (`proposal_number`, `proposed_on`,
    `proposal_why`), Conflict `certificate_already_revoked` | `revocation_proposed`.
    """
    found = _hold(session, certificate_id)
    _refuse_revoked(found)
    there = proposals(session, [certificate_id]).get(certificate_id, [])
    if same := next((one for one in there if one.number == number), None):
        return same
    if waiting := next((one for one in there if one.declined_on is None), None):
        raise Conflict(
            "revocation_proposed", number=waiting.number, proposed_on=waiting.proposed_on
        )
    faults = _faults_of_text("proposal_number", number) | _faults_of_why("proposal_why", why)
    if proposed_on < found.issued_on:
        faults["proposed_on"] = ("proposed_before_issue", {"issued_on": found.issued_on})
    elif proposed_on > day_in_vietnam(now):
        faults["proposed_on"] = "day_ahead"
    if faults:
        raise Invalid(faults)
    made = RevocationProposal(
        certificate_id=certificate_id,
        number=number,
        proposed_on=proposed_on,
        why=why,
        basis=basis,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(made)
    audit.record(
        session,
        who,
        now,
        "certificate.revocation_proposed",
        f"certificate:{certificate_id}",
        number=number,
        proposed_on=proposed_on.isoformat(),
        why=why,
        basis=basis,
    )
    session.flush()
    return made


def decline(
    session: Session, who: Identity, certificate_id: int, on: date, why: str, now: datetime
) -> Proposal:
    """Record that the authority did not follow the council; the certificate stays good.

    Raises Invalid (`declined_on`, `declined_why`), Conflict `revocation_without_proposal`.
    """
    _refuse_revoked(_hold(session, certificate_id))
    found = _waiting(session, certificate_id)
    faults = _faults_of_why("declined_why", why)
    if on < found.proposed_on:
        faults["declined_on"] = ("day_before", {"earliest": found.proposed_on})
    elif on > day_in_vietnam(now):
        faults["declined_on"] = "day_ahead"
    if faults:
        raise Invalid(faults)
    found.declined_on, found.declined_why, found.declined_by = on, why, who.account_id
    audit.record(
        session,
        who,
        now,
        "certificate.revocation_declined",
        f"certificate:{certificate_id}",
        number=found.number,
        why=why,
    )
    session.flush()
    return found


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

    The authority's decision must be named, and the council's proposal must be on record. The
    certificate stays in the register. A second press with the same decision changes nothing.

    Raises Invalid for a missing or impossible field, Conflict `certificate_already_revoked` |
    `revocation_without_proposal`.
    """
    found = _hold(session, certificate_id)
    if (found.revoked_on, found.revoked_by_decision) == (revoked_on, decision_number):
        return found
    _refuse_revoked(found)
    proposal = _waiting(session, certificate_id)
    faults = _faults_of_text("decision_number", decision_number) | _faults_of_why("why", why)
    if revoked_on < found.issued_on:
        faults["revoked_on"] = ("revoked_before_issue", {"issued_on": found.issued_on})
    elif revoked_on < proposal.proposed_on:
        faults["revoked_on"] = ("day_before", {"earliest": proposal.proposed_on})
    elif revoked_on > day_in_vietnam(now):
        faults["revoked_on"] = "revoked_in_future"
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
        proposal_number=proposal.number,
        why=why,
    )
    session.flush()
    return found


def _hold(session: Session, certificate_id: int) -> Certificate:
    found = session.scalar(
        select(Certificate)
        .where(Certificate.id == certificate_id)
        .with_for_update(of=Certificate)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("not_found")
    return found


def _refuse_revoked(found: Certificate) -> None:
    if found.revoked_on is not None:
        raise Conflict(
            "certificate_already_revoked",
            decision=found.revoked_by_decision,
            revoked_on=found.revoked_on,
        )


def _waiting(session: Session, certificate_id: int) -> Proposal:
    """The proposal that the authority has not answered. Raises Conflict."""
    for one in proposals(session, [certificate_id]).get(certificate_id, []):
        if one.declined_on is None:
            return one
    raise Conflict("revocation_without_proposal")


def _faults_of_text(name: str, text: str) -> Faults:
    if not text:
        return {name: "missing"}
    return {name: ("too_long", {"most": MOST_NUMBER})} if len(text) > MOST_NUMBER else {}


def _faults_of_why(name: str, why: str) -> Faults:
    if len(why) < LEAST_WHY:
        return {name: ("why_too_short", {"least": LEAST_WHY})}
    return {name: ("too_long", {"most": MOST_WHY})} if len(why) > MOST_WHY else {}
