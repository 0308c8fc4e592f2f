"""Table of nominations: a certified product put forward to a contest one level up."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.certificates.model import Certificate
from contest.contests.model import Contest
from core.db import Base


class Nomination(Base):
    """Named in the lower body's letter; the producer then files the upper dossier."""

    __tablename__ = "nominations"
    __table_args__ = (UniqueConstraint("certificate_id", "to_contest_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)
    to_contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    letter_number: Mapped[str]
    letter_date: Mapped[date]
    nominated_at: Mapped[datetime]
    nominated_by: Mapped[int]
    certificate: Mapped[Certificate] = relationship(lazy="raise")
    to_contest: Mapped[Contest] = relationship(lazy="raise")
