"""Which photographs belong to which product, and to which product of a set."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class ProductPhoto(Base):
    """A photograph of a product, in the order its makers chose; at most one cover."""

    __tablename__ = "product_photos"
    __table_args__ = (
        UniqueConstraint("product_id", "photo_id"),
        Index(
            "uq_product_photos_cover",
            "product_id",
            unique=True,
            sqlite_where=text("cover"),
            postgresql_where=text("cover"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"))
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(default="")
    cover: Mapped[bool] = mapped_column(default=False)


class MemberPhoto(Base):
    """A photograph of one product of a set, in the order its makers chose."""

    __tablename__ = "member_photos"
    __table_args__ = (UniqueConstraint("set_member_id", "photo_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    set_member_id: Mapped[int] = mapped_column(
        ForeignKey("set_members.id", ondelete="CASCADE"), index=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"))
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(default="")
