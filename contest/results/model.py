"""Tables of results: the lock's averages, the council's decision, the authority's signature."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.results.kinds import NoteKind
from core.db import Base, Dong
from core.registry.kinds import SetCase


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
    prize_dong: Mapped[int | None] = mapped_column(
        Dong
    )  # the grade's cash, as the rules said that day
    why: Mapped[str] = mapped_column(default="")  # the council's reason for this product
    set_id: Mapped[int | None] = mapped_column(ForeignKey("merged_sets.id"), index=True)
    entry: Mapped[Entry] = relationship(lazy="raise")
    merged: Mapped["MergedSet | None"] = relationship(lazy="raise")

    @property
    def within_set(self) -> bool:
        """Whether another product stands for it: part of a set, and not the one in front."""
        return self.merged is not None and self.merged.lead_entry_id != self.entry_id

    @property
    def front(self) -> int:
        """The entry that carries its certificate: its own, or the one in front of its set."""
        return self.merged.lead_entry_id if self.merged is not None else self.entry_id

    @property
    def leads_set(self) -> bool:
        """Whether it stands for a set."""
        return self.merged is not None and self.merged.lead_entry_id == self.entry_id

    @property
    def recognised(self) -> bool | None:
        """Whether it is recognised, by itself or as part of its set; None until the council
        decided."""
        if self.merged is not None and self.within_set:
            return self.merged.certified
        return self.certified

    @property
    def recognised_name(self) -> str:
        """The name that is recognised: the set's where it stands for one, else the product's."""
        if self.merged is not None and self.leads_set:
            return self.merged.name
        return self.entry.product_name


class MergedSet(Base):
    """Several passing products of one establishment that the council made one set of.

    `legal_case` is one of the three of TT 26/2014 Đ3.2. The set is placed by its best member,
    whose entry carries the one certificate; every member keeps its own standing.
    """

    __tablename__ = "merged_sets"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    lead_entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    name: Mapped[str]
    legal_case: Mapped[SetCase]
    reason: Mapped[str]
    certified: Mapped[bool | None]  # as its lead; None until the council decided
    made_at: Mapped[datetime]
    made_by: Mapped[int]


class LockRecord(Base):
    """The moment the sheets of a contest became final, and the gaps accepted with a reason."""

    __tablename__ = "lock_records"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    locked_at: Mapped[datetime]
    locked_by: Mapped[int]
    gaps: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    contest: Mapped[Contest] = relationship(lazy="raise")


class LockRequest(Base):
    """The secretary asks the chair to let the sheets become final although some are missing.

    `gaps` names them as they were: [juror, product's code]. `granted` is None while nobody
    answered; the chair's confirmation is the lock itself.
    """

    __tablename__ = "lock_requests"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    reason: Mapped[str]
    gaps: Mapped[list[Any]]
    asked_at: Mapped[datetime]
    asked_by: Mapped[int]
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]


class ProductNote(Base):
    """What was noted about a product: a visit to its maker's site, a discussion of its sheets."""

    __tablename__ = "product_notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    kind: Mapped[NoteKind]
    on_day: Mapped[date]
    people: Mapped[str]  # who was there
    text: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by: Mapped[int]
    noted_by_name: Mapped[str]


class ProductBallot(Base):
    """The council's vote on one product, kept apart from scores: its members add up to it."""

    __tablename__ = "product_ballots"
    __table_args__ = (
        CheckConstraint(
            "votes_for >= 0 AND against >= 0 AND abstained >= 0 AND absent >= 0", name="votes"
        ),
    )
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    votes_for: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    absent: Mapped[int]
    voted_at: Mapped[datetime]
    recorded_by: Mapped[int]


class CouncilDecision(Base):
    """What the council decided on structure and number (TT 26/2014 Đ17.1), with its vote."""

    __tablename__ = "council_decisions"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    met_on: Mapped[date]
    present: Mapped[int]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstained: Mapped[int] = mapped_column(default=0, server_default="0")
    note: Mapped[str] = mapped_column(default="")
    quotas: Mapped[dict[str, Any]]  # product group → number, as decided
    quota_total: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    minutes_number: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[int]


class DecisionVersion(Base):
    """A council's decision that was taken back for correction before the authority recognised it:
    `kept` is everything it said (deciding.told), `reason` why it was corrected. Never updated."""

    __tablename__ = "decision_versions"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    version: Mapped[int]
    reason: Mapped[str]
    kept: Mapped[dict[str, Any]]
    taken_back_at: Mapped[datetime]
    taken_back_by: Mapped[int]
    taken_back_by_name: Mapped[str]


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
