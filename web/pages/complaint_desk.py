"""The office's side of complaints: the list by term, the evidence, the council's answer."""

from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import queries as certificates
from contest.complaints import queries, service
from contest.complaints.kinds import Outcome
from contest.complaints.queries import ComplaintFilter, Row, Shown
from contest.complaints.rules import MOST_ANSWER, Answer
from contest.contests.queries import rules_of
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Act, Subject
from web import listed, room, words
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.lists import Asked, Cell, Column, Facet, Spec
from web.page import N_, Page

router = APIRouter()

LIST = "/dieu-hanh/khieu-nai"
SHOWN: dict[str, str] = {
    Shown.OPEN: N_("Chờ trả lời"),
    Shown.OVERDUE: N_("Quá hạn trả lời"),
    Shown.SETTLED: N_("Đã kết thúc"),
}


# -------------------------------------------------------------------------------------- the list


def _spec(page: Page, now: datetime) -> Spec[Row]:
    _ = page._

    def state(one: Row) -> Cell:
        standing = queries.standing(one, now)
        return Cell(_(words.COMPLAINTS[standing]), mark=words.COMPLAINT_MARKS[standing])

    return Spec(
        address=LIST,
        caption=_(N_("Khiếu nại kết quả bình chọn")),
        search=_(N_("Mã khiếu nại, cơ sở, sản phẩm")),
        columns=(
            Column(
                "receipt",
                _(N_("Mã khiếu nại")),
                lambda one: Cell(one.receipt, f"{LIST}/{one.id}", under=one.entry.product_name),
                lead=True,
            ),
            Column("maker", _(N_("Cơ sở")), lambda one: one.entry.establishment_name, sort=True),
            Column("contest", _(N_("Kỳ bình chọn")), lambda one: one.contest.title),
            Column("filed", _(N_("Nhận lúc")), lambda one: one.filed_at, "moment", sort=True),
            Column("due", _(N_("Trả lời đến hết ngày")), lambda one: one.due_on, "day", sort=True),
            Column("state", _(N_("Tình trạng")), state),
            Column(
                "outcome",
                _(N_("Kết quả")),
                lambda one: _(words.COMPLAINT_OUTCOMES[one.outcome]) if one.outcome else None,
            ),
            Column(
                "minutes",
                _(N_("Biên bản")),
                lambda one: one.minutes_number or None,
                paper_only=True,
            ),
            Column(
                "digest",
                _(N_("Mã băm chứng cứ")),
                lambda one: one.evidence_digest,
                paper_only=True,
            ),
        ),
        facets=(
            Facet("viec", _(N_("Tình trạng")), words.options(SHOWN, _)),
            Facet("ket-qua", _(N_("Kết quả")), words.options(words.COMPLAINT_OUTCOMES, _)),
        ),
        by_place=True,
        workbook=f"{LIST}.xlsx",
        empty=_(N_("Chưa có khiếu nại nào")),
        empty_more=_(
            N_(
                "Khiếu nại của cơ sở sau khi công bố kết quả sẽ hiện ở đây, "
                "khiếu nại gần hết hạn trả lời lên trước."
            )
        ),
    )


def _rows(
    session: Read, who: Identity, asked: Asked, window: Window, now: datetime
) -> Listed[Row]:
    shown, outcome = asked.option("viec"), asked.option("ket-qua")
    narrowed = ComplaintFilter(
        q=asked.q,
        unit_id=asked.unit_id,
        shown=Shown(shown) if shown else None,
        outcome=Outcome(outcome) if outcome else None,
    )
    return queries.complaints(session, queries.scope_of(who), narrowed, window, now)


@router.get("/dieu-hanh/khieu-nai")
def complaints(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Complaints of one's contests, those that wait first, by their term."""
    asked = listed.ask(session, query, _spec(page, now), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, now)
    return page.show("complaints/list.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/khieu-nai.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(page, now), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, now)
    return listed.workbook(session, who, page, asked, rows, "khieu-nai", now)


# --------------------------------------------------------------------------------- one complaint


@router.get("/dieu-hanh/khieu-nai/{complaint_id}")
def one(session: Read, page: Show, about: About, now: Now, complaint_id: int) -> Response:
    """What was said, the evidence, until when to answer; for the chair, the answer's form."""
    return page.show("complaints/one.html", **_one(session, page, about, now, complaint_id))


@router.get("/dieu-hanh/khieu-nai/{complaint_id}/chung-cu.zip")
def evidence(
    reads: Read, session: Write, who: Who, page: Show, now: Now, complaint_id: int
) -> Response:
    """The frozen pack; that it was taken along is on record."""
    found = queries.get_complaint(reads, complaint_id)
    service.note_reading(session, who, found, now)
    return page.download(
        queries.evidence(reads, complaint_id), f"{found.receipt}.zip", "application/zip"
    )


@router.post("/dieu-hanh/khieu-nai/{complaint_id}/giai-quyet")
def settle(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    complaint_id: int,
) -> Response:
    """Record the council's answer: it rejects, or asks to revoke a certificate."""
    reading = Reading(form)
    outcome = reading.choice("outcome", Outcome)
    met_on = reading.day("met_on") or date.min
    minutes = reading.required("minutes_number", 100)
    chosen = form.text("certificate_id")
    try:
        reading.settle()
        service.settle(
            session,
            who,
            complaint_id,
            outcome,
            Answer(met_on, minutes, form.text("answer")),
            now,
            certificate_id=int(chosen) if chosen.isdecimal() and len(chosen) < 12 else None,
        )
    except Invalid as refusal:
        values = _one(session, page, about, now, complaint_id) | {"typed": form}
        raise page.again(refusal, "complaints/one.html", "answer", **values) from None
    return page.go(f"{LIST}/{complaint_id}")


def _one(
    session: Read, page: Page, about: Subject, now: datetime, complaint_id: int
) -> dict[str, Any]:
    found = queries.get_complaint(session, complaint_id)
    return {
        "complaint": found,
        "contest": found.contest,
        "room": room.links(page, found.contest, about),
        "standing": queries.standing(found, now),
        "may_until": day_in_vietnam(found.term_over_at - timedelta(seconds=1)),
        "unclear": queries.unclear(found.contest, day_in_vietnam(found.filed_at), found.due_on),
        "clause": rules_of(found.contest).sources.get("resolve_days", ""),
        "certificates": [
            (one.id, f"{one.number} – {one.printed.get('product_name', '')}")
            for one in certificates.of_contest(session, found.contest_id)
            if one.revoked_on is None
        ],
        "may_settle": found.settled_at is None and page.may(Act.COMPLAINT_SETTLE, about),
        "may_result": page.may(Act.RESULT_READ, about),
        "words": words,
        "most": MOST_ANSWER,
        "typed": Typed([]),
    }
