"""Changes of the map that come after the lists, from a dated file. Pure: rows in, lists out.

A file is rows of: day, act, old code, new code, full name, parent's code, source. CSV (comma or
semicolon) with a head line, or a JSON array of objects; heads and acts in Vietnamese or English:

    ngày,việc,mã cũ,mã mới,tên đầy đủ,trực thuộc,nguồn
    2027-01-01,đổi tên,29713,,Phường Long Hồ,,NQ …
    2027-01-01,nhập,29719,29713,,,NQ …              (into a unit that goes on)
    2027-01-01,nhập,29722,29800,Phường Mới,86,NQ …  (into a new one; a row for each old one)
    2027-01-01,tách,29725,29801,Xã Một,86,NQ …      (a part; a row for each part;
    2027-01-01,tách,29725,29725,,,NQ …               this one: the rest goes on as itself)
    2027-01-01,đổi mã,29731,29802,,86,NQ …          (same territory, new code or new parent)
    2027-01-01,vùng,68,central,,,TT …               (a province's contest region)

Codes are those of the state list (two, three or five digits). Which row is wrong, and why, is told
by codes; a file with a wrong row is refused whole. docs/operations.md describes it for offices.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core import text

MOST_ROWS = 20_000


class ChangeAct(StrEnum):
    """What may happen to a unit."""

    RENAME = "rename"  # another name or kind word, the same code and territory
    MERGE = "merge"  # all of it went into another
    SPLIT = "split"  # a part of it went into another
    RECODE = "recode"  # the same territory under another code or parent
    REGION = "region"  # a province's place in the list of contest regions


@dataclass(frozen=True, slots=True)
class Change:
    """One row. `row` is its number in the file, the head line being 1; 0 once it is loaded."""

    day: date
    act: ChangeAct
    old: str
    new: str = ""
    full_name: str = ""
    parent: str = ""
    source: str = ""
    row: int = 0

    @property
    def key(self) -> tuple[date, str, str, str]:
        """What makes two rows the same change."""
        return self.day, self.act.value, self.old, self.new

    @property
    def said(self) -> tuple[str, str]:
        """What two rows of one key may not differ in."""
        return text.nfc(self.full_name), self.parent


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: a code with facts. `row` 0 is the whole file."""

    row: int
    code: str
    facts: Mapping[str, object]


_HEADS = {
    "day": ("ngay", "day", "date"),
    "act": ("viec", "act", "loai thay doi"),
    "old": ("ma cu", "old", "ma"),
    "new": ("ma moi", "new"),
    "full_name": ("ten day du", "full name", "ten moi", "ten"),
    "parent": ("truc thuoc", "parent", "ma cap tren"),
    "source": ("nguon", "source", "can cu"),
}
_NEEDED = ("day", "act", "old", "source")
_ACTS = {
    **{act.value: act for act in ChangeAct},
    "doi ten": ChangeAct.RENAME,
    "nhap": ChangeAct.MERGE,
    "sap nhap": ChangeAct.MERGE,
    "tach": ChangeAct.SPLIT,
    "chia": ChangeAct.SPLIT,
    "doi ma": ChangeAct.RECODE,
    "chuyen": ChangeAct.RECODE,
    "vung": ChangeAct.REGION,
    "khu vuc": ChangeAct.REGION,
}


def parse(data: bytes) -> tuple[tuple[Change, ...], tuple[Fault, ...]]:
    """The rows of a file, and every row that cannot be read; order as in the file."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (Fault(0, "change_not_utf8", {}),)
    try:
        raws = list(_raws(content))
    except (ValueError, csv.Error):
        return (), (Fault(0, "change_file_unread", {}),)
    if not raws:
        return (), (Fault(0, "change_file_empty", {}),)
    if len(raws) > MOST_ROWS:
        return (), (Fault(0, "change_file_long", {"most": MOST_ROWS}),)
    if lacking := [head for head in _NEEDED if not any(head in raw for _, raw in raws)]:
        names = tuple(_HEADS[head][0] for head in lacking)
        return (), (Fault(0, "change_heads_missing", {"heads": names}),)
    changes: list[Change] = []
    faults: list[Fault] = []
    for row, raw in raws:
        read = _change(row, raw)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            changes.append(read)
    return tuple(changes), tuple(faults)


def _raws(content: str) -> Iterable[tuple[int, dict[str, str]]]:
    """(row number, our head → value) of the rows that hold anything."""
    if content.lstrip().startswith(("[", "{")):
        rows = json.loads(content)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError("not a list of rows")
        for number, row in enumerate(rows, start=1):
            yield number, _headed({str(k): "" if v is None else str(v) for k, v in row.items()})
        return
    head = content.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(content), delimiter=delimiter, strict=True)
    for row in reader:
        cells = {str(k): v if isinstance(v, str) else "" for k, v in row.items()}
        if any(value.strip() for value in cells.values()):
            yield reader.line_num, _headed(cells)


def _headed(cells: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for head, names in _HEADS.items():
        for written, value in cells.items():
            if text.fold(written) in names:
                found[head] = " ".join(text.nfc(value).split())
    return found


def _change(row: int, raw: Mapping[str, str]) -> Change | Fault:
    for head in _NEEDED:
        if not raw.get(head):
            return Fault(row, "change_cell_empty", {"head": _HEADS[head][0]})
    day = _day(raw["day"])
    if day is None:
        return Fault(row, "change_day_unread", {"written": raw["day"][:40]})
    act = _ACTS.get(text.fold(raw["act"]))
    if act is None:
        return Fault(row, "change_act_unknown", {"written": raw["act"][:40]})
    return Change(
        day,
        act,
        raw["old"],
        raw.get("new", ""),
        raw.get("full_name", ""),
        raw.get("parent", ""),
        raw["source"],
        row,
    )


def _day(written: str) -> date | None:
    try:
        if "/" in written:
            day, month, year = (int(part) for part in written.split("/"))
            return date(year, month, day)
        return date.fromisoformat(written)
    except ValueError:
        return None


def too_early(rows: Sequence[Change], today: date) -> tuple[Fault, ...]:
    """Rows whose day has not come."""
    return tuple(
        Fault(one.row, "change_day_to_come", {"day": one.day}) for one in rows if one.day > today
    )


def sorted_out(
    rows: Sequence[Change], loaded: Sequence[Change]
) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[Fault, ...]]:
    """(rows that are new, rows that are loaded already, faults): applying twice changes nothing.

    A row that says something else than a loaded one, or than another of the file, is a fault.
    """
    known = {one.key: one for one in loaded}
    fresh: list[Change] = []
    there: list[Change] = []
    faults: list[Fault] = []
    for one in rows:
        other = known.get(one.key)
        if other is None:
            known[one.key] = one
            fresh.append(one)
        elif other.said != one.said:
            code = "change_differs_from_loaded" if other.row == 0 else "change_row_twice"
            faults.append(Fault(one.row, code, {"other": other.row, "name": other.full_name}))
        elif other.row == 0:
            there.append(one)
    return tuple(fresh), tuple(there), tuple(faults)
