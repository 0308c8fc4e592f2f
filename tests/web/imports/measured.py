"""One roster, looked at and loaded, beside bare reading and bare inserting of the same rows."""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from core.db import unit_of_work
from core.identity import SYSTEM
from core.imports import service
from core.registry.model import Establishment, Product
from tests.web.imports import books
from web.imports import work
from web.imports.known import KINDS
from web.wiring import Wiring

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)


def roster(count: int, first: int = 1) -> bytes:
    """So many households of one commune, each with a product; with another `first` others."""
    tax = books.numbers()
    return books.book([books.row(n, next(tax)) for n in range(first, first + count)])


def begin(wiring: Wiring, data: bytes, unit_id: int) -> int:
    with unit_of_work(wiring.writes) as session:
        kind = KINDS["roster"]
        return work.receive(session, wiring, SYSTEM, kind, unit_id, "a.xlsx", data, AT).id


def step(wiring: Wiring, does: Callable[..., work.Done], batch_id: int) -> None:
    record = does(wiring, lambda *_: None, batch_id=batch_id)
    with unit_of_work(wiring.writes) as session:
        record(session, AT)


def count(wiring: Wiring) -> tuple[int, int]:
    with unit_of_work(wiring.reads) as session:
        found = [
            session.scalar(sa.select(sa.func.count(table.id))) or 0
            for table in (Establishment, Product)
        ]
    return found[0], found[1]


def rows_of(wiring: Wiring, table: Any) -> list[dict[str, Any]]:
    """The rows that were made, ready to be inserted again without their ids."""
    with unit_of_work(wiring.reads) as session:
        rows = [dict(row) for row in session.execute(sa.select(table.__table__)).mappings()]
    for row in rows:
        del row["id"]
        if "establishment_id" in row:
            row["establishment_id"] = None
    return rows


def bare(wiring: Wiring, data: bytes, made: list[tuple[Any, list[dict[str, Any]]]]) -> float:
    """Seconds of reading the file and inserting the same rows, and nothing else."""
    begun = time.perf_counter()
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    with unit_of_work(wiring.writes) as session:
        for table, rows in made:
            session.execute(sa.insert(table.__table__), rows)
    return time.perf_counter() - begun


def empty(wiring: Wiring) -> None:
    with unit_of_work(wiring.writes) as session:
        session.execute(sa.delete(Product))
        session.execute(sa.delete(Establishment))


def once(wiring: Wiring, data: bytes, unit_id: int) -> tuple[float, float, float]:
    """Seconds of the dry run, of the load, and of the bare yardstick; nothing stays."""
    batch_id = begin(wiring, data, unit_id)
    begun = time.perf_counter()
    step(wiring, work.check, batch_id)
    looked = time.perf_counter()
    with unit_of_work(wiring.writes) as session:
        service.confirm(session, SYSTEM, batch_id, AT, update_changed=True)
    step(wiring, work.load, batch_id)
    loaded = time.perf_counter()
    made = [(table, rows_of(wiring, table)) for table in (Establishment, Product)]
    empty(wiring)
    yardstick = bare(wiring, data, made)
    empty(wiring)
    return looked - begun, loaded - looked, yardstick
