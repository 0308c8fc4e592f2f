"""Tables of programmes: targets and budget lines by source, in whole đồng."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base
from core.registry.kinds import Origin
from core.territory.model import Unit
from fairs.programmes.kinds import FundingSource


class Programme(Base):
    """A five-year programme, with the decision it stands on and where it was published."""

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
    decision_date: Mapped[date]
    source: Mapped[str]
    unit: Mapped[Unit] = relationship(lazy="raise")
    targets: Mapped[list["Target"]] = relationship(lazy="raise", order_by="Target.position")
    lines: Mapped[list["BudgetLine"]] = relationship(lazy="raise", order_by="BudgetLine.position")


class Target(Base):
    """What the programme promises; `indicator` names how its actual is counted ('' by hand)."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    indicator: Mapped[str] = mapped_column(default="")
    planned: Mapped[int | None]  # None: the document names no figure
    counted_in: Mapped[str]


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
    amount_dong: Mapped[int] = mapped_column(BigInteger)
