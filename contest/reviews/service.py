"""Flagging what rests on a revoked certificate, and settling each with a note."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.reviews.model import Review
from contest.reviews.queries import Rests
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

LEAST_NOTE, MOST_NOTE = 10, 1_000
OPENED = "review.opened"
SETTLED = "review.settled"


def flag(
    session: Session, who: Identity, certificate_id: int, rests: Iterable[Rests], now: datetime
) -> list[Review]:
    """Ask the desks to look again at what rests on the certificate; once for each thing.

    Nothing is withdrawn or deleted (domain.md §11, 36). Answers with what is new.
    """
    there = {
        (kind, subject_id)
        for kind, subject_id in session.execute(
            select(Review.kind, Review.subject_id).where(Review.certificate_id == certificate_id)
        )
    }
    made: list[Review] = []
    for one in rests:
        if (one.kind, one.subject_id) in there:
            continue
        there.add((one.kind, one.subject_id))
        made.append(
            Review(
                certificate_id=certificate_id,
                kind=one.kind,
                subject_id=one.subject_id,
                label=one.label,
                address=one.address,
                unit_id=one.unit_id,
                contest_id=one.contest_id,
                opened_at=now,
            )
        )
    session.add_all(made)
    session.flush()
    for row in made:
        audit.record(
            session,
            who,
            now,
            OPENED,
            f"review:{row.id}",
            kind=row.kind.value,
            label=row.label,
            certificate_id=certificate_id,
        )
    return made


def settle(session: Session, who: Identity, review_id: int, note: str, now: datetime) -> Review:
    """Write what was decided about it; the thing itself is changed on its own page, or not.

    Raises NotFound, Invalid (`note`), Conflict `review_settled`.
    """
    found = session.scalar(
        select(Review)
        .where(Review.id == review_id)
        .with_for_update(of=Review)
        .options(joinedload(Review.certificate, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("not_found")
    if found.settled_at is not None:
        if (found.settled_by, found.note) == (who.account_id, note):
            return found
        raise Conflict("review_settled", person=found.settled_by_name, settled=found.settled_at)
    if len(note) < LEAST_NOTE:
        raise Invalid({"note": ("why_too_short", {"least": LEAST_NOTE})})
    if len(note) > MOST_NOTE:
        raise Invalid({"note": ("too_long", {"most": MOST_NOTE})})
    found.settled_at, found.settled_by, found.settled_by_name = now, who.account_id, who.name
    found.note = note
    audit.record(session, who, now, SETTLED, f"review:{review_id}", note=note)
    session.flush()
    return found
