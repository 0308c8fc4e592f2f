"""The look keeps its promises: contrast, weight, valid pages, nothing inline."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.web.gallery import STATIC, TEMPLATES, gallery, paper

CSS = (STATIC / "app.css").read_text("utf-8")
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}

# Text on ground: each pair is met somewhere in app.css.
TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink", "shade"), ("ink", "indigo-wash"),
    ("ink", "turmeric-wash"), ("soft", "paper"), ("soft", "card"), ("soft", "shade"),
    ("vermilion", "paper"), ("vermilion", "card"), ("vermilion", "vermilion-wash"),
    ("on-seal", "seal"), ("on-seal", "seal-deep"),
    ("indigo", "paper"), ("indigo", "card"), ("indigo", "indigo-wash"), ("indigo", "shade"),
    ("leaf", "paper"), ("leaf", "leaf-wash"), ("turmeric", "paper"),
    ("turmeric", "turmeric-wash"), ("paper", "ink"),
]  # fmt: skip
CONTROL_PAIRS = [("edge", "paper"), ("edge", "card"), ("indigo", "paper"), ("vermilion", "paper")]


def tokens(opening: str) -> dict[str, str]:
    """The colours of the block that opens with these words."""
    start = CSS.index(opening)
    block = CSS[start : CSS.index("}", start)]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", block))


LIGHT = tokens(":root {")
DARK_BY_SYSTEM = tokens(':root:not([data-theme="light"]) {')
DARK_BY_CHOICE = tokens(':root[data-theme="dark"] {')


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_and_controls_have_contrast(name: str) -> None:
    theme = {"light": LIGHT, "dark": DARK_BY_CHOICE}[name]
    weak = [
        (a, b, round(contrast(theme[a], theme[b]), 2))
        for pairs, least in ((TEXT_PAIRS, 4.5), (CONTROL_PAIRS, 3.0))
        for a, b in pairs
        if contrast(theme[a], theme[b]) < least
    ]
    assert weak == []


def test_the_two_dark_blocks_are_the_same() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert set(LIGHT) == set(DARK_BY_CHOICE)


def test_colours_come_from_tokens() -> None:
    after = CSS[CSS.index("/* ---- ground ---- */") : CSS.index("@media print")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", after) == []


def packed(path: Path) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_weights() -> None:
    scripts = [*STATIC.glob("*.js"), *(STATIC / "vendor").glob("htmx-*.js")]
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    plates = list((STATIC / "plates").glob("*.svg"))
    assert packed(STATIC / "app.css") <= 12_000
    assert sum(packed(path) for path in scripts) <= 26 * 1024
    assert len(fonts) == 2
    assert sum(path.stat().st_size for path in fonts) <= 62 * 1024
    assert [path.name for path in plates if path.stat().st_size > 6 * 1024] == []
    assert len(plates) >= 10
    assert packed_html() <= 14_000


def packed_html() -> int:
    """The whole gallery, larger than any page, on the wire."""
    return len(gzip.compress(gallery().encode(), 9))


class Reader(HTMLParser):
    """Notes what is open, doubled or dangling in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) != len(attrs):
            self.wrong.append(f"an attribute twice on {tag}: {attrs}")
        if "id" in found:
            self.ids.append(str(found["id"]))
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.wanted += str(found.get(name) or "").split()
        href = found.get("href") or ""
        if href.startswith("#"):
            self.wanted.append(href[1:])
        if tag == "img" and ("alt" not in found):
            self.wrong.append("a picture without alt")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize(
    "facts", [{}, {"identity": None, "locale": "en", "demonstration": False, "path": "/"}]
)
def test_every_part_renders_to_a_sound_page(facts: dict[str, Any]) -> None:
    html = gallery(**facts)
    reader = Reader()
    reader.feed(html)
    assert reader.wrong == []
    assert reader.open == []
    assert sorted(reader.ids) == sorted(set(reader.ids))
    assert set(reader.wanted) - set(reader.ids) == set()
    assert "&lt;cá cơm&gt;" in html  # what was typed is escaped


def test_a_paper_has_its_heads_and_says_it_is_a_demonstration() -> None:
    html = paper()
    reader = Reader()
    reader.feed(html)
    assert (reader.wrong, reader.open) == ([], [])
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH",
        "Số: 12/QĐ-SCT",
        "Vĩnh Long, ngày 22 tháng 11 năm 2026",
        "GIÁM ĐỐC",
        "không có giá trị pháp lý",
    ):
        assert words in html
    assert "không có giá trị pháp lý" not in paper(demonstration=False)


def test_every_macro_is_in_the_gallery_and_in_the_document() -> None:
    shown = (TEMPLATES / "_gallery.html").read_text("utf-8")
    told = (STATIC.parents[1] / "docs" / "design.md").read_text("utf-8")
    parts = [
        (path.name, name)
        for path in sorted((TEMPLATES / "_parts").glob("*.html"))
        for name in re.findall(r"{% macro ([a-z]\w*)\(", path.read_text("utf-8"))
    ]
    inside = {"drawing", "mark"}
    assert [
        (file, name)
        for file, name in parts
        if file != "paper.html" and name not in inside and f"{name}(" not in shown
    ] == []
    assert [
        (file, name) for file, name in parts if name not in inside and f"{name}(" not in told
    ] == []


def test_nothing_inline_in_any_template() -> None:
    """The CSP allows no inline style, script or handler, so a template must not hold one."""
    bad = re.compile(
        r"<[^>]*\s(style|on[a-z]+)\s*=|<style|javascript:|<script(?![^>]*\ssrc=)(?!.*ld\+json)",
        re.I,
    )
    spoken = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.S)
    found = [
        (str(path.relative_to(TEMPLATES)), bad.findall(spoken.sub("", path.read_text("utf-8"))))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if bad.search(spoken.sub("", path.read_text("utf-8")))
    ]
    assert found == []


def test_seals_have_one_to_five_petals() -> None:
    levels = ["commune", "district", "province", "region", "nation"]
    drawn = [(STATIC / "seals" / f"{level}.svg").read_text("utf-8") for level in levels]
    assert [svg.count('" transform="rotate') - svg.count('r="2"') for svg in drawn] == [
        1,
        2,
        3,
        4,
        5,
    ]
