"""Reads about samples."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.samples.kinds import SampleWay
from contest.samples.model import Sample, SampleMethod
from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A valid entry with what was brought for it and how it is judged.

    `method` is the chair's decision that stands, `waiting` a request without an answer.
    """

    entry: Entry
    samples: Sequence[Sample]
    method: SampleMethod | None
    waiting: SampleMethod | None

    @property
    def way(self) -> SampleWay:
        """How the product is judged: brought itself, unless the chair decided otherwise."""
        return self.method.way if self.method else SampleWay.PHYSICAL

    @property
    def held(self) -> list[Sample]:
        """What is still here."""
        return [one for one in self.samples if one.returned_at is None]


def methods(session: Session, entry_ids: Collection[int]) -> dict[int, SampleMethod]:
    """Entry → the chair's decision that stands; entries without one are left out."""
    rows = session.scalars(
        select(SampleMethod)
        .where(SampleMethod.entry_id.in_(set(entry_ids)), SampleMethod.decided_at.is_not(None))
        .order_by(SampleMethod.decided_at, SampleMethod.id)
    )
    return {one.entry_id: one for one in rows}


def find_waiting(session: Session, entry_id: int) -> SampleMethod | None:
    """The request about this entry that the chair has not answered, or None."""
    return session.scalar(
        select(SampleMethod)
        .where(SampleMethod.entry_id == entry_id, SampleMethod.decided_at.is_(None))
        .order_by(SampleMethod.id.desc())
        .limit(1)
    )


def decisions(session: Session, entry_id: int) -> list[SampleMethod]:
    """Every request and decision about an entry, the newest first."""
    return list(
        session.scalars(
            select(SampleMethod)
            .where(SampleMethod.entry_id == entry_id)
            .order_by(SampleMethod.id.desc())
        )
    )


def of_entries(session: Session, entry_ids: Collection[int]) -> dict[int, list[Sample]]:
    """Entry → what was brought for it, with consents, in order."""
    found: dict[int, list[Sample]] = {}
    for one in session.scalars(
        select(Sample)
        .where(Sample.entry_id.in_(set(entry_ids)))
        .order_by(Sample.entry_id, Sample.number)
        .options(joinedload(Sample.consent))
    ):
        found.setdefault(one.entry_id, []).append(one)
    return found


def row_of(session: Session, entry: Entry) -> SampleRow:
    """One entry's samples and method."""
    return SampleRow(
        entry,
        of_entries(session, [entry.id]).get(entry.id, []),
        methods(session, [entry.id]).get(entry.id),
        find_waiting(session, entry.id),
    )


def desk(session: Session, contest_id: int) -> list[SampleRow]:
    """Every valid entry of a contest by group and code. Four statements."""
    entries = session.scalars(
        select(Entry)
        .where(
            Entry.contest_id == contest_id,
            Entry.status == EntryStatus.VALID,
            Entry.code.is_not(None),
        )
        .order_by(Entry.group, func.length(Entry.code), Entry.code)
        .options(joinedload(Entry.product))
    ).all()
    ids = [one.id for one in entries]
    samples, decided = of_entries(session, ids), methods(session, ids)
    waits = {
        one.entry_id: one
        for one in session.scalars(
            select(SampleMethod).where(
                SampleMethod.entry_id.in_(ids), SampleMethod.decided_at.is_(None)
            )
        )
    }
    return [
        SampleRow(one, samples.get(one.id, []), decided.get(one.id), waits.get(one.id))
        for one in entries
    ]


def get_sample(session: Session, entry_id: int, sample_id: int) -> Sample:
    """A sample of this very entry with consent and entry. Raises NotFound("not_found")."""
    found = session.scalar(
        select(Sample)
        .where(Sample.id == sample_id, Sample.entry_id == entry_id)
        .options(
            joinedload(Sample.consent),
            joinedload(Sample.entry).joinedload(Entry.contest),
        )
    )
    if found is None:
        raise NotFound("not_found")
    return found
