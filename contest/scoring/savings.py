"""Reads for the saving of a sheet: what is scored, and every saving so far."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.entries.model import Entry
from contest.scoring.model import ScoreChange
from core.registry.model import Product


def changes_of(session: Session, sheet_id: int) -> Sequence[ScoreChange]:
    """Every saving of one sheet, the oldest first. For its juror, and for all after the lock."""
    query = select(ScoreChange).where(ScoreChange.sheet_id == sheet_id).order_by(ScoreChange.id)
    return session.scalars(query).all()


def changed_since(session: Session, sheet_id: int, version: int) -> set[str]:
    """The codes of criteria (and "remark") that were changed after this version of a sheet."""
    query = select(ScoreChange.changes).where(
        ScoreChange.sheet_id == sheet_id, ScoreChange.version > version
    )
    return {code for changes in session.scalars(query) for code in changes}


def entry_to_score(session: Session, entry_id: int, *, shown: bool = True) -> Entry | None:
    """The entry with its contest and, when it is `shown`, product, set members and photos; None
    when it is not there."""
    query = select(Entry).where(Entry.id == entry_id).options(joinedload(Entry.contest))
    if shown:
        query = query.options(
            joinedload(Entry.product).selectinload(Product.set_members),
            selectinload(Entry.photos),
        )
    return session.scalar(query)
