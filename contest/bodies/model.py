"""Tables of bodies, seats and recusals."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bodies.kinds import BodyKind, Position, RecusalSource
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
