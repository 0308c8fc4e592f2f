"""The drawn plates: there, of one make, and chosen by what a name says."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from web.plates import Plate, plate_for

ROOT = Path(__file__).parents[2]
DRAWN = ROOT / "web/static/plates"


def test_every_plate_is_drawn_named_and_offered() -> None:
    assert {file.stem for file in DRAWN.glob("*.svg")} == set(Plate)
    shown = (ROOT / "web/templates/_parts/pictures.html").read_text("utf-8")
    listed = re.search(r"set PLATES = \[(.*?)\]", shown)
    assert listed
    assert re.findall(r'"(\w+)"', listed[1]) == list(Plate)
    words = (ROOT / "web/templates/products/_form.html").read_text("utf-8")
    block = words[words.index("macro plate_word") : words.index("}[plate]")]
    assert re.findall(r'"(\w+)": _\(', block) == list(Plate)
    told = (ROOT / "docs/design.md").read_text("utf-8")
    assert f"`{' '.join(Plate)}`" in told


@pytest.mark.parametrize("plate", list(Plate))
def test_a_plate_is_of_the_same_make(plate: Plate) -> None:
    written = (DRAWN / f"{plate}.svg").read_text("utf-8")
    root = ElementTree.fromstring(written)  # noqa: S314 (our own drawing)
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == (
        "0 0 400 300",
        "400",
        "300",
    )
    assert "#2a221c" in written, "cut in soot"
    assert "#fffaf0" in written, "dusted with shell"
    assert not re.search(r"<(script|image|style|foreignObject)|href=\"(?!#)|\son\w+=", written)


@pytest.mark.parametrize(
    ("name", "maker", "plate"),
    [
        ("Nước mắm cá linh", "", Plate.FISH_SAUCE),
        ("nuoc mam ca linh", "", Plate.FISH_SAUCE),
        ("NƯỚC MẮM NHỈ", "", Plate.FISH_SAUCE),
        ("Nu\u031bo\u031b\u0301c ma\u0306\u0301m", "", Plate.FISH_SAUCE),  # taken apart (NFD)
        ("Dưa kiệu", "", Plate.PICKLE),
        ("Dầu dừa ép lạnh", "", Plate.COCONUT),
        ("Ngói công nghệ cao", "", Plate.TILE),
        ("Đồ gỗ mây tre mỹ nghệ", "", Plate.RATTAN),
        ("Tiêu không hạt Bầu Mây", "", Plate.SPICE),
        ("Nước rửa chén quế Trà My", "", Plate.BOTTLE),
        ("Bộ khay trà tiến vua", "", Plate.OTHER),
        ("Bộ khay trà tiến vua", "Mộc mỹ nghệ Nguyễn Văn Tiếp", Plate.WOOD),
        ("Gọi hè", "", Plate.OTHER),
        ("Gọi hè", "Cơ sở điêu khắc gỗ mỹ nghệ", Plate.CARVING),
        ("Thạch dừa", "Cơ sở đúc đồng", Plate.COCONUT),
        ("Kệ rượu", "", Plate.FURNITURE),
        ("Rượu nếp than", "", Plate.WINE),
        ("Bàn mây xếp", "", Plate.RATTAN),
        ("", "", Plate.OTHER),
        ("???", "", Plate.OTHER),
    ],
)
def test_the_words_of_a_name_choose(name: str, maker: str, plate: Plate) -> None:
    assert plate_for(name, maker) is plate
