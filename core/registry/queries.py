"""Reads of the register."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.registry.kinds import Membership
from core.registry.model import Establishment, Member, Product
from core.rights import Subject
from core.territory.queries import reach


def memberships(session: Session, account_id: int) -> list[int]:
    """Ids of the establishments this account belongs to (asked for and held)."""
    return list(
        session.scalars(
            select(Member.establishment_id).where(
                Member.account_id == account_id, Member.standing == Membership.HELD
            )
        )
    )


def subject_of_establishment(session: Session, establishment_id: int) -> Subject | None:
    """What a right about this establishment is measured against, or None when it is not there."""
    row = session.execute(
        select(Establishment.unit_id).where(Establishment.id == establishment_id)
    ).first()
    if row is None:
        return None
    places = reach(session, row.unit_id) if row.unit_id is not None else frozenset()
    return Subject(reach=places, establishment_id=establishment_id)


def subject_of_product(session: Session, product_id: int) -> Subject | None:
    """The subject of the product's establishment; None when there is no product or no maker."""
    found = session.scalar(select(Product.establishment_id).where(Product.id == product_id))
    return subject_of_establishment(session, found) if found is not None else None
