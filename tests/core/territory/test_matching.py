"""Lines of address and the units they name, over the whole lists of both geographies."""

import csv
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from core import text
from core.territory import gazetteer, reference
from core.territory.matching import Match, Matcher, Outcome
from core.territory.rules import Extent, UnitKind
from tests.lacking import outside

VARIANTS = (
    Path(__file__).parents[3].parent
    / "shared"
    / "data"
    / "admin_units"
    / "commune_name_variants.csv"
)
OLD = date(2024, 6, 1)
NOW = date(2026, 11, 22)
VINH_LONG = 2_200_086


@cache
def matcher() -> Matcher:
    return gazetteer.of_lists(reference.read())


def told(match: Match) -> tuple[str, str | None]:
    place = match.place or match.named
    return match.outcome.value, place.line if place else None


AN_BINH = "Xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long"
HOA_PHU = "Xã Hòa Phú, huyện Long Hồ, tỉnh Vĩnh Long"
THANG_TAM = "Phường Thắng Tam, thành phố Vũng Tàu, tỉnh Bà Rịa - Vũng Tàu"
CAI_NHUM = "Thị trấn Cái Nhum, huyện Mang Thít, tỉnh Vĩnh Long"
MY_THUAN = "Xã Mỹ Thuận, huyện Bình Tân, tỉnh Vĩnh Long"
WARD_3 = "Phường 3, thành phố Vĩnh Long, tỉnh Vĩnh Long"


@pytest.mark.parametrize(
    ("written", "line", "rest"),
    [
        ("Xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long", AN_BINH, ""),
        ("XÃ AN BÌNH, HUYỆN LONG HỒ, TỈNH VĨNH LONG", AN_BINH, ""),
        ("xa an binh huyen long ho tinh vinh long", AN_BINH, ""),
        ("An Bình - Long Hồ - Vĩnh Long", AN_BINH, ""),
        ("an binh, long ho, vinh long", AN_BINH, ""),
        ("X. An Bình. H. Long Hồ. T. Vĩnh Long.", AN_BINH, ""),
        ("X.An Bình-H.Long Hồ-T.Vĩnh Long", AN_BINH, ""),
        ("Tỉnh Vĩnh Long, huyện Long Hồ, xã An Bình", AN_BINH, ""),
        ("An Bình (huyện Long Hồ, Vĩnh Long)", AN_BINH, ""),
        ("An Bình, xã An Bình, huyện Long Hồ, Vĩnh Long, Việt Nam", AN_BINH, "An Bình"),
        ("số 12/4 ấp An Thạnh, X. An Bình, Long Hồ, Vĩnh Long", AN_BINH, "số 12/4 ấp An Thạnh"),
        ("ấp 3, X. Hoà Phú – H. Long Hồ, T. Vĩnh Long", HOA_PHU, "ấp 3"),
        ("Xã Hòa Phú,, Huyện Long Hồ, , Tỉnh Vĩnh Long", HOA_PHU, ""),
        ("TT. Cái Nhum - Mang Thít - Vĩnh Long", CAI_NHUM, ""),
        ("thị trấn Cái Nhum huyện Mang Thít Vĩnh Long", CAI_NHUM, ""),
        ("P3, TP Vĩnh Long, Vĩnh Long", WARD_3, ""),
        ("12 Nguyễn Huệ, P. 03 TP. Vĩnh Long Vĩnh Long", WARD_3, "12 Nguyễn Huệ"),
        ("F.3, T.P Vĩnh Long, tỉnh Vĩnh Long", WARD_3, ""),
        ("P. Thắng Tam - TP Vũng Tàu - Bà Rịa - Vũng Tàu", THANG_TAM, ""),
        ("Thắng Tam, Vũng Tàu, BR-VT", THANG_TAM, ""),
        ("Thừa Thiên - Huế", "Thành phố Huế", ""),
        ("Phường Xuân Hương – Đà Lạt, Lâm Đồng", "Phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng", ""),
        # the new province written after an old district
        (
            "xã Tân Thiềng, huyện Chợ Lách, tỉnh Vĩnh Long",
            "Xã Tân Thiềng, huyện Chợ Lách, tỉnh Bến Tre",
            "",
        ),
        # the kind of before 30/4/2026, under the same code
        ("xã Lộc Ninh, tỉnh Đồng Nai", "Phường Lộc Ninh, thành phố Đồng Nai", ""),
        # an apostrophe of any shape, y and i
        ("xã Cư M’gar, Đăk Lăk", "Xã Cư M'gar, tỉnh Đắk Lắk", ""),
        ("xã Mĩ Thuận, huyện Bình Tân, Vĩnh Long", MY_THUAN, ""),
        ("Sa Pa, Lào Cai", "Phường Sa Pa, tỉnh Lào Cai", ""),
    ],
)
def test_ways_of_writing(written: str, line: str, rest: str) -> None:
    for form in ("NFC", "NFD"):
        match = matcher().match(unicodedata.normalize(form, written))
        assert (told(match), match.rest) == (("found", line), rest)


