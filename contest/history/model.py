"""Tables of history: what is told of rounds and recognitions, never contests run here."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.kinds import ContestLevel
from core.db import Base
from core.registry.kinds import Origin
from core.registry.model import Product
from core.territory.model import Unit


class PastRound(Base):
    """One row of what is kept of an old round. A figure that nobody wrote down is NULL, never 0.

    `unit_id` is NULL only where a published row names a place that the lists do not hold.
    """

    __tablename__ = "past_rounds"
    __table_args__ = (
        UniqueConstraint("level", "unit_id", "year", "round", "origin"),
        CheckConstraint("round >= 1", name="round_counts_from_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[ContestLevel]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    place_as_printed: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    round: Mapped[int] = mapped_column(default=1)
    received: Mapped[int | None]
    valid: Mapped[int | None]
    entrants: Mapped[int | None]
    passed: Mapped[int | None]
    certified: Mapped[int | None]
    prized: Mapped[int | None]
    nominated: Mapped[int | None]
    target: Mapped[int | None]
    decision_number: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[date | None]
    source: Mapped[str]
    source_url: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[Origin]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    unit: Mapped[Unit | None] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class PastRecognition(Base):
    """A recognition that an office's own papers state. It has a paper behind it and no code: it
    is no certificate issued here. What a public source prints is a PublishedRecognition."""

    __tablename__ = "past_recognitions"
    __table_args__ = (
        UniqueConstraint("product_id", "level", "unit_id", "year", "round"),
        CheckConstraint("round >= 1", name="round_counts_from_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    level: Mapped[ContestLevel]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    round: Mapped[int] = mapped_column(default=1)
    product_as_printed: Mapped[str]
    maker_as_printed: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[date | None]
    certificate_number: Mapped[str] = mapped_column(default="")
    number_key: Mapped[str] = mapped_column(default="", index=True)
    """The certificate number without spaces and case, as it is looked for."""
    issued_on: Mapped[date | None]
    printed_until: Mapped[date | None]
    revoked_on: Mapped[date | None]
    prize: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[Origin]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    product: Mapped[Product] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
