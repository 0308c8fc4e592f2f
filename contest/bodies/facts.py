"""What is known of jurors and of entrants, gathered to look for ties."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.model import SeatProfile
from contest.bodies.queries import jury_seats
from contest.bodies.ties import EntrantFacts, Firm, JurorFacts
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.accounts.model import Account
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member
from core.territory.model import Unit

LIVE = (EntryStatus.FILED, EntryStatus.SUPPLEMENT, EntryStatus.VALID)
"""Dossiers that are or may be scored."""


def juror_facts(session: Session, contest_id: int) -> list[JurorFacts]:
    """What is known of each juror, to look for ties: the account, what was told for the seat, and
    the establishments the juror belongs to. Three statements."""
    seats = jury_seats(session, contest_id)
    profiles = {
        one.seat_id: one
        for one in session.scalars(
            select(SeatProfile).where(SeatProfile.seat_id.in_([one.id for one in seats]))
        )
    }
    firms: dict[int, list[Firm]] = {}
    rows = session.execute(
        select(Member.account_id, Establishment, Unit.line)
        .join(Establishment, Establishment.id == Member.establishment_id)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(
            Member.account_id.in_([one.account_id for one in seats if one.account_id]),
            Member.standing == Membership.HELD,
        )
        .order_by(Establishment.id)
    )
    for account_id, made, line in rows:
        firms.setdefault(account_id, []).append(
            Firm(
                made.id,
                made.tax_number or "",
                made.phone,
                made.email,
                _address(made.address, line),
            )
        )
    found = []
    for seat in seats:
        told, account = profiles.get(seat.id), seat.account
        own = list(firms.get(seat.account_id or 0, ()))
        if told and told.tax_number:
            own.append(Firm(None, told.tax_number))
        found.append(
            JurorFacts(
                seat_id=seat.id,
                person=seat.person,
                account_id=seat.account_id,
                phones=_told(account.phone if account else "", told.phone if told else ""),
                emails=_told(account.email if account else ""),
                address=told.address if told else "",
                firms=tuple(own),
            )
        )
    return found


def entrant_facts(session: Session, contest_id: int) -> list[EntrantFacts]:
    """What is known of the maker of each dossier that is or may be scored, and of its people.
    Two statements."""
    rows = session.execute(
        select(Entry.id, Entry.product_name, Establishment, Unit.line)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(
            Entry.contest_id == contest_id,
            Entry.status.in_(LIVE),
        )
        .order_by(Entry.id)
    ).all()
    people: dict[int, list[Account]] = {}
    for establishment_id, account in session.execute(
        select(Member.establishment_id, Account)
        .join(Account, Account.id == Member.account_id)
        .join(Entry, Entry.establishment_id == Member.establishment_id)
        .where(Entry.contest_id == contest_id, Member.standing == Membership.HELD)
        .distinct()
    ):
        people.setdefault(establishment_id, []).append(account)
    return [
        EntrantFacts(
            entry_id=entry_id,
            establishment_id=maker.id,
            owners=_told(maker.representative, *(one.name for one in people.get(maker.id, ()))),
            phones=_told(maker.phone, *(one.phone for one in people.get(maker.id, ()))),
            emails=_told(maker.email, *(one.email for one in people.get(maker.id, ()))),
            tax_number=maker.tax_number or "",
            address=_address(maker.address, line),
            product=product_name,
            maker=maker.name,
        )
        for entry_id, product_name, maker, line in rows
    ]


def is_own_firm(session: Session, account_id: int, establishment_id: int) -> bool:
    """Whether this person is of the establishment that made the product."""
    query = select(Member.id).where(
        Member.account_id == account_id,
        Member.establishment_id == establishment_id,
        Member.standing == Membership.HELD,
    )
    return session.scalar(query) is not None


def _told(*said: str | None) -> tuple[str, ...]:
    return tuple(one for one in said if one)


def _address(street: str, line: str | None) -> str:
    return ", ".join(_told(street, line)) if street else ""
