"""Reads about bodies, seats and recusals."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.bodies.kinds import BodyKind, Position, SeatAct
from contest.bodies.model import Body, BodyDecision, Recusal, Seat, SeatChange, SeatProfile
from contest.bodies.rules import turned_even
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries.model import Entry
from core.errors import NotFound
from core.rights import Grant, Role

ROLES: dict[Position, tuple[Role, ...]] = {
    Position.COUNCIL_CHAIR: (Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER),
    Position.STANDING_VICE_CHAIR: (Role.COUNCIL_MEMBER,),
    Position.VICE_CHAIR: (Role.COUNCIL_MEMBER,),
    Position.COUNCIL_MEMBER: (Role.COUNCIL_MEMBER,),
    Position.JURY_HEAD: (Role.JURY_HEAD, Role.JUROR),
    Position.JURY_VICE_HEAD: (Role.JUROR,),
    Position.JUROR: (Role.JUROR,),
    Position.SECRETARY: (Role.SECRETARY,),
}
"""What a seat lets its holder do, for its contest only."""


def grants_by_seat(session: Session, account_id: int) -> list[Grant]:
    """The roles that an account's seats give it, each for the seat's contest."""
    rows = session.execute(
        select(Seat.position, Body.contest_id)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.account_id == account_id, Seat.left_at.is_(None))
    )
    return [
        Grant(role, contest_id=contest_id)
        for position, contest_id in rows
        for role in ROLES[position]
    ]


def body(session: Session, contest_id: int, kind: BodyKind) -> Body | None:
    """The council, jury or support team of a contest with all its seats, or None."""
    return session.scalar(
        select(Body)
        .where(Body.contest_id == contest_id, Body.kind == kind)
        .options(selectinload(Body.seats).joinedload(Seat.account))
        .execution_options(populate_existing=True)
    )


def bodies(session: Session, contest_id: int) -> dict[BodyKind, Body]:
    """Every body of a contest with all its seats, in the order of BodyKind. Two statements."""
    found = session.scalars(
        select(Body)
        .where(Body.contest_id == contest_id)
        .options(selectinload(Body.seats).joinedload(Seat.account))
        .execution_options(populate_existing=True)
    )
    by = {one.kind: one for one in found}
    return {kind: by[kind] for kind in BodyKind if kind in by}


def get_body(session: Session, body_id: int) -> Body:
    """The body with its contest and seats. Raises NotFound("body_missing")."""
    found = session.scalar(
        select(Body)
        .where(Body.id == body_id)
        .options(joinedload(Body.contest), selectinload(Body.seats))
        .execution_options(populate_existing=True)  # what others committed since it was read
    )
    if found is None:
        raise NotFound("body_missing")
    return found


def get_seat(session: Session, seat_id: int) -> Seat:
    """The seat with its body and contest. Raises NotFound("seat_missing")."""
    found = session.scalar(
        select(Seat)
        .where(Seat.id == seat_id)
        .options(joinedload(Seat.body).joinedload(Body.contest))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("seat_missing")
    return found


def seats(session: Session, contest_id: int, kind: BodyKind) -> list[Seat]:
    """The seats held today in one body, in the order of papers."""
    return list(
        session.scalars(
            select(Seat)
            .join(Body, Body.id == Seat.body_id)
            .where(Body.contest_id == contest_id, Body.kind == kind, Seat.left_at.is_(None))
            .order_by(Seat.rank, Seat.id)
            .options(joinedload(Seat.account))
        )
    )


def jury_seats(session: Session, contest_id: int) -> list[Seat]:
    """The jury's seats held today, the head first."""
    return seats(session, contest_id, BodyKind.JURY)


def seat_of(session: Session, contest_id: int, account_id: int, kind: BodyKind) -> Seat | None:
    """The seat that this account holds today in this body, or None."""
    return session.scalar(
        select(Seat)
        .join(Body, Body.id == Seat.body_id)
        .where(
            Body.contest_id == contest_id,
            Body.kind == kind,
            Seat.account_id == account_id,
            Seat.left_at.is_(None),
        )
    )


