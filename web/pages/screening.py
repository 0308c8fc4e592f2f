"""The secretary's desk: what came in, what waits, one dossier with its checks, the decision."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.entries import queries, rules, service
from contest.entries.kinds import EntryStatus
from contest.entries.statement import sections
from core.accounts import queries as accounts
from core.clock import end_of_day
from core.errors import Invalid, NotFound
from core.registry import consents
from core.registry.kinds import ProductGroup
from media.queries import photos as photo_views
from web import dossier_checks, room, wording
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import Page
from web.photos import framed_all

router = APIRouter()


def _dossier(session: Read, page: Page, about: About, entry_id: int) -> dict[str, Any]:
    """One filed dossier with everything that helps to decide. A draft is its maker's alone."""
    entry = queries.get_entry(session, entry_id)
    if entry.filed_at is None or entry.status is EntryStatus.DRAFT:
        raise NotFound("not_found")
    contest = entry.contest
    seen = dossier_checks.of(session, entry)
    return {
        "entry": entry,
        "contest": contest,
        "room": room.links(page, contest, about),
        "subject": about,
        "filer": _filer(session, entry) if entry.on_behalf else None,
        "sections": sections(),
        "shown": framed_all(photo_views(session, [one.photo_id for one in entry.photos])),
        "checks": [(one, _why(page, one)) for one in seen.lines],
        "alike": seen.alike,
        "lower": seen.lower,
        "events": queries.events(session, entry_id),
        "screenable": rules.refusal_to_screen(contest.stage) is None,
        "may_accept": rules.refusal_to_move(entry.status, EntryStatus.VALID) is None,
        "may_send_back": rules.refusal_to_move(entry.status, EntryStatus.SUPPLEMENT) is None,
        "may_refuse": rules.refusal_to_move(entry.status, EntryStatus.REFUSED) is None,
        "act": "",
    }


def _filer(session: Read, entry: Any) -> tuple[str, Any]:
    """Who filed for the maker, and under whose consent."""
    account = accounts.find_account(session, entry.created_by)
    consent = consents.find_live(
        session, entry.establishment_id, entry.created_by, at=entry.created_at
    )
    return account.name if account else "", consent


def _why(page: Page, check: rules.Check) -> str:
    fault = check.facts.get("fault")
    return wording.sentence(fault[0], fault[1], page._) if isinstance(fault, tuple) else ""


@router.get("/dieu-hanh/ho-so/{entry_id}")
def dossier(session: Read, page: Show, about: About, entry_id: int) -> Response:
    """One dossier: the statement, the photos, the checks, its life, what may be decided."""
    return page.show("screening/dossier.html", **_dossier(session, page, about, entry_id))


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
        raise _again(session, page, refusal, form, about, entry_id, "hop-le") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/bo-sung")
def send_back(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Back to the maker: what is missing, until the end of which day."""
    reading = Reading(form)
    reason, day = form.text("reason"), reading.day("answer_by")
    try:
        if reading.faults:
            if not reason:
                reading.faults["reason"] = "reason_missing"
            reading.settle()
        answer_by = end_of_day(day) if day else None
        service.send_back(session, who, entry_id, reason, answer_by, now)
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, entry_id, "bo-sung") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


@router.post("/dieu-hanh/ho-so/{entry_id}/tu-choi")
def refuse(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, entry_id: int
) -> Response:
    """Not valid, with the reason."""
    try:
        service.refuse(session, who, entry_id, form.text("reason_refuse"), now)
    except Invalid as refusal:
        # two forms of one page ask for a reason: their fields bear two names
        refusal = Invalid({"reason_refuse": refusal.fields["reason"]})
        raise _again(session, page, refusal, form, about, entry_id, "tu-choi") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}")


def _again(
    session: Write, page: Page, refusal: Invalid, form: Form, about: About, entry_id: int, act: str
) -> Exception:
    """To raise: the dossier with the form that was refused open, and what was typed in it."""
    values = _dossier(session, page, about, entry_id) | {"act": act, "typed": form}
    return page.again(refusal, "screening/dossier.html", **values)
