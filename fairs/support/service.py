"""What can be done with a support case: open, step on, check papers, approve money, close."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.queries import get_product
from fairs.fairs.rules import WinningCertificate
from fairs.support import queries, reference, rules
from fairs.support.kinds import CaseKind, CheckState, Outcome
from fairs.support.model import CaseStep, CheckItem, SupportCase
from fairs.support.rules import Fault

MOST_WORDS = 1000
MOST_MARK = 200
_TRIES = 8


def open_case(
    session: Session,
    who: Identity,
    product_id: int,
    mark_text: str,
    nice_classes: Collection[int],
    cost_dong: int,
    asked_dong: int | None,
    winner: WinningCertificate | None,
    unit_id: int | None,
    now: datetime,
) -> SupportCase:
    """Ask for support to register the product's trademark; one open case for a product.

    `cost_dong` is the whole cost; `asked_dong` None asks for as much as the rule of the day gives.
    The rule is copied: a later tariff does not change the case. `winner.in_force` speaks of
    today; `unit_id` is the place that handles it. A second press returns the same case. Raises
    Conflict (`winning_certificate_missing`, `establishment_without_place`, `support_used_up` …)
    or Invalid beside the field.
    """
    if found := queries.find_open_case(session, product_id):
        return found
    today = day_in_vietnam(now)
    _refuse_if(rules.refusal_to_open(winner, today))
    product = get_product(session, product_id)
    rule = rules.rule_on(reference.support_rules(), CaseKind.TRADEMARK, today)
    if unit_id is None or product.establishment_id is None:
        raise Conflict("establishment_without_place")
    if rule is None:
        raise Conflict("no_support_rule")
    faults: dict[str, str | Fault] = {}
    if not mark_text:
        faults["mark_text"] = "missing"
    elif len(mark_text) > MOST_MARK:
        faults["mark_text"] = ("too_long", {"most": MOST_MARK})
    known = [one.number for one in reference.nice_classes()]
    if fault := rules.fault_of_classes(nice_classes, known):
        faults["nice_classes"] = fault
    if not 0 < cost_dong < 10**12:
        faults["cost_dong"] = "cost_missing"
    if faults or winner is None:
        raise Invalid(faults)
    before = queries.granted_before(session, product.establishment_id, mark_text)
    most = rules.entitled(cost_dong, rule.percent, rule.cap_dong, granted=before).dong
    if most == 0:
        raise Conflict("support_used_up")
    if asked_dong is not None and not 0 < asked_dong <= most:
        raise Invalid({"asked_dong": ("asked_above_entitled", {"most_dong": most})})
    facts = {
        "kind": CaseKind.TRADEMARK,
        "establishment_id": product.establishment_id,
        "product_id": product_id,
        "unit_id": unit_id,
        "certificate_number": winner.number,
        "mark_text": mark_text,
        "nice_classes": rules.classes_text(nice_classes),
        "cost_dong": cost_dong,
        "asked_dong": most if asked_dong is None else asked_dong,
        "rule_percent": rule.percent,
        "rule_cap_dong": rule.cap_dong,
        "rule_source": rule.source,
        "opened_at": now,
        "opened_by": who.account_id,
    }
    case = _kept(session, facts, today)
    if (case.opened_at, case.opened_by) != (now, who.account_id):
        return case  # the other press of a double click came first
    _note(session, who, now, "case.open", case, asked=case.asked_dong, mark=mark_text)
    return case


def step(
    session: Session,
    who: Identity,
    case_id: int,
    stage: str,
    happened_on: date,
    document_number: str,
    note: str,
    now: datetime,
) -> SupportCase:
    """The case came to a stage, on the day its paper bears. A second press is the same.

    Raises Conflict (`case_closed`, `case_stage_order`, `papers_missing`) or Invalid
    (`day_in_future`, `day_before_last_step`, `document_number_missing`).
    """
    case = _open(session, case_id)
    if case.stage == stage:
        return case
    papers = [(item.stage, item.name, item.required, item.state) for item in case.checklist]
    _refuse_if(rules.refusal_to_step(reference.stages(), case.stage, stage, papers))
    faults: dict[str, str | Fault] = {}
    last = max(one.happened_on for one in case.steps) if case.steps else None
    if happened_on > day_in_vietnam(now):
        faults["happened_on"] = "day_in_future"
    elif last is not None and happened_on < last:
        faults["happened_on"] = ("day_before_last_step", {"last": last})
    wanted = next(one for one in reference.stages() if one.key == stage)
    if wanted.needs_number and not document_number:
        faults["document_number"] = "document_number_missing"
    if faults:
        raise Invalid(faults)
    reached = {**queries.reached(case.steps), stage: happened_on}
    due = rules.next_due(reached, stage, reference.terms())
    before, case.stage = case.stage, stage
    case.steps.append(
        CaseStep(
            stage=stage,
            happened_on=happened_on,
            document_number=document_number[:MOST_MARK],
            note=note[:MOST_WORDS],
            due_on=due.on if due else None,
            recorded_at=now,
            recorded_by=who.account_id,
        )
    )
    session.flush()
    _note(
        session,
        who,
        now,
        "case.step",
        case,
        stage=[before, stage],
        on=str(happened_on),
        number=document_number,
    )
    return case


def check(
    session: Session,
    who: Identity,
    case_id: int,
    item_id: int,
    state: CheckState,
    reason: str,
    now: datetime,
) -> SupportCase:
    """Note how a paper stands; returning and waiving need a reason (Invalid `reason_missing`)."""
    case = _open(session, case_id)
    item = next((one for one in case.checklist if one.id == item_id), None)
    if item is None:
        raise NotFound("check_item_missing")
    if state in (CheckState.RETURNED, CheckState.WAIVED) and not reason:
        raise Invalid({"reason": "reason_missing"})
    if (item.state, item.reason) == (state, reason):
        return case
    before, item.state = item.state, state
    item.reason, item.changed_at = reason[:MOST_WORDS], now
    session.flush()
    _note(
        session,
        who,
        now,
        "case.check",
        case,
        paper=item.name,
        state=[before.value, state.value],
        reason=reason,
    )
    return case


def approve(
    session: Session, who: Identity, case_id: int, dong: int, note: str, now: datetime
) -> SupportCase:
    """Approve so many đồng, never more than was asked. A second press is the same; another
    amount replaces the first, and both stand in the record.

    Raises Invalid (`approve_above_asked`, `approve_nothing`), Conflict("case_closed"),
    StaleDataError when two approve at once.
    """
    case = _open(session, case_id)
    if dong <= 0:
        raise Invalid({"dong": "approve_nothing"})
    if dong > case.asked_dong:
        raise Invalid({"dong": ("approve_above_asked", {"most_dong": case.asked_dong})})
    if (case.approved_dong, case.approved_note) == (dong, note):
        return case
    before, case.approved_dong = case.approved_dong, dong
    case.approved_note = note[:MOST_WORDS]
    session.flush()
    _note(session, who, now, "case.approve", case, dong=[before, dong], note=note)
    return case


def close(
    session: Session, who: Identity, case_id: int, outcome: Outcome, note: str, now: datetime
) -> SupportCase:
    """The case ends: the mark was granted, refused, or the maker gave it up. Twice is once.

    Raises Conflict("mark_not_granted") for a grant that no step tells of.
    """
    case = queries.get_case(session, case_id)
    if case.closed_at is not None and case.outcome == outcome:
        return case
    case = _open(session, case_id)
    if outcome is Outcome.GRANTED and case.stage != "granted":
        raise Conflict("mark_not_granted")
    case.closed_at, case.outcome = now, outcome.value
    session.flush()
    _note(session, who, now, "case.close", case, outcome=outcome.value, note=note)
    return case


# --- inside -----------------------------------------------------------------------------------


def _open(session: Session, case_id: int) -> SupportCase:
    """The case, held against everybody else until this transaction ends."""
    session.scalar(select(SupportCase.id).where(SupportCase.id == case_id).with_for_update())
    case = queries.get_case(session, case_id, fresh=True)
    if case.closed_at is not None:
        raise Conflict("case_closed")
    return case


def _kept(session: Session, facts: Mapping[str, object], today: date) -> SupportCase:
    """The new case under the next number of the year; the open one that another press made.

    Two makers may draw the same number at once: the later one draws again.
    """
    product_id = facts["product_id"]
    for _ in range(_TRIES):
        first = reference.stages()[0].key
        step = CaseStep(
            stage=first,
            happened_on=today,
            recorded_at=facts["opened_at"],
            recorded_by=facts["opened_by"],
        )
        papers = [
            CheckItem(stage=one.stage, name=one.name, required=one.required)
            for one in reference.papers()
        ]
        code = _next_code(session, today)
        case = SupportCase(code=code, stage=first, checklist=papers, steps=[step], **facts)
        try:
            with session.begin_nested():
                session.add(case)
                session.flush()
            return case
        except IntegrityError:
            found = queries.find_open_case(session, int(str(product_id)))
            if found is not None:
                return found
    raise Conflict("just_done")


def _next_code(session: Session, today: date) -> str:
    """NH-2026-0001: a running number of the year; two of one second meet at the constraint."""
    prefix = f"NH-{today.year}-"
    last = session.scalar(
        select(func.max(SupportCase.code)).where(SupportCase.code.startswith(prefix))
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"


def _refuse_if(fault: Fault | None) -> None:
    if fault is not None:
        raise Conflict(fault[0], **fault[1])


def _note(
    session: Session,
    who: Identity,
    now: datetime,
    action: str,
    case: SupportCase,
    **detail: object,
) -> None:
    audit.record(session, who, now, action, f"case:{case.id}", **detail)
