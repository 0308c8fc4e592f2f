"""Reads of imports."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.imports.kinds import Deed
from core.imports.model import ImportBatch, ImportCreated, ImportItem
from core.rights import Subject
from core.territory.queries import reach, reached_from


@dataclass(frozen=True, slots=True)
class Item:
    """One record that a batch made or changed, as a value. A batch names each record once."""

    row: int
    subject: str
    deed: str
    version: int
    before: dict[str, object]
    undone: bool
    kept_because: str

    @property
    def record_id(self) -> int:
        """The id within the subject."""
        return int(self.subject.rpartition(":")[2])

    @property
    def of(self) -> str:
        """The kind of record within the subject."""
        return self.subject.rpartition(":")[0]


def find_batch(session: Session, batch_id: int) -> ImportBatch | None:
    """The batch, or None."""
    return session.get(ImportBatch, batch_id)


def get_batch(session: Session, batch_id: int) -> ImportBatch:
    """The batch. Raises NotFound("batch_not_found")."""
    if found := find_batch(session, batch_id):
        return found
    raise NotFound("batch_not_found")


def subject_of_batch(session: Session, batch_id: int) -> Subject | None:
    """What a right about this batch is measured against: the place it was sent for."""
    row = session.execute(select(ImportBatch.unit_id).where(ImportBatch.id == batch_id)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id) if row.unit_id is not None else frozenset())


def batches(
    session: Session,
    unit_ids: Collection[int],
    kinds: Collection[str],
    *,
    limit: int,
    offset: int = 0,
) -> tuple[list[ImportBatch], int]:
    """Batches of these kinds sent for places that the offices of these units reach, newest first;
    and how many there are."""
    where = (ImportBatch.unit_id.in_(reached_from(unit_ids)), ImportBatch.kind.in_(kinds))
    total = session.scalar(select(func.count(ImportBatch.id)).where(*where)) or 0
    newest = select(ImportBatch).where(*where).order_by(ImportBatch.id.desc())
    return list(session.scalars(newest.limit(limit).offset(offset))), total


def loaded_before(session: Session, batch: ImportBatch) -> ImportBatch | None:
    """The newest earlier batch that loaded the very same bytes, or None."""
    return session.scalar(
        select(ImportBatch)
        .where(
            ImportBatch.sha256 == batch.sha256,
            ImportBatch.kind == batch.kind,
            ImportBatch.id < batch.id,
            ImportBatch.loaded_at.is_not(None),
        )
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )


def items(session: Session, batch_id: int) -> list[Item]:
    """What the batch made at once, then what it made and changed one by one, in its order."""
    many = session.scalars(
        select(ImportCreated).where(ImportCreated.batch_id == batch_id).order_by(ImportCreated.id)
    )
    columns = (
        ImportItem.row,
        ImportItem.subject,
        ImportItem.deed,
        ImportItem.version,
        ImportItem.before,
        ImportItem.undone,
        ImportItem.kept_because,
    )
    rows = session.execute(
        select(*columns).where(ImportItem.batch_id == batch_id).order_by(ImportItem.id)
    )
    return [*(one for each in many for one in _each(each)), *(Item(*row) for row in rows)]


def _each(many: ImportCreated) -> Iterator[Item]:
    for row, id_ in zip(many.rows, many.ids, strict=True):
        kept = many.kept.get(str(id_), "")
        yield Item(
            row=row,
            subject=f"{many.of}:{id_}",
            deed=Deed.CREATED,
            version=many.version,
            before={},
            undone=many.undone and not kept,
            kept_because=kept,
        )


def kept_items(session: Session, batch_id: int, limit: int = 500) -> list[Item]:
    """What undoing left, and why."""
    return [one for one in items(session, batch_id) if one.kept_because][:limit]
