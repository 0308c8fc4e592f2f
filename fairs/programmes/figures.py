"""The figures of a programme: its targets and its budget, each changed as a whole table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Conflict, Invalid
from core.identity import Identity
from fairs.programmes import queries, rules
from fairs.programmes.keeping import Faults, changeable, changed
from fairs.programmes.kinds import LEVELLED, LEVELS, Counted, FundingSource, Status
from fairs.programmes.model import BudgetLine, HandEntry, PlanFigure, Programme, Target

MOST_AMOUNT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target as the manager wrote it; `id` None for a new one."""

    id: int | None
    name: str
    planned: int | None
    counted_in: str
    indicator: Counted
    levels: str = ""
    planned_most: int | None = None
    at_least: bool = False
    with_history: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One content as the manager wrote it; `position` None for a new one."""

    position: int | None
    name: str
    amounts: dict[FundingSource, int | None]
    stated_total: int | None = None


def set_targets(
    session: Session,
    who: Identity,
    programme: Programme,
    rows: Sequence[TargetRow],
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """The targets as they shall be from now on, in this order.

    A target that has entries or annual figures is kept: leaving it out raises
    Conflict("target_in_use"). Raises Invalid with the number of the row in the field's name.
    """
    changeable(programme, version, reason)
    known = {target.id: target for target in programme.targets}
    faults: Faults = {}
    for at, row in enumerate(rows):
        faults |= {f"{name}_{at}": code for name, code in _target_faults(row, known).items()}
    if len(rows) > rules.MOST_ROWS:
        faults[""] = ("too_many_rows", {"most": rules.MOST_ROWS})
    if faults:
        raise Invalid(faults)
    before = [_said(target) for target in programme.targets]
    _drop_targets(session, programme, {row.id for row in rows if row.id is not None})
    for at, target in enumerate(programme.targets, start=1):
        target.position = -at  # out of the way: places are unique
    session.flush()
    for at, row in enumerate(rows, start=1):
        target = known[row.id] if row.id is not None else Target(programme_id=programme.id)
        for name in (
            "name",
            "planned",
            "planned_most",
            "at_least",
            "counted_in",
            "levels",
            "with_history",
            "note",
        ):
            setattr(target, name, getattr(row, name))
        if row.indicator not in LEVELLED:
            target.levels = ""
        target.indicator, target.position = row.indicator.value, at
        session.add(target)
    after = [f"{row.name}: {row.planned} {row.counted_in}" for row in rows]
    changed(session, who, programme, now, "programme.targets", reason, before=before, after=after)


def set_counting(
    session: Session,
    who: Identity,
    programme: Programme,
    target: Target,
    way: Counted,
    levels: str,
    with_history: bool,
    now: datetime,
) -> None:
    """How the actual of a target is counted: the office's own choice, also where the figures are
    a published document's. Raises Conflict("programme_closed"); Invalid for unknown levels.
    """
    if programme.status is Status.CLOSED:
        raise Conflict("programme_closed")
    if not set(levels.split(",")) - {""} <= LEVELS:
        raise Invalid({"levels": "unknown_choice"})
    before = [target.indicator, target.levels, target.with_history]
    target.indicator, target.with_history = way.value, with_history
    target.levels = levels if way in LEVELLED else ""
    after = [target.indicator, target.levels, target.with_history]
    changed(
        session,
        who,
        programme,
        now,
        "target.counting",
        "",
        target=target.name,
        before=before,
        after=after,
    )


def set_lines(
    session: Session,
    who: Identity,
    programme: Programme,
    rows: Sequence[ContentRow],
    stated: rules.Totals,
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """The budget as it shall be: contents by source, and the sums the decision prints.

    A draft may be unfinished, but a content whose sources do not add up to the total written
    beside it is refused at its row: Invalid with `total_<row>`. Raises Conflict as `revise` does,
    and ("content_in_use") when a content with annual money is left out.
    """
    changeable(programme, version, reason)
    faults: Faults = {}
    for at, row in enumerate(rows):
        if not row.name:
            faults[f"content_{at}"] = "missing"
        one = rules.Content(row.name, row.amounts, row.stated_total)
        for mismatch in rules.budget_faults([one]):
            faults[f"total_{at}"] = (mismatch.fault.value, mismatch.facts)
    if len(rows) > rules.MOST_ROWS:
        faults[""] = ("too_many_rows", {"most": rules.MOST_ROWS})
    if faults:
        raise Invalid(faults)
    before = {one.name: one.total for one in queries.contents(programme)}
    kept = {row.position for row in rows if row.position is not None}
    in_use = {line.position for plan in programme.plans for line in plan.lines}
    if in_use - kept:
        raise Conflict("content_in_use")
    last = max([line.position for line in programme.lines], default=0)
    programme.lines.clear()
    session.flush()
    stated_rows: dict[str, int] = {}
    for row in rows:
        position = row.position if row.position is not None else (last := last + 1)
        amounts = row.amounts or {FundingSource.LOCAL: None}
        programme.lines += [
            BudgetLine(position=position, content=row.name, source=source, amount_dong=amount)
            for source, amount in amounts.items()
        ]
        if row.stated_total is not None:
            stated_rows[str(position)] = row.stated_total
    programme.stated = {**totals_kept(stated), **({"rows": stated_rows} if stated_rows else {})}
    after = {row.name: rules.added(row.amounts.values()) for row in rows}
    changed(session, who, programme, now, "programme.budget", reason, before=before, after=after)


def totals_kept(stated: rules.Totals | None) -> dict[str, Any]:
    """The sums a document prints, as `Programme.stated` keeps them."""
    if stated is None:
        return {}
    kept: dict[str, Any] = {
        source.value: amount for source, amount in stated.by_source.items() if amount is not None
    }
    return {**kept, **({"total": stated.total} if stated.total is not None else {})}


def _target_faults(row: TargetRow, known: dict[int, Target]) -> Faults:
    faults: Faults = {}
    if not row.name:
        faults["name"] = "missing"
    if not row.counted_in:
        faults["counted_in"] = "missing"
    if not set(row.levels.split(",")) - {""} <= LEVELS:
        faults["levels"] = "unknown_choice"
    if row.planned is not None and row.planned > MOST_AMOUNT:
        faults["planned"] = ("out_of_range", {"least": 0, "most": MOST_AMOUNT})
    if row.planned_most is not None and (row.planned is None or row.planned_most < row.planned):
        faults["planned"] = "target_range_wrong"
    if row.id is not None and row.id not in known:
        faults["name"] = "target_missing"
    return faults


def _said(target: Target) -> str:
    return f"{target.name}: {target.planned} {target.counted_in}"


def _drop_targets(session: Session, programme: Programme, kept: set[int]) -> None:
    gone = [target for target in programme.targets if target.id not in kept]
    ids = [target.id for target in gone]
    for table in (HandEntry, PlanFigure):
        if ids and session.scalar(select(table.id).where(table.target_id.in_(ids)).limit(1)):
            raise Conflict("target_in_use")
    for target in gone:
        programme.targets.remove(target)
        session.delete(target)
    session.flush()
