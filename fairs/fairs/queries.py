"""Reads about fairs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rights import Subject
from core.territory.queries import reach
from fairs.fairs.model import Fair


def subject_of_fair(session: Session, slug: str) -> Subject | None:
    """What a right about this fair is measured against, or None when it is not there."""
    row = session.execute(select(Fair.id, Fair.unit_id).where(Fair.slug == slug)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), fair_id=row.id)
