"""Registration numbers as they are kept: recognised when they come again, personal ones sealed."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.errors import Conflict
from core.registry import rules
from core.registry.model import Establishment, EstablishmentState, Product
from core.registry.rules import Number
from core.sealing import Sealer

_DEEPEST = 50
"""Mergers followed; a chain this long does not occur."""


def write_number(
    made: Establishment | EstablishmentState, number: Number | None, sealer: Sealer
) -> None:
    """Keep a number that was read; None leaves what is there."""
    if number is None:
        return
    made.number_fingerprint = sealer.fingerprint(number.plain)
    if number.personal:
        made.tax_number = None
        made.owner_number_sealed = sealer.seal(number.plain)
        made.owner_number_mask = rules.mask(number.plain)
    else:
        made.tax_number = number.printed
        made.owner_number_sealed = made.owner_number_mask = None


def find_by_number(session: Session, fingerprint: str) -> Establishment | None:
    """The establishment that has this number, or had this tax number; the one that stands today
    where records were merged.

    A person's own number that an establishment had formerly does not find it: the person may
    register another.
    """
    found = session.scalar(
        sa.select(Establishment).where(Establishment.number_fingerprint == fingerprint)
    ) or session.scalar(
        sa.select(Establishment)
        .join(EstablishmentState, EstablishmentState.establishment_id == Establishment.id)
        .where(
            EstablishmentState.number_fingerprint == fingerprint,
            EstablishmentState.tax_number.is_not(None),
        )
        .order_by(Establishment.id)
        .limit(1)
    )
    return standing(session, found) if found else None


def standing(session: Session, made: Establishment) -> Establishment:
    """The establishment itself, or the one that it was merged into."""
    for _ in range(_DEEPEST):
        if made.merged_into_id is None:
            break
        made = session.get_one(Establishment, made.merged_into_id)
    return made


def standing_product(session: Session, product: Product) -> Product:
    """The product itself, or the one that it was merged into."""
    for _ in range(_DEEPEST):
        if product.merged_into_id is None:
            break
        product = session.get_one(Product, product.merged_into_id)
    return product


def refuse_registered(
    session: Session, fingerprint: str | None, *, but: int | None = None
) -> None:
    """Raises Conflict("establishment_exists", establishment_id=…, name=…) when another
    establishment has this number, or had it."""
    found = find_by_number(session, fingerprint) if fingerprint else None
    if found is not None and found.id != but:
        raise Conflict("establishment_exists", establishment_id=found.id, name=found.name)
