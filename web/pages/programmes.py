"""Five-year programmes: targets against what was done, budgets by source, each with its source."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.audit import entries_about
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import Origin
from core.rights import Act, Subject
from core.territory.queries import find_unit_by_code, reach
from fairs.programmes import queries, reference, rules, service, tasks
from fairs.programmes.keeping import subject
from fairs.programmes.kinds import Status
from web import actuals, programme_charts, wording
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import N_, Page
from web.sheets import answer

router = APIRouter()

BASE = "/dieu-hanh/chuong-trinh"


@router.get("/dieu-hanh/chuong-trinh")
def own(session: Read, who: Who, page: Show) -> Response:
    """The programmes of one's places with their totals."""
    rows = [
        (one, _known_totals(one, queries.contents(one)))
        for one in queries.programmes_of(session, who)
    ]
    return page.show("programmes/list.html", rows=rows)


@router.get("/dieu-hanh/chuong-trinh/da-cong-bo")
def published(page: Show) -> Response:
    """What published documents state, word for word: to read, and to bring in."""
    return page.show(
        "programmes/published.html",
        rows=[(one, _stated_totals(one)) for one in reference.published().values()],
    )


@router.get("/dieu-hanh/chuong-trinh/da-cong-bo/{published_code}")
def published_one(session: Read, who: Who, page: Show, published_code: str) -> Response:
    """One published programme: every figure with its source."""
    stated = _published(published_code)
    sources = rules.sources_used([stated.contents])
    return page.show(
        "programmes/published_one.html",
        stated=stated,
        totals=_stated_totals(stated),
        sums=rules.totals(stated.contents),
        sources=sources,
        chart=programme_charts.budget_chart(
            page, page._(N_("Kinh phí theo nguồn")), stated.contents, sources
        ),
        here=queries.find_programme(session, stated.code),
        may_load=page.may(Act.PROGRAMME_KEEP) and _place_of(session, who, stated) is not None,
    )


@router.post("/dieu-hanh/chuong-trinh/da-cong-bo/{published_code}/nap")
def load(session: Write, who: Who, page: Show, now: Now, published_code: str) -> Response:
    """Bring a published programme in under its place, which must be one's own."""
    stated = _published(published_code)
    unit_id = _place_of(session, who, stated)
    if unit_id is None:
        raise Conflict("programme_not_of_your_place")
    made = service.load_published(session, unit_id, now, stated.code, who)
    return page.go(f"{BASE}/{made.code}")


@router.get("/dieu-hanh/chuong-trinh/{programme}")
def one_programme(session: Read, page: Show, about: About, now: Now, programme: str) -> Response:
    """Targets against actuals, the budget by source, the annual plans, who changed what."""
    values = _values(session, page, about, programme, now)
    return page.show("programmes/programme.html", **values)


@router.get("/dieu-hanh/chuong-trinh/{programme}/so-lieu.xlsx")
def workbook(session: Read, page: Show, now: Now, programme: str) -> Response:
    """Targets and budget as a workbook."""
    found = queries.get_programme(session, programme)
    rows = actuals.progress(session, found, now)
    return answer.xlsx(page, found.code, programme_charts.sheets(page, found, rows))


@router.post("/dieu-hanh/chuong-trinh/{programme}/duyet")
def approve(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, programme: str
) -> Response:
    """Note the decision that approves the programme."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    number = reading.text("decision_number", 100)
    day = reading.day("decision_date", needed=False)
    version = reading.whole("version") or 0
    try:
        reading.settle()
        service.approve(session, who, found, number, day, version, now)
    except Invalid as refusal:
        values = _values(session, page, about, programme, now)
        raise page.again(
            refusal, "programmes/programme.html", **{**values, "typed": form}
        ) from None
    return page.go(f"{BASE}/{programme}")


@router.post("/dieu-hanh/chuong-trinh/{programme}/dong")
def close(session: Write, who: Who, page: Show, form: Form, now: Now, programme: str) -> Response:
    """The period is over."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    version = reading.whole("version")
    reading.settle()
    service.close(session, who, found, version or 0, now)
    return page.go(f"{BASE}/{programme}")


