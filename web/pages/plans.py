"""The annual plans of a programme: figures by target, money by source, decision, settlement."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.money import write as written
from core.rights import Act, Subject
from fairs.programmes import plans, queries, rules
from fairs.programmes.kinds import FundingSource, Status
from web import actuals, programme_charts, wording
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import N_, Page

router = APIRouter()

BASE = "/dieu-hanh/chuong-trinh"


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach")
def add(session: Write, who: Who, page: Show, form: Form, now: Now, programme: str) -> Response:
    """An annual plan in draft."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    year = reading.whole("year")
    reading.settle()
    plan = plans.add(session, who, found, year or 0, now)
    return page.go(f"{BASE}/{programme}/ke-hoach/{plan.year}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}")
def plan(session: Read, page: Show, about: About, now: Now, programme: str, year: int) -> Response:
    """The year: its figures against what was done, its money, its decision."""
    return page.show("programmes/plan.html", **_values(session, page, about, programme, year, now))


@router.get("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu")
def figures_form(session: Read, page: Show, programme: str, year: int) -> Response:
    """The form of the year's figures."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    typed = {f"planned_{one.target_id}": one.planned for one in of.figures}
    return page.show("programmes/plan_figures.html", programme=found, plan=of, typed=typed)


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu")
def set_figures(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str, year: int
) -> Response:
    """The year's figures, target by target; an empty field asks nothing of the year."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    reading = Reading(form)
    version = reading.whole("version")
    figures = {one.id: reading.whole(f"planned_{one.id}", needed=False) for one in found.targets}
    reason = reading.text("reason")
    try:
        for id_, planned in figures.items():
            if planned is not None and planned > plans.MOST_FIGURE:
                bounds: dict[str, object] = {"least": 0, "most": plans.MOST_FIGURE}
                reading.faults[f"planned_{id_}"] = ("out_of_range", bounds)
        reading.settle()
        plans.set_figures(session, who, found, of, figures, version or 0, reason, now)
    except Invalid as refusal:
        raise page.again(
            refusal, "programmes/plan_figures.html", programme=found, plan=of, typed=form
        ) from None
    return page.go(f"{BASE}/{programme}/ke-hoach/{year}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi")
def money_form(session: Read, page: Show, programme: str, year: int) -> Response:
    """The form of the year's money."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    return page.show("programmes/plan_money.html", **_money_values(found, of, None))


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi")
def set_money(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str, year: int
) -> Response:
    """The year's money by content and source."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    reading = Reading(form)
    version = reading.whole("version")
    money = _money(reading, found, "amount")
    stated = reading.dong("stated_total", needed=False)
    reason = reading.text("reason")
    try:
        reading.settle()
        plans.set_lines(session, who, found, of, money, stated, version or 0, reason, now)
    except Invalid as refusal:
        values = _money_values(found, of, form)
        raise page.again(refusal, "programmes/plan_money.html", **values) from None
    except Conflict as refusal:
        if refusal.code not in tuple(rules.Fault):
            raise
        values = _money_values(found, of, form)
        again = Invalid({"": (refusal.code, refusal.facts)})
        raise page.again(again, "programmes/plan_money.html", **values) from None
    return page.go(f"{BASE}/{programme}/ke-hoach/{year}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan")
def settlement_form(session: Read, page: Show, programme: str, year: int) -> Response:
    """The form of what was settled."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    return page.show("programmes/settlement.html", **_settlement_values(found, of, None))


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan")
def settle(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str, year: int
) -> Response:
    """What was settled, by content and source."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    reading = Reading(form)
    version = reading.whole("version")
    spent = _money(reading, found, "spent")
    try:
        reading.settle()
        plans.settle(session, who, found, of, spent, version or 0, now)
    except Invalid as refusal:
        values = _settlement_values(found, of, form)
        raise page.again(refusal, "programmes/settlement.html", **values) from None
    return page.go(f"{BASE}/{programme}/ke-hoach/{year}")


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/duyet")
def approve(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    programme: str,
    year: int,
) -> Response:
    """Note the decision that approves the year's plan."""
    found = queries.get_programme(session, programme)
    of = queries.get_plan(found, year)
    reading = Reading(form)
    number = reading.text("decision_number", 100)
    day = reading.day("decision_date", needed=False)
    version = reading.whole("version")
    try:
        reading.settle()
        plans.approve(session, who, found, of, number, day, version or 0, now)
    except Invalid as refusal:
        values = {**_values(session, page, about, programme, year, now), "typed": form}
        raise page.again(refusal, "programmes/plan.html", **values) from None
    return page.go(f"{BASE}/{programme}/ke-hoach/{year}")


