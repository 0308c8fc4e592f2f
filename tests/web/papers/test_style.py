"""Every template holds to the numbers of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from scripts.paper_templates import PAPERS, write
from tests.web.papers.reading import opened, parts
from web.papers import style
from web.papers.render import FOLDER, render, template

NAMES = [one.__name__ for one in PAPERS]
LANDSCAPE = {"score_summary", "nomination_list"}
TWIPS = 1440 / 25.4


def lines(name: str) -> list[Paragraph]:
    """Every paragraph of a template, in tables too."""
    found = opened(template(name))
    return [Paragraph(one, found._body) for one in found.element.body.iter(qn("w:p"))]


def line(name: str, text: str) -> Paragraph:
    """The first paragraph that says this."""
    return next(one for one in lines(name) if text in one.text)


def sizes(one: Paragraph) -> set[float | None]:
    """The sizes of a line's pieces in points."""
    return {run.font.size.pt if run.font.size else None for run in one.runs}


def mm(length: Length | None) -> float:
    """A length that must be given, in millimetres."""
    assert length is not None
    return length / 36_000


def ruled(one: Paragraph) -> bool:
    """Whether a level line is drawn right under this paragraph."""
    after = one._p.getnext()
    return after is not None and after.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None


def test_what_ships_is_what_the_script_writes(tmp_path: Path) -> None:
    write(tmp_path)
    assert sorted(one.stem for one in FOLDER.glob("*.docx")) == sorted(NAMES)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        one.name: one.read_bytes() for one in FOLDER.glob("*.docx")
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_sheet_and_its_letters(name: str) -> None:
    document = opened(template(name))
    for section in document.sections:
        width, height = round(mm(section.page_width)), round(mm(section.page_height))
        assert (width, height) == ((297, 210) if name in LANDSCAPE else (210, 297))
        assert 20 <= round(mm(section.top_margin), 1) <= 25
        assert 20 <= round(mm(section.bottom_margin), 1) <= 25
        assert 30 <= round(mm(section.left_margin), 1) <= 35
        assert 15 <= round(mm(section.right_margin), 1) <= 20
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        number = section.header.paragraphs[0]
        assert (number.alignment, sizes(number)) == (ALIGN.CENTER, {14.0})
        assert "PAGE" in number._p.xml
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert document.styles["Normal"].font.size.pt in {13, 14}
    assert {run.font.name for one in lines(name) for run in one.runs} <= {"Times New Roman", None}
    assert not [one for one in parts(template(name)) if "vba" in one.lower()]


@pytest.mark.parametrize("name", NAMES)
def test_the_head(name: str) -> None:
    nation = line(name, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert (sizes(nation) <= {12.0, 13.0}, nation.runs[0].bold) == (True, True)
    motto = line(name, "Độc lập - Tự do - Hạnh phúc")
    assert (sizes(motto) <= {13.0, 14.0}, motto.runs[0].bold, ruled(motto)) == (True, True, True)
    body = line(name, "{{ body|upper }}")
    assert (sizes(body) <= {12.0, 13.0}, body.runs[0].bold, ruled(body)) == (True, True, True)
    parent = line(name, "{{ parent|upper }}")
    assert (sizes(parent) <= {12.0, 13.0}, bool(parent.runs[0].bold)) == (True, False)
    day = line(name, "place_day }}")
    assert (sizes(day) <= {13.0, 14.0}, day.runs[0].italic) == (True, True)


@pytest.mark.parametrize("name", [one for one in NAMES if not one.endswith("_letter")])
def test_the_name_of_the_paper(name: str) -> None:
    kinds = ("QUYẾT ĐỊNH", "KẾ HOẠCH", "PHIẾU", "BẢNG", "BIÊN BẢN", "TỜ TRÌNH", "THÔNG", "DANH")
    title = next(one for one in lines(name) if one.text.startswith(kinds))
    about = Paragraph(title._p.getnext(), title._parent)
    for one in (title, about):
        assert one.alignment == ALIGN.CENTER
        assert (sizes(one) <= {13.0, 14.0}, one.runs[0].bold) == (True, True)
    assert ruled(about)


@pytest.mark.parametrize("name", ["council", "submission", "recognition", "nomination_letter"])
def test_recipients_and_the_signature(name: str) -> None:
    head = line(name, "Nơi nhận:")
    assert (sizes(head), head.runs[0].bold, head.runs[0].italic) == ({12.0}, True, True)
    assert sizes(line(name, "- {{ line }}")) == {11.0}
    for text in ("{{ capacity|upper }}", "{{ signer }}"):
        one = line(name, text)
        assert (sizes(one) <= {13.0, 14.0}, one.runs[0].bold) == (True, True)
        assert one.alignment == ALIGN.CENTER


def test_the_text_of_a_decision() -> None:
    article = line("council", "Điều 1.")
    form = article.paragraph_format
    assert sizes(article) <= {13.0, 14.0}
    assert article.alignment == ALIGN.JUSTIFY
    assert mm(form.first_line_indent) == pytest.approx(10, abs=0.1)
    assert form.space_after is not None
    assert form.space_after.pt >= 6
    assert article.runs[0].bold


@pytest.mark.parametrize("name", NAMES)
def test_tables_fit_and_repeat_their_heads(name: str) -> None:
    document = opened(template(name))
    section = document.sections[0]
    inner = mm(section.page_width) - mm(section.left_margin) - mm(section.right_margin)
    for table in document.tables:
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(widths) / TWIPS <= inner + 0.5
        if table.style is not None and table.style.name == "Table Grid":
            assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert all(one._tr.find(f".//{qn('w:cantSplit')}") is not None for one in table.rows)


def test_an_annex_counts_its_own_pages() -> None:
    document = opened(template("recognition"))
    assert len(document.sections) == 2
    for section in document.sections:
        start = section._sectPr.find(qn("w:pgNumType"))
        assert start is not None
        assert start.get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer


def test_the_end_of_a_list_stays_with_the_signature() -> None:
    groups = [
        {
            "name": "Nhóm",
            "rows": [dict.fromkeys(("no", "rank", "code", "product"), "x") for _ in range(9)],
        }
    ]
    for row in groups[0]["rows"]:
        assert isinstance(row, dict)
        row.update(dict.fromkeys(("establishment", "address", "average", "prize"), "x"))
    said = (
        "parent body number place_day rules_name minutes_number met_on contest_title organiser",
        "product_words product_title valid_count eligible_count pass_mark votes_for present",
        "authority signer chosen_count capacity",
    )
    fields = dict.fromkeys(" ".join(said).split(), "x")
    made = opened(
        render(
            template("submission"),
            {**fields, "simulated": False, "recipients": [], "chosen": groups},
        )
    )
    ruled = next(one for one in made.tables if one.style and one.style.name == "Table Grid")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in ruled.rows]
    assert kept == [None] * 8 + [True, True]


