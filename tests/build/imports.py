"""A batch of imported rows."""

from sqlalchemy.orm import Session

from core.imports.kinds import BatchState
from core.imports.model import ImportBatch
from tests.build.people import NOW


def batch(session: Session, *, unit_id: int, **facts: object) -> ImportBatch:
    """A file whose dry run found one new establishment; its report is not kept any more."""
    values: dict[str, object] = {
        "kind": "roster",
        "unit_id": unit_id,
        "state": BatchState.CHECKED,
        "file_name": "co-so.xlsx",
        "sha256": "0" * 64,
        "bytes": 1000,
        "file_key": "",
        "decisions": {},
        "counts": {
            "rows": 1,
            "new": 1,
            "changed": 0,
            "unchanged": 0,
            "decide": 0,
            "refused": 0,
        },
        "about": {},
        "refusal": {},
        "sent_by": 0,
        "sent_by_name": "secretary (mô phỏng)",
        "sent_at": NOW,
        **facts,
    }
    made = ImportBatch(**values)
    session.add(made)
    session.flush()
    return made
