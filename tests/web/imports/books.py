"""Workbooks as offices send them, and as nobody should; made here, row by row."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from core.registry.rules import check_digit

HEADS = (
    "TT",
    "Tên cơ sở",
    "Loại hình",
    "Mã số thuế",
    "Xã, phường",
    "Tỉnh",
    "Địa chỉ",
    "Người đại diện",
    "Điện thoại",
    "Email",
    "Số lao động",
    "Tên sản phẩm",
    "Nhóm sản phẩm",
)


def numbers(first: int = 100_000_000) -> Iterator[str]:
    """Tax numbers with their check digits, one after another."""
    while True:
        first += 7
        digit = check_digit(f"{first:09d}")
        if digit is not None and digit < 10:
            yield f"{first:09d}{digit}"


def book(rows: Iterable[Sequence[Any]], heads: Sequence[str] = HEADS, **options: Any) -> bytes:
    """One sheet: heads, then rows as they are given."""
    return sheets({"Danh sách": [heads, *rows]}, **options)


def sheets(tabs: dict[str, Iterable[Sequence[Any]]], merged: Sequence[Any] = ()) -> bytes:
    """Several sheets; `merged` are ranges (top, left, bottom, right, value) of the first."""
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data, {"in_memory": True})
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in tabs.items():
        page = made.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, tuple):  # a formula, and the value kept with it
                    page.write_formula(at, column, value[0], None, value[1])
                elif hasattr(value, "isoformat"):
                    page.write_datetime(at, column, value, day)
                else:
                    page.write(at, column, value)
        for top, left, bottom, right, value in merged if name == next(iter(tabs)) else ():
            page.merge_range(top, left, bottom, right, value)
    made.close()
    return data.getvalue()


def row(number: int, tax: str | None, **changes: Any) -> list[Any]:
    """A household of the commune Long Hồ; `changes` by the first word of a head."""
    values = {
        "TT": number,
        "Tên": f"Cơ sở Gốm đỏ {number} (mô phỏng)",
        "Loại": "Hộ kinh doanh",
        "Mã": tax,
        "Xã": "Xã Long Hồ",
        "Tỉnh": "Tỉnh Vĩnh Long",
        "Địa": f"ấp {number}",
        "Người": "Nguyễn Văn An",
        "Điện": f"09{number:08d}",
        "Email": f"cs{number}@vidu.example",
        "Số": 5,
        "sản phẩm": f"Bình gốm {number}",
        "Nhóm": "Thủ công mỹ nghệ",
        **changes,
    }
    return list(values.values())


def bomb() -> bytes:
    """A workbook whose sheet unfolds to half a gigabyte."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book([row(1, None)]))) as good,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad,
    ):
        for name in good.namelist():
            if name != "xl/worksheets/sheet1.xml":
                bad.writestr(name, good.read(name))
        with bad.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(500):
                member.write(b" " * 1_000_000)
    return data.getvalue()


def lying_bomb() -> bytes:
    """The same, and its directory says that it is small."""
    data = bytearray(bomb())
    name = b"xl/worksheets/sheet1.xml"
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)
