"""Tables of scores. A score is whole hundredths of a point; an empty one is no row, never 0."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bodies.model import Seat
from contest.contests.model import Criterion, ScoringFrame
from contest.entries.model import Entry
from contest.scoring.kinds import Outcome
from core.db import Base


class ScoreSheet(Base):
    """One juror's sheet for one entry (PL4): open while it is filled, signed when it is final.

    `total_points` is written by the signature, in hundredths; the lock holds it against the sum
    of the sheet's own points. `superseded_at` is when another version of the frame came into
    force: the sheet stays as it was, counts no more, and the juror scores anew on another one.
    """

    __tablename__ = "score_sheets"
    __table_args__ = (
        Index(
            "uq_score_sheets_in_force",
            "entry_id",
            "seat_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        CheckConstraint("signed_at IS NULL OR total_points IS NOT NULL", name="signed_total"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    frame_id: Mapped[int] = mapped_column(ForeignKey("scoring_frames.id"))
    remark: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    total_points: Mapped[int | None]
    superseded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    entry: Mapped[Entry] = relationship(lazy="raise")
    seat: Mapped[Seat] = relationship(lazy="raise")
    frame: Mapped[ScoringFrame] = relationship(lazy="raise")
    scores: Mapped[list["Score"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Score(Base):
    """The points of one criterion on one sheet, in hundredths."""

    __tablename__ = "scores"
    __table_args__ = (CheckConstraint("points >= 0", name="not_negative"),)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id"), primary_key=True)
    points: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    criterion: Mapped[Criterion] = relationship(lazy="raise")


class ScoreChange(Base):
    """One saving of a sheet: criterion code → points before and after, or None; so the remark.

    `version` is the sheet's after this saving. It stands here and not in the record of deeds,
    which people read before the lock. Rows are never updated.
    """

    __tablename__ = "score_changes"
    __table_args__ = (UniqueConstraint("sheet_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id"), index=True)
    version: Mapped[int]
    at: Mapped[datetime]
    account_id: Mapped[int]
    changes: Mapped[dict[str, Any]]


class ScoreOperation(Base):
    """One change that a juror's device sent, by the id the device gave it: taken exactly once.

    `criterion_id` None is the remark. `sheet_id` and its `version` afterwards stand on one that
    was applied. Rows are never updated but for the chair's note on one that was held.
    """

    __tablename__ = "score_operations"
    __table_args__ = (
        Index("ix_score_operations_sheet", "seat_id", "entry_id"),
        CheckConstraint("points IS NULL OR points >= 0", name="not_negative"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[str] = mapped_column(unique=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    device: Mapped[str]
    sequence: Mapped[int]
    base: Mapped[int]
    criterion_id: Mapped[int | None] = mapped_column(ForeignKey("criteria.id"))
    points: Mapped[int | None]
    remark: Mapped[str | None]
    device_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(default="")
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("score_sheets.id"))
    version: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_note: Mapped[str] = mapped_column(default="")
