"""Reads about certificates."""

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
