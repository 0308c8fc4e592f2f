"""How administrative papers write days, numbers and who signs (Nghị định 30/2020/NĐ-CP, Phụ lục
I). Papers are Vietnamese documents: their words are not translated. Pure."""

import re
from datetime import date, datetime

from core.clock import in_vietnam
from core.money import in_words
from web import shown

_YEAR = re.compile(r" năm \d{4}\b")
DOTS = shown.UNWRITTEN
day = shown.day_words

PLACE_ON_A_LINE = 22
"""Letters of a place in capitals that fit the left side of a paper's head."""

TITLES = (
    "Phó Chủ tịch",
    "Chủ tịch",
    "Thứ trưởng",
    "Bộ trưởng",
    "Phó Cục trưởng",
    "Cục trưởng",
    "Phó Giám đốc",
    "Giám đốc",
)
HEADS = (
    ("ủy ban nhân dân", "TM. Ủy ban nhân dân\nChủ tịch"),
    ("hội đồng", "TM. Hội đồng\nChủ tịch"),
    ("ban giám khảo", "Trưởng ban"),
    ("sở", "Giám đốc"),
    ("trung tâm", "Giám đốc"),
    ("bộ", "Bộ trưởng"),
    ("cục", "Cục trưởng"),
    ("phòng", "Trưởng phòng"),
)
"""The beginning of a body's name → who signs for it. Another body's line stays to be filled in."""


def moment(value: datetime | None) -> str:
    """17 giờ 30 phút ngày 05 tháng 9 năm 2026, in Vietnam."""
    if value is None:
        return DOTS
    local = in_vietnam(value)
    return f"{local.hour:02d} giờ {local.minute:02d} phút {day(value)}"


def place_day(place: str, value: date | datetime | None) -> str:
    """Vĩnh Long, ngày 05 tháng 9 năm 2026; dots for a place that is not known."""
    return f"{place or DOTS * 2}, {day(value)}"


def number_and_day(number: str, value: date | None) -> str:
    """số 12/QĐ-UBND ngày 05 tháng 9 năm 2026."""
    return f"số {number} {day(value)}"


def bound(words: str) -> str:
    """Words that stay on one line: a heading does not end in a year alone."""
    return words.replace(" ", "\u00a0")


def agency(name: str) -> str:
    """A committee's name breaks before its place: "Ủy ban nhân dân" over "tỉnh Vĩnh Long"."""
    start = "Ủy ban nhân dân "
    place = name.removeprefix(start)
    fits = name.startswith(start) and len(place) <= PLACE_ON_A_LINE
    return start + bound(place) if fits else name


def held(title: str) -> str:
    """A title whose year stays with the word before it: "tỉnh Vĩnh Long năm 2026"."""
    return _YEAR.sub(lambda found: bound(found[0]), title)


def count(value: int) -> str:
    """Under ten with a 0 before it, as lists of persons and things are counted: 07."""
    return f"{value:02d}" if value < 10 else shown.number(value)


def money(dong: int | None) -> str:
    """2.000.000 đồng (hai triệu đồng); "" for none."""
    return "" if dong is None else f"{shown.number(dong)} đồng ({in_words(dong)})"


def office(founder: str) -> str:
    """The body behind whoever decides: "Chủ tịch Ủy ban nhân dân tỉnh" → "Ủy ban nhân dân tỉnh".

    A decision carries the body's name at its head, though one person signs it.
    """
    for title in TITLES:
        if founder.startswith(title + " "):
            return founder.removeprefix(title + " ")
    return founder


def capacity(founder: str) -> str:
    """The line over a signature, one or two lines; dots where the name does not tell it."""
    for title in TITLES:
        if founder.startswith(title + " "):
            return title
    name = founder.casefold()
    return next((said for start, said in HEADS if name.startswith(start + " ")), DOTS * 3)
