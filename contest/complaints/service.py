"""Filing a complaint with its evidence, taking it back, and settling it by the council."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contest.certificates import queries as certificates
from contest.certificates import revoking
from contest.complaints import evidence, queries, rules
from contest.complaints.kinds import Outcome
from contest.complaints.model import Complaint, ComplaintPack
from contest.complaints.rules import Answer
from contest.entries import queries as entries
from contest.entries.model import Entry
from contest.versions import queries as version_reads
from contest.versions import service as versions
from contest.versions.rules import Correction
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

SETTLED = "complaint.settled"
WITHDRAWN = "complaint.withdrawn"
READ = "complaint.evidence_read"


def file(
    session: Session, who: Identity, entry_id: int, grounds: str, wishes: str, now: datetime
) -> Complaint:
    """Complain about the result of one's own entry; the evidence is frozen in this moment.

    The caller has checked that `who` may act for the establishment. A second press while the first
    complaint waits answers with that one when it says the same.

    Raises Conflict `complaint_before_announcement` | `complaint_not_entered` |
    `complaint_term_over` (day 16, TT 26/2014 Đ20.1) | `complaint_open`; Invalid (`grounds`,
    `wishes`).
    """
    _hold_entry(session, entry_id)
    entry = entries.get_entry(session, entry_id)
    if refusal := queries.refusal(entry, now):
        code, facts = refusal
        raise Conflict(code, **facts)
    if there := _open(session, entry_id):
        return _same(there, grounds)
    faults = rules.text_faults("grounds", grounds, rules.LEAST_GROUNDS, rules.MOST_GROUNDS)
    if len(wishes) > rules.MOST_GROUNDS:
        faults["wishes"] = "too_long", {"most": rules.MOST_GROUNDS}
    if faults:
        raise Invalid(faults)
    may_until = queries.term_of(entry.contest)
    due = queries.answer_term(entry.contest, day_in_vietnam(now))
    on_behalf = entry.establishment_id not in who.establishments()
    said = {
        "entry_id": entry_id,
        "grounds": grounds,
        "wishes": wishes,
        "filed_at": now.isoformat(),
        "filed_by": who.account_id,
        "filed_by_name": who.name,
        "on_behalf": on_behalf,
    }
    pack = evidence.gather(session, entry.contest, entry, said)
    made = Complaint(
        receipt=f"KN{entry_id:05d}-{len(queries.of_entry(session, entry_id)) + 1}",
        contest_id=entry.contest_id,
        entry_id=entry_id,
        grounds=grounds,
        wishes=wishes,
        on_behalf=on_behalf,
        filed_at=now,
        filed_by=who.account_id,
        filed_by_name=who.name,
        term_over_at=may_until.over_at if may_until else now,
        due_on=due.last_day,
        due_at=due.over_at,
        evidence_digest=evidence.digest(pack),
    )
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:  # pressed twice at the same moment
        there = _open(session, entry_id)
        if there is None:
            raise
        return _same(there, grounds)
    session.add(ComplaintPack(complaint_id=made.id, data=pack))
    audit.record(
        session,
        who,
        now,
        queries.FILED,
        f"complaint:{made.id}",
        receipt=made.receipt,
        contest_id=made.contest_id,
        entry_id=entry_id,
        due_on=due.last_day.isoformat(),
        digest=made.evidence_digest,
    )
    session.flush()
    return queries.get_complaint(session, made.id)


def withdraw(session: Session, who: Identity, complaint_id: int, now: datetime) -> Complaint:
    """Take a complaint back; twice is once. Raises Conflict `complaint_settled`."""
    found = _hold(session, complaint_id)
    if found.outcome is Outcome.WITHDRAWN:
        return found
    _refuse_settled(found)
    found.settled_at, found.settled_by, found.outcome = now, who.account_id, Outcome.WITHDRAWN
    audit.record(session, who, now, WITHDRAWN, f"complaint:{complaint_id}", receipt=found.receipt)
    session.flush()
    return found


def settle(
    session: Session,
    who: Identity,
    complaint_id: int,
    outcome: Outcome,
    answer: Answer,
    now: datetime,
    *,
    certificate_id: int | None = None,
) -> Complaint:
    """The council answers: it rejects, or asks the authority to revoke a certificate.

    A late answer is taken, and shown as late. `certificate_id` names what is to be revoked, one of
    the same contest; the council's minutes are its proposal.

    Raises Conflict `complaint_settled`, Invalid (`outcome`, `certificate_id`, and as
    `rules.answer_faults`), and what `revoking.propose` raises.
    """
    found = _hold(session, complaint_id)
    _refuse_settled(found)
    faults = rules.answer_faults(answer, day_in_vietnam(found.filed_at), day_in_vietnam(now))
    if outcome not in rules.SETTLES:
        faults["outcome"] = "unknown_choice"
    if outcome is Outcome.REVOCATION:
        aimed = (
            certificates.find_certificate(session, certificate_id)
            if certificate_id is not None
            else None
        )
        if aimed is None or aimed.contest_id != found.contest_id:
            faults["certificate_id"] = "complaint_certificate_missing"
    if faults:
        raise Invalid(faults)
    if outcome is Outcome.REVOCATION and certificate_id is not None:
        _propose(session, who, found, certificate_id, answer, now)
        found.certificate_id = certificate_id
    _close(session, who, found, outcome, answer, now)
    return found


def correct(
    session: Session,
    who: Identity,
    complaint_id: int,
    correction: Correction,
    answer: str,
    now: datetime,
) -> Complaint:
    """The council finds the complaint right and corrects the result: a new version of it.

    The older version stays. A certificate of a product that is no longer recognised is proposed to
    the authority for revocation, under the number of the same minutes.

    Raises Conflict `complaint_settled`, Invalid as `versions.service.reopen` and
    `rules.answer_faults` say.
    """
    found = _hold(session, complaint_id)
    _refuse_settled(found)
    choice = correction.choice
    said = Answer(choice.met_on, choice.minutes_number, answer)
    faults = rules.answer_faults(said, day_in_vietnam(found.filed_at), day_in_vietnam(now))
    try:
        version = versions.reopen(
            session, who, found.contest_id, correction, now, basis=found.receipt
        )
    except Invalid as refusal:
        raise Invalid({**refusal.fields, **faults}) from None
    if faults:
        raise Invalid(faults)
    lost = {one.entry_id for one in version_reads.lines(version) if not one.certified}
    for paper in certificates.of_contest(session, found.contest_id):
        if paper.entry_id in lost and paper.revoked_on is None and not _asked(session, paper.id):
            _propose(session, who, found, paper.id, said, now)
    found.version_id = version.id
    _close(session, who, found, Outcome.CORRECTED, said, now)
    return found


def note_reading(session: Session, who: Identity, complaint: Complaint, now: datetime) -> None:
    """Put on record that somebody took the evidence along."""
    audit.record(session, who, now, READ, f"complaint:{complaint.id}", receipt=complaint.receipt)


def _open(session: Session, entry_id: int) -> Complaint | None:
    return next(
        (one for one in queries.of_entry(session, entry_id) if one.settled_at is None), None
    )


def _same(there: Complaint, grounds: str) -> Complaint:
    if there.grounds == grounds:
        return there
    raise Conflict("complaint_open", receipt=there.receipt)


def _hold_entry(session: Session, entry_id: int) -> None:
    held = session.scalar(select(Entry.id).where(Entry.id == entry_id).with_for_update())
    if held is None:
        raise NotFound("not_found")


def _hold(session: Session, complaint_id: int) -> Complaint:
    held = session.scalar(
        select(Complaint.id).where(Complaint.id == complaint_id).with_for_update()
    )
    if held is None:
        raise NotFound("not_found")
    found = queries.get_complaint(session, complaint_id)
    session.refresh(found, ["settled_at", "outcome"])
    return found


def _refuse_settled(found: Complaint) -> None:
    if found.settled_at is not None:
        raise Conflict("complaint_settled", settled=found.settled_at)


def _asked(session: Session, certificate_id: int) -> bool:
    """Whether the council already asked for this revocation and the authority has not answered."""
    made = revoking.proposals(session, [certificate_id]).get(certificate_id, [])
    return any(one.declined_on is None for one in made)


def _propose(
    session: Session,
    who: Identity,
    complaint: Complaint,
    certificate_id: int,
    answer: Answer,
    now: datetime,
) -> None:
    revoking.propose(
        session,
        who,
        certificate_id,
        answer.minutes_number,
        answer.met_on,
        answer.words[: revoking.MOST_WHY],
        now,
        basis=complaint.receipt,
    )


def _close(
    session: Session,
    who: Identity,
    found: Complaint,
    outcome: Outcome,
    answer: Answer,
    now: datetime,
) -> None:
    found.settled_at, found.settled_by, found.outcome = now, who.account_id, outcome
    found.met_on, found.minutes_number, found.answer = (
        answer.met_on,
        answer.minutes_number,
        answer.words,
    )
    audit.record(
        session,
        who,
        now,
        SETTLED,
        f"complaint:{found.id}",
        receipt=found.receipt,
        outcome=outcome.value,
        minutes=answer.minutes_number,
        late=now >= found.due_at,
    )
    session.flush()
