"""Support: what there is for whom, a maker's trademark case, the officer's and manager's desk."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.errors import Invalid
from core.registry.queries import get_product
from core.rights import Act
from fairs.support import queries, reference, rules, service
from fairs.support.kinds import CaseKind, CheckState, Outcome
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page
from web.winners import winner

router = APIRouter()

DESK = "/dieu-hanh/nhan-hieu"
USUAL = (29, 30, 31, 32, 33, 3, 5, 21, 20, 24, 25, 27)
"""Classes that rural-industry products mostly fall in; shown first, the rest behind them."""


@router.get("/ho-tro")
def support(page: Show, now: Now) -> Response:
    """What support there is, for whom, how much at most, how to ask; each figure's source."""
    today = day_in_vietnam(now)
    return page.show(
        "support/public.html",
        rule=rules.rule_on(reference.support_rules(), CaseKind.TRADEMARK, today),
        stages=reference.stages(),
        terms=[one for one in reference.terms() if one.covers(today)],
        names=_names(page),
        papers=reference.papers(),
    )


@router.get("/ho-so/nhan-hieu")
def own(session: Read, who: Who, page: Show, now: Now) -> Response:
    """One's own cases."""
    rows = queries.cases_for(session, who, day_in_vietnam(now))
    return page.show("support/own.html", rows=rows, names=_names(page))


@router.get("/ho-so/san-pham/{product_id}/nhan-hieu")
def case_form(session: Read, page: Show, now: Now, product_id: int) -> Response:
    """The form to ask for support with a trademark, or the way to the case that is open."""
    if found := queries.find_open_case(session, product_id):
        return page.go(f"/ho-so/nhan-hieu/{found.id}")
    return page.show("support/ask.html", "form", **_form_values(session, product_id, now))


@router.post("/ho-so/san-pham/{product_id}/nhan-hieu")
def open_case(
    session: Write, who: Who, page: Show, form: Form, now: Now, product_id: int
) -> Response:
    """Ask: the mark, its classes, what it costs."""
    product = get_product(session, product_id)
    reading = Reading(form)
    try:
        mark = reading.required("mark_text", service.MOST_MARK)
        cost = reading.dong("cost_dong")
        asked = reading.dong("asked_dong", needed=False)
        classes = [int(one) for one in form.many("nice_classes") if one.isdecimal()]
        reading.settle()
        case = service.open_case(
            session,
            who,
            product_id,
            mark,
            classes,
            cost or 0,
            asked,
            winner(session, product_id, day_in_vietnam(now)),
            product.establishment.unit_id if product.establishment else None,
            now,
        )
    except Invalid as refusal:
        values = _form_values(session, product_id, now)
        raise page.again(
            refusal, "support/ask.html", "form", **{**values, "typed": form}
        ) from None
    return page.go(f"/ho-so/nhan-hieu/{case.id}")


@router.get("/ho-so/nhan-hieu/{case_id}")
def case(session: Read, page: Show, now: Now, case_id: int) -> Response:
    """The case as its maker sees it: stage, what is needed now, dates, money; no notes."""
    return page.show("support/case.html", **_case_values(session, page, case_id, now))


@router.get("/dieu-hanh/nhan-hieu/{case_id}")
def desk_case(session: Read, page: Show, about: About, now: Now, case_id: int) -> Response:
    """One case at the desk: stages, papers, money."""
    return page.show(
        "support/desk_case.html", "case", **_desk_values(session, page, about, case_id, now)
    )


@router.post("/dieu-hanh/nhan-hieu/{case_id}/buoc")
def step(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, case_id: int
) -> Response:
    """Note the next stage with the day and number on its paper."""
    reading = Reading(form)
    try:
        stage = reading.required("stage", 60)
        day = reading.day("happened_on")
        number = reading.text("document_number", service.MOST_MARK)
        note = reading.text("note", service.MOST_WORDS)
        reading.settle()
        service.step(session, who, case_id, stage, day or date.min, number, note, now)
    except Invalid as refusal:
        raise _again(session, page, about, form, refusal, case_id, now) from None
    return _after(session, page, about, case_id, now)


