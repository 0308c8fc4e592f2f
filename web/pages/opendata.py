"""Open data: the catalogue to take along, with its dictionary, licence and day."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from core.clock import day_in_vietnam
from web import catalogue
from web.deps import Now, Read, Show
from web.page import N_

router = APIRouter()

COLUMNS: dict[str, str] = {
    "code": N_("mã sản phẩm; địa chỉ ngắn là /p/<mã>"),
    "name": N_("tên sản phẩm, như đã đăng ký hoặc như nguồn in"),
    "language": N_("ngôn ngữ của tên: vi hoặc en"),
    "group": N_("nhóm sản phẩm (TT 26/2014 Đ5); trống khi nguồn không nêu"),
    "maker": N_("cơ sở sản xuất; trống khi nguồn không nêu"),
    "place": N_("nơi sản xuất"),
    "level": N_("cấp công nhận: commune, district, province, region, nation"),
    "year": N_("năm; trống khi nguồn không nêu"),
    "certificate": N_("số giấy chứng nhận cấp trên nền tảng; trống với lần công nhận khác"),
    "valid_until": N_("ngày hết hạn; trống khi không rõ"),
    "standing": N_("in_force, expired, revoked vào ngày tải"),
    "source": N_("nguồn công bố hoặc số quyết định, với lần công nhận ngoài nền tảng"),
    "origin": N_("registered, published hoặc simulated (mô phỏng)"),
    "url": N_("địa chỉ trang sản phẩm"),
}
LICENCE = "CC BY 4.0"


@router.get("/du-lieu")
def about(session: Read, page: Show, now: Now) -> Response:
    """What can be taken, in which form, under which licence, as of when."""
    items = catalogue.everything(session, day_in_vietnam(now))
    return page.show(
        "opendata/opendata.html",
        columns=COLUMNS,
        products=len(items),
        honours=sum(len(item.honours) for item in items),
        licence=LICENCE,
        now=now,
    )


@router.get("/du-lieu/san-pham.csv")
def as_csv(request: Request, session: Read, page: Show, now: Now) -> Response:
    """One row an honour; UTF-8 with a mark, so that spreadsheets read the accents."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {name: harmless(value) for name, value in row.items()}
        for row in rows(session, page.request, day_in_vietnam(now))
    )
    return kept(request, ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8")


@router.get("/du-lieu/san-pham.json")
def as_json(request: Request, session: Read, page: Show, now: Now) -> Response:
    """The same rows with their dictionary."""
    today = day_in_vietnam(now)
    body = {
        "licence": LICENCE,
        "day": today.isoformat(),
        "columns": COLUMNS,
        "rows": list(rows(session, page.request, today)),
    }
    return kept(request, json.dumps(body, ensure_ascii=False).encode(), "application/json")


def rows(session: Any, request: Request, on: date) -> Iterator[dict[str, Any]]:
    """One dictionary an honour, in the order of the catalogue."""
    base = request.app.state.wiring.settings.public_url
    for item in catalogue.everything(session, on):
        for honour in item.honours:
            yield {
                "code": item.code,
                "name": item.name,
                "language": item.language,
                "group": item.group or "",
                "maker": item.maker,
                "place": item.place,
                "level": honour.level,
                "year": honour.year if honour.year is not None else "",
                "certificate": honour.number if honour.code else "",
                "valid_until": honour.valid_until.isoformat() if honour.valid_until else "",
                "standing": honour.standing or "",
                "source": honour.source or honour.paper,
                "origin": item.origin,
                "url": base + item.address,
            }


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def kept(request: Request, body: bytes, kind: str) -> Response:
    """The file with its mark; 304 when the asker has it already."""
    mark = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {
        "ETag": mark,
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if mark in marks(request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def marks(told: Iterable[str]) -> set[str]:
    """The marks a browser says it holds; a proxy that compresses makes them weak."""
    return {mark.strip().removeprefix("W/") for mark in told}
