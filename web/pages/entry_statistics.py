"""What a contest received and found valid: by group, by place, and what was refused and why."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.entries import statistics
from contest.entries.statistics import Figures
from core.clock import day_in_vietnam
from web import room, words
from web.deps import About, Now, Read, Show
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet, Value

router = APIRouter()

HEADS = (
    N_("Đã nhận"),
    N_("Hợp lệ"),
    N_("Không hợp lệ"),
    N_("Cần bổ sung"),
    N_("Chờ xét"),
    N_("Đã rút"),
)
"""The figures in the order of `statistics.Figures`."""


def _found(session: Read, page: Page, about: About, slug: str) -> dict[str, Any]:
    contest = contests.get_contest(session, slug)
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "found": statistics.statistics(session, contest),
        "refused": statistics.refused(session, contest.id),
        "heads": [page._(head) for head in HEADS],
        "figures_of": astuple,
    }


@router.get("/dieu-hanh/binh-chon/{contest}/thong-ke")
def report(session: Read, page: Show, about: About, contest: str) -> Response:
    """The figures on one page."""
    return page.show("screening/statistics.html", **_found(session, page, about, contest))


@router.get("/dieu-hanh/binh-chon/{contest}/thong-ke.xlsx")
def workbook(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """The same in three sheets."""
    values = _found(session, page, about, contest)
    found, _ = values["found"], page._
    counted = tuple(Column(_(head), Kind.WHOLE) for head in HEADS)
    title = values["contest"].title
    sheets = [
        Sheet(
            _(N_("Theo nhóm")),
            (Column(_(N_("Nhóm sản phẩm"))), *counted),
            tuple(_groups(page, found)),
            title=title,
        ),
        Sheet(
            _(N_("Theo địa bàn")),
            (Column(_(N_("Địa bàn"))), *counted),
            tuple(_places(page, found)),
            title=title,
            notes=(_(N_("Địa giới ngày %(day)s"), day=f"{found.on:%d/%m/%Y}"),),
        ),
        Sheet(
            _(N_("Không hợp lệ")),
            (
                Column(_(N_("Sản phẩm"))),
                Column(_(N_("Cơ sở"))),
                Column(_(N_("Địa bàn"))),
                Column(_(N_("Nhóm sản phẩm"))),
                Column(_(N_("Mã hồ sơ"))),
                Column(_(N_("Lý do"))),
                Column(_(N_("Xét lúc")), Kind.MOMENT),
            ),
            tuple(_refused(page, values["refused"])),
            title=title,
        ),
    ]
    day = day_in_vietnam(now).isoformat()
    return answer.xlsx(page, f"thong-ke-{values['contest'].slug}-{day}", sheets)


def _groups(page: Page, found: statistics.Statistics) -> Iterator[tuple[Value, ...]]:
    for group, figures in found.groups:
        word = page._(words.GROUPS[group]) if group else page._(N_("chưa chọn"))
        yield word, *_row(figures)
    yield page._(N_("Tổng cộng")), *_row(found.total)


def _places(page: Page, found: statistics.Statistics) -> Iterator[tuple[Value, ...]]:
    for one in found.places:
        name = one.place.full_name if one.place else page._(N_("không xác định được"))
        yield name, *_row(one.figures)
    yield page._(N_("Tổng cộng")), *_row(found.total)


def _refused(page: Page, rows: list[Any]) -> Iterator[tuple[Value, ...]]:
    for one in rows:
        unit = one.establishment.unit
        yield (
            one.product_name,
            one.establishment_name,
            unit.line if unit else None,
            page._(words.GROUPS[one.group]) if one.group else None,
            one.receipt,
            one.reason,
            one.screened_at,
        )


def _row(figures: Figures) -> tuple[int, ...]:
    return astuple(figures)
