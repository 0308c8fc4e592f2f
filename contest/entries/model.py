"""Tables of entries. What was true on filing day is copied: later renaming changes nothing."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.model import Contest
from contest.entries.kinds import Angle, EntryPath, EntryStatus
from core.db import Base
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment, Product


class Entry(Base):
    """A product's dossier in one contest: at most one, however often the button is pressed."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("contest_id", "product_id"),
        UniqueConstraint("contest_id", "code"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    status: Mapped[EntryStatus] = mapped_column(index=True)
    path: Mapped[EntryPath]
    receipt: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None]  # mã số bình chọn, given when the dossier is valid
    group: Mapped[ProductGroup | None]
    statement: Mapped[dict[str, Any]]  # PL2: section → text
    section_versions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Section → the version of this row that its text was saved with."""
    product_name: Mapped[str]
    establishment_name: Mapped[str]
    establishment_address: Mapped[str]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    consent_note: Mapped[str] = mapped_column(default="")
    lower_certificate_id: Mapped[int | None]
    lower_recognition_id: Mapped[int | None]
    """Instead of a certificate issued here: the old recognition of contest.history."""
    lower_certificate_number: Mapped[str] = mapped_column(default="")
    lower_certificate_until: Mapped[date | None]
    forwarding_letter: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")  # of the last supplement or refusal
    answer_by: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    filed_at: Mapped[datetime | None]
    screened_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    contest: Mapped[Contest] = relationship(lazy="raise")
    product: Mapped[Product] = relationship(lazy="raise")
    establishment: Mapped[Establishment] = relationship(lazy="raise")
    photos: Mapped[list["EntryPhoto"]] = relationship(
        lazy="raise", order_by="EntryPhoto.position", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class EntryPhoto(Base):
    """A photograph as it stands in the dossier."""

    __tablename__ = "entry_photos"
    __table_args__ = (UniqueConstraint("entry_id", "photo_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"))
    position: Mapped[int]
    angle: Mapped[Angle] = mapped_column(default=Angle.OTHER)
    caption: Mapped[str] = mapped_column(default="")


class EntryEvent(Base):
    """One step in a dossier's life: who, when, what, why. Shown to the producer as a timeline."""

    __tablename__ = "entry_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    at: Mapped[datetime]
    account_id: Mapped[int]
    actor: Mapped[str]
    action: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class EntryReturn(Base):
    """The desk sent a dossier back: which parts, why, until when; and when it came again.

    The newest one that is neither answered nor closed says what the maker may change.
    """

    __tablename__ = "entry_returns"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[int]
    actor: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    first_answer_by: Mapped[datetime]  # as asked at first; Entry.answer_by is the one that counts
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # taken back by the desk, or the dossier was refused
    items: Mapped[list["ReturnItem"]] = relationship(
        lazy="raise", order_by="ReturnItem.id", cascade="all, delete-orphan"
    )


class ReturnItem(Base):
    """One part that needs work, why, and how it read when it was sent back.

    `changed` is settled when the dossier comes again; `answer` is what the maker says to a paper
    that is no part of the form.
    """

    __tablename__ = "entry_return_items"
    __table_args__ = (UniqueConstraint("return_id", "part"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("entry_returns.id"), index=True)
    part: Mapped[str]
    reason: Mapped[str]
    before: Mapped[dict[str, Any]]
    changed: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")


class PaperTick(Base):
    """A paper of the contest's checklist as the desk found it: there or not, certified, sets."""

    __tablename__ = "entry_paper_ticks"
    __table_args__ = (UniqueConstraint("entry_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    code: Mapped[str]
    present: Mapped[bool]
    certified: Mapped[bool] = mapped_column(default=False)  # bản sao hợp lệ
    sets: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    ticked_at: Mapped[datetime]
    ticked_by: Mapped[int]
    actor: Mapped[str]


class CheckSettled(Base):
    """A person settled, with a reason, what an automatic check could not tell."""

    __tablename__ = "entry_checks_settled"
    __table_args__ = (UniqueConstraint("entry_id", "check_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    check_code: Mapped[str]
    eligible: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[int]
    actor: Mapped[str]


class PaperDossier(Base):
    """A dossier that came on paper and was typed in by the desk: who signed, brought it, when.

    `signed_by` is whose consent it carries: the signature on the registration form (PL1).
    """

    __tablename__ = "paper_dossiers"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    received_at: Mapped[datetime]
    by_post: Mapped[bool] = mapped_column(default=False)
    brought_by: Mapped[str]
    signed_by: Mapped[str]
    signed_on: Mapped[date]
    sets: Mapped[int]
    electronic_copy: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    actor: Mapped[str]
