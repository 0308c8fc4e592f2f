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
        ("entry,juror,points\nA,1,80\n", ("--average", "mean", "--drop", "1"), "aside"),
        ("entry,juror,points\nA,1,80\n", ("--average", "median", "--drop", "1"), "aside"),
        ("entry,juror,points\nA,1,80\n", ("--drop", "-1"), "aside"),
        ("entry,juror,points\nA,1,80\n", ("--quota", "1", "--quota", "2"), "drawn already"),
        ("entry,juror,points\nA,1,80,5\n", (), "dòng 2: Dòng này có nhiều ô hơn đầu bảng"),
        ("entry,juror,points\nA,1,69.995\n", (), "dòng 2"),
        ("entry,juror,points\nA,1,1e2\n", (), "dòng 2"),
        ("entry,juror,points\nA ,1,80\nA, 1,80\n", (), "dòng 3"),
        ("entry,juror,points\nCà phê,1,80\nCa\u0300 phe\u0302,1,80\n", (), "dòng 3"),
        ("entry,juror,points\n,1,80\nA,,80\n", (), "dòng 3"),
        ("", (), "không có dòng nào"),
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


NASTY = {
    "a byte order mark": ("\ufeff" + CSV).encode(),
    "semicolons and commas": CSV.replace('"', "").replace(",", ";")
    .replace("80;5", "80,5").replace(".", ",").encode(),
    "tabs": CSV.replace('"80,5"', "80.5").replace(",", "\t").encode(),
    "CRLF": CSV.replace("\n", "\r\n").encode(),
    "UTF-16": CSV.encode("utf-16"),
    "other heads in another order": (
        'JUROR , Points,ENTRY,Ghi chú\n1,90,A,x\n2,"80,5",A,\n\n,,,\n1,69.99,B,\n'
        "2,70,B,\n1,85.25,C,\n2,85.25,C,\n9,10,D,\n,,,\n\n"
    ).encode(),
    "Vietnamese heads": CSV.replace("entry,juror,points", "Mã số,Họ tên giám khảo,Tổng điểm")
    .encode(),
    "an empty cell is a sheet that is missing": (CSV + "D,8,\n").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_tables_as_they_come_say_the_same(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bang.csv"
    path.write_bytes(NASTY[name])
    found = lines(capsys, path)
    assert [(one["entry"], one["sheets"], one["average"], one["rank"]) for one in found] == [
        ("A", 2, "341/4", 1),
        ("C", 2, "341/4", 1),
        ("B", 2, "13999/200", 3),
        ("D", 1, "10/1", 4),
    ]


def test_numbers_of_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bang.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate(
        [
            ("Points", "Entry", "Juror"),
            ("80,5", 101, "1"),
            (80.30000000000001, 101, 2),
            (0.1 + 0.2, 101.0, 3.0),
            (69.99, "B", 1),
            ("", " ", None),
            (None,),
        ]
    ):
        sheet.write_row(at, 0, row)
    book.close()
    assert [(one["entry"], one["average"], one["sheets"]) for one in lines(capsys, path)] == [
        ("B", "6999/100", 1),
        ("101", "537/10", 3),
    ]
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_row(0, 0, ("entry", "juror", "points"))
    book.worksheets()[0].write_row(1, 0, ("A", 1, 69.995))
    book.close()
    assert main(["tally", str(path)]) == 2  # never lifted to 70
    assert "dòng 2" in capsys.readouterr().err


def test_drop_takes_the_highest_and_the_lowest_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bang.csv"
    points = {"A": (10, 70, 71, 75, 100), "B": (99, 98, 97, 96), "C": (80,)}
    path.write_text(
        "entry,juror,points\n"
        + "".join(f"{a},{n},{p}\n" for a, all_ in points.items() for n, p in enumerate(all_)),
        encoding="utf-8",
    )
    for options in (("--drop", "2"), ("--average", "trimmed", "--drop", "2")):
        found = lines(capsys, path, *options)
        assert [
            (one["entry"], one["average"], one["rank"], one["certified"]) for one in found
        ] == [
            ("A", "71/1", 1, True),
            ("B", None, None, False),  # nothing is left of four
            ("C", None, None, False),
        ]


@pytest.mark.parametrize(
    "options",
    [("--pass", "abc"), ("--pass", "100,01"), ("--average", "mode"), ("--drop", "một")],
)
def test_options_that_say_nothing_end_with_two(table: Path, options: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["tally", str(table), *options])
    assert ended.value.code == 2


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(tmp_path / "không có.csv")]) == 2
    assert "không có.csv" in capsys.readouterr().err
