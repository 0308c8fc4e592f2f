"""Tables of complaints and of the evidence frozen with each."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.certificates.model import Certificate
from contest.complaints.kinds import Outcome
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.versions.model import ResultVersion
from core.db import Base


class Complaint(Base):
    """A maker complains about its own entry; at most one that waits for an answer at a time.

    `term_over_at` is when the time to complain was over, `due_at` when the time to answer is:
    copied on the day, with the rules and the calendar of that day. `evidence_digest` is the
    SHA-256 of the frozen pack, as the receipt shows it.
    """

    __tablename__ = "complaints"
    __table_args__ = (
        Index(
            "uq_complaints_open",
            "entry_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    grounds: Mapped[str]
    wishes: Mapped[str] = mapped_column(default="")
    on_behalf: Mapped[bool] = mapped_column(default=False)
    filed_at: Mapped[datetime]
    filed_by: Mapped[int]
    filed_by_name: Mapped[str]
    term_over_at: Mapped[datetime]
    due_on: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(index=True)
    evidence_digest: Mapped[str]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    outcome: Mapped[Outcome | None]
    met_on: Mapped[date | None]
    minutes_number: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("result_versions.id"))
    contest: Mapped[Contest] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")
    certificate: Mapped[Certificate | None] = relationship(lazy="raise")
    version: Mapped[ResultVersion | None] = relationship(lazy="raise")


class ComplaintPack(Base):
    """The evidence as it was at the moment of filing: a ZIP, private, never changed."""

    __tablename__ = "complaint_packs"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
