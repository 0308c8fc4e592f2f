"""Cells → typed values, column by column; one odd cell spoils nothing but itself."""

from datetime import date
from typing import Any

import pytest

from web.imports import columns
from web.imports.kind import Fault, Field, Holds

NAME = Field("name", "Tên", most=10)
WORKERS = Field("workers", "Số lao động", holds=Holds.WHOLE)
PRICE = Field("price", "Giá", holds=Holds.DONG)
DAY = Field("day", "Ngày", holds=Holds.DAY)
NUMBER = Field("number", "Mã số", holds=Holds.DIGITS)
NOTE = Field("note", "Ghi chú", holds=Holds.LINES)


@pytest.mark.parametrize(
    ("field", "cells", "values"),
    [
        (NAME, [" Lan ", "", "Mận"], ["Lan", None, "Mận"]),
        (NAME, ["Lan\u00a0Anh", " ", "a\nb"], ["Lan Anh", None, "a b"]),
        (NAME, ["Ma\u0323\u0302n", 12, None], ["Mận", "12", None]),
        (NUMBER, ["0100112437 ", 100112437, ""], ["0100112437", 100112437, None]),
        (NUMBER, ["0100112437 ", ""], ["0100112437", None]),
        (NOTE, ["một\n\n hai", "ba"], ["một\nhai", "ba"]),
        (WORKERS, [5, "1.200", ""], [5, 1200, None]),
        (DAY, [date(2026, 5, 1), "2-6-26", None], [date(2026, 5, 1), date(2026, 6, 2), None]),
    ],
)
def test_a_column_is_read(field: Field, cells: list[Any], values: list[Any]) -> None:
    found = columns.read([field], {field.key: 0}, [[cell] for cell in cells])
    assert found == ((field.key,), [(value,) for value in values], {})


def test_faults_stand_at_their_rows_and_rows_may_end_early() -> None:
    raws: list[list[Any]] = [
        ["Lan", "5", "35.000.000"],
        ["một tên quá dài", "năm"],
        ["Mận"],
        ["Cúc", 5, "74,975 triệu"],
    ]
    readings = {"one_dong": 74_975_000, "other_dong": 74_975_000_000}
    found = columns.read([NAME, WORKERS, PRICE, DAY], {"name": 0, "price": 2, "workers": 1}, raws)
    assert found.keys == ("name", "workers", "price")
    assert found.rows == [
        ("Lan", 5, 35_000_000),
        (None, None, None),
        ("Mận", None, None),
        ("Cúc", 5, None),
    ]
    assert found.faults == {
        1: [Fault("name", "too_long", {"most": 10}), Fault("workers", "not_whole", {})],
        3: [Fault("price", "money_two_readings", readings)],
    }
