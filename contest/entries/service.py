"""What is done with dossiers: started, written, filed, screened. Every step leaves its trace."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from contest.contests.model import Contest
from contest.entries import filing, parts, queries, returns, rules
from contest.entries.kinds import Angle, EntryStatus
from contest.entries.model import Entry, EntryEvent, EntryPhoto
from contest.entries.rules import MOST_NOTE, LowerCertificate, faults_of_reason
from contest.entries.statement import MOST_TEXT, find_section, sections
from contest.entries.steps import hold, hold_contest, refuse_if, trace
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import consents
from core.registry.kinds import ProductGroup
from core.registry.model import Product

MOST_PHOTOS = 12
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread over the telephone


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A photograph for the dossier, taken from the product's own album."""

    photo_id: int
    angle: Angle = Angle.OTHER
    caption: str = ""


# --- the maker's side -------------------------------------------------------------------------


def start(
    session: Session,
    who: Identity,
    contest_id: int,
    product_id: int,
    now: datetime,
    *,
    on_behalf: bool = False,
    consent_note: str = "",
) -> Entry:
    """The dossier of this product in this contest: a new draft, or the one that is there.

    However often and from however many browsers it is asked for, there is one. A withdrawn one
    without a code is taken up again. `on_behalf`: somebody files for a maker who cannot; the
    maker's consent to that stands already (core.registry.consents), and is copied. Raises NotFound
    when the product has no maker here, Invalid({"consent": "consent_missing"}), Conflict when the
    contest receives nothing or the maker lies elsewhere.
    """
    contest = session.get(Contest, contest_id)
    product = session.scalar(
        select(Product).where(Product.id == product_id).options(joinedload(Product.establishment))
    )
    if contest is None or product is None or product.establishment is None:
        raise NotFound("not_found")
    if found := queries.find_entry_of(session, contest_id, product_id):
        return _taken_up(session, who, found, now)
    refuse_if(rules.refusal_to_receive(queries.window_of(contest), now))
    refuse_if(
        rules.place_refusal(
            queries.reach_towards(session, product.establishment.unit_id, contest), contest.unit_id
        )
    )
    if on_behalf:
        consent = consents.find_live(session, product.establishment.id, who.account_id)
        if consent is None:
            raise Invalid({"consent": "consent_missing"})
        told = (consent.given_by, consent.note, consent_note)
        consent_note = ". ".join(part for part in told if part)[:MOST_NOTE]
    entry = Entry(
        contest_id=contest_id,
        product_id=product_id,
        establishment_id=product.establishment.id,
        status=EntryStatus.DRAFT,
        path=rules.path_of(queries.way_of(contest), None, ""),
        receipt=new_receipt(),
        group=product.group,
        statement={},
        product_name=product.name,
        establishment_name=product.establishment.name,
        establishment_address=filing.address(session, product.establishment),
        on_behalf=on_behalf,
        consent_note=consent_note if on_behalf else "",
        created_at=now,
        created_by=who.account_id,
    )
    try:
        with session.begin_nested():
            session.add(entry)
            session.flush()
    except IntegrityError:
        there = queries.find_entry_of(session, contest_id, product_id)
        if there is None:
            raise
        return there
    trace(session, who, entry, now, "started", entry.consent_note, on_behalf=on_behalf)
    return entry


def save_statement(
    session: Session,
    who: Identity,
    entry_id: int,
    section: str,
    text: str,
    version: int,
    now: datetime,
) -> Entry:
    """Keep the text of one section. `version` is the entry's version the text was written on.

    Raises as `save_statements`.
    """
    return save_statements(session, who, entry_id, {section: text}, version, now)


def save_statements(
    session: Session,
    who: Identity,
    entry_id: int,
    texts: Mapping[str, str],
    version: int,
    now: datetime,
) -> Entry:
    """Keep the texts of some sections (section → text), written on this version of the entry:
    all of them or none, each on record by itself.

    Raises NotFound for an unknown section, Invalid for too long a text, Conflict when the dossier
    may not be changed, and Conflict("section_changed_elsewhere") when one of these very sections
    was saved differently after that version; other sections do not matter.
    """
    if any(find_section(section) is None for section in texts):
        raise NotFound("not_found")
    if any(len(text) > MOST_TEXT for text in texts.values()):
        raise Invalid({"text": ("too_long", {"most": MOST_TEXT})})
    entry = _open_for_change(session, entry_id, now, *texts)
    changed = {
        section: text
        for section, text in texts.items()
        if entry.statement.get(section, "") != text
    }
    if not changed:
        return entry
    if any(entry.section_versions.get(section, 0) > version for section in changed):
        raise Conflict("section_changed_elsewhere")
    entry.statement = {**entry.statement, **changed}
    entry.section_versions = entry.section_versions | dict.fromkeys(changed, entry.version + 1)
    about = f"entry:{entry.id}"
    for section, text in changed.items():
        audit.record(session, who, now, "entry.written", about, section=section, length=len(text))
    session.flush()
    return entry


