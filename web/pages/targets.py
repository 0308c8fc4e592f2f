"""One target of a programme: the records behind its number, and what is entered by hand."""

from datetime import date, datetime
from typing import Any, BinaryIO

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.rights import Act, Subject
from fairs.programmes import evidence, figures, queries
from fairs.programmes.evidence import Entered, Paper
from fairs.programmes.kinds import Counted, Status
from web import actuals, programme_charts
from web.deps import About, Form, Now, Query, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()

BASE = "/dieu-hanh/chuong-trinh"
MOST_SHOWN = 200


@router.get("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}")
def target(
    session: Read, page: Show, about: About, query: Query, now: Now, programme: str, target_id: int
) -> Response:
    """Exactly the records that were counted, year by year, each a link; entries by hand."""
    values = _values(session, page, about, programme, target_id, query, now)
    return page.show("programmes/target.html", "records", **values)


@router.post("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap-tay")
def enter(
    session: Write,
    wired: Wired,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    programme: str,
    target_id: int,
) -> Response:
    """Note what was done outside the platform, with its evidence."""
    try:
        entered, _why = _entered(form, wired)  # bytes first: no transaction has begun yet
        found = queries.get_programme(session, programme)
        of = queries.get_target(found, target_id)
        evidence.enter(session, who, found, of, entered, now)
    except Invalid as refusal:
        values = _values(session, page, about, programme, target_id, Typed([]), now)
        raise page.again(refusal, "programmes/target.html", **{**values, "typed": form}) from None
    return page.go(f"{BASE}/{programme}/chi-tieu/{target_id}#nhap-tay")


@router.post("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/cach-dem")
def set_counting(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    programme: str,
    target_id: int,
) -> Response:
    """Choose how the target is counted; the document's figures stay."""
    found = queries.get_programme(session, programme)
    of = queries.get_target(found, target_id)
    reading = Reading(form)
    try:
        typed = form.text("indicator")
        if typed not in tuple(Counted):
            raise Invalid({"indicator": "unknown_choice"})
        levels = reading.text("levels", 60)
        reading.settle()
        history = form.ticked("with_history")
        figures.set_counting(session, who, found, of, Counted(typed), levels, history, now)
    except Invalid as refusal:
        values = _values(session, page, about, programme, target_id, Typed([]), now)
        raise page.again(refusal, "programmes/target.html", **{**values, "typed": form}) from None
    return page.go(f"{BASE}/{programme}/chi-tieu/{target_id}")


@router.get("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua")
def correction(
    session: Read, page: Show, now: Now, programme: str, target_id: int, hand_entry_id: int
) -> Response:
    """The form that replaces an entry."""
    found = queries.get_programme(session, programme)
    entry = queries.get_entry(session, queries.get_target(found, target_id).id, hand_entry_id)
    return page.show(
        "programmes/correction.html",
        programme=found,
        target=queries.get_target(found, target_id),
        entry=entry,
        typed={
            "amount": entry.amount,
            "happened_on": entry.happened_on,
            "words": entry.words,
            "paper_number": entry.paper_number,
            "paper_date": entry.paper_date,
            "link": entry.link,
        },
    )


@router.post("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua")
def correct(
    session: Write,
    wired: Wired,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    programme: str,
    target_id: int,
    hand_entry_id: int,
) -> Response:
    """Replace an entry; the old one stays on record. Nothing done takes it back."""
    try:
        entered, why = _entered(form, wired)
        found = queries.get_programme(session, programme)
        of = queries.get_target(found, target_id)
        evidence.correct(session, who, found, of, hand_entry_id, entered, why, now)
    except Invalid as refusal:
        found = queries.get_programme(session, programme)
        of = queries.get_target(found, target_id)
        raise page.again(
            refusal,
            "programmes/correction.html",
            programme=found,
            target=of,
            entry=queries.get_entry(session, of.id, hand_entry_id),
            typed=form,
        ) from None
    return page.go(f"{BASE}/{programme}/chi-tieu/{target_id}#nhap-tay")


@router.get("/dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/tep")
def file(
    session: Read, wired: Wired, page: Show, programme: str, target_id: int, hand_entry_id: int
) -> Response:
    """The file kept as evidence, to save."""
    found = queries.get_programme(session, programme)
    entry = queries.get_entry(session, queries.get_target(found, target_id).id, hand_entry_id)
    if not entry.file_key:
        raise Conflict("evidence_without_file")
    ending = entry.file_key.rpartition(".")[2]
    data = wired.storage.get(entry.file_key)
    return page.download(data, entry.file_name, evidence.MEDIA_TYPES[ending])


def _entered(form: Typed, wired: Wired) -> tuple[Entered, str]:
    """What the form says, its file stored. Raises Invalid with every fault that needs no look at
    the programme."""
    reading = Reading(form)
    amount = reading.whole("amount")
    day = reading.day("happened_on")
    words = reading.text("words", evidence.MOST_WORDS)
    number = reading.text("paper_number", 200)
    paper_date = reading.day("paper_date", needed=False)
    link = reading.text("link", 500)
    why = reading.text("why", evidence.MOST_WORDS)
    reading.settle()
    paper: Paper | None = None
    for name, sent in form.files("file")[:1]:
        paper = evidence.keep_file(wired.storage, name, _bytes(sent))
    entered = Entered(day or date.min, amount or 0, words, number, paper_date, link, paper)
    return entered, why


def _bytes(sent: BinaryIO) -> bytes:
    return sent.read(evidence.MOST_BYTES + 1)


def _values(
    session: Read,
    page: Page,
    about: Subject,
    code: str,
    target_id: int,
    query: Typed,
    now: datetime,
) -> dict[str, Any]:
    found = queries.get_programme(session, code)
    of = queries.get_target(found, target_id)
    today = day_in_vietnam(now)
    records = actuals.gather(session, found, today, [of])
    rows = records.get(of.id, [])
    [progress] = [
        row
        for row in queries.progress(found, actuals.figures(records), today)
        if row.target.id == of.id
    ]
    chosen = query.text("nam")
    year = int(chosen) if chosen.isdecimal() and len(chosen) == 4 else None
    shown = [row for row in rows if year is None or row.year == year]
    pages = max(1, -(-len(shown) // MOST_SHOWN))
    at = query.text("trang")
    number = min(max(1, int(at) if at.isdecimal() and len(at) < 6 else 1), pages)
    entries = queries.hand_entries(session, [of.id])
    return {
        "programme": found,
        "target": of,
        "row": progress,
        "chart": programme_charts.years_chart(page, progress),
        "year": year,
        "years": sorted({row.year for row in rows}),
        "records": shown[(number - 1) * MOST_SHOWN : number * MOST_SHOWN],
        "lines": len(shown),
        "counted": sum(row.amount for row in shown),
        "number": number,
        "pages": pages,
        "entries": entries,
        "ways": Counted,
        "current": {one.id for one in queries.current(entries)},
        "replaced": {one.replaces_id for one in entries},
        "may_keep": page.may(Act.PROGRAMME_KEEP, about) and found.status is not Status.CLOSED,
    }
