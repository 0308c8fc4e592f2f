"""Who scores whom not: what was found or declared, what was answered, and what is recorded.

Four sources: the juror declares, the entrant declares before judging, the search finds, the
secretary adds. What an entrant declares or the search finds waits until the desk or the jury head
confirms or dismisses it, with a reason. A juror's own establishment cannot be dismissed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from contest.bodies import clauses, queries, ties
from contest.bodies.facts import LIVE, entrant_facts, juror_facts
from contest.bodies.kinds import BodyKind, RecusalSource, Settlement
from contest.bodies.model import Body, Recusal, RecusalClaim, Seat
from contest.bodies.ties import Alike
from contest.contests.kinds import Stage, reached
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity


@dataclass(frozen=True, slots=True)
class Pending:
    """A juror and an entry that wait for an answer. `ties` are what is alike, `reason` what was
    declared; `own_firm` leaves no choice but to confirm."""

    seat_id: int
    entry_id: int
    juror: str
    product: str
    maker: str
    source: RecusalSource
    ties: tuple[Alike, ...]
    reason: str
    raised_at: datetime | None
    own_firm: bool


def pending(session: Session, contest_id: int) -> list[Pending]:
    """What waits for an answer: declared first, then found, by juror. A fixed number of
    statements.

    A find that was dismissed comes back only with a tie that was not known then.
    """
    jurors = {one.seat_id: one for one in juror_facts(session, contest_id)}
    entrants = {one.entry_id: one for one in entrant_facts(session, contest_id)}
    recorded = {(one.seat_id, one.entry_id) for one in queries.recusals(session, contest_id)}
    claims = _claims(session, contest_id)
    waiting = []
    for claim in claims:
        pair = (claim.seat_id, claim.entry_id)
        if claim.settled is None and pair not in recorded and claim.entry_id in entrants:
            waiting.append(
                Pending(
                    *pair,
                    claim.seat.person,
                    entrants[claim.entry_id].product,
                    entrants[claim.entry_id].maker,
                    claim.source,
                    (),
                    claim.reason,
                    claim.raised_at,
                    own_firm=False,
                )
            )
    dismissed = {
        (one.seat_id, one.entry_id): {tie for tie, _ in one.ties}
        for one in claims
        if one.settled is Settlement.DISMISSED and one.source is RecusalSource.FOUND
    }
    for one in ties.found(list(jurors.values()), list(entrants.values())):
        pair = (one.seat_id, one.entry_id)
        new = {tie.value for tie, _ in one.ties} - dismissed.get(pair, set())
        if pair not in recorded and new:
            entrant = entrants[one.entry_id]
            waiting.append(
                Pending(
                    *pair,
                    jurors[one.seat_id].person,
                    entrant.product,
                    entrant.maker,
                    RecusalSource.FOUND,
                    one.ties,
                    "",
                    None,
                    own_firm=one.own_firm,
                )
            )
    return waiting


def answered(session: Session, contest_id: int) -> list[RecusalClaim]:
    """What was dismissed, the newest first, with seat and entry."""
    found = [one for one in _claims(session, contest_id) if one.settled is Settlement.DISMISSED]
    return sorted(found, key=lambda one: (one.settled_at is None, one.settled_at), reverse=True)


def declared_about(session: Session, entry_id: int) -> list[RecusalClaim]:
    """What the entrant declared for this entry, in order, with the seats."""
    return list(
        session.scalars(
            select(RecusalClaim)
            .where(
                RecusalClaim.entry_id == entry_id,
                RecusalClaim.source == RecusalSource.DECLARED_BY_ENTRANT,
            )
            .order_by(RecusalClaim.id)
            .options(joinedload(RecusalClaim.seat))
        )
    )


def scorers_left(session: Session, contest_id: int) -> dict[int, int]:
    """Valid entry → how many present jurors still score it. Two statements."""
    seats = [one.id for one in queries.jury_seats(session, contest_id)]
    rows = session.execute(
        select(Entry.id, func.count(Recusal.id))
        .outerjoin(Recusal, (Recusal.entry_id == Entry.id) & Recusal.seat_id.in_(seats))
        .where(Entry.contest_id == contest_id, Entry.status == EntryStatus.VALID)
        .group_by(Entry.id)
    )
    return {entry_id: len(seats) - recused for entry_id, recused in rows}


def recuse(
    session: Session,
    who: Identity,
    seat_id: int,
    entry_id: int,
    source: RecusalSource,
    reason: str,
    now: datetime,
) -> Recusal:
    """The juror in that seat does not score that entry. Recorded once; again is the same.

    Raises Invalid({"reason": "missing"}), NotFound("entry_not_of_contest") for an entry of
    another contest or a seat outside its jury, Conflict("sheets_are_final") after the lock.
    """
    seat, entry = _pair(session, seat_id, entry_id)
    contest = seat.body.contest
    if known := _recusal(session, seat_id, entry_id):
        return known
    if not reason:
        raise Invalid({"reason": "missing"})
    _ensure_unlocked(contest)
    made = Recusal(
        seat=seat,
        entry=entry,
        source=source,
        reason=reason,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:
        there = _recusal(session, seat_id, entry_id)
        if there is None:
            raise
        return there
    audit.record(
        session,
        who,
        now,
        "recusal.record",
        f"entry:{entry_id}",
        seat_id=seat_id,
        source=source.value,
        reason=reason,
    )
    return made


def declare(
    session: Session, who: Identity, entry_id: int, seat_id: int, reason: str, now: datetime
) -> RecusalClaim:
    """An entrant says, before judging, that a juror is tied to them. Said twice it is one.

    It waits for the desk or the jury head. Raises Invalid beside `reason`, NotFound as `recuse`,
    Conflict("declared_too_late") once judging has begun.
    """
    seat, entry = _pair(session, seat_id, entry_id)
    if seat.left_at is not None:
        raise NotFound("entry_not_of_contest")
    if seat.body.contest.stage is not Stage.OPEN:
        raise Conflict("declared_too_late")
    if known := _claim(session, seat_id, entry_id, RecusalSource.DECLARED_BY_ENTRANT):
        return known
    if not reason:
        raise Invalid({"reason": "missing"})
    made = RecusalClaim(
        seat=seat,
        entry=entry,
        source=RecusalSource.DECLARED_BY_ENTRANT,
        ties=[],
        reason=reason,
        raised_at=now,
        raised_by=who.account_id,
    )
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:
        there = _claim(session, seat_id, entry_id, RecusalSource.DECLARED_BY_ENTRANT)
        if there is None:
            raise
        return there
    audit.record(
        session, who, now, "recusal.claim", f"entry:{entry_id}", seat_id=seat_id, reason=reason
    )
    return made


def settle(
    session: Session,
    who: Identity,
    seat_id: int,
    entry_id: int,
    source: RecusalSource,
    answer: Settlement,
    why: str,
    now: datetime,
) -> RecusalClaim:
    """Confirm or dismiss what was found or declared, with a reason. Answered twice it is one.

    Confirming records the recusal. Raises Invalid({"why": "missing"}), NotFound("claim_missing")
    when nothing of that kind waits, Conflict("own_firm_stands") for dismissing a juror's own
    establishment, ("own_case") for a juror who answers about himself, ("sheets_are_final").
    """
    seat, _entry = _pair(session, seat_id, entry_id)
    contest = seat.body.contest
    claim = _claim(session, seat_id, entry_id, source)
    if claim is not None and claim.settled is answer:
        return claim
    waits = next(
        (
            one
            for one in pending(session, contest.id)
            if (one.seat_id, one.entry_id, one.source) == (seat_id, entry_id, source)
        ),
        None,
    )
    if waits is None:
        raise NotFound("claim_missing")
    if not why:
        raise Invalid({"why": "missing"})
    _ensure_unlocked(contest)
    if answer is Settlement.DISMISSED:
        if waits.own_firm:
            raise _own_firm("own_firm_stands", waits.product, waits.juror)
        if seat.account_id is not None and seat.account_id == who.account_id:
            raise Conflict("own_case")
    if claim is None:
        claim = RecusalClaim(
            seat=seat,
            entry_id=entry_id,
            source=source,
            reason="",
            raised_at=now,
            raised_by=who.account_id,
        )
        session.add(claim)
    claim.ties = [[tie.value, said] for tie, said in waits.ties]
    claim.settled, claim.settled_why = answer, why
    claim.settled_at, claim.settled_by = now, who.account_id
    session.flush()
    audit.record(
        session,
        who,
        now,
        f"recusal.{answer.value}",
        f"entry:{entry_id}",
        seat_id=seat_id,
        source=source.value,
        ties=[tie.value for tie, _ in waits.ties],
        reason=why,
    )
    if answer is Settlement.CONFIRMED:
        recuse(session, who, seat_id, entry_id, source, why, now)
    return claim


def record_own_firms(
    session: Session, who: Identity, contest_id: int, now: datetime
) -> list[Recusal]:
    """Record that no juror scores a product of the juror's own establishment: when judging
    begins, and whenever somebody comes into the jury. The clause stands as the reason."""
    made = []
    for one in pending(session, contest_id):
        if one.own_firm:
            made.append(
                recuse(
                    session,
                    who,
                    one.seat_id,
                    one.entry_id,
                    RecusalSource.FOUND,
                    clauses.of_own_firm(),
                    now,
                )
            )
    return made


def refusal_for_own_firm(product: str, juror: str) -> Conflict:
    """Why a juror does not score a product of their own establishment, with the clause."""
    return _own_firm("own_firm_on_list", product, juror)


def _own_firm(code: str, product: str, juror: str) -> Conflict:
    return Conflict(
        code,
        product=product,
        juror=juror,
        clause=clauses.of_own_firm(),
        article=clauses.of_independence(),
    )


def _pair(session: Session, seat_id: int, entry_id: int) -> tuple[Seat, Entry]:
    seat = queries.get_seat(session, seat_id)
    entry = session.get(Entry, entry_id)
    kind, contest_id = seat.body.kind, seat.body.contest_id
    if entry is None or entry.contest_id != contest_id or kind is not BodyKind.JURY:
        raise NotFound("entry_not_of_contest")
    return seat, entry


def _ensure_unlocked(contest: Contest) -> None:
    if reached(contest.stage, Stage.LOCKED) or contest.stage is Stage.CANCELLED:
        raise Conflict("sheets_are_final")


def _recusal(session: Session, seat_id: int, entry_id: int) -> Recusal | None:
    query = select(Recusal).where(Recusal.seat_id == seat_id, Recusal.entry_id == entry_id)
    return session.scalar(query)


def _claim(
    session: Session, seat_id: int, entry_id: int, source: RecusalSource
) -> RecusalClaim | None:
    return session.scalar(
        select(RecusalClaim).where(
            RecusalClaim.seat_id == seat_id,
            RecusalClaim.entry_id == entry_id,
            RecusalClaim.source == source,
        )
    )


def _claims(session: Session, contest_id: int) -> list[RecusalClaim]:
    return list(
        session.scalars(
            select(RecusalClaim)
            .join(Seat, Seat.id == RecusalClaim.seat_id)
            .join(Body, Body.id == Seat.body_id)
            .where(Body.contest_id == contest_id)
            .order_by(RecusalClaim.id)
            .options(joinedload(RecusalClaim.seat), joinedload(RecusalClaim.entry))
        )
    )


def waiting(session: Session, contest_ids: Iterable[int]) -> dict[int, int]:
    """Contest → how many declarations of entrants wait for an answer. One statement."""
    rows = session.execute(
        select(Entry.contest_id, func.count())
        .join(RecusalClaim, RecusalClaim.entry_id == Entry.id)
        .where(
            Entry.contest_id.in_(list(contest_ids)),
            RecusalClaim.settled.is_(None),
            Entry.status.in_(LIVE),
        )
        .group_by(Entry.contest_id)
    )
    return {row[0]: row[1] for row in rows}
