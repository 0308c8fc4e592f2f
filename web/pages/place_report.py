"""The report of records by place, in the old geography or the new."""

from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.territory.census import Census, Geography, day_of
from web import geography
from web.deps import Now, Query, Read, Show, Who
from web.forms import Typed
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet

router = APIRouter()

ADDRESS = "/dieu-hanh/bao-cao/dia-ban"
WORDS = {"cu": Geography.OLD, "moi": Geography.NEW}
HEADS = {Geography.OLD: N_("Huyện"), Geography.NEW: N_("Xã, phường")}


@router.get(ADDRESS)
def report(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """By province and by district or commune; what cannot be placed is said, and counted once."""
    asked, today = _asked(query), day_in_vietnam(now)
    census = geography.report(session, who, asked, today)
    other = Geography.OLD if asked is Geography.NEW else Geography.NEW
    compared = geography.report(session, who, other, today)
    return page.show(
        "places/report.html",
        "report",
        asked=asked.value,
        day=day_of(asked, today),
        census=census,
        same=census.total == compared.total,
        heads=[page._(kind) for kind in geography.KINDS],
        scoped=any(census.total),
    )


@router.get(ADDRESS + ".xlsx")
def workbook(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """The same rows to keep."""
    asked, today = _asked(query), day_in_vietnam(now)
    census = geography.report(session, who, asked, today)
    day = day_of(asked, today)
    sheet = Sheet(
        page._("Theo địa bàn"),
        (
            Column(page._("Tỉnh, thành phố")),
            Column(page._(HEADS[asked])),
            *(Column(page._(kind), Kind.WHOLE) for kind in geography.KINDS),
            Column(page._("Ghi chú")),
        ),
        tuple(_rows(page, census)),
        title=page._("Số liệu theo địa bàn, địa giới ngày %(day)s", day=f"{day:%d/%m/%Y}"),
    )
    return answer.xlsx(page, _name(asked, today), [sheet])


def _asked(query: Typed) -> Geography:
    return WORDS.get(query.text("dia-gioi"), Geography.NEW)


def _name(asked: Geography, today: date) -> str:
    return f"dia-ban-{asked.value}-{today.isoformat()}"


def _rows(page: Page, census: Census) -> Iterator[tuple[str | int, ...]]:
    for one in census.provinces:
        for row in one.rows:
            name = row.place.full_name if row.place else ""
            yield one.province.full_name, name, *row.counts, ""
        if any(one.unplaced):
            told = "; ".join(
                f"{place.line}: {', '.join(part.full_name for part in parts)}"
                for place, parts in one.among
            )
            yield one.province.full_name, page._("không xác định được"), *one.unplaced, told
    if any(census.nowhere):
        yield page._("không xác định được"), "", *census.nowhere, ""
    yield page._("Tổng cộng"), "", *census.total, ""
