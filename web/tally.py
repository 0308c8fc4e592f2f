"""`python -m web tally TABLE`: the contest's own arithmetic on any table of points."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from contest.contests.averaging import Average, Averaging
from contest.results.ranking import Quotas
from contest.results.table import MOST_POINTS, BadTable, Line, Row, RowFault, tally
from contest.scoring.points import read_points
from core.errors import Refusal
from core.text import fold
from web import shown, wording
from web.aligned import aligned
from web.sheets import read
from web.sheets.cells import Cell

MOST_ROWS = 200_000

NOISE = 1e-9
"""So much a sum of points in floating point may be off; a third decimal is far more."""

COLUMNS = {
    "entry": ("entry", "ma so", "ma so binh chon", "san pham", "ten san pham"),
    "juror": ("juror", "giam khao", "ho ten giam khao"),
    "points": ("points", "diem", "tong diem", "diem binh chon"),
    "group": ("group", "nhom", "nhom san pham"),
}
"""Column → the heads it is known by, folded; group is optional."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command understands."""
    parser.add_argument("table", type=Path, help="CSV or XLSX with entry, juror, points, group")
    parser.add_argument(
        "--average", type=Average, choices=list(Average), default=None, metavar="WAY",
        help="mean (so without it), median or trimmed",
    )  # fmt: skip
    parser.add_argument(
        "--drop", type=int, default=None, help="put the N highest and the N lowest sheets aside"
    )
    parser.add_argument("--pass", dest="pass_mark", type=_mark, default=7_000, metavar="POINTS")
    parser.add_argument("--quota", action="append", default=[], help="N in all, or GROUP=N each")
    parser.add_argument("--json", action="store_true", help="one JSON object an entry a line")


def run(given: argparse.Namespace) -> int:
    """Print the tally; 2 and the faults by row when the table cannot be tallied."""
    try:
        lines = tally(
            rows_of(given.table),
            _averaging(given.average, given.drop),
            given.pass_mark,
            quotas_of(given.quota),
        )
    except BadTable as refusal:
        for fault in refusal.faults:
            said = wording.sentence(fault.code, fault.facts, str)
            print(f"dòng {fault.number}: {said}" if fault.number else said, file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(wording.sentence(refusal.code, refusal.facts, str), file=sys.stderr)
        return 2
    except (OSError, ValueError) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    for line in map(as_json, lines) if given.json else as_table(lines):
        print(line)
    return 0


def _mark(text: str) -> int:
    """Points as people write them, 0 to 100."""
    try:
        points = read_points(text)
    except ValueError:
        points = None
    if points is None or points > MOST_POINTS:
        raise argparse.ArgumentTypeError(f"points from 0 to 100, not {text!r}")
    return points


def _averaging(method: Average | None, drop: int | None) -> Averaging:
    """A trimmed mean puts one sheet aside at each end where nothing else is said; who says how
    many and no way to average wants one. Raises ValueError for a number that does not belong."""
    if method is None:
        method = Average.TRIMMED if drop else Average.MEAN
    if drop is None:
        drop = 1 if method is Average.TRIMMED else 0
    if method is Average.TRIMMED and drop == 0:
        return Averaging()
    return Averaging(method, drop)


def quotas_of(given: Iterable[str]) -> Quotas:
    """`30`, or `GROUP=5` as often as there are groups. Raises ValueError for anything else, and
    for a line that is drawn twice."""
    total: int | None = None
    groups: dict[object, int] = {}
    for one in given:
        name, sign, number = one.rpartition("=")
        name = normalize("NFC", name.strip())
        if not number.isascii() or not number.isdigit() or (sign and not name):
            raise ValueError(f"--quota: N, or GROUP=N, not {one!r}")
        if name in groups or (not sign and total is not None):
            raise ValueError(f"--quota: {one!r} draws a line that is drawn already")
        if sign:
            groups[name] = int(number)
        else:
            total = int(number)
    return Quotas(total, groups)


def rows_of(path: Path) -> list[Row]:
    """The rows of the table. Raises OSError, Refusal for a file that cannot be read, ValueError
    where a column is missing, BadTable for rows that go on past the heads: there a comma stood
    in a number and not between columns."""
    words = {word for words in COLUMNS.values() for word in words}
    table = read.read(path.read_bytes(), words=words, most_rows=MOST_ROWS).rows
    first, columns = _heads(table)
    width = max(at for at, cell in enumerate(table[first - 1], start=1) if _text(cell))
    rows, faults = [], []
    for at, cells in enumerate(table[first:], start=first + 1):
        texts = {
            name: _text(cells[column]) if column < len(cells) else ""
            for name, column in columns.items()
        }
        if any(_text(cell) for cell in cells[width:]):
            faults.append(RowFault(at, "tally_row_too_long", {}))
        if any(texts.values()):
            rows.append(Row(at, **{"group": "", **texts}))
    if faults:
        raise BadTable(faults)
    return rows


def _heads(table: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    """(index of the first row of data, column by name)."""
    for at, cells in enumerate(table):
        named = [fold(_text(cell)) for cell in cells]
        found = {
            name: named.index(word)
            for name, words in COLUMNS.items()
            for word in reversed(words)
            if word in named
        }
        if {"entry", "juror", "points"} <= set(found):
            return at + 1, found
    raise ValueError("the table needs the columns entry, juror, points (and may have group)")


def _text(cell: Cell) -> str:
    """A cell as a person would type it: whole numbers without a point, and 80.3 for the
    80.30000000000001 that a workbook's own sums leave behind. 69.995 stays what it is."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        near = round(cell, 2)
        plain = near if abs(near - cell) < NOISE else cell
        return str(int(plain)) if plain.is_integer() else repr(plain)
    return normalize("NFC", str(cell)).strip()


def as_json(line: Line) -> str:
    """One entry as a JSON object; the average is a reduced fraction of points."""
    average = line.average
    return json.dumps(
        {
            "entry": line.entry,
            "sheets": line.sheets,
            "average": f"{average.numerator}/{average.denominator}"
            if average is not None
            else None,
            "shown": shown.average(line.total, line.divisor) if line.divisor else None,
            "rank": line.rank,
            "tied": line.tied,
            "eligible": line.eligible,
            "certified": line.certified,
        },
        ensure_ascii=False,
    )


def as_table(lines: Sequence[Line]) -> list[str]:
    """The same for people: aligned, with a head."""
    words = {True: "có", False: "không", None: "bằng điểm ở vạch"}
    heads = ("Hạng", "Sản phẩm", "Nhóm", "Số phiếu", "Bình quân", "Đủ điểm", "Trong số lượng")
    rows = [heads] + [
        (
            "–" if one.rank is None else f"{one.rank}{'=' if one.tied else ''}",
            one.entry,
            one.group,
            str(one.sheets),
            shown.average(one.total, one.divisor),
            words[one.eligible],
            words[one.certified],
        )
        for one in lines
    ]
    return aligned(rows)
