import csv
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from contest.contests.kinds import ContestLevel
from core.territory import reference
from core.territory.rules import UnitKind
from web.demo import published
from web.demo.published import PublishedRow
from web.plates import Plate, plate_for

ROOT = Path(__file__).parents[3]
NOT_RECOGNISED = ("tỉnh (đăng ký dự thi", "khu vực (đề cử từ cấp tỉnh)")

# Of every name and place as collected from the sources, one line each, tabs between.
DIGEST = "8cb82e2b05ebd09a1364dd2423a7d0cde33f82e9988955969f29c4565ae915fb"


@pytest.fixture(scope="module")
def rows() -> tuple[PublishedRow, ...]:
    return published.read_published()


def test_there_are_as_many_as_the_sources_print(rows: tuple[PublishedRow, ...]) -> None:
    assert len(rows) == 173
    assert Counter((row.level, row.region) for row in rows) == {
        (ContestLevel.DISTRICT, None): 13,
        (ContestLevel.PROVINCE, None): 101,
        (ContestLevel.REGION, "north"): 9,
        (ContestLevel.REGION, "south"): 8,
        (ContestLevel.NATION, None): 42,
    }
    assert not [row for row in rows if row.level_as_printed.startswith(NOT_RECOGNISED)]


def test_no_row_stands_twice(rows: tuple[PublishedRow, ...]) -> None:
    assert len(set(rows)) == len(rows)


def test_every_row_has_a_source(rows: tuple[PublishedRow, ...]) -> None:
    files = [row for row in rows if not row.source_url.startswith("https://")]
    assert {row.source_url for row in files} == {
        "github file id 10057922387 (baumay.com)",
        "github file id 18150462327",
    }
    assert len(files) == 7
    assert all(row.source_url for row in rows)
    assert not any(row.source_is_link for row in files)
    assert sum(row.source_is_link for row in rows) == 66


def test_there_is_no_telephone_or_identity_number(rows: tuple[PublishedRow, ...]) -> None:
    for row in rows:
        printed = f"{row.product_name} {row.establishment} {row.note}"
        assert not re.search(r"(\d[\s.]?){8,}", printed), printed


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Handmade horn rimmed glasses", "en"),
        ("Banh khao Moc Son", "en"),
        ("Sugar-free corn noodles", "en"),
        ("Royal jelly", "en"),
        ("Swallow's nest product", "en"),
        ("Mỳ ngô tách đường", "vi"),
        ("Vicumax nano Curcumin", "vi"),
        ("Active yeast – thức ăn chức năng - đạm sá sùng Vạn Phát Đạt", "vi"),
    ],
)
def test_names_printed_in_english_are_marked(
    rows: tuple[PublishedRow, ...], name: str, language: str
) -> None:
    assert {row.language for row in rows if row.product_name == name} == {language}


def test_whole_rows(rows: tuple[PublishedRow, ...]) -> None:
    pepper = next(row for row in rows if row.establishment == "Bầu Mây")
    assert pepper == PublishedRow(
        level=ContestLevel.DISTRICT,
        region=None,
        level_as_printed="huyện",
        province_as_printed="Bà Rịa - Vũng Tàu",
        district_as_printed=None,
        year=2020,
        product_name="Tiêu không hạt Bầu Mây",
        language="vi",
        establishment="Bầu Mây",
        group=None,
        plate=Plate.SPICE,
        unit_kind=UnitKind.PROVINCE,
        unit_code="77",
        unit_day=date(2025, 6, 30),
        note="tên thương hiệu; nguồn không đọc được tên pháp nhân",
        source_url="github file id 10057922387 (baumay.com)",
    )
    rice = next(row for row in rows if row.product_name == "Cơm sấy Nhật Quỳnh")
    assert (rice.unit_kind, rice.unit_code, rice.year) == (UnitKind.DISTRICT, "860", 2017)
    undated = [row.product_name for row in rows if row.year is None]
    assert undated == ["Bánh canh gạo"]