@pytest.mark.parametrize(
    ("written", "on", "outcome", "place"),
    [
        (AN_BINH, OLD, "found", AN_BINH),
        (AN_BINH, NOW, "gone", "Xã An Bình, tỉnh Vĩnh Long"),
        (WARD_3, NOW, "gone", "Phường Phước Hậu, tỉnh Vĩnh Long"),
        ("Xã An Bình, tỉnh Vĩnh Long", NOW, "found", "Xã An Bình, tỉnh Vĩnh Long"),
        ("Xã An Bình, tỉnh Vĩnh Long", OLD, "found", AN_BINH),
        ("Xã An Bình, tỉnh Vĩnh Long", None, "found", "Xã An Bình, tỉnh Vĩnh Long"),
        ("huyện Côn Đảo, Bà Rịa Vũng Tàu", NOW, "gone", "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
        ("tỉnh Bến Tre", NOW, "gone", "Tỉnh Vĩnh Long"),
    ],
)
def test_the_day_decides(written: str, on: date | None, outcome: str, place: str) -> None:
    assert told(matcher().match(written, on)) == (outcome, place)


def test_one_that_was_split_over_five_is_told_with_all_five() -> None:
    match = matcher().match("P. Đại Mỗ, Q. Nam Từ Liêm, TP Hà Nội", NOW)
    assert (match.outcome, match.fault, match.place) == (Outcome.SPLIT, "place_split", None)
    assert match.named is not None
    assert match.named.line == "Phường Đại Mỗ, quận Nam Từ Liêm, thành phố Hà Nội"
    assert [place.full_name for place in match.candidates] == [
        "Phường Dương Nội",
        "Phường Hà Đông",
        "Phường Tây Mỗ",
        "Phường Xuân Phương",
        "Phường Đại Mỗ",
    ]


def test_two_of_one_name_in_a_province_are_told_and_a_district_decides() -> None:
    match = matcher().match("xã An Thạnh, tỉnh Bến Tre", OLD)
    assert (match.outcome, match.fault, match.place) == (
        Outcome.AMBIGUOUS,
        "place_ambiguous",
        None,
    )
    both = [
        "Xã An Thạnh, huyện Mỏ Cày Nam, tỉnh Bến Tre",
        "Xã An Thạnh, huyện Thạnh Phú, tỉnh Bến Tre",
    ]
    assert [place.line for place in match.candidates] == both
    one = matcher().match("xã An Thạnh, huyện Thạnh Phú, tỉnh Bến Tre", OLD)
    assert told(one) == ("found", both[1])


@pytest.mark.parametrize(
    "written",
    [
        "Xã Abc, huyện Long Hồ, tỉnh Vĩnh Long",
        "Xã An Bình, huyện Abc, tỉnh Vĩnh Long",
        "Xã An Bình, huyện Đức Thọ, tỉnh Vĩnh Long",
        "P. 2, TP. Vĩnh Long, Vĩnh Long",  # merged before the list of 2025; Duyên Hải has one
        "12 Nguyễn Trãi",
        "",
        " , ; - .",
        "=1+2",
        "x" * 5000,
    ],
)
def test_what_fits_nothing_is_unknown(written: str) -> None:
    match = matcher().match(written, NOW)
    assert (match.outcome, match.fault, match.place) == (Outcome.UNKNOWN, "place_unknown", None)


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        # marks that contradict the only name there: shown, not taken
        ("xã Ân Bình, huyện Long Hồ, tỉnh Vĩnh Long", [AN_BINH]),
        # without marks two names are one
        (
            "xa minh quan, huyen tran yen, tinh yen bai",
            [
                "Xã Minh Quán, huyện Trấn Yên, tỉnh Yên Bái",
                "Xã Minh Quân, huyện Trấn Yên, tỉnh Yên Bái",
            ],
        ),
        # "Abc" may be a commune of the district
        ("Abc, Long Hồ, Vĩnh Long", ["Xã Long Hồ, tỉnh Vĩnh Long"]),
        ("An Bình, Abc, Vĩnh Long", ["Xã An Bình, tỉnh Vĩnh Long"]),
    ],
)
def test_nothing_is_guessed(written: str, candidates: list[str]) -> None:
    match = matcher().match(written)
    assert match.outcome is Outcome.AMBIGUOUS
    assert [place.line for place in match.candidates] == candidates


def test_marks_that_are_right_decide() -> None:
    match = matcher().match("Phường Sa Pa, thị xã Sa Pa, tỉnh Lào Cai", OLD)
    assert told(match) == ("found", "Phường Sa Pa, thị xã Sa Pa, tỉnh Lào Cai")