def set_photos(
    session: Session,
    who: Identity,
    entry_id: int,
    photos: Sequence[ChosenPhoto],
    now: datetime,
) -> Entry:
    """Make these the photographs of the dossier, in this order; an empty list takes all away.

    Raises Invalid when one is not in the product's own album, comes twice, or there are more
    than MOST_PHOTOS; Conflict when the dossier may not be changed.
    """
    entry = _open_for_change(session, entry_id, now, parts.PHOTOS)
    own = {one.photo_id for one in queries.album(session, entry.product_id)}
    there = {one.photo_id: one for one in entry.photos}
    ids = [one.photo_id for one in photos]
    if len(ids) > MOST_PHOTOS:
        raise Invalid({"photos": ("photos_too_many", {"most": MOST_PHOTOS})})
    if len(set(ids)) != len(ids) or not own.union(there) >= set(ids):
        raise Invalid({"photos": "photo_not_of_product"})
    before = [one.photo_id for one in entry.photos]
    kept: list[EntryPhoto] = []
    for position, chosen in enumerate(photos, start=1):
        photo = there.get(chosen.photo_id) or EntryPhoto(photo_id=chosen.photo_id)
        photo.position, photo.angle = position, chosen.angle
        photo.caption = chosen.caption[:200]
        kept.append(photo)
    entry.photos = kept
    audit.record(session, who, now, "entry.photos", f"entry:{entry.id}", before=before, after=ids)
    session.flush()
    return entry


def set_group(
    session: Session,
    who: Identity,
    entry_id: int,
    group: ProductGroup,
    forwarding_letter: str,
    now: datetime,
) -> Entry:
    """Note the group the maker proposes and, where no lower contest was held, the letter of the
    lower committee. Raises Invalid, or Conflict when the dossier may not be changed."""
    if len(forwarding_letter) > MOST_NOTE:
        raise Invalid({"forwarding_letter": ("too_long", {"most": MOST_NOTE})})
    entry = _open_for_change(session, entry_id, now, parts.GROUP)
    before = {"group": entry.group, "forwarding_letter": entry.forwarding_letter}
    entry.group, entry.forwarding_letter = group, forwarding_letter
    after = {"group": group, "forwarding_letter": forwarding_letter}
    if before != after:
        audit.record(
            session, who, now, "entry.group", f"entry:{entry.id}", before=before, after=after
        )
    session.flush()
    return entry


def file(
    session: Session,
    who: Identity,
    entry_id: int,
    *,
    group: ProductGroup | None,
    lower: LowerCertificate | None,
    forwarding_letter: str = "",
    declared: bool,
    now: datetime,
) -> Entry:
    """Hand the dossier in, for the first time or again after a supplement.

    Names and address are copied as of this day. A second press returns the same filed entry.
    Raises Invalid with everything that is missing (field → code; a section by its key), Conflict
    when nothing is received or the ladder is closed (`lower_certificate_*`), and "consent_ended"
    when whoever files it on behalf may do so no longer.
    """
    entry = hold(session, entry_id)
    if entry.status in (EntryStatus.FILED, EntryStatus.VALID):
        return entry
    _refuse_change(entry, now)
    _demand_consent(session, who, entry)
    faults = rules.faults_of_dossier(
        sections(),
        entry.statement,
        photos=len(entry.photos),
        min_photos=queries.least_photos(entry.contest),
        group=group,
        declared=declared,
    )
    asked = returns.asked_parts(entry, returns.find_open(session, entry.id))
    if asked is not None:  # what the desk did not ask for cannot be mended now
        faults = {part: one for part, one in faults.items() if part in (*asked, "declared")}
        faults |= returns.faults_of_answers(session, entry)
    if faults:
        raise Invalid(faults)
    path = filing.seal(
        session, entry, group=group, lower=lower, forwarding_letter=forwarding_letter
    )
    again = entry.status is EntryStatus.SUPPLEMENT
    if again:
        changed = returns.settle(session, entry, now)
    else:
        changed, entry.filed_at = 0, now  # a supplement does not move the filing day
    entry.status = EntryStatus.FILED
    entry.answer_by = None
    done = "supplemented" if again else "filed"
    trace(session, who, entry, now, done, path=path, changed=changed if again else None)
    return entry


