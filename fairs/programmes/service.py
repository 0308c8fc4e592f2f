"""What can be done with a programme: bring a published one in, make one, change it, approve it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit, text
from core.errors import Conflict, Invalid, NotFound
from core.identity import SYSTEM, Identity
from core.registry.kinds import Origin
from core.rights import Act, Subject
from core.territory.queries import find_unit, reach
from fairs.programmes import queries, reference, rules
from fairs.programmes.figures import totals_kept
from fairs.programmes.keeping import Faults, changeable, changed, fresh, subject
from fairs.programmes.kinds import Status
from fairs.programmes.model import (
    BudgetLine,
    Programme,
    ProgrammeTask,
    Target,
)


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """The head of a programme; `decision_number` may wait for the approval."""

    name: str
    unit_id: int
    from_year: int
    to_year: int
    decision_number: str
    decision_date: date | None
    source: str
    note: str = ""
    origin: Origin = Origin.REGISTERED


def load_published(
    session: Session,
    unit_id: int,
    now: datetime,
    code: str = reference.VINH_LONG,
    who: Identity = SYSTEM,
) -> Programme:
    """A published programme as its document states it, under this unit.

    A second call returns the same programme. Raises NotFound("programme_missing") for an unknown
    code, Conflict when the data file's figures do not add up to the totals of the decision.
    """
    stated = reference.published().get(code)
    if stated is None:
        raise NotFound("programme_missing")
    if found := queries.find_programme(session, stated.code):
        return found
    if faults := rules.budget_faults(stated.contents, stated.stated):
        raise Conflict(faults[0].fault, **faults[0].facts)
    programme = Programme(
        code=stated.code,
        name=stated.name,
        unit_id=unit_id,
        origin=Origin.PUBLISHED,
        from_year=stated.from_year,
        to_year=stated.to_year,
        decision_number=stated.decision_number,
        decision_date=stated.decision_date,
        source=stated.source,
        note=stated.note,
        status=Status.APPROVED,
        created_by=who.account_id,
        stated=_stated(stated.contents, stated.stated),
        targets=[
            Target(
                position=at,
                name=one.name,
                indicator=one.indicator.value,
                planned=one.planned,
                planned_most=one.planned_most,
                at_least=one.at_least,
                counted_in=one.counted_in,
                levels=one.levels,
                note=one.note,
            )
            for at, one in enumerate(stated.targets, start=1)
        ],
        lines=[
            BudgetLine(position=at, content=one.name, source=source, amount_dong=amount)
            for at, one in enumerate(stated.contents, start=1)
            for source, amount in one.amounts.items()
        ],
        tasks=[
            ProgrammeTask(
                position=at,
                name=one.name,
                responsible=one.responsible,
                due_on=one.due_on,
                due_words=one.due_words,
                source=one.source,
            )
            for at, one in enumerate(stated.tasks, start=1)
        ],
    )
    session.add(programme)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "programme.load",
        subject(programme),
        code=stated.code,
        source=stated.source,
    )
    return queries.get_programme(session, stated.code, fresh=True)


def create(session: Session, who: Identity, draft: ProgrammeDraft, now: datetime) -> Programme:
    """A programme in draft, without targets and money yet.

    Raises Invalid beside the fields: a place outside the person's own, years out of order or too
    many, a period of the same place that begins in the same year.
    """
    unit = find_unit(session, draft.unit_id)
    faults = _head_faults(draft)
    if unit is None or not who.may(
        Act.PROGRAMME_KEEP, Subject(reach=reach(session, draft.unit_id))
    ):
        faults["unit_id"] = "place_not_yours"
    elif session.scalar(
        select(Programme.id).where(
            Programme.unit_id == unit.id, Programme.from_year == draft.from_year
        )
    ):
        faults["from_year"] = "programme_period_taken"
    if faults or unit is None:
        raise Invalid(faults)
    years = f"{draft.from_year} {draft.to_year}"
    programme = Programme(
        code=_free_code(session, text.slug(f"{unit.name} {years}")),
        name=draft.name,
        unit=unit,
        origin=draft.origin,
        from_year=draft.from_year,
        to_year=draft.to_year,
        decision_number=draft.decision_number,
        decision_date=draft.decision_date,
        source=draft.source,
        note=draft.note,
        status=Status.DRAFT,
        stated={},
        created_by=who.account_id,
    )
    session.add(programme)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "programme.create",
        subject(programme),
        name=programme.name,
        unit_id=unit.id,
        years=years,
    )
    return programme


def revise(
    session: Session,
    who: Identity,
    programme: Programme,
    draft: ProgrammeDraft,
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """Change the head. Years may only grow over annual plans that are there.

    Raises Conflict for a stale version, a published or closed programme; Invalid for a fault.
    """
    changeable(programme, version, reason)
    faults = _head_faults(draft)
    planned = [plan.year for plan in programme.plans]
    if planned and (min(planned) < draft.from_year or max(planned) > draft.to_year):
        faults["to_year"] = "programme_has_plans_outside"
    if faults:
        raise Invalid(faults)
    names = ("name", "from_year", "to_year", "decision_number", "source", "note")
    before = {name: getattr(programme, name) for name in names}
    for name in (*names, "decision_date"):
        setattr(programme, name, getattr(draft, name))
    after = {name: getattr(programme, name) for name in names}
    differing = {
        name: [before[name], after[name]] for name in names if before[name] != after[name]
    }
    changed(session, who, programme, now, "programme.revise", reason, changed=differing)


def approve(
    session: Session,
    who: Identity,
    programme: Programme,
    number: str,
    day: date | None,
    version: int,
    now: datetime,
) -> None:
    """The decision is there: targets and budget hold from now on.

    Raises Conflict("programme_without_targets"), or with the first row of the budget that does not
    add up; Invalid for a missing number or day; Conflict for a stale version or another status.
    """
    fresh(programme, version)
    if programme.status is not Status.DRAFT:
        raise Conflict("programme_not_draft")
    faults: Faults = {}
    if not number:
        faults["decision_number"] = "missing"
    if day is None:
        faults["decision_date"] = "missing"
    if faults:
        raise Invalid(faults)
    if not programme.targets:
        raise Conflict("programme_without_targets")
    if found := queries.mismatches(programme):
        raise Conflict(found[0].fault.value, **found[0].facts)
    programme.status = Status.APPROVED
    programme.decision_number, programme.decision_date = number, day
    changed(session, who, programme, now, "programme.approve", "", number=number, on=str(day))


def close(
    session: Session, who: Identity, programme: Programme, version: int, now: datetime
) -> None:
    """The period is over: figures and entries are final. Every annual plan must be closed.

    Raises Conflict("programme_not_approved"), ("plans_not_closed"), ("changed_elsewhere").
    """
    fresh(programme, version)
    if programme.status is not Status.APPROVED:
        raise Conflict("programme_not_approved")
    if any(plan.status is not Status.CLOSED for plan in programme.plans):
        raise Conflict("plans_not_closed")
    programme.status = Status.CLOSED
    changed(session, who, programme, now, "programme.close", "")


# ------------------------------------------------------------------------------------ inner things


def _head_faults(draft: ProgrammeDraft) -> Faults:
    faults: Faults = {} if draft.name else {"name": "missing"}
    if not 2000 <= draft.from_year <= 2100:
        faults["from_year"] = "year_out_of_range"
    elif not draft.from_year <= draft.to_year < draft.from_year + rules.MOST_YEARS:
        faults["to_year"] = ("programme_years_wrong", {"most": rules.MOST_YEARS})
    if not draft.source:
        faults["source"] = "missing"
    return faults


def _stated(contents: Sequence[rules.Content], stated: rules.Totals | None) -> dict[str, Any]:
    rows = {
        str(at): one.stated_total
        for at, one in enumerate(contents, start=1)
        if one.stated_total is not None
    }
    return {**totals_kept(stated), **({"rows": rows} if rows else {})}


def _free_code(session: Session, code: str) -> str:
    taken = set(session.scalars(select(Programme.code).where(Programme.code.startswith(code))))
    number, free = 2, code
    while free in taken:
        free, number = f"{code}-{number}", number + 1
    return free
