"""What comes after the announcement: complaints, and results corrected because of them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.bodies.kinds import BodyKind
from contest.complaints import service
from contest.complaints.model import Complaint
from contest.complaints.queries import FILED
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.versions.service import REOPENED
from core.audit import AuditEntry
from web.notify import Message
from web.telling.audience import makers, seated
from web.telling.parts import Teller, cause_of, id_of, sentence


def _complaint(session: Session, entry: AuditEntry) -> Complaint | None:
    return session.scalar(
        select(Complaint)
        .where(Complaint.id == id_of(entry))
        .options(joinedload(Complaint.contest), joinedload(Complaint.entry))
    )


def filed(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A receipt to the maker's side, and the news to the council."""
    found = _complaint(session, entry)
    if found is None:
        return
    them = makers(session, [found.entry.establishment_id])
    facts = {
        "receipt": found.receipt,
        "product": found.entry.product_name,
        "contest": found.contest.title,
        "due_on": found.due_on.isoformat(),
        "filed_at": found.filed_at.isoformat(),
        "digest": found.evidence_digest,
    }
    yield Message(
        "complaint_filed",
        f"/ho-so/khieu-nai/{found.id}",
        cause_of(entry),
        them.of(found.entry.establishment_id) | {found.filed_by},
        facts,
        them.contact(found.entry.establishment_id),
    )
    if found.settled_at is None:
        yield Message(
            "complaint_waits",
            f"/dieu-hanh/khieu-nai/{found.id}",
            cause_of(entry),
            seated(session, found.contest_id, BodyKind.COUNCIL),
            facts,
        )


def settled(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """The council's answer, to the maker's side and to whoever filed for them."""
    found = _complaint(session, entry)
    if found is None:
        return
    them = makers(session, [found.entry.establishment_id])
    yield Message(
        "complaint_settled",
        f"/ho-so/khieu-nai/{found.id}",
        cause_of(entry),
        them.of(found.entry.establishment_id) | {found.filed_by},
        {
            "receipt": found.receipt,
            "product": found.entry.product_name,
            "contest": found.contest.title,
        },
        them.contact(found.entry.establishment_id),
    )


def reopened(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A corrected result: to the makers of what was added and of what was taken from the list."""
    contest = session.get(Contest, id_of(entry))
    if contest is None:
        return
    for code, name in (("result_added", "certified"), ("result_taken", "no_longer_certified")):
        rows = session.scalars(
            select(Entry).where(Entry.id.in_(entry.detail.get(name, []))).order_by(Entry.id)
        ).all()
        them = makers(session, [one.establishment_id for one in rows])
        for one in rows:
            yield Message(
                code,
                f"/binh-chon/{contest.slug}/ket-qua",
                f"{cause_of(entry)}:{one.id}",
                them.of(one.establishment_id),
                {
                    "product": one.product_name,
                    "contest": contest.title,
                    "reason": sentence(str(entry.detail.get("why", ""))),
                },
                them.contact(one.establishment_id),
            )


TELLERS: dict[str, Teller] = {
    FILED: filed,
    service.SETTLED: settled,
    REOPENED: reopened,
}
