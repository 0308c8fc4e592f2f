"""Tables of results: the lock's averages, the council's decision, the authority's signature."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.model import Contest
from contest.entries.model import Entry
from core.db import Base


class Standing(Base):
    """An entry's exact average at the lock: `total_points` hundredths over `divisor`.

    For a plain mean that is the number of `sheets`; a trimmed mean or a median counts fewer.
    `rank` counts within the contest's group, 1, 2, 2, 4; `eligible` is average ≥ pass mark.
    """

    __tablename__ = "standings"
    __table_args__ = (CheckConstraint("sheets >= 0", name="sheets_counted"),)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    total_points: Mapped[int]
    divisor: Mapped[int]
    sheets: Mapped[int]
    missing: Mapped[int] = mapped_column(default=0)
    rank: Mapped[int | None]
    tied: Mapped[bool] = mapped_column(default=False)
    eligible: Mapped[bool]
    certified: Mapped[bool | None]  # None until the council decided
    prize: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    entry: Mapped[Entry] = relationship(lazy="raise")


class LockRecord(Base):
    """The moment the sheets of a contest became final, and the gaps accepted with a reason."""

    __tablename__ = "lock_records"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    locked_at: Mapped[datetime]
    locked_by: Mapped[int]
    gaps: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    contest: Mapped[Contest] = relationship(lazy="raise")


class CouncilDecision(Base):
    """What the council decided on structure and number (TT 26/2014 Đ17.1), with its vote."""

    __tablename__ = "council_decisions"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    met_on: Mapped[date]
    present: Mapped[int]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    quotas: Mapped[dict[str, Any]]  # product group → number, as decided
    minutes_number: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[int]


class Submission(Base):
    """Tờ trình: the council's letter that asks the authority to recognise the list."""

    __tablename__ = "submissions"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    number: Mapped[str]
    sent_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]


class RecognitionDecision(Base):
    """The authority's decision: number, date, signer, as printed on every certificate."""

    __tablename__ = "recognition_decisions"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    number: Mapped[str]
    signed_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    authority: Mapped[str]
    place: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
