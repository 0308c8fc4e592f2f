"""Tables of samples (TT 26/2014 Đ15): custody, how else to judge, consents to keep."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.entries.model import Entry
from contest.samples.kinds import SampleWay
from core.db import Base
from core.registry.kinds import ConsentHow


class Sample(Base):
    """What was brought for one entry at one time, and what became of it.

    `kept_until` and `kept_where`: it stays on show, with the owner's consent (SampleConsent).
    """

    __tablename__ = "samples"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    number: Mapped[int]
    received_at: Mapped[datetime]
    brought_by: Mapped[str]
    pieces: Mapped[int]
    condition: Mapped[str]
    stored_at: Mapped[str] = mapped_column(default="")
    received_by: Mapped[int]
    receiver: Mapped[str]
    kept_until: Mapped[date | None]
    kept_where: Mapped[str] = mapped_column(default="")
    returned_at: Mapped[datetime | None]
    returned_to: Mapped[str] = mapped_column(default="")
    returned_condition: Mapped[str] = mapped_column(default="")
    returned_by: Mapped[int | None]
    returner: Mapped[str] = mapped_column(default="")
    consent: Mapped["SampleConsent | None"] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")


class SampleConsent(Base):
    """The owner lets the sample be kept for fairs or a showroom (Đ15.3): who, how, which day."""

    __tablename__ = "sample_consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("samples.id"), unique=True)
    given_by: Mapped[str]
    how: Mapped[ConsentHow]
    given_on: Mapped[date]
    until: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    actor: Mapped[str]


class SampleMethod(Base):
    """A product that cannot be brought: what is asked, and what the council's chair decided.

    Rows are never changed once decided; the newest decided one stands (Đ15.2).
    """

    __tablename__ = "sample_methods"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    way: Mapped[SampleWay]
    why: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")  # where, when, the address of the film
    asked_at: Mapped[datetime]
    asked_by: Mapped[int]
    asker: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None]
    decider: Mapped[str] = mapped_column(default="")
