"""The sections of the product statement (bản thuyết minh, PL2): configuration, not code."""

import json
from functools import cache
from importlib.resources import files

from contest.entries.rules import Section

MOST_TEXT = 6_000
"""Characters in one section: about two printed pages."""


@cache
def sections() -> tuple[Section, ...]:
    """Every section in the order of the form (TT 26/2014 Đ12; data/statement.json)."""
    text = files("contest.entries").joinpath("data/statement.json").read_text("utf-8")
    return tuple(Section(**facts) for facts in json.loads(text)["sections"])


def find_section(key: str) -> Section | None:
    """The section with this key, or None."""
    return next((one for one in sections() if one.key == key), None)
