"""`python -m web agreement`: any table of ratings, as a file gives it."""

import json
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from tests.contest.advice.published import KRIPPENDORFF
from web.__main__ import main


def answer(capsys: pytest.CaptureFixture[str], table: Path, *options: str) -> dict[str, object]:
    assert main(["agreement", str(table), "--json", *options]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    found: dict[str, object] = json.loads(printed)
    return found


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_and_the_rows_that_were_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["Units,Rater1,Rater2,Rater3,Rater4"]
    for product, row in zip(KRIPPENDORFF.products, KRIPPENDORFF.values, strict=True):
        lines.append(",".join([product, *("" if one is None else str(one) for one in row)]))
    found = answer(capsys, write(tmp_path / "k.csv", "\n".join(lines)), "--line", "4")
    assert set(found) == {
        *("products", "jurors", "ratings", "rows_used", "intervals", "mean_squares", "reasons"),
        *(f"ICC({form},{of})" for form in "123" for of in "1k"),
        *(f"alpha_{measure}" for measure in ("nominal", "ordinal", "interval", "ratio")),
        *("percent_agreement", "gwet_ac1", "fleiss_kappa", "conger_kappa", "brennan_prediger"),
        *("F_oneway", "F_twoway", "severity", "spread", "without", "bands", "deliberate"),
        "few_jurors",
    }
    assert {
        "products": found["products"],
        "jurors": found["jurors"],
        "ratings": found["ratings"],
        "rows_used": found["rows_used"],
        "reasons": found["reasons"],
        "few_jurors": found["few_jurors"],
    } == {
        "products": 12,
        "jurors": 4,
        "ratings": 41,
        "rows_used": 8,
        "reasons": {},
        "few_jurors": True,
    }
    alphas = [found[f"alpha_{one}"] for one in ("nominal", "ordinal", "interval", "ratio")]
    assert [round(float(str(one)), 3) for one in alphas] == [0.743, 0.815, 0.849, 0.797]


def test_a_vietnamese_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "diem.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate(
        [
            ["Sản phẩm", "GK 1", "GK 2"],
            ["Mắm", 80.5, "82,5"],
            [],
            ["Trà", "70.25", 71],
            ["Nón", None, 90],
        ]
    ):
        sheet.write_row(at, 0, row)
    book.close()
    found = answer(capsys, path)
    bands = found["bands"]
    assert isinstance(bands, list)
    assert [(one["product"], one["mean"], one["place"]) for one in bands] == [
        ("Mắm", 81.5, 2),
        ("Trà", 70.625, 3),
        ("Nón", 90.0, 1),
    ]
    assert (found["rows_used"], found["ratings"]) == (2, 5)


def test_too_few_give_null_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, write(tmp_path / "one.csv", "SP;GK\nA;80\nB;70\n"))
    reasons = found["reasons"]
    assert isinstance(reasons, dict)
    assert (found["ICC(2,1)"], reasons["ICC(2,1)"]) == (
        None,
        "Chỉ có một giám khảo: không có ai để so.",
    )
    assert (found["alpha_interval"], reasons["alpha_interval"]) == (
        None,
        "Không có sản phẩm nào được hai giám khảo cùng chấm.",
    )
    assert found["mean_squares"] is None
    empty = answer(capsys, write(tmp_path / "none.csv", "SP,GK1,GK2\n"))
    assert (empty["products"], empty["ICC(1,1)"], empty["bands"]) == (0, None, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SP,GK1,GK2\nA,80,tám\n", "dòng 2: Cột GK2: “tám” không phải là số."),
        ("SP,GK1,GK2\nA,80,70\nB,1.2.3,7\n", "dòng 3: Cột GK1: “1.2.3” không phải là số."),
        ("SP,GK1,GK2\nA,80,nan\n", "dòng 2: Cột GK2: “nan” không phải là số."),
        ("SP,GK1,GK2\nA,80,1e300\n", "dòng 2: Cột GK2: “1e300” không phải là số."),
        ("SP,GK1,GK2\nA,80,70,60\n", "dòng 2: Dòng này có nhiều ô hơn dòng đầu."),
        ("SP\nA\n", "Bảng cần một cột sản phẩm và ít nhất một cột giám khảo."),
    ],
)
def test_what_cannot_be_read_ends_with_two(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreement", str(write(tmp_path / "bad.csv", text))]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.strip()) == ("", said)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_the_same_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = write(tmp_path / "t.csv", "SP,GK1,GK2,GK3\nA,90,90,90\nB,80,80,71\nC,78,78,78\n")
    assert main(["agreement", str(table), "--line", "2"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == (
        "3 sản phẩm, 3 giám khảo, 9 điểm. ICC dùng 3 sản phẩm được mọi giám khảo chấm."
    )
    assert ["GK3", "2", "1", "B,", "C"] in map(str.split, printed)
    assert "Nên bàn kỹ: B, C" in printed
    assert printed[-1] == "Ít giám khảo: các khoảng hạng chỉ nói được rất ít."
