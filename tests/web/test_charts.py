"""Charts are sound, accessible SVG without a style or a script, and fit their place."""

import re
import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from web import charts
from web.charts import Bar, Series, Stack

SVG = "{http://www.w3.org/2000/svg}"
SPACE = 'xmlns="http://www.w3.org/2000/svg"'
LOCAL, NATIONAL = Series("KCĐP", "chart-local"), Series("KCQG", "chart-national", "lines")
DRAWN = {
    "progress": charts.progress(
        "a", "Kết quả", "Tả", [Bar("Một <b> & hai", 5, 3, "5 / 3"), Bar("Ba", 0, None, "không")]
    ),
    "stacked": charts.stacked(
        "b",
        "Kinh phí",
        "Tả",
        [LOCAL, NATIONAL],
        [Stack("Hội chợ", [3, 1], "4"), Stack("Không có tiền", [0, 0], "0")],
    ),
    "columns": charts.columns(
        "c", "Từng năm", "Tả", (LOCAL, NATIONAL), [("2021", None, 0), ("2022", 4, 7)]
    ),
    "empty": charts.columns("d", "Từng năm", "Tả", (LOCAL, NATIONAL), []),
}


@pytest.mark.parametrize("name", list(DRAWN))
def test_a_chart_is_sound_and_says_what_it_shows(name: str) -> None:
    drawn = DRAWN[name]
    root = ET.fromstring(str(drawn).replace("<svg ", f"<svg {SPACE} ", 1))  # noqa: S314 (our own)
    assert (root.tag, root.get("role"), root.get("width")) == (f"{SVG}svg", "img", "100%")
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text
    assert description.text == "Tả"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert not any(one.get("style") for one in root.iter())
    for one in root.iter(f"{SVG}rect"):
        left, width = (float((one.get(key) or "0").rstrip("%")) for key in ("x", "width"))
        assert 0 <= left <= 100
        assert width > 0
        assert left + width <= 100.4
    for used in re.findall(r"url\(#([^)]+)\)", drawn):
        assert used in ids


def test_bars_are_as_long_as_what_they_tell() -> None:
    widths = re.findall(r'class="chart-(part|full)"[^>]*width="([\d.]+)%"', str(DRAWN["progress"]))
    assert widths == [("full", "100.00")]
    half = charts.progress("x", "t", "d", [Bar("Một", 1, 2, "1 / 2")])
    assert 'class="chart-part" x="0.00%"' in half
    assert 'width="50.00%"' in half
    found = r'chart-box (chart-\w+)" x="([\d.]+)%" y="\d+" width="([\d.]+)%" height="18"'
    parts = re.findall(found, str(DRAWN["stacked"]))
    assert ("chart-local", "0.00", "75.00") in parts
    assert ("chart-national", "75.00", "25.00") in parts


def test_words_from_outside_are_escaped() -> None:
    assert "<b>" not in DRAWN["progress"]
    assert "Một &lt;b&gt; &amp; hai" in DRAWN["progress"]
    assert isinstance(DRAWN["progress"], Markup)


def test_long_names_are_broken_into_lines() -> None:
    drawn = charts.progress("x", "t", "d", [Bar("chữ " * 40, 1, 2, "1 / 2")])
    lines = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", drawn)
    assert len(lines) > 3
    assert max(len(line) for line in lines) <= 38
