"""Reads about bodies and seats."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import Position
from contest.bodies.model import Body, Seat
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
