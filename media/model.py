"""Tables: photos and what was made of them. The bytes lie in the storage, by digest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class PhotoStatus(StrEnum):
    """How far a photo's renditions are. Any photo has its first one and can be shown."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Photo(Base):
    """One picture that somebody sent. The original is private and never served.

    `width` and `height` are pixels as shown. `token` stands in public addresses; it is random,
    so that neither a number nor the file itself leads to it. `uploaded_by` is the first account
    that sent these very bytes.
    """

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'ready', 'failed')", name="status"),
        CheckConstraint("width > 0 AND height > 0 AND bytes > 0", name="size"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    original_key: Mapped[str]
    format: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    orientation_applied: Mapped[bool]
    location_removed: Mapped[bool]
    dhash: Mapped[str] = mapped_column(index=True)
    placeholder: Mapped[str]
    colour: Mapped[str]
    taken_at: Mapped[datetime | None]
    uploaded_by: Mapped[int] = mapped_column(index=True)
    uploaded_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default=PhotoStatus.WAITING)
    failure: Mapped[str] = mapped_column(default="")


class Rendition(Base):
    """One size and kind of a photo: upright, sRGB, without metadata. Fit to be served."""

    __tablename__ = "renditions"
    __table_args__ = (UniqueConstraint("photo_id", "kind", "width"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"))
    kind: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    key: Mapped[str] = mapped_column(index=True)


class PhotoQuarter(Base):
    """A quarter of a photo's hash, by which photos that look alike are found (media/likeness)."""

    __tablename__ = "photo_quarters"
    quarter: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    photo_id: Mapped[int] = mapped_column(
        ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True, index=True
    )
