"""The cells of a table → typed values, column by column: what most cells of a column are is told
for all of them at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from core.money import Ambiguous
from web.imports.kind import Fault, Field, Holds
from web.sheets import cells

_READERS: dict[Holds, Callable[[Any], Any]] = {
    Holds.TEXT: cells.line,
    Holds.LINES: cells.text,
    Holds.DIGITS: cells.digits,
    Holds.WHOLE: cells.whole,
    Holds.DONG: cells.dong,
    Holds.DAY: cells.day,
    Holds.YEAR: cells.year,
}
_WORDS = (Holds.TEXT, Holds.LINES, Holds.DIGITS)


class Cells(NamedTuple):
    """What the rows of a table say: a tuple of values for each row, in the order of `keys`, and by
    index of the row what cannot be read in it."""

    keys: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    faults: dict[int, list[Fault]]


def read(fields: Sequence[Field], places: Mapping[str, int], raws: Sequence[list[Any]]) -> Cells:
    """The values of these fields, whose columns stand at these places. None for an empty cell,
    and for one that has a fault."""
    faults: dict[int, list[Fault]] = {}
    known = [one for one in fields if one.key in places]
    values = []
    for one in known:
        column, at_fault = _column(one, _cells(raws, places[one.key]))
        values.append(column)
        for at, fault in at_fault:
            faults.setdefault(at, []).append(fault)
    return Cells(tuple(one.key for one in known), list(zip(*values, strict=True)), faults)


def _cells(raws: Sequence[list[Any]], place: int) -> list[Any]:
    try:
        return [raw[place] for raw in raws]
    except IndexError:  # rows of a text file end where they like
        return [raw[place] if place < len(raw) else "" for raw in raws]


def _column(field: Field, column: list[Any]) -> tuple[list[Any], list[tuple[int, Fault]]]:
    reader = _READERS[field.holds]
    faults: list[tuple[int, Fault]] = []
    values: list[Any] | None = cells.lines(column) if field.holds in _WORDS else None
    if values is None:
        try:
            values = [reader(cell) for cell in column]
        except ValueError:
            values, faults = [], []
            for at, cell in enumerate(column):
                value, fault = _read(field, reader, cell)
                values.append(value)
                if fault is not None:
                    faults.append((at, fault))
    if field.holds in (Holds.TEXT, Holds.LINES):
        for at in _too_long(values, field.most):
            values[at] = None
            faults.append((at, Fault(field.key, "too_long", {"most": field.most})))
    return values, faults


def _read(field: Field, reader: Callable[[Any], Any], cell: Any) -> tuple[Any, Fault | None]:
    try:
        return reader(cell), None
    except Ambiguous as fault:
        facts = {"one_dong": fault.readings[0], "other_dong": fault.readings[1]}
        return None, Fault(field.key, "money_two_readings", facts)
    except ValueError as fault:
        return None, Fault(field.key, str(fault), {})


def _too_long(values: Sequence[str | None], most: int) -> Iterator[int]:
    if max(map(len, filter(None, values)), default=0) > most:
        yield from [at for at, one in enumerate(values) if one is not None and len(one) > most]
