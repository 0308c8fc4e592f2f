"""Table of milestones."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.model import Contest
from contest.plans.kinds import PlanStep
from core.db import Base


class Milestone(Base):
    """A line of a contest's calendar: what, from when, by when, who answers for it.

    The contest's own dates (entries, judging) are no rows: the contest holds them. A milestone is
    done when somebody says so, or when the contest has come to a stage that asks for it.
    """

    __tablename__ = "plan_milestones"
    __table_args__ = (
        CheckConstraint("begins_on IS NULL OR begins_on <= due_on", name="ends_after_beginning"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    step: Mapped[PlanStep]
    title: Mapped[str]
    begins_on: Mapped[date | None]
    due_on: Mapped[date] = mapped_column(index=True)
    responsible: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    public: Mapped[bool] = mapped_column(default=True)
    done_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    contest: Mapped[Contest] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