def test_without_libreoffice_the_package_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.papers"],
        env={"PATH": str(tmp_path), "PYTHONPATH": ".", "INTO": str(tmp_path / "out")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "libreoffice-writer" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (datetime(2026, 3, 31, 17, 30, tzinfo=UTC), "ngày 01 tháng 4 năm 2026"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days(value: date | None, said: str) -> None:
    assert style.day(value) == said
    assert style.place_day("Vĩnh Long", value) == f"Vĩnh Long, {said}"


def test_a_committee_breaks_before_its_place() -> None:
    assert style.agency("Ủy ban nhân dân tỉnh Vĩnh Long") == (
        "Ủy ban nhân dân tỉnh\u00a0Vĩnh\u00a0Long"
    )
    assert style.agency("Sở Công Thương tỉnh Vĩnh Long") == "Sở Công Thương tỉnh Vĩnh Long"
    long = "Ủy ban nhân dân xã Tân Long Hội của tỉnh Vĩnh Long"
    assert style.agency(long) == long


def test_a_year_is_not_left_alone() -> None:
    assert style.held("Bình chọn tỉnh Vĩnh Long năm 2026") == (
        "Bình chọn tỉnh Vĩnh Long\u00a0năm\u00a02026"
    )
    assert style.held("Năm 2026") == "Năm 2026"
    assert style.bound("cấp tỉnh năm 2026") == "cấp\u00a0tỉnh\u00a0năm\u00a02026"


@pytest.mark.parametrize(
    ("founder", "office", "capacity"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "Chủ tịch"),
        (
            "Ủy ban nhân dân tỉnh",
            "Ủy ban nhân dân tỉnh",
            "TM. Ủy ban nhân dân\nChủ tịch",
        ),
        ("Hội đồng bình chọn", "Hội đồng bình chọn", "TM. Hội đồng\nChủ tịch"),
        ("Bộ trưởng Bộ Công Thương", "Bộ Công Thương", "Bộ trưởng"),
        ("Sở Công Thương", "Sở Công Thương", "Giám đốc"),
        ("Hội Nghề cá", "Hội Nghề cá", "………………"),
    ],
)
def test_who_signs(founder: str, office: str, capacity: str) -> None:
    assert (style.office(founder), style.capacity(founder)) == (office, capacity)


def test_counts_and_money() -> None:
    assert [style.count(one) for one in (0, 7, 10, 1234)] == ["00", "07", "10", "1.234"]
    assert style.money(2_000_000) == "2.000.000 đồng (hai triệu đồng)"
    assert style.money(None) == ""
