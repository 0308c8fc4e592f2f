"""Winning certificates as values: facts of the contest's side, handed to fairs and support."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from contest.certificates import queries
from contest.certificates.model import Certificate
from contest.certificates.rules import Standing
from fairs.fairs.rules import LEVELS, WinningCertificate


def winners(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, WinningCertificate]:
    """Product → its best announced certificate as it stands on that day, in one statement.

    In force goes before not in force, the higher level before the lower, the newer before the
    older. Products without any certificate are left out.
    """
    return {
        product_id: _value(min(found, key=lambda one: _worth(one, on)), on)
        for product_id, found in queries.of_products(session, product_ids).items()
    }


def winner(session: Session, product_id: int, on: date) -> WinningCertificate | None:
    """The same for one product, or None."""
    return winners(session, [product_id], on).get(product_id)


def _in_force(certificate: Certificate, on: date) -> bool:
    return queries.standing(certificate, on) is Standing.IN_FORCE


def _worth(certificate: Certificate, on: date) -> tuple[bool, int, int]:
    level = LEVELS.index(certificate.level)
    return not _in_force(certificate, on), level, -certificate.issued_on.toordinal()


def _value(certificate: Certificate, on: date) -> WinningCertificate:
    return WinningCertificate(
        number=certificate.number,
        level=certificate.level.value,
        year=certificate.issued_on.year,
        in_force=_in_force(certificate, on),
    )