def answer_papers(
    session: Session, who: Identity, entry_id: int, answers: Mapping[str, str], now: datetime
) -> Entry:
    """What the maker says about papers the desk asked for: part → how and when it was sent.

    Raises Invalid for too long a text, Conflict when the dossier or that part is not open.
    """
    entry = hold(session, entry_id)
    _refuse_change(entry, now)
    returns.save_answers(session, who, entry, answers, now)
    return entry


def withdraw(session: Session, who: Identity, entry_id: int, now: datetime) -> Entry:
    """The maker takes the dossier back, while the contest is open. A second press is the same.

    Raises Conflict("withdraw_over") once judging has begun, or when it was refused.
    """
    entry = hold(session, entry_id)
    if entry.status is EntryStatus.WITHDRAWN:
        return entry
    refuse_if(rules.refusal_to_move(entry.status, EntryStatus.WITHDRAWN))
    if rules.refusal_to_screen(entry.contest.stage):
        raise Conflict("withdraw_over")
    returns.close(session, entry, now)
    entry.status = EntryStatus.WITHDRAWN
    trace(session, who, entry, now, "withdrawn")
    return entry


# --- the desk ---------------------------------------------------------------------------------


def accept(
    session: Session, who: Identity, entry_id: int, group: ProductGroup, now: datetime
) -> Entry:
    """The dossier is valid: it gets its group and the next code of that group, without a gap.

    A second press returns the same. Raises Conflict when it is not waiting for screening or
    judging has begun.
    """
    entry = hold(session, entry_id)
    if entry.status is EntryStatus.VALID:
        return entry
    hold_contest(session, entry)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    refuse_if(rules.refusal_to_move(entry.status, EntryStatus.VALID))
    proposed = entry.group
    entry.group = group
    if not (entry.code and entry.code.startswith(rules.CODE_LETTERS[group])):
        # one that was reopened keeps its code, unless it changes its group
        entry.code = rules.next_code(group, _codes_given(session, entry.contest_id))
    entry.status = EntryStatus.VALID
    entry.screened_at = now
    entry.reason = ""
    trace(session, who, entry, now, "accepted", entry.code, group=group, proposed=proposed)
    return entry


def refuse(session: Session, who: Identity, entry_id: int, reason: str, now: datetime) -> Entry:
    """The dossier is refused, with its reason. Raises Invalid without one."""
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    refuse_if(rules.refusal_to_move(entry.status, EntryStatus.REFUSED))
    if faults := faults_of_reason(reason):
        raise Invalid(faults)
    returns.close(session, entry, now)
    entry.status, entry.reason, entry.answer_by = EntryStatus.REFUSED, reason, None
    entry.screened_at = now
    trace(session, who, entry, now, "refused", reason)
    return entry


# --- inside -----------------------------------------------------------------------------------


def _open_for_change(session: Session, entry_id: int, now: datetime, *named: str) -> Entry:
    entry = hold(session, entry_id)
    _refuse_change(entry, now)
    returns.refuse_closed_parts(session, entry, named)
    return entry


def _codes_given(session: Session, contest_id: int) -> list[str]:
    """Every code that was ever given in the contest, also to a product that has another now."""
    held = select(Entry.code).where(Entry.contest_id == contest_id, Entry.code.is_not(None))
    noted = (
        select(EntryEvent.note)
        .join(Entry, Entry.id == EntryEvent.entry_id)
        .where(Entry.contest_id == contest_id, EntryEvent.action == "accepted")
    )
    return [*filter(None, session.scalars(held)), *session.scalars(noted)]


def _refuse_change(entry: Entry, now: datetime) -> None:
    refuse_if(
        rules.refusal_to_change(
            entry.status, entry.answer_by, queries.window_of(entry.contest), now
        )
    )


def _demand_consent(session: Session, who: Identity, entry: Entry) -> None:
    """The maker files himself; anybody else needs a consent that stands on this day."""
    if not entry.on_behalf or entry.establishment_id in who.establishments():
        return
    if consents.find_live(session, entry.establishment_id, who.account_id) is None:
        raise Conflict("consent_ended")


def _taken_up(session: Session, who: Identity, entry: Entry, now: datetime) -> Entry:
    if entry.status is not EntryStatus.WITHDRAWN or entry.code is not None:
        return entry
    entry = hold(session, entry.id)
    refuse_if(rules.refusal_to_receive(queries.window_of(entry.contest), now))
    entry.status = EntryStatus.DRAFT
    trace(session, who, entry, now, "taken_up")
    return entry


def new_receipt() -> str:
    """A mã hồ sơ that is easily told over the telephone."""
    return "HS-" + "".join(secrets.choice(_SIGNS) for _ in range(8))