@router.post("/dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/dong")
def close(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str, year: int
) -> Response:
    """The year is settled."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    version = reading.whole("version")
    reading.settle()
    plans.close(session, who, found, queries.get_plan(found, year), version or 0, now)
    return page.go(f"{BASE}/{programme}/ke-hoach/{year}")


def _money(
    reading: Reading, programme: Any, name: str
) -> dict[tuple[int, FundingSource], int | None]:
    """Fields `<name>_<place of the content>_<source>`."""
    return {
        (position, source): reading.dong(f"{name}_{position}_{source.value}", needed=False)
        for position in dict.fromkeys(line.position for line in programme.lines)
        for source in FundingSource
    }


def _rows(programme: Any) -> list[tuple[int, str]]:
    """(place, name) of every content, once."""
    return list({line.position: line.content for line in programme.lines}.items())


def _money_values(programme: Any, of: Any, form: Typed | None) -> dict[str, Any]:
    kept: dict[str, Any] = {
        f"amount_{line.position}_{line.source.value}": _written(line.amount_dong)
        for line in of.lines
    }
    kept["stated_total"] = _written(of.stated_total_dong)
    sources = rules.sources_used([queries.contents(programme)])
    return {
        "programme": programme,
        "plan": of,
        "rows": _rows(programme),
        "sources": sources,
        "typed": kept if form is None else form,
    }


def _settlement_values(programme: Any, of: Any, form: Typed | None) -> dict[str, Any]:
    kept = {
        f"spent_{line.position}_{line.source.value}": _written(line.spent_dong)
        for line in of.lines
    }
    names = dict(_rows(programme))
    return {
        "programme": programme,
        "plan": of,
        "rows": [
            (line, names[line.position]) for line in of.lines if line.amount_dong is not None
        ],
        "typed": kept if form is None else form,
    }


def _written(dong: int | None) -> str:
    return "" if dong is None else written(dong).removesuffix(" đồng")


def _values(
    session: Read, page: Page, about: Subject, code: str, year: int, now: datetime
) -> dict[str, Any]:
    found = queries.get_programme(session, code)
    of = queries.get_plan(found, year)
    rows = [
        (row, next(one for one in row.years if one.year == year))
        for row in actuals.progress(session, found, now)
    ]
    contents = queries.plan_contents(found, of)
    sources = rules.sources_used([contents, queries.contents(found)])
    spent = queries.plan_contents(found, of, spent=True)
    sums, spent_sums = rules.totals(contents), rules.totals(spent)
    may_keep = page.may(Act.PROGRAMME_KEEP, about) and of.status is not Status.CLOSED
    return {
        "programme": found,
        "plan": of,
        "rows": [(row, one) for row, one in rows if one.planned is not None or one.done],
        "planless": [row.target.name for row, one in rows if one.planned is None],
        "contents": contents,
        "sources": sources,
        "totals": sums,
        "spent": spent,
        "spent_totals": spent_sums,
        "unspent": rules.unspent(sums.total, spent_sums.total),
        "chart": programme_charts.budget_chart(
            page, page._(N_("Kinh phí của năm theo nguồn")), contents, sources
        ),
        "mismatches": [
            wording.sentence(one.fault, one.facts, page._)
            for one in queries.plan_mismatches(found, of)
        ],
        "may_keep": may_keep,
        "may_approve": page.may(Act.PROGRAMME_APPROVE, about),
        "over": day_in_vietnam(now).year > year,
    }
