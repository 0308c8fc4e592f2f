"""Putting certified products forward to the contest one level up, and who was put forward here."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.nominations import queries, service
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.rights import Subject
from web import room, wording
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()

END = "/de-cu"


@router.get("/dieu-hanh/binh-chon/{contest}/de-cu")
def chosen(session: Read, page: Show, now: Now, about: About, contest: str) -> Response:
    """The contest's certified products, what stands against each, and where they may go."""
    return page.show("nominations/desk.html", **_desk(session, page, now, about, contest))


@router.post("/dieu-hanh/binh-chon/{contest}/de-cu")
def nominate(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, contest: str
) -> Response:
    """Name the ticked products in one letter; a second press changes nothing."""
    found = contests.get_contest(session, contest)
    reading = Reading(form)
    slug = reading.required("to")
    goal = next(
        (one for one in contests.upper_contests(session, found, now) if one.slug == slug), None
    )
    if slug and goal is None:
        reading.faults["to"] = "unknown_choice"
    number = reading.required("letter_number", service.MOST_NUMBER)
    letter_date = reading.day("letter_date") or date.min
    ids = [int(one) for one in form.many("certificates") if one.isdecimal() and len(one) < 12]
    if not ids:
        reading.faults["certificates"] = "nobody_chosen"
    try:
        reading.settle()
        service.nominate_all(
            session, who, found.id, ids, goal.id if goal else 0, number, letter_date, now
        )
    except Invalid as refusal:
        values = _desk(session, page, now, about, contest)
        raise page.again(
            refusal, "nominations/desk.html", "choose", **{**values, "typed": form}
        ) from None
    return page.go(room.address(found, END))


@router.get("/dieu-hanh/binh-chon/{contest}/de-cu/danh-sach")
def listed(session: Read, page: Show, query: Query, contest: str) -> Response:
    """Danh sách trích ngang (PL5 of TT 26/2014): what goes with the letter, ready to print."""
    found = contests.get_contest(session, contest)
    to, number = query.text("toi"), query.text("so")
    rows = [
        one
        for one in queries.from_contest(session, found.id)
        if one.nomination.to_contest.slug == to
        and (not number or one.nomination.letter_number == number)
    ]
    if not rows:
        return page.go(room.address(found, END))
    letters = sorted({(one.nomination.letter_number, one.nomination.letter_date) for one in rows})
    return page.show(
        "nominations/list.html",
        contest=found,
        goal=rows[0].nomination.to_contest,
        rows=rows,
        letters=letters,
    )


def _desk(session: Read, page: Page, now: datetime, about: Subject, slug: str) -> dict[str, Any]:
    found = contests.get_contest(session, slug)
    goals = contests.upper_contests(session, found, now)
    goal = goals[0] if len(goals) == 1 else None
    choices = queries.choices(session, found, goal, day_in_vietnam(now), now)
    refused = [
        (one, wording.sentence(*one.refusal, page._)) for one in choices if one.refusal is not None
    ]
    return {
        "contest": found,
        "room": room.links(page, found, about),
        "announced": found.stage is Stage.ANNOUNCED,
        "upper_level": queries.upper_level(found),
        "goals": goals,
        "goal": goal,
        "open_choices": [one for one in choices if one.refusal is None and one.nominated is None],
        "refused": refused,
        "outgoing": queries.from_contest(session, found.id),
        "incoming": queries.to_contest(session, found.id),
        "typed": Typed([("to", goal.slug)] if goal else []),
    }