@router.post("/dieu-hanh/chuong-trinh/{programme}/nhiem-vu/{task_id}")
def tick(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    programme: str,
    task_id: int,
) -> Response:
    """Tick a task of the document off, or take the tick back."""
    found = queries.get_programme(session, programme)
    if form.text("act") == "open":
        tasks.untick(session, who, found, task_id, now)
        return page.go(f"{BASE}/{programme}#nhiem-vu")
    # Every task has a form on the page, and names of its own in it.
    names = {name: f"{name}-{task_id}" for name in ("done_on", "evidence")}
    reading = Reading(form)
    day = reading.day(names["done_on"], needed=False)
    try:
        reading.settle()
        tasks.tick(session, who, found, task_id, day, form.text(names["evidence"]), now)
    except Invalid as refusal:
        told = Invalid({names.get(name, name): fault for name, fault in refusal.fields.items()})
        values = _values(reads, page, about, programme, now)
        raise page.again(
            told,
            "programmes/programme.html",
            **{**values, "ticking": task_id, "ticked": form},
        ) from None
    return page.go(f"{BASE}/{programme}#nhiem-vu")


def _values(session: Read, page: Page, about: Subject, code: str, now: datetime) -> dict[str, Any]:
    found = queries.get_programme(session, code)
    progress = actuals.progress(session, found, now)
    contents = queries.contents(found)
    sources = rules.sources_used([contents])
    measured = [row for row in progress if row.target.planned]
    may_keep = page.may(Act.PROGRAMME_KEEP, about) and found.status is not Status.CLOSED
    years = {plan.year for plan in found.plans}
    return {
        "programme": found,
        "progress": progress,
        "years": range(found.from_year, found.to_year + 1),
        "measured": len(measured),
        "reached": sum((row.percent or 0) >= 100 for row in measured),
        "behind": sum(row.behind for row in progress),
        "chart": programme_charts.targets_chart(page, progress),
        "contents": contents,
        "totals": rules.totals(contents),
        "stated": queries.stated_totals(found),
        "sources": sources,
        "budget_chart": programme_charts.budget_chart(
            page, page._(N_("Kinh phí theo nguồn")), contents, sources
        ),
        "mismatches": [
            wording.sentence(one.fault, one.facts, page._) for one in queries.mismatches(found)
        ],
        "plans": [
            (
                plan,
                rules.totals(queries.plan_contents(found, plan)).total,
                queries.spent_of(plan),
            )
            for plan in found.plans
        ],
        "missing": rules.missing_years(years, found.from_year, found.to_year),
        "record": entries_about(session, subject(found), limit=12),
        "may_keep": may_keep,
        "may_change": may_keep and found.origin is not Origin.PUBLISHED,
        "may_approve": page.may(Act.PROGRAMME_APPROVE, about),
        "this_year": day_in_vietnam(now).year,
        "tasks": tasks.tasks_of(session, found, day_in_vietnam(now)),
        "ticking": None,
        "ticked": {},
    }


def _published(code: str) -> reference.StatedProgramme:
    found = reference.published().get(code)
    if found is None:
        raise NotFound("programme_missing")
    return found


def _stated_totals(stated: reference.StatedProgramme) -> rules.Totals:
    """What the document prints; where it prints no sums, those of its rows."""
    return stated.stated or rules.totals(stated.contents)


def _known_totals(programme: Any, contents: list[rules.Content]) -> rules.Totals:
    sums = rules.totals(contents)
    stated = queries.stated_totals(programme)
    return stated if stated is not None and sums.total is None else sums


def _place_of(session: Read, who: Who, stated: reference.StatedProgramme) -> int | None:
    """The unit of a published programme, on a day it stood, if it is one's own to keep."""
    day = stated.decision_date or date(stated.from_year, 1, 1)
    unit = find_unit_by_code(session, stated.place_kind, stated.place_code, day)
    if unit is None:
        return None
    own = who.may(Act.PROGRAMME_KEEP, Subject(reach=reach(session, unit.id)))
    return unit.id if own else None
