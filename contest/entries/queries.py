"""Reads about entries."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.model import Contest
from contest.entries.model import Entry
from core.registry.queries import subject_of_establishment
from core.rights import Subject
from core.territory.queries import reach


def subject_of_entry(session: Session, entry_id: int) -> Subject | None:
    """The entry as the contest's people see it: measured in the contest's place."""
    row = session.execute(
        select(Entry.contest_id, Contest.unit_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Entry.id == entry_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


def subject_of_dossier(session: Session, entry_id: int) -> Subject | None:
    """The same entry as its maker's side sees it: measured in the establishment's place."""
    found = session.scalar(select(Entry.establishment_id).where(Entry.id == entry_id))
    return subject_of_establishment(session, found) if found is not None else None
