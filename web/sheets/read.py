"""A file that somebody sent → the rows of a table, read at arm's length.

XLSX, XLSM (its macros are never run), XLSB, XLS, ODS by calamine; CSV and text with separators in
UTF-8, UTF-16, Windows-1258 or TCVN3. The file is opened in another process with little memory and
time (decode.py): what eats more, or breaks the library, is refused there and harms nobody.

Limits: `MOST_BYTES` for the file; `most_rows` rows (the caller says; a roster takes 20 000, so
that 200 000 rows are refused with the number that may be sent); decode.MOST_UNPACKED bytes when
unpacked; decode.MOST_LETTERS characters in all cells.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from core.errors import Refusal
from web.sheets import delimited
from web.sheets.cells import Cell

MOST_BYTES = 20_000_000
"""The largest file taken in. A list of 20 000 rows has about two million."""
SECONDS = 60
"""How long reading may take by the clock."""

LOG = logging.getLogger("tinh_hoa.sheets")
_HOME = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. Rows are counted from 0 as in the file, so that row `i` is the file's i+1.

    `merged` holds ((row, column), (row, column)) of merged ranges; `bad_formulas` the cells whose
    formula has no value kept with it, or an error, by (row, column).
    """

    rows: list[list[Cell]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    formulas: int = 0
    bad_formulas: dict[tuple[int, int], str] | None = None
    encoding: str = ""
    delimiter: str = ""


def read(data: bytes, *, words: Collection[str], most_rows: int, sheet: str = "") -> Table:
    """The rows of one sheet: of `sheet`, or of the one that has most of `words` (heads, folded).

    Raises Refusal with a code of web/wording/imports.py: sheet_too_large, sheet_empty,
    not_a_sheet, sheet_locked, sheet_too_heavy, sheet_too_many_rows, sheet_encoding_unknown …
    """
    if len(data) > MOST_BYTES:
        raise Refusal("sheet_too_large", most=MOST_BYTES // 1_000_000)
    asked = {"sheet": sheet, "most_rows": most_rows, "words": sorted(words)}
    answer = _ask(asked, data)
    if "refused" in answer:
        raise Refusal(answer["refused"], **answer["facts"])
    rows = answer["rows"]
    for at, column, kind in answer["times"]:
        rows[at][column] = _TIMES[kind](rows[at][column])
    found = Table(
        rows=rows,
        sheet=answer["sheet"],
        sheets=tuple(answer["sheets"]),
        merged=tuple((tuple(a), tuple(b)) for a, b in answer["merged"]),
        formulas=answer["formulas"],
        bad_formulas={(row, column): error for row, column, error in answer["bad_formulas"]},
        encoding=answer["encoding"],
        delimiter=answer["delimiter"],
    )
    return _out_of_old_fonts(found)


def _ask(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    # It learns where the program and its library lie and nothing else: no address, no password.
    environment = {n: os.environ[n] for n in ("LD_LIBRARY_PATH", "TZDIR") if n in os.environ}
    environment |= {"PYTHONPATH": _path(), "MALLOC_ARENA_MAX": "2"}
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-S", "-m", "web.sheets.decode"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            cwd="/",
            env=environment,
            timeout=SECONDS,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise Refusal("sheet_too_heavy") from None
    if ended.returncode < 0:  # ended by a limit, or by the bytes
        raise Refusal("sheet_too_heavy")
    if ended.returncode > 0:  # a fault of ours or a file nobody thought of: not the sender's
        LOG.error("a table could not be read: %s", ended.stderr.decode("utf-8", "replace")[-2000:])
        raise Refusal("not_a_sheet")
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


@cache
def _path() -> str:
    """The program's folder, and the one in which the library that reads lies (not imported here:
    what strangers send is never opened in this process)."""
    library = find_spec("python_calamine")
    if library is None or library.origin is None:
        raise ModuleNotFoundError("python_calamine")
    return os.pathsep.join((_HOME, str(Path(library.origin).parents[1])))


def _time(text: str) -> time | str:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return text


_TIMES: dict[str, Callable[[str], Cell]] = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "t": _time,
}


def _out_of_old_fonts(table: Table) -> Table:
    """Cells written for an ABC font ("C¬ së") hold TCVN3 letters: they become what was meant."""
    sample = "\n".join(c for row in table.rows[:300] for c in row if type(c) is str)
    if delimited.strangeness(sample) < 0.3:
        return table
    meant = delimited.from_tcvn3(sample)
    if delimited.strangeness(meant) > 0.02:
        return table
    for row in table.rows:
        for at, cell in enumerate(row):
            if type(cell) is str and not cell.isascii():
                row[at] = delimited.from_tcvn3(cell)
    return replace(table, encoding="tcvn3")
