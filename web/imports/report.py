"""The report of a dry run: every row with its standing, kept as one sealed file."""

import json
from collections import Counter
from collections.abc import Iterable
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
    """The report as bytes to keep."""
    rows = [
        (
            row.number,
            row.cells or None,
            row.record,
            [(one.field, one.code, one.facts) for one in row.faults] if row.faults else (),
            [(one.field, one.code, one.facts) for one in row.notes] if row.notes else (),
            row.standing,
            row.target,
            row.target_name,
            row.changes,
        )
        for row in report.rows
    ]
    body = {"heads": report.heads, "columns": report.columns, "rows": rows}
    return json.dumps(body, ensure_ascii=False).encode()


def unpack(data: bytes) -> Report:
    """The report again."""
    body = json.loads(data)
    return Report(body["heads"], body["columns"], [_row(*one) for one in body["rows"]])


def _row(
    number: int,
    cells: list[Any] | None,
    record: dict[str, Any] | None,
    faults: list[tuple[str, str, dict[str, Any]]],
    notes: list[tuple[str, str, dict[str, Any]]],
    standing: str,
    target: int | None,
    target_name: str,
    changes: dict[str, list[Any]],
) -> Row:
    return Row(
        number,
        cells or [],
        record,
        [Fault(*one) for one in faults],
        [Fault(*one) for one in notes],
        Standing(standing),
        target,
        target_name,
        changes,
    )
