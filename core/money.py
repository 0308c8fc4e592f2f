"""Đồng: whole numbers, read and written as Vietnamese papers write them, and said in words. Pure.

A comma is the decimal mark and a dot separates thousands: `2,080 tỷ` is 2 080 000 000 and
`74.975 triệu` is 74 975 000 000. What two customs read differently by a thousand times is never
guessed: it is refused with both readings.
"""

import re
import unicodedata
from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
MOST = 10**15
"""Amounts at and above this are refused everywhere: no budget of a province comes near."""

_SCALES = {
    "nghìn tỷ": 10**12,
    "ngàn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "ngàn tỉ": 10**12,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "ty": 10**9,
    "ti": 10**9,
    "triệu": 10**6,
    "trieu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
}
_CURRENCY = re.compile(r"\s*(?:đồng|dong|vnđ|vnd|₫|đ|d)\.?$")
_PART = re.compile(
    r"\s*(?P<figures>\d[\d.,\s\u00a0\u202f]*?)\s*"
    rf"(?:(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![^\W\d_]))"
    r"(?P<half>\s+rưỡi)?"
)
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(\.\d{3})+")
_GROUPED_BY_SPACES = re.compile(r"\d{1,3}([ \u00a0\u202f]\d{3})+")
_WITH_DECIMALS = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+),(\d+)")
_GROUPED_BY_COMMAS = re.compile(r"\d{1,3}(,\d{3}){2,}")


class NotMoney(ValueError):
    """This is no amount of đồng; the message is the code of the refusal."""

    def __init__(self) -> None:
        super().__init__("not_money")


class Ambiguous(ValueError):
    """Two readings, both whole đồng: the one by the Vietnamese custom first."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("money_ambiguous")
        self.readings = (one, other)


def read(text: str) -> int:
    """Money as typed → whole đồng: "35tr", "2,5 tỷ", "35.000.000", "1 tỷ 200 triệu", words.

    Raises Ambiguous, with both readings, for `2.080 tỷ`, `74,975 triệu`, `35,000` and
    `1 tỷ 200`; NotMoney for anything else that is no amount, for fractions of a đồng and for
    amounts of MOST and more.
    """
    plain = unicodedata.normalize("NFC", text).strip().lower()
    if not plain or any(char.isdigit() and not char.isascii() for char in plain):
        raise NotMoney
    if not plain[0].isdigit():
        return from_words(plain)
    bare = _CURRENCY.sub("", plain)
    parts, rest = _parts(bare)
    if not parts:
        return _checked(*_figures(rest.strip(), 1))
    if rest.strip():
        raise _tail(sum(one for one, _ in parts), parts[-1][1], rest.strip(), bare != plain)
    total = sum(value for value, _ in parts)
    if total >= MOST:
        raise NotMoney
    return total


def _parts(text: str) -> tuple[list[tuple[int, int]], str]:
    """Amounts with their scales, "1 tỷ 200 triệu" giving two, and what follows the last one."""
    parts: list[tuple[int, int]] = []
    at = 0
    while match := _PART.match(text, at):
        scale = _SCALES[match["scale"]]
        readings = _figures(match["figures"].strip(), scale)
        if parts and (readings[0] >= parts[-1][1] or scale >= parts[-1][1]):
            raise NotMoney  # "200 triệu 1 tỷ", "1 tỷ 2000 triệu"
        value = _checked(*readings) + (scale // 2 if match["half"] else 0)
        parts.append((value, scale))
        at = match.end()
    return parts, text[at:]


def _tail(before: int, scale: int, rest: str, said_dong: bool) -> ValueError:
    """Why "1 tỷ 200" cannot be taken: 200 đồng, or, as people speak, 200 triệu."""
    if not re.fullmatch(r"\d{1,3}", rest) or said_dong:
        return NotMoney()
    spoken = int(rest.ljust(3, "0")) * scale // 1000
    literal = int(rest)
    if before + max(spoken, literal) >= MOST or spoken == literal:
        return NotMoney()
    return Ambiguous(before + literal, before + spoken)


def _figures(figures: str, scale: int) -> tuple[Decimal | int, ...]:
    """The readings of one written number times its scale: one, or two that differ."""
    if re.fullmatch(r"\d+", figures):
        return (int(figures) * scale,)
    if _GROUPED_BY_SPACES.fullmatch(figures):
        return (int(re.sub(r"\D", "", figures)) * scale,)
    if _GROUPED_BY_DOTS.fullmatch(figures):
        whole = int(figures.replace(".", "")) * scale
        if scale >= 10**9 and figures.count(".") == 1:  # 2.080 tỷ: nearly always 2,080 tỷ
            return (whole, Decimal(figures) * scale)
        return (whole,)
    if _GROUPED_BY_COMMAS.fullmatch(figures):  # 35,000,000 has no other meaning
        return (int(figures.replace(",", "")) * scale,)
    if match := re.fullmatch(
        r"(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+),(\d+)", figures
    ):
        head = re.sub(r"\D", "", match[1])
        value = Decimal(f"{head}.{match[2]}") * scale
        if len(match[2]) == 3 and scale <= 10**6 and match[1].isdigit() and int(head):
            return (value, int(head + match[2]) * scale)
        return (value,)
    if scale >= 1000 and re.fullmatch(r"\d+\.\d{1,2}", figures):  # 2.5 tỷ has no other meaning
        return (Decimal(figures) * scale,)
    raise NotMoney


def _checked(*readings: Decimal | int) -> int:
    whole = [int(one) for one in readings if one == int(one) and one < MOST]
    if not whole:
        raise NotMoney
    if len(whole) > 1:
        raise Ambiguous(whole[0], whole[1])
    if len(readings) > 1 and whole[0] != readings[0]:
        raise NotMoney  # by our custom a fraction of a đồng, by the other an amount: say it anew
    return whole[0]


def write(dong: int) -> str:
    """The short form of papers: 2080000000 → "2.080 triệu đồng", 35500 → "35.500 đồng".

    Whole millions are written in millions, as budgets are; everything else in đồng. `read` takes
    it back to the same amount.
    """
    if dong and dong % 10**6 == 0:
        return f"{_dotted(dong // 10**6)} triệu đồng"
    return f"{_dotted(dong)} đồng"


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def in_words(dong: int) -> str:
    """35000000 → "ba mươi lăm triệu đồng", as the amount stands in brackets on papers.

    Raises ValueError for a negative amount or one of a million million million.
    """
    if not 0 <= dong < MOST:
        raise ValueError(f"not an amount to write out: {dong}")
    if dong == 0:
        return "không đồng"
    return f"{_billions(dong)} đồng"


def _billions(value: int) -> str:
    """Every nine digits are followed by "tỷ": a thousand tỷ is said "một nghìn tỷ"."""
    upper, lower = divmod(value, 10**9)
    if not upper:
        return _below_billion(lower, said_before=False)
    said = f"{_billions(upper)} tỷ"
    return f"{said} {_below_billion(lower, said_before=True)}" if lower else said


def _below_billion(value: int, *, said_before: bool) -> str:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words = _hundreds(group, said_before or bool(parts))
            parts.append(f"{words} {_GROUPS[power]}".rstrip())
    return " ".join(parts)


def _hundreds(value: int, said_before: bool) -> str:
    """Three digits; after a higher group zeros are said: 1.005 has "không trăm linh năm"."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or said_before else []
    if tens == 0:
        if ones:
            words.append(f"linh {_DIGITS[ones]}" if words else _DIGITS[ones])
        return " ".join(words)
    words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)


