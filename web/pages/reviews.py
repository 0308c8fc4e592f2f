"""What was built on a revoked certificate and needs to be looked at again, each with its note."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.reviews import queries, service
from contest.reviews.kinds import Built
from contest.reviews.queries import ReviewFilter, Row
from core.errors import Invalid, NotFound
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Subject
from web import aftermath, listed, words
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Typed
from web.lists import Asked, Cell, Column, Facet, Spec
from web.page import N_, Page

router = APIRouter()

LIST = "/dieu-hanh/can-xem-lai"
SETTLED = {"chua": N_("Cần xem lại"), "roi": N_("Đã xem lại")}


def _spec(page: Page) -> Spec[Row]:
    _ = page._
    return Spec(
        address=LIST,
        caption=_(N_("Cần xem lại vì giấy chứng nhận bị thu hồi")),
        search=_(N_("Tên, số giấy đã thu hồi")),
        columns=(
            Column(
                "what",
                _(N_("Việc cần xem lại")),
                lambda one: Cell(one.label, f"{LIST}/{one.id}", under=_(words.BUILT[one.kind])),
                lead=True,
            ),
            Column("kind", _(N_("Loại")), lambda one: _(words.BUILT[one.kind]), paper_only=True),
            Column(
                "paper",
                _(N_("Giấy đã thu hồi")),
                lambda one: Cell(
                    one.certificate.number, under=one.certificate.printed.get("product_name", "")
                ),
                code=True,
            ),
            Column(
                "revoked",
                _(N_("Thu hồi ngày")),
                lambda one: one.certificate.revoked_on,
                kind="day",
            ),
            Column("opened", _(N_("Nêu lúc")), lambda one: one.opened_at, "moment", sort=True),
            Column(
                "state",
                _(N_("Tình trạng")),
                lambda one: (
                    Cell(_(SETTLED["roi"]), mark="done")
                    if one.settled_at
                    else Cell(_(SETTLED["chua"]), mark="near")
                ),
            ),
            Column("settled", _(N_("Xem lại lúc")), lambda one: one.settled_at, "moment"),
            Column("note", _(N_("Ghi chú")), lambda one: one.note or None, paper_only=True),
        ),
        facets=(
            Facet("tinh-trang", _(N_("Tình trạng")), words.options(SETTLED, _)),
            Facet("loai", _(N_("Loại")), words.options(words.BUILT, _)),
        ),
        workbook=f"{LIST}.xlsx",
        empty=_(N_("Không có gì cần xem lại")),
        empty_more=_(
            N_(
                "Khi một giấy chứng nhận bị thu hồi, hồ sơ, giấy cấp trên, đề cử, gian hàng và "
                "hồ sơ nhãn hiệu dựa trên giấy đó sẽ hiện ở đây. Phần mềm không tự xóa gì."
            )
        ),
    )


def _rows(session: Read, who: Identity, asked: Asked, window: Window) -> Listed[Row]:
    kind = asked.option("loai")
    narrowed = ReviewFilter(
        q=asked.q.strip(),
        kind=Built(kind) if kind else None,
        settled={"roi": True, "chua": False}.get(asked.option("tinh-trang")),
    )
    return queries.reviews(session, aftermath.scope_of(who), narrowed, window)


@router.get("/dieu-hanh/can-xem-lai")
def reviews(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """What this desk has to look at again, open ones first."""
    asked = listed.ask(session, query, _spec(page), now)
    rows = _rows(session, who, asked.asked, asked.asked.window)
    return page.show("reviews/list.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/can-xem-lai.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(page), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole)
    return listed.workbook(session, who, page, asked, rows, "can-xem-lai", now)


@router.get("/dieu-hanh/can-xem-lai/{review_id}")
def one(session: Read, who: Who, page: Show, about: About, review_id: int) -> Response:
    """One thing, the certificate it rested on, and the form to say what was decided."""
    return page.show("reviews/one.html", **_one(session, who, about, review_id))


@router.post("/dieu-hanh/can-xem-lai/{review_id}")
def settle(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    review_id: int,
) -> Response:
    """Write what was decided; the thing itself is changed on its own page, or not at all."""
    values = _one(session, who, about, review_id)
    try:
        service.settle(session, who, review_id, form.text("note"), now)
    except Invalid as refusal:
        values = {**values, "typed": form}
        raise page.again(refusal, "reviews/one.html", "settle", **values) from None
    return page.go(LIST)


def _one(session: Read, who: Identity, about: Subject, review_id: int) -> dict[str, Any]:
    """The review, for those whose desk its kind lies on. Raises NotFound for others."""
    found = queries.find_review(session, review_id)
    if found is None or not who.may(aftermath.LOOKED_AT[found.kind], about):
        raise NotFound("not_found")
    return {
        "review": found,
        "kind": words.BUILT[found.kind],
        "most": service.MOST_NOTE,
        "typed": Typed([]),
    }
