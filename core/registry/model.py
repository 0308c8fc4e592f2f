"""Tables of the register. Contest and fairs reference them and change them only by its service."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.accounts.model import Account
from core.db import Base
from core.registry.kinds import EstablishmentKind, Membership, Origin, ProductGroup
from core.territory.model import Unit


class Establishment(Base):
    """A rural-industry establishment (cơ sở CNNT).

    `tax_number` holds 10 or 13 digits and is public. A household's 12-digit number is its owner's
    identity number: it is kept only as `owner_number_sealed` (core.sealing), recognised by
    `number_fingerprint`, and shown by nobody but as `owner_number_mask` to its own people.
    """

    __tablename__ = "establishments"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str]
    name: Mapped[str]
    search_text: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[EstablishmentKind]
    origin: Mapped[Origin]
    tax_number: Mapped[str | None]
    owner_number_sealed: Mapped[str | None]
    owner_number_mask: Mapped[str | None]
    number_fingerprint: Mapped[str | None] = mapped_column(unique=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    place_as_printed: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    representative: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    workers: Mapped[int | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    unit: Mapped[Unit | None] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Member(Base):
    """A person of an establishment. The first holder approves those who ask later."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("establishment_id", "account_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    standing: Mapped[Membership]
    first_holder: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    establishment: Mapped[Establishment] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")


class Product(Base):
    """A product or a product set: a long-lived record; it is entered afresh in each contest."""

    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str]
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    search_text: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    origin: Mapped[Origin]
    establishment_id: Mapped[int | None] = mapped_column(
        ForeignKey("establishments.id"), index=True
    )
    group: Mapped[ProductGroup | None]
    is_set: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    materials: Mapped[str] = mapped_column(default="")
    dimensions: Mapped[str] = mapped_column(default="")
    price_dong: Mapped[int | None]
    plate: Mapped[str] = mapped_column(default="other")
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    establishment: Mapped[Establishment | None] = relationship(lazy="raise")
    set_members: Mapped[list["SetMember"]] = relationship(
        lazy="raise", order_by="SetMember.position", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class SetMember(Base):
    """One product inside a set, with its own name; the set still counts as one product."""

    __tablename__ = "set_members"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]


class PublishedRecognition(Base):
    """A recognition that a public source states, as printed; never a contest run here.

    Nothing is invented: a year, a place or a maker that the source does not name stays empty.
    """

    __tablename__ = "published_recognitions"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    level: Mapped[str]
    level_as_printed: Mapped[str]
    year: Mapped[int | None]
    place_as_printed: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    source_url: Mapped[str]
    product: Mapped[Product] = relationship(lazy="raise")
