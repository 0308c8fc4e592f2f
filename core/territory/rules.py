"""Units on paper: their kinds, how a line of address is written, who reaches whom. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """The kinds of place something can belong to, widest first."""

    NATION = "nation"
    REGION = "region"  # a group of provinces for the contest only (TT 26/2014 Đ3.1c)
    PROVINCE = "province"
    DISTRICT = "district"  # until 30/6/2025
    COMMUNE = "commune"  # xã, phường, thị trấn, đặc khu


class Extent(StrEnum):
    """How a unit went over into its successor."""

    FULL = "full"  # all of it was merged into the successor
    PARTIAL = "partial"  # a part of it
    RENAMED = "renamed"  # the same territory goes on, perhaps under another name or kind


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as pages show it. `line` is the whole address: "Xã X, huyện Y, tỉnh Z"."""

    id: int
    kind: UnitKind
    full_name: str
    line: str
    code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def stands(self, on: date) -> bool:
        """Whether the unit existed on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


TYPE_WORDS = (
    "Thành phố",
    "Thị trấn",
    "Thị xã",
    "Đặc khu",
    "Khu vực",
    "Phường",
    "Huyện",
    "Tỉnh",
    "Quận",
    "Xã",
)

_KIND_DIGIT = {
    UnitKind.NATION: 0,
    UnitKind.REGION: 1,
    UnitKind.PROVINCE: 2,
    UnitKind.DISTRICT: 3,
    UnitKind.COMMUNE: 4,
}
_KIND_BY_LENGTH = {2: UnitKind.PROVINCE, 3: UnitKind.DISTRICT, 5: UnitKind.COMMUNE}

STANDING_LIST = 9
"""The number that stands for "no list" in the ids of the nation and the regions."""


def kind_of_code(code: str) -> UnitKind:
    """The kind a code of the state list belongs to: two digits, three or five (QĐ 124/2004).

    Raises ValueError for anything else.
    """
    kind = _KIND_BY_LENGTH.get(len(code)) if code.isascii() and code.isdigit() else None
    if kind is None:
        raise ValueError(f"not a code of an administrative unit: {code!r}")
    return kind


def unit_id(list_number: int, kind: UnitKind, number: int) -> int:
    """The id of a reference unit: list, kind, code. The same in every database, so that rows
    moved from SQLite to PostgreSQL or loaded in parts still point to the same place.
    """
    return list_number * 1_000_000 + _KIND_DIGIT[kind] * 100_000 + number


def split_name(full_name: str) -> tuple[str, str]:
    """("Xã", "Long Hồ") for "Xã Long Hồ"; no kind word gives ("", the whole)."""
    for word in TYPE_WORDS:
        if full_name.startswith(f"{word} "):
            return word, full_name[len(word) + 1 :]
    return "", full_name


def within_name(full_name: str) -> str:
    """The name as it stands inside a line: "huyện Long Hồ", but "Quận 1", "Phường 3".

    Kind words before a number, and Thành phố Hồ Chí Minh, keep their capital
    (NĐ 30/2020/NĐ-CP, Phụ lục II, mục III.1).
    """
    word, name = split_name(full_name)
    if not word or name[:1].isdigit() or full_name == "Thành phố Hồ Chí Minh":
        return full_name
    return f"{word.lower()} {name}"


def line(names: Sequence[str]) -> str:
    """A whole address from full names, smallest first: "Xã An Bình, huyện Long Hồ, …".

    The nation is left out unless it is alone.
    """
    return ", ".join([names[0], *(within_name(name) for name in names[1:])])


def reach_closure(
    parents: Mapping[int, int | None], successors: Mapping[int, Iterable[int]]
) -> dict[int, frozenset[int]]:
    """For each unit, every unit whose office may act on it.

    That is the unit and all above it, and whoever took any of these over wholly, with all above
    them: the office of the new province reaches the old districts. `successors` must hold only
    FULL and RENAMED ones: a part of a commune gives no right over the whole.
    """
    known: dict[int, frozenset[int]] = {}

    def visit(one: int, path: frozenset[int]) -> frozenset[int]:
        if one in known:
            return known[one]
        if one in path:
            raise ValueError(f"unit {one} is above or after itself")
        found = {one}
        parent = parents[one]
        for other in (*(() if parent is None else (parent,)), *successors.get(one, ())):
            found |= visit(other, path | {one})
        known[one] = frozenset(found)
        return known[one]

    for one in parents:
        visit(one, frozenset())
    return known
