"""Tables of yearly reports: that one came in, and what it says."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class YearlyReport(Base):
    """The yearly report of an establishment that holds a certificate (TT 26/2014 Đ22.2), as the
    office received it. Whoever has no row for a year has not reported."""

    __tablename__ = "yearly_reports"
    __table_args__ = (UniqueConstraint("establishment_id", "year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"))
    year: Mapped[int]
    received_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]


class YearlyStatement(Base):
    """What a report says, filed here: the support received and the business of the year, whole
    đồng. A correction is a new version; the older ones stay."""

    __tablename__ = "yearly_statements"
    __table_args__ = (UniqueConstraint("report_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("yearly_reports.id"), index=True)
    version: Mapped[int]
    revenue_dong: Mapped[int] = mapped_column(BigInteger)
    export_dong: Mapped[int | None] = mapped_column(BigInteger)
    workers: Mapped[int]
    support_dong: Mapped[int] = mapped_column(BigInteger)
    support: Mapped[str] = mapped_column(default="")
    market: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    on_behalf: Mapped[bool] = mapped_column(default=False)
    filed_at: Mapped[datetime]
    filed_by: Mapped[int]
    filed_by_name: Mapped[str]
