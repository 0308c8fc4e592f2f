"""Small operations from a juror's devices: each taken once, in order, and never lost.

A device gives every change an id of its own and a running number, keeps it until it is answered,
and may send it as often as it likes. What is answered is committed. What cannot go on the sheet
any more (signed, locked, another frame) is held for the chair and counts for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.scoring import rules, service
from contest.scoring.kinds import Outcome
from contest.scoring.model import ScoreChange, ScoreOperation
from contest.scoring.old_sheets import of_superseded_frame
from contest.scoring.service import Bench
from core.errors import Refusal
from core.identity import Identity

MOST_AT_ONCE = 500
"""Operations in one sending; a device with more sends them in several."""
LONGEST_NAME = 64
"""Characters of an operation's id and of a device's name."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of one field on one device.

    `criterion_id` None is the remark. `points` are hundredths, None empties the field. `sequence`
    counts the device's operations up; `base` is the version of the sheet that the device had seen
    when it made the change. `device_at` is what the device's clock said: told, never relied on.
    """

    id: str
    entry_id: int
    device: str
    sequence: int
    base: int
    criterion_id: int | None
    points: int | None = None
    remark: str | None = None
    device_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an operation: its `outcome` when it is kept, or None and why it is refused.

    A `code` beside an outcome says why it is held. A refused operation stays with its device.
    """

    id: str
    outcome: Outcome | None
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def receive(
    session: Session, who: Identity, sent: Sequence[Operation], now: datetime
) -> list[Answer]:
    """Take what a device sent, in the order of its numbers; an answer for each, as given.

    The juror is who is signed in, whatever the device says. Raises nothing: what cannot be taken
    is answered with its code.
    """
    answers: dict[int, Answer] = {}
    by_entry: dict[int, list[tuple[int, Operation]]] = {}
    for at, one in enumerate(sent):
        by_entry.setdefault(one.entry_id, []).append((at, one))
    # Rows are held in one order, whatever the device's: two of its tabs never wait in a circle.
    for entry_id in sorted(by_entry):
        given = sorted(by_entry[entry_id], key=lambda pair: (pair[1].sequence, pair[0]))
        try:
            bench = service.open_bench(session, who, entry_id, now, writing=True)
        except Refusal as refusal:
            answers |= {at: Answer(one.id, None, refusal.code, refusal.facts) for at, one in given}
            continue
        answers |= _on_one_sheet(session, who, bench, given, now)
    return [answers[at] for at in range(len(sent))]


def _on_one_sheet(
    session: Session,
    who: Identity,
    bench: Bench,
    given: list[tuple[int, Operation]],
    now: datetime,
) -> dict[int, Answer]:
    seen = _Seen.before(session, bench, [one for _, one in given])
    answers: dict[int, Answer] = {}
    applied: list[ScoreOperation] = []
    points, remark = dict(bench.points), bench.sheet.remark if bench.sheet else ""
    for at, one in given:
        answer = seen.answers.get(one.id) or _judge(session, bench, one, seen, points, remark)
        answers[at] = answer
        if answer.outcome is None or one.id in seen.answers:
            continue
        row = _row(bench, one, answer, now)
        session.add(row)
        seen.add(one, answer)
        if answer.outcome is not Outcome.APPLIED:
            continue
        applied.append(row)
        if one.criterion_id is None:
            remark = one.remark or ""
        elif one.points is None:
            points.pop(one.criterion_id, None)
        else:
            points[one.criterion_id] = one.points
    if applied:
        said = bench.sheet.remark if bench.sheet else ""
        sheet = bench.sheet
        if (points, remark) != (bench.points, said) or sheet is None:
            sheet = service.write_sheet(session, who, bench, points, remark, now)
        for row in applied:
            row.sheet_id, row.version = sheet.id, sheet.version
    session.flush()
    return answers


