"""Keeping history: enter, correct, remove an old round or an old recognition, each on record."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.history import queries, rules, ways
from contest.history.model import PastRecognition, PastRound
from contest.history.rules import RecognitionFacts, RoundFacts
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotAllowed
from core.identity import SYSTEM, Identity
from core.registry import queries as registry
from core.registry.kinds import Origin
from core.registry.model import Product
from core.rights import Act, Subject
from core.territory.model import Unit
from core.territory.queries import find_unit, reach
from core.territory.rules import UnitKind
from core.text import search_text

MOST_WHY = 500


def kind_of(level: ContestLevel) -> UnitKind:
    """The kind of unit that holds rounds of this level."""
    return UnitKind(level.value)


# ---------------------------------------------------------------------------------- old rounds


def add_round(
    session: Session,
    who: Identity,
    facts: RoundFacts,
    now: datetime,
    origin: Origin = Origin.REGISTERED,
    *,
    place_as_printed: str = "",
) -> PastRound:
    """Keep an old round as one row.

    Raises Invalid beside the fields, NotAllowed("not_your_place") for a place that is not the
    person's, Conflict("past_round_exists", past_round_id=…) when this round is kept already.
    """
    unit = _check_round(session, who, facts, now, origin, place_as_printed)
    if there := find_same_round(session, facts, origin):
        raise Conflict("past_round_exists", past_round_id=there.id)
    made = PastRound(
        origin=origin,
        place_as_printed=place_as_printed,
        entered_at=now,
        entered_by=who.account_id,
    )
    _write_round(made, facts, unit)
    _insert(session, made, "past_round_exists")
    audit.record(
        session, who, now, "history.round.entered", f"past_round:{made.id}", **told_round(made)
    )
    return made


def find_same_round(
    session: Session, facts: RoundFacts, origin: Origin = Origin.REGISTERED
) -> PastRound | None:
    """The row that is kept of this very round (level, place, year, number), or None."""
    if facts.unit_id is None:
        return None
    return session.scalar(
        select(PastRound).where(
            PastRound.level == facts.level,
            PastRound.unit_id == facts.unit_id,
            PastRound.year == facts.year,
            PastRound.round == facts.round,
            PastRound.origin == origin,
        )
    )


def update_round(
    session: Session,
    who: Identity,
    past_round_id: int,
    facts: RoundFacts,
    now: datetime,
    *,
    version: int | None = None,
) -> PastRound:
    """Correct a row. Raises NotFound, Invalid, NotAllowed, Conflict ("past_round_exists",
    "changed_elsewhere" when `version` is no longer the newest, "past_row_published")."""
    made = queries.get_round(session, past_round_id)
    _refuse_published(made)
    if version is not None and version != made.version:
        raise Conflict("changed_elsewhere")
    unit = _check_round(session, who, facts, now, made.origin, made.place_as_printed)
    there = find_same_round(session, facts, made.origin)
    if there is not None and there.id != made.id:
        raise Conflict("past_round_exists", past_round_id=there.id)
    before = told_round(made)
    _write_round(made, facts, unit)
    session.flush()
    _record_change(session, who, now, f"past_round:{made.id}", "round", before, told_round(made))
    return made


def remove_round(
    session: Session, who: Identity, past_round_id: int, why: str, now: datetime
) -> None:
    """Take a row away; the record keeps all of it with the reason.

    Raises NotFound, Invalid("why"), NotAllowed.
    """
    made = queries.get_round(session, past_round_id)
    _refuse_published(made)
    _demand(session, who, made.unit_id)
    why = _reason(why)
    audit.record(
        session,
        who,
        now,
        "history.round.removed",
        f"past_round:{made.id}",
        why=why,
        before=told_round(made),
    )
    session.delete(made)
    session.flush()


def _refuse_published(made: PastRound) -> None:
    """What a public source prints is not corrected here; an office enters its own row, which then
    counts instead."""
    if made.origin is Origin.PUBLISHED:
        raise Conflict("past_row_published")


def told_round(made: PastRound) -> dict[str, Any]:
    """A row as the record tells it: everything that was entered."""
    return {
        "level": made.level.value,
        "unit_id": made.unit_id,
        "place": made.place_as_printed,
        "year": made.year,
        "round": made.round,
        **{name: getattr(made, name) for name in rules.FIGURES},
        "decision_number": made.decision_number,
        "decision_date": _iso(made.decision_date),
        "source": made.source,
        "source_url": made.source_url,
        "note": made.note,
    }


def _check_round(
    session: Session,
    who: Identity,
    facts: RoundFacts,
    now: datetime,
    origin: Origin,
    printed: str,
) -> Unit | None:
    faults = rules.faults_of_round(facts, day_in_vietnam(now).year)
    unit, fault = _place(session, facts.level, facts.unit_id, facts.year)
    if fault and not (origin is Origin.PUBLISHED and facts.unit_id is None and printed):
        faults.setdefault("unit_id", fault)
    if faults:
        raise Invalid(faults)
    _demand(session, who, facts.unit_id)
    return unit


def _write_round(made: PastRound, facts: RoundFacts, unit: Unit | None) -> None:
    made.level, made.unit_id = facts.level, facts.unit_id
    made.year, made.round = facts.year, facts.round
    for name, value in asdict(facts.figures).items():
        setattr(made, name, value)
    made.decision_number = facts.decision_number.strip()
    made.decision_date = facts.decision_date
    made.source, made.source_url = facts.source.strip(), facts.source_url.strip()
    made.note = facts.note.strip()
    made.search_text = search_text(made.place_as_printed, unit.search if unit else None)


# ----------------------------------------------------------------------------- old recognitions


def add_recognition(
    session: Session,
    who: Identity,
    facts: RecognitionFacts,
    now: datetime,
    origin: Origin = Origin.REGISTERED,
) -> PastRecognition:
    """Keep an old recognition of a product of the register. It gets no code and no certificate.

    Raises Invalid beside the fields, NotFound("product_not_found"), NotAllowed("not_your_place")
    when the maker is not in the person's place, Conflict("past_recognition_exists", …) when this
    recognition is kept already.
    """
    product, unit = _check_recognition(session, who, facts, now)
    if there := find_same_recognition(session, facts):
        raise Conflict("past_recognition_exists", past_recognition_id=there.id)
    made = PastRecognition(origin=origin, entered_at=now, entered_by=who.account_id)
    _write_recognition(made, facts, product, unit)
    _insert(session, made, "past_recognition_exists")
    audit.record(
        session,
        who,
        now,
        "history.recognition.entered",
        f"past_recognition:{made.id}",
        **told_recognition(made),
    )
    return made


def find_same_recognition(session: Session, facts: RecognitionFacts) -> PastRecognition | None:
    """The row that is kept of this very recognition, or None."""
    return session.scalar(
        select(PastRecognition).where(
            PastRecognition.product_id == facts.product_id,
            PastRecognition.level == facts.level,
            PastRecognition.unit_id == facts.unit_id,
            PastRecognition.year == facts.year,
            PastRecognition.round == facts.round,
        )
    )


def update_recognition(
    session: Session,
    who: Identity,
    past_recognition_id: int,
    facts: RecognitionFacts,
    now: datetime,
    *,
    version: int | None = None,
) -> PastRecognition:
    """Correct a row; its product stays. Raises NotFound, Invalid, NotAllowed, Conflict."""
    made = queries.get_recognition(session, past_recognition_id)
    if version is not None and version != made.version:
        raise Conflict("changed_elsewhere")
    product, unit = _check_recognition(session, who, facts, now)
    there = find_same_recognition(session, facts)
    if there is not None and there.id != made.id:
        raise Conflict("past_recognition_exists", past_recognition_id=there.id)
    before = told_recognition(made)
    _write_recognition(made, facts, product, unit)
    session.flush()
    _record_change(
        session,
        who,
        now,
        f"past_recognition:{made.id}",
        "recognition",
        before,
        told_recognition(made),
    )
    return made


def remove_recognition(
    session: Session, who: Identity, past_recognition_id: int, why: str, now: datetime
) -> None:
    """Take a row away; the record keeps all of it with the reason.

    Raises NotFound, Invalid("why"), NotAllowed, Conflict("past_recognition_opened_a_way") while a
    dossier stands that was filed with it.
    """
    made = queries.get_recognition(session, past_recognition_id)
    _demand_product(session, who, made.product, made.unit_id)
    why = _reason(why)
    if ways.rests_on(session, made.id):
        raise Conflict("past_recognition_opened_a_way")
    audit.record(
        session,
        who,
        now,
        "history.recognition.removed",
        f"past_recognition:{made.id}",
        why=why,
        before=told_recognition(made),
    )
    session.delete(made)
    session.flush()


def told_recognition(made: PastRecognition) -> dict[str, Any]:
    """A row as the record tells it: everything that was entered."""
    return {
        "product_id": made.product_id,
        "product": made.product_as_printed,
        "maker": made.maker_as_printed,
        "level": made.level.value,
        "unit_id": made.unit_id,
        "year": made.year,
        "round": made.round,
        "decision_number": made.decision_number,
        "decision_date": _iso(made.decision_date),
        "certificate_number": made.certificate_number,
        "issued_on": _iso(made.issued_on),
        "printed_until": _iso(made.printed_until),
        "revoked_on": _iso(made.revoked_on),
        "prize": made.prize,
        "source": made.source,
        "note": made.note,
    }


def _check_recognition(
    session: Session, who: Identity, facts: RecognitionFacts, now: datetime
) -> tuple[Product, Unit]:
    product = registry.get_product(session, facts.product_id)
    faults = rules.faults_of_recognition(facts, day_in_vietnam(now))
    unit, fault = _place(session, facts.level, facts.unit_id, facts.year)
    if fault:
        faults.setdefault("unit_id", fault)
    if faults or unit is None:
        raise Invalid(faults)
    _demand_product(session, who, product, unit.id)
    return product, unit


def _write_recognition(
    made: PastRecognition, facts: RecognitionFacts, product: Product, unit: Unit
) -> None:
    maker = product.establishment
    made.product_id, made.level = facts.product_id, facts.level
    made.unit_id = unit.id
    made.year, made.round = facts.year, facts.round
    made.product_as_printed = facts.product_as_printed.strip() or product.name
    made.maker_as_printed = facts.maker_as_printed.strip() or (maker.name if maker else "")
    made.decision_number = facts.decision_number.strip()
    made.decision_date = facts.decision_date
    made.certificate_number = facts.certificate_number.strip()
    made.number_key = queries.number_key(facts.certificate_number)
    made.issued_on, made.printed_until = facts.issued_on, facts.printed_until
    made.revoked_on, made.prize = facts.revoked_on, facts.prize.strip()
    made.source, made.note = facts.source.strip(), facts.note.strip()


# ------------------------------------------------------------------------------------- for both


def _place(
    session: Session, level: ContestLevel, unit_id: int | None, year: int
) -> tuple[Unit | None, str | None]:
    """The unit, and why a round of that level and year cannot lie there: another kind of place,
    or one that did not stand at all in that year. So one round never gets two places."""
    unit = find_unit(session, unit_id) if unit_id is not None else None
    if unit is None:
        return None, "place_missing"
    if unit.kind is not kind_of(level):
        return unit, "place_of_other_level"
    if unit.kind in (UnitKind.NATION, UnitKind.REGION):
        return unit, None
    stood = unit.valid_from.year <= year and (
        unit.valid_until is None or unit.valid_until.year >= year
    )
    return unit, None if stood else "past_place_not_then"


def _demand(session: Session, who: Identity, unit_id: int | None) -> None:
    places = reach(session, unit_id) if unit_id is not None else frozenset()
    if who != SYSTEM and not who.may(Act.HISTORY_KEEP, Subject(reach=places)):
        raise NotAllowed("not_your_place")


def _demand_product(
    session: Session, who: Identity, product: Product, unit_id: int | None
) -> None:
    maker = product.establishment
    _demand(session, who, maker.unit_id if maker is not None else unit_id)


def _insert(session: Session, made: PastRound | PastRecognition, code: str) -> None:
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:  # the same row, sent twice at once
        raise Conflict(code) from None


def _record_change(
    session: Session,
    who: Identity,
    now: datetime,
    subject: str,
    what: str,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    if changed := sorted(key for key in after if after[key] != before[key]):
        audit.record(
            session,
            who,
            now,
            f"history.{what}.changed",
            subject,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )


def _reason(why: str) -> str:
    why = why.strip()
    if not why:
        raise Invalid({"why": "missing"})
    if len(why) > MOST_WHY:
        raise Invalid({"why": ("too_long", {"most": MOST_WHY})})
    return why


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
