"""Tables of an office's own templates, and of what is written on a paper besides its facts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.papers.kinds import PaperKind
from core.db import Base


class PaperTemplate(Base):
    """One version of a place's template for one kind of paper; the last one is in use.

    Rows are never changed. An empty `key` is the return to the template that ships; `key` names
    bytes in the storage that are served to nobody but the place's own desk.
    """

    __tablename__ = "paper_templates"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    kind: Mapped[PaperKind]
    version: Mapped[int]
    key: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    file_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[int]
    made_by_name: Mapped[str]


class PaperDetails(Base):
    """Number, day, signer and recipients of one paper of a contest, as the office writes them.

    What has a record of its own (a founding decision, the submission, the recognition) keeps its
    number there; here stands what only the paper knows.
    """

    __tablename__ = "paper_details"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    capacity: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by: Mapped[int]
