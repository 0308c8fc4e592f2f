"""What the plans of all contests ask for next, as a list of an office."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from contest.plans import lists
from contest.plans.lists import MilestoneFilter, Wait
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Act, Role
from web import listed
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Asked, Cell, Column, Days, Facet, Spec
from web.page import N_, Page

router = APIRouter()

ADDRESS = "/dieu-hanh/lich-viec"
WAITS = {
    Wait.PRESSING: N_("Quá hạn hoặc đến hạn trong 7 ngày"),
    Wait.LATE: N_("Quá hạn"),
    Wait.NEAR: N_("Đến hạn trong 7 ngày"),
    Wait.AHEAD: N_("Sau 7 ngày nữa"),
}


def _spec(page: Page, now: datetime) -> Spec[lists.Row]:
    _, today = page._, day_in_vietnam(now)

    def due(row: lists.Row) -> Cell:
        late = row.milestone.due_on < today
        return Cell(row.milestone.due_on, under=_(N_("quá hạn")) if late else "")

    return Spec(
        address=ADDRESS,
        caption=_(N_("Việc theo kế hoạch của các kỳ bình chọn")),
        search=_(N_("Việc, người phụ trách, kỳ bình chọn")),
        columns=(
            Column(
                "title",
                _(N_("Việc")),
                lambda row: Cell(
                    row.milestone.title, f"/dieu-hanh/binh-chon/{row.contest.slug}/lich"
                ),
                sort=True,
                lead=True,
            ),
            Column("contest", _(N_("Kỳ bình chọn")), lambda row: row.contest.title, sort=True),
            Column("begins", _(N_("Từ ngày")), lambda row: row.milestone.begins_on, kind="day"),
            Column("due", _(N_("Hạn")), due, kind="day", sort=True),
            Column(
                "responsible",
                _(N_("Phụ trách")),
                lambda row: row.milestone.responsible,
                sort=True,
            ),
            Column("note", _(N_("Ghi chú")), lambda row: row.milestone.note, paper_only=True),
        ),
        facets=(
            Facet("viec", _(N_("Hạn")), [(one.value, _(words)) for one, words in WAITS.items()]),
        ),
        days=(Days("han", _(N_("Hạn"))),),
        workbook=f"{ADDRESS}.xlsx",
        empty=_(N_("Không có việc nào đến hạn")),
        empty_more=_(
            N_("Việc chưa xong trong lịch của các kỳ hiện ở đây, việc gần hạn nhất trước.")
        ),
    )


def _rows(
    session: Read, who: Identity, asked: Asked, window: Window, now: datetime
) -> Listed[lists.Row]:
    wait = asked.option("viec")
    since, until = asked.spans.get("han", (None, None))
    return lists.milestones(
        session,
        who.units(Act.CONTEST_READ),
        who.contests(*Role),
        MilestoneFilter(asked.q, Wait(wait) if wait else None, since, until),
        day_in_vietnam(now),
        window,
    )


@router.get("/dieu-hanh/lich-viec")
def due(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Open milestones, the first due first."""
    asked = listed.ask(session, query, _spec(page, now), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, now)
    return page.show("plans/due.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/lich-viec.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(page, now), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, now)
    return listed.workbook(session, who, page, asked, rows, "lich-viec", now)
