"""One cell → a value: what people and their programs write for numbers, money and days. Pure.

Each reader answers None for an empty cell and raises ValueError with the code of the fault.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import is_normalized, normalize

from core import money
from web import forms

Cell = str | int | float | bool | date | datetime | time | None

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
"""Days counted by spreadsheets that are taken for days: 1927 to 2118."""
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ].*)?")
_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


def text(cell: Cell) -> str | None:
    """What stands in the cell, NFC, trimmed, runs of spaces as one; a number as its digits."""
    if cell is None or cell == "":
        return None
    if type(cell) is str:
        if cell.isprintable() and "  " not in cell:
            return line(cell)
        plain = normalize("NFC", cell)
        lines = (" ".join(line.split()) for line in forms.clean(plain).split("\n"))
        return "\n".join(line for line in lines if line) or None
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.time() != time() else f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell}"


def line(cell: Cell) -> str | None:
    """The same on one line."""
    if type(cell) is str and cell and cell.isprintable() and "  " not in cell:
        # The usual cell; a no-break space is not printable.
        return (cell if is_normalized("NFC", cell) else normalize("NFC", cell)).strip() or None
    found = text(cell)
    return found.replace("\n", " ") if found else found


def lines(column: Sequence[Any]) -> list[str | None] | None:
    """`line` of every cell of a column, where all of them are usual text; else None."""
    try:
        whole = "".join(column)
    except TypeError:
        return None
    if not whole.isprintable() or "  " in whole or not is_normalized("NFC", whole):
        return None
    return [cell.strip() or None for cell in column]


def digits(cell: Cell) -> str | int | None:
    """A number that names something: as text, or the int of a cell that holds a quantity, so that
    zeros lost at its beginning can be told from digits that were never typed."""
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else line(cell)


def whole(cell: Cell) -> int | None:
    """A whole number: 12, 12.0, "1.234", "1,234", "12 người". Raises not_whole."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    plain = line(cell) if isinstance(cell, str) else None
    if plain is None:
        if cell is None or cell == "" or isinstance(cell, str):
            return None
        raise ValueError("not_whole")
    bare = re.sub(r"(?<=\d)\s*[^\W\d_][^\W\d_\s.]*\s?[^\W\d_]*\.?$", "", plain)  # "12 người"
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.0+)?", bare):  # 1,234 as English programs write it
        bare = bare.partition(".")[0].replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,0+", bare) or re.fullmatch(r"\d+,0+", bare):
        bare = bare.partition(",")[0]
    return forms.whole(bare)


def dong(cell: Cell) -> int | None:
    """Money in whole đồng: 35000000, "35.000.000", "35 triệu", "1,5 tỷ".

    Raises not_money, and money.Ambiguous for what two customs read differently.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if cell != int(cell) or not 0 <= cell < money.MOST:
            raise ValueError("not_money")
        return int(cell)
    plain = line(cell)
    return None if plain is None else money.read(plain)


def day(cell: Cell) -> date | None:
    """A day: a date cell, a spreadsheet's count of days, or text: dd/mm/yyyy, d-m-yy, yyyy-mm-dd,
    "ngày 5 tháng 6 năm 2024". Two digits of a year are 1970 to 2069. Raises not_a_day.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if int(cell) in _SERIALS:
            return _SERIAL_ZERO + timedelta(days=int(cell))
        raise ValueError("not_a_day")
    plain = line(cell)
    if plain is None:
        return None
    if match := _ISO.fullmatch(plain):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY.fullmatch(plain) or _WORDS.fullmatch(plain):
        year = int(match[3])
        if len(match[3]) == 2:
            year += 2000 if year < 70 else 1900
        parts = year, int(match[2]), int(match[1])
    elif plain.isdecimal() and len(plain) == 5 and int(plain) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(plain))
    else:
        raise ValueError("not_a_day")
    try:
        return date(*parts)
    except ValueError:
        raise ValueError("not_a_day") from None


def year(cell: Cell) -> int | None:
    """A year: 2024, "2024", "Năm 2024", or the year of a day. Raises not_a_year."""
    if isinstance(cell, date):
        return cell.year
    plain = line(cell)
    if plain is None:
        return None
    match = re.fullmatch(r"(?:năm\s+)?((?:19|20)\d{2})", plain, re.IGNORECASE)
    if match is None:
        raise ValueError("not_a_year")
    return int(match[1])
