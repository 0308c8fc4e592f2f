"""`python -m web tally`: tables as offices and published results write them."""

import json
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from web.__main__ import main

CSV = 'entry,juror,points\nA,1,90\nA,2,"80,5"\nB,1,69.99\nB,2,70\nC,1,85.25\nC,2,85.25\nD,9,10\n'


def lines(
    capsys: pytest.CaptureFixture[str], table: Path, *options: str
) -> list[dict[str, object]]:
    assert main(["tally", str(table), "--json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bang.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_every_key_of_every_entry(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, table, "--quota", "1") == [
        {
            "entry": "A",
            "sheets": 2,
            "average": "341/4",
            "shown": "85,25",
            "rank": 1,
            "tied": True,
            "eligible": True,
            "certified": None,
        },
        {
            "entry": "C",
            "sheets": 2,
            "average": "341/4",
            "shown": "85,25",
            "rank": 1,
            "tied": True,
            "eligible": True,
            "certified": None,
        },
        {
            "entry": "B",
            "sheets": 2,
            "average": "13999/200",
            "shown": "69,99",
            "rank": 3,
            "tied": False,
            "eligible": False,
            "certified": False,
        },
        {
            "entry": "D",
            "sheets": 1,
            "average": "10/1",
            "shown": "10,00",
            "rank": 4,
            "tied": False,
            "eligible": False,
            "certified": False,
        },
    ]


@pytest.mark.parametrize(
    ("options", "averages"),
    [
        (("--average", "median"), {"A": "341/4", "B": "13999/200", "C": "341/4", "D": "10/1"}),
        (("--average", "trimmed"), dict.fromkeys("ABCD")),
        (
            ("--average", "trimmed", "--drop", "0"),
            {"A": "341/4", "B": "13999/200", "C": "341/4", "D": "10/1"},
        ),
    ],
)
def test_ways_to_average(
    table: Path,
    options: tuple[str, ...],
    averages: dict[str, str | None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert {one["entry"]: one["average"] for one in lines(capsys, table, *options)} == averages


def test_a_vietnamese_workbook_with_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bảng điểm.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate(
        [
            ("BẢNG ĐIỂM",),
            ("Mã số", "Giám khảo", "Điểm", "Nhóm"),
            ("TC01", "Giám khảo 1", 85.5, "Thủ công"),
            ("TC01", "Giám khảo 2", "85,5", "Thủ công"),
            ("TC02", "Giám khảo 1", 80, "Thủ công"),
            (),
            ("TP01", "Giám khảo 1", 75, "Thực phẩm"),
        ]
    ):
        sheet.write_row(at, 0, row)
    book.close()
    quotas = ("--quota", "Thủ công=1", "--quota", "Thực phẩm=1")
    found = lines(capsys, path, *quotas)
    assert [(one["entry"], one["average"], one["rank"], one["certified"]) for one in found] == [
        ("TC01", "171/2", 1, True),
        ("TC02", "80/1", 2, False),
        ("TP01", "75/1", 1, True),
    ]
    assert main(["tally", str(path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == [
        "Hạng",
        "Sản",
        "phẩm",
        "Nhóm",
        "Số",
        "phiếu",
        "Bình",
        "quân",
        "Đủ",
        "điểm",
        "Trong",
        "số",
        "lượng",
    ]
    assert printed[1].split() == ["1", "TC01", "Thủ", "công", "2", "85,50", "có", "có"]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("entry,juror,points\nA,1,80\nA,1,80\n", (), "dòng 3"),
        ("entry,juror,points\nA,1,100.01\n", (), "dòng 2"),
        ("entry,juror,points\nA,1,-1\n", (), "dòng 2"),
        ("entry,juror,points\nA,1,tám\n", (), "dòng 2"),
        ("entry,points\nA,1\n", (), "juror"),
        ("entry,juror,points\nA,1,80\n", ("--quota", "X=1"), "“X”"),
        ("entry,juror,points\nA,1,80\n", ("--quota", "-1"), "--quota"),
        ("entry,juror,points\nA,1,80\n", ("--drop", "1"), "aside"),
    ],
)
def test_what_cannot_be_tallied_ends_with_two(
    tmp_path: Path,
    text: str,
    options: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "bang.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["tally", str(path), *options]) == 2
    out, err = capsys.readouterr()
    assert (out, said in err) == ("", True)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(tmp_path / "không có.csv")]) == 2
    assert "không có.csv" in capsys.readouterr().err
