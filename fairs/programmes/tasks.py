"""What a document sets somebody to do: ticked off when it was done, with what shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from fairs.programmes.keeping import Faults, subject
from fairs.programmes.kinds import Status
from fairs.programmes.model import Programme, ProgrammeTask, TaskDone

MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task and how it stands: done, by when it was due, or neither."""

    task: ProgrammeTask
    done: TaskDone | None
    overdue: bool


def tasks_of(session: Session, programme: Programme, today: date) -> list[TaskRow]:
    """The tasks of a programme loaded whole, in the order of its documents. One statement."""
    ids = [task.id for task in programme.tasks]
    rows = session.scalars(select(TaskDone).where(TaskDone.task_id.in_(ids)))
    done = {row.task_id: row for row in rows}
    return [
        TaskRow(
            task,
            done.get(task.id),
            task.id not in done and task.due_on is not None and task.due_on < today,
        )
        for task in programme.tasks
    ]


def tick(
    session: Session,
    who: Identity,
    programme: Programme,
    task_id: int,
    done_on: date | None,
    evidence: str,
    now: datetime,
) -> TaskDone:
    """Note that a task was done. A second time corrects day and evidence. Raises Invalid (done_on,
    evidence), NotFound, Conflict for a closed programme. The document itself stays as it is."""
    faults: Faults = {}
    if done_on is None:
        faults["done_on"] = "missing"
    elif done_on > day_in_vietnam(now):
        faults["done_on"] = "day_in_future"
    if len(evidence.strip()) > MOST_WORDS:
        faults["evidence"] = ("too_long", {"most": MOST_WORDS})
    if faults or done_on is None:
        raise Invalid(faults)
    task = _task(session, programme, task_id)
    row = _find(session, task_id)
    if row is None:
        row = TaskDone(task_id=task_id)
        session.add(row)
    elif (row.done_on, row.evidence) == (done_on, evidence.strip()):
        return row
    row.done_on, row.evidence = done_on, evidence.strip()
    row.noted_at, row.noted_by, row.noted_by_name = now, who.account_id, who.name
    session.flush()
    audit.record(
        session,
        who,
        now,
        "programme.task_done",
        subject(programme),
        target=task.name,
        on=done_on.isoformat(),
        evidence=row.evidence,
    )
    return row


def untick(
    session: Session, who: Identity, programme: Programme, task_id: int, now: datetime
) -> None:
    """It was not done after all; the record keeps what was noted. Twice is once. Raises NotFound,
    Conflict for a closed programme."""
    task = _task(session, programme, task_id)
    row = _find(session, task_id)
    if row is None:
        return
    audit.record(
        session,
        who,
        now,
        "programme.task_open",
        subject(programme),
        target=task.name,
        on=row.done_on.isoformat(),
        evidence=row.evidence,
    )
    session.delete(row)
    session.flush()


def _task(session: Session, programme: Programme, task_id: int) -> ProgrammeTask:
    found = session.get(ProgrammeTask, task_id, with_for_update=True)
    if found is None or found.programme_id != programme.id:
        raise NotFound("not_found")
    if programme.status is Status.CLOSED:
        raise Conflict("programme_closed")
    return found


def _find(session: Session, task_id: int) -> TaskDone | None:
    return session.scalar(select(TaskDone).where(TaskDone.task_id == task_id))
