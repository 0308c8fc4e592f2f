"""What can be done with bodies: found them, appoint, replace, and record who scores whom not."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contest.bodies import queries, rules
from contest.bodies.kinds import BodyKind, Position, RecusalSource
from contest.bodies.model import Body, Recusal, Seat
from contest.bodies.rules import Seated
from contest.contests.kinds import Stage, reached
from contest.contests.model import Contest
from contest.contests.queries import get_contest_by_id, rules_of
from contest.entries.model import Entry
from core import audit
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity


def found(
    session: Session,
    who: Identity,
    contest_id: int,
    kind: BodyKind,
    decision_number: str,
    decision_date: date,
    founder: str,
    now: datetime,
) -> Body:
    """Record the decision that founds a body, or correct its number, date and founder.

    Raises Invalid (`missing`, `decision_in_future`), Conflict("bodies_settled").
    """
    contest = get_contest_by_id(session, contest_id)
    _ensure_open(contest, kind)
    faults = {
        name: "missing"
        for name, text in (("decision_number", decision_number), ("founder", founder))
        if not text
    }
    if decision_date > day_in_vietnam(now):
        faults["decision_date"] = "decision_in_future"
    if faults:
        raise Invalid(dict(faults))
    body = queries.body(session, contest_id, kind)
    if body is None:
        body = Body(contest_id=contest_id, kind=kind, founded_at=now, seats=[])
        session.add(body)
    body.decision_number, body.decision_date, body.founder = (
        decision_number,
        decision_date,
        founder,
    )
    session.flush()
    audit.record(
        session,
        who,
        now,
        "body.found",
        f"contest:{contest_id}",
        kind=kind.value,
        number=decision_number,
        date=decision_date.isoformat(),
    )
    return body


def appoint(
    session: Session,
    who: Identity,
    body_id: int,
    *,
    person: str,
    title: str,
    position: Position,
    account_id: int | None = None,
    now: datetime,
) -> Seat:
    """Give somebody a seat: an account, or a name only. Who left comes back to the same row.

    Raises NotFound("body_missing"), Conflict("bodies_settled"), Invalid beside `person` or
    `position`: `already_seated`, `position_taken`, `position_of_other_body`, `council_full`,
    `account_missing`, `missing`.
    """
    body = _held(session, body_id)
    contest = body.contest
    _ensure_open(contest, body.kind)
    name = _name(session, person, account_id)
    reason = rules.refusal_to_appoint(
        body.kind, _seated(body.seats), position, account_id, contest.level, rules_of(contest)
    )
    if reason is not None:
        raise Invalid({"person" if reason[0] == "already_seated" else "position": reason})
    order = rules.POSITIONS[body.kind].index(position)
    seat = _seat_for(session, body, account_id)
    seat.person, seat.title, seat.position = name, title, position
    seat.rank, seat.left_at = order * 100 + len(body.seats), None
    session.flush()
    _note(session, who, now, "seat.appoint", seat, contest)
    return seat


def replace(
    session: Session,
    who: Identity,
    seat_id: int,
    *,
    person: str,
    title: str,
    account_id: int | None = None,
    now: datetime,
) -> Seat:
    """Another person takes over a seat's position; the former seat stays on record as left.

    Additions and replacements are the founder's (Đ8.2). Raises as `appoint`, and
    Conflict("seat_left") when the seat is not held any more.
    """
    former = queries.get_seat(session, seat_id)
    body = _held(session, former.body_id)
    contest = body.contest
    _ensure_open(contest, body.kind)
    if former.left_at is not None:
        raise Conflict("seat_left")
    name = _name(session, person, account_id)
    if account_id is not None and account_id in {
        one.account_id for one in body.seats if one.left_at is None
    }:
        raise Invalid({"person": "already_seated"})
    former.left_at = now
    seat = _seat_for(session, body, account_id)
    seat.person, seat.title, seat.position = name, title, former.position
    seat.rank, seat.left_at = former.rank, None
    session.flush()
    _note(session, who, now, "seat.replace", seat, contest, former=former.person)
    return seat


def leave(session: Session, who: Identity, seat_id: int, now: datetime) -> Seat:
    """A seat is given up and nobody takes it yet. Pressed twice it is the same.

    Raises NotFound("seat_missing"), Conflict("bodies_settled").
    """
    seat = queries.get_seat(session, seat_id)
    _ensure_open(seat.body.contest, seat.body.kind)
    if seat.left_at is None:
        seat.left_at = now
        session.flush()
        _note(session, who, now, "seat.leave", seat, seat.body.contest)
    return seat


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
    seat = queries.get_seat(session, seat_id)
    entry = session.get(Entry, entry_id)
    contest = seat.body.contest
    if entry is None or entry.contest_id != contest.id or seat.body.kind is not BodyKind.JURY:
        raise NotFound("entry_not_of_contest")
    if known := _recusal(session, seat_id, entry_id):
        return known
    if not reason:
        raise Invalid({"reason": "missing"})
    if reached(contest.stage, Stage.LOCKED) or contest.stage is Stage.CANCELLED:
        raise Conflict("sheets_are_final")
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


def _recusal(session: Session, seat_id: int, entry_id: int) -> Recusal | None:
    query = select(Recusal).where(Recusal.seat_id == seat_id, Recusal.entry_id == entry_id)
    return session.scalar(query)


def _ensure_open(contest: Contest, kind: BodyKind) -> None:
    if rules.settled(kind, contest.stage):
        raise Conflict("bodies_settled")


def _seated(seats: Iterable[Seat]) -> list[Seated]:
    return [Seated(one.position, one.account_id) for one in seats if one.left_at is None]


def _name(session: Session, person: str, account_id: int | None) -> str:
    """The name on the seat: as typed, or the account's own."""
    if account_id is not None:
        account = session.get(Account, account_id)
        if account is None or account.disabled_at is not None:
            raise Invalid({"person": "account_missing"})
        return person or account.name
    if not person:
        raise Invalid({"person": "missing"})
    return person


def _held(session: Session, body_id: int) -> Body:
    """The body as it is now, held until the end: two people appointing at once would otherwise
    both see the chair free."""
    session.execute(select(Body.id).where(Body.id == body_id).with_for_update())
    return queries.get_body(session, body_id)


def _seat_for(session: Session, body: Body, account_id: int | None) -> Seat:
    """The row this account left earlier, or a new one: an account has one row in a body."""
    if account_id is not None:
        for one in body.seats:
            if one.account_id == account_id:
                return one
    seat = Seat(body=body, account_id=account_id)
    session.add(seat)
    return seat


def _note(
    session: Session,
    who: Identity,
    now: datetime,
    action: str,
    seat: Seat,
    contest: Contest,
    **more: str,
) -> None:
    audit.record(
        session,
        who,
        now,
        action,
        f"contest:{contest.id}",
        seat_id=seat.id,
        person=seat.person,
        position=seat.position.value,
        **more,
    )
