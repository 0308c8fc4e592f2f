"""A sample as it was received."""

from sqlalchemy.orm import Session

from contest.entries.model import Entry
from contest.samples.model import Sample
from tests.build.people import NOW


def sample(session: Session, entry: Entry, **facts: object) -> Sample:
    """One piece, whole, brought by its maker."""
    values: dict[str, object] = {
        "number": 1,
        "received_at": NOW,
        "brought_by": "Người giao (mô phỏng)",
        "pieces": 1,
        "condition": "Nguyên vẹn",
        "stored_at": "Kho tầng 1",
        "received_by": 0,
        "receiver": "Tổ giúp việc (mô phỏng)",
        **facts,
    }
    made = Sample(entry_id=entry.id, consent=None, **values)
    session.add(made)
    session.flush()
    return made
