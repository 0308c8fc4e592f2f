"""The process in which tables from strangers are opened: `python -m web.sheets.decode`.

One file comes in by standard input, what was read goes out as JSON, and the process ends. It has
little memory, little time and opens nothing else. web/sheets/read.py is the other end. Macros are
never run: only values are read, of a formula the value that was kept with it.
"""

import codecs
import contextlib
import gc
import io
import json
import os
import re
import resource
import signal
import struct
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any, Never

import python_calamine as calamine

from web.sheets import delimited

SECONDS, MEMORY = 40, 1_500_000_000
"""What one file may cost: seconds of processor, bytes of memory."""

MOST_UNPACKED = 400_000_000
"""Bytes a workbook may unfold to: forty times what the largest permitted list takes."""

MOST_LETTERS = 60_000_000
"""Characters of all cells together."""

_CFB = bytes.fromhex("D0CF11E0A1B11AE1")
_CELL = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)>\s*<f\b(?:[^>]*/>|.*?</f>)(.*?)</c>', re.S
)

Answer = dict[str, Any]


class Refused(Exception):
    """The file cannot be read; `code` and `facts` say why (web/wording/imports.py)."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def main() -> Never:
    """Read one question (a JSON line) and one file, answer, end."""
    gc.disable()  # a hundred thousand cells, and no cycle among them
    source = sys.stdin.buffer
    asked = json.loads(source.readline())
    _confine()
    data = source.read()
    try:
        answer = decode(data, **asked)
    except Refused as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:
        answer = {"refused": "sheet_too_heavy", "facts": {}}
    # In one piece: json.dump would go cell by cell, in Python.
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing to tidy up: the system takes it all back at once


def _confine() -> None:
    """Give up what reading does not need; from here on nothing can be opened, not even a codec."""
    for name in ("cp437", "cp1258", "latin-1", "utf-8", "utf-16-le", "utf-16-be"):
        codecs.lookup(name)
    signal.alarm(SECONDS + 20)
    for kind, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, 0),
    ):
        # Only Linux keeps every one of them; elsewhere what can be had is taken.
        unknown = () if sys.platform == "linux" else (ValueError, OSError)
        with contextlib.suppress(*unknown):
            resource.setrlimit(kind, (limit, limit))


def decode(data: bytes, *, sheet: str = "", most_rows: int, words: list[str]) -> Answer:
    """What the file holds: its sheets, and the rows of the one asked for.

    Without `sheet`, the one whose rows hold most of `words` (heads of columns, folded) is read.
    Raises Refused.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("sheet_empty")
    if data[:4] == b"PK\x03\x04" or data[:8] == _CFB:
        return _workbook(data, sheet, most_rows, words)
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta")):
        raise Refused("sheet_is_web_page")
    if start.startswith(b"<?xml"):
        raise Refused("sheet_is_xml")
    if start.startswith(b"%pdf"):
        raise Refused("sheet_is_pdf")
    try:
        rows, encoding, delimiter = delimited.read(data, most_rows)
    except delimited.TooMany as fault:
        raise Refused("sheet_too_many_rows", most=most_rows, found=fault.found) from fault
    except ValueError as fault:
        raise Refused(str(fault)) from fault
    return {
        "sheets": [],
        "sheet": "",
        "rows": rows,
        "times": [],
        "merged": [],
        "formulas": 0,
        "bad_formulas": [],
        "encoding": encoding,
        "delimiter": delimiter,
    }


def _workbook(data: bytes, sheet: str, most_rows: int, words: list[str]) -> Answer:
    packed = _zip(data) if data[:2] == b"PK" else None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise Refused("sheet_locked") from None
    except calamine.CalamineError as fault:
        if _locked(data):
            raise Refused("sheet_locked") from fault
        raise Refused("not_a_sheet") from fault
    known = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    names = [one.name for one in known]
    if not names:
        raise Refused("sheet_empty")
    hidden = {one.name for one in known if one.visible != calamine.SheetVisibleEnum.Visible}
    if sheet and sheet not in names:
        raise Refused("sheet_not_there", name=sheet)
    read: dict[str, calamine.CalamineSheet] = {}
    for name in [sheet] if sheet else names[:50]:
        try:
            read[name] = book.get_sheet_by_name(name)
        except calamine.CalamineError as fault:
            raise Refused("not_a_sheet") from fault
    heights = {name: _height(one) for name, one in read.items()}
    chosen = sheet or _likeliest(read, hidden, words)
    if heights[chosen] == 0:
        raise Refused("sheet_empty")
    if heights[chosen] > most_rows + 1_000:  # room for titles, notes and signatures
        raise Refused("sheet_too_many_rows", most=most_rows, found=heights[chosen])
    page = read[chosen]
    rows = page.to_python(skip_empty_area=False)
    times = _made_plain(rows)
    formulas, bad = _formulas(packed, book.sheet_names.index(chosen)) if packed else (0, [])
    answer: Answer = {
        "sheets": [name for name in names if heights.get(name, 1)],
        "sheet": chosen,
        "rows": rows,
        "times": times,
        "merged": page.merged_cell_ranges or [],
        "formulas": formulas,
        "bad_formulas": bad,
        "encoding": "",
        "delimiter": "",
    }
    return answer


