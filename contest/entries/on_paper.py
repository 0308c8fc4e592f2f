"""Dossiers that come on paper: received by the desk, typed in on behalf of the maker, filed.

The signature on the registration form (PL1) is the maker's consent: who signed and when is kept
with the entry. The day that counts is the day the paper was received, not the day it was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from contest.contests.model import Contest
from contest.entries import filing, papers, parts, queries, returns, rules
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry, EntryPhoto, PaperDossier
from contest.entries.rules import MOST_NOTE, Fault, LowerCertificate
from contest.entries.service import MOST_PHOTOS, new_receipt
from contest.entries.statement import MOST_TEXT, find_section, sections
from contest.entries.steps import hold, refuse_if, trace
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.registry.model import Product


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a paper dossier came. `received_at` is when it was handed over, or the postmark."""

    received_at: datetime
    brought_by: str
    signed_by: str
    signed_on: date
    sets: int
    electronic_copy: bool
    by_post: bool = False


def faults_of_receipt(one: Receipt, now: datetime) -> dict[str, str | Fault]:
    """Field → code of what cannot be so."""
    faults: dict[str, str | Fault] = {}
    for field, text in (("brought_by", one.brought_by), ("signed_by", one.signed_by)):
        if not text.strip():
            faults[field] = "missing"
        elif len(text) > MOST_NOTE:
            faults[field] = ("too_long", {"most": MOST_NOTE})
    if one.received_at > now:
        faults["received_on"] = "received_to_come"
    if one.signed_on > day_in_vietnam(one.received_at):
        faults["signed_on"] = "signed_after_receipt"
    if not 1 <= one.sets <= papers.MOST_SETS:
        faults["sets"] = ("sets_out_of_range", {"most": papers.MOST_SETS})
    return faults


def find(session: Session, entry_id: int) -> PaperDossier | None:
    """How this dossier came, when it came on paper."""
    return papers.on_paper(session, [entry_id]).get(entry_id)


def in_hand(session: Session, contest_id: int) -> list[Entry]:
    """Paper dossiers that are received and not typed to the end, the oldest first."""
    return list(
        session.scalars(
            select(Entry)
            .join(PaperDossier, PaperDossier.entry_id == Entry.id)
            .where(Entry.contest_id == contest_id, Entry.status == EntryStatus.DRAFT)
            .order_by(PaperDossier.received_at, Entry.id)
        )
    )


def receive(
    session: Session,
    who: Identity,
    contest_id: int,
    product_id: int,
    receipt: Receipt,
    now: datetime,
) -> Entry:
    """A draft for a dossier that came on paper, to be typed in by the desk.

    Raises NotFound, Invalid, Conflict: the contest received nothing at that moment
    (`entries_closed` says when it closed), the maker lies elsewhere, or the product has a dossier
    in this contest already ("entry_there_already", with its receipt).
    """
    contest = session.get(Contest, contest_id)
    product = session.scalar(
        select(Product).where(Product.id == product_id).options(joinedload(Product.establishment))
    )
    if contest is None or product is None or product.establishment is None:
        raise NotFound("not_found")
    if faults := faults_of_receipt(receipt, now):
        raise Invalid(faults)
    refuse_if(rules.refusal_to_receive(queries.window_of(contest), receipt.received_at))
    maker = product.establishment
    refuse_if(
        rules.place_refusal(
            queries.reach_towards(session, maker.unit_id, contest), contest.unit_id
        )
    )
    if there := queries.find_entry_of(session, contest_id, product_id):
        raise Conflict("entry_there_already", receipt=there.receipt)
    entry = Entry(
        contest_id=contest_id,
        product_id=product_id,
        establishment_id=maker.id,
        status=EntryStatus.DRAFT,
        path=rules.path_of(queries.way_of(contest), None, ""),
        receipt=new_receipt(),
        group=product.group,
        statement={},
        product_name=product.name,
        establishment_name=maker.name,
        establishment_address=filing.address(session, maker),
        on_behalf=True,
        consent_note=f"{receipt.signed_by.strip()}, {receipt.signed_on:%d/%m/%Y}",
        created_at=now,
        created_by=who.account_id,
    )
    try:
        with session.begin_nested():
            session.add(entry)
            session.flush()
    except IntegrityError:
        raise Conflict("entry_there_already", receipt="") from None
    session.add(
        PaperDossier(
            entry_id=entry.id,
            received_at=receipt.received_at,
            by_post=receipt.by_post,
            brought_by=receipt.brought_by.strip(),
            signed_by=receipt.signed_by.strip(),
            signed_on=receipt.signed_on,
            sets=receipt.sets,
            electronic_copy=receipt.electronic_copy,
            recorded_at=now,
            recorded_by=who.account_id,
            actor=who.name,
        )
    )
    trace(
        session,
        who,
        entry,
        now,
        "paper_received",
        entry.consent_note,
        received_at=str(receipt.received_at),
        sets=receipt.sets,
        by_post=receipt.by_post,
    )
    return entry


