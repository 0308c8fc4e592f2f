"""Tables of the register. Contest and fairs reference them and change them only by its service."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.accounts.model import Account
from core.db import Base
from core.registry.kinds import (
    ChangeReason,
    ConsentHow,
    EstablishmentKind,
    Membership,
    MergerKind,
    MergerOf,
    Origin,
    ProductGroup,
    SetCase,
)
from core.territory.model import Unit


class Establishment(Base):
    """A rural-industry establishment (cơ sở CNNT).

    `tax_number` holds 10 or 13 digits and is public. A household's 12-digit number is its owner's
    identity number: it is kept only as `owner_number_sealed` (core.sealing), recognised by
    `number_fingerprint`, and shown by nobody but as `owner_number_mask` to its own people.

    What it was called earlier stands in EstablishmentState. A record that was merged into another
    stays, points to it by `merged_into_id`, and is in no list.
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
    tax_number: Mapped[str | None] = mapped_column(index=True)
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
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("establishments.id"), index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    unit: Mapped[Unit | None] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class EstablishmentState(Base):
    """What an establishment was in law from a day on: its name, form and number, with the paper.

    Establishments that never changed have no row. The first row of one that changed has no
    `valid_from`: so it was before. The newest day is what stands on the establishment itself.
    """

    __tablename__ = "establishment_states"
    __table_args__ = (UniqueConstraint("establishment_id", "valid_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    valid_from: Mapped[date | None]
    name: Mapped[str]
    kind: Mapped[EstablishmentKind]
    tax_number: Mapped[str | None] = mapped_column(index=True)
    owner_number_sealed: Mapped[str | None]
    owner_number_mask: Mapped[str | None]
    number_fingerprint: Mapped[str | None] = mapped_column(index=True)
    reason: Mapped[ChangeReason]
    evidence: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]


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
    set_case: Mapped[SetCase | None]
    summary: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    materials: Mapped[str] = mapped_column(default="")
    dimensions: Mapped[str] = mapped_column(default="")
    price_dong: Mapped[int | None]
    plate: Mapped[str] = mapped_column(default="other")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    establishment: Mapped[Establishment | None] = relationship(lazy="raise")
    set_members: Mapped[list["SetMember"]] = relationship(
        lazy="raise", order_by="SetMember.position", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class SetMember(Base):
    """One product inside a set, with its own name and mark; the set still counts as one product.

    Its photographs are in media.album. `trademark` is the mark as written, `trademark_number`
    that of its application or its title, where known.
    """

    __tablename__ = "set_members"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    trademark: Mapped[str] = mapped_column(default="", server_default="")
    trademark_number: Mapped[str] = mapped_column(default="", server_default="")


class Merger(Base):
    """Two records became one: who, when, why, both values of every field, and what moved.

    `moved` lists, for each column that pointed to the one that is gone, the rows that point to
    the other now: enough to undo it. Of an identity number only the mask is kept here.
    """

    __tablename__ = "mergers"
    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[MergerOf]
    kind: Mapped[MergerKind]
    kept_id: Mapped[int] = mapped_column(index=True)
    gone_id: Mapped[int] = mapped_column(index=True)
    happened_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    likeness: Mapped[dict[str, Any]]
    kept_before: Mapped[dict[str, Any]]
    gone_before: Mapped[dict[str, Any]]
    chosen: Mapped[dict[str, Any]]
    moved: Mapped[dict[str, Any]]
    merged_at: Mapped[datetime]
    merged_by: Mapped[int]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None]
    undone_why: Mapped[str] = mapped_column(default="")


class SetApart(Base):
    """Two records that look alike and were found to be two: they are not proposed again."""

    __tablename__ = "set_apart"
    __table_args__ = (UniqueConstraint("of", "one_id", "other_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[MergerOf]
    one_id: Mapped[int]
    other_id: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[int]


class Consent(Base):
    """A producer agreed that this account acts for the establishment: how, when, who says so.

    Never deleted: what was filed under it is read with it later.
    """

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    given_by: Mapped[str]
    how: Mapped[ConsentHow]
    given_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    ended_why: Mapped[str] = mapped_column(default="")
    establishment: Mapped[Establishment] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")


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