@router.post("/dieu-hanh/nhan-hieu/{case_id}/giay-to")
def check(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, case_id: int
) -> Response:
    """Note how one paper stands; the maker reads the reason."""
    reading = Reading(form)
    try:
        item_id = reading.whole("item")
        state = reading.choice("state", CheckState)
        reason = reading.text("reason", service.MOST_WORDS)
        reading.settle()
        service.check(session, who, case_id, item_id or 0, state, reason, now)
    except Invalid as refusal:
        raise _again(session, page, about, form, refusal, case_id, now) from None
    return _after(session, page, about, case_id, now)


@router.post("/dieu-hanh/nhan-hieu/{case_id}/duyet")
def approve(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, case_id: int
) -> Response:
    """Approve an amount, never above what was asked."""
    reading = Reading(form)
    try:
        dong = reading.dong("dong")
        note = reading.text("approve_note", service.MOST_WORDS)
        reading.settle()
        service.approve(session, who, case_id, dong or 0, note, now)
    except Invalid as refusal:
        raise _again(session, page, about, form, refusal, case_id, now) from None
    return _after(session, page, about, case_id, now)


@router.post("/dieu-hanh/nhan-hieu/{case_id}/ket-thuc")
def close(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, case_id: int
) -> Response:
    """End the case: granted, refused or given up."""
    reading = Reading(form)
    try:
        outcome = reading.choice("outcome", Outcome)
        reading.settle()
        service.close(session, who, case_id, outcome, "", now)
    except Invalid as refusal:
        raise _again(session, page, about, form, refusal, case_id, now) from None
    return _after(session, page, about, case_id, now)


def _again(
    session: Read, page: Show, about: About, form: Typed, refusal: Invalid, case_id: int, now: Now
) -> Exception:
    values = _desk_values(session, page, about, case_id, now)
    return page.again(refusal, "support/desk_case.html", "case", **{**values, "typed": form})


def _after(session: Read, page: Show, about: About, case_id: int, now: Now) -> Response:
    if page.wants_fragment:
        values = _desk_values(session, page, about, case_id, now)
        return page.show("support/desk_case.html", "case", **values)
    return page.go(f"{DESK}/{case_id}")


def _names(page: Page) -> dict[str, str]:
    return {stage.key: page._(stage.name) for stage in reference.stages()}


def _form_values(session: Read, product_id: int, now: Now) -> dict[str, Any]:
    today = day_in_vietnam(now)
    classes = {one.number: one for one in reference.nice_classes()}
    won = winner(session, product_id, today)
    return {
        "product": get_product(session, product_id),
        "winner": won,
        "closed": rules.refusal_to_open(won, today) is not None,
        "rule": rules.rule_on(reference.support_rules(), CaseKind.TRADEMARK, today),
        "usual": [classes[number] for number in USUAL],
        "others": [one for number, one in classes.items() if number not in USUAL],
        "typed": {},
    }


def _case_values(session: Read, page: Page, case_id: int, now: Now) -> dict[str, Any]:
    found = queries.get_case(session, case_id)
    due = queries.due_of(found)
    reached = queries.reached(found.steps)
    order = [stage.key for stage in reference.stages()]
    here, over = order.index(found.stage), found.closed_at is not None
    return {
        "case": found,
        "due": due,
        "due_state": rules.due_state(due.on if due else None, day_in_vietnam(now)).value,
        "names": _names(page),
        "line": [
            (
                page._(stage.name),
                _place(index, here, over=over),
                reached.get(stage.key),
            )
            for index, stage in enumerate(reference.stages())
        ],
        "wanted": [
            item
            for item in found.checklist
            if item.state in (CheckState.MISSING, CheckState.RETURNED) and item.required
        ],
    }


def _place(index: int, here: int, *, over: bool) -> str:
    if index < here or (over and index == here):
        return "done"
    return "now" if index == here else "todo"


def _desk_values(
    session: Read, page: Show, about: About, case_id: int, now: Now
) -> dict[str, Any]:
    values = _case_values(session, page, case_id, now)
    found = values["case"]
    return {
        **values,
        "next_stages": [
            (one.key, page._(one.name))
            for one in rules.next_stages(reference.stages(), found.stage)
        ],
        "may_run": page.may(Act.CASE_RUN, about) and found.closed_at is None,
        "may_approve": page.may(Act.CASE_APPROVE, about) and found.closed_at is None,
        "typed": {},
    }
