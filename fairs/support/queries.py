"""Reads about support cases."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rights import Subject
from core.territory.queries import reach
from fairs.support.model import SupportCase


def subject_of_case(session: Session, case_id: int) -> Subject | None:
    """A case is about its establishment and lies in the place it was opened for."""
    row = session.execute(
        select(SupportCase.establishment_id, SupportCase.unit_id).where(SupportCase.id == case_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), establishment_id=row.establishment_id)
