"""Table of the versions of an announced result."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class ResultVersion(Base):
    """A result as it stood: number 1 as it was announced, each later one a correction.

    `result` is a whole copy (standings, sheets, decision, recognition) and `digest` its SHA-256;
    rows are never updated. `basis` names what led to it, `minutes_number` the council's minutes;
    `amended_by` and `amended_on` are the authority's decision, "" and None where the list of the
    recognised did not change. `set_aside` lists [entry id, seat id] of the
    sheets that no longer count.
    """

    __tablename__ = "result_versions"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int]
    made_by_name: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    met_on: Mapped[date | None]
    minutes_number: Mapped[str] = mapped_column(default="")
    present: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    amended_by: Mapped[str] = mapped_column(default="")
    amended_on: Mapped[date | None]
    set_aside: Mapped[list[Any]]
    result: Mapped[dict[str, Any]]
    digest: Mapped[str]
