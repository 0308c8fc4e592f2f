"""What an establishment and its products are found by: names of now, and names of before."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from core.registry.model import Establishment, EstablishmentState, Product
from core.text import search_text, sort_key


def other_names(session: Session, establishment_id: int) -> list[str]:
    """Names it had, and names of records that were merged into it; each once, by their letters."""
    ids = [establishment_id, *absorbed(session, establishment_id)]
    former = sa.select(EstablishmentState.name).where(EstablishmentState.establishment_id.in_(ids))
    merged = sa.select(Establishment.name).where(Establishment.id.in_(ids[1:]))
    return sorted(set(session.scalars(former.union(merged))))


def with_other_names(session: Session, establishment_ids: Collection[int]) -> set[int]:
    """Which of these had other names, or had records merged into them. One trip."""
    states = sa.select(EstablishmentState.establishment_id).where(
        EstablishmentState.establishment_id.in_(establishment_ids)
    )
    merged = sa.select(Establishment.merged_into_id).where(
        Establishment.merged_into_id.in_(establishment_ids)
    )
    return set(session.scalars(states.union(merged)))


def absorbed(session: Session, establishment_id: int) -> list[int]:
    """Ids of the records that were merged into this one, directly or by others."""
    found: list[int] = []
    newest = [establishment_id]
    while newest:
        newest = list(
            session.scalars(
                sa.select(Establishment.id)
                .where(Establishment.merged_into_id.in_(newest))
                .order_by(Establishment.id)
            )
        )
        found += newest
    return found


def establishment_text(made: Establishment, others: list[str]) -> str:
    """The search text of an establishment."""
    return search_text(made.name, made.place_as_printed, made.representative, *_but(made, others))


def product_text(
    name: str, maker: Establishment | None, others: list[str], *more: str | None
) -> str:
    """The search text of a product: its name, its members, its maker by every name."""
    if maker is None:
        return search_text(name, *more)
    return search_text(name, maker.name, *_but(maker, others), *more)


def refresh(session: Session, made: Establishment) -> None:
    """Write the search texts anew, of the establishment and of all its products."""
    session.flush()
    others = other_names(session, made.id)
    made.search_text = establishment_text(made, others)
    made.sort_key = sort_key(made.name)
    for product in session.scalars(
        sa.select(Product)
        .where(Product.establishment_id == made.id)
        .options(selectinload(Product.set_members))
    ):
        refresh_product(session, product, made, others)


def refresh_product(
    session: Session, product: Product, maker: Establishment | None, others: list[str]
) -> None:
    """The same for one product whose members are loaded."""
    merged = (
        session.scalars(sa.select(Product.name).where(Product.merged_into_id == product.id)).all()
        if product.id
        else ()
    )
    members = [part for one in product.set_members for part in (one.name, one.trademark)]
    product.search_text = product_text(product.name, maker, others, *members, *merged)


def _but(made: Establishment, others: list[str]) -> list[str]:
    return [name for name in others if name != made.name]
