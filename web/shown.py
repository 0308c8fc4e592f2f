"""How values are shown: numbers, money, dates and times the Vietnamese way. Pure."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from core.clock import in_vietnam
from core.money import in_words, read, write
from core.territory.rules import within_name

Translate = Callable[[str], str]


def N_(text: str) -> str:
    """Marks a sentence for the catalogue where it is written; it is translated where shown."""
    return text


def number(value: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{value:,}".replace(",", ".")


def dong(value: int | None) -> str:
    """Whole đồng: 35000000 → "35.000.000 đ"; None → "–"."""
    return "–" if value is None else f"{number(value)}\N{NO-BREAK SPACE}đ"


def dong_short(value: int | None, translate: Translate = str) -> str:
    """Whole đồng as budgets print them: 74975000000 → "74.975 triệu đồng"; None → "–"."""
    if value is None:
        return "–"
    amount, scale = write(value).split(" ", 1)
    pattern = N_("%(amount)s triệu đồng") if scale == "triệu đồng" else N_("%(amount)s đồng")
    return (translate(pattern) % {"amount": amount}).replace(" ", "\N{NO-BREAK SPACE}")


def dong_millions(value: int | None) -> str:
    """Whole đồng in millions, for columns headed "triệu đồng": 74975000000 → "74.975"."""
    if value is None:
        return "–"
    whole, rest = divmod(value, 1_000_000)
    return number(whole) + (f",{rest:06d}".rstrip("0") if rest else "")


def dong_read(typed: object) -> str:
    """What was typed or is stored as money, in words: "2,5 tỷ" → "hai tỷ năm trăm triệu đồng".

    "" for what is empty or no amount: the field's own fault speaks of that.
    """
    try:
        return in_words(typed if isinstance(typed, int) else read(str(typed or "")))
    except ValueError:
        return ""


def points(hundredths: int | None) -> str:
    """Hundredths of a point: 850 → "8,5", 6999 → "69,99", 4000 → "40"; None → "–"."""
    if hundredths is None:
        return "–"
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")


def average(total: int, divisor: int) -> str:
    """`total` hundredths over `divisor`, two decimals, cut and never rounded up.

    (20999, 3) → "69,99"; no sheet → "–". 69.995 must not look like 70.
    """
    if divisor == 0:
        return "–"
    whole, rest = divmod(total // divisor, 100)
    return f"{whole},{rest:02d}"


def unrounded(total: int, divisor: int) -> str:
    """The average as it is, before it is cut: (20999, 3) → "69,996…", (21000, 3) → "70",
    (13999, 2) → "69,995"; three decimals, and "…" where more follow. No sheet → "–"."""
    if divisor == 0:
        return "–"
    thousandths, more = divmod(total * 10, divisor)
    whole, rest = divmod(thousandths, 1000)
    if more:
        return f"{whole},{rest:03d}…"
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",")


def day(value: date | datetime | None) -> str:
    """22/11/2026, in Vietnam; None → "–"."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = in_vietnam(value).date()
    return f"{value:%d/%m/%Y}"


UNWRITTEN = "……"
"""What a clerk fills in by hand on a paper."""


def day_words(value: date | datetime | None) -> str:
    """ngày 05 tháng 9 năm 2026, in Vietnam, as papers write it whatever the reader's language.

    A 0 stands before days under 10 and before months 1 and 2 (Nghị định 30/2020/NĐ-CP, Phụ lục I,
    II.4b); dots for a day that is not known.
    """
    if value is None:
        return f"ngày {UNWRITTEN} tháng {UNWRITTEN} năm {UNWRITTEN}"
    if isinstance(value, datetime):
        value = in_vietnam(value).date()
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def moment(value: datetime | None, translate: Translate = str) -> str:
    """10:42 ngày 22/11/2026, in Vietnam; None → "–"."""
    if value is None:
        return "–"
    local = in_vietnam(value)
    pattern = translate(N_("%(time)s ngày %(day)s"))
    return pattern % {"time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}


FILTERS: dict[str, Callable[..., str]] = {
    "number": number,
    "dong": dong,
    "dong_words": in_words,
    "dong_read": dong_read,
    "dong_millions": dong_millions,
    "points": points,
    "day": day,
    "day_words": day_words,
    "within": within_name,
}


def filters(translate: Translate) -> dict[str, Callable[..., str]]:
    """What templates may pipe values through, in one language."""
    return {
        **FILTERS,
        "dong_short": partial(dong_short, translate=translate),
        "moment": partial(moment, translate=translate),
    }
