"""The report of a dry run: every row with its standing, kept as one sealed file."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.imports.kinds import Standing
from web.imports.kind import Fault, Row

LOOKED_AT = (Standing.REFUSED, Standing.DECIDE)
"""Of these rows the report keeps every cell as written; the others say it all in their record."""


@dataclass(frozen=True, slots=True)
class Report:
    """Heads as written, field key → column, and the rows in the order of the file."""

    heads: list[str]
    columns: dict[str, int]
    rows: list[Row]

    def counts(self) -> dict[str, int]:
        """How many rows there are of each standing, and in all."""
        found = Counter(row.standing for row in self.rows)
        return {"rows": len(self.rows), **{one.value: found[one] for one in Standing}}

    def of(self, standings: Iterable[Standing]) -> list[Row]:
        """The rows of these standings."""
        wanted = frozenset(standings)
        return [row for row in self.rows if row.standing in wanted]


def pack(report: Report) -> bytes:
    """The report as bytes to keep: column by column, so that thousands of rows name no key again,
    and by index what few rows have. Raises ValueError for records that differ in their keys."""
    rows = report.rows
    records = [row.record for row in rows if row.record is not None]
    keys = [*records[0]] if records else []
    if any([*one] != keys for one in records):
        raise ValueError("records of one kind have the same keys")
    body = {
        "heads": report.heads,
        "columns": report.columns,
        "number": [row.number for row in rows],
        "standing": [row.standing for row in rows],
        "record": {key: [one[key] for one in records] for key in keys},
        "without": [at for at, row in enumerate(rows) if row.record is None],
        "cells": _few(rows, lambda row: row.cells),
        "faults": _few(rows, lambda row: row.faults),
        "notes": _few(rows, lambda row: row.notes),
        "target": _few(rows, lambda row: row.target),
        "target_name": _few(rows, lambda row: row.target_name),
        "changes": _few(rows, lambda row: row.changes),
    }
    return json.dumps(body, default=_plain).encode()


def unpack(data: bytes) -> Report:
    """The report again."""
    body = json.loads(data)
    keys = [*body["record"]]
    rows = [
        Row(number, [], None, standing=_STANDINGS[standing])
        for number, standing in zip(body["number"], body["standing"], strict=True)
    ]
    without = frozenset(body["without"])
    having = [row for at, row in enumerate(rows) if at not in without] if without else rows
    for row, values in zip(having, zip(*body["record"].values(), strict=True), strict=True):
        row.record = dict(zip(keys, values, strict=True))
    for at, cells in body["cells"].items():
        rows[int(at)].cells = cells
    for at, faults in body["faults"].items():
        rows[int(at)].faults = [Fault(*one) for one in faults]
    for at, notes in body["notes"].items():
        rows[int(at)].notes = [Fault(*one) for one in notes]
    for at, target in body["target"].items():
        rows[int(at)].target = target
    for at, name in body["target_name"].items():
        rows[int(at)].target_name = name
    for at, changes in body["changes"].items():
        rows[int(at)].changes = changes
    return Report(body["heads"], body["columns"], rows)


_STANDINGS = {one.value: one for one in Standing}


def _few(rows: Sequence[Row], of: Callable[[Row], Any]) -> dict[int, Any]:
    """Index → what the row has, for the rows that have it."""
    return {at: value for at, row in enumerate(rows) if (value := of(row))}


def _plain(value: Any) -> Any:
    if isinstance(value, Fault):
        return value.field, value.code, value.facts
    raise TypeError(f"{type(value)} is no JSON")
