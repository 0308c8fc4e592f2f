"""Which row of a table holds the heads, and which column is which. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from web.sheets.delimited import folded

LOOKED_AT = 40
"""Heads are looked for in so many first rows; titles and notes stand above them."""

_COUNTING = frozenset({"tt", "stt", "so tt", "so thu tu", "no"})
"""Heads of columns that only count the rows: nothing is lost with them."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the table begins and what its columns are.

    `columns` is field key → column; `names` every column's head as written, `unknown` those that
    no field is known by, `doubled` the heads of columns left aside because an earlier one is the
    same field. `first` is the index of the first row of data.
    """

    first: int
    columns: dict[str, int]
    names: list[str]
    unknown: list[str]
    doubled: list[str]
    skipped: int


def find(rows: Sequence[Sequence[Any]], known: Mapping[str, Collection[str]]) -> Heads | None:
    """The heads, by the names (folded) that each field is known by; None when no row has two of
    them (or one, where only one field is known).

    Heads over two rows are read too: the lower name, or the upper where there is no lower.
    """
    by_name = {name: key for key, names in known.items() for name in names}
    least = min(2, len(known))
    best: tuple[int, int, int, list[str]] | None = None
    for at, row in enumerate(rows[:LOOKED_AT]):
        upper = [_text(cell) for cell in row]
        lower = [_text(cell) for cell in rows[at + 1]] if at + 1 < len(rows) else []
        both = [(lower[i] if i < len(lower) and lower[i] else upper[i]) for i in range(len(upper))]
        for height, names in ((1, upper), (2, both)):
            if height == 2 and not _is_second_row(upper, lower, by_name):
                continue
            fits = len({by_name[f] for name in names if (f := folded(name)) in by_name})
            if fits >= least and (best is None or fits > best[0]):
                best = fits, at, height, names
    if best is None:
        return None
    _, at, height, names = best
    columns: dict[str, int] = {}
    unknown, doubled = [], []
    for place, name in enumerate(names):
        key = by_name.get(folded(name)) if name else None
        if key is None:
            if name and folded(name) not in _COUNTING:
                unknown.append(name)
        elif key in columns:
            doubled.append(name)
        else:
            columns[key] = place
    first = at + height
    if first < len(rows) and _is_numbering(rows[first]):
        first += 1
    return Heads(first, columns, _distinct(names), unknown, doubled, at)


def _is_second_row(upper: list[str], lower: list[str], by_name: Mapping[str, str]) -> bool:
    """Whether the row below goes on with the heads: it names columns, and only words."""
    named = [name for name in lower if name]
    return bool(named) and any(folded(name) in by_name for name in named) and "" in upper


def _is_numbering(row: Sequence[Any]) -> bool:
    """A row "(1) (2) (3)" or "A 1 2 3", as printed forms have under their heads."""
    cells = [_text(cell).strip("()[] ") for cell in row]
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 3]
    rest = [cell for cell in cells if cell and not cell.isdecimal()]
    ascending = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and ascending and all(len(cell) == 1 for cell in rest)


def _distinct(names: list[str]) -> list[str]:
    """Every column gets a head of its own, so that nothing is lost in the report."""
    return [name or f"[{place + 1}]" for place, name in enumerate(names)]


def _text(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None and cell != "" else ""