def test_every_unit_is_in_the_list_of_its_day(rows: tuple[PublishedRow, ...]) -> None:
    known = {
        (row["kind"], row["code"], row["valid_from"].year): row["line"]
        for row in reference.read().units
    }
    lists = {date(2025, 6, 30): 2008, date(2025, 7, 1): 2025}
    lines = {}
    for row in rows:
        assert row.unit_kind is not None
        assert row.unit_day is not None
        line = known[(row.unit_kind, row.unit_code, lists[row.unit_day])]
        lines[(row.province_as_printed, row.district_as_printed)] = line
    assert len(lines) == 68
    assert lines[("Phú Yên", "TX Sông Cầu")] == "Thị xã Sông Cầu, tỉnh Phú Yên"
    assert lines[("Hà Tĩnh", "Kỳ Anh")] == "Tỉnh Hà Tĩnh"
    assert lines[("Thừa Thiên Huế", None)] == "Thành phố Huế"
    assert lines[("An Giang", "Phú Quốc")] == "Đặc khu Phú Quốc, tỉnh An Giang"
    assert lines[("An Giang", "Phú Tân")] == "Huyện Phú Tân, tỉnh An Giang"


def test_every_product_has_the_plate_that_was_looked_at(rows: tuple[PublishedRow, ...]) -> None:
    reviewed: dict[str, Plate] = {}
    plate = Plate.OTHER
    for line in (Path(__file__).parent / "reviewed_plates.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            plate = Plate(line.strip("[]"))
        elif line and not line.startswith("#"):
            reviewed[line] = plate
    assert {row.product_name: row.plate for row in rows} == reviewed
    assert [
        row.product_name
        for row in rows
        if plate_for(row.product_name, row.establishment or "") is not row.plate
    ] == []
    assert sum(row.plate is Plate.OTHER for row in rows) < 5


def _digest(names: Sequence[tuple[str, ...]]) -> str:
    return hashlib.sha256("\n".join("\t".join(one) for one in names).encode()).hexdigest()


def test_no_name_was_altered(rows: tuple[PublishedRow, ...]) -> None:
    """Against the digest always; against the collected table too where it lies beside us."""
    ours = [
        (
            row.level_as_printed,
            row.province_as_printed,
            row.district_as_printed or "",
            str(row.year or ""),
            row.product_name,
            f"{row.establishment or ''}{f' ({row.note})' if row.note else ''}",
            row.source_url,
        )
        for row in rows
    ]
    assert _digest(ours) == DIGEST
    columns = ["level", "province", "district", "year", "product", "establishment", "source_url"]
    for place in ROOT.parents[:2]:
        table = place / "shared/data/contests/real_entries.csv"
        if table.exists():
            with table.open(encoding="utf-8-sig", newline="") as file:
                theirs = [tuple(row[name] for name in columns) for row in csv.DictReader(file)]
            assert ours == [one for one in theirs if not one[0].startswith(NOT_RECOGNISED)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("level,region", "region,level", "unexpected columns"),
        ("province,,tỉnh", "village,,tỉnh", "line 2: 'village'"),
        ("province,,tỉnh", "region,,tỉnh", "line 2: region ''"),
        (",2021,", ",21,", "line 2: year '21'"),
        (",other,", ",pepper,", "line 2: 'pepper'"),
        (",en,", ",fr,", "line 2: language 'fr'"),
        (",24,", ",,", "line 2: a unit needs"),
        ("Handmade horn rimmed glasses", "", "line 2: no product_name"),
        ("Handmade horn", " Handmade horn", "line 2: spaces around"),
        (",en,", ",en,en,", "line 2: too few or too many"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    content = published.FILE.read_text(encoding="utf-8")
    broken = tmp_path / "broken.csv"
    broken.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(fault)):
        published.read_published(broken)
