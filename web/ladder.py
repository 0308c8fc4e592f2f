"""The lower certificates of products as values: a fact of a higher room, handed to entries."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from contest.certificates import queries
from contest.certificates.rules import CertificateDates, Standing, status
from contest.entries.rules import LowerCertificate


def lowers(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, list[LowerCertificate]]:
    """Product → its certificates as they stand on that day; products without one are left out."""
    return {
        product_id: [
            LowerCertificate(
                id=one.id,
                number=one.number,
                level=one.level,
                in_force_on_filing_day=status(
                    CertificateDates(one.issued_on, one.valid_until, one.revoked_on), on
                )
                is Standing.IN_FORCE,
                valid_until=one.valid_until,
            )
            for one in found
        ]
        for product_id, found in queries.of_products(session, product_ids).items()
    }
