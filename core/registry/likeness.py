"""How much two records look like one thing, and which facts say so. Pure.

A score proposes; only a person decides. Every point of it can be told in words: a pair is shown
with each fact that agrees, and with what speaks against it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from core.text import fold


class Fact(StrEnum):
    """What two records have in common, or what parts them."""

    NUMBER = "number"
    NAME = "name"
    NAME_NEAR = "name_near"
    PHONE = "phone"
    EMAIL = "email"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    PLACE = "place"
    GROUP = "group"
    NUMBERS_DIFFER = "numbers_differ"
    BRANCH = "branch"


POINTS: dict[Fact, int] = {
    Fact.NUMBER: 60,
    Fact.NAME: 45,
    Fact.NAME_NEAR: 25,
    Fact.PHONE: 30,
    Fact.EMAIL: 30,
    Fact.REPRESENTATIVE: 15,
    Fact.ADDRESS: 15,
    Fact.PLACE: 10,
    Fact.GROUP: 15,
    Fact.NUMBERS_DIFFER: -30,
    Fact.BRANCH: -60,
}
"""What each fact weighs. A name alone proposes nothing; with the same place, it does."""

PROPOSED, LIKELY = 55, 80
"""From how many points a pair is shown, and from how many it is called very likely."""

_FORMS = sorted(
    (
        "cong ty trach nhiem huu han",
        "cong ty tnhh",
        "cong ty co phan",
        "cong ty cp",
        "cong ty",
        "cty",
        "tnhh",
        "mot thanh vien",
        "mtv",
        "doanh nghiep tu nhan",
        "dntn",
        "hop tac xa",
        "htx",
        "to hop tac",
        "tht",
        "ho kinh doanh",
        "hkd",
        "co so san xuat",
        "co so",
        "san xuat",
        "thuong mai",
        "dich vu",
        "xuat nhap khau",
        "sx",
        "tm",
        "dv",
        "xnk",
        "mo phong",
    ),
    key=len,
    reverse=True,
)
_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b")
_NEAR_RATIO, _NEAR_WORDS = 0.88, 0.6
_WIDEST = 60
"""A key that more records share than this (a telephone of an office) proposes no pair."""


@dataclass(frozen=True, slots=True)
class Maker:
    """An establishment as it is compared. `numbers` are fingerprints, of now and before;
    `root` the ten digits of a public number, `branch` whether three more follow."""

    id: int
    name: str
    numbers: frozenset[str]
    root: str
    branch: bool
    phone: str
    email: str
    representative: str
    address: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Thing:
    """A product as it is compared."""

    id: int
    name: str
    maker_id: int
    group: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the lower id first, and every fact that counted."""

    one: int
    other: int
    facts: tuple[Fact, ...]

    @property
    def score(self) -> int:
        """Points from 0 to 100."""
        return max(0, min(100, sum(POINTS[fact] for fact in self.facts)))

    @property
    def likely(self) -> bool:
        """Whether it is very likely one thing."""
        return self.score >= LIKELY


Key = tuple[object, ...]


@lru_cache(maxsize=20_000)
def core_name(name: str) -> str:
    """The name by which people know it: folded, without the words of its legal form."""
    folded = fold(name)
    return " ".join(_FORM.sub(" ", folded).split()) or folded


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=20_000)
def digits(phone: str) -> str:
    """A telephone number as digits that begin with 0; empty when there are too few."""
    plain = re.sub(r"\D", "", phone)
    plain = re.sub(r"^84", "0", plain)
    return plain if len(plain) >= 9 else ""


