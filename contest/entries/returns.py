"""Sending a dossier back part by part, and taking it up again without losing anything.

A request names the parts that need work, each with its reason, and a day. Only those are open to
the maker; when he files again each part is marked: changed since, or not.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contest.contests.queries import rules_of
from contest.entries import parts, rules
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry, EntryReturn, ReturnItem
from contest.entries.parts import Content
from contest.entries.rules import MOST_NOTE, Fault, faults_of_reason
from contest.entries.statement import sections
from contest.entries.steps import hold, refuse_if, trace
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity

REOPENED = frozenset({EntryStatus.REFUSED, EntryStatus.VALID, EntryStatus.SUPPLEMENT})
"""What the desk may put back on the desk while dossiers are screened."""


def find_open(session: Session, entry_id: int) -> EntryReturn | None:
    """The request the maker is answering now, with its items, or None."""
    return session.scalar(
        select(EntryReturn)
        .where(
            EntryReturn.entry_id == entry_id,
            EntryReturn.answered_at.is_(None),
            EntryReturn.closed_at.is_(None),
        )
        .order_by(EntryReturn.id.desc())
        .limit(1)
        .options(selectinload(EntryReturn.items))
    )


def of_entry(session: Session, entry_id: int) -> list[EntryReturn]:
    """Every request for a supplement, the newest first, with its items."""
    return list(
        session.scalars(
            select(EntryReturn)
            .where(EntryReturn.entry_id == entry_id)
            .order_by(EntryReturn.id.desc())
            .options(selectinload(EntryReturn.items))
        )
    )


def asked_parts(entry: Entry, found: EntryReturn | None) -> frozenset[str] | None:
    """The parts open to the maker of a dossier that was sent back; None: all of them."""
    if entry.status is not EntryStatus.SUPPLEMENT or found is None:
        return None
    return frozenset(one.part for one in found.items)


def parts_of(entry: Entry) -> tuple[str, ...]:
    """Every part that this dossier can be sent back for."""
    return parts.parts_of(sections(), rules_of(entry.contest).checklist)


def content_of(entry: Entry) -> Content:
    """What the dossier says now."""
    return Content(
        statement=entry.statement,
        photos=[(one.photo_id, one.angle.value, one.caption) for one in entry.photos],
        group=entry.group.value if entry.group else None,
        letter=entry.forwarding_letter,
    )


# --- the desk ---------------------------------------------------------------------------------


def send_back(
    session: Session,
    who: Identity,
    entry_id: int,
    asked: Mapping[str, str],
    answer_by: datetime | None,
    now: datetime,
    *,
    note: str = "",
) -> Entry:
    """Ask for a supplement: the parts that need work, each with its reason, and by when.

    Only these parts may be changed; how each reads now is kept, so that a change can be shown.
    Raises Invalid (parts, why_<part>, note, answer_by: a day past, or after judging begins),
    Conflict when the dossier does not wait for screening.
    """
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    refuse_if(rules.refusal_to_move(entry.status, EntryStatus.SUPPLEMENT))
    asked = {part: reason.strip() for part, reason in asked.items()}
    faults = parts.faults_of_request(asked, parts_of(entry))
    if len(note) > MOST_NOTE:
        faults["note"] = ("too_long", {"most": MOST_NOTE})
    fault = rules.fault_of_answer_day(answer_by, entry.contest.judging_from, now)
    if fault or answer_by is None:
        faults["answer_by"] = fault or "missing"
        raise Invalid(faults)
    if faults:
        raise Invalid(faults)
    content = content_of(entry)
    session.add(
        EntryReturn(
            entry_id=entry.id,
            asked_at=now,
            asked_by=who.account_id,
            actor=who.name,
            note=note,
            first_answer_by=answer_by,
            items=[
                ReturnItem(part=part, reason=asked[part], before=parts.state_of(part, content))
                for part in parts_of(entry)
                if part in asked
            ],
        )
    )
    reasons = list(dict.fromkeys([*([note] if note else []), *asked.values()]))
    entry.reason = " ".join(one if one[-1] in ".!?…" else f"{one}." for one in reasons)
    entry.status, entry.answer_by, entry.screened_at = EntryStatus.SUPPLEMENT, answer_by, now
    trace(
        session,
        who,
        entry,
        now,
        "sent_back",
        entry.reason,
        parts=list(asked),
        answer_by=str(answer_by),
    )
    return entry


def extend(
    session: Session,
    who: Identity,
    entry_id: int,
    answer_by: datetime | None,
    reason: str,
    now: datetime,
) -> Entry:
    """Give a dossier that was sent back a later day, past its first one too, with the reason.

    Raises Invalid (answer_by: past, after judging, no later than it stands; reason), Conflict when
    it was not sent back or screening is over.
    """
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    if entry.status is not EntryStatus.SUPPLEMENT:
        raise Conflict("entry_not_in_that_state")
    faults = faults_of_reason(reason)
    fault = rules.fault_of_answer_day(answer_by, entry.contest.judging_from, now)
    if fault is None and answer_by and entry.answer_by and answer_by <= entry.answer_by:
        fault = "answer_by_not_later", {"stands": entry.answer_by}
    if fault or faults:
        raise Invalid({**faults, **({"answer_by": fault} if fault else {})})
    before, entry.answer_by = entry.answer_by, answer_by
    trace(
        session,
        who,
        entry,
        now,
        "extended",
        reason,
        answer_by=[str(before) if before else None, str(answer_by)],
    )
    return entry


def reopen(session: Session, who: Identity, entry_id: int, reason: str, now: datetime) -> Entry:
    """Put a decided dossier back on the desk: refused or accepted by mistake, or sent back and to
    be screened as it stands. Nothing is lost: texts, photographs, ticks and code stay.

    Raises Invalid without a reason, Conflict from another state or when screening is over.
    """
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    if entry.status not in REOPENED:
        raise Conflict("entry_not_in_that_state")
    if faults := faults_of_reason(reason):
        raise Invalid(faults)
    before = entry.status
    close(session, entry, now)
    entry.status, entry.reason, entry.answer_by = EntryStatus.FILED, "", None
    trace(session, who, entry, now, "reopened", reason, before=before)
    return entry


def close(session: Session, entry: Entry, now: datetime) -> None:
    """A request that will not be answered any more is closed; does nothing without one."""
    if found := find_open(session, entry.id):
        found.closed_at = now


# --- the maker's side -------------------------------------------------------------------------


def refuse_closed_parts(session: Session, entry: Entry, wanted: Iterable[str]) -> None:
    """Raises Conflict("part_not_asked") for a part the desk did not ask to change."""
    if entry.status is not EntryStatus.SUPPLEMENT:
        return  # nothing was asked: all parts are open
    asked = asked_parts(entry, find_open(session, entry.id))
    for part in wanted:
        refuse_if(parts.refusal_of_part(entry.status, asked, part))


def save_answers(
    session: Session,
    who: Identity,
    entry: Entry,
    answers: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep what the maker says about papers he was asked for (part → how and when it was sent).

    `entry` is held and open. Raises Invalid for too long a text, Conflict("part_not_asked").
    """
    found = find_open(session, entry.id)
    items = {one.part: one for one in found.items} if found else {}
    faults: dict[str, str | Fault] = {
        part: ("too_long", {"most": MOST_NOTE})
        for part, text in answers.items()
        if len(text) > MOST_NOTE
    }
    if faults:
        raise Invalid(faults)
    for part, text in answers.items():
        if part not in items or parts.paper_of(part) is None:
            raise Conflict("part_not_asked")
        items[part].answer = text.strip()
    audit.record(session, who, now, "entry.papers_answered", f"entry:{entry.id}", **answers)
    session.flush()


def faults_of_answers(session: Session, entry: Entry) -> dict[str, str | Fault]:
    """Papers asked for of which nothing is said yet: part → code."""
    found = find_open(session, entry.id)
    answers = {one.part: one.answer for one in found.items} if found else {}
    return dict.fromkeys(parts.papers_unanswered(answers), "paper_answer_missing")


def settle(session: Session, entry: Entry, now: datetime) -> int:
    """The dossier comes again: mark what changed since. Answers how many parts did."""
    found = find_open(session, entry.id)
    if found is None:
        return 0
    content = content_of(entry)
    for one in found.items:
        one.changed = parts.has_changed(one.part, one.before, one.answer, content)
    found.answered_at = now
    return sum(1 for one in found.items if one.changed)
