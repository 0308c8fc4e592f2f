"""Vietnamese text, pure: folding for search, tone placement, alphabetical order, slugs, ranking.

Search recipe: keep the name as written and, beside it, `search_text(name, …)`. Look for every
token of the query with LIKE and `like_pattern`, then order what was found by `rank`: a query
without marks finds everything, and marks that were typed put the names that carry them first.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_APOSTROPHES = frozenset("'’‘ʼ`´")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The five marks of tone in dictionary order: huyền, hỏi, ngã, sắc, nặng (no mark comes first)."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: index for index, letter in enumerate(_ALPHABET)}
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"

MAX_TOKENS = 8
"""A query longer than this many words is cut: each word costs the database one more LIKE."""

Letter = tuple[str, str]
"""A folded letter and the marks it was written with: ("o", circumflex + acute) for "ố"."""


def nfc(text: str) -> str:
    """The composed form: one code point per Vietnamese letter, as keyboards here write it."""
    return unicodedata.normalize("NFC", text)


def _move_tone(match: re.Match[str]) -> str:
    first, second, tone = match.groups()
    return nfc(f"{first}{tone}{second}")


# A letter with its own marks of quality, then the tone; the syllable must end there.
_LATE_TONE = re.compile(rf"(?<![qQ])([oO](?=[aAeE])|[uU](?=[yY]))([aAeEyY])([{_TONES}])(?!\w)")


def same_tone_placement(text: str) -> str:
    """The text with tones of open oa, oe, uy on the first vowel: hoà → hòa, thuỷ → thủy.

    Both spellings are in official use; names are compared after this. "quý" stays: there the u
    belongs to the consonant.
    """
    return nfc(_LATE_TONE.sub(_move_tone, unicodedata.normalize("NFD", text)))


def same_name(one: str, other: str) -> bool:
    """Whether two writings are one name: case, tone placement, spaces and apostrophes aside."""
    return _spelled(one) == _spelled(other)


def _letters(text: str) -> list[Letter]:
    """Text as (folded letter, marks) pairs; everything between words becomes (" ", "")."""
    letters: list[Letter] = []
    if not text.isascii():
        text = unicodedata.normalize("NFD", same_tone_placement(text))
    for char in text.casefold():
        if unicodedata.combining(char):
            if letters and letters[-1][0] != " ":
                base, marks = letters[-1]
                letters[-1] = (base, marks + char)
        elif char in "đð":
            letters.append(("d", "đ"))
        elif char.isalnum():
            letters.append((char, ""))
        elif char not in _APOSTROPHES:
            letters.append((" ", ""))
    return letters


def _words(text: str) -> list[tuple[Letter, ...]]:
    parts = groupby(_letters(text), key=lambda letter: letter[0] == " ")
    return [tuple(part) for is_space, part in parts if not is_space]


def _spelled(text: str) -> tuple[tuple[Letter, ...], ...]:
    return tuple(_words(text))


class _Folding(dict[int, str]):
    """A sign → what it is folded to; found out once for each sign that turns up."""

    def __missing__(self, sign: int) -> str:
        plain = "".join(
            char
            for char in unicodedata.normalize("NFD", chr(sign)).casefold()
            if not unicodedata.combining(char) and char not in _APOSTROPHES
        )
        plain = plain.replace("đ", "d").replace("ð", "d")
        folded = "".join(char if char.isalnum() else " " for char in plain)
        if len(self) < _MOST_SIGNS:
            self[sign] = folded
        return folded


_MOST_SIGNS = 10_000
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Text as people type it in haste: no marks, đ as d, small letters, single spaces.

    Punctuation separates words, except the apostrophe of highland names: "Cư M'gar" → "cu mgar".
    """
    return _folded(text) if len(text) <= _SHORT else _folded.__wrapped__(text)


_SHORT = 200
"""Letters of what is kept folded: names, of which lists ask several times."""


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return " ".join(text.translate(_FOLDING).split())


def slug(text: str, limit: int = 60) -> str:
    """A piece of an address: a–z, 0–9 and single hyphens, at most `limit`, never empty."""
    return slug_of_folded(fold(text), limit)


def slug_of_folded(folded: str, limit: int = 60) -> str:
    """The slug of a text that is folded already."""
    if folded.isascii():
        plain = folded.replace(" ", "-")
    else:
        plain = "-".join(re.findall("[a-z0-9]+", folded))
    if len(plain) > limit:
        whole = plain[: limit + 1].rpartition("-")[0]  # whole words, if there is more than one
        plain = whole or plain[:limit]
    return plain or "x"


def search_text(*parts: str | None) -> str:
    """What is stored beside names for searching: a leading space, then everything folded."""
    return " " + " ".join(filter(None, map(fold, filter(None, parts))))


def tokens(query: str) -> tuple[str, ...]:
    """The different folded words of a query, in order, at most MAX_TOKENS."""
    return tuple(dict.fromkeys(fold(query).split()))[:MAX_TOKENS]


