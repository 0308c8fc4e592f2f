"""Tables of certificates. What is printed is copied, so that later renaming changes nothing."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.entries.model import Entry
from core.db import Base
from core.registry.model import Product


class CertificateSeries(Base):
    """A running number: `last` was given, `last + 1` is next. Gapless, because the number and
    its certificate or reservation are written in one transaction that holds this row."""

    __tablename__ = "certificate_series"
    key: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class NumberReservation(Base):
    """A number held for a product that the council certified, before its certificate is issued.
    It goes to the certificate, or back (FreedNumber)."""

    __tablename__ = "certificate_reservations"
    __table_args__ = (UniqueConstraint("series", "sequence"), UniqueConstraint("entry_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"))
    series: Mapped[str]
    sequence: Mapped[int]
    number: Mapped[str]
    reserved_at: Mapped[datetime]
    reserved_by: Mapped[int]
    entry: Mapped[Entry] = relationship(lazy="raise")


class FreedNumber(Base):
    """A number that was held and given back: the next certificate of the series takes it."""

    __tablename__ = "certificate_freed_numbers"
    series: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    freed_at: Mapped[datetime]


class Certificate(Base):
    """Giấy chứng nhận of one entry. `printed` is everything on the paper, as it was that day
    (printing.from_json). A revoked certificate stays, with the decision that revoked it."""

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("series", "sequence"),
        UniqueConstraint("series", "number"),
        UniqueConstraint("entry_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(index=True)  # two authorities may write the same one
    series: Mapped[str]
    sequence: Mapped[int]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    level: Mapped[ContestLevel]
    printed: Mapped[dict[str, Any]]
    issued_on: Mapped[date]
    valid_until: Mapped[date] = mapped_column(index=True)  # lists ask what ends soon
    revoked_on: Mapped[date | None]
    revoked_by_decision: Mapped[str] = mapped_column(default="")
    revoked_why: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime]
    issued_by: Mapped[int]
    document_key: Mapped[str] = mapped_column(default="")  # the PDF in storage, once typeset
    contest: Mapped[Contest] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")
    product: Mapped[Product] = relationship(lazy="raise")


class RevocationProposal(Base):
    """The council asks the authority to take a certificate back (TT 26/2014 Đ20.3); it cannot do
    so itself. `basis` names what led to it, as a complaint's receipt. Declined by the authority,
    it keeps the day and the reason."""

    __tablename__ = "revocation_proposals"
    __table_args__ = (UniqueConstraint("certificate_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)
    number: Mapped[str]
    proposed_on: Mapped[date]
    why: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    declined_on: Mapped[date | None]
    declined_why: Mapped[str] = mapped_column(default="")
    declined_by: Mapped[int | None]
