"""A line of address taken apart: kind words, names and what is written before them. Pure.

"Ấp 3, X. Hoà Phú – H. Long Hồ, T. Vĩnh Long" has the pieces xã Hòa Phú, huyện Long Hồ and tỉnh
Vĩnh Long, and "Ấp 3" is no unit. Whether a piece is a unit is asked of whoever knows the names
(core.territory.matching): here stands only how people write.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core import text
from core.territory.rules import UnitKind

KIND_WORDS: dict[str, tuple[UnitKind, ...]] = {
    "Xã": (UnitKind.COMMUNE,),
    "Phường": (UnitKind.COMMUNE,),
    "Thị trấn": (UnitKind.COMMUNE,),
    "Đặc khu": (UnitKind.COMMUNE,),
    "Huyện": (UnitKind.DISTRICT,),
    "Quận": (UnitKind.DISTRICT,),
    "Thị xã": (UnitKind.DISTRICT,),
    "Thành phố": (UnitKind.PROVINCE, UnitKind.DISTRICT),
    "Tỉnh": (UnitKind.PROVINCE,),
}
"""What each kind word may stand before. "Khu vực" is not here: in Cần Thơ it is a hamlet."""

_SHORT = {
    "x": "Xã",
    "p": "Phường",
    "f": "Phường",
    "tt": "Thị trấn",
    "đk": "Đặc khu",
    "dk": "Đặc khu",
    "h": "Huyện",
    "q": "Quận",
    "tx": "Thị xã",
    "tp": "Thành phố",
    "t": "Tỉnh",
}
_FULL = {text.fold(word): word for word in KIND_WORDS}

HAMLET_WORDS = frozenset(
    {"ap", "thon", "khom", "to", "xom", "ban", "lang", "buon", "bon", "plei", "soc", "khu"}
    | {"so", "duong", "pho", "hem", "ngo", "ngach", "lo", "cum", "toa", "nha", "kiot", "km"}
    | {"kp", "tdp", "tk", "kcn", "ccn", "ql", "dl", "kdc", "kdt"}
)
"""Folded words that begin something smaller than a commune: a street, a hamlet, a house."""

_TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*|[,;|\n\t()]|[-–—−/]|\.")
_HARD = frozenset(",;|\n\t()")
_DASH = frozenset("-–—−/")
_STOP = frozenset(".")
_GLUED = re.compile(r"(?i)(tp|tt|tx|p|f|q|x|h)0*(\d+)")
_Y = re.compile(r"\b([bcdđghklmnpqrstvx]{0,3})([yỳýỷỹỵ])\b")
_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_ZEROS = re.compile(r"\b0+(?=\d)")
_MARKED = re.compile(r"[À-ỹ]")


@lru_cache(maxsize=65_536)
def spelling(name: str) -> str:
    """A name in one spelling: hoà as hòa, Mỹ as mĩ, small letters, no apostrophes, 03 as 3."""
    plain = text.same_tone_placement(name).casefold()
    plain = "".join(" " if not c.isalnum() else c for c in plain if c not in "'’‘ʼ`´")
    plain = _Y.sub(lambda found: found[1] + _I[found[2]], " ".join(plain.split()))
    return _ZEROS.sub("", plain)


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The same without marks: two names with different keys are never one name."""
    return text.fold(spelling(name))


