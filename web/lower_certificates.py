"""What opens the way to a contest above: certificates issued here and what offices keep of old."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from contest.certificates import queries as certificates
from contest.entries.rules import LowerCertificate
from contest.history import ways


def lowers(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, list[LowerCertificate]]:
    """Product → what its maker may file with, judged on the filing day."""
    ours = certificates.lowers(session, product_ids, on)
    past = ways.lowers(session, product_ids, on)
    return {id_: [*ours.get(id_, ()), *past.get(id_, ())] for id_ in {*ours, *past}}