def like_pattern(token: str) -> str:
    """The LIKE pattern that finds a token at the beginning of a word of `search_text`.

    A token holds letters and digits only, so nothing in it needs escaping.
    """
    return f"% {token}%"


def _misses(query: tuple[Letter, ...], word: tuple[Letter, ...]) -> tuple[int, int] | None:
    """How badly a query word fits the beginning of a word; None when the letters differ.

    First the marks typed but not there (or others there), then all differences in marks:
    "duong" fits "Đường" with (0, 3), "dương" fits it with (1, 2).
    """
    if len(query) > len(word):
        return None
    typed = all_ = 0
    for (asked, marks), (found, theirs) in zip(query, word, strict=False):
        if asked != found:
            return None
        if set(marks) != set(theirs):
            all_ += 1
            typed += bool(marks)
    return typed, all_


Rank = tuple[int, int, int, int, int, int, str]


def rank(query: str, name: str) -> Rank:
    """The place of a name among the finds of a query: the lower, the better; use as a sort key.

    In order: words of the query that are not in the name; marks typed that the name does not
    carry; the name itself, names that begin so, names with the phrase, with the words anywhere;
    words only begun; other differences of marks; length; alphabetical order.
    """
    asked, words = _words(query), _words(name)
    missing = typed = begun = differences = 0
    free = list(range(len(words)))
    taken: list[int] = []
    following = 0
    for one in asked:
        fits = [
            (found[0], i != following, len(words[i]) > len(one), found[1], i)
            for i in free
            if (found := _misses(one, words[i])) is not None
        ]
        if not fits:
            missing += 1
            continue
        misses, _, longer, all_, at = min(fits)
        typed, begun, differences = typed + misses, begun + longer, differences + all_
        free.remove(at)
        taken.append(at)
        following = at + 1  # the word that goes on from the last one keeps phrases together
    start = taken[0] if taken else 0
    phrase = taken == list(range(start, start + len(asked)))
    begins = phrase and start == 0
    place = 0 if begins and not free and not begun else 1 if begins else 2 if phrase else 3
    return missing, typed, place, begun, differences, len(words), sort_key(name)


def words_match(query: str, text: str) -> bool:
    """Whether every word of the query begins some word of the text, marks aside."""
    stored = search_text(text)
    return all(f" {token}" in stored for token in tokens(query))


def _primary(word: tuple[Letter, ...]) -> str:
    """One word's letters, two signs each; a number by its value, so 2 comes before 10."""
    out: list[str] = []
    index = 0
    while index < len(word):
        char, marks = word[index]
        index += 1
        if char in "0123456789":
            digits = char
            while index < len(word) and word[index][0] in "0123456789":
                digits += word[index][0]
                index += 1
            out.append(_by_value(digits))
            continue
        quality = nfc(char + "".join(m for m in marks if m not in _TONES and m != "đ"))
        letter = "đ" if marks.startswith("đ") else quality
        if letter in _PLACE:
            out.append(f"2{_BASE36[_PLACE[letter]]}")
        elif char in _PLACE:  # a foreign mark, as in ç: with its letter
            out.append(f"2{_BASE36[_PLACE[char]]}")
        else:
            out.append(f"3{ord(char):06x}")
    return "".join(out)


def _by_value(digits: str) -> str:
    digits = digits.lstrip("0") or "0"
    return f"1{_BASE36[min(len(digits), 35)]}{digits}"


def _tone(word: tuple[Letter, ...]) -> str:
    """0 for no tone, then 1–5 in dictionary order; a syllable carries one."""
    return max(
        (str(_TONES.index(mark) + 1) for _, marks in word for mark in marks if mark in _TONES),
        default="0",
    )


def sort_key(text: str) -> str:
    """A key whose plain order is Vietnamese alphabetical order, in any database or collation.

    Letters first (a ă â b c d đ e ê …, then f j w z in their Latin places), tones of the whole
    text second (ngang huyền hỏi ngã sắc nặng), numbers by value. Only 0–9 and a–z are used:
    every collation puts digits before small letters.
    """
    keys = list(filter(None, map(_keys, text.split())))
    letters, tones = zip(*keys, strict=True) if keys else ((), ())
    return f"{'01'.join(letters)}00{''.join(tones)}"


@lru_cache(maxsize=20_000)
def _keys(part: str) -> tuple[str, str] | None:
    """Letters and tones of the words in a piece without spaces; names share most of theirs."""
    if part.isascii() and part.isdecimal():
        return _by_value(part), "0"
    words = _words(part)
    if not words:
        return None
    return "01".join(map(_primary, words)), "".join(map(_tone, words))


CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: codes that people read aloud and type (no I, L, O, U)."""

_MISREAD = str.maketrans("OIL", "011")


def typed_code(text: str) -> str:
    """A code as it is stored, from how it was typed: capitals, no spaces or hyphens, O as 0,
    I and L as 1. Letters that no code has are kept, so that a wrong code stays wrong."""
    return re.sub(r"[\s\-–._]", "", nfc(text).upper()).translate(_MISREAD)
