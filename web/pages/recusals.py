"""Who scores whom not: ties worth a look, what is recorded, and recording one more."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.bodies import queries, rules, service
from contest.bodies.kinds import RecusalSource
from contest.contests.kinds import Stage, reached
from contest.contests.queries import get_contest
from core.errors import Invalid
from core.rights import Act
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import Page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ShownTie:
    """A suggestion with the names it is about."""

    seat_id: int
    entry_id: int
    juror: str
    product: str
    tie: str


@router.get("/dieu-hanh/binh-chon/{contest}/hoi-tranh")
def listed(session: Read, page: Show, about: About, contest: str) -> Response:
    """Suggested and recorded recusals."""
    return page.show("bodies/recusals.html", "form", **_values(session, page, about, contest))


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
        if entry_id not in {one.entry_id for one in queries.entrant_facts(session, of.id)}:
            reading.faults.setdefault("entry_id", "unknown_choice")
        reading.settle()
        service.recuse(session, who, seat_id or 0, entry_id or 0, source, reason, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        raise page.again(refusal, "bodies/recusals.html", "form", **values, typed=form) from None
    return page.go(f"{room.address(of)}/hoi-tranh")


def _values(session: Read, page: Page, about: About, contest: str) -> dict[str, Any]:
    of = get_contest(session, contest)
    jurors = queries.juror_facts(session, of.id)
    entrants = queries.entrant_facts(session, of.id)
    recorded = queries.recusals(session, of.id)
    persons = {one.seat_id: one.person for one in jurors}
    products = {one.entry_id: f"{one.product} ({one.maker})" for one in entrants}
    pairs = {(one.seat_id, one.entry_id) for one in recorded}
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "suggested": [
            ShownTie(
                one.seat_id, one.entry_id, persons[one.seat_id], products[one.entry_id], one.tie
            )
            for one in rules.suggested_recusals(jurors, entrants, pairs)
        ],
        "recorded": recorded,
        "jurors": list(persons.items()),
        "products": list(products.items()),
        "may_keep": page.may(Act.BODY_KEEP, about),
        "closed": reached(of.stage, Stage.LOCKED) or of.stage is Stage.CANCELLED,
    }