def _judge(
    session: Session,
    bench: Bench,
    one: Operation,
    seen: "_Seen",
    points: Mapping[int, int],
    remark: str,
) -> Answer:
    if one.id in seen.strangers:
        return Answer(one.id, None, "operation_not_yours")
    fault = _fault(session, bench, one)
    if fault == "frame_replaced":
        return Answer(one.id, Outcome.HELD, fault)
    if fault is not None:
        code, facts = (fault, {}) if isinstance(fault, str) else fault
        return Answer(one.id, None, code, facts)
    if bench.refusal:
        return Answer(one.id, Outcome.HELD, bench.refusal)
    if seen.latest.get((one.device, one.criterion_id), -1) > one.sequence:
        return Answer(one.id, Outcome.SUPERSEDED)
    stored = remark if one.criterion_id is None else points.get(one.criterion_id)
    meant = (one.remark or "") if one.criterion_id is None else one.points
    if stored != meant and seen.changed_elsewhere(one):
        return Answer(one.id, Outcome.CLASH, "sheet_changed_elsewhere")
    return Answer(one.id, Outcome.APPLIED)


def _fault(session: Session, bench: Bench, one: Operation) -> rules.Fault | None:
    if not (0 < len(one.id) <= LONGEST_NAME and 0 < len(one.device) <= LONGEST_NAME):
        return "operation_unreadable"
    if one.sequence < 0 or one.base < 0:
        return "operation_unreadable"
    if one.criterion_id is None:
        too_long: rules.Fault = ("too_long", {"most": rules.MOST_REMARK})
        return too_long if len(one.remark or "") > rules.MOST_REMARK else None
    found = rules.faults(bench.leaves, {one.criterion_id: one.points}).get(one.criterion_id)
    if found == "criterion_unknown" and of_superseded_frame(
        session, bench.contest.id, {one.criterion_id}
    ):
        return "frame_replaced"
    return found


def _row(bench: Bench, one: Operation, answer: Answer, now: datetime) -> ScoreOperation:
    return ScoreOperation(
        operation_id=one.id,
        seat_id=bench.seat.id,
        entry_id=bench.entry.id,
        device=one.device,
        sequence=one.sequence,
        base=one.base,
        criterion_id=one.criterion_id,
        points=one.points,
        remark=one.remark,
        device_at=one.device_at,
        received_at=now,
        outcome=answer.outcome,
        code=answer.code,
    )


Field = int | None
"""A criterion's id, or None for the remark."""


@dataclass(slots=True)
class _Seen:
    """What is known of the operations on one sheet, and of who changed its fields since when."""

    answers: dict[str, Answer]
    strangers: set[str]
    latest: dict[tuple[str, Field], int]
    changes: list[tuple[int, Field]]
    devices: dict[int, set[str]]

    @classmethod
    def before(cls, session: Session, bench: Bench, given: Sequence[Operation]) -> "_Seen":
        """As the database has it. Three statements, two for a sheet that is not there yet."""
        found = cls({}, set(), {}, [], {})
        ids = [one.id for one in given]
        for row in session.scalars(
            select(ScoreOperation).where(ScoreOperation.operation_id.in_(ids))
        ):
            if row.seat_id == bench.seat.id and row.entry_id == bench.entry.id:
                answer = Answer(row.operation_id, row.outcome, row.code)
                found.answers[row.operation_id] = answer
            else:
                found.strangers.add(row.operation_id)
        for row in session.scalars(
            select(ScoreOperation).where(
                ScoreOperation.seat_id == bench.seat.id,
                ScoreOperation.entry_id == bench.entry.id,
            )
        ):
            found._count(row.device, row.criterion_id, row.sequence)
            if row.version is not None and bench.sheet and row.sheet_id == bench.sheet.id:
                found.devices.setdefault(row.version, set()).add(row.device)
        if bench.sheet is not None:
            since = min((one.base for one in given), default=0)
            ids_of = {one.code: one.id for one in bench.criteria}
            found.changes = [
                (version, ids_of.get(code))
                for version, changes in session.execute(
                    select(ScoreChange.version, ScoreChange.changes).where(
                        ScoreChange.sheet_id == bench.sheet.id, ScoreChange.version > since
                    )
                )
                for code in changes
            ]
        return found

    def add(self, one: Operation, answer: Answer) -> None:
        """An operation that was taken just now."""
        self.answers[one.id] = answer
        self._count(one.device, one.criterion_id, one.sequence)

    def _count(self, device: str, criterion_id: Field, sequence: int) -> None:
        key = (device, criterion_id)
        self.latest[key] = max(self.latest.get(key, -1), sequence)

    def changed_elsewhere(self, one: Operation) -> bool:
        """Whether anything but this device has changed the field since the device looked."""
        return any(
            version > one.base
            and field_ == one.criterion_id
            and one.device not in self.devices.get(version, set())
            for version, field_ in self.changes
        )
