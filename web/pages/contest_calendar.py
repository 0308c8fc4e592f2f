"""A contest's calendar: its milestones, who answers for each, and what is done."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.kinds import Stage
from contest.contests.queries import get_contest, rules_of
from contest.plans import queries, service
from contest.plans.kinds import PlanStep
from contest.plans.service import OWN, Planned
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.rights import Act, Subject
from core.workdays import queries as workdays
from web import room, shown
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()

END = "/lich"
PAGE = "plans/calendar.html"
ONE = "plans/milestone.html"


@router.get("/dieu-hanh/binh-chon/{contest}/lich")
def calendar(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """Every milestone and the contest's own dates, by day, and a form for another."""
    return page.show(PAGE, "form", **_values(session, page, about, now, contest))


@router.post("/dieu-hanh/binh-chon/{contest}/lich")
def add(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """Put a milestone into the calendar."""
    of = get_contest(session, contest)
    try:
        service.add(session, who, of.id, _planned(form), now)
    except Invalid as refusal:
        values = _values(session, page, about, now, contest) | {"typed": form}
        raise page.again(refusal, PAGE, "form", **values) from None
    return page.go(room.address(of, END))


@router.post("/dieu-hanh/binh-chon/{contest}/lich/thuong-le")
def take_usual(session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """Add the milestones that rounds usually have, on working days."""
    of = get_contest(session, contest)
    service.take_usual(session, who, of.id, workdays.calendar(session, rules_of(of).calendar), now)
    return page.go(room.address(of, END))


@router.get("/dieu-hanh/binh-chon/{contest}/lich/{milestone_id}")
def one(session: Read, page: Show, about: About, contest: str, milestone_id: int) -> Response:
    """One milestone, to change or to take away."""
    return page.show(ONE, "form", **_one(session, page, about, contest, milestone_id))


@router.post("/dieu-hanh/binh-chon/{contest}/lich/{milestone_id}")
def change(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    milestone_id: int,
) -> Response:
    """Keep what was changed."""
    values = _one(session, page, about, contest, milestone_id)
    of = values["contest"]
    version = form.text("version")
    try:
        service.change(
            session,
            who,
            of.id,
            milestone_id,
            _planned(form),
            now,
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        )
    except Invalid as refusal:
        raise page.again(refusal, ONE, "form", **{**values, "typed": form}) from None
    except Conflict as refusal:
        if refusal.code != "milestone_changed_elsewhere":
            raise
        told = Invalid({"": (refusal.code, refusal.facts)})
        values["typed"] = Typed([*form.items(), ("version", str(values["milestone"].version))])
        raise page.again(told, ONE, "form", **values) from None
    return page.go(room.address(of, END))


@router.post("/dieu-hanh/binh-chon/{contest}/lich/{milestone_id}/xong")
def mark(
    session: Write, who: Who, page: Show, form: Form, now: Now, contest: str, milestone_id: int
) -> Response:
    """It is done; or, with `lai`, it is not."""
    of = get_contest(session, contest)
    service.mark(session, who, of.id, milestone_id, not form.ticked("lai"), now)
    return page.go(room.address(of, END))


@router.post("/dieu-hanh/binh-chon/{contest}/lich/{milestone_id}/bo")
def remove(
    session: Write, who: Who, page: Show, now: Now, contest: str, milestone_id: int
) -> Response:
    """Take the milestone away."""
    of = get_contest(session, contest)
    service.remove(session, who, of.id, milestone_id, now)
    return page.go(room.address(of, END))


def _planned(form: Typed) -> Planned:
    reading = Reading(form)
    planned = Planned(
        step=reading.choice("step", PlanStep),
        title=reading.required("title", 200),
        begins_on=reading.day("begins_on", needed=False),
        due_on=reading.day("due_on") or date.max,
        responsible=reading.required("responsible", 200),
        note=reading.text("note", 500),
        public=form.ticked("public"),
    )
    reading.settle()
    return planned


def _values(session: Read, page: Page, about: Subject, now: datetime, slug: str) -> dict[str, Any]:
    of = get_contest(session, slug)
    worked = workdays.calendar(session, rules_of(of).calendar)
    lines = queries.calendar_of(session, of, day_in_vietnam(now), worked)
    may_run = page.may(Act.CONTEST_RUN, about) and of.stage is not Stage.CANCELLED
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "jury_note": room.jury_note(session, page, of),
        "lines": lines,
        "planned": sum(line.id is not None for line in lines),
        "may_run": may_run,
        "steps": [step for step in PlanStep if step not in OWN],
        "typed": {"public": "1"},
    }


def _one(
    session: Read, page: Page, about: Subject, slug: str, milestone_id: int
) -> dict[str, Any]:
    of = get_contest(session, slug)
    found = queries.get_milestone(session, of.id, milestone_id)
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "jury_note": room.jury_note(session, page, of),
        "milestone": found,
        "steps": [step for step in PlanStep if step not in OWN],
        "typed": {
            "step": found.step.value,
            "title": found.title,
            "begins_on": shown.day(found.begins_on) if found.begins_on else "",
            "due_on": shown.day(found.due_on),
            "responsible": found.responsible,
            "note": found.note,
            "public": "1" if found.public else "",
            "version": str(found.version),
        },
    }
