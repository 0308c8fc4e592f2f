"""What is written opens as it was meant: read back by another library."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.web.conftest import SETTINGS, TEMPLATES
from web.page import Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet, csv_text, workbook

COLUMNS = (
    Column("Tên"),
    Column("Số lao động", Kind.WHOLE),
    Column("Số tiền", Kind.DONG),
    Column("Điểm", Kind.POINTS),
    Column("Ngày", Kind.DAY),
    Column("Lúc", Kind.MOMENT),
)
AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
ROWS = [
    ("Nước mắm Cửa Lò", 12, 35_000_000, 6999, date(2026, 11, 22), AT),
    ("=1+1", None, 0, None, date(1899, 1, 2), None),
    ("0012345678", 1, None, 850, None, None),
    ("https://vidu.example/@x", 1, 1, 1, None, None),
]


def read(data: bytes, tab: int = 0) -> list[list[Any]]:
    rows: list[list[Any]] = list(
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(tab).to_python()
    )
    return rows


def test_a_workbook_keeps_every_value() -> None:
    data = workbook([Sheet("Cơ sở", COLUMNS, ROWS)])
    assert read(data) == [
        ["Tên", "Số lao động", "Số tiền", "Điểm", "Ngày", "Lúc"],
        [
            "Nước mắm Cửa Lò",
            12.0,
            35_000_000.0,
            69.99,
            date(2026, 11, 22),
            datetime(2026, 11, 22, 1, 30),  # noqa: DTZ001 (a cell knows no zone: Vietnam's clock)
        ],
        ["=1+1", "", 0.0, "", "02/01/1899", ""],
        ["0012345678", 1.0, "", 8.5, "", ""],
        ["https://vidu.example/@x", 1.0, 1.0, 0.01, "", ""],
    ]
    inside = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in inside, "hyperlink" in inside) == (False, False)
    assert ('state="frozen"' in inside, '<autoFilter ref="A1:F5"/>' in inside) == (True, True)


def test_title_and_notes_stand_above_the_heads() -> None:
    data = workbook(
        [Sheet("A", (Column("Tên"),), [("x",)], title="Danh sách", notes=("Mô phỏng",))]
    )
    assert read(data) == [["Danh sách"], ["Mô phỏng"], ["Tên"], ["x"]]


def test_tabs_get_names_that_are_accepted() -> None:
    names = ["Kỳ 2026/1: xã [A]", "kỳ 2026 1  xã  A", "", "x" * 40, "X" * 40, "kỳ 2026 1  xã  A"]
    data = workbook([Sheet(name, (Column("a"),), []) for name in names])
    told = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert told == [
        "Kỳ 2026 1  xã  A",
        "kỳ 2026 1  xã  A 2",
        "1",
        "x" * 31,
        "X" * 29 + " 2",
        "kỳ 2026 1  xã  A 3",
    ]


def test_what_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    told = read(workbook([Sheet("A", (Column("a"),), [("á" * 40_000,)])]))[1][0]
    assert isinstance(told, str)
    assert (len(told), told[-1]) == (32_767, "…")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MOMENT, datetime(2026, 1, 1)),  # noqa: DTZ001 (the point)
        (Kind.DAY, AT),
        (Kind.WHOLE, "12"),
        (Kind.DONG, date(2026, 1, 1)),
    ],
)
def test_a_value_of_another_kind_is_a_bug(kind: Kind, value: str | date) -> None:
    with pytest.raises(ValueError, match=r"naive datetime|not a value"):
        workbook([Sheet("A", (Column("a", kind),), [(value,)])])


def test_csv_begins_with_its_mark_and_runs_no_formula() -> None:
    assert csv_text(Sheet("Cơ sở", COLUMNS, ROWS[:3])).decode() == (
        "\ufeffTên,Số lao động,Số tiền,Điểm,Ngày,Lúc\r\n"
        "Nước mắm Cửa Lò,12,35000000,69.99,22/11/2026,22/11/2026 01:30\r\n"
        "'=1+1,,0,,02/01/1899,\r\n"
        "0012345678,1,,8.5,,\r\n"
    )


def page(*, demonstration: bool) -> Page:
    return Page(None, TEMPLATES["vi"], None, "vi", demonstration)  # type: ignore[arg-type]  # not asked


def test_it_is_sent_under_a_readable_name_and_says_what_is_simulated() -> None:
    sheet = Sheet("Cơ sở", (Column("Tên"),), [("x",)])
    sent = answer.xlsx(page(demonstration=True), "Cơ sở Đắk Lắk", [sheet])
    assert sent.headers["content-disposition"] == (
        'attachment; filename="Co_so_Dak_Lak.xlsx"; '
        "filename*=UTF-8''C%C6%A1%20s%E1%BB%9F%20%C4%90%E1%BA%AFk%20L%E1%BA%AFk.xlsx"
    )
    assert sent.headers["content-type"] == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert read(bytes(sent.body))[0] == [answer.SIMULATED]
    real = answer.xlsx(page(demonstration=False), "a", [sheet])
    assert read(bytes(real.body)) == [["Tên"], ["x"]]
    as_csv = answer.csv(page(demonstration=True), "a", sheet)
    assert (bytes(as_csv.body).decode(), SETTINGS.https) == ("\ufeffTên\r\nx\r\n", False)
