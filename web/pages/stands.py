"""The organiser's desk: fairs, applications, who stands where."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import end_of_day, start_of_day
from core.errors import Invalid
from core.rights import Act, Subject
from core.territory.queries import places
from fairs.fairs import queries, rules, service
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.fair_plan import drawing
from web.forms import Reading
from web.page import Page

router = APIRouter()

BASE = "/dieu-hanh/hoi-cho"
BOARD = "fairs/board.html"
STEPS = {
    FairStatus.OPEN: service.open,
    FairStatus.ALLOTTING: service.close_applications,
    FairStatus.PUBLISHED: service.publish,
    FairStatus.CLOSED: service.finish,
    FairStatus.CANCELLED: service.cancel,
}
NEXT = {
    FairStatus.DRAFT: FairStatus.OPEN,
    FairStatus.OPEN: FairStatus.ALLOTTING,
    FairStatus.ALLOTTING: FairStatus.PUBLISHED,
    FairStatus.PUBLISHED: FairStatus.CLOSED,
}


@router.get("/dieu-hanh/hoi-cho/moi")
def new(session: Read, who: Who, page: Show) -> Response:
    """The plan of a new fair."""
    return page.show("fairs/new.html", "form", places=_places(session, who.units(Act.FAIR_CREATE)))


@router.post("/dieu-hanh/hoi-cho/moi")
def create(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Make the fair, in draft, with its booths in rows."""
    reading = Reading(form)
    try:
        name = reading.required("name", 200)
        unit_id = reading.whole("unit_id")
        venue = reading.required("venue", 300)
        organiser = reading.required("organiser", 200)
        first, last = reading.day("first_day"), reading.day("last_day")
        opens, closes = reading.day("apply_from"), reading.day("apply_until")
        rows, per_row = reading.whole("rows"), reading.whole("per_row")
        price = reading.dong("booth_price_dong", needed=False)
        percent = reading.whole("supported_percent", needed=False)
        intro = reading.text("intro", 5000)
        reading.settle()
        if not (first and last and opens and closes):
            raise Invalid({"first_day": "missing"})
        plan = service.FairPlan(
            name=name,
            unit_id=unit_id or 0,
            venue=venue,
            organiser=organiser,
            first_day=first,
            last_day=last,
            apply_from=start_of_day(opens),
            apply_until=end_of_day(closes),
            rows=rows or 0,
            per_row=per_row or 0,
            booth_price_dong=price or 0,
            supported_percent=percent or 0,
            intro=intro,
        )
        fair = service.create(session, who, plan, now)
    except Invalid as refusal:
        choices = _places(session, who.units(Act.FAIR_CREATE))
        raise page.again(refusal, "fairs/new.html", "form", typed=form, places=choices) from None
    return page.go(f"{BASE}/{fair.slug}")


@router.get("/dieu-hanh/hoi-cho/{fair}")
def board(session: Read, page: Show, about: About, now: Now, fair: str) -> Response:
    """Applications, the proposal and the plan of one fair."""
    return page.show(BOARD, "board", **_board(session, page, about, fair, now))


@router.post("/dieu-hanh/hoi-cho/{fair}/buoc")
def take_step(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, fair: str
) -> Response:
    """One step on: open, close applications, publish, finish; or cancel."""
    reading = Reading(form)
    to = reading.choice("to", FairStatus)
    if to not in STEPS:
        reading.faults.setdefault("to", "unknown_choice")
    reading.settle()
    STEPS[to](session, who, queries.get_fair(session, fair).id, now)
    return _after(session, page, about, fair, now)


