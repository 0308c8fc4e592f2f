"""Winning certificates as values: facts of the contest's side, handed to fairs and support.

Rights go with the certificate while it is valid (TT 26/2014 Đ21), wherever it was issued: one of
an announced contest here, or an old one that an office keeps as history.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from contest.certificates import queries
from contest.certificates.model import Certificate
from contest.certificates.rules import Standing
from contest.history import queries as history
from contest.history.model import PastRecognition
from fairs.fairs.rules import LEVELS, WinningCertificate

Dated = tuple[date, WinningCertificate]


def winners(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, WinningCertificate]:
    """Product → its best certificate as it stands on that day, in two statements.

    In force goes before not in force, the higher level before the lower, the newer before the
    older. Old ones whose days nobody knows are not in force. Products without any are left out.
    """
    found: dict[int, list[Dated]] = {}
    for product_id, issued in queries.of_products(session, product_ids).items():
        found[product_id] = [_issued(one, on) for one in issued]
    for old in history.kept_recognitions(session, product_ids).values():
        found.setdefault(old.product_id, []).append(_kept(old, on))
    return {product_id: min(own, key=_worth)[1] for product_id, own in found.items()}


def winner(session: Session, product_id: int, on: date) -> WinningCertificate | None:
    """The same for one product, or None."""
    return winners(session, [product_id], on).get(product_id)


def _worth(dated: Dated) -> tuple[bool, int, int]:
    day, one = dated
    return not one.in_force, LEVELS.index(one.level), -day.toordinal()


def _issued(certificate: Certificate, on: date) -> Dated:
    return certificate.issued_on, WinningCertificate(
        number=certificate.number,
        level=certificate.level.value,
        year=certificate.issued_on.year,
        in_force=queries.standing(certificate, on) is Standing.IN_FORCE,
    )


def _kept(old: PastRecognition, on: date) -> Dated:
    held = history.holding(old)
    return held.begins or date(old.year, 1, 1), WinningCertificate(
        number=old.certificate_number or old.decision_number or old.source,
        level=old.level.value,
        year=old.year,
        in_force=held.standing(on) is Standing.IN_FORCE,
    )
