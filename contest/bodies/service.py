"""What can be done with bodies: found them, say who sits in them, add, replace, let go.

Whoever comes or goes after the founding decision's list is whole does so by a decision of the
same founder (TT 26/2014 Đ8.2); every coming and going is kept, and the work of who left stays.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies import clauses, queries, rules
from contest.bodies.kinds import BodyKind, Position, SeatAct
from contest.bodies.model import Body, BodyDecision, Seat, SeatChange, SeatProfile
from contest.bodies.rules import ChangeDecision, Seated
from contest.contests.model import Contest
from contest.contests.queries import get_contest_by_id, rules_of
from core import audit
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
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


def close_list(session: Session, who: Identity, body_id: int, now: datetime) -> Body:
    """Say that the list of the founding decision is whole. Pressed twice it is the same.

    Raises NotFound("body_missing"), Conflict("bodies_settled"), and Conflict with the code and
    facts of `rules.refusal_of_size`: a council of six, an even or empty jury.
    """
    body = _held(session, body_id)
    _ensure_open(body.contest, body.kind)
    if body.listed_at is not None:
        return body
    size = len(_seated(body.seats))
    kept = rules_of(body.contest)
    if reason := rules.refusal_of_size(body.kind, size, body.contest.level, kept):
        raise Conflict(reason[0], **reason[1])
    if not size:
        raise Conflict("body_empty")
    body.listed_at = now
    session.flush()
    subject = f"contest:{body.contest_id}"
    audit.record(session, who, now, "body.listed", subject, kind=body.kind.value, size=size)
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
    decision: ChangeDecision | None = None,
    now: datetime,
) -> Seat:
    """Give somebody a seat: an account, or a name only. Who left comes back to the same row.

    Once the list of the founding decision is whole it takes a `decision` of the founder. Raises
    NotFound("body_missing"), Conflict("bodies_settled"), Invalid beside `person`, `position`
    (`already_seated`, `position_taken`, `position_of_other_body`, `council_full`,
    `account_missing`, `missing`) or the decision's fields (rules.faults_of_decision).
    """
    body = _held(session, body_id)
    contest = body.contest
    _ensure_open(contest, body.kind)
    by = None
    if decision is not None or rules.sealed(body.listed_at is not None, contest.stage):
        by = _decision(session, who, body, decision, now)
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
    _change(session, who, body, seat, SeatAct.ADDED, now, by=by)
    return seat


def replace(
    session: Session,
    who: Identity,
    seat_id: int,
    *,
    person: str,
    title: str,
    account_id: int | None = None,
    decision: ChangeDecision | None,
    why: str = "",
    now: datetime,
) -> Seat:
    """Another person takes over a seat's position; the former seat stays on record as left, with
    its sheets.

    Replacements are the founder's alone, by a decision of their own (Đ8.2). Raises as `appoint`,
    and Conflict("seat_left") when the seat is not held any more.
    """
    former = queries.get_seat(session, seat_id)
    body = _held(session, former.body_id)
    contest = body.contest
    _ensure_open(contest, body.kind)
    if former.left_at is not None:
        raise Conflict("seat_left")
    by = _decision(session, who, body, decision, now)
    name = _name(session, person, account_id)
    if account_id is not None and account_id in {
        one.account_id for one in body.seats if one.left_at is None
    }:
        raise Invalid({"person": "already_seated"})
    former.left_at = now
    seat = _seat_for(session, body, account_id)
    seat.person, seat.title, seat.position = name, title, former.position
    seat.rank, seat.left_at = former.rank, None
    _change(session, who, body, seat, SeatAct.REPLACED, now, by=by, former=former, why=why)
    return seat


def leave(session: Session, who: Identity, seat_id: int, why: str, now: datetime) -> Seat:
    """A seat is given up, for a reason, and nobody takes it yet. Pressed twice it is the same.

    A jury at work that turns even goes on; that it did is on record. Raises
    NotFound("seat_missing"), Conflict("bodies_settled"), Invalid({"why": "missing"}).
    """
    seat = queries.get_seat(session, seat_id)
    body = _held(session, seat.body_id)
    _ensure_open(body.contest, body.kind)
    if seat.left_at is None:
        if not why:
            raise Invalid({"why": "missing"})
        seat.left_at = now
        _change(session, who, body, seat, SeatAct.LEFT, now, why=why)
    return seat


def keep_profile(
    session: Session,
    who: Identity,
    seat_id: int,
    *,
    workplace: str,
    tax_number: str,
    phone: str,
    address: str,
    now: datetime,
) -> SeatProfile:
    """What a juror told of their work, to look for ties with entrants.

    Raises NotFound("seat_missing"), Conflict("bodies_settled"), Invalid({"tax_number":
    "tax_number_digits"}).
    """
    seat = queries.get_seat(session, seat_id)
    _ensure_open(seat.body.contest, seat.body.kind)
    number = "".join(char for char in tax_number if char.isdecimal())
    if tax_number and len(number) not in rules.TAX_NUMBER_DIGITS:
        raise Invalid({"tax_number": "tax_number_digits"})
    profile = session.get(SeatProfile, seat_id)
    if profile is None:
        profile = SeatProfile(seat_id=seat_id)
        session.add(profile)
    profile.workplace, profile.tax_number = workplace, number
    profile.phone, profile.address = phone, address
    session.flush()
    audit.record(
        session, who, now, "seat.profile", f"contest:{seat.body.contest_id}", seat_id=seat_id
    )
    return profile


def _decision(
    session: Session,
    who: Identity,
    body: Body,
    given: ChangeDecision | None,
    now: datetime,
) -> BodyDecision:
    """The founder's decision on record, once for each number. Raises Invalid."""
    founding = ChangeDecision(body.decision_number, body.decision_date, body.founder)
    source = clauses.of_change(body.kind)
    faults = rules.faults_of_decision(given, founding, source, day_in_vietnam(now))
    if faults or given is None:
        raise Invalid(faults)
    known = session.scalar(
        select(BodyDecision).where(
            BodyDecision.body_id == body.id, BodyDecision.number == given.number
        )
    )
    if known is not None:
        if known.day != given.day:
            raise Invalid({"decision_date": ("decision_of_other_day", {"day": known.day})})
        return known
    made = BodyDecision(
        body_id=body.id,
        number=given.number,
        day=given.day,
        founder=given.founder,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(made)
    session.flush()
    return made


_DEEDS = {
    SeatAct.ADDED: "seat.appoint",
    SeatAct.REPLACED: "seat.replace",
    SeatAct.LEFT: "seat.leave",
}


def _change(
    session: Session,
    who: Identity,
    body: Body,
    seat: Seat,
    act: SeatAct,
    now: datetime,
    *,
    by: BodyDecision | None = None,
    former: Seat | None = None,
    why: str = "",
) -> None:
    """Keep that somebody came or went, and how many the body has now."""
    session.flush()
    held = {one.id for one in body.seats if one.left_at is None} | {seat.id}
    size = len(held - {seat.id} if act is SeatAct.LEFT else held)
    session.add(
        SeatChange(
            body_id=body.id,
            seat_id=seat.id,
            former_id=former.id if former else None,
            decision_id=by.id if by else None,
            act=act,
            why=why,
            size_after=size,
            at=now,
            recorded_by=who.account_id,
        )
    )
    contest = body.contest
    detail: dict[str, object] = {"seat_id": seat.id, "person": seat.person}
    detail["position"] = seat.position.value
    if by is not None:
        detail["decision"] = by.number
    if former is not None:
        detail["former"] = former.person
    if why:
        detail["reason"] = why
    if rules.turned_even(body.kind, size, contest.stage, rules_of(contest)):
        detail["even_size"] = size
    audit.record(session, who, now, _DEEDS[act], f"contest:{contest.id}", **detail)
    session.flush()


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
