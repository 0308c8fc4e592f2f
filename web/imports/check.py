"""The dry run: a file → a report, row by row, of what loading would do. Changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal
from core.imports.kinds import Standing
from core.money import Ambiguous
from core.text import fold
from web.imports.kind import Bench, Fault, Field, Holds, Kind, Row
from web.imports.report import LOOKED_AT, Report
from web.sheets import cells, heads, read
from web.sheets.delimited import folded
from web.sheets.read import Table

Progress = Callable[[int, int, str], None]

STEP = 2_000
"""Rows between two reports of progress."""
MOST_TOLD = 200
"""How many rows set aside are told of one by one."""

_READERS: dict[Holds, Callable[[Any], Any]] = {
    Holds.TEXT: cells.line,
    Holds.LINES: cells.text,
    Holds.DIGITS: cells.digits,
    Holds.WHOLE: cells.whole,
    Holds.DONG: cells.dong,
    Holds.DAY: cells.day,
    Holds.YEAR: cells.year,
}
_TEXTS = (Holds.TEXT, Holds.LINES)
_TOTALS = ("tong cong", "tong so", "cong", "tong")
_KEPT = frozenset({str, int, float, type(None)})


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dry run found: the rows, and what stands around them (columns not known, …)."""

    report: Report
    sheet: str
    about: dict[str, Any]


def dry_run(
    kind: Kind, bench: Bench, data: bytes, *, sheet: str = "", progress: Progress | None = None
) -> Checked:
    """Read the file and judge every row. Raises Refusal when it cannot be read as such a list."""
    names = known_names(kind.fields)
    words = {name for some in names.values() for name in some}
    table = read.read(data, words=words, most_rows=kind.most_rows, sheet=sheet)
    found = heads.find(table.rows, names)
    if found is None:
        raise Refusal("sheet_without_heads", wanted=_labels(kind.fields), sheet=table.sheet)
    missing = [one for one in kind.fields if one.needed and one.key not in found.columns]
    if missing:
        raise Refusal("sheet_lacks_columns", missing=_labels(missing), sheet=table.sheet)
    rows, aside = _rows(kind, bench, table, found, progress)
    if not rows:
        raise Refusal("sheet_empty")
    if len(rows) > kind.most_rows:
        raise Refusal("sheet_too_many_rows", most=kind.most_rows, found=len(rows))
    mark = kind.mark(bench)
    kind.judge(bench, [row for row in rows if row.record is not None])
    for row in rows:
        looked_at = row.standing in LOOKED_AT
        row.cells = _as_written(row.cells, len(found.names)) if looked_at else []
    about = {
        "mark": mark,
        "sheets": list(table.sheets),
        "columns": {found.names[at]: key for key, at in found.columns.items()},
        "unknown": found.unknown,
        "doubled": found.doubled,
        "aside": aside[:MOST_TOLD],
        "aside_count": len(aside),
        "formulas": table.formulas,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
    }
    return Checked(Report(found.names, found.columns, rows), table.sheet, about)


def known_names(fields: Sequence[Field]) -> dict[str, set[str]]:
    """Field key → the heads it is known by, as heads are compared."""
    return {one.key: {folded(name) for name in (one.label, one.key, *one.names)} for one in fields}


def _rows(
    kind: Kind, bench: Bench, table: Table, found: heads.Heads, progress: Progress | None
) -> tuple[list[Row], list[list[Any]]]:
    read_row = kind.reader(bench, frozenset(found.columns))
    columns = [
        (one.key, found.columns[one.key], _READERS[one.holds], one.holds in _TEXTS, one.most)
        for one in kind.fields
        if one.key in found.columns
    ]
    filled = _fill_merged(table, found.first)
    bad: dict[int, list[tuple[int, str]]] = {}
    for (at, column), error in (table.bad_formulas or {}).items():
        bad.setdefault(at, []).append((column, error))
    places = {at: key for key, at in found.columns.items()}
    rows: list[Row] = []
    aside: list[list[Any]] = []
    empty: tuple[None, str] = (None, "")
    total = len(table.rows) - found.first
    for at in range(found.first, len(table.rows)):
        raw = table.rows[at]
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        wide = len(raw)
        for key, place, reader, is_text, most in columns:
            if place >= wide or (cell := raw[place]) in empty:
                continue
            try:
                value = reader(cell)
            except Ambiguous as fault:
                facts = {"one_dong": fault.readings[0], "other_dong": fault.readings[1]}
                faults.append(Fault(key, "money_two_readings", facts))
                continue
            except ValueError as fault:
                faults.append(Fault(key, str(fault), {}))
                continue
            if value is None:
                continue
            if is_text and len(value) > most:
                faults.append(Fault(key, "too_long", {"most": most}))
            else:
                values[key] = value
        for column, error in bad.get(at, ()):
            if column in places:
                code = "formula_error" if error else "formula_without_value"
                faults.append(Fault(places[column], code, {"error": error}))
        if not values and not faults:
            if any(cell not in (None, "") for cell in raw):
                aside.append([at + 1, _words(raw)])
            continue
        if _is_total(raw, values):
            aside.append([at + 1, _words(raw)])
            continue
        told = read_row(values)
        row = Row(at + 1, raw, notes=[*told.notes])
        if faults or told.faults:
            faulty = {fault.field for fault in faults}
            row.faults = [*faults, *(one for one in told.faults if one.field not in faulty)]
        if at in filled:
            row.notes.append(Fault("", "cells_from_merged", {}))
        if not row.faults:
            row.record = told.record
        rows.append(row)
        if progress is not None and len(rows) % STEP == 0:
            progress(len(rows), total, "reading")
    return rows, aside


def _fill_merged(table: Table, first: int) -> set[int]:
    """Give every row of a range merged downwards its value; the rows that got one."""
    filled: set[int] = set()
    for (top, left), (bottom, _right) in table.merged:
        if bottom < first or top >= len(table.rows) or left >= len(table.rows[top]):
            continue
        value = table.rows[top][left]
        for at in range(max(top + 1, first), min(bottom + 1, len(table.rows))):
            row = table.rows[at]
            if left < len(row) and row[left] in (None, ""):
                row[left] = value
                filled.add(at)
    return filled


def _is_total(raw: Sequence[Any], values: Mapping[str, Any]) -> bool:
    """A line of sums under the table: its first words say so."""
    first = next((cell for cell in raw if isinstance(cell, str) and cell.strip()), "")
    begins = first.lstrip()[:4].lower() in ("tổng", "tong", "cộng", "cong")
    plain = fold(first) if begins and len(first) < 40 else ""
    return plain in _TOTALS or plain.startswith(("tong cong", "cong tong"))


def _as_written(raw: Sequence[Any], width: int) -> list[Any]:
    row = [cell if type(cell) in _KEPT else cells.text(cell) for cell in raw[:width]]
    row += [None] * (width - len(row))
    return row


def _words(raw: Sequence[Any]) -> str:
    return " | ".join(said for cell in raw if (said := cells.line(cell)))[:200]


def _labels(fields: Sequence[Field]) -> str:
    return ", ".join(one.label for one in fields if one.needed)


def refused(checked: Checked) -> list[Row]:
    """The rows that cannot be loaded."""
    return checked.report.of([Standing.REFUSED])
