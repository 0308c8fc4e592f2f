"""Tables of fairs. One active allotment of a booth a day is a constraint of the database."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product
from core.territory.model import Unit
from fairs.fairs.kinds import ApplicationStatus, FairStatus


class Fair(Base):
    """A fair or exhibition (hội chợ, triển lãm) with its booths and days."""

    __tablename__ = "fairs"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    origin: Mapped[Origin]
    venue: Mapped[str]
    organiser: Mapped[str]
    intro: Mapped[str] = mapped_column(default="")
    status: Mapped[FairStatus]
    apply_from: Mapped[datetime]
    apply_until: Mapped[datetime]
    booth_price_dong: Mapped[int] = mapped_column(BigInteger)
    supported_percent: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    unit: Mapped[Unit] = relationship(lazy="raise")
    days: Mapped[list["FairDay"]] = relationship(lazy="raise", order_by="FairDay.day")
    booths: Mapped[list["Booth"]] = relationship(lazy="raise", order_by="Booth.position")


class FairDay(Base):
    """One day of a fair."""

    __tablename__ = "fair_days"
    __table_args__ = (UniqueConstraint("fair_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fairs.id"), index=True)
    day: Mapped[date]


class Booth(Base):
    """The smallest place that can be allotted; millimetres on the hall's plan."""

    __tablename__ = "booths"
    __table_args__ = (UniqueConstraint("fair_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fairs.id"), index=True)
    code: Mapped[str]
    position: Mapped[int]
    x_mm: Mapped[int]
    y_mm: Mapped[int]
    width_mm: Mapped[int] = mapped_column(default=3000)
    depth_mm: Mapped[int] = mapped_column(default=3000)
    corner: Mapped[bool] = mapped_column(default=False)
    blocked_reason: Mapped[str] = mapped_column(default="")


class Application(Base):
    """An establishment asks for booths at a fair, with the winning product it will show."""

    __tablename__ = "fair_applications"
    __table_args__ = (UniqueConstraint("fair_id", "establishment_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fairs.id"), index=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    certificate_number: Mapped[str]  # copied: what opened the way on the day of asking
    certificate_level: Mapped[str]  # copied with it: the order of allotting rests on both
    certificate_year: Mapped[int]
    booths_wanted: Mapped[int]
    wishes: Mapped[str] = mapped_column(default="")
    status: Mapped[ApplicationStatus]
    reason: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by: Mapped[int]
    fair: Mapped[Fair] = relationship(lazy="raise")
    establishment: Mapped[Establishment] = relationship(lazy="raise")
    product: Mapped[Product] = relationship(lazy="raise")
    allotments: Mapped[list["Allotment"]] = relationship(lazy="raise")


class FairInvitation(Base):
    """An establishment was asked by letter to come to a fair; once for each fair."""

    __tablename__ = "fair_invitations"
    __table_args__ = (UniqueConstraint("fair_id", "establishment_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fairs.id"))
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    invited_at: Mapped[datetime]
    invited_by: Mapped[int]


class Allotment(Base):
    """A booth given to an application for one day; `active` is false once released."""

    __tablename__ = "allotments"
    __table_args__ = (
        Index(
            "uq_allotments_booth_day",
            "booth_id",
            "fair_day_id",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("fair_applications.id"), index=True)
    booth_id: Mapped[int] = mapped_column(ForeignKey("booths.id"), index=True)
    fair_day_id: Mapped[int] = mapped_column(ForeignKey("fair_days.id"))
    active: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(default="")
    allotted_at: Mapped[datetime]
    allotted_by: Mapped[int]
    released_at: Mapped[datetime | None]
    booth: Mapped[Booth] = relationship(lazy="raise")
    fair_day: Mapped[FairDay] = relationship(lazy="raise")
