"""Annual plans: a year's share of the targets and of the budget, and what it settled."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import Origin
from fairs.programmes import queries, rules
from fairs.programmes.keeping import Faults, subject
from fairs.programmes.kinds import FundingSource, Status
from fairs.programmes.model import AnnualPlan, PlanFigure, PlanLine, Programme

Money = Mapping[tuple[int, FundingSource], int | None]
"""(place of the content in the programme, source) → whole đồng; None where nothing is stated."""

MOST_FIGURE = 1_000_000_000


def add(
    session: Session,
    who: Identity,
    programme: Programme,
    year: int,
    now: datetime,
    origin: Origin = Origin.REGISTERED,
) -> AnnualPlan:
    """An annual plan in draft. Raises Invalid for a year outside the programme or there already,
    Conflict("programme_closed")."""
    if programme.status is Status.CLOSED:
        raise Conflict("programme_closed")
    if not programme.from_year <= year <= programme.to_year:
        bounds: dict[str, object] = {"least": programme.from_year, "most": programme.to_year}
        raise Invalid({"year": ("out_of_range", bounds)})
    if any(plan.year == year for plan in programme.plans):
        raise Invalid({"year": "plan_is_there"})
    plan = AnnualPlan(
        programme_id=programme.id,
        year=year,
        origin=origin,
        status=Status.DRAFT,
        created_at=now,
        created_by=who.account_id,
        figures=[],
        lines=[],
    )
    programme.plans.append(plan)
    session.flush()
    audit.record(session, who, now, "plan.create", subject(programme), year=year)
    return plan


def set_figures(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    figures: Mapping[int, int | None],
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """What the year is to bring, by target; None takes a figure out.

    Raises Conflict for a stale version or a closed plan, Invalid for a target of another
    programme and, at `reason`, for an approved plan changed without one.
    """
    _changeable(plan, version, reason)
    if not set(figures) <= {target.id for target in programme.targets}:
        raise Invalid({"": "target_missing"})
    before = {str(one.target_id): one.planned for one in plan.figures}
    held = {one.target_id: one for one in plan.figures}
    for target_id, planned in figures.items():
        row = held.get(target_id)
        if planned is None:
            if row is not None:
                plan.figures.remove(row)
        elif row is None:
            plan.figures.append(PlanFigure(target_id=target_id, planned=planned))
        else:
            row.planned = planned
    after = {str(one.target_id): one.planned for one in plan.figures}
    _changed(session, who, programme, plan, now, "plan.targets", reason, before, after)


def set_lines(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    planned: Money,
    stated_total: int | None,
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """The year's budget, and the total that its decision prints.

    Raises as `set_figures` does; Conflict when the lines do not add up to the stated total, or
    go beyond what the programme gives a content from a source: both name the row.
    """
    _changeable(plan, version, reason)
    places = {line.position for line in programme.lines}
    if not {position for position, _ in planned} <= places:
        raise Invalid({"": "content_missing"})
    before = _said(plan)
    held = {(line.position, line.source): line for line in plan.lines}
    for key, amount in planned.items():
        row = held.get(key)
        if row is None:
            if amount is not None:
                line = PlanLine(position=key[0], source=key[1], amount_dong=amount)
                plan.lines.append(line)
        elif amount is None and row.spent_dong is None:
            plan.lines.remove(row)
        else:
            row.amount_dong = amount
    plan.stated_total_dong = stated_total
    _adds_up(programme, plan)
    _changed(session, who, programme, plan, now, "plan.budget", reason, before, _said(plan))


def settle(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    spent: Money,
    version: int,
    now: datetime,
) -> None:
    """What was settled (quyết toán) of an approved plan, by content and source.

    What was planned and not spent carries over (NĐ 45/2012 Đ14.4). Raises Conflict
    ("plan_not_approved"), ("changed_elsewhere"); Invalid above what was planned, at its field.
    """
    _fresh(plan, version)
    if plan.status is not Status.APPROVED:
        raise Conflict("plan_not_approved")
    held = {(line.position, line.source): line for line in plan.lines}
    before = {f"{place}.{source}": line.spent_dong for (place, source), line in held.items()}
    faults: Faults = {}
    for key, amount in spent.items():
        row = held.get(key)
        most = row.amount_dong if row is not None and row.amount_dong is not None else 0
        if amount is not None and amount > most:
            name = f"spent_{key[0]}_{key[1].value}"
            faults[name] = ("spent_above_planned", {"most_dong": most})
        elif row is not None:
            row.spent_dong = amount
    if faults:
        raise Invalid(faults)
    after = {f"{place}.{source}": line.spent_dong for (place, source), line in held.items()}
    _changed(session, who, programme, plan, now, "plan.settle", "", before, after)


def approve(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    number: str,
    day: date | None,
    version: int,
    now: datetime,
) -> None:
    """The year's decision is there. Raises as `service.approve` does."""
    _fresh(plan, version)
    if plan.status is not Status.DRAFT:
        raise Conflict("plan_not_draft")
    if programme.status is not Status.APPROVED:
        raise Conflict("programme_not_approved")
    faults: Faults = {}
    if not number:
        faults["decision_number"] = "missing"
    if day is None:
        faults["decision_date"] = "missing"
    if faults:
        raise Invalid(faults)
    if not plan.figures and not plan.lines:
        raise Conflict("plan_empty")
    _adds_up(programme, plan)
    before = {"status": plan.status.value}
    plan.status, plan.decision_number, plan.decision_date = Status.APPROVED, number, day
    after = {"status": plan.status.value, "number": number, "on": str(day)}
    _changed(session, who, programme, plan, now, "plan.approve", "", before, after)


def close(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    version: int,
    now: datetime,
) -> None:
    """The year is settled. Raises Conflict("plan_not_approved"), ("changed_elsewhere")."""
    _fresh(plan, version)
    if plan.status is not Status.APPROVED:
        raise Conflict("plan_not_approved")
    plan.status = Status.CLOSED
    before, after = {"status": "approved"}, {"status": "closed"}
    _changed(session, who, programme, plan, now, "plan.close", "", before, after)


# ------------------------------------------------------------------------------------ inner things


def _fresh(plan: AnnualPlan, version: int) -> None:
    if plan.version != version:
        raise Conflict("changed_elsewhere")


def _changeable(plan: AnnualPlan, version: int, reason: str) -> None:
    _fresh(plan, version)
    code = rules.refusal_to_change(plan.status, published=False, reason=reason)
    if code == "adjustment_reason_missing":
        raise Invalid({"reason": "adjustment_reason_missing"})
    if code:
        raise Conflict("plan_closed")


def _adds_up(programme: Programme, plan: AnnualPlan) -> None:
    faults = queries.plan_mismatches(programme, plan)
    own = queries.contents(programme)
    years = {one.year: queries.plan_contents(programme, one) for one in programme.plans}
    faults += rules.over_faults(own, years)
    if faults:
        raise Conflict(faults[0].fault.value, **faults[0].facts)


def _said(plan: AnnualPlan) -> dict[str, int | None]:
    return {f"{line.position}.{line.source.value}": line.amount_dong for line in plan.lines}


def _changed(
    session: Session,
    who: Identity,
    programme: Programme,
    plan: AnnualPlan,
    now: datetime,
    action: str,
    reason: str,
    before: object,
    after: object,
) -> None:
    flag_modified(plan, "note")  # its parts changed: a new version of the whole
    session.flush()
    detail = {"reason": reason} if reason else {}
    audit.record(
        session,
        who,
        now,
        action,
        subject(programme),
        year=plan.year,
        before=before,
        after=after,
        **detail,
    )
