"""Names, legal forms and numbers of establishments through time."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import rules, timeline
from core.registry.kinds import ChangeReason
from core.registry.model import Establishment, EstablishmentState
from core.registry.numbers import refuse_registered, write_number
from core.registry.rules import Number
from core.registry.searching import refresh
from core.registry.timeline import Change, Legal, State
from core.sealing import Sealer


def states_of(session: Session, establishment_id: int) -> list[State]:
    """Every state in order of time; empty when nothing ever changed."""
    return states(session, [establishment_id]).get(establishment_id, [])


def states(session: Session, establishment_ids: Collection[int]) -> dict[int, list[State]]:
    """The same for many at once, by establishment. One trip."""
    found: dict[int, list[EstablishmentState]] = {}
    for row in session.scalars(
        sa.select(EstablishmentState).where(
            EstablishmentState.establishment_id.in_(set(establishment_ids))
        )
    ):
        found.setdefault(row.establishment_id, []).append(row)
    return {id_: _in_time(rows) for id_, rows in found.items()}


def as_of(session: Session, establishment_id: int, day: date) -> Legal:
    """What the establishment was in law on that day. Raises NotFound."""
    made = session.get(Establishment, establishment_id)
    if made is None:
        raise NotFound("establishment_not_found")
    return timeline.as_of(states_of(session, establishment_id), legal_of(made), day)


def legal_of(made: Establishment | EstablishmentState) -> Legal:
    """Name, form and the number as it may be shown."""
    return Legal(made.name, made.kind, made.tax_number or made.owner_number_mask or "")


def record_change(
    session: Session,
    who: Identity,
    sealer: Sealer,
    establishment_id: int,
    change: Change,
    now: datetime,
    *,
    version: int | None = None,
) -> Establishment:
    """A new name, form or number from a day on, with the paper that says so.

    A day after every recorded change becomes what stands now; an earlier one only completes the
    past, and so does a `former` one. Entries, minutes and certificates keep what they copied.
    Raises NotFound, Invalid (name, kind, number, day, evidence, reason), Conflict
    ("changed_elsewhere", "merged_away", "establishment_exists").
    """
    made = session.get(Establishment, establishment_id, with_for_update=True)
    if made is None:
        raise NotFound("establishment_not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if version is not None and version != made.version:
        raise Conflict("changed_elsewhere")
    rows = _rows(session, establishment_id)
    days = [row.valid_from for row in rows if row.valid_from is not None]
    compared = _compared(made, rows, change)
    number, faults = _read(change)
    personal = compared.tax_number is None and compared.owner_number_sealed is not None
    faults |= timeline.faults_of_change(
        change, legal_of(compared), days, day_in_vietnam(now), personal=personal
    )
    if number and sealer.fingerprint(number.plain) == compared.number_fingerprint:
        number = None
    if faults or change.day is None:
        raise Invalid({**faults})
    if number:
        refuse_registered(session, sealer.fingerprint(number.plain), but=establishment_id)
    if not rows:
        rows = [_state(made, None, ChangeReason.BEGINNING, who, now)]
        session.add(rows[0])
    if change.former:
        _record_former(session, who, sealer, rows[0], change, number, now)
    else:
        newest = change.day > max(days, default=date.min)
        row = _state(compared, change.day, change.reason, who, now)
        row.establishment_id = establishment_id
        _write(row, change, number, sealer)
        session.add(row)
        if newest:
            made.name, made.kind = row.name, row.kind
            write_number(made, number, sealer)
    session.flush()
    refresh(session, made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "establishment.state",
        f"establishment:{made.id}",
        reason=change.reason.value,
        day=change.day.isoformat(),
        evidence=change.evidence.strip(),
        former=change.former,
        before={"name": compared.name, "kind": compared.kind.value},
        after={"name": change.name.strip(), "kind": change.kind.value},
    )
    return made


def withdraw_change(
    session: Session,
    who: Identity,
    establishment_id: int,
    state_id: int,
    why: str,
    now: datetime,
) -> Establishment:
    """Take back the newest change, recorded by mistake: what held before stands again.

    The record keeps what was taken back and why. Raises NotFound, Invalid({"why": "missing"}),
    Conflict("not_newest_change", "merged_away").
    """
    made = session.get(Establishment, establishment_id, with_for_update=True)
    rows = _rows(session, establishment_id)
    row = next((one for one in rows if one.id == state_id), None)
    if made is None or row is None:
        raise NotFound("not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if row is not rows[-1] or row.valid_from is None:
        raise Conflict("not_newest_change")
    if not why.strip():
        raise Invalid({"why": "missing"})
    before = rows[-2]
    taken_back = {"name": row.name, "kind": row.kind.value, "day": row.valid_from.isoformat()}
    made.name, made.kind = before.name, before.kind
    if made.number_fingerprint != before.number_fingerprint:
        if before.number_fingerprint:
            refuse_registered(session, before.number_fingerprint, but=establishment_id)
        _copy_number(before, made)
    session.delete(row)
    if len(rows) == 2:
        session.delete(before)
    session.flush()
    refresh(session, made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "establishment.state_withdrawn",
        f"establishment:{made.id}",
        why=why.strip(),
        before=taken_back,
        after={"name": made.name, "kind": made.kind.value},
    )
    return made


def corrected(session: Session, made: Establishment) -> None:
    """What stands now was mistyped and is put right: the newest state says the same."""
    rows = _rows(session, made.id)
    if rows:
        rows[-1].name, rows[-1].kind = made.name, made.kind
        _copy_number(made, rows[-1])


def _in_time(rows: list[EstablishmentState]) -> list[State]:
    rows = sorted(rows, key=_when)
    nexts: list[date | None] = [row.valid_from for row in rows[1:]]
    return [
        State(row.id, row.valid_from, until, legal_of(row), row.reason, row.evidence, row.note)
        for row, until in zip(rows, [*nexts, None], strict=True)
    ]


def _when(row: EstablishmentState) -> date:
    return row.valid_from or date.min


def _rows(session: Session, establishment_id: int) -> list[EstablishmentState]:
    return sorted(
        session.scalars(
            sa.select(EstablishmentState).where(
                EstablishmentState.establishment_id == establishment_id
            )
        ),
        key=_when,
    )


def _compared(
    made: Establishment, rows: list[EstablishmentState], change: Change
) -> Establishment | EstablishmentState:
    """What held just before the day; for a former state, the oldest that is known."""
    if not rows:
        return made
    if change.former or change.day is None:
        return rows[0]
    return [row for row in rows if _when(row) <= change.day][-1]


def _read(change: Change) -> tuple[Number | None, dict[str, str]]:
    if not change.number.strip():
        return None, {}
    try:
        return rules.read_number(change.number), {}
    except ValueError as fault:
        return None, {"number": str(fault)}


def _record_former(
    session: Session,
    who: Identity,
    sealer: Sealer,
    oldest: EstablishmentState,
    change: Change,
    number: Number | None,
    now: datetime,
) -> None:
    """What was the oldest begins on that day; before it was what is told now."""
    begun = _state(oldest, change.day, change.reason, who, now)
    begun.establishment_id = oldest.establishment_id
    begun.evidence, begun.note = change.evidence.strip(), change.note.strip()
    session.add(begun)
    oldest.name, oldest.kind = change.name.strip(), change.kind
    write_number(oldest, number, sealer)


def _state(
    of: Establishment | EstablishmentState,
    day: date | None,
    reason: ChangeReason,
    who: Identity,
    now: datetime,
) -> EstablishmentState:
    row = EstablishmentState(
        establishment_id=of.id,
        valid_from=day,
        name=of.name,
        kind=of.kind,
        reason=reason,
        evidence="",
        note="",
        recorded_at=now,
        recorded_by=who.account_id,
    )
    _copy_number(of, row)
    return row


def _copy_number(
    source: Establishment | EstablishmentState, to: Establishment | EstablishmentState
) -> None:
    to.tax_number = source.tax_number
    to.owner_number_sealed = source.owner_number_sealed
    to.owner_number_mask = source.owner_number_mask
    to.number_fingerprint = source.number_fingerprint


def _write(row: EstablishmentState, change: Change, number: Number | None, sealer: Sealer) -> None:
    row.name, row.kind = change.name.strip(), change.kind
    row.evidence, row.note = change.evidence.strip(), change.note.strip()
    write_number(row, number, sealer)
