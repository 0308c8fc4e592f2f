"""Tables of programmes: targets, annual plans, budgets by source in whole đồng, what was done
outside the platform with its evidence. NULL is "the document names no figure", never zero."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base
from core.registry.kinds import Origin
from core.territory.model import Unit
from fairs.programmes.kinds import FundingSource, Status


class Programme(Base):
    """A five-year programme, with the decision it stands on and where it was published.

    `stated` is what the decision prints as sums: {"total": …, "funding_local": …, "rows":
    {"1": …}}, whole đồng; the budget is checked against it.
    """

    __tablename__ = "programmes"
    __table_args__ = (UniqueConstraint("unit_id", "from_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    origin: Mapped[Origin]
    from_year: Mapped[int]
    to_year: Mapped[int]
    decision_number: Mapped[str]
    decision_date: Mapped[date | None]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[Status] = mapped_column(default=Status.DRAFT, server_default="approved")
    stated: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    created_by: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
    unit: Mapped[Unit] = relationship(lazy="raise")
    targets: Mapped[list["Target"]] = relationship(lazy="raise", order_by="Target.position")
    lines: Mapped[list["BudgetLine"]] = relationship(
        lazy="raise", order_by="BudgetLine.position", cascade="all, delete-orphan"
    )
    plans: Mapped[list["AnnualPlan"]] = relationship(lazy="raise", order_by="AnnualPlan.year")
    tasks: Mapped[list["ProgrammeTask"]] = relationship(
        lazy="raise", order_by="ProgrammeTask.position"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Target(Base):
    """What the programme promises; `indicator` names how its actual is counted (kinds.Counted).

    `planned` to `planned_most` is a range, `at_least` a lower bound ("từ 75 trở lên").
    """

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    indicator: Mapped[str] = mapped_column(default="")
    planned: Mapped[int | None]  # None: the document names no figure
    planned_most: Mapped[int | None]
    at_least: Mapped[bool] = mapped_column(default=False, server_default="0")
    counted_in: Mapped[str]
    levels: Mapped[str] = mapped_column(default="", server_default="")  # comma-separated
    with_history: Mapped[bool] = mapped_column(default=False, server_default="0")
    note: Mapped[str] = mapped_column(default="", server_default="")


class BudgetLine(Base):
    """Money of one content from one source."""

    __tablename__ = "budget_lines"
    __table_args__ = (
        UniqueConstraint("programme_id", "position", "source"),
        CheckConstraint("amount_dong >= 0", name="amount"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]
    content: Mapped[str]
    source: Mapped[FundingSource]
    amount_dong: Mapped[int | None] = mapped_column(BigInteger)


class ProgrammeTask(Base):
    """What a document sets somebody to do, by a day or in its words ("quý II/2020")."""

    __tablename__ = "programme_tasks"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    responsible: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    due_words: Mapped[str] = mapped_column(default="")
    source: Mapped[str]


class TaskDone(Base):
    """That a task was done: the office's own note; the document stays as it is."""

    __tablename__ = "programme_tasks_done"
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("programme_tasks.id"), unique=True)
    done_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime]
    noted_by: Mapped[int]
    noted_by_name: Mapped[str]


class AnnualPlan(Base):
    """One year of a programme (kế hoạch năm): its share of the targets and of the budget."""

    __tablename__ = "annual_plans"
    __table_args__ = (UniqueConstraint("programme_id", "year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    year: Mapped[int]
    origin: Mapped[Origin]
    status: Mapped[Status]
    decision_number: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[date | None]
    stated_total_dong: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    figures: Mapped[list["PlanFigure"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    lines: Mapped[list["PlanLine"]] = relationship(
        lazy="raise", order_by="PlanLine.position", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class PlanFigure(Base):
    """What a year is to bring of one target."""

    __tablename__ = "plan_figures"
    __table_args__ = (
        UniqueConstraint("plan_id", "target_id"),
        CheckConstraint("planned >= 0", name="planned"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plans.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"), index=True)
    planned: Mapped[int]


class PlanLine(Base):
    """A year's money of one content (its place in the programme) from one source.

    `spent_dong` is what was settled (quyết toán); what is planned and not spent carries over
    (NĐ 45/2012 Đ14.4).
    """

    __tablename__ = "plan_lines"
    __table_args__ = (
        UniqueConstraint("plan_id", "position", "source"),
        CheckConstraint("amount_dong >= 0", name="amount"),
        CheckConstraint("spent_dong >= 0", name="spent"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plans.id"), index=True)
    position: Mapped[int]
    source: Mapped[FundingSource]
    amount_dong: Mapped[int | None] = mapped_column(BigInteger)
    spent_dong: Mapped[int | None] = mapped_column(BigInteger)


class HandEntry(Base):
    """What was done outside the platform, with its evidence. Never overwritten: a correction is a
    row of its own that names the one it replaces, a withdrawal one of amount 0."""

    __tablename__ = "hand_entries"
    __table_args__ = (
        UniqueConstraint("replaces_id"),  # of two who correct one entry at a time, one
        CheckConstraint("amount >= 0", name="amount"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("hand_entries.id"))
    happened_on: Mapped[date]
    amount: Mapped[int]
    words: Mapped[str]
    paper_number: Mapped[str] = mapped_column(default="")
    paper_date: Mapped[date | None]
    link: Mapped[str] = mapped_column(default="")
    file_key: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    correction: Mapped[str] = mapped_column(default="")  # why it replaces the other
    origin: Mapped[Origin]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int]
    entered_by_name: Mapped[str]
