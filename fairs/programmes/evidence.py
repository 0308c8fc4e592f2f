"""What was done outside the platform: entered by hand, each with its evidence, history kept."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import Origin
from fairs.programmes import queries
from fairs.programmes.keeping import Faults, subject
from fairs.programmes.kinds import Status
from fairs.programmes.model import HandEntry, Programme, Target
from media.rules import document_key
from media.storage import Storage

MOST_BYTES = 10_000_000
MOST_WORDS = 1_000
MOST_AMOUNT = 1_000_000
_BEGINNINGS = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A file kept as evidence: where it lies and the name it came with."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What the manager writes: how much was done on which day, and what shows it."""

    happened_on: date
    amount: int
    words: str
    paper_number: str = ""
    paper_date: date | None = None
    link: str = ""
    paper: Paper | None = None
    origin: Origin = Origin.REGISTERED


def keep_file(storage: Storage, name: str, data: bytes) -> Paper:
    """Store the bytes of a piece of evidence; no session. PDF, JPEG, PNG, DOCX or XLSX.

    Raises Invalid at `file` for another kind or one above MOST_BYTES.
    """
    ending = name.rpartition(".")[2].lower()
    ending = "jpg" if ending == "jpeg" else ending
    beginning = _BEGINNINGS.get(ending)
    if beginning is None or not data.startswith(beginning):
        raise Invalid({"file": "evidence_kind_unknown"})
    if len(data) > MOST_BYTES:
        raise Invalid({"file": ("evidence_too_large", {"most": MOST_BYTES // 1_000_000})})
    key = document_key(hashlib.sha256(data).hexdigest(), ending)
    storage.put(key, data)
    return Paper(key, name[-120:])


def enter(
    session: Session,
    who: Identity,
    programme: Programme,
    target: Target,
    entered: Entered,
    now: datetime,
) -> HandEntry:
    """Note something done outside the platform.

    Raises Conflict("programme_closed"); Invalid for nothing done, a day outside the programme or
    not come yet, and for want of evidence: a paper's number, a link or a file.
    """
    return _write(session, who, programme, target, entered, None, "", now)


def correct(
    session: Session,
    who: Identity,
    programme: Programme,
    target: Target,
    entry_id: int,
    entered: Entered,
    why: str,
    now: datetime,
) -> HandEntry:
    """Replace an entry; the old one stays on record. An amount of 0 takes it back.

    Raises as `enter` does, Invalid at `why` without a reason, and Conflict("changed_elsewhere")
    when the entry was replaced already.
    """
    old = queries.get_entry(session, target.id, entry_id)
    if session.scalar(select(HandEntry.id).where(HandEntry.replaces_id == old.id)):
        raise Conflict("changed_elsewhere")
    if not why:
        raise Invalid({"why": "missing"})
    return _write(session, who, programme, target, entered, old, why, now)


def _write(
    session: Session,
    who: Identity,
    programme: Programme,
    target: Target,
    entered: Entered,
    old: HandEntry | None,
    why: str,
    now: datetime,
) -> HandEntry:
    if programme.status is Status.CLOSED:
        raise Conflict("programme_closed")
    faults = _faults(programme, entered, now, taking_back=old is not None)
    kept = entered.paper
    if kept is None and old is not None and old.file_key:
        kept = Paper(old.file_key, old.file_name)
    if not (entered.paper_number or entered.link or kept) and entered.amount:
        faults["paper_number"] = "proof_missing"
    if faults:
        raise Invalid(faults)
    row = HandEntry(
        target_id=target.id,
        replaces_id=old.id if old else None,
        happened_on=entered.happened_on,
        amount=entered.amount,
        words=entered.words,
        paper_number=entered.paper_number,
        paper_date=entered.paper_date,
        link=entered.link,
        file_key=kept.key if kept else "",
        file_name=kept.name if kept else "",
        correction=why,
        origin=entered.origin,
        entered_at=now,
        entered_by=who.account_id,
        entered_by_name=who.name,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "target.correct" if old else "target.enter",
        subject(programme),
        target=target.name,
        amount=[old.amount, row.amount] if old else row.amount,
        on=str(row.happened_on),
        **({"why": why} if why else {}),
    )
    return row


def _faults(programme: Programme, entered: Entered, now: datetime, *, taking_back: bool) -> Faults:
    faults: Faults = {}
    least = 0 if taking_back else 1
    if not least <= entered.amount <= MOST_AMOUNT:
        faults["amount"] = ("out_of_range", {"least": least, "most": MOST_AMOUNT})
    if not entered.words:
        faults["words"] = "missing"
    if entered.happened_on > day_in_vietnam(now):
        faults["happened_on"] = "day_in_future"
    elif not programme.from_year <= entered.happened_on.year <= programme.to_year:
        bounds: dict[str, object] = {"least": programme.from_year, "most": programme.to_year}
        faults["happened_on"] = ("day_outside_programme", bounds)
    if entered.link and not entered.link.startswith(("https://", "http://")):
        faults["link"] = "link_wrong"
    return faults