def type_in(
    session: Session,
    who: Identity,
    entry_id: int,
    statement: Mapping[str, str],
    *,
    group: ProductGroup | None,
    forwarding_letter: str,
    photo_ids: Sequence[int],
    now: datetime,
) -> Entry:
    """Keep what the desk typed from the paper. Of one that was sent back only the parts asked for
    are changed, the others stay as they are.

    Raises NotFound for a dossier that did not come on paper, Invalid (a section by its key,
    forwarding_letter, photos), Conflict when it is not open.
    """
    entry, came = _held(session, entry_id)
    _refuse_closed(entry, came, now)
    faults: dict[str, str | Fault] = {
        key: ("too_long", {"most": MOST_TEXT})
        for key, text in statement.items()
        if len(text) > MOST_TEXT
    }
    if len(forwarding_letter) > MOST_NOTE:
        faults["forwarding_letter"] = ("too_long", {"most": MOST_NOTE})
    if len(photo_ids) > MOST_PHOTOS:
        faults["photos"] = ("photos_too_many", {"most": MOST_PHOTOS})
    there = {one.photo_id: one for one in entry.photos}
    own = {one.photo_id for one in queries.album(session, entry.product_id)}
    if len(set(photo_ids)) != len(photo_ids) or not own.union(there) >= set(photo_ids):
        faults["photos"] = "photo_not_of_product"
    if faults:
        raise Invalid(faults)
    asked = returns.asked_parts(entry, returns.find_open(session, entry_id))

    def open_part(part: str) -> bool:
        return parts.refusal_of_part(entry.status, asked, part) is None

    kept = {key: text for key, text in statement.items() if find_section(key) and open_part(key)}
    changed = [key for key, text in kept.items() if entry.statement.get(key, "") != text]
    entry.statement = {**entry.statement, **kept}
    entry.section_versions = {
        **entry.section_versions,
        **dict.fromkeys(changed, entry.version + 1),
    }
    if open_part(parts.GROUP):
        entry.group, entry.forwarding_letter = group, forwarding_letter
    if open_part(parts.PHOTOS):
        entry.photos = [
            _placed(there.get(id_) or EntryPhoto(photo_id=id_), at)
            for at, id_ in enumerate(photo_ids, start=1)
        ]
    audit.record(session, who, now, "entry.typed", f"entry:{entry.id}", sections=changed)
    session.flush()
    return entry


def file(
    session: Session,
    who: Identity,
    entry_id: int,
    lower: LowerCertificate | None,
    now: datetime,
) -> Entry:
    """Put what was typed on the desk, as of the day the paper was received; or, of one that was
    sent back, what was supplied. A second press returns the same.

    `lower` is judged on the day of receipt. Raises NotFound, Invalid with everything that is
    missing, Conflict when it is not open or the ladder is closed.
    """
    entry, came = _held(session, entry_id)
    if entry.status in (EntryStatus.FILED, EntryStatus.VALID):
        return entry
    _refuse_closed(entry, came, now)
    faults = rules.faults_of_dossier(
        sections(),
        entry.statement,
        photos=len(entry.photos),
        min_photos=queries.least_photos(entry.contest),
        group=entry.group,
        declared=True,  # the paper is signed
    )
    asked = returns.asked_parts(entry, returns.find_open(session, entry_id))
    if asked is not None:
        faults = {part: one for part, one in faults.items() if part in asked}
    if faults:
        raise Invalid(faults)
    path = filing.seal(
        session,
        entry,
        group=entry.group,
        lower=lower,
        forwarding_letter=entry.forwarding_letter,
    )
    again = entry.status is EntryStatus.SUPPLEMENT
    changed = returns.settle(session, entry, now) if again else None
    if not again:
        entry.filed_at = came.received_at
    entry.status, entry.answer_by = EntryStatus.FILED, None
    done = "supplemented" if again else "filed"
    trace(session, who, entry, now, done, path=path, on_paper=True, changed=changed)
    return entry


def _held(session: Session, entry_id: int) -> tuple[Entry, PaperDossier]:
    entry = hold(session, entry_id)
    came = find(session, entry_id)
    if came is None:
        raise NotFound("not_found")
    return entry, came


def _refuse_closed(entry: Entry, came: PaperDossier, now: datetime) -> None:
    """A paper that came in time is typed in until judging begins; a supplement by its own day."""
    window = queries.window_of(entry.contest)
    if entry.status is EntryStatus.DRAFT:
        refuse_if(rules.refusal_to_screen(entry.contest.stage))
        refuse_if(rules.refusal_to_receive(window, came.received_at))
        return
    refuse_if(rules.refusal_to_change(entry.status, entry.answer_by, window, now))


def _placed(photo: EntryPhoto, position: int) -> EntryPhoto:
    photo.position = position
    return photo
