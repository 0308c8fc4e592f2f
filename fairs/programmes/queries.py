"""Reads about programmes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.errors import NotFound
from core.identity import Identity
from core.rights import Act, Subject
from core.territory.queries import reach, reached_from
from fairs.programmes import rules
from fairs.programmes.kinds import FundingSource
from fairs.programmes.model import (
    AnnualPlan,
    HandEntry,
    Programme,
    Target,
)
from fairs.programmes.rules import SOURCES, Content, Mismatch, Totals


def subject_of_programme(session: Session, code: str) -> Subject | None:
    """What a right about this programme is measured against, or None when it is not there."""
    unit_id = session.scalar(select(Programme.unit_id).where(Programme.code == code))
    return Subject(reach=reach(session, unit_id)) if unit_id is not None else None


def programmes_of(session: Session, who: Identity) -> list[Programme]:
    """The programmes of this person's places, whole, the latest first; a fixed few statements."""
    return list(
        session.scalars(
            select(Programme)
            .where(Programme.unit_id.in_(reached_from(who.units(Act.PROGRAMME_READ))))
            .options(*_whole())
            .order_by(Programme.from_year.desc(), Programme.id)
        )
    )


def find_programme(session: Session, code: str, *, fresh: bool = False) -> Programme | None:
    """The programme with unit, targets, lines, tasks and plans with theirs, or None."""
    return session.scalar(
        select(Programme)
        .where(Programme.code == code)
        .options(*_whole())
        .execution_options(populate_existing=fresh)
    )


def get_programme(session: Session, code: str, *, fresh: bool = False) -> Programme:
    """The same. Raises NotFound("programme_missing")."""
    found = find_programme(session, code, fresh=fresh)
    if found is None:
        raise NotFound("programme_missing")
    return found


def _whole() -> Sequence[Any]:
    plans = selectinload(Programme.plans)
    return (
        joinedload(Programme.unit),
        selectinload(Programme.targets),
        selectinload(Programme.lines),
        selectinload(Programme.tasks),
        plans.selectinload(AnnualPlan.figures),
        plans.selectinload(AnnualPlan.lines),
    )


def get_plan(programme: Programme, year: int) -> AnnualPlan:
    """The annual plan of a programme loaded whole. Raises NotFound("plan_missing")."""
    for plan in programme.plans:
        if plan.year == year:
            return plan
    raise NotFound("plan_missing")


def get_target(programme: Programme, target_id: int) -> Target:
    """A target of a programme loaded whole. Raises NotFound("target_missing")."""
    for target in programme.targets:
        if target.id == target_id:
            return target
    raise NotFound("target_missing")


# ------------------------------------------------------------------------------------- budgets


def contents(programme: Programme) -> list[Content]:
    """The budget by content, in the order of the document; from a programme with its lines."""
    found: dict[int, tuple[str, dict[FundingSource, int | None]]] = {}
    for line in programme.lines:
        found.setdefault(line.position, (line.content, {}))[1][line.source] = line.amount_dong
    rows = programme.stated.get("rows", {})
    return [
        Content(name, amounts, rows.get(str(position)))
        for position, (name, amounts) in sorted(found.items())
    ]


def plan_contents(programme: Programme, plan: AnnualPlan, *, spent: bool = False) -> list[Content]:
    """A year's budget in the same order, one row for each content of the programme.

    With `spent`, what was settled instead of what was planned.
    """
    at: dict[int, dict[FundingSource, int | None]] = {}
    for line in plan.lines:
        amount = line.spent_dong if spent else line.amount_dong
        at.setdefault(line.position, {})[line.source] = amount
    names = dict(sorted({line.position: line.content for line in programme.lines}.items()))
    return [Content(name, at.get(position, {})) for position, name in names.items()]


def stated_totals(programme: Programme) -> Totals | None:
    """The sums that the decision prints, or None when it prints none."""
    kept = programme.stated
    if not any(source.value in kept for source in SOURCES) and "total" not in kept:
        return None
    return Totals({source: kept.get(source.value) for source in SOURCES}, kept.get("total"))


def mismatches(programme: Programme) -> list[Mismatch]:
    """Everything in the budget that does not add up, of the programme and of its years."""
    own = contents(programme)
    faults = rules.budget_faults(own, stated_totals(programme))
    years = {plan.year: plan_contents(programme, plan) for plan in programme.plans}
    faults += rules.over_faults(own, years)
    for plan in programme.plans:
        faults += plan_mismatches(programme, plan)
    return faults


def plan_mismatches(programme: Programme, plan: AnnualPlan) -> list[Mismatch]:
    """Where a year's lines do not add up to the total its plan states."""
    found = rules.totals(plan_contents(programme, plan)).total
    stated = plan.stated_total_dong
    if stated is None or found is None or found == stated:
        return []
    return [Mismatch(rules.Fault.YEAR, str(plan.year), found, stated)]


# ------------------------------------------------------------------------------------- targets


def planned_by_year(programme: Programme, target_id: int) -> dict[int, int | None]:
    """Year → what its annual plan asks of the target."""
    return {
        plan.year: next((f.planned for f in plan.figures if f.target_id == target_id), None)
        for plan in programme.plans
    }


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what was done, in all and year by year. `done` None where the platform does
    not count it and nothing was entered by hand."""

    target: Target
    done: int | None
    percent: int | None
    years: list[rules.Year]
    behind: bool

    @property
    def left(self) -> int | None:
        """What is left of the programme's figure; None where it names none."""
        if self.target.planned is None:
            return None
        return max(0, self.target.planned - (self.done or 0))


def progress(
    programme: Programme, actuals: Mapping[int, Mapping[int, int]], today: date
) -> list[Progress]:
    """Targets against actuals, which come as values: target id → year → what was counted.

    A target without a row in `actuals` is not counted here and has nothing entered.
    """
    found = []
    years = range(programme.from_year, programme.to_year + 1)
    for target in programme.targets:
        by_year = actuals.get(target.id)
        rows = rules.by_year(years, planned_by_year(programme, target.id), by_year or {})
        done = None if by_year is None else sum(by_year.values())
        found.append(
            Progress(
                target,
                done,
                rules.percent_done(target.planned, done),
                rows,
                rules.is_behind(target.planned, rows, today),
            )
        )
    return found


# -------------------------------------------------------------------------------- hand entries


def hand_entries(session: Session, target_ids: Iterable[int]) -> list[HandEntry]:
    """Every entry of these targets with the ones they replaced, the latest event first."""
    return list(
        session.scalars(
            select(HandEntry)
            .where(HandEntry.target_id.in_(set(target_ids)))
            .order_by(HandEntry.happened_on.desc(), HandEntry.id.desc())
        )
    )


def current(entries: Iterable[HandEntry]) -> list[HandEntry]:
    """The entries that count: not replaced by a later one, and more than nothing."""
    held = list(entries)
    replaced = {one.replaces_id for one in held}
    return [one for one in held if one.id not in replaced and one.amount > 0]


def get_entry(session: Session, target_id: int, entry_id: int) -> HandEntry:
    """An entry of this very target. Raises NotFound("hand_entry_missing")."""
    found = session.scalar(
        select(HandEntry).where(HandEntry.id == entry_id, HandEntry.target_id == target_id)
    )
    if found is None:
        raise NotFound("hand_entry_missing")
    return found


def spent_of(plan: AnnualPlan) -> int | None:
    """What a year settled; None when nothing was entered."""
    return rules.added(line.spent_dong for line in plan.lines)
