"""Making a programme and changing it: its head, its targets, its budget."""

import re
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import Invalid
from core.money import write as written
from core.registry.kinds import Origin
from core.rights import Act
from core.territory.rules import UnitKind
from fairs.programmes import figures, queries, rules, service
from fairs.programmes.figures import ContentRow, TargetRow
from fairs.programmes.kinds import Counted, FundingSource, Status
from fairs.programmes.service import ProgrammeDraft
from web import picker, programme_charts, wording
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import N_

router = APIRouter()

BASE = "/dieu-hanh/chuong-trinh"
KINDS = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
SPARE = 3
"""Empty rows at the end of a table form; whoever needs more saves and comes back."""


@router.get("/dieu-hanh/chuong-trinh/moi")
def form_new(session: Read, page: Show, now: Now) -> Response:
    """The form of a new programme."""
    place = picker.read(session, Typed([]), now, kinds=KINDS)
    return page.show("programmes/head.html", programme=None, place=place)


@router.post("/dieu-hanh/chuong-trinh/moi")
def create(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """A programme in draft."""
    place = picker.read(session, form, now, kinds=KINDS)
    if picker.searching(form):
        return page.show("programmes/head.html", programme=None, place=place, typed=form)
    try:
        draft = _draft(form, place.unit_id)
        made = service.create(session, who, draft, now)
    except Invalid as refusal:
        raise page.again(
            refusal, "programmes/head.html", programme=None, place=place, typed=form
        ) from None
    return page.go(f"{BASE}/{made.code}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/sua")
def form_head(session: Read, page: Show, programme: str) -> Response:
    """The form of the head."""
    found = queries.get_programme(session, programme)
    names = ("name", "from_year", "to_year", "decision_number", "decision_date", "source", "note")
    typed = {name: getattr(found, name) for name in names}
    return page.show("programmes/head.html", programme=found, place=None, typed=typed)


@router.post("/dieu-hanh/chuong-trinh/{programme}/sua")
def revise(session: Write, who: Who, page: Show, form: Form, now: Now, programme: str) -> Response:
    """Change the head."""
    found = queries.get_programme(session, programme)
    try:
        draft = _draft(form, found.unit_id)
        version, reason = _seen(form)
        service.revise(session, who, found, draft, version, reason, now)
    except Invalid as refusal:
        raise page.again(
            refusal, "programmes/head.html", programme=found, place=None, typed=form
        ) from None
    return page.go(f"{BASE}/{programme}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/chi-tieu")
def form_targets(session: Read, page: Show, programme: str) -> Response:
    """The table form of the targets."""
    found = queries.get_programme(session, programme)
    typed: dict[str, Any] = {}
    for at, one in enumerate(found.targets):
        typed |= {
            f"id_{at}": one.id,
            f"name_{at}": one.name,
            f"planned_{at}": _range(one.planned, one.planned_most, at_least=one.at_least),
            f"counted_in_{at}": one.counted_in,
            f"indicator_{at}": one.indicator,
            f"levels_{at}": one.levels,
            f"with_history_{at}": one.with_history,
            f"note_{at}": one.note,
        }
    rows = range(min(len(found.targets) + SPARE, rules.MOST_ROWS))
    return page.show(
        "programmes/targets_form.html", programme=found, rows=rows, typed=typed, ways=Counted
    )


@router.post("/dieu-hanh/chuong-trinh/{programme}/chi-tieu")
def set_targets(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str
) -> Response:
    """The targets as they shall be; a row left empty is no target."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    places = [
        at for at in range(rules.MOST_ROWS) if form.text(f"name_{at}") or form.text(f"id_{at}")
    ]
    kept = [at for at in places if not form.ticked(f"drop_{at}")]
    rows = [_target_row(reading, at) for at in kept]
    try:
        reading.settle()
        version, reason = _seen(form)
        figures.set_targets(session, who, found, rows, version, reason, now)
    except Invalid as refusal:
        said = Invalid(_at_places(refusal, kept) if not reading.faults else refusal.fields)
        last = max(places, default=-1) + 1 + SPARE
        raise page.again(
            said,
            "programmes/targets_form.html",
            programme=found,
            rows=range(min(last, rules.MOST_ROWS)),
            typed=form,
            ways=Counted,
        ) from None
    return page.go(f"{BASE}/{programme}#chi-tieu")


@router.get("/dieu-hanh/chuong-trinh/{programme}/kinh-phi")
def budget(session: Read, page: Show, about: About, programme: str) -> Response:
    """The money at every level: by content, source and year, against what the decision says."""
    found = queries.get_programme(session, programme)
    own = queries.contents(found)
    years = {plan.year: queries.plan_contents(found, plan) for plan in found.plans}
    sources = rules.sources_used([own, *years.values()])
    faults = queries.mismatches(found)
    return page.show(
        "programmes/budget.html",
        programme=found,
        contents=own,
        totals=rules.totals(own),
        stated=queries.stated_totals(found),
        sources=sources,
        years=[(plan, rules.totals(years[plan.year])) for plan in found.plans],
        spent=[queries.spent_of(plan) for plan in found.plans],
        by_content=[
            (content, [row.total for row in rows], rules.added(row.total for row in rows))
            for content, rows in (
                (content, [contents[at] for contents in years.values()])
                for at, content in enumerate(own)
            )
        ],
        mismatches=[wording.sentence(one.fault, one.facts, page._) for one in faults],
        chart=programme_charts.budget_chart(page, page._(N_("Kinh phí theo nguồn")), own, sources),
        may_change=page.may(Act.PROGRAMME_KEEP, about)
        and found.origin is not Origin.PUBLISHED
        and found.status is not Status.CLOSED,
    )


@router.get("/dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua")
def form_budget(session: Read, page: Show, programme: str) -> Response:
    """The table form of the budget."""
    found = queries.get_programme(session, programme)
    typed: dict[str, Any] = {}
    positions = list(dict.fromkeys(line.position for line in found.lines))
    for at, (position, one) in enumerate(zip(positions, queries.contents(found), strict=True)):
        typed |= {
            f"position_{at}": position,
            f"content_{at}": one.name,
            f"total_{at}": _written(one.stated_total),
            **{
                f"amount_{at}_{source.value}": _written(amount)
                for source, amount in one.amounts.items()
            },
        }
    stated = queries.stated_totals(found)
    if stated is not None:
        typed["stated_total"] = _written(stated.total)
        for source, amount in stated.by_source.items():
            typed[f"stated_{source.value}"] = _written(amount)
    rows = range(min(len(positions) + SPARE, rules.MOST_ROWS))
    return page.show("programmes/budget_form.html", programme=found, rows=rows, typed=typed)


@router.post("/dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua")
def set_budget(
    session: Write, who: Who, page: Show, form: Form, now: Now, programme: str
) -> Response:
    """The budget as it shall be; a row left empty is no content."""
    found = queries.get_programme(session, programme)
    reading = Reading(form)
    places = [
        at
        for at in range(rules.MOST_ROWS)
        if form.text(f"content_{at}") or form.text(f"position_{at}")
    ]
    kept = [at for at in places if not form.ticked(f"drop_{at}")]
    rows = [_content_row(reading, at) for at in kept]
    sums = {
        source: reading.dong(f"stated_{source.value}", needed=False) for source in FundingSource
    }
    stated = rules.Totals(sums, reading.dong("stated_total", needed=False))
    try:
        reading.settle()
        version, reason = _seen(form)
        figures.set_lines(session, who, found, rows, stated, version, reason, now)
    except Invalid as refusal:
        said = Invalid(_at_places(refusal, kept) if not reading.faults else refusal.fields)
        last = max(places, default=-1) + 1 + SPARE
        raise page.again(
            said,
            "programmes/budget_form.html",
            programme=found,
            rows=range(min(last, rules.MOST_ROWS)),
            typed=form,
        ) from None
    return page.go(f"{BASE}/{programme}/kinh-phi")


def _seen(form: Typed) -> tuple[int, str]:
    """The version that was looked at, and what a change after approval rests on."""
    reading = Reading(form)
    version, reason = reading.whole("version"), reading.text("reason")
    reading.settle()
    return version or 0, reason


def _draft(form: Typed, unit_id: int | None) -> ProgrammeDraft:
    reading = Reading(form)
    draft = ProgrammeDraft(
        name=reading.required("name"),
        unit_id=unit_id or 0,
        from_year=reading.whole("from_year") or 0,
        to_year=reading.whole("to_year") or 0,
        decision_number=reading.text("decision_number", 100),
        decision_date=reading.day("decision_date", needed=False),
        source=reading.required("source", 500),
        note=reading.text("note", 2000),
    )
    if unit_id is None:
        reading.faults["unit_id"] = "missing"
    reading.settle()
    return draft


_RANGE = re.compile(
    r"(?P<least>≥|>=|từ)?\s*(?P<one>[\d. ]+?)\s*(?:[-–]\s*(?P<most>[\d. ]+))?(?P<plus>\+)?"
)

_PARTS = ("one", "most")


def _range(planned: int | None, most: int | None, *, at_least: bool) -> str:
    """As it is typed: "3", "3–4", "từ 75", "" where the document names no figure."""
    if planned is None:
        return ""
    said = f"{planned}–{most}" if most else str(planned)
    return f"từ {said}" if at_least else said


def _target_row(reading: Reading, at: int) -> TargetRow:
    form = reading.form
    typed = form.text(f"planned_{at}")
    planned = most = None
    at_least = False
    if typed:
        match = _RANGE.fullmatch(typed.lower())
        one, other = (re.sub(r"\D", "", match[part] or "") if match else "" for part in _PARTS)
        if match is None or not one or len(one) > 10 or len(other) > 10:
            reading.faults[f"planned_{at}"] = "planned_wrong"
        else:
            planned = int(one)
            most = int(other) if other else None
            at_least = bool(match["least"] or match["plus"])
    way = form.text(f"indicator_{at}")
    if way not in tuple(Counted):
        reading.faults[f"indicator_{at}"] = "unknown_choice"
        way = ""
    id_ = form.text(f"id_{at}")
    return TargetRow(
        id=int(id_) if id_.isdecimal() and len(id_) < 12 else None,
        name=reading.text(f"name_{at}"),
        planned=planned,
        counted_in=reading.text(f"counted_in_{at}", 40),
        indicator=Counted(way),
        levels=reading.text(f"levels_{at}", 60),
        planned_most=most,
        at_least=at_least,
        with_history=form.ticked(f"with_history_{at}"),
        note=reading.text(f"note_{at}", 500),
    )


def _content_row(reading: Reading, at: int) -> ContentRow:
    form = reading.form
    amounts = {
        source: reading.dong(f"amount_{at}_{source.value}", needed=False)
        for source in FundingSource
    }
    position = form.text(f"position_{at}")
    return ContentRow(
        position=int(position) if position.isdecimal() and len(position) < 6 else None,
        name=reading.text(f"content_{at}"),
        amounts={source: amount for source, amount in amounts.items() if amount is not None},
        stated_total=reading.dong(f"total_{at}", needed=False),
    )


def _at_places(refusal: Invalid, kept: list[int]) -> dict[str, Any]:
    """Faults named by the row's number → by the place it has in the form."""
    said: dict[str, Any] = {}
    for name, fault in refusal.fields.items():
        field, _, row = name.rpartition("_")
        known = row.isdecimal() and field and int(row) < len(kept)
        said[f"{field}_{kept[int(row)]}" if known else name] = fault
    return said


def _written(dong: int | None) -> str:
    return "" if dong is None else written(dong).removesuffix(" đồng")
