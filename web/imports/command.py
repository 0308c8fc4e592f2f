"""Bringing a list in by a command: the same steps as the pages, one after another."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from core.accounts import queries as accounts
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.errors import NotAllowed, NotFound, Refusal
from core.identity import SYSTEM, Identity
from core.imports import queries, service
from core.imports.kinds import BatchState, Standing
from core.rights import Act
from web import identify, wording
from web.imports import places, tell, work
from web.imports.check import dry_run
from web.imports.kind import Bench, Kind
from web.imports.report import Report
from web.wiring import Wiring

Print = Callable[[str], None]

MOST_PRINTED = 200


def bring_in(
    wiring: Wiring,
    kind: Kind,
    file: Path,
    place: str,
    now: datetime,
    say: Print,
    *,
    sheet: str = "",
    only_look: bool = False,
    add_only: bool = False,
    sender: str = "",
) -> int:
    """Check a file and load what is good. Answers 0 when every row was taken or is here already,
    1 when rows were left, 2 when nothing could be done; `say` gets a line at a time. `sender` is
    the contact of the account that brings it in, with its rights; without one it is the system,
    which holds no role."""
    try:
        data = file.read_bytes()
    except OSError as fault:
        say(f"{file}: {fault.strerror}")
        return 2
    with unit_of_work(wiring.reads) as session:
        match = places.matcher(session).match(place, day_in_vietnam(now))
        if match.place is None:
            told = "; ".join(one.line for one in match.candidates)
            say(f"{wording.sentence(match.fault or 'place_unknown', {}, str)} {told}".strip())
            return 2
        unit_id = match.place.id
        say(match.place.line)
        try:
            who = find_sender(session, sender, kind, unit_id, now) if sender else SYSTEM
            bench = Bench(session, wiring.sealer, who, now, unit_id)
            checked = dry_run(kind, bench, data, sheet=sheet)
        except Refusal as refusal:
            say(wording.sentence(refusal.code, refusal.facts, str))
            return 2
    _tell(kind, checked.report, say)
    counts = checked.report.counts()
    left = counts[Standing.REFUSED] + counts[Standing.DECIDE]
    wanted = counts[Standing.NEW] + (0 if add_only else counts[Standing.CHANGED])
    if only_look or not wanted:
        return 1 if left else 0
    return _load(wiring, who, kind, file.name, data, unit_id, sheet, now, say, add_only, left)


def find_sender(
    session: Session, contact: str, kind: Kind, unit_id: int, now: datetime
) -> Identity:
    """The account of that e-mail or phone, when the page would take such a list of that place
    from it.

    Raises NotFound("import_sender_unknown"), also for an account that is disabled; NotAllowed
    ("import_sender_may_not", "list_closed_to_you", "import_sender_elsewhere").
    """
    account = accounts.find_by_contact(session, contact)
    if account is None or account.disabled_at is not None:
        raise NotFound("import_sender_unknown", contact=contact)
    who = identify.identity_of(session, account, now)
    if not (who.has(Act.LIST_IMPORT) and who.has(kind.act)):
        raise NotAllowed("import_sender_may_not", name=who.name)
    if kind.closed_to(session, who):
        raise NotAllowed("list_closed_to_you")
    if unit_id not in who.units(kind.act):
        raise NotAllowed("import_sender_elsewhere", name=who.name)
    return who


def _load(
    wiring: Wiring,
    who: Identity,
    kind: Kind,
    name: str,
    data: bytes,
    unit_id: int,
    sheet: str,
    now: datetime,
    say: Print,
    add_only: bool,
    left: int,
) -> int:
    """As a batch on record: the office sees it in its list and can take it back."""
    with unit_of_work(wiring.writes) as session:
        batch = work.receive(session, wiring, who, kind, unit_id, name, data, now)
        batch.about = {"wanted_sheet": sheet}
        batch_id = batch.id
    _step(wiring, work.check(wiring, _quietly, batch_id=batch_id), now)
    with unit_of_work(wiring.writes) as session:
        service.confirm(session, who, batch_id, now, update_changed=not add_only)
    _step(wiring, work.load(wiring, _quietly, batch_id=batch_id), now)
    with unit_of_work(wiring.reads) as session:
        found = queries.get_batch(session, batch_id)
        if found.state is not BatchState.LOADED:  # a worker has it in hand at this moment
            say(f"import {batch_id}: {found.state}")
            return 2
        counts = found.counts
        left += counts["left"]
    say(f"import {batch_id}: created {counts['created']}, updated {counts['updated']}")
    return 1 if left else 0


def _step(wiring: Wiring, record: work.Done, now: datetime) -> None:
    with unit_of_work(wiring.writes) as session:
        record(session, now)


def _tell(kind: Kind, report: Report, say: Print) -> None:
    counts = report.counts()
    say(", ".join(f"{name} {counts[name]}" for name in ("rows", *Standing)))
    waiting = report.of([Standing.REFUSED, Standing.DECIDE])
    for row in waiting[:MOST_PRINTED]:
        seen = tell.shown(kind, report, row, "", str)
        told = " ".join(f"{one.label}: {one.said}" if one.label else one.said for one in seen.told)
        say(f"dòng {row.number}: {seen.name} – {told}")
    if len(waiting) > MOST_PRINTED:
        say(f"… {len(waiting) - MOST_PRINTED} dòng nữa")


def _quietly(done: int, total: int, note: str) -> None:
    """A command has no page that shows how far it is."""
