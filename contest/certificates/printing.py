"""From what was decided to what the paper says, and that as JSON and back. No session."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contest.certificates.rules import LEVEL_RANKS, CertificateFacts
from contest.contests.kinds import ContestLevel

MOST_LETTERS = 200
"""Texts of this length fit the page together, whatever they hold (tests of the typesetting)."""
MOST_OF = {"group_name": 80, "signer_name": 60, "signer_title": 120, "place_name": 60}
"""Fields with a narrower column: name → most letters."""


@cache
def _level_words() -> dict[str, str]:
    kept = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))
    levels: dict[str, str] = kept["levels"]
    return levels


def level_rank(level: ContestLevel) -> int:
    """1 for a commune to 5 for the nation: the strokes of the seal."""
    return LEVEL_RANKS[list(ContestLevel).index(level)]


def level_words(level: ContestLevel) -> str:
    """How the title of the paper names the level: "cấp tỉnh"."""
    return _level_words()[level]


def group_words(name: str) -> str:
    """A group's name from the rules of a contest, as it follows the word "Nhóm:" on the paper.

    "Nhóm sản phẩm về thiết bị, máy móc" → "Thiết bị, máy móc"; "" stays "".
    """
    rest = re.sub(r"^nhóm\s+(sản phẩm\s+(về\s+)?)?", "", name.strip(), flags=re.IGNORECASE)
    return rest[:1].upper() + rest[1:]


def round_words(title: str) -> str:
    """A contest's title as it follows "được công nhận tại": "Bình chọn …" → "kỳ bình chọn …"."""
    first, _, rest = title.strip().partition(" ")
    if first.lower() == "bình":
        return f"kỳ {first.lower()} {rest}"
    if first.lower() in ("kỳ", "cuộc", "hội", "lễ"):
        return f"{first.lower()} {rest}"
    return title.strip()


def too_long(facts: CertificateFacts) -> bool:
    """Whether some text is longer than the page is sure to hold."""
    return any(
        len(value) > MOST_OF.get(name, MOST_LETTERS)
        for name, value in asdict(facts).items()
        if isinstance(value, str)
    )


def to_json(facts: CertificateFacts) -> dict[str, Any]:
    """The copy that a certificate keeps; days as ISO texts."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(facts).items()
    }


def from_json(kept: Mapping[str, Any]) -> CertificateFacts:
    """The facts from their copy. Raises KeyError or ValueError for a copy that is not whole."""
    said: dict[str, Any] = {
        field.name: date.fromisoformat(kept[field.name])
        if field.type is date
        else kept[field.name]
        for field in fields(CertificateFacts)
    }
    return CertificateFacts(**said)
