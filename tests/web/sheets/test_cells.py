"""What people write for numbers, money and days."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from core.money import Ambiguous
from web.sheets import cells, heads
from web.sheets.cells import Cell
from web.sheets.delimited import folded


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (cells.text, "  Gốm\u00a0 đỏ \n Cổ Chiên ", "Gốm đỏ\nCổ Chiên"),
        (cells.line, "Gốm đỏ\nCổ Chiên", "Gốm đỏ Cổ Chiên"),
        (cells.text, "Go\u0302\u0301m", "Gốm"),
        (cells.text, 912345678, "912345678"),
        (cells.text, 1.5, "1.5"),
        (cells.text, True, "có"),
        (cells.text, date(2026, 1, 2), "02/01/2026"),
        (cells.text, "   ", None),
        (cells.line, None, None),
        (cells.whole, 12, 12),
        (cells.whole, 12.0, 12),
        (cells.whole, "1.234", 1234),
        (cells.whole, "1,234", 1234),
        (cells.whole, "1.234,0", 1234),
        (cells.whole, "1,234.00", 1234),
        (cells.whole, "12 người", 12),
        (cells.whole, "", None),
        (cells.dong, 35_000_000, 35_000_000),
        (cells.dong, "35.000.000 đ", 35_000_000),
        (cells.dong, "1,5 triệu", 1_500_000),
        (cells.dong, None, None),
        (cells.day, date(2026, 1, 2), date(2026, 1, 2)),
        (cells.day, datetime(2026, 1, 2, 3, 4), date(2026, 1, 2)),  # noqa: DTZ001 (a cell)
        (cells.day, "02/01/2026", date(2026, 1, 2)),
        (cells.day, "2-1-26", date(2026, 1, 2)),
        (cells.day, "2.1.99", date(1999, 1, 2)),
        (cells.day, "2026-01-02", date(2026, 1, 2)),
        (cells.day, "ngày 2 tháng 1 năm 2026", date(2026, 1, 2)),
        (cells.day, 46024, date(2026, 1, 2)),
        (cells.day, "46024", date(2026, 1, 2)),
        (cells.day, "", None),
        (cells.year, 2024, 2024),
        (cells.year, "Năm 2024", 2024),
        (cells.year, date(2024, 5, 6), 2024),
    ],
)
def test_read(reader: Callable[[Cell], object], cell: Cell, value: object) -> None:
    assert reader(cell) == value


@pytest.mark.parametrize(
    ("reader", "cell", "code"),
    [
        (cells.whole, "1.234,5", "not_whole"),
        (cells.whole, "1,234.5", "not_whole"),
        (cells.whole, 1.5, "not_whole"),
        (cells.whole, date(2026, 1, 2), "not_whole"),
        (cells.whole, "mười", "not_whole"),
        (cells.dong, 1.5, "not_money"),
        (cells.dong, -1, "not_money"),
        (cells.dong, "nhiều", "not_money"),
        (cells.day, "31/02/2026", "not_a_day"),
        (cells.day, "13/25/2024", "not_a_day"),
        (cells.day, 12, "not_a_day"),
        (cells.day, "hôm qua", "not_a_day"),
        (cells.year, "24", "not_a_year"),
    ],
)
def test_refused(reader: Callable[[Cell], object], cell: Cell, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        reader(cell)


def test_money_that_reads_two_ways_is_refused_with_both() -> None:
    with pytest.raises(Ambiguous) as refused:
        cells.dong("35,000")
    assert refused.value.readings == (35, 35_000)


KNOWN = {"name": {"ten co so"}, "commune": {"xa"}, "workers": {"so lao dong"}}


@pytest.mark.parametrize(
    ("rows", "first", "columns", "unknown"),
    [
        ([["Tên cơ sở", "Xã"], ["A", "B"]], 1, {"name": 0, "commune": 1}, []),
        (
            [
                ["DANH SÁCH CƠ SỞ"],
                [],
                ["STT", "TÊN  CƠ SỞ (*)", "xã", "1. Số lao động (người)", "Ghi chú"],
                ["(1)", "(2)", "(3)", "(4)", "(5)"],
                [1, "A", "B", 3, ""],
            ],
            4,
            {"name": 1, "commune": 2, "workers": 3},
            ["Ghi chú"],
        ),
        (
            [["Tên cơ sở", "Địa bàn", ""], ["", "Xã", "Huyện"], ["A", "B", "C"]],
            2,
            {"name": 0, "commune": 1},
            ["Huyện"],
        ),
    ],
)
def test_heads_are_found(
    rows: list[list[object]], first: int, columns: dict[str, int], unknown: list[str]
) -> None:
    found = heads.find(rows, KNOWN)
    assert found is not None
    assert (found.first, found.columns, found.unknown) == (first, columns, unknown)


def test_no_heads_and_doubled_heads() -> None:
    assert heads.find([["a", "b"], ["Tên cơ sở", "c"]], KNOWN) is None
    found = heads.find([["Tên cơ sở", "Xã", "Tên cơ sở"]], KNOWN)
    assert found is not None
    assert (found.columns, found.doubled) == ({"name": 0, "commune": 1}, ["Tên cơ sở"])


def test_heads_are_compared_without_numbering_brackets_and_marks() -> None:
    assert folded("II. Số lao động (người) *") == "so lao dong"
    assert folded("(1)") == "1"