_ONES = {word: value for value, word in enumerate(_DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}
_WORDS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}


def from_words(text: str) -> int:
    """The amount that words say: "hai tỷ không trăm tám mươi triệu đồng" → 2080000000.

    Takes back everything `in_words` writes, also southern "ngàn" and "lẻ". Raises NotMoney.
    """
    words = unicodedata.normalize("NFC", text).lower().replace(",", " ").split()
    if words and words[-1] in {"đồng", "chẵn"}:
        words = [word for word in words if word not in {"đồng", "chẵn"}]
    total = below = group = 0
    pending: int | None = None  # a digit that waits for trăm, mươi or the end of its group
    scale = 10**9
    if not words:
        raise NotMoney
    for word in words:
        if word in _ONES:
            if pending is not None:
                raise NotMoney
            pending = _ONES[word]
        elif word == "trăm" and pending is not None and group == 0:
            group, pending = pending * 100, None
        elif word == "mười" and pending is None and group % 100 == 0:
            group += 10
        elif word == "mươi" and pending is not None and group % 100 == 0:
            group, pending = group + pending * 10, None
        elif word in {"linh", "lẻ"} and pending is None:
            continue
        elif word in _WORDS and _WORDS[word] < scale and (group or pending is not None):
            scale = _WORDS[word]
            below += (group + (pending or 0)) * scale
            group, pending = 0, None
        elif word in {"tỷ", "tỉ"} and (group or below or total or pending is not None):
            total = (total + below + group + (pending or 0)) * 10**9
            below = group = 0
            pending, scale = None, 10**9
        else:
            raise NotMoney
    total += below + group + (pending or 0)
    if total >= MOST:
        raise NotMoney
    return total
