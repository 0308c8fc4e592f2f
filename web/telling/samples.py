"""What is told of samples: a product that cannot be brought, the chair's decision, the return."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.bodies.kinds import BodyKind, Position
from contest.entries.model import Entry
from contest.samples import queries
from core.audit import AuditEntry
from web.notify import Message
from web.telling.audience import makers, seated
from web.telling.parts import Teller, cause_of, id_of, sentence


def _entry(session: Session, entry: AuditEntry) -> Entry | None:
    return session.scalar(
        select(Entry).where(Entry.id == id_of(entry)).options(joinedload(Entry.contest))
    )


def asked(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A request to the council's chair, while nobody has answered it."""
    found = _entry(session, entry)
    waits = queries.find_waiting(session, id_of(entry))
    if found is None or waits is None:
        return
    yield Message(
        "sample_method_waits",
        f"/dieu-hanh/ho-so/{found.id}/hien-vat",
        cause_of(entry),
        seated(session, found.contest_id, BodyKind.COUNCIL, Position.COUNCIL_CHAIR),
        {
            "product": found.product_name,
            "contest": found.contest.title,
            "why": sentence(waits.why),
        },
    )


def to_makers(code: str) -> Teller:
    """What became of a sample, or of how it is judged, to its makers and their helper."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        found = _entry(session, entry)
        if found is None:
            return
        them = makers(session, [found.establishment_id])
        yield Message(
            code,
            f"/ho-so/hien-vat/{found.id}",
            cause_of(entry),
            them.of(found.establishment_id) | ({found.created_by} if found.on_behalf else set()),
            {"product": found.product_name, "code": found.code or ""},
            them.contact(found.establishment_id),
        )

    return tell


TELLERS: dict[str, Teller] = {
    "sample.received": to_makers("sample_received"),
    "sample.returned": to_makers("sample_returned"),
    "sample.method_asked": asked,
    "sample.method_decided": to_makers("sample_method_decided"),
}
