"""The work of a batch, step by step, as jobs and the command do it.

Each step does what is slow first, in a reading session or none, and answers with the function
that records it: in one transaction, in which the job is also marked done. A worker that is killed
leaves everything as before the step, and the step is taken again.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from core.accounts import queries as accounts
from core.db import unit_of_work
from core.errors import Invalid, Refusal
from core.identity import SYSTEM, Identity
from core.imports import queries, service
from core.imports.kinds import BatchState, Decision, Standing
from core.imports.model import ImportBatch
from web import identify
from web.imports import files, report
from web.imports.check import Progress, dry_run
from web.imports.kind import Bench, Kind, Row
from web.imports.known import KINDS
from web.imports.quiet import quiet
from web.imports.report import Report
from web.sheets.read import MOST_BYTES
from web.wiring import Wiring

Done = Callable[[Session, datetime], None]


def nothing(session: Session, now: datetime) -> None:
    """For a batch that has gone on meanwhile."""


def receive(
    session: Session,
    wiring: Wiring,
    who: Identity,
    kind: Kind,
    unit_id: int | None,
    file_name: str,
    data: bytes,
    now: datetime,
) -> ImportBatch:
    """Keep a file and queue its dry run. Raises Invalid("file")."""
    if not data:
        raise Invalid({"file": "sheet_empty"})
    if len(data) > MOST_BYTES:
        raise Invalid({"file": ("sheet_too_large", {"most": MOST_BYTES // 1_000_000})})
    key = files.keep(wiring.storage, wiring.sealer, data)
    return service.receive(
        session,
        who,
        kind=kind.code,
        unit_id=unit_id,
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        file_key=key,
        now=now,
    )


def check(wiring: Wiring, progress: Progress, *, batch_id: int) -> Done:
    """The dry run of a batch."""
    with unit_of_work(wiring.reads) as session:
        batch = queries.find_batch(session, batch_id)
        if batch is None or batch.state is not BatchState.CHECKING:
            return nothing
        who = _identity(session, batch.sent_by)
        bench = Bench(session, wiring.sealer, who, batch.sent_at, batch.unit_id, batch_id)
        try:
            data = files.get(wiring.storage, wiring.sealer, batch.file_key)
            wanted = str(batch.about.get("wanted_sheet", ""))
            kind = KINDS[batch.kind]
            with quiet():
                checked = dry_run(kind, bench, data, sheet=wanted, progress=progress)
        except Refusal as refusal:
            code, facts = refusal.code, refusal.facts
            return lambda session, now: service.unreadable(session, batch_id, code, facts, now)
        before = queries.loaded_before(session, batch)
        about = {**checked.about, "loaded_before": before.id if before else None}
    with quiet():
        key = files.keep(wiring.storage, wiring.sealer, report.pack(checked.report))
    counts = checked.report.counts()

    def record(session: Session, now: datetime) -> None:
        old = service.checked(
            session,
            batch_id,
            report_key=key,
            sheet=checked.sheet,
            counts=counts,
            about=about,
            now=now,
        )
        files.remove(wiring.storage, old)

    return record


def load(wiring: Wiring, progress: Progress, *, batch_id: int) -> Done:
    """Load a confirmed batch: all of it in one transaction, judged once more in it."""
    with unit_of_work(wiring.reads) as session:
        batch = queries.find_batch(session, batch_id)
        if batch is None or batch.state is not BatchState.LOADING:
            return nothing
        who = _identity(session, batch.confirmed_by or 0)
        kind, unit_id, update = KINDS[batch.kind], batch.unit_id, batch.update_changed
        decisions = {int(row): Decision(word) for row, word in batch.decisions.items()}
        key, mark = batch.report_key, batch.about.get("mark")
    with quiet():
        found = read_report(wiring, key).rows
    rows = [row for row in found if row.record and not row.faults]
    progress(0, len(rows), "loading")

    def record(session: Session, now: datetime) -> None:
        bench = Bench(session, wiring.sealer, who, now, unit_id, batch_id)
        with quiet():
            same = mark is not None and kind.mark(bench) == mark
            wanted = to_load(kind, bench, rows, decisions, update=update, judged=same)
            created = sum(row.standing is Standing.NEW for row in wanted)
            counts = {
                "created": created,
                "updated": len(wanted) - created,
                "left": sum(row.standing is Standing.DECIDE for row in rows),
            }
            made = kind.load(bench, wanted)
            service.loaded(session, who, batch_id, made, counts, now)

    return record


def to_load(
    kind: Kind,
    bench: Bench,
    rows: list[Row],
    decisions: dict[int, Decision],
    *,
    update: bool,
    judged: bool,
) -> list[Row]:
    """The rows that are to be loaded, judged against what is here now: nothing that came in since
    the dry run is made twice, and a doubt that arose since is left to a person. `judged` says
    that nothing came in or changed, so that what the dry run found still stands."""
    if not judged:
        for row in rows:
            row.target, row.target_name, row.changes = None, "", {}
        kind.judge(bench, rows)
    for row in rows:
        if row.standing is not Standing.DECIDE:
            continue
        match decisions.get(row.number):
            case Decision.OTHER:
                row.standing, row.target, row.changes = Standing.NEW, None, {}
            case Decision.SAME:
                row.standing = Standing.CHANGED if row.changes else Standing.UNCHANGED
            case _:
                continue
    changed = [
        row
        for row in rows
        if row.standing is Standing.CHANGED
        and (update or decisions.get(row.number) is Decision.SAME)
    ]
    return [row for row in rows if row.standing is Standing.NEW] + changed


def undo(wiring: Wiring, progress: Progress, *, batch_id: int) -> Done:
    """Take back what a batch did, but for what was changed or used since."""
    with unit_of_work(wiring.reads) as session:
        batch = queries.find_batch(session, batch_id)
        if batch is None or batch.state is not BatchState.UNDOING:
            return nothing
        who = _identity(session, batch.undone_by or 0)
        kind, unit_id = KINDS[batch.kind], batch.unit_id
        items = queries.items(session, batch_id)
    progress(0, len(items), "undoing")

    def record(session: Session, now: datetime) -> None:
        bench = Bench(session, wiring.sealer, who, now, unit_id, batch_id)
        with quiet():
            kept = kind.undo(bench, items)
        back = sum(one.subject not in kept for one in items)
        service.undone(session, who, batch_id, back, kept, now)

    return record


def forget(wiring: Wiring, *, batch_id: int) -> Done:
    """Remove file and report when their term is over."""
    with unit_of_work(wiring.reads) as session:
        batch = queries.find_batch(session, batch_id)
        keys = [batch.file_key, batch.report_key] if batch else []
    for key in keys:
        files.remove(wiring.storage, key)
    if not keys:
        return nothing
    return lambda session, now: service.forgotten(session, batch_id, now)


def read_report(wiring: Wiring, key: str) -> Report:
    """The report of a batch. Raises Conflict("batch_forgotten")."""
    return report.unpack(files.get(wiring.storage, wiring.sealer, key))


def _identity(session: Session, account_id: int) -> Identity:
    account = accounts.find_account(session, account_id) if account_id else None
    return identify.identity_of(session, account, datetime.now(UTC)) if account else SYSTEM


LONG: dict[str, Callable[..., Done]] = {
    service.CHECK: check,
    service.LOAD: load,
    service.UNDO: undo,
}
HANDLERS: dict[str, Callable[..., Done]] = {service.FORGET: forget}
"""The jobs of a batch (web/handlers.py)."""
