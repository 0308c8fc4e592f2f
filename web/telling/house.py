"""What the house tells: who belongs to or acts for an establishment, who holds which role, what
was imported."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.imports.model import ImportBatch
from core.registry import consents
from core.registry.model import Establishment
from core.territory import queries as territory
from web.notify import Message
from web.telling.audience import first_holders, makers
from web.telling.parts import Teller, cause_of, id_of


def asked(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """Somebody asks to belong: to the first holder, who answers."""
    yield Message(
        "member_asked",
        f"/ho-so/co-so/{id_of(entry)}",
        cause_of(entry),
        first_holders(session, id_of(entry)) - {entry.account_id},
        {"person": entry.account_name, "establishment": _name(session, id_of(entry))},
    )


def answered(code: str) -> Teller:
    """To the person whom it is about."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        account_id = int(entry.detail.get("account", 0))
        inside = code == "member_accepted"
        yield Message(
            code,
            f"/ho-so/co-so/{id_of(entry)}" if inside else "/ho-so/co-so",
            cause_of(entry),
            {account_id} - {entry.account_id},
            {"establishment": _name(session, id_of(entry))},
        )

    return tell


def consented(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """Somebody may act for an establishment from now on: to him when its people let him, to its
    people and its own address when he wrote down that they did."""
    establishment_id, helper = id_of(entry), int(entry.detail.get("helper", 0))
    if consents.find_live(session, establishment_id, helper) is None:
        return
    facts = {
        "establishment": _name(session, establishment_id),
        "person": entry.account_name,
        "given_by": entry.detail.get("given_by", ""),
    }
    if entry.account_id != helper:
        yield Message("consent_given", "/ho-so/binh-chon", cause_of(entry), {helper}, facts)
        return
    them = makers(session, [establishment_id])
    yield Message(
        "consent_recorded",
        f"/ho-so/co-so/{establishment_id}/lam-thay",
        cause_of(entry),
        them.of(establishment_id) - {helper},
        facts,
        them.contact(establishment_id),
    )


def role(code: str) -> Teller:
    """A role was given or taken back: to the person who holds it."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        unit_id = entry.detail.get("unit_id")
        there = territory.find_unit(session, int(unit_id)) if unit_id else None
        yield Message(
            code,
            "/dieu-hanh" if code == "role_granted" else "/ho-so/tai-khoan",
            cause_of(entry),
            {id_of(entry)} - {entry.account_id},
            {
                "role": entry.detail.get("role", ""),
                "place": territory.line(session, there.id) if there else "",
            },
        )

    return tell


def imported(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A list is loaded: to whoever sent the file, also when he pressed the button himself."""
    batch = session.get(ImportBatch, id_of(entry))
    if batch is not None:
        yield Message(
            "import_done",
            f"/dieu-hanh/nhap-danh-sach/{batch.id}",
            cause_of(entry),
            {batch.sent_by},
            {"file": batch.file_name},
        )


def _name(session: Session, establishment_id: int) -> str:
    query = select(Establishment.name).where(Establishment.id == establishment_id)
    return session.scalar(query) or ""


TELLERS: dict[str, Teller] = {
    "member.asked": asked,
    "member.accepted": answered("member_accepted"),
    "member.refused": answered("member_refused"),
    "member.ended": answered("member_ended"),
    "consent.recorded": consented,
    "role.granted": role("role_granted"),
    "role.ended": role("role_ended"),
    "import.loaded": imported,
}
