"""Who scores whom not: what waits, what is recorded, and what an entrant declares."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.bodies import queries, recusals
from contest.bodies.facts import entrant_facts
from contest.bodies.kinds import RecusalSource, Settlement
from contest.contests.kinds import Stage, reached
from contest.contests.queries import get_contest
from contest.entries.queries import get_entry
from core.errors import Invalid
from core.rights import Act
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()
DESK = "bodies/recusals.html"
OWN = "bodies/declare.html"


@router.get("/dieu-hanh/binh-chon/{contest}/hoi-tranh")
def listed(session: Read, page: Show, about: About, contest: str) -> Response:
    """What waits, what is recorded, what was dismissed."""
    return page.show(DESK, "form", **_values(session, page, about, contest))


@router.post("/dieu-hanh/binh-chon/{contest}/hoi-tranh")
def record(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """The juror does not score the product; recorded once."""
    of = get_contest(session, contest)
    reading = Reading(form)
    try:
        seat_id, entry_id = reading.whole("seat_id"), reading.whole("entry_id")
        source = reading.choice("source", RecusalSource)
        reason = reading.required("reason", most=500)
        # What is not of this contest is no choice on its form.
        if seat_id not in {one.id for one in queries.jury_seats(session, of.id)}:
            reading.faults.setdefault("seat_id", "unknown_choice")
        if entry_id not in {one.entry_id for one in entrant_facts(session, of.id)}:
            reading.faults.setdefault("entry_id", "unknown_choice")
        if source is RecusalSource.FOUND:  # the search speaks for itself: it is answered below
            reading.faults.setdefault("source", "unknown_choice")
        reading.settle()
        recusals.recuse(session, who, seat_id or 0, entry_id or 0, source, reason, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        raise page.again(refusal, DESK, "form", **{**values, "typed": form}) from None
    return page.go(f"{room.address(of)}/hoi-tranh")


@router.post("/dieu-hanh/binh-chon/{contest}/hoi-tranh/xu-ly")
def settle(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """Confirm or dismiss one that waits, with the reason."""
    of = get_contest(session, contest)
    reading = Reading(form)
    asked = "_".join(("why", *(form.text(name) for name in ("source", "seat_id", "entry_id"))))
    try:
        seat_id, entry_id = reading.whole("seat_id"), reading.whole("entry_id")
        source = reading.choice("source", RecusalSource)
        answer = reading.choice("answer", Settlement)
        why = reading.required(asked, most=500)
        reading.settle()
        recusals.settle(session, who, seat_id or 0, entry_id or 0, source, answer, why, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        values |= {"typed": form, "asked": asked}
        raise page.again(refusal, DESK, "form", **values) from None
    return page.go(f"{room.address(of)}/hoi-tranh")


# --- the entrant's side -----------------------------------------------------------------------


@router.get("/ho-so/hoi-tranh/{entry_id}")
def declaring(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """The jury, and a form to say before judging that a juror is tied to oneself."""
    return page.show(OWN, "form", **_own(session, entry_id, now))


@router.post("/ho-so/hoi-tranh/{entry_id}")
def declare(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """The declaration goes to the desk and to the jury head."""
    values = _own(session, entry_id, now)
    reading = Reading(form)
    try:
        seat_id = reading.whole("seat_id")
        reason = reading.required("reason", most=500)
        if seat_id not in {one.id for one in values["seats"]}:
            reading.faults.setdefault("seat_id", "unknown_choice")
        reading.settle()
        recusals.declare(session, who, entry_id, seat_id or 0, reason, now)
    except Invalid as refusal:
        raise page.again(refusal, OWN, "form", **{**values, "typed": form}) from None
    return page.go(f"/ho-so/hoi-tranh/{entry_id}")


def _own(session: Read, entry_id: int, now: datetime) -> dict[str, Any]:
    entry = get_entry(session, entry_id)
    return {
        "entry": entry,
        "seats": queries.jury_seats(session, entry.contest_id),
        "claims": recusals.declared_about(session, entry_id),
        "open": entry.contest.stage is Stage.OPEN,
        "now": now,
        "typed": Typed([]),
    }


def _values(session: Read, page: Page, about: About, contest: str) -> dict[str, Any]:
    of = get_contest(session, contest)
    entrants = entrant_facts(session, of.id)
    left = recusals.scorers_left(session, of.id)
    products = {one.entry_id: f"{one.product} ({one.maker})" for one in entrants}
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "jury_note": room.jury_note(session, page, of),
        "waiting": recusals.pending(session, of.id),
        "dismissed": recusals.answered(session, of.id),
        "recorded": queries.recusals(session, of.id),
        "unscored": [products[one] for one, count in left.items() if not count and one in products]
        if queries.jury_seats(session, of.id)
        else [],
        "jurors": [(one.id, one.person) for one in queries.jury_seats(session, of.id)],
        "products": list(products.items()),
        "may_keep": page.may(Act.BODY_KEEP, about),
        "may_settle": page.may(Act.RECUSAL_SETTLE, about),
        "closed": reached(of.stage, Stage.LOCKED) or of.stage is Stage.CANCELLED,
        "asked": "",
        "typed": Typed([]),
    }
