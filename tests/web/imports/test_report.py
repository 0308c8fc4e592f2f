"""A report is kept and comes back whole."""

import pytest

from core.imports.kinds import Standing
from web.imports import report
from web.imports.kind import Fault, Row
from web.imports.report import Report

HEADS, COLUMNS = ["Tên", "Giá"], {"name": 0, "price": 1}


def record(name: str, price: int | None) -> dict[str, object]:
    return {"name": name, "price": price, "products": [{"name": "Bình gốm"}]}


def test_every_row_comes_back_as_it_was() -> None:
    rows = [
        Row(2, [], record("Lan", 35_000), standing=Standing.NEW),
        Row(3, ["\ud800", None, 1.5], None, [Fault("price", "not_money", {"most": 3})]),
        Row(5, [], record("Mận", None), notes=[Fault("", "row_repeats", {"row": 2})]),
        Row(
            6,
            ["Cúc", 2],
            record("Cúc", 2),
            standing=Standing.DECIDE,
            target=7,
            target_name="Cơ sở Cúc",
            changes={"price": [1, 2]},
        ),
    ]
    found = report.unpack(report.pack(Report(HEADS, COLUMNS, rows)))
    assert found == Report(HEADS, COLUMNS, rows)
    assert [type(row.standing) for row in found.rows] == [Standing] * 4


@pytest.mark.parametrize("rows", [[], [Row(2, ["a"], None)]])
def test_a_report_without_records_comes_back(rows: list[Row]) -> None:
    found = report.unpack(report.pack(Report(HEADS, COLUMNS, rows)))
    assert found.rows == rows


def test_records_that_differ_in_their_keys_are_a_fault_of_the_kind() -> None:
    rows = [Row(2, [], {"name": "Lan"}), Row(3, [], {"name": "Mận", "price": 1})]
    with pytest.raises(ValueError, match="same keys"):
        report.pack(Report(HEADS, COLUMNS, rows))