def test_within_and_kinds_narrow() -> None:
    everywhere = matcher().match("xã Tân Phú", NOW)
    assert everywhere.outcome is Outcome.AMBIGUOUS
    here = matcher().match("xã Tân Phú", NOW, within=VINH_LONG)
    assert told(here) == ("found", "Xã Tân Phú, tỉnh Vĩnh Long")
    old = matcher().match("thị trấn Ba Tri", NOW, within=VINH_LONG)  # of Bến Tre in its day
    assert told(old) == ("gone", "Xã Ba Tri, tỉnh Vĩnh Long")
    assert matcher().match("xã Đức Thọ", NOW, within=VINH_LONG).outcome is Outcome.UNKNOWN
    wide = matcher().match("huyện Long Hồ, Vĩnh Long", OLD, kinds=[UnitKind.COMMUNE])
    assert (wide.outcome, wide.fault) == (Outcome.UNKNOWN, "place_too_wide")
    fits = matcher().match("Long Hồ, Vĩnh Long", OLD, kinds=[UnitKind.COMMUNE])
    assert told(fits) == ("found", "Thị trấn Long Hồ, huyện Long Hồ, tỉnh Vĩnh Long")


def test_near_names_are_offered_for_a_slip() -> None:
    match = matcher().match("xã An Bìh, huyện Long Hồ, tỉnh Vĩnh Long", NOW)
    assert match.outcome is Outcome.UNKNOWN
    near = [place.line for place in matcher().near(match)]
    assert near == ["Xã An Bình, tỉnh Vĩnh Long", AN_BINH]
    assert matcher().near(matcher().match("Phường 99, Quận 10, TPHCM", NOW)) == ()


def test_reading_of_a_district_is_what_its_communes_became() -> None:
    district = matcher().match("huyện Long Hồ, Vĩnh Long").named
    assert district is not None
    reading = matcher().lineage.reading(district.id, NOW)
    assert {part.extent for part in reading.parts} == {Extent.PARTIAL}
    assert (reading.stands, reading.whole) == (False, None)
    assert [part.place.full_name for part in reading.parts] == [
        "Phường Phước Hậu",
        "Phường Thanh Đức",
        "Phường Tân Hạnh",
        "Xã An Bình",
        "Xã Long Hồ",
        "Xã Phú Quới",
    ]


def test_every_unit_is_found_by_its_own_line_however_it_is_written() -> None:
    """All 14,149 lines in five hands: the unit itself, or both where marks alone part two."""
    hands: Iterator[Callable[[str], str]] = cycle(
        (
            str.strip,
            text.fold,
            str.upper,
            lambda line: line.replace("Xã ", "X.").replace("huyện ", "H.").replace("tỉnh ", "T."),
            lambda line: "Số 5, ấp 2, " + line.replace(",", " -"),
        )
    )
    unsure = []
    for unit, hand in zip(reference.read().units, hands, strict=False):
        if unit["kind"] in (UnitKind.NATION, UnitKind.REGION):
            continue
        written = hand(unit["line"])
        match = matcher().match(written, unit["valid_until"] or NOW)
        if match.outcome is Outcome.AMBIGUOUS and hand is text.fold:
            assert unit["id"] in [place.id for place in match.candidates]
            unsure.append(written)
        else:
            assert match.outcome is Outcome.FOUND, written
            assert match.place is not None
            assert match.place.id == unit["id"], written
    assert len(unsure) < 30


def test_five_thousand_lines_take_well_under_a_second() -> None:
    index = gazetteer.of_lists(reference.read())
    lines = [f"ấp {n}, {unit['line']}" for n, unit in enumerate(reference.read().units[-5000:])]
    start = time.process_time()
    found = [index.match(line, NOW).outcome for line in lines]
    took = time.process_time() - start
    start = time.process_time()
    for line in lines:  # the yardstick: folding the same lines for a search
        for _ in range(3):
            text.search_text(line)
            text.sort_key(line)
    yardstick = time.process_time() - start
    assert len(found) == 5000
    assert took < max(1.0, 8 * yardstick)


def test_names_of_the_other_publisher_name_the_same_communes() -> None:
    """Both official spellings, and the kinds of before 30/4/2026, where the shared list is."""
    if not VARIANTS.is_file():
        outside("the shared list of spellings", "the folder shared/ beside the project's folder")
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = {
        one.code: one
        for one in matcher().lineage.places.values()
        if one.kind is UnitKind.COMMUNE and one.valid_until is None
    }
    for row in rows:
        unit = units[row["code"]]
        for name in (row["name_2026_repo"], row["name_nso_table_2025"]):
            written = f"{name}, {unit.line.partition(', ')[2]}"
            match = matcher().match(written, NOW)
            assert match.place == unit, written
    assert len(rows) == 199
