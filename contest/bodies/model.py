"""Tables of bodies, seats and recusals."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bodies.kinds import BodyKind, Position, RecusalSource, SeatAct, Settlement
from contest.contests.model import Contest
from contest.entries.model import Entry
from core.accounts.model import Account
from core.db import Base


class Body(Base):
    """A council, jury or support team, founded by a numbered decision."""

    __tablename__ = "bodies"
    __table_args__ = (UniqueConstraint("contest_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    kind: Mapped[BodyKind]
    decision_number: Mapped[str]
    decision_date: Mapped[date]
    founder: Mapped[str]
    founded_at: Mapped[datetime]
    listed_at: Mapped[datetime | None]
    """When the list of the founding decision was said to be whole; from then on whoever comes or
    goes does so by a decision of its own."""
    contest: Mapped[Contest] = relationship(lazy="raise")
    seats: Mapped[list["Seat"]] = relationship(lazy="raise", order_by="Seat.rank")


class Seat(Base):
    """One person's place in a body. A replaced person keeps the seat's row with `left_at`."""

    __tablename__ = "seats"
    __table_args__ = (UniqueConstraint("body_id", "account_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    person: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    position: Mapped[Position]
    rank: Mapped[int]
    left_at: Mapped[datetime | None]
    body: Mapped[Body] = relationship(lazy="raise", overlaps="seats")
    account: Mapped[Account | None] = relationship(lazy="raise")


class BodyDecision(Base):
    """A later decision of a body's founder: people added or replaced (TT 26/2014 Đ8.2)."""

    __tablename__ = "body_decisions"
    __table_args__ = (UniqueConstraint("body_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    number: Mapped[str]
    day: Mapped[date]
    founder: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]


class SeatChange(Base):
    """Somebody came into a body or left it. Rows are never updated.

    `size_after` counts the body then; `decision_id` is None for who was in the founding decision,
    and for who left before a decision. `former_id` is the seat that was taken over.
    """

    __tablename__ = "seat_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    former_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("body_decisions.id"))
    act: Mapped[SeatAct]
    why: Mapped[str] = mapped_column(default="")
    size_after: Mapped[int]
    at: Mapped[datetime]
    recorded_by: Mapped[int]
    seat: Mapped[Seat] = relationship(lazy="raise", foreign_keys=[seat_id])
    former: Mapped[Seat | None] = relationship(lazy="raise", foreign_keys=[former_id])
    decision: Mapped[BodyDecision | None] = relationship(lazy="raise")


class SeatProfile(Base):
    """What a juror told of their work, to look for ties: kept for this seat, shown to the desk."""

    __tablename__ = "seat_profiles"
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), primary_key=True)
    workplace: Mapped[str] = mapped_column(default="")
    tax_number: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class RecusalClaim(Base):
    """A tie that was declared by an entrant or found by the search, and what was answered.

    What the search finds is stored when it is answered; what an entrant declares at once, and it
    waits. Confirmed, it leads to a Recusal; dismissed, it keeps the reason. `ties` is a list of
    [tie, what is alike].
    """

    __tablename__ = "recusal_claims"
    __table_args__ = (
        UniqueConstraint("seat_id", "entry_id", "source"),
        CheckConstraint(
            "(settled IS NULL) = (settled_at IS NULL)"
            " AND (settled IS NULL) = (settled_by IS NULL)",
            name="settled_whole",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    source: Mapped[RecusalSource]
    ties: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(default="")
    raised_at: Mapped[datetime]
    raised_by: Mapped[int]
    settled: Mapped[Settlement | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_why: Mapped[str] = mapped_column(default="")
    seat: Mapped[Seat] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")


class Recusal(Base):
    """A juror does not score this entry, and why; entries are hidden from the recused juror."""

    __tablename__ = "recusals"
    __table_args__ = (UniqueConstraint("seat_id", "entry_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    source: Mapped[RecusalSource]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    seat: Mapped[Seat] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")
