"""Who is to be told: the people of an establishment, of a body; and where an office writes to."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Body, Seat
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member


@dataclass(frozen=True, slots=True)
class Makers:
    """The people of establishments, and the addresses these gave as their own."""

    people: dict[int, frozenset[int]]
    contacts: dict[int, str]

    def of(self, establishment_id: int) -> frozenset[int]:
        """Account ids of those who belong to it."""
        return self.people.get(establishment_id, frozenset())

    def contact(self, establishment_id: int) -> tuple[str, ...]:
        """Its own e-mail, or nothing."""
        found = self.contacts.get(establishment_id)
        return (found,) if found else ()


def makers(session: Session, establishment_ids: Collection[int]) -> Makers:
    """The people and addresses of these establishments. Two statements."""
    wanted = set(establishment_ids)
    people: dict[int, set[int]] = {}
    for establishment_id, account_id in session.execute(
        select(Member.establishment_id, Member.account_id).where(
            Member.establishment_id.in_(wanted), Member.standing == Membership.HELD
        )
    ):
        people.setdefault(establishment_id, set()).add(account_id)
    contacts = session.execute(
        select(Establishment.id, Establishment.email).where(
            Establishment.id.in_(wanted), Establishment.email != ""
        )
    )
    return Makers({id_: frozenset(them) for id_, them in people.items()}, dict(contacts.all()))


def first_holders(session: Session, establishment_id: int) -> frozenset[int]:
    """Who answers those who ask to belong."""
    return frozenset(
        session.scalars(
            select(Member.account_id).where(
                Member.establishment_id == establishment_id,
                Member.standing == Membership.HELD,
                Member.first_holder,
            )
        )
    )


def seated(
    session: Session, contest_id: int, kind: BodyKind, *positions: Position
) -> frozenset[int]:
    """Accounts that sit in a body of the contest, in one of these positions or in any."""
    query = (
        select(Seat.account_id)
        .join(Body, Body.id == Seat.body_id)
        .where(
            Body.contest_id == contest_id,
            Body.kind == kind,
            Seat.left_at.is_(None),
            Seat.account_id.is_not(None),
        )
    )
    if positions:
        query = query.where(Seat.position.in_(positions))
    return frozenset(id_ for id_ in session.scalars(query) if id_ is not None)
