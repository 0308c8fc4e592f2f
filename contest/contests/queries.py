"""Reads about contests."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.model import Contest
from core.rights import Subject
from core.territory.queries import reach


def subject_of_contest(session: Session, slug: str) -> Subject | None:
    """What a right about this contest is measured against, or None when it is not there."""
    row = session.execute(select(Contest.id, Contest.unit_id).where(Contest.slug == slug)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.id)
