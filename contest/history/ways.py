"""Old recognitions as ways to a contest above: what holds on the filing day opens it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.certificates.rules import Standing
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.history.model import PastRecognition
from contest.history.queries import seen


def lower_of(row: PastRecognition, on: date) -> LowerCertificate | None:
    """The recognition as `entries.service.file` takes it, judged on the filing day; None when
    neither the paper nor the rule of its day says until when it holds."""
    held = seen(row, on)
    if held.holding.until is None or held.standing is None:
        return None
    return LowerCertificate(
        id=row.id,
        number=row.certificate_number or row.decision_number,
        level=row.level,
        in_force_on_filing_day=held.standing is Standing.IN_FORCE,
        valid_until=held.holding.until,
        past=True,
    )


def lowers(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, list[LowerCertificate]]:
    """Product → the recognitions that offices keep of it, as ways to a contest above."""
    rows = session.scalars(
        select(PastRecognition).where(PastRecognition.product_id.in_(set(product_ids)))
    )
    found: dict[int, list[LowerCertificate]] = {}
    for row in rows:
        if lower := lower_of(row, on):
            found.setdefault(row.product_id, []).append(lower)
    return found


def recognitions_by_id(session: Session, ids: Collection[int]) -> dict[int, PastRecognition]:
    """These old recognitions."""
    rows = session.scalars(select(PastRecognition).where(PastRecognition.id.in_(set(ids))))
    return {row.id: row for row in rows}


def rests_on(session: Session, past_recognition_id: int) -> bool:
    """Whether a dossier was filed with this recognition and still stands."""
    gone = (EntryStatus.WITHDRAWN, EntryStatus.REFUSED)
    return bool(
        session.scalar(
            select(func.count(Entry.id)).where(
                Entry.lower_recognition_id == past_recognition_id, Entry.status.not_in(gone)
            )
        )
    )
