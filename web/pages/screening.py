"""The secretary's desk: what came in, what waits, one dossier with its checks, the decision."""

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.queries import rules_of
from contest.entries import papers, queries, returns, service
from core.clock import end_of_day
from core.errors import Invalid
from core.registry.kinds import ProductGroup
from web import desk
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import Page, Redraw

router = APIRouter()


PAGE = "screening/dossier.html"


@router.get("/dieu-hanh/ho-so/{entry_id}")
def dossier(session: Read, page: Show, about: About, now: Now, entry_id: int) -> Response:
    """One dossier: the statement, the photos, the checks, its life, what may be decided."""
    return page.show(PAGE, **desk.dossier(session, page, about, entry_id, now))


@router.post("/dieu-hanh/ho-so/{entry_id}/hop-le")
def accept(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Valid: a group, and with it the next code of that group."""
    reading = Reading(form)
    group = reading.choice("group", ProductGroup)
    try:
        reading.settle()
        service.accept(session, who, entry_id, group, now)
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, now, entry_id, "hop-le") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/bo-sung")
def send_back(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Back to the maker until the end of a day: the parts beside which a reason was written."""
    reading = Reading(form)
    day = reading.day("answer_by")
    entry = queries.get_entry(session, entry_id)
    asked = {
        part: form.text(f"why_{part}")
        for part in returns.parts_of(entry)
        if form.text(f"why_{part}")
    }
    answer_by = end_of_day(day) if day else None
    note = form.text("note")
    try:
        returns.send_back(session, who, entry_id, asked, answer_by, now, note=note)
    except Invalid as refusal:
        both = Invalid({**refusal.fields, **reading.faults})
        raise _again(session, page, both, form, about, now, entry_id, "bo-sung") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/giay-to")
def tick(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """The checklist as it was found: there or not, certified, in how many sets."""
    entry = queries.get_entry(session, entry_id)
    reading = Reading(form)
    found = {}
    for paper in rules_of(entry.contest).checklist:
        state = form.text(f"state_{paper.code}")
        if state not in ("co", "thieu"):
            continue  # not looked at yet
        sets = reading.whole(f"sets_{paper.code}", needed=False)
        found[paper.code] = papers.Tick(
            present=state == "co",
            certified=form.ticked(f"certified_{paper.code}"),
            sets=sets or 0,
            note=form.text(f"note_{paper.code}"),
        )
    try:
        reading.settle()
        papers.tick(session, who, entry_id, found, now)
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, now, entry_id, "giay-to") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/dia-ban")
def settle_place(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """A person looked at the place: eligible or not, and why."""
    reading = Reading(form)
    eligible = form.text("eligible")
    if eligible not in ("co", "khong"):
        reading.faults["eligible"] = "unknown_choice" if eligible else "missing"
    reason = form.text("reason_place")
    if not reason:
        reading.faults["reason_place"] = "reason_missing"
    try:
        reading.settle()
        papers.settle(
            session,
            who,
            entry_id,
            "place_rule",
            eligible=eligible == "co",
            reason=reason,
            now=now,
        )
    except Invalid as refusal:
        renamed = _renamed(refusal, {"reason": "reason_place"})
        raise _again(session, page, renamed, form, about, now, entry_id, "dia-ban") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/gia-han")
def extend(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """A later day for a dossier that was sent back, with the reason, on record."""
    reading = Reading(form)
    day = reading.day("new_answer_by")
    try:
        reading.settle()
        until = end_of_day(day) if day else None
        returns.extend(session, who, entry_id, until, form.text("reason_extend"), now)
    except Invalid as refusal:
        renamed = _renamed(refusal, {"answer_by": "new_answer_by", "reason": "reason_extend"})
        raise _again(session, page, renamed, form, about, now, entry_id, "gia-han") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/mo-lai")
def reopen(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Back on the desk, with everything it holds."""
    try:
        returns.reopen(session, who, entry_id, form.text("reason_reopen"), now)
    except Invalid as refusal:
        renamed = _renamed(refusal, {"reason": "reason_reopen"})
        raise _again(session, page, renamed, form, about, now, entry_id, "mo-lai") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/tu-choi")
def refuse(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Not valid, with the reason."""
    try:
        service.refuse(session, who, entry_id, form.text("reason_refuse"), now)
    except Invalid as refusal:
        renamed = _renamed(refusal, {"reason": "reason_refuse"})
        raise _again(session, page, renamed, form, about, now, entry_id, "tu-choi") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


def _renamed(refusal: Invalid, names: Mapping[str, str]) -> Invalid:
    """Several forms of one page ask for a reason and a day: each has its own field names."""
    return Invalid({names.get(field, field): fault for field, fault in refusal.fields.items()})


def _again(
    session: Write,
    page: Page,
    refusal: Invalid,
    form: Form,
    about: About,
    now: Now,
    entry_id: int,
    act: str,
) -> Redraw:
    """To raise: the dossier with the form that was refused open, and what was typed in it."""
    values = desk.dossier(session, page, about, entry_id, now) | {"act": act, "typed": form}
    return page.again(refusal, PAGE, **values)
