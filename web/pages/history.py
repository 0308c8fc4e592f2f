"""The office's history: old rounds as one row each, entered, corrected, removed with a reason."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.kinds import ContestLevel
from contest.history import queries, service
from contest.history.rules import FIGURES, Figures, RoundFacts
from core import audit
from core.errors import Conflict, Invalid
from core.registry.kinds import Origin
from core.rights import Act
from core.territory.rules import UnitKind
from web import picker
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import N_
from web.pasts import FIGURE_WORDS, HOME, LEVEL_WORDS, address, asked, beside, clash, version_of
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet

router = APIRouter()

KINDS = tuple(UnitKind)
KEEP = Act.HISTORY_KEEP


@router.get(HOME)
def listed(session: Read, who: Who, page: Show, query: Query) -> Response:
    """Old rounds of one's places: search, level and year in the address."""
    filters = asked(query)
    number = query.text("trang")
    found = queries.rounds(
        session,
        filters,
        units=who.units(Act.HISTORY_READ),
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    return page.show(
        "history/rounds.html",
        "found",
        found=found,
        filters=filters,
        address=address(HOME, filters),
        sheet=address(f"{HOME}/tai", filters),
        levels=tuple(ContestLevel),
        may_keep=page.may(Act.HISTORY_KEEP),
    )


@router.get(HOME + "/tai")
def as_sheet(session: Read, who: Who, page: Show, query: Query) -> Response:
    """The filtered rows as a workbook; what is not known is an empty cell."""
    rows = queries.all_rounds(session, asked(query), units=who.units(Act.HISTORY_READ))
    columns = (
        Column(page._(N_("Cấp"))),
        Column(page._(N_("Nơi tổ chức"))),
        Column(page._(N_("Năm")), Kind.TEXT),
        Column(page._(N_("Lần")), Kind.WHOLE),
        *(Column(page._(FIGURE_WORDS[name]), Kind.WHOLE) for name in FIGURES),
        Column(page._(N_("Số quyết định"))),
        Column(page._(N_("Ngày quyết định")), Kind.DAY),
        Column(page._(N_("Nguồn"))),
        Column(page._(N_("Ghi chú"))),
    )
    sheet = Sheet(
        page._(N_("Kỳ đã qua")),
        columns,
        [
            (
                page._(LEVEL_WORDS[row.level]),
                row.unit.line if row.unit else row.place_as_printed,
                str(row.year),
                row.round,
                *(getattr(row, name) for name in FIGURES),
                row.decision_number,
                row.decision_date,
                row.source_url or row.source,
                row.note,
            )
            for row in rows
        ],
        title=page._(N_("Các kỳ bình chọn đã qua, theo hồ sơ lưu")),
        notes=(page._(N_("Ô trống: không rõ, không phải là 0.")),),
    )
    return answer.xlsx(page, page._(N_("Kỳ bình chọn đã qua")), [sheet])


@router.get(HOME + "/ky/moi")
def new_round(session: Read, page: Show, now: Now) -> Response:
    """An empty form for one old round."""
    return page.show("history/round_new.html", **_form(session, Typed([]), now))


@router.post(HOME + "/ky/moi")
def add_round(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Keep one old round."""
    shown = _form(reads, form, now)
    if picker.searching(form):
        return page.show("history/round_new.html", **shown)
    try:
        made = service.add_round(session, who, read_round(form, shown["place"]), now)
    except Invalid as refusal:
        raise page.again(refusal, "history/round_new.html", **shown) from None
    except Conflict as refusal:
        shown["exists"] = refusal.facts.get("past_round_id")
        raise page.again(beside(refusal), "history/round_new.html", **shown) from None
    return page.go(f"{HOME}/ky/{made.id}")


@router.get(HOME + "/ky/{past_round_id}")
def one(session: Read, page: Show, now: Now, about: About, past_round_id: int) -> Response:
    """One old round with its form, and what was done to it."""
    return page.show(
        "history/round.html", **_one(session, now, past_round_id, page.may(KEEP, about))
    )


@router.post(HOME + "/ky/{past_round_id}")
def change_round(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    past_round_id: int,
) -> Response:
    """Correct it. What somebody else changed meanwhile is shown beside what was typed."""
    shown = {**_one(reads, now, past_round_id, True), **_form(reads, form, now)}
    if picker.searching(form):
        return page.show("history/round.html", **shown)
    try:
        facts = read_round(form, shown["place"])
        service.update_round(session, who, past_round_id, facts, now, version=version_of(form))
    except Invalid as refusal:
        raise page.again(refusal, "history/round.html", **shown) from None
    except Conflict as refusal:
        raise clash(page, refusal, "history/round.html", shown) from None
    return page.go(f"{HOME}/ky/{past_round_id}")


@router.post(HOME + "/ky/{past_round_id}/go")
def remove_round(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    past_round_id: int,
) -> Response:
    """Take it away, with a reason; the record keeps all of it."""
    try:
        service.remove_round(session, who, past_round_id, form.text("why"), now)
    except Invalid as refusal:
        shown = _one(reads, now, past_round_id, True)
        raise page.again(
            refusal, "history/round.html", **{**shown, "why": form.text("why")}
        ) from None
    return page.go(HOME)


# -------------------------------------------------------------------------------- forms and lists


def read_round(form: Typed, place: picker.Picker) -> RoundFacts:
    """What was typed; an empty figure is not known. Raises Invalid with every fault of form."""
    reading = Reading(form)
    facts = RoundFacts(
        level=reading.choice("level", ContestLevel),
        unit_id=place.unit_id,
        year=reading.whole("year") or 0,
        round=reading.whole("round", needed=False) or 1,
        figures=Figures(**{name: reading.whole(name, needed=False) for name in FIGURES}),
        decision_number=reading.text("decision_number", 100),
        decision_date=reading.day("decision_date", needed=False),
        source=reading.text("source"),
        source_url=reading.text("source_url"),
        note=reading.text("note", 2000),
    )
    reading.settle()
    return facts


def _form(session: Read, form: Typed, now: datetime, stored: int | None = None) -> dict[str, Any]:
    return {
        "typed": form,
        "place": picker.read(session, form, now, stored=stored, kinds=KINDS, abolished=True),
        "levels": tuple(ContestLevel),
        "figure_words": FIGURE_WORDS,
        "exists": None,
    }


def _one(session: Read, now: datetime, past_round_id: int, may_keep: bool) -> dict[str, Any]:
    row = queries.get_round(session, past_round_id)
    typed = {
        "level": row.level.value,
        "year": str(row.year),
        "round": str(row.round),
        **{name: "" if (v := getattr(row, name)) is None else str(v) for name in FIGURES},
        "decision_number": row.decision_number,
        "decision_date": f"{row.decision_date:%d/%m/%Y}" if row.decision_date else "",
        "source": row.source,
        "source_url": row.source_url,
        "note": row.note,
    }
    return {
        **_form(session, Typed([]), now, row.unit_id),
        "typed": typed,
        "row": row,
        "version": row.version,
        "may_keep": may_keep and row.origin is not Origin.PUBLISHED,
        "events": audit.entries_about(session, f"past_round:{row.id}"),
        "clash": False,
        "why": "",
    }
