"""A batch from the file that was sent to its undoing. The work itself is done by jobs (web)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, jobs
from core.db import among, insert_columns
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.imports import queries
from core.imports.kinds import BatchState, Decision, Deed
from core.imports.model import ImportBatch, ImportCreated, ImportItem

CHECK, LOAD, UNDO, FORGET = "import.check", "import.load", "import.undo", "import.forget"
"""The jobs of a batch; their fact is `batch_id`."""

KEPT_FOR = timedelta(days=180)
"""How long a file and the report of its rows are kept: a season, to look back and to correct."""


class Made(NamedTuple):
    """One record that loading made or changed, with what is needed to take it back."""

    row: int
    subject: str
    deed: Deed
    version: int = 0
    before: Mapping[str, Any] | None = None


class Created(NamedTuple):
    """Many records of one kind that loading made at once, each beside the row that said it."""

    of: str
    rows: Sequence[int]
    ids: Sequence[int]
    version: int


def receive(
    session: Session,
    who: Identity,
    *,
    kind: str,
    unit_id: int | None,
    file_name: str,
    sha256: str,
    size: int,
    file_key: str,
    now: datetime,
) -> ImportBatch:
    """Record a file whose bytes are stored already, and queue its dry run."""
    made = ImportBatch(
        kind=kind,
        unit_id=unit_id,
        state=BatchState.CHECKING,
        file_name=file_name[-200:],
        sha256=sha256,
        bytes=size,
        file_key=file_key,
        decisions={},
        counts={},
        about={},
        refusal={},
        sent_by=who.account_id,
        sent_by_name=who.name,
        sent_at=now,
    )
    session.add(made)
    session.flush()
    _queue(session, made, CHECK, now)
    jobs.enqueue(session, FORGET, now + KEPT_FOR, batch_id=made.id)
    audit.record(
        session,
        who,
        now,
        "import.received",
        f"import:{made.id}",
        kind=kind,
        file=made.file_name,
        sha256=sha256,
    )
    return made


def checked(
    session: Session,
    batch_id: int,
    *,
    report_key: str,
    sheet: str,
    counts: Mapping[str, int],
    about: Mapping[str, Any],
    now: datetime,
) -> str:
    """The dry run ended: its report waits for a person. Answers the key of the report that it
    replaces, "" when there was none. Nothing happens when the batch has gone on meanwhile."""
    batch = queries.get_batch(session, batch_id)
    if batch.state is not BatchState.CHECKING:
        return ""
    before, batch.report_key = batch.report_key, report_key
    batch.state, batch.checked_at, batch.sheet = BatchState.CHECKED, now, sheet
    batch.counts, batch.about, batch.refusal = dict(counts), dict(about), {}
    return before


def unreadable(
    session: Session, batch_id: int, code: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """The file could not be understood at all; `code` says why."""
    batch = queries.get_batch(session, batch_id)
    if batch.state is BatchState.CHECKING:
        batch.state, batch.checked_at = BatchState.UNREADABLE, now
        batch.refusal = {"code": code, "facts": dict(facts)}


def check_again(
    session: Session, who: Identity, batch_id: int, now: datetime, *, sheet: str = ""
) -> ImportBatch:
    """Run the dry run anew, on another sheet of the file or against what is here now.

    Raises Conflict("batch_elsewhere") unless the batch waits for a person.
    """
    batch = _locked(session, batch_id, BatchState.CHECKED, BatchState.UNREADABLE)
    _demand_kept(batch)
    batch.state, batch.decisions = BatchState.CHECKING, {}
    batch.about = {**batch.about, "wanted_sheet": sheet}
    _queue(session, batch, CHECK, now)
    audit.record(session, who, now, "import.rechecked", f"import:{batch.id}", sheet=sheet)
    return batch


def decide(
    session: Session,
    who: Identity,
    batch_id: int,
    decisions: Mapping[int, Decision],
    now: datetime,
) -> ImportBatch:
    """Keep what a person said of rows that may be something that is here.

    Raises Conflict("batch_elsewhere") when the batch no longer waits.
    """
    batch = _locked(session, batch_id, BatchState.CHECKED)
    said = {str(row): decision.value for row, decision in decisions.items()}
    if changed := {row: word for row, word in said.items() if batch.decisions.get(row) != word}:
        batch.decisions = {**batch.decisions, **changed}
        audit.record(session, who, now, "import.decided", f"import:{batch.id}", decisions=changed)
    return batch


def confirm(
    session: Session, who: Identity, batch_id: int, now: datetime, *, update_changed: bool
) -> ImportBatch:
    """Load what the dry run found good. `update_changed` says whether records that are here
    already take over what the rows say.

    Raises Conflict("batch_elsewhere"), Invalid("": "nothing_to_load").
    """
    batch = _locked(session, batch_id, BatchState.CHECKED)
    _demand_kept(batch)
    counts = batch.counts
    changing = counts.get("changed", 0) if update_changed else 0
    settled = sum(word != Decision.SKIP for word in batch.decisions.values())
    if not counts.get("new", 0) + changing + settled:
        raise Invalid({"": "nothing_to_load"})
    batch.state, batch.update_changed = BatchState.LOADING, update_changed
    batch.confirmed_by, batch.confirmed_by_name, batch.confirmed_at = who.account_id, who.name, now
    _queue(session, batch, LOAD, now)
    audit.record(
        session,
        who,
        now,
        "import.confirmed",
        f"import:{batch.id}",
        update_changed=update_changed,
    )
    return batch


def loaded(
    session: Session,
    who: Identity,
    batch_id: int,
    made: Iterable[Made | Created],
    counts: Mapping[str, int],
    now: datetime,
) -> None:
    """What loading did, in the transaction in which it did it."""
    batch = _locked(session, batch_id, BatchState.LOADING)
    single: list[Made] = []
    for one in made:
        if isinstance(one, Made):
            single.append(one)
            continue
        session.add(
            ImportCreated(
                batch_id=batch_id,
                of=one.of,
                ids=list(one.ids),
                rows=list(one.rows),
                version=one.version,
                kept={},
            )
        )
    columns: dict[str, Sequence[Any]] = {
        "row": [one.row for one in single],
        "subject": [one.subject for one in single],
        "deed": [one.deed for one in single],
        "version": [one.version for one in single],
        "before": [dict(one.before or {}) for one in single],
    }
    insert_columns(session, ImportItem, columns, batch_id=batch_id)
    batch.state, batch.loaded_at = BatchState.LOADED, now
    batch.counts = {**batch.counts, **counts}
    audit.record(session, who, now, "import.loaded", f"import:{batch_id}", **counts)


def discard(session: Session, who: Identity, batch_id: int, now: datetime) -> ImportBatch:
    """Put the batch aside without loading anything. Raises Conflict("batch_elsewhere")."""
    batch = _locked(session, batch_id, BatchState.CHECKED, BatchState.UNREADABLE)
    batch.state = BatchState.DISCARDED
    audit.record(session, who, now, "import.discarded", f"import:{batch.id}")
    return batch


def ask_undo(session: Session, who: Identity, batch_id: int, now: datetime) -> ImportBatch:
    """Queue the taking back of what the batch did. Raises Conflict("batch_elsewhere")."""
    batch = _locked(session, batch_id, BatchState.LOADED)
    batch.state = BatchState.UNDOING
    batch.undone_by, batch.undone_by_name = who.account_id, who.name
    _queue(session, batch, UNDO, now)
    audit.record(session, who, now, "import.undo_asked", f"import:{batch.id}")
    return batch


def undone(
    session: Session,
    who: Identity,
    batch_id: int,
    taken_back: int,
    kept: Mapping[str, str],
    now: datetime,
) -> None:
    """How many records were taken back, and why the others stay (subject → code), in the same
    transaction."""
    batch = _locked(session, batch_id, BatchState.UNDOING)
    many = list(
        session.scalars(sa.select(ImportCreated).where(ImportCreated.batch_id == batch_id))
    )
    for one in many:
        one.undone = True
        subjects = {f"{one.of}:{id_}": str(id_) for id_ in one.ids}
        one.kept = {id_: kept[subject] for subject, id_ in subjects.items() if subject in kept}
    mine = (
        sa.update(ImportItem)
        .where(ImportItem.batch_id == batch_id)
        .execution_options(synchronize_session=False)
    )
    session.execute(mine.values(undone=True))
    for code in sorted(set(kept.values())):
        stay = among(
            session, ImportItem.__table__.c.subject, [one for one in kept if kept[one] == code]
        )
        session.execute(mine.where(stay).values(undone=False, kept_because=code))
    counts = {"taken_back": taken_back, "kept": len(kept)}
    batch.state, batch.undone_at = BatchState.UNDONE, now
    batch.counts = {**batch.counts, **counts}
    audit.record(session, who, now, "import.undone", f"import:{batch_id}", **counts)


def forgotten(session: Session, batch_id: int, now: datetime) -> None:
    """File and report are gone; counts and what was made stay."""
    batch = queries.get_batch(session, batch_id)
    batch.forgotten_at, batch.file_key, batch.report_key = now, "", ""


def _queue(session: Session, batch: ImportBatch, name: str, now: datetime) -> None:
    job = jobs.enqueue(session, name, now, batch_id=batch.id)
    session.flush()
    batch.job_id = job.id


def _locked(session: Session, batch_id: int, *states: BatchState) -> ImportBatch:
    batch = session.get(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
    if batch is None:
        return queries.get_batch(session, batch_id)
    if batch.state not in states:
        raise Conflict("batch_elsewhere")
    return batch


def _demand_kept(batch: ImportBatch) -> None:
    if batch.forgotten_at is not None:
        raise Conflict("batch_forgotten")
