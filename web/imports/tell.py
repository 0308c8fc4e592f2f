"""A batch in words: what its rows are told, the workbook of those that wait, the template."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.imports.kinds import Standing
from web import wording
from web.imports.kind import Fault, Field, Kind, Row
from web.imports.report import Report
from web.sheets import cells
from web.sheets.write import Column, Sheet
from web.shown import N_

Translate = Callable[[str], str]

STANDINGS = {
    Standing.NEW: ("in_hand", N_("Mới")),
    Standing.CHANGED: ("supplement", N_("Có thay đổi")),
    Standing.UNCHANGED: ("done", N_("Đã có, không đổi")),
    Standing.DECIDE: ("near", N_("Cần quyết định")),
    Standing.REFUSED: ("overdue", N_("Bị từ chối")),
}
"""Standing → the shape of its tag, and its word."""

_PERSONAL = re.compile(r"(?<!\d)\d{9}(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said of a row: about which column, and the sentence."""

    label: str
    said: str
    is_fault: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a field holds here, and what the row says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as the report shows it."""

    number: int
    name: str
    detail: str
    standing: Standing
    told: tuple[Told, ...]
    changes: tuple[Change, ...]
    target: int | None
    decision: str


def shown(kind: Kind, report: Report, row: Row, decision: str, translate: Translate) -> Shown:
    """A row in words. No identity number is in it."""
    labels = {one.key: translate(one.label) for one in kind.fields}
    record = row.record or {}
    column = report.columns.get(kind.fields[0].key)
    written = row.cells[column] if column is not None and row.cells else None
    name = kind.shown(record) if record else masked(cells.line(written) or "")
    return Shown(
        number=row.number,
        name=name,
        detail=kind.detail(record) if record else "",
        standing=row.standing,
        told=(
            *(_told(one, labels, translate, is_fault=True) for one in row.faults),
            *(_told(one, labels, translate, is_fault=False) for one in row.notes),
        ),
        changes=tuple(
            Change(labels.get(key) or kind.word(key, translate), _value(before), _value(after))
            for key, (before, after) in row.changes.items()
        ),
        target=row.target,
        decision=decision,
    )


def _told(one: Fault, labels: dict[str, str], translate: Translate, *, is_fault: bool) -> Told:
    said = wording.sentence(one.code, one.facts, translate)
    return Told(labels.get(one.field, ""), said, is_fault)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_value(one) for one in value)
    return "–" if value in ("", None) else masked(str(value))


def masked(text: str) -> str:
    """Text in which the first nine of twelve digits in a row are covered: an owner's number."""
    return _PERSONAL.sub("•••••••••", text)


def waiting_sheet(
    kind: Kind, report: Report, standings: Sequence[Standing], translate: Translate
) -> Sheet:
    """The rows that were not taken, with every column as sent and the reasons beside, to be
    corrected and sent again. Owners' numbers are covered: they do not leave this place."""
    labels = {one.key: translate(one.label) for one in kind.fields}
    columns = [Column(name) for name in report.heads]
    columns += [Column(translate(N_("Dòng trong tệp đã gửi"))), Column(translate(N_("Lý do")))]
    rows = []
    for row in report.of(standings):
        told = (_told(one, labels, translate, is_fault=True) for one in (*row.faults, *row.notes))
        reasons = "\n".join(f"{one.label}: {one.said}" if one.label else one.said for one in told)
        written = [masked(cells.text(cell) or "") for cell in row.cells]
        rows.append([*written, str(row.number), reasons])
    return Sheet(translate(N_("Cần sửa")), columns, rows)


def template(kind: Kind, translate: Translate) -> list[Sheet]:
    """An empty list of this kind with its columns and an example, and what each column takes."""
    told: list[Field] = list(kind.fields)
    example = Sheet(
        translate(kind.title),
        [Column(translate(one.label)) for one in told],
        [[one.example for one in told]],
    )
    guide = Sheet(
        translate(N_("Hướng dẫn")),
        [
            Column(translate(N_("Cột"))),
            Column(translate(N_("Bắt buộc"))),
            Column(translate(N_("Cách ghi"))),
            Column(translate(N_("Cũng nhận các tên cột"))),
        ],
        [
            [
                translate(one.label),
                translate(N_("có")) if one.needed else "",
                translate(one.help) if one.help else "",
                ", ".join(one.names),
            ]
            for one in told
        ],
    )
    return [example, guide]