def _likeliest(read: dict[str, calamine.CalamineSheet], hidden: set[str], words: list[str]) -> str:
    """The sheet whose first rows hold most of the known heads; visible ones before hidden."""
    if len(read) == 1:
        return next(iter(read))
    wanted = set(words)

    def held(name: str) -> tuple[bool, int, bool]:
        page = read[name]
        first = page.to_python(skip_empty_area=False, nrows=40) if page.end else []
        cells = (delimited.folded(str(cell)) for row in first for cell in row if cell != "")
        return bool(first), len(wanted.intersection(cells)), name not in hidden

    names = list(read)
    return max(names, key=lambda name: (*held(name), -names.index(name)))


def _height(page: calamine.CalamineSheet) -> int:
    """Rows down to the last one that holds anything."""
    return page.end[0] + 1 if page.end else 0


def _made_plain(rows: list[list[Any]]) -> list[list[Any]]:
    """Make the rows such that JSON can carry them. What was no number or text in them: [row,
    column, kind], and in its place its ISO form; a day is "d", a moment "m", a time "t"."""
    letters = 0
    times: list[list[Any]] = []
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            kind = type(cell)
            if kind is str:
                letters += len(cell)
            elif kind is float:
                if cell.is_integer() and abs(cell) < 2**53:
                    row[column] = int(cell)
            elif kind in _TIMES:
                times.append([at, column, _TIMES[kind]])
                row[column] = str(cell) if kind is timedelta else cell.isoformat()
        if letters > MOST_LETTERS:
            raise Refused("sheet_too_heavy")
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return times


_TIMES: dict[type, str] = {datetime: "m", date: "d", time: "t", timedelta: "t"}


def _zip(data: bytes) -> zipfile.ZipFile:
    """The container, unless it says itself that it unfolds too far. What lies about it meets the
    limits of this process."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, struct.error) as fault:
        raise Refused("not_a_sheet") from fault
    members = packed.infolist()
    if len(members) > 5_000 or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise Refused("sheet_too_heavy")
    names = {one.filename for one in members}
    if any(one.flag_bits & 1 for one in members):
        raise Refused("sheet_locked")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise Refused("not_a_sheet")
    return packed


def _locked(data: bytes) -> bool:
    """A compound file that holds an encrypted package is a workbook with a password."""
    return data[:8] == _CFB and "EncryptedPackage".encode("utf-16-le") in data


def _formulas(packed: zipfile.ZipFile, index: int) -> tuple[int, list[list[Any]]]:
    """How many formulas the sheet has, and the cells whose kept value is missing or an error:
    [row, column, "" or the error], both counted from 0."""
    path = _path_of_sheet(packed, index)
    if path is None:
        return 0, []
    xml = packed.read(path)
    if b"<f" not in xml:
        return 0, []
    count = xml.count(b"<f>") + xml.count(b"<f ")
    bad: list[list[Any]] = []
    for column, row, attributes, rest in _CELL.findall(xml):
        value = re.search(rb"<v>(.+?)</v>", rest)
        is_text = b't="str"' in attributes or b't="inlineStr"' in attributes
        error = value[1].decode("utf-8", "replace") if value and b't="e"' in attributes else ""
        if error or (value is None and not is_text):
            bad.append([int(row) - 1, _column(column.decode()), error])
        if len(bad) >= 20_000:
            break
    return count, bad


def _path_of_sheet(packed: zipfile.ZipFile, index: int) -> str | None:
    try:
        book = packed.read("xl/workbook.xml").decode("utf-8", "replace")
        rels = packed.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:  # ODS and XLSB keep theirs otherwise
        return None
    tags = re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book)
    if index >= len(tags) or not (named := re.search(r'\br:id="([^"]+)"', tags[index])):
        return None
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", rels):
        if f'Id="{named[1]}"' in tag and (target := re.search(r'Target="([^"]+)"', tag)):
            path = target[1].removeprefix("/")
            path = path if path.startswith("xl/") else f"xl/{path}"
            return path if path in packed.namelist() else None
    return None


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


if __name__ == "__main__":
    main()
