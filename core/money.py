"""Đồng: whole numbers, said in words as Vietnamese papers write them. Pure."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
MOST = 10**15
"""Amounts at and above this are refused everywhere: no budget of a province comes near."""


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
