"""The register as lists of an office: whose rows, found by what, in which order, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from core import listing
from core.clock import end_of_day, start_of_day
from core.listing import Listed, Window
from core.registry.kinds import EstablishmentKind, Membership, Origin, ProductGroup
from core.registry.model import Establishment, Member, Product
from core.territory.model import Unit
from core.territory.queries import in_place, reached_from
from core.text import typed_code


@dataclass(frozen=True, slots=True)
class EstablishmentRow:
    """An establishment in a list. `open` says whether its phone and e-mail may be shown."""

    establishment: Establishment
    products: int
    open: bool


@dataclass(frozen=True, slots=True)
class EstablishmentFilter:
    """What narrows a list of establishments; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    kind: EstablishmentKind | None = None
    origin: Origin | None = None
    has_people: bool | None = None
    has_products: bool | None = None
    from_day: date | None = None
    until_day: date | None = None
    ids: Select[int] | None = None


def establishments(
    session: Session,
    units: Collection[int],
    asked: EstablishmentFilter,
    window: Window,
    *,
    open_units: Collection[int] = (),
) -> Listed[EstablishmentRow]:
    """Establishments that the offices of `units` reach. Phones are for those of `open_units`.

    Sorted by: name, place, kind, made, products.
    """
    products = (
        select(func.count(Product.id))
        .where(Product.establishment_id == Establishment.id, Product.merged_into_id.is_(None))
        .correlate(Establishment)
        .scalar_subquery()
    )
    where: list[ColumnElement[bool]] = [
        Establishment.unit_id.in_(reached_from(units)),
        Establishment.merged_into_id.is_(None),
    ]
    where += listing.words(
        Establishment.search_text,
        asked.q,
        Establishment.code == typed_code(asked.q),
        Establishment.tax_number == asked.q.strip(),
    )
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.kind is not None:
        where.append(Establishment.kind == asked.kind)
    if asked.origin is not None:
        where.append(Establishment.origin == asked.origin)
    if asked.has_people is not None:
        held = exists().where(
            Member.establishment_id == Establishment.id, Member.standing == Membership.HELD
        )
        where.append(held if asked.has_people else ~held)
    if asked.has_products is not None:
        where.append(products > 0 if asked.has_products else products == 0)
    if asked.from_day is not None:
        where.append(Establishment.created_at >= start_of_day(asked.from_day))
    if asked.until_day is not None:
        where.append(Establishment.created_at <= end_of_day(asked.until_day))
    if asked.ids is not None:
        where.append(Establishment.id.in_(asked.ids))
    ids = listing.cut(
        session,
        select(Establishment.id, Establishment.name)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(*where),
        window,
        {
            "": (Establishment.sort_key, Establishment.id),
            "name": (Establishment.sort_key, Establishment.id),
            "place": (Unit.sort_key, Unit.id, Establishment.sort_key, Establishment.id),
            "kind": (Establishment.kind, Establishment.sort_key, Establishment.id),
            "made": (Establishment.created_at, Establishment.id),
            "products": (products, Establishment.sort_key, Establishment.id),
        },
        asked.q,
    )
    wanted = select(Establishment).options(joinedload(Establishment.unit))
    found = listing.load(session, wanted, Establishment.id, ids)
    numbers = listing.by_chunks(ids.rows, lambda some: product_numbers(session, some))
    may = listing.by_chunks(ids.rows, lambda some: _open(session, some, open_units))
    return found.turned(lambda one: EstablishmentRow(one, numbers.get(one.id, 0), one.id in may))


def _open(session: Session, ids: Collection[int], units: Collection[int]) -> dict[int, bool]:
    rows = session.scalars(
        select(Establishment.id).where(
            Establishment.id.in_(ids), Establishment.unit_id.in_(reached_from(units))
        )
    )
    return dict.fromkeys(rows, True)


def product_numbers(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How many products each of these establishments has; those without are left out."""
    rows = session.execute(
        select(Product.establishment_id, func.count())
        .where(Product.establishment_id.in_(ids), Product.merged_into_id.is_(None))
        .group_by(Product.establishment_id)
    )
    return {id_: number for id_, number in rows if id_ is not None}


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in a list, with its maker and the maker's unit."""

    product: Product


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """What narrows a list of products. `ids` keeps to those another room names; `not_ids` to the
    others."""

    q: str = ""
    unit_id: int | None = None
    group: ProductGroup | None = None
    is_set: bool | None = None
    origin: Origin | None = None
    ids: Select[int] | None = None
    not_ids: Select[int] | None = None


def products(
    session: Session, units: Collection[int], asked: ProductFilter, window: Window
) -> Listed[ProductRow]:
    """Products of the establishments that the offices of `units` reach, with maker and its unit.

    Sorted by: name, maker, group, made.
    """
    where: list[ColumnElement[bool]] = [
        Establishment.unit_id.in_(reached_from(units)),
        Product.merged_into_id.is_(None),
        *listing.words(Product.search_text, asked.q, Product.code == typed_code(asked.q)),
    ]
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.group is not None:
        where.append(Product.group == asked.group)
    if asked.is_set is not None:
        where.append(Product.is_set == asked.is_set)
    if asked.origin is not None:
        where.append(Product.origin == asked.origin)
    if asked.ids is not None:
        where.append(Product.id.in_(asked.ids))
    if asked.not_ids is not None:
        where.append(Product.id.not_in(asked.not_ids))
    ids = listing.cut(
        session,
        select(Product.id, Product.name)
        .join(Establishment, Establishment.id == Product.establishment_id)
        .where(*where),
        window,
        {
            "": (Product.sort_key, Product.id),
            "name": (Product.sort_key, Product.id),
            "maker": (Establishment.sort_key, Product.sort_key, Product.id),
            "group": (Product.group, Product.sort_key, Product.id),
            "made": (Product.created_at, Product.id),
        },
        asked.q,
    )
    wanted = select(Product).options(
        joinedload(Product.establishment).joinedload(Establishment.unit)
    )
    return listing.load(session, wanted, Product.id, ids).turned(ProductRow)