@router.post("/dieu-hanh/hoi-cho/{fair}/xep")
def allot(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, fair: str
) -> Response:
    """Give a booth to an application on some days. Who comes second is told who came first."""
    found = queries.get_fair(session, fair)
    reading = Reading(form)
    try:
        application_id, booth_id = reading.whole("application"), reading.whole("booth")
        reason = reading.text("reason", service.MOST_WORDS)
        days = [int(day) for day in form.many("days") if day.isdecimal() and len(day) < 12]
        if not days:
            reading.faults["days"] = "fair_days_missing"
        reading.settle()
        application = queries.get_application(session, application_id or 0, found.id)
        service.allot(session, who, application.id, booth_id or 0, days, reason, now)
    except Invalid as refusal:
        values = _board(session, page, about, fair, now)
        raise page.again(refusal, BOARD, "board", **{**values, "typed": form}) from None
    return _after(session, page, about, fair, now)


@router.post("/dieu-hanh/hoi-cho/{fair}/go")
def release(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, fair: str
) -> Response:
    """Take a booth back on all its days."""
    found = queries.get_fair(session, fair)
    reading = Reading(form)
    try:
        application_id, booth_id = reading.whole("application"), reading.whole("booth")
        reason = reading.text("reason", service.MOST_WORDS)
        reading.settle()
        application = queries.get_application(session, application_id or 0, found.id)
        service.release(session, who, application.id, booth_id or 0, reason, now)
    except Invalid as refusal:
        raise page.again(
            refusal, BOARD, "board", **_board(session, page, about, fair, now)
        ) from None
    return _after(session, page, about, fair, now)


@router.post("/dieu-hanh/hoi-cho/{fair}/tu-choi")
def refuse(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, fair: str
) -> Response:
    """Refuse an application, with a reason."""
    found = queries.get_fair(session, fair)
    reading = Reading(form)
    try:
        application_id = reading.whole("application")
        reason = reading.text("reason", service.MOST_WORDS)
        reading.settle()
        application = queries.get_application(session, application_id or 0, found.id)
        service.refuse(session, who, application.id, reason, now)
    except Invalid as refusal:
        raise page.again(
            refusal, BOARD, "board", **_board(session, page, about, fair, now)
        ) from None
    return _after(session, page, about, fair, now)


@router.post("/dieu-hanh/hoi-cho/{fair}/theo-de-xuat")
def adopt(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, fair: str
) -> Response:
    """Give the booths as proposed; the proposal must be the one that was looked at."""
    reading = Reading(form)
    seen = reading.required("seen", 40)
    reading.settle()
    service.adopt(session, who, queries.get_fair(session, fair).id, seen, now)
    return _after(session, page, about, fair, now)


def _after(session: Read, page: Page, about: Subject, slug: str, now: Now) -> Response:
    if page.wants_fragment:
        return page.show(BOARD, "board", **_board(session, page, about, slug, now))
    return page.go(f"{BASE}/{slug}")


def _board(session: Read, page: Page, about: Subject, slug: str, now: Now) -> dict[str, Any]:
    fair = queries.get_fair(session, slug)
    found = queries.applications(session, fair.id)
    by_id = {one.id: one for one in found}
    stands = queries.stands(found)
    codes = {booth.id: booth.code for booth in fair.booths}
    proposed = queries.proposal(fair, found) if fair.status is FairStatus.ALLOTTING else []
    return {
        "fair": fair,
        "applications": [(one, queries.held(one)) for one in found],
        "waiting": [
            one
            for one in found
            if one.status in (ApplicationStatus.ASKED, ApplicationStatus.ALLOTTED)
        ],
        "proposal": [
            (one, by_id[one.application_id], [codes[id_] for id_ in one.booth_ids])
            for one in proposed
        ],
        "seen": rules.digest(proposed),
        "plan": drawing(fair.booths, stands),
        "free": [(b.id, b.code) for b in fair.booths if not b.blocked_reason],
        "numbers": queries.figures(session, [fair.id])[fair.id],
        "next_step": NEXT.get(fair.status),
        "may_run": page.may(Act.FAIR_RUN, about),
        "allottable": fair.status in rules.ALLOTTABLE,
        "now": now,
        "typed": {},
    }


def _places(session: Read, unit_ids: frozenset[int]) -> list[tuple[int, str]]:
    found = places(session, unit_ids)
    return sorted(((one.id, one.line) for one in found.values()), key=lambda one: one[1])
