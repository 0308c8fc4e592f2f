"""The organiser's side of a contest: plan it, see what its next step needs, take the step."""

from datetime import date, datetime
from typing import Any, TypedDict

from fastapi import APIRouter
from fastapi.responses import Response

from contest.bodies import recusals
from contest.certificates.queries import of_contest
from contest.contests import queries, rulebook, rules, service
from contest.contests.kinds import STAGES, ContestLevel, Stage
from contest.contests.ruleset import MissingSheet
from contest.contests.service import ContestPlan
from contest.entries.queries import counts
from contest.plans import queries as plans
from contest.plans.kinds import Due
from core.clock import day_in_vietnam, end_of_day, in_vietnam, start_of_day
from core.errors import Invalid
from core.rights import Act
from core.territory import readings
from core.territory.rules import Place
from web import room, shown
from web.clauses import clauses
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading
from web.page import N_, Page

router = APIRouter()

LINE = (
    (Stage.DRAFT, N_("Soạn kế hoạch")),
    (Stage.OPEN, N_("Nhận và xét hồ sơ")),
    (Stage.JUDGING, N_("Chấm điểm")),
    (Stage.LOCKED, N_("Khóa điểm")),
    (Stage.DECIDED, N_("Hội đồng quyết định")),
    (Stage.RECOGNISED, N_("Quyết định công nhận")),
    (Stage.ANNOUNCED, N_("Công bố")),
)
NEXT_PAGES = {
    Stage.JUDGING: ("/theo-doi",),
    Stage.LOCKED: ("/ket-qua", "/quyet-dinh"),
    Stage.DECIDED: ("/ket-qua", "/to-trinh", "/cong-nhan"),
    Stage.RECOGNISED: ("/ket-qua", "/giay-chung-nhan", "/cong-bo"),
    Stage.ANNOUNCED: ("/ket-qua", "/de-cu"),
}
"""Where the work of a stage is done."""
MOST_COMING = 4
"""So many lines of the calendar stand on the room's first page."""


