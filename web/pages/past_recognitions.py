"""The office's history: old recognitions of products, one by one."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.kinds import ContestLevel
from contest.history import queries, service
from contest.history.rules import RecognitionFacts
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.registry import queries as registry
from core.rights import Act
from core.territory.rules import UnitKind
from web import pasts, picker
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import N_
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet

router = APIRouter()

HOME = f"{pasts.HOME}/cong-nhan"
DAYS = ("decision_date", "issued_on", "printed_until", "revoked_on")
TEXTS = (
    "product_as_printed",
    "maker_as_printed",
    "decision_number",
    "certificate_number",
    "prize",
    "source",
)


@router.get(HOME)
def listed(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Old recognitions of one's places: search, level and year in the address."""
    filters = pasts.asked(query)
    number = query.text("trang")
    found = queries.recognitions(
        session,
        filters,
        units=who.units(Act.HISTORY_READ),
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    today = day_in_vietnam(now)
    return page.show(
        "history/recognitions.html",
        "found",
        found=found,
        rows=[queries.seen(row, today) for row in found.rows],
        filters=filters,
        address=pasts.address(HOME, filters),
        sheet=pasts.address(f"{HOME}/tai", filters),
        levels=tuple(ContestLevel),
        may_keep=page.may(Act.HISTORY_KEEP),
    )


@router.get(HOME + "/tai")
def as_sheet(session: Read, who: Who, page: Show, query: Query) -> Response:
    """The filtered rows as a workbook."""
    rows = queries.all_recognitions(session, pasts.asked(query), units=who.units(Act.HISTORY_READ))
    columns = (
        Column(page._(N_("Sản phẩm"))),
        Column(page._(N_("Cơ sở"))),
        Column(page._(N_("Cấp"))),
        Column(page._(N_("Nơi công nhận"))),
        Column(page._(N_("Năm"))),
        Column(page._(N_("Số quyết định"))),
        Column(page._(N_("Ngày quyết định")), Kind.DAY),
        Column(page._(N_("Số giấy chứng nhận"))),
        Column(page._(N_("Giá trị đến")), Kind.DAY),
        Column(page._(N_("Giải"))),
        Column(page._(N_("Nguồn"))),
        Column(page._(N_("Mã sản phẩm"))),
    )
    sheet = Sheet(
        page._(N_("Công nhận đã qua")),
        columns,
        [
            (
                row.product_as_printed,
                row.maker_as_printed,
                page._(pasts.LEVEL_WORDS[row.level]),
                row.unit.line,
                str(row.year),
                row.decision_number,
                row.decision_date,
                row.certificate_number,
                queries.holding(row).until,
                row.prize,
                row.source,
                row.product.code,
            )
            for row in rows
        ],
        title=page._(N_("Các lần công nhận đã qua, theo hồ sơ lưu")),
    )
    return answer.xlsx(page, page._(N_("Sản phẩm được công nhận trước đây")), [sheet])


@router.get(HOME + "/moi")
def new(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """First the product is found (`q`), then the form for it is drawn (`san-pham`)."""
    return page.show("history/recognition_new.html", **_new(session, who, query, now, query))


@router.post(HOME + "/moi")
def add(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Keep one old recognition of the product named in the form."""
    shown = _new(reads, who, form, now, form)
    if picker.searching(form):
        return page.show("history/recognition_new.html", **shown)
    try:
        if shown["product"] is None:
            raise Invalid({"": "past_product_missing"})
        facts = _read(form, shown["product"].id, shown["place"])
        made = service.add_recognition(session, who, facts, now)
    except Invalid as refusal:
        raise page.again(refusal, "history/recognition_new.html", **shown) from None
    except Conflict as refusal:
        shown["exists"] = refusal.facts.get("past_recognition_id")
        raise page.again(pasts.beside(refusal), "history/recognition_new.html", **shown) from None
    return page.go(f"{HOME}/{made.id}")


@router.get(HOME + "/{past_recognition_id}")
def one(session: Read, page: Show, now: Now, about: About, past_recognition_id: int) -> Response:
    """One old recognition with its form, and what was done to it."""
    may = page.may(Act.HISTORY_KEEP, about)
    return page.show("history/recognition.html", **_one(session, now, past_recognition_id, may))


@router.post(HOME + "/{past_recognition_id}")
def change(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    past_recognition_id: int,
) -> Response:
    """Correct it. What somebody else changed meanwhile is shown beside what was typed."""
    shown = {**_one(reads, now, past_recognition_id, True), **_form(reads, form, now)}
    if picker.searching(form):
        return page.show("history/recognition.html", **shown)
    try:
        facts = _read(form, shown["row"].product_id, shown["place"])
        version = pasts.version_of(form)
        service.update_recognition(session, who, past_recognition_id, facts, now, version=version)
    except Invalid as refusal:
        raise page.again(refusal, "history/recognition.html", **shown) from None
    except Conflict as refusal:
        raise pasts.clash(page, refusal, "history/recognition.html", shown) from None
    return page.go(f"{HOME}/{past_recognition_id}")


@router.post(HOME + "/{past_recognition_id}/go")
def remove(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    past_recognition_id: int,
) -> Response:
    """Take it away, with a reason; the record keeps all of it."""
    try:
        service.remove_recognition(session, who, past_recognition_id, form.text("why"), now)
    except Invalid as refusal:
        shown = _one(reads, now, past_recognition_id, True)
        raise page.again(
            refusal, "history/recognition.html", **{**shown, "why": form.text("why")}
        ) from None
    return page.go(HOME)


# -------------------------------------------------------------------------------- forms and lists


def _read(form: Typed, product_id: int, place: picker.Picker) -> RecognitionFacts:
    reading = Reading(form)
    facts = RecognitionFacts(
        product_id=product_id,
        level=reading.choice("level", ContestLevel),
        unit_id=place.unit_id,
        year=reading.whole("year") or 0,
        round=reading.whole("round", needed=False) or 1,
        product_as_printed=reading.text("product_as_printed"),
        maker_as_printed=reading.text("maker_as_printed"),
        decision_number=reading.text("decision_number", 100),
        decision_date=reading.day("decision_date", needed=False),
        certificate_number=reading.text("certificate_number", 100),
        issued_on=reading.day("issued_on", needed=False),
        printed_until=reading.day("printed_until", needed=False),
        revoked_on=reading.day("revoked_on", needed=False),
        prize=reading.text("prize", 100),
        source=reading.text("source"),
        note=reading.text("note", 2000),
    )
    reading.settle()
    return facts


def _form(session: Read, form: Typed, now: datetime, stored: int | None = None) -> dict[str, Any]:
    return {
        "typed": form,
        "place": picker.read(
            session, form, now, stored=stored, kinds=tuple(UnitKind), abolished=True
        ),
        "levels": tuple(ContestLevel),
    }


def _new(session: Read, who: Who, query: Typed, now: datetime, form: Typed) -> dict[str, Any]:
    code, q = query.text("san-pham"), query.text("q")[:100]
    product = registry.find_product_by_code(session, code) if code else None
    return {
        **_form(session, form, now),
        "q": q,
        "product": product,
        "choices": queries.products_in(session, who.units(Act.HISTORY_KEEP), q),
        "exists": None,
    }


def _one(session: Read, now: datetime, id_: int, may_keep: bool) -> dict[str, Any]:
    row = queries.get_recognition(session, id_)
    seen = queries.seen(row, day_in_vietnam(now))
    typed = {
        "level": row.level.value,
        "year": str(row.year),
        "round": str(row.round),
        **{name: getattr(row, name) for name in TEXTS},
        **{name: f"{day:%d/%m/%Y}" if (day := getattr(row, name)) else "" for name in DAYS},
        "note": row.note,
    }
    return {
        **_form(session, Typed([]), now, row.unit_id),
        "typed": typed,
        "row": row,
        "holding": seen.holding,
        "standing": seen.standing,
        "version": row.version,
        "may_keep": may_keep,
        "events": audit.entries_about(session, f"past_recognition:{row.id}"),
        "clash": False,
        "why": "",
    }
