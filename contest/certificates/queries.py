"""Reads about certificates."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.model import Contest
from core.rights import Subject
from core.territory.queries import reach


def subject_of_certificate(session: Session, certificate_id: int) -> Subject | None:
    """A certificate lies in its contest's place."""
    row = session.execute(
        select(Certificate.contest_id, Contest.unit_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Certificate.id == certificate_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


def of_products(session: Session, product_ids: Collection[int]) -> dict[int, list[Certificate]]:
    """Every certificate of these products, revoked and expired ones too, by product, the newest
    first. How one stands on a day says `rules.status`."""
    found: dict[int, list[Certificate]] = {}
    for one in session.scalars(
        select(Certificate)
        .where(Certificate.product_id.in_(set(product_ids)))
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    ):
        found.setdefault(one.product_id, []).append(one)
    return found


def of_product(session: Session, product_id: int) -> list[Certificate]:
    """The certificates of one product, the newest first."""
    return of_products(session, [product_id]).get(product_id, [])
