"""Signed sheets criterion by criterion, as they are read after the lock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from contest.bodies.kinds import BodyKind
from contest.bodies.model import Body, Recusal, Seat
from contest.contests.model import Criterion
from contest.entries.model import Entry
from contest.scoring.model import Score, ScoreSheet
from contest.scoring.queries import counting


@dataclass(frozen=True, slots=True)
class PartSums:
    """The sheets of one entry that count: their totals, and the sum of each part of the frame
    over all of them, in hundredths."""

    sheets: tuple[int, ...]
    parts: dict[str, int]


SheetKey = tuple[int, int]
"""A sheet: entry id and the id of the juror's seat."""


def part_sums(
    session: Session,
    contest_id: int,
    entry_ids: Collection[int],
    aside: Collection[SheetKey] = (),
) -> dict[int, PartSums]:
    """Entry → its sheets and what each part of the frame adds up to, without the sheets that a
    correction set `aside`. Three statements."""
    wanted = set(entry_ids)
    if not wanted:
        return {}
    totals: dict[int, list[int]] = {}
    for entry_id, seat_id, total in session.execute(
        select(ScoreSheet.entry_id, ScoreSheet.seat_id, ScoreSheet.total_points)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(*counting(contest_id), ScoreSheet.entry_id.in_(wanted))
        .order_by(ScoreSheet.id)
    ):
        if (entry_id, seat_id) not in aside:
            totals.setdefault(entry_id, []).append(total or 0)
    found = session.execute(
        select(ScoreSheet.entry_id, ScoreSheet.seat_id, Score.criterion_id, func.sum(Score.points))
        .join(Score, Score.sheet_id == ScoreSheet.id)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(*counting(contest_id), ScoreSheet.entry_id.in_(wanted))
        .group_by(ScoreSheet.entry_id, ScoreSheet.seat_id, Score.criterion_id)
    )
    rows = [row for row in found if (row.entry_id, row.seat_id) not in aside]
    part_of = parts(_criteria(session, {row.criterion_id for row in rows}))
    sums: dict[int, dict[str, int]] = {}
    for entry_id, _seat_id, criterion_id, points in rows:
        own = sums.setdefault(entry_id, {})
        part = part_of[criterion_id]
        own[part] = own.get(part, 0) + int(points)
    return {
        entry_id: PartSums(tuple(kept), sums.get(entry_id, {}))
        for entry_id, kept in totals.items()
    }


def parts(criteria: Iterable[Criterion]) -> dict[int, str]:
    """Criterion id → the code of the part of the frame that it lies in. Whole frames only."""
    known = {(one.frame_id, one.code): one for one in criteria}

    def root(one: Criterion) -> str:
        while one.parent_code is not None:
            one = known[(one.frame_id, one.parent_code)]
        return one.code

    return {one.id: root(one) for one in known.values()}


def _criteria(session: Session, ids: Collection[int]) -> list[Criterion]:
    """Every criterion of the frames that these belong to."""
    frames = select(Criterion.frame_id).where(Criterion.id.in_(ids))
    return list(session.scalars(select(Criterion).where(Criterion.frame_id.in_(frames))))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One signed sheet of an entry, with its points by criterion id in hundredths."""

    seat_id: int
    person: str
    total: int
    remark: str
    frame_id: int
    points: dict[int, int]


def of_entry(session: Session, contest_id: int, entry_id: int) -> list[Sheet]:
    """The sheets of one entry that count, in the order of the jury. Two statements."""
    rows = session.execute(
        select(ScoreSheet, Seat)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .join(Seat, Seat.id == ScoreSheet.seat_id)
        .where(*counting(contest_id), ScoreSheet.entry_id == entry_id)
        .options(selectinload(ScoreSheet.scores))
        .order_by(Seat.rank, Seat.id)
    )
    return [
        Sheet(
            seat.id,
            seat.person,
            sheet.total_points or 0,
            sheet.remark,
            sheet.frame_id,
            {score.criterion_id: score.points for score in sheet.scores},
        )
        for sheet, seat in rows
    ]


def criteria_of(session: Session, frame_ids: Collection[int]) -> list[Criterion]:
    """The criteria of these frames in their order."""
    query = select(Criterion).where(Criterion.frame_id.in_(set(frame_ids)))
    return list(session.scalars(query.order_by(Criterion.frame_id, Criterion.position)))


@dataclass(frozen=True, slots=True)
class Absent:
    """A juror who gave an entry no sheet that counts: recused with a reason, or missing one."""

    seat_id: int
    person: str
    recused: bool


def absent_from(session: Session, contest_id: int, entry_id: int) -> list[Absent]:
    """The jury's present members without a counting sheet for the entry. One statement."""
    recused = (
        select(Recusal.id).where(Recusal.seat_id == Seat.id, Recusal.entry_id == entry_id).exists()
    )
    signed = (
        select(ScoreSheet.id)
        .where(
            ScoreSheet.seat_id == Seat.id,
            ScoreSheet.entry_id == entry_id,
            ScoreSheet.signed_at.is_not(None),
            ScoreSheet.superseded_at.is_(None),
        )
        .exists()
    )
    rows = session.execute(
        select(Seat.id, Seat.person, recused.label("recused"))
        .join(Body, Body.id == Seat.body_id)
        .where(
            Body.contest_id == contest_id,
            Body.kind == BodyKind.JURY,
            Seat.left_at.is_(None),
            recused | ~signed,
        )
        .order_by(Seat.rank, Seat.id)
    )
    return [Absent(row.id, row.person, bool(row.recused)) for row in rows]
