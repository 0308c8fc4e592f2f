"""The maker's complaint about its own entry: the term, the form, the receipt, the answer."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.complaints import queries, rules, service
from contest.entries import queries as entries
from core.errors import Conflict, Invalid
from core.rights import Act, Subject
from web import wording, words
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Typed
from web.page import Page, Redraw

router = APIRouter()


@router.get("/ho-so/khieu-nai")
def mine(session: Read, who: Who, page: Show, now: Now) -> Response:
    """Every complaint of my establishments, with how each stands."""
    rows = queries.of_makers(session, who.establishments() | who.helped())
    return page.show(
        "complaints/mine.html",
        rows=[(one, queries.standing(one, now)) for one in rows],
        words=words,
    )


@router.get("/ho-so/du-thi/{entry_id}/khieu-nai")
def new(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """Until when one may complain, the form while one may, and what was filed before."""
    return page.show("complaints/new.html", **_new(session, page, now, entry_id))


@router.post("/ho-so/du-thi/{entry_id}/khieu-nai")
def file(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """File it; the evidence is frozen. What was typed stays when the answer is no."""
    try:
        made = service.file(session, who, entry_id, form.text("grounds"), form.text("wishes"), now)
    except Invalid as refusal:
        values = _new(session, page, now, entry_id) | {"typed": form}
        raise page.again(refusal, "complaints/new.html", "form", **values) from None
    except Conflict as refusal:
        said = wording.sentence(refusal.code, refusal.facts, page._)
        values = _new(session, page, now, entry_id) | {"typed": form, "refused": said}
        raise Redraw(page.show("complaints/new.html", "form", status=409, **values)) from None
    return page.go(f"/ho-so/khieu-nai/{made.id}")


def _new(session: Read, page: Page, now: datetime, entry_id: int) -> dict[str, Any]:
    entry = entries.get_entry(session, entry_id)
    refusal = queries.refusal(entry, now)
    term = queries.term_of(entry.contest)
    return {
        "entry": entry,
        "step": page._("Khiếu nại"),
        "term": term,
        "unclear": queries.unclear(entry.contest, term.first, term.last_day) if term else [],
        "refused": wording.sentence(*refusal, page._) if refusal else "",
        "open_now": refusal is None,
        "earlier": [
            (one, queries.standing(one, now)) for one in queries.of_entry(session, entry_id)
        ],
        "least": rules.LEAST_GROUNDS,
        "most": rules.MOST_GROUNDS,
        "words": words,
        "typed": Typed([]),
    }


@router.get("/ho-so/khieu-nai/{complaint_id}")
def one(session: Read, page: Show, about: About, now: Now, complaint_id: int) -> Response:
    """The receipt, with the digest of the evidence; once settled, the council's answer."""
    return page.show("complaints/receipt.html", **_one(session, page, about, now, complaint_id))


@router.post("/ho-so/khieu-nai/{complaint_id}/rut")
def withdraw(session: Write, who: Who, page: Show, now: Now, complaint_id: int) -> Response:
    """Take it back."""
    service.withdraw(session, who, complaint_id, now)
    return page.go(f"/ho-so/khieu-nai/{complaint_id}")


def _one(
    session: Read, page: Page, about: Subject, now: datetime, complaint_id: int
) -> dict[str, Any]:
    found = queries.get_complaint(session, complaint_id)
    return {
        "complaint": found,
        "standing": queries.standing(found, now),
        "words": words,
        "may_withdraw": found.settled_at is None and page.may(Act.COMPLAINT_FILE, about),
    }
