"""Samples: receive, decide how to judge what cannot be brought, keep with consent, give back."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage, reached
from contest.entries.model import Entry
from contest.entries.steps import hold, refuse_if
from contest.samples import queries, rules
from contest.samples.kinds import SampleWay
from contest.samples.model import Sample, SampleConsent, SampleMethod
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import ConsentHow


def receive(
    session: Session,
    who: Identity,
    entry_id: int,
    *,
    brought_by: str,
    pieces: int | None,
    condition: str,
    stored_at: str,
    now: datetime,
) -> Sample:
    """Note that something was brought for this entry: who, how many, in what condition.

    Raises Invalid, Conflict for an entry without a code or one judged in another way.
    """
    entry = hold(session, entry_id)
    decided = queries.methods(session, [entry_id]).get(entry_id)
    way = decided.way if decided else SampleWay.PHYSICAL
    refuse_if(rules.refusal_to_receive(entry.status, entry.code, way))
    if faults := rules.faults_of_receipt(brought_by, pieces, condition):
        raise Invalid({**faults})
    last = session.scalar(select(func.max(Sample.number)).where(Sample.entry_id == entry_id))
    made = Sample(
        entry_id=entry_id,
        number=(last or 0) + 1,
        received_at=now,
        brought_by=brought_by.strip(),
        pieces=pieces or 0,
        condition=condition.strip(),
        stored_at=stored_at.strip()[: rules.MOST_WORDS],
        received_by=who.account_id,
        receiver=who.name,
        consent=None,
    )
    session.add(made)
    session.flush()
    _record(session, who, now, "sample.received", entry, number=made.number, pieces=made.pieces)
    return made


def give_back(
    session: Session,
    who: Identity,
    entry_id: int,
    sample_id: int,
    *,
    returned_to: str,
    condition: str,
    now: datetime,
) -> Sample:
    """Note that the sample went back: to whom, in what condition. Pressing twice is once.

    Raises NotFound, Invalid.
    """
    entry = hold(session, entry_id)
    found = queries.get_sample(session, entry_id, sample_id)
    if found.returned_at is not None:
        return found
    if faults := rules.faults_of_return(returned_to, condition):
        raise Invalid({**faults})
    found.returned_at, found.returned_to = now, returned_to.strip()
    found.returned_condition = condition.strip()
    found.returned_by, found.returner = who.account_id, who.name
    found.kept_until, found.kept_where = None, ""
    _record(session, who, now, "sample.returned", entry, number=found.number)
    return found


def agree(
    session: Session,
    who: Identity,
    entry_id: int,
    sample_id: int,
    *,
    given_by: str,
    how: ConsentHow,
    given_on: date | None,
    until: date | None,
    note: str,
    now: datetime,
) -> Sample:
    """The owner agrees that the sample is kept on show until a day (Đ15.3).

    Given here by the establishment's own people (ONLINE, in their own name), or told to the desk
    and noted by it. A newer consent takes the place of the older one. Raises NotFound, Invalid,
    Conflict("consent_by_owner_only") for ONLINE by anybody else, "sample_returned_before".
    """
    entry = hold(session, entry_id)
    found = queries.get_sample(session, entry_id, sample_id)
    own = entry.establishment_id in who.establishments()
    if (how is ConsentHow.ONLINE) is not own:
        raise Conflict("consent_by_owner_only")
    if found.returned_at is not None:
        raise Conflict("sample_returned_before")
    faults = rules.faults_of_consent(given_by, given_on, until, day_in_vietnam(now))
    if faults or given_on is None or until is None:
        raise Invalid({**faults})
    row = found.consent
    if row is None:
        row = SampleConsent(sample_id=found.id)
        session.add(row)
    row.given_by, row.how, row.given_on, row.until = given_by.strip(), how, given_on, until
    row.note = note.strip()[: rules.MOST_WORDS]
    row.recorded_at, row.recorded_by, row.actor = now, who.account_id, who.name
    session.flush()
    session.refresh(found, ["consent"])
    _record(
        session, who, now, "sample.consent", entry, number=found.number, how=how, until=str(until)
    )
    return found


def keep(
    session: Session,
    who: Identity,
    entry_id: int,
    sample_id: int,
    *,
    until: date | None,
    where: str,
    now: datetime,
) -> Sample:
    """Keep the sample on show after the contest, within what its owner agreed to.

    Raises NotFound, Invalid (until, where), Conflict("keep_without_consent" | "keep_past_consent"
    | "sample_returned_before").
    """
    entry = hold(session, entry_id)
    found = queries.get_sample(session, entry_id, sample_id)
    consent = found.consent.until if found.consent else None
    refuse_if(rules.refusal_to_keep(found.returned_at is not None, consent, until))
    faults: rules.Faults = {}
    if until is None:
        faults["kept_until"] = "missing"
    elif until < day_in_vietnam(now):
        faults["kept_until"] = "keep_until_past"
    if not where.strip():
        faults["kept_where"] = "missing"
    if faults:
        raise Invalid({**faults})
    found.kept_until, found.kept_where = until, where.strip()[: rules.MOST_WORDS]
    _record(session, who, now, "sample.kept", entry, number=found.number, until=str(until))
    return found


# --- how to judge what cannot be brought --------------------------------------------------------


def ask_method(
    session: Session,
    who: Identity,
    entry_id: int,
    way: SampleWay | None,
    why: str,
    detail: str,
    now: datetime,
) -> SampleMethod:
    """Ask the council's chair to let a product be judged in another way (Đ15.2).

    A request that waits is replaced. Raises Invalid, Conflict without a code or after the lock.
    """
    entry = _open_for_method(session, entry_id)
    if faults := rules.faults_of_method(way, why, detail):
        raise Invalid({**faults})
    row = queries.find_waiting(session, entry_id) or SampleMethod(entry_id=entry_id)
    row.way, row.why, row.detail = way or SampleWay.PHOTO, why.strip(), detail.strip()
    row.asked_at, row.asked_by, row.asker = now, who.account_id, who.name
    session.add(row)
    session.flush()
    _record(session, who, now, "sample.method_asked", entry, way=row.way, why=row.why)
    return row


def decide_method(
    session: Session,
    who: Identity,
    entry_id: int,
    way: SampleWay | None,
    why: str,
    detail: str,
    now: datetime,
) -> SampleMethod:
    """The council's chair decides how the product is judged; the newest decision stands, earlier
    ones stay on record. Who may decide is the door's matter. Raises as `ask_method`.
    """
    entry = _open_for_method(session, entry_id)
    if faults := rules.faults_of_method(way, why, detail):
        raise Invalid({**faults})
    row = queries.find_waiting(session, entry_id)
    if row is None:
        row = SampleMethod(
            entry_id=entry_id, asked_at=now, asked_by=who.account_id, asker=who.name
        )
        session.add(row)
    row.way, row.why, row.detail = way or SampleWay.PHOTO, why.strip(), detail.strip()
    row.decided_at, row.decided_by, row.decider = now, who.account_id, who.name
    session.flush()
    _record(session, who, now, "sample.method_decided", entry, way=row.way, why=row.why)
    return row


def _open_for_method(session: Session, entry_id: int) -> Entry:
    entry = hold(session, entry_id)
    if not entry.code:
        raise Conflict("sample_needs_code")
    stage = entry.contest.stage
    if stage is Stage.CANCELLED or reached(stage, Stage.LOCKED):
        raise Conflict("method_after_lock")
    return entry


def _record(
    session: Session, who: Identity, now: datetime, action: str, entry: Entry, **detail: object
) -> None:
    session.flush()
    audit.record(session, who, now, action, f"entry:{entry.id}", **detail)
