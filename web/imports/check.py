"""The dry run: a file → a report, row by row, of what loading would do. Changes nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal
from core.imports.kinds import Standing
from core.text import fold
from web.imports import columns
from web.imports.kind import Bench, Fault, Field, Kind, Row
from web.imports.report import LOOKED_AT, Report
from web.sheets import cells, heads, read
from web.sheets.delimited import folded
from web.sheets.read import Table

Progress = Callable[[int, int, str], None]

STEP = 2_000
"""Rows between two reports of progress."""
MOST_TOLD = 200
"""How many rows set aside are told of one by one."""

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
    first = found.first
    filled = _fill_merged(table, first)
    raws = table.rows[first:]
    keys, values, at_fault = columns.read(kind.fields, found.columns, raws)
    for at, fault in _bad_formulas(table, found):
        at_fault.setdefault(at, []).append(fault)
    rows: list[Row] = []
    aside: list[list[Any]] = []
    for at, (raw, said) in enumerate(zip(raws, values, strict=True)):
        faults = at_fault.get(at, [])
        nothing = not faults and said.count(None) == len(said)
        if nothing or _is_total(raw):
            if not nothing or any(cell not in (None, "") for cell in raw):
                aside.append([first + at + 1, _words(raw)])
            continue
        told = read_row(dict(zip(keys, said, strict=True)))
        row = Row(first + at + 1, raw, notes=[*told.notes])
        if faults or told.faults:
            faulty = {fault.field for fault in faults}
            row.faults = [*faults, *(one for one in told.faults if one.field not in faulty)]
        else:
            row.record = told.record
        if first + at in filled:
            row.notes.append(Fault("", "cells_from_merged", {}))
        rows.append(row)
        if progress is not None and len(rows) % STEP == 0:
            progress(len(rows), len(raws), "reading")
    return rows, aside


def _bad_formulas(table: Table, found: heads.Heads) -> Iterator[tuple[int, Fault]]:
    """Index below the heads → a formula whose value the file does not hold."""
    places = {at: key for key, at in found.columns.items()}
    for (at, column), error in (table.bad_formulas or {}).items():
        if column in places and at >= found.first:
            code = "formula_error" if error else "formula_without_value"
            yield at - found.first, Fault(places[column], code, {"error": error})


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


def _is_total(raw: Sequence[Any]) -> bool:
    """A line of sums under the table: its first words say so."""
    for cell in raw:
        if type(cell) is str and cell and not cell.isspace():
            begin = cell.lstrip()[:4].lower()
            if begin not in ("tổng", "tong", "cộng", "cong") or len(cell) >= 40:
                return False
            plain = fold(cell)
            return plain in _TOTALS or plain.startswith(("tong cong", "cong tong"))
    return False


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