def has_marks(name: str) -> bool:
    """Whether it was written with Vietnamese letters; plain letters contradict no marks."""
    return _MARKED.search(name) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its kind word ("" when none is written) and the name after it."""

    word: str
    name: str
    at: int
    """Where it begins in the line as NFC."""
    known: bool = False
    among_marks: bool = False
    """Whether the line it comes from is written with marks at all."""

    @property
    def is_hamlet(self) -> bool:
        """Whether it is written as something smaller than a commune."""
        return not self.word and _small(self.name)


def _small(written: str) -> bool:
    first = text.fold(written).partition(" ")[0]
    return first in HAMLET_WORDS or any(c.isdigit() for c in first)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int
    dot: bool = False  # a full stop right after it
    dash: bool = False  # a dash before it
    stop: bool = False  # a full stop that may end a sentence stood before it


def pieces(line: str, knows: Callable[[str, str], bool]) -> tuple[Piece, ...]:
    """The pieces of a line as written, from left to right.

    `knows(kind word, name)` tells whether some unit bears the name. A comma always parts; a dash,
    a full stop or a kind word parts only where the words do not stand together as one name
    ("Bà Rịa - Vũng Tàu", "xã Xuân Hương - Đà Lạt").
    """
    found: list[Piece] = []
    segments = _segments(line)
    for index, words in enumerate(segments):
        found.extend(_read(words, knows, last=index == len(segments) - 1))
    if has_marks(text.nfc(line)):
        found = [replace(piece, among_marks=True) for piece in found]
    return tuple(found)


def _segments(line: str) -> list[list[_Word]]:
    """Words between hard separators."""
    segments: list[list[_Word]] = [[]]
    dash = stop = False
    for found in _TOKEN.finditer(text.nfc(line)):
        sign, at, words = found[0], found.start(), segments[-1]
        if sign in _HARD:
            if words:
                segments.append([])
            dash = stop = False
        elif sign in _DASH:
            dash = True
        elif sign in _STOP:
            if words:
                words[-1] = replace(words[-1], dot=True)
            stop = True
        else:
            if glued := _GLUED.fullmatch(sign):
                words.append(_Word(glued[1], at, True, dash, stop))
                sign, at, dash, stop = glued[2], at + len(glued[1]), False, False
            words.append(_Word(sign, at, False, dash and bool(words), stop and bool(words)))
            dash = stop = False
    return [words for words in segments if words]


@lru_cache(maxsize=65_536)
def _full_word(written: str) -> str | None:
    """The kind word written in full: "xã" and "xa" are one; "Xá" is a name."""
    full = _FULL.get(text.fold(written))
    if full is None or not has_marks(written):
        return full
    return full if text.same_tone_placement(written).casefold() == full.casefold() else None


def kind_words(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The kind words that these words may begin with, and how many of them each takes."""
    for count in (2, 1):
        if len(words) > count and (full := _full_word(" ".join(words[:count]))):
            yield full, count
    if len(words) > 2 and (short := _SHORT.get(f"{words[0]}{words[1]}".casefold())):
        yield short, 2  # "T.P. Vĩnh Long"
    if len(words) > 1 and (short := _SHORT.get(words[0].casefold())):
        yield short, 1


def _kind_word(words: Sequence[str]) -> tuple[str, int]:
    return next(kind_words(words), ("", 0))


def _direct(words: Sequence[_Word], knows: Callable[[str, str], bool]) -> Piece | None:
    """These words as one known name, with its kind word or without."""
    texts = [word.text for word in words]
    for word, count in (*kind_words(texts), ("", 0)):
        name = " ".join(texts[count:])
        if knows(word, name):
            return Piece(word, name, words[0].at, known=True)
    return None


def _read(words: list[_Word], knows: Callable[[str, str], bool], *, last: bool) -> Iterator[Piece]:
    if (whole := _direct(words, knows)) is not None:
        yield whole
        return
    parts = _parts(words)
    if len(parts) > 1:
        yield from _joined(parts, knows, last=last)
        return
    if last and (split := _peel(words, knows)) is not None:
        yield from _read(words[:split], knows, last=True)
        yield from _read(words[split:], knows, last=False)
        return
    texts = [word.text for word in words]
    word, count = _kind_word(texts)
    yield Piece(word, " ".join(texts[count:]), words[0].at)


def _parts(words: Sequence[_Word]) -> list[list[_Word]]:
    """Where a dash, a full stop or a kind word inside may part the words."""
    parts: list[list[_Word]] = [[words[0]]]
    for index, one in enumerate(words[1:], start=1):
        before = words[index - 1]
        rest = [word.text for word in words[index:]]
        kind, _ = _kind_word(rest)
        short = kind and rest[0].casefold() in _SHORT
        begins = bool(kind) and (not short or one.dot or rest[0].isupper())
        inside_kind = before.dot and before.text.casefold() in _SHORT
        if len(parts[-1]) == 1 and _full_word(f"{before.text} {one.text}"):
            begins = False  # the second half of "thị xã"
        if one.dash or begins or (one.stop and not inside_kind):
            parts.append([one])
        else:
            parts[-1].append(one)
    return parts


def _joined(
    parts: list[list[_Word]], knows: Callable[[str, str], bool], *, last: bool
) -> Iterator[Piece]:
    """The longest runs of parts that are one name; the others each by themselves."""
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + 3), start + 1, -1):
            run = [word for part in parts[start:end] for word in part]
            if (piece := _direct(run, knows)) is not None:
                yield piece
                start = end
                break
        else:
            yield from _read(parts[start], knows, last=last and start == len(parts) - 1)
            start += 1


def _peel(words: Sequence[_Word], knows: Callable[[str, str], bool]) -> int | None:
    """Where a province's name begins that ends the words: "12 Nguyễn Huệ Vĩnh Long" → 3."""
    for start in range(max(1, len(words) - 5), len(words)):
        if knows("Tỉnh", " ".join(word.text for word in words[start:])):
            return start
    return None