def recusals(session: Session, contest_id: int) -> list[Recusal]:
    """Every recusal of a contest with its seat and entry, in the order they were recorded."""
    return list(
        session.scalars(
            select(Recusal)
            .join(Entry, Entry.id == Recusal.entry_id)
            .where(Entry.contest_id == contest_id)
            .order_by(Recusal.recorded_at, Recusal.id)
            .options(joinedload(Recusal.seat), joinedload(Recusal.entry))
        )
    )


@dataclass(frozen=True, slots=True)
class BodyCounts:
    """How the bodies of a contest stand today; seats that were left are not counted."""

    council: int
    council_has_chair: bool
    jury: int
    jury_has_head: bool
    jury_without_account: int
    support_team: int
    recusals: int


def counts(session: Session, contest_id: int) -> BodyCounts:
    """The figures a step is judged by. Two statements."""
    held = session.execute(
        select(Body.kind, Seat.position, Seat.account_id)
        .join(Seat, Seat.body_id == Body.id)
        .where(Body.contest_id == contest_id, Seat.left_at.is_(None))
    ).all()
    kinds = [row.kind for row in held]
    positions = {row.position for row in held}
    recused = session.scalar(
        select(func.count())
        .select_from(Recusal)
        .join(Entry, Entry.id == Recusal.entry_id)
        .where(Entry.contest_id == contest_id)
    )
    return BodyCounts(
        council=kinds.count(BodyKind.COUNCIL),
        council_has_chair=Position.COUNCIL_CHAIR in positions,
        jury=kinds.count(BodyKind.JURY),
        jury_has_head=Position.JURY_HEAD in positions,
        jury_without_account=sum(
            row.kind is BodyKind.JURY and row.account_id is None for row in held
        ),
        support_team=kinds.count(BodyKind.SUPPORT_TEAM),
        recusals=recused or 0,
    )


def find_profile(session: Session, seat_id: int) -> SeatProfile | None:
    """What the juror in this seat told of their work, or None."""
    return session.get(SeatProfile, seat_id)


def history(session: Session, contest_id: int) -> dict[BodyKind, list[SeatChange]]:
    """Who came into the bodies and left them, in order, each with its seat, the former one and
    the decision; kept since such comings and goings are recorded. One statement."""
    found: dict[BodyKind, list[SeatChange]] = {}
    rows = session.execute(
        select(Body.kind, SeatChange)
        .join(SeatChange, SeatChange.body_id == Body.id)
        .where(Body.contest_id == contest_id)
        .order_by(SeatChange.at, SeatChange.id)
        .options(
            joinedload(SeatChange.seat),
            joinedload(SeatChange.former),
            joinedload(SeatChange.decision),
        )
    )
    for kind, change in rows:
        found.setdefault(kind, []).append(change)
    return found


def decisions(session: Session, body_id: int) -> list[BodyDecision]:
    """The later decisions of a body's founder, in the order of days."""
    query = select(BodyDecision).where(BodyDecision.body_id == body_id)
    return list(session.scalars(query.order_by(BodyDecision.day, BodyDecision.id)))


@dataclass(frozen=True, slots=True)
class EvenJury:
    """A jury at work that has an even number: how many, and who left last, when, why."""

    size: int
    person: str
    since: datetime | None
    why: str


def find_even_jury(session: Session, contest: Contest) -> EvenJury | None:
    """What every page of the watch has to tell of the jury, or None while it is odd. Two
    statements."""
    size = select(func.count()).select_from(Seat).join(Body, Body.id == Seat.body_id)
    jury = (Body.contest_id == contest.id, Body.kind == BodyKind.JURY)
    now = session.scalar(size.where(*jury, Seat.left_at.is_(None))) or 0
    last = session.scalar(
        select(SeatChange)
        .join(Body, Body.id == SeatChange.body_id)
        .where(*jury, SeatChange.act == SeatAct.LEFT)
        .order_by(SeatChange.at.desc(), SeatChange.id.desc())
        .limit(1)
        .options(joinedload(SeatChange.seat))
    )
    if not turned_even(BodyKind.JURY, now, contest.stage, rules_of(contest)):
        return None
    if last is None:
        return EvenJury(now, "", None, "")
    return EvenJury(now, last.seat.person, last.at, last.why)
