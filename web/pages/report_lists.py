"""The yearly report of holders (TT 26/2014 Đ22.2): who owes one for a year, and what came in."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates.lists import scope_of
from contest.reports import queries as reports
from contest.reports.queries import FIRST_YEAR, ReportFilter, ReportRow
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Act
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Act as Deed
from web.lists import Asked, Cell, Column, Facet, Spec
from web.page import N_, Page

router = APIRouter()

REPORTS = "/dieu-hanh/bao-cao-nam"
RECEIVED = {"chua": N_("Chưa báo cáo"), "roi": N_("Đã báo cáo")}


def _spec(who: Identity, page: Page, today: date) -> Spec[ReportRow]:
    _ = page._
    years = [(str(year), str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]
    return Spec(
        address=REPORTS,
        caption=_(N_("Báo cáo hằng năm của cơ sở có giấy chứng nhận")),
        search=_(N_("Tên cơ sở")),
        columns=(
            Column("name", _(N_("Cơ sở")), lambda one: _maker(who, one), lead=True, sort=True),
            Column("place", _(N_("Địa bàn")), _place, sort=True),
            Column(
                "papers", _(N_("Giấy chứng nhận trong năm")), lambda one: one.certificates, "whole"
            ),
            Column(
                "received",
                _(N_("Nhận ngày")),
                lambda one: Cell(one.report.received_on, _said(who, one)) if one.report else None,
                "day",
                sort=True,
            ),
            Column(
                "state",
                _(N_("Tình trạng")),
                lambda one: (
                    Cell(_(RECEIVED["roi"]), mark="done")
                    if one.report
                    else Cell(_(RECEIVED["chua"]), mark="near")
                ),
            ),
            Column(
                "revenue", _(N_("Doanh thu")), _figure("revenue_dong"), "dong", paper_only=True
            ),
            Column("export", _(N_("Xuất khẩu")), _figure("export_dong"), "dong", paper_only=True),
            Column("workers", _(N_("Số lao động")), _figure("workers"), "whole", paper_only=True),
            Column(
                "support_dong",
                _(N_("Hỗ trợ đã nhận")),
                _figure("support_dong"),
                "dong",
                paper_only=True,
            ),
            Column("support", _(N_("Nội dung hỗ trợ")), _figure("support"), paper_only=True),
            Column("market", _(N_("Thị trường")), _figure("market"), paper_only=True),
            Column("wishes", _(N_("Khó khăn, đề nghị")), _figure("note"), paper_only=True),
            Column(
                "note",
                _(N_("Ghi chú")),
                lambda one: one.report.note if one.report else None,
                paper_only=True,
            ),
        ),
        facets=(
            Facet("nam", _(N_("Năm báo cáo")), years),
            Facet("bao-cao", _(N_("Tình trạng")), words.options(RECEIVED, _)),
        ),
        by_place=True,
        workbook=f"{REPORTS}.xlsx",
        acts=(Deed("nhan", _(N_("Ghi đã nhận báo cáo"))),) if who.has(Act.REPORT_KEEP) else (),
        act_address=f"{REPORTS}/hang-loat",
        key=lambda one: one.establishment.id,
        empty=_(N_("Không có cơ sở nào phải báo cáo")),
        empty_more=_(
            N_(
                "Cơ sở có giấy chứng nhận còn giá trị trong năm sẽ hiện ở đây, "
                "cùng ngày nhận báo cáo."
            )
        ),
    )


def _maker(who: Identity, one: ReportRow) -> Cell:
    maker = one.establishment
    url = f"/ho-so/co-so/{maker.id}" if who.has(Act.ESTABLISHMENT_READ) else ""
    return Cell(maker.name, url or f"/co-so/{maker.slug}-{maker.code}")


def _said(who: Identity, one: ReportRow) -> str:
    """Where the report is read, when it was filed here and this person may read it."""
    if one.statement is None or one.report is None or not who.has(Act.ESTABLISHMENT_READ):
        return ""
    return f"/ho-so/co-so/{one.establishment.id}/bao-cao-nam/{one.report.year}"


def _figure(name: str) -> Callable[[ReportRow], str | int | None]:
    """What the newest statement says; None where the report came on paper, or not at all."""

    def read(one: ReportRow) -> str | int | None:
        found: str | int | None = getattr(one.statement, name) if one.statement else None
        return found if found != "" else None

    return read


def _place(one: ReportRow) -> str | None:
    unit = one.establishment.unit
    return unit.line if unit else None


def _rows(
    session: Read, who: Identity, asked: Asked, window: Window, today: date
) -> Listed[ReportRow]:
    narrowed = ReportFilter(
        year=asked.year() or today.year - 1,
        q=asked.q,
        unit_id=asked.unit_id,
        received={"roi": True, "chua": False}.get(asked.option("bao-cao")),
    )
    return reports.holders(session, scope_of(who), narrowed, window)


@router.get("/dieu-hanh/bao-cao-nam")
def holders(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Who owes a report for a year, last year's unless the address says otherwise."""
    today = day_in_vietnam(now)
    asked = listed.ask(session, query, _spec(who, page, today), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, today)
    year = asked.asked.year() or today.year - 1
    return page.show("certificates/reports.html", "list", **asked.values(page, rows), year=year)


@router.get("/dieu-hanh/bao-cao-nam.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    today = day_in_vietnam(now)
    asked = listed.ask(reads, query, _spec(who, page, today), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, today)
    return listed.workbook(session, who, page, asked, rows, "bao-cao-nam", now)
