"""Table of what needs to be looked at again."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.certificates.model import Certificate
from contest.reviews.kinds import Built
from core.db import Base


class Review(Base):
    """One thing that rests on a revoked certificate: `subject_id` is its id in its own table.

    `unit_id` (and `contest_id`, where it lies in a contest) say whose desk looks at it; `label`
    is what it was called on the day. Settled with a note of what was decided.
    """

    __tablename__ = "certificate_reviews"
    __table_args__ = (UniqueConstraint("certificate_id", "kind", "subject_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)
    kind: Mapped[Built]
    subject_id: Mapped[int]
    label: Mapped[str]
    address: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contests.id"))
    opened_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_by_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    certificate: Mapped[Certificate] = relationship(lazy="raise")
