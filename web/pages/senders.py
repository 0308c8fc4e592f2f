"""Who sends what to an upper contest, by locality: those that send nothing stand as 0."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.queries import get_contest
from contest.nominations import report
from contest.nominations.report import Report, Sent
from core.clock import day_in_vietnam
from core.rights import Subject
from core.territory.rules import UnitKind
from web import room
from web.deps import About, Now, Query, Read, Show
from web.forms import Typed
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet

router = APIRouter()

END = "/de-cu/dia-phuong"
PLACES = {
    UnitKind.PROVINCE: N_("Tỉnh, thành phố"),
    UnitKind.DISTRICT: N_("Huyện"),
    UnitKind.COMMUNE: N_("Xã, phường"),
}
HEADS = (N_("Được đề cử"), N_("Hồ sơ đã nộp"), N_("Hồ sơ hợp lệ"), N_("Được chứng nhận"))


@router.get("/dieu-hanh/binh-chon/{contest}/de-cu/dia-phuong")
def listed(
    session: Read, page: Show, query: Query, about: About, now: Now, contest: str
) -> Response:
    """Every locality, on the map of the contest's day or of today."""
    of = get_contest(session, contest)
    return page.show(
        "nominations/senders.html", "report", **_values(session, page, query, about, now, of)
    )


@router.get("/dieu-hanh/binh-chon/{contest}/de-cu/dia-phuong.xlsx")
def workbook(session: Read, page: Show, query: Query, now: Now, contest: str) -> Response:
    """The same rows to keep."""
    of = get_contest(session, contest)
    on = _day(of, query, now)
    made = report.report(session, of, on)
    heads = HEADS if made.total.certified is not None else HEADS[:3]
    sheet = Sheet(
        page._(N_("Địa phương gửi")),
        (
            Column(page._(PLACES[made.kind])),
            *(Column(page._(head), Kind.WHOLE) for head in heads),
        ),
        tuple(_rows(page, made, len(heads))),
        title=page._(
            N_("%(title)s: địa phương gửi, địa giới ngày %(day)s"),
            title=of.title,
            day=f"{on:%d/%m/%Y}",
        ),
    )
    return answer.xlsx(page, f"dia-phuong-gui-{of.slug}", [sheet])


def _values(
    session: Read, page: Page, query: Typed, about: Subject, now: datetime, of: Any
) -> dict[str, Any]:
    own, today = report.day_of(of), day_in_vietnam(now)
    values: dict[str, Any] = {
        "contest": of,
        "room": room.links(page, of, about),
        "asked": "nay" if query.text("dia-gioi") == "nay" else "ngay",
        "own_day": own,
        "today": today,
        "report": None,
    }
    if report.has_senders(of):
        made = report.report(session, of, _day(of, query, now))
        values |= {"report": made, "place_head": page._(PLACES[made.kind])}
    return values


def _day(of: Any, query: Typed, now: datetime) -> date:
    return day_in_vietnam(now) if query.text("dia-gioi") == "nay" else report.day_of(of)


def _rows(page: Page, made: Report, width: int) -> Iterator[tuple[str | int, ...]]:
    def numbers(sent: Sent) -> tuple[int, ...]:
        return (sent.nominated, sent.filed, sent.valid, sent.certified or 0)[:width]

    for place, sent in made.rows:
        yield place.full_name, *numbers(sent)
    if any(numbers(made.unplaced)):
        yield page._(N_("không xác định được")), *numbers(made.unplaced)
    yield page._(N_("Tổng cộng")), *numbers(made.total)
