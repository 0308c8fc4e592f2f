"""Tables → a workbook or a CSV that offices open without losing an accent, a zero or a date.

>>> sheet = Sheet(_("Cơ sở"), (Column(_("Tên")), Column(_("Số lao động"), Kind.WHOLE)), rows)
>>> data = workbook([sheet])

A column says what its values are; `None` is an empty cell. Text stays text: what begins with
= + - @ is never a formula, what looks like a number keeps its zeros, nothing becomes a link.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from core.clock import in_vietnam

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

MOST_ROWS = 1_048_000
"""Rows one sheet of the format can hold, a few left for title and notes."""

MOST_TEXT = 32_767
"""Characters one cell of the format can hold; what is longer is cut, and ends in an ellipsis."""

_WIDEST, _NARROWEST = 60, 8
_MEASURED = 1_000
"""Widths are taken from so many first rows."""
_FIRST_DAY = date(1900, 3, 1)
"""Before this day spreadsheets count wrongly (they know a 29/2/1900): written as text instead."""

Value = str | int | date | datetime | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"  # int
    DONG = "dong"  # whole đồng
    POINTS = "points"  # hundredths of a point, shown as 8,50
    DAY = "day"  # date, shown dd/mm/yyyy
    MOMENT = "moment"  # aware datetime, shown in Vietnam's time


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head (already translated), what it holds, and a width in characters."""

    head: str
    kind: Kind = Kind.TEXT
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `title` and `notes` stand above the heads; `name` is the tab's."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    title: str = ""
    notes: tuple[str, ...] = ()


_NUMBERS = {
    Kind.WHOLE: "#,##0",
    Kind.DONG: "#,##0",
    Kind.POINTS: "0.00",
    Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
}
_WIDTHS = {Kind.DAY: 12, Kind.MOMENT: 18, Kind.DONG: 16, Kind.POINTS: 9}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The XLSX file: heads frozen and filtered, columns as wide as what they hold.

    Raises ValueError for a naive datetime, a value that is not of its column's kind, and for more
    rows than a sheet holds.
    """
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(data, options)
    base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
    formats = {
        kind: book.add_format({**base, "num_format": number}) for kind, number in _NUMBERS.items()
    }
    formats[Kind.TEXT] = book.add_format({**base, "num_format": "@", "text_wrap": True})
    head = book.add_format(
        {**base, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#F1E7D2"}
    )
    title = book.add_format({**base, "bold": True, "font_size": 14})
    note = book.add_format({**base, "italic": True})
    for one, name in zip(sheets, _tab_names(sheets), strict=True):
        page = book.add_worksheet(name)
        at = 0
        for text, style in ((one.title, title), *((text, note) for text in one.notes)):
            if text:
                page.write_string(at, 0, _cell_text(text), style)
                at += 1
        widths = [max(_NARROWEST, len(column.head) + 3) for column in one.columns]
        for place, column in enumerate(one.columns):
            page.write_string(at, place, column.head, head)
        first = at + 1
        for count, row in enumerate(one.rows):
            if count >= MOST_ROWS:
                raise ValueError("more rows than a sheet holds")
            for place, (column, value) in enumerate(zip(one.columns, row, strict=True)):
                if value is None or value == "":
                    continue
                written = plain(column.kind, value)
                style = formats[column.kind]
                if isinstance(written, str):
                    page.write_string(first + count, place, _cell_text(written), style)
                    if count < _MEASURED and column.kind is Kind.TEXT:
                        widths[place] = max(widths[place], _longest_line(written) + 2)
                elif isinstance(written, date):  # a datetime is one too
                    page.write_datetime(first + count, place, written, style)
                else:
                    page.write_number(first + count, place, written, style)
            at = first + count
        page.freeze_panes(first, 0)
        if one.columns:
            page.autofilter(first - 1, 0, max(at, first), len(one.columns) - 1)
        for place, column in enumerate(one.columns):
            wide = column.width or max(widths[place], _WIDTHS.get(column.kind, 0))
            page.set_column(place, place, min(wide, _WIDEST))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(first - 1)
    book.close()
    return data.getvalue()


def plain(kind: Kind, value: str | int | date | datetime) -> str | int | float | date:
    """A value as its cell holds it: Vietnam's wall clock, points out of hundredths.

    Raises ValueError for a naive datetime and for what is not of the kind.
    """
    if kind is Kind.TEXT:
        return str(value)
    if kind is Kind.MOMENT and isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return in_vietnam(value).replace(tzinfo=None)
    if kind is Kind.DAY and isinstance(value, date) and not isinstance(value, datetime):
        return value if value >= _FIRST_DAY else f"{value:%d/%m/%Y}"
    if isinstance(value, int) and kind in {Kind.WHOLE, Kind.DONG}:
        return value
    if isinstance(value, int) and kind is Kind.POINTS:
        return value / 100
    raise ValueError(f"not a value for a column of kind {kind}: {type(value).__name__}")


def csv_text(sheet: Sheet) -> bytes:
    """One table as CSV: UTF-8 with its mark, so that spreadsheets read the accents; heads first.

    Numbers are plain digits, days dd/mm/yyyy. Text that a spreadsheet would run as a formula gets
    an apostrophe before it. Title and notes are left out: programs read this.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(column.head) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    for row in sheet.rows:
        writer.writerow([_csv_cell(kind, v) for kind, v in zip(kinds, row, strict=True)])
    return ("\ufeff" + text.getvalue()).encode()


def _csv_cell(kind: Kind, value: Value) -> str:
    if value is None or value == "":
        return ""
    written = plain(kind, value)
    if isinstance(written, datetime):
        return f"{written:%d/%m/%Y %H:%M}"
    if isinstance(written, date):
        return f"{written:%d/%m/%Y}"
    return harmless(written) if isinstance(written, str) else f"{written}"


def harmless(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _cell_text(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def _longest_line(text: str) -> int:
    return max((len(line) for line in text.split("\n")), default=0)


def _tab_names(sheets: Sequence[Sheet]) -> list[str]:
    """Names a workbook accepts: at most 31 signs, none of []:*?/\\, no two alike."""
    taken: set[str] = set()
    names = []
    for sheet in sheets:
        base = re.sub(r"[\[\]:*?/\\]", " ", sheet.name).strip(" '")[:31] or "1"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: 31 - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names
