"""Text with separators → rows, in whatever letters and separators an office's programs wrote it.

Pure. UTF-8 with or without its mark, UTF-16, Windows-1258, and TCVN3 (the one-byte letters of the
old ABC fonts). Which one it is, is told by the letters that come out; what cannot be told is
refused, never guessed.
"""

import csv
import re
import unicodedata
from collections import Counter

from core.text import fold

csv.field_size_limit(1_000_000)

_TCVN3_LOWER = {
    0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ",
    0xA8: "ă", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ",
    0xA9: "â", 0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ",
    0xCC: "è", 0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ",
    0xAA: "ê", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ",
    0xD7: "ì", 0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị",
    0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó", 0xE4: "ọ",
    0xAB: "ô", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ",
    0xAC: "ơ", 0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ",
    0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ",
    0xAD: "ư", 0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự",
    0xFA: "ỳ", 0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ", 0xAE: "đ",
}  # fmt: skip
_TCVN3_UPPER = {0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ"}
TCVN3 = {**_TCVN3_LOWER, **_TCVN3_UPPER}
"""Byte → letter, of TCVN 5712:1993, VN3 (ABC fonts)."""

_LETTERS = frozenset(
    "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcdfghjklmnpqrstvwxz"
)
_PUNCTUATION = frozenset("“”‘’–—…•·°²³½€£§©®«»\u00a0\ufeff\u200b")
_FORMS = ("windows-1258", "tcvn3")
_NOT_SURE = 0.02


_NUMBERING = re.compile(r"^\s*(\d{1,2}|[ivx]{1,4}|[a-z])\s*[.)]\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class TooMany(ValueError):
    """More rows than may be taken; `found` is how many lines there are."""

    def __init__(self, found: int) -> None:
        super().__init__("sheet_too_many_rows")
        self.found = found


def read(data: bytes, most_rows: int) -> tuple[list[list[str]], str, str]:
    """The rows, the encoding they were in, and the separator between cells.

    Raises TooMany, and ValueError with the code of why it cannot be read.
    """
    text, encoding = decoded(data)
    if "\0" in text:
        raise ValueError("not_a_sheet")
    delimiter = separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            rows.append(row)
            if len(rows) > most_rows + 1_000:
                raise TooMany(text.count("\n"))
    except csv.Error as fault:
        raise ValueError("not_a_sheet") from fault
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise ValueError("sheet_empty")
    return rows, encoding, delimiter


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ValueError("sheet_encoding_unknown")."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return _nfc(data[len(mark) :].decode(encoding)), encoding
            except UnicodeDecodeError:
                raise ValueError("sheet_encoding_unknown") from None
    if b"\0" in data[:4_000]:
        return _without_mark(data)
    try:
        return _nfc(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    told = {name: text for name in _FORMS if (text := _as(data, name)) is not None}
    if not told:
        raise ValueError("sheet_encoding_unknown")
    name = min(told, key=lambda one: strangeness(told[one]))
    if strangeness(told[name]) > _NOT_SURE:
        raise ValueError("sheet_encoding_unknown")
    return told[name], name


def _without_mark(data: bytes) -> tuple[str, str]:
    """UTF-16 that does not say so: half of its bytes are zero, on one side."""
    even, odd = data[:4_000:2].count(0), data[1:4_000:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError("not_a_sheet") from None
    if strangeness(text) > _NOT_SURE:
        raise ValueError("not_a_sheet")
    return _nfc(text), encoding


def _as(data: bytes, name: str) -> str | None:
    if name == "tcvn3":
        return from_tcvn3(data.decode("latin-1"))
    try:
        return _nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def from_tcvn3(text: str) -> str:
    """Text whose letters are the bytes of TCVN3, as it also stands in cells with an ABC font."""
    return text.translate(TCVN3)


def strangeness(text: str) -> float:
    """The share of letters outside ASCII that no Vietnamese text would hold, in such places.

    A letter counts as strange when it is not Vietnamese, or stands where none stands: a capital
    after a small letter, two marked vowels that no syllable has side by side.
    """
    sample = text[:200_000]
    beyond = Counter(_BEYOND.findall(sample))
    if not beyond:
        return 0.0
    strange = sum(
        times
        for char, times in beyond.items()
        if char.lower() not in _LETTERS and char not in _PUNCTUATION
    ) + len(_ODD.findall(sample))
    return strange / beyond.total()


_BEYOND = re.compile(r"[^\x00-\x7f]")
_MARKED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_ODD = re.compile(
    rf"[a-z{_MARKED}đăâêôơư][ĂÂÊÔƠƯĐÀÁẢÃẠÈÉÌÍÒÓÙÚÝ]|[{_MARKED}]{{2}}|đ[bcdghklmnpqrstvx]"
)


def separator(text: str) -> str:
    """Comma, semicolon or tab: the one that cuts the first lines into most columns alike."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:40]

    def columns(delimiter: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        if not counts:
            return 0, 0
        usual = max(set(counts), key=lambda n: (counts.count(n) * (n > 1), n))
        return (counts.count(usual) if usual > 1 else 0), usual

    try:
        return max(",;\t", key=columns)
    except csv.Error:
        return ","


def folded(head: str) -> str:
    """A head as it is compared: no numbering, no brackets, no marks, small letters."""
    bare = _NUMBERING.sub("", _IN_BRACKETS.sub(" ", head))
    return fold(bare) or fold(head)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
