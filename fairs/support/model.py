"""Tables of support cases: stages, checklist, dates, money asked and approved in đồng."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base
from core.registry.model import Establishment, Product
from core.territory.model import Unit
from fairs.support.kinds import CaseKind, CheckState


class SupportCase(Base):
    """One product's support case. Open at most once for a product and kind at a time."""

    __tablename__ = "support_cases"
    __table_args__ = (
        CheckConstraint("approved_dong IS NULL OR approved_dong <= asked_dong", name="approved"),
        CheckConstraint("asked_dong >= 0", name="asked"),
        Index(
            "uq_support_cases_open",
            "product_id",
            "kind",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[CaseKind]
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    certificate_number: Mapped[str]
    mark_text: Mapped[str]
    nice_classes: Mapped[str] = mapped_column(default="")
    stage: Mapped[str]
    cost_dong: Mapped[int] = mapped_column(BigInteger)  # the whole cost that support is asked for
    asked_dong: Mapped[int] = mapped_column(BigInteger)
    rule_percent: Mapped[int]  # the support rule of the day it was opened, copied
    rule_cap_dong: Mapped[int] = mapped_column(BigInteger)
    rule_source: Mapped[str]
    approved_dong: Mapped[int | None] = mapped_column(BigInteger)
    approved_note: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    opened_by: Mapped[int]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    establishment: Mapped[Establishment] = relationship(lazy="raise")
    product: Mapped[Product] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")
    checklist: Mapped[list["CheckItem"]] = relationship(lazy="raise", order_by="CheckItem.id")
    steps: Mapped[list["CaseStep"]] = relationship(lazy="raise", order_by="CaseStep.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CheckItem(Base):
    """A paper the case needs, from the dated list of its kind."""

    __tablename__ = "case_check_items"
    __table_args__ = (UniqueConstraint("case_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_cases.id"), index=True)
    stage: Mapped[str]
    name: Mapped[str]
    required: Mapped[bool]
    state: Mapped[CheckState] = mapped_column(default=CheckState.MISSING)
    reason: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime | None]


class CaseStep(Base):
    """The case came to a stage: the date on the paper, its number, and when the next is due."""

    __tablename__ = "case_steps"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_cases.id"), index=True)
    stage: Mapped[str]
    happened_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