@router.get("/dieu-hanh/binh-chon/moi")
def new(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """First the level, then the plan."""
    places = queries.places_for(session, who.units(Act.CONTEST_CREATE), rulebook.national())
    try:
        level = ContestLevel(query.text("cap"))
    except ValueError:
        level = None
    if level is None or level not in places:
        levels = [(one.value, len(found)) for one, found in places.items()]
        return page.show("contests/level.html", levels=levels)
    typed = {
        "year": str(day_in_vietnam(now).year),
        "entries_open_at_time": "08:00",
        "entries_close_at_time": "17:00",
        "unit_id": str(places[level][0].id) if len(places[level]) == 1 else "",
    }
    return page.show(
        "contests/new.html", level=level, typed=typed, places=_options(page, places[level])
    )


@router.post("/dieu-hanh/binh-chon/moi")
def create(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """A contest in draft."""
    reading = Reading(form)
    level = reading.choice("level", ContestLevel)
    try:
        unit_id = reading.whole("unit_id")
        year = reading.whole("year")
        number = reading.whole("round", needed=False)
        missing_sheet = reading.choice("missing_sheet", MissingSheet)
        words, dates = _words(reading), _dates(reading)
        reading.settle()
        contest = service.create(
            session,
            who,
            ContestPlan(
                level=level,
                unit_id=unit_id or 0,
                year=year or 0,
                round=number,
                missing_sheet=missing_sheet,
                **words,
                **dates,
            ),
            now,
        )
    except Invalid as refusal:
        found = queries.places_for(session, who.units(Act.CONTEST_CREATE), rulebook.national())
        raise page.again(
            refusal,
            "contests/new.html",
            "form",
            level=level,
            typed=form,
            places=_options(page, found.get(level, [])),
        ) from None
    return page.go(room.address(contest))


@router.get("/dieu-hanh/binh-chon/{contest}")
def overview(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """The contest's room: where it stands, what the next step needs."""
    values = _overview(session, page, about, now, contest)
    return page.show("contests/room.html", "life", **values)


def _overview(
    session: Read, page: Page, about: About, now: datetime, contest: str
) -> dict[str, Any]:
    found = queries.get_contest(session, contest)
    kept = queries.rules_of(found)
    to = rules.next_stage(found.stage)
    step = room.facts(session, found, to, now) if to else None
    own = room.links(page, found, about)
    ends = NEXT_PAGES.get(found.stage, ())
    may_run = page.may(Act.CONTEST_RUN, about)
    cancelled = found.stage is Stage.CANCELLED
    return {
        "contest": found,
        "place_now": readings.today(session, found.unit_id, day_in_vietnam(now)),
        "room": own,
        "jury_note": room.jury_note(session, page, found),
        "coming": _coming(session, found, now) if not cancelled else [],
        "recusals_wait": recusals.waiting(session, [found.id]).get(found.id, 0)
        if page.may(Act.RECUSAL_SETTLE, about)
        else 0,
        "rules": kept,
        "clauses": clauses(page, kept, found.level),
        "line": _line(page, found.stage),
        "conditions": room.tasks(page, found, step, about) if step else [],
        "ready": step is not None and rules.refused(step) is None,
        "may_run": may_run,
        "may_cancel": may_run and rules.refusal_to_cancel(found.stage) is None,
        "cancellation": queries.find_cancellation(session, found.id) if cancelled else None,
        "filed": counts(session, found.id),
        "next_pages": [link for link in own if link[1].endswith(ends)] if ends else [],
    }


def _coming(session: Read, contest: Any, now: datetime) -> list[plans.Line]:
    """The lines of the calendar that are next, late ones first."""
    lines = plans.calendar_of(session, contest, day_in_vietnam(now))
    return [line for line in lines if line.due is not Due.DONE][:MOST_COMING]


@router.post("/dieu-hanh/binh-chon/{contest}/mo")
def open_entries(session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """Publish the contest and receive entries in its term."""
    found = queries.get_contest(session, contest)
    service.open_entries(session, who, found.id, now)
    return page.go(room.address(found))


@router.post("/dieu-hanh/binh-chon/{contest}/cham")
def begin_judging(session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """Freeze the frame and the list of products; sheets open."""
    found = queries.get_contest(session, contest)
    facts = room.facts(session, found, Stage.JUDGING, now)
    service.advance(session, who, found, Stage.JUDGING, facts, now)
    recusals.record_own_firms(session, who, found.id, now)
    return page.go(room.address(found))


@router.post("/dieu-hanh/binh-chon/{contest}/huy")
def cancel(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """End the contest without a result, with the reason on record."""
    found = queries.get_contest(session, contest)
    standing = sum(one.revoked_on is None for one in of_contest(session, found.id))
    try:
        service.cancel(
            session, who, found.id, form.text("reason")[:1000], now, certificates=standing
        )
    except Invalid as refusal:
        values = {**_overview(session, page, about, now, contest), "typed": form}
        raise page.again(refusal, "contests/room.html", "cancel", **values) from None
    return page.go(room.address(found))


@router.get("/dieu-hanh/binh-chon/{contest}/sua")
def change_form(session: Read, page: Show, about: About, contest: str) -> Response:
    """The plan, to change."""
    found = queries.get_contest(session, contest)
    opens, closes = in_vietnam(found.entries_open_at), in_vietnam(found.entries_close_at)
    typed = {
        "title": found.title,
        "organiser": found.organiser,
        "authority": found.authority,
        "plan_number": found.plan_number,
        "intro": found.intro,
        "entries_open_at": shown.day(opens),
        "entries_open_at_time": f"{opens:%H:%M}",
        "entries_close_at": shown.day(closes),
        "entries_close_at_time": f"{closes:%H:%M}",
        "judging_from": shown.day(found.judging_from),
        "judging_until": shown.day(found.judging_until),
    }
    own = room.links(page, found, about)
    return page.show("contests/change.html", contest=found, room=own, typed=typed)


@router.post("/dieu-hanh/binh-chon/{contest}/sua")
def change(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """Keep the changed plan."""
    found = queries.get_contest(session, contest)
    reading = Reading(form)
    try:
        words, dates = _words(reading), _dates(reading)
        reading.settle()
        service.change_plan(session, who, found.id, now, **words, **dates)
    except Invalid as refusal:
        raise page.again(
            refusal,
            "contests/change.html",
            "form",
            contest=found,
            room=room.links(page, found, about),
            typed=form,
        ) from None
    return page.go(room.address(found))


class Words(TypedDict):
    """What a plan says."""

    title: str
    organiser: str
    authority: str
    plan_number: str
    intro: str


class Dates(TypedDict):
    """When it happens."""

    entries_open_at: datetime
    entries_close_at: datetime
    judging_from: datetime
    judging_until: datetime


def _words(reading: Reading) -> Words:
    return {
        "title": reading.required("title"),
        "organiser": reading.required("organiser", most=200),
        "authority": reading.required("authority", most=200),
        "plan_number": reading.text("plan_number", most=60),
        "intro": reading.text("intro", most=5000),
    }


def _dates(reading: Reading) -> Dates:
    """The four instants: two days with a time, and two whole days of judging."""
    from_day, until_day = reading.day("judging_from"), reading.day("judging_until")
    return {
        "entries_open_at": reading.moment("entries_open_at"),
        "entries_close_at": reading.moment("entries_close_at"),
        "judging_from": start_of_day(from_day or _NO_DAY),
        "judging_until": end_of_day(until_day or _NO_DAY),
    }


_NO_DAY = date(2000, 1, 1)  # stands in for a fault already noted


def _options(page: Page, places: list[Place]) -> list[tuple[int, str]]:
    """Places for a select; an abolished one says until when it stood."""
    return [
        (
            one.id,
            one.line
            if one.valid_until is None
            else page._(
                N_("%(place)s (đến %(day)s)"), place=one.line, day=shown.day(one.valid_until)
            ),
        )
        for one in places
    ]


def _line(page: Page, stage: Stage) -> list[tuple[str, str]]:
    """The stages for the macro `stages`."""
    if stage is Stage.CANCELLED:
        return [(page._(N_("Đã hủy")), "now")]
    at = STAGES.index(stage)
    done = stage is Stage.ANNOUNCED
    return [
        (
            page._(words),
            "done" if STAGES.index(one) < at or done else "now" if one is stage else "todo",
        )
        for one, words in LINE
    ]
