"""A head office and its branches: thirteen digits under the ten of their parent."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from core.registry.model import Establishment, EstablishmentState


def parent_of(session: Session, made: Establishment) -> Establishment | None:
    """The establishment whose ten digits a branch's number begins with, now or formerly.

    None for what is no branch, and where the parent is not registered here.
    """
    number = made.tax_number or ""
    if "-" not in number:
        return None
    root = number.partition("-")[0]
    former = sa.select(EstablishmentState.establishment_id).where(
        EstablishmentState.tax_number == root
    )
    return session.scalar(
        sa.select(Establishment)
        .where(
            sa.or_(Establishment.tax_number == root, Establishment.id.in_(former)),
            Establishment.merged_into_id.is_(None),
            Establishment.id != made.id,
        )
        .options(joinedload(Establishment.unit))
        .order_by(Establishment.id)
        .limit(1)
    )


def branches_of(session: Session, made: Establishment) -> list[Establishment]:
    """Establishments whose thirteen digits begin with this one's ten, by number, with units."""
    number = made.tax_number or ""
    if len(number) != 10:
        return []
    return list(
        session.scalars(
            sa.select(Establishment)
            .where(
                Establishment.tax_number.startswith(f"{number}-", autoescape=True),
                Establishment.merged_into_id.is_(None),
            )
            .options(joinedload(Establishment.unit))
            .order_by(Establishment.tax_number)
        )
    )
