"""Samples at the desk: received, labelled, judged in another way, kept, given back."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from contest.certificates.typeset import qr_svg
from contest.contests import queries as contests
from contest.entries import queries as entries
from contest.samples import queries, service
from contest.samples.kinds import SampleWay
from contest.samples.queries import SampleRow
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.registry.kinds import ConsentHow
from web import room, words
from web.deps import About, Form, Now, Query, Read, Show, Who, Wired, Write
from web.forms import Reading
from web.page import N_, Page, Redraw
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet, Value

router = APIRouter()

ONE = "samples/one.html"
BASE = "/dieu-hanh/ho-so/{entry_id}/hien-vat"
MOST_COPIES = 10


# ------------------------------------------------------------------------------------- a contest


@router.get("/dieu-hanh/binh-chon/{contest}/hien-vat")
def desk(session: Read, page: Show, about: About, contest: str) -> Response:
    """Every product with a code: what was brought, what waits, what is still here."""
    found = contests.get_contest(session, contest)
    rows = queries.desk(session, found.id)
    return page.show(
        "samples/desk.html",
        contest=found,
        room=room.links(page, found, about),
        subject=about,
        rows=rows,
        brought=sum(1 for one in rows if one.samples),
        held=sum(len(one.held) for one in rows),
        otherwise=sum(1 for one in rows if one.way is not SampleWay.PHYSICAL),
        waiting=sum(1 for one in rows if one.waiting),
        most_copies=MOST_COPIES,
    )


@router.get("/dieu-hanh/binh-chon/{contest}/hien-vat.xlsx")
def workbook(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """The same list to keep: one line for each thing that was brought, or for the product."""
    found, _ = contests.get_contest(session, contest), page._
    sheet = Sheet(
        _(N_("Hiện vật")),
        (
            Column(_(N_("Mã số"))),
            Column(_(N_("Sản phẩm"))),
            Column(_(N_("Nhóm"))),
            Column(_(N_("Cách chấm"))),
            Column(_(N_("Lần nhận")), Kind.WHOLE),
            Column(_(N_("Nhận lúc")), Kind.MOMENT),
            Column(_(N_("Người giao"))),
            Column(_(N_("Số lượng")), Kind.WHOLE),
            Column(_(N_("Tình trạng"))),
            Column(_(N_("Nơi để"))),
            Column(_(N_("Giữ trưng bày đến")), Kind.DAY),
            Column(_(N_("Trả lúc")), Kind.MOMENT),
            Column(_(N_("Người nhận lại"))),
        ),
        tuple(_lines(page, queries.desk(session, found.id))),
        title=found.title,
    )
    day = day_in_vietnam(now).isoformat()
    return answer.xlsx(page, f"hien-vat-{found.slug}-{day}", [sheet])


def _lines(page: Page, rows: list[SampleRow]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        group = page._(words.GROUPS[row.entry.group]) if row.entry.group else None
        way = page._(words.SAMPLE_WAYS[row.way])
        lead = (row.entry.code, row.entry.product_name, group, way)
        for one in row.samples:
            yield (
                *lead,
                one.number,
                one.received_at,
                one.brought_by,
                one.pieces,
                one.condition,
                one.stored_at,
                one.kept_until,
                one.returned_at,
                one.returned_to,
            )
        if not row.samples:
            yield (*lead, *(None,) * 9)


@router.get("/dieu-hanh/binh-chon/{contest}/hien-vat/nhan")
def labels(session: Read, page: Show, wiring: Wired, query: Query, contest: str) -> Response:
    """A sheet of labels: the code and a QR to the desk's page; never the maker's name."""
    found = contests.get_contest(session, contest)
    asked = query.text("ban")
    copies = min(int(asked), MOST_COPIES) if asked.isdecimal() and len(asked) < 4 else 1
    only = {one for one in query.text("ma").upper().replace(",", " ").split() if one}
    group = query.text("nhom")
    chosen = [
        one
        for one in queries.desk(session, found.id)
        if one.way is SampleWay.PHYSICAL
        and (not only or one.entry.code in only)
        and (not group or one.entry.group == group)
    ]
    public = wiring.settings.public_url
    return page.show(
        "samples/labels.html",
        contest=found,
        labels=[
            (row.entry, Markup(qr_svg(f"{public}/dieu-hanh/ho-so/{row.entry.id}/hien-vat")))  # noqa: S704  # our own drawing
            for row in chosen
            for _copy in range(max(copies, 1))
        ],
    )


# ------------------------------------------------------------------------------------ one product


def _one(session: Read, page: Page, about: About, now: Now, entry_id: int) -> dict[str, Any]:
    entry = entries.get_entry(session, entry_id)
    contest = entry.contest
    return {
        "entry": entry,
        "contest": contest,
        "room": room.links(page, contest, about),
        "subject": about,
        "row": queries.row_of(session, entry),
        "decisions": queries.decisions(session, entry_id),
        "ways": [(one.value, page._(words.SAMPLE_WAYS[one])) for one in SampleWay],
        "hows": [one for one in ConsentHow if one is not ConsentHow.ONLINE],
        "today": day_in_vietnam(now),
        "act": "",
    }


@router.get(BASE)
def one(session: Read, page: Show, about: About, now: Now, entry_id: int) -> Response:
    """One product: how it is judged, what was brought, where it is."""
    return page.show(ONE, **_one(session, page, about, now, entry_id))


@router.post(BASE)
def receive(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, entry_id: int
) -> Response:
    """Something was brought."""
    reading = Reading(form)
    pieces = reading.whole("pieces", needed=False)
    try:
        reading.settle()
        made = service.receive(
            session,
            who,
            entry_id,
            brought_by=form.text("brought_by"),
            pieces=pieces,
            condition=form.text("condition"),
            stored_at=form.text("stored_at"),
            now=now,
        )
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, now, entry_id, "nhan") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat#mau-{made.number}")


@router.post(f"{BASE}/de-nghi")
def ask(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, entry_id: int
) -> Response:
    """Ask the chair for another way to judge a product that cannot be brought."""
    try:
        way, why, detail = _method(form)
        service.ask_method(session, who, entry_id, way, why, detail, now)
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, now, entry_id, "de-nghi") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")


@router.post(f"{BASE}/quyet-dinh")
def decide(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, entry_id: int
) -> Response:
    """The chair decides."""
    try:
        way, why, detail = _method(form)
        service.decide_method(session, who, entry_id, way, why, detail, now)
    except Invalid as refusal:
        raise _again(session, page, refusal, form, about, now, entry_id, "quyet-dinh") from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")


def _method(form: Form) -> tuple[SampleWay | None, str, str]:
    chosen = form.text("way")
    way = SampleWay(chosen) if chosen in set(SampleWay) else None
    return way, form.text("why"), form.text("detail")


@router.post(f"{BASE}/{{sample_id}}/tra")
def give_back(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    entry_id: int,
    sample_id: int,
) -> Response:
    """It went back to its owner."""
    try:
        service.give_back(
            session,
            who,
            entry_id,
            sample_id,
            returned_to=form.text("returned_to"),
            condition=form.text("returned_condition"),
            now=now,
        )
    except Invalid as refusal:
        act = f"tra-{sample_id}"
        raise _again(session, page, refusal, form, about, now, entry_id, act) from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")


@router.post(f"{BASE}/{{sample_id}}/dong-y")
def agree(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    entry_id: int,
    sample_id: int,
) -> Response:
    """The owner agreed on paper, by telephone or in person: noted by the desk."""
    reading = Reading(form)
    how = reading.choice("how", ConsentHow)
    given_on = reading.day("given_on", needed=False)
    until = reading.day("until", needed=False)
    try:
        reading.settle()
        service.agree(
            session,
            who,
            entry_id,
            sample_id,
            given_by=form.text("given_by"),
            how=how,
            given_on=given_on,
            until=until,
            note=form.text("note"),
            now=now,
        )
    except Invalid as refusal:
        act = f"dong-y-{sample_id}"
        raise _again(session, page, refusal, form, about, now, entry_id, act) from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")


@router.post(f"{BASE}/{{sample_id}}/giu")
def keep(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    entry_id: int,
    sample_id: int,
) -> Response:
    """It stays on show until a day."""
    reading = Reading(form)
    until = reading.day("kept_until", needed=False)
    try:
        reading.settle()
        service.keep(
            session, who, entry_id, sample_id, until=until, where=form.text("kept_where"), now=now
        )
    except Invalid as refusal:
        act = f"giu-{sample_id}"
        raise _again(session, page, refusal, form, about, now, entry_id, act) from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")


@router.get(f"{BASE}/{{sample_id}}/phieu-nhan")
def receipt(session: Read, page: Show, entry_id: int, sample_id: int) -> Response:
    """The slip for whoever brought it."""
    found = queries.get_sample(session, entry_id, sample_id)
    return page.show("samples/slip.html", sample=found, entry=found.entry, back=False)


@router.get(f"{BASE}/{{sample_id}}/phieu-tra")
def return_slip(session: Read, page: Show, entry_id: int, sample_id: int) -> Response:
    """The slip for giving it back; before that there is none."""
    found = queries.get_sample(session, entry_id, sample_id)
    if found.returned_at is None:
        return page.go(f"/dieu-hanh/ho-so/{entry_id}/hien-vat")
    return page.show("samples/slip.html", sample=found, entry=found.entry, back=True)


def _again(
    session: Write,
    page: Page,
    refusal: Invalid,
    form: Form,
    about: About,
    now: Now,
    entry_id: int,
    act: str,
) -> Redraw:
    """To raise: the page with the form that was refused open, and what was typed in it."""
    values = _one(session, page, about, now, entry_id) | {"act": act, "typed": form}
    return page.again(refusal, ONE, **values)
