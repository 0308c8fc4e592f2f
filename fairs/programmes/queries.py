"""Reads about programmes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rights import Subject
from core.territory.queries import reach
from fairs.programmes.model import Programme


def subject_of_programme(session: Session, code: str) -> Subject | None:
    """What a right about this programme is measured against, or None when it is not there."""
    unit_id = session.scalar(select(Programme.unit_id).where(Programme.code == code))
    return Subject(reach=reach(session, unit_id)) if unit_id is not None else None