def compare(one: Maker, other: Maker, least: int = 0) -> Pair:
    """Which facts agree between two establishments.

    With `least`, names are looked at closely only where near ones could bring the score so far.
    """
    beside = [Fact.NUMBER] if one.numbers & other.numbers else []
    same = (
        (Fact.PHONE, digits(one.phone), digits(other.phone)),
        (Fact.EMAIL, one.email.strip().lower(), other.email.strip().lower()),
        (Fact.REPRESENTATIVE, _folded(one.representative), _folded(other.representative)),
        (Fact.ADDRESS, _folded(one.address), _folded(other.address)),
        (Fact.PLACE, one.unit_id or "", other.unit_id or ""),
    )
    beside += [fact for fact, here, there in same if here and here == there]
    if one.root and other.root and Fact.NUMBER not in beside:
        if one.root != other.root:
            beside.append(Fact.NUMBERS_DIFFER)
        elif one.branch or other.branch:
            beside.append(Fact.BRANCH)
    reachable = sum(POINTS[fact] for fact in beside) + POINTS[Fact.NAME_NEAR] >= least
    named = _names(core_name(one.name), core_name(other.name), closely=reachable)
    known = [fact for fact in beside if fact is Fact.NUMBER]
    facts = (*known, *named, *(fact for fact in beside if fact is not Fact.NUMBER))
    return Pair(min(one.id, other.id), max(one.id, other.id), facts)


def compare_things(one: Thing, other: Thing) -> Pair:
    """Which facts agree between two products of one maker."""
    facts = _names(fold(one.name), fold(other.name))
    facts += [Fact.PLACE] if one.maker_id == other.maker_id else []
    facts += [Fact.GROUP] if one.group and one.group == other.group else []
    return Pair(min(one.id, other.id), max(one.id, other.id), tuple(facts))


def pairs(makers: Sequence[Maker], apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """Pairs of establishments to show, the likeliest first; those set apart are left out.

    Only records that share a key are compared, so that the work grows with the records and not
    with their square.
    """
    by_id = {one.id: one for one in makers}
    found = [
        compare(by_id[a], by_id[b], PROPOSED)
        for a, b in sorted(_candidates((one.id, _keys(one)) for one in makers))
        if (a, b) not in apart
    ]
    return sorted(
        (pair for pair in found if pair.score >= PROPOSED),
        key=lambda pair: (-pair.score, pair.one, pair.other),
    )


def thing_pairs(things: Sequence[Thing], apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """The same for products: one maker's, of one folded name, or nearly."""
    by_id = {one.id: one for one in things}
    keyed: list[tuple[int, set[Key]]] = [
        (one.id, {("word", one.maker_id, word) for word in fold(one.name).split()})
        for one in things
    ]
    found = [
        compare_things(by_id[a], by_id[b])
        for a, b in sorted(_candidates(keyed))
        if (a, b) not in apart
    ]
    named = [pair for pair in found if {Fact.NAME, Fact.NAME_NEAR} & set(pair.facts)]
    return sorted(named, key=lambda pair: (-pair.score, pair.one, pair.other))


def _keys(one: Maker) -> set[Key]:
    core = core_name(one.name)
    keys: set[Key] = {("name", core)}
    keys |= {("number", number) for number in one.numbers}
    keys |= {("near", one.unit_id, word) for word in core.split() if len(word) > 1}
    if phone := digits(one.phone):
        keys.add(("phone", phone))
    if email := one.email.strip().lower():
        keys.add(("email", email))
    if person := fold(one.representative):
        keys.add(("person", one.unit_id, person))
    return keys


def _candidates(keyed: Iterable[tuple[int, set[Key]]]) -> set[tuple[int, int]]:
    sharing: dict[Key, list[int]] = {}
    for id_, keys in keyed:
        for key in keys:
            sharing.setdefault(key, []).append(id_)
    return {
        (min(a, b), max(a, b))
        for ids in sharing.values()
        if len(ids) <= _WIDEST
        for a, b in combinations(ids, 2)
    }


def _names(one: str, other: str, *, closely: bool = True) -> list[Fact]:
    if one == other:
        return [Fact.NAME]
    if not closely:
        return []
    here, there = set(one.split()), set(other.split())
    if len(here & there) >= _NEAR_WORDS * len(here | there):
        return [Fact.NAME_NEAR]
    if 2 * min(len(one), len(other)) < _NEAR_RATIO * (len(one) + len(other)):
        return []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    near = matcher.quick_ratio() >= _NEAR_RATIO and matcher.ratio() >= _NEAR_RATIO
    return [Fact.NAME_NEAR] if near else []
