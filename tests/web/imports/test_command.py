"""`python -m web import` and `export`: the same steps as the pages, and tables to take along."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.imports.model import ImportBatch
from core.registry.model import Establishment
from tests.build.people import NOW
from tests.build.places import Places, places
from tests.web.imports import books
from web import exports
from web.imports import command
from web.imports.known import KINDS
from web.wiring import Wiring

OWNER = "086083001234"
Bring = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def here(db: Session) -> Places:
    found = places(db)
    db.commit()
    return found


@pytest.fixture
def bring(wiring: Wiring, here: Places, tmp_path: Path) -> Bring:
    def run(
        data: bytes, place: str = "Tỉnh Vĩnh Long", **options: object
    ) -> tuple[int, list[str]]:
        file = tmp_path / "roster.xlsx"
        file.write_bytes(data)
        said: list[str] = []
        status = command.bring_in(
            wiring,
            KINDS["roster"],
            file,
            place,
            NOW,
            said.append,
            **options,  # type: ignore[arg-type]  # passed on
        )
        return status, said

    return run


def first_sheet(data: bytes) -> list[list[Any]]:
    page = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[*row] for row in page.to_python()]


def test_a_roster_by_command(bring: Bring, db: Session) -> None:
    tax = books.numbers()
    data = books.book([books.row(1, next(tax)), books.row(2, OWNER, Xã="Xã Không Có")])
    status, said = bring(data, only_look=True)
    assert (status, said[1]) == (1, "rows 2, new 1, changed 0, unchanged 0, decide 0, refused 1")
    assert said[2].startswith("dòng 3: Cơ sở Gốm đỏ 2 (mô phỏng) – Xã, phường: Không có nơi nào")
    assert db.scalar(sa.select(sa.func.count(ImportBatch.id))) == 0
    db.rollback()
    status, said = bring(data)
    assert (status, said[-1]) == (1, "import 1: created 1, updated 0")
    assert OWNER not in " ".join(said)
    assert db.scalar(sa.select(Establishment.name)) == "Cơ sở Gốm đỏ 1 (mô phỏng)"
    db.rollback()
    status, said = bring(data)
    assert said[1:2] == ["rows 2, new 0, changed 0, unchanged 1, decide 0, refused 1"]
    assert db.scalar(sa.select(sa.func.count(ImportBatch.id))) == 1


def test_what_cannot_be_brought_in_is_said(bring: Bring, tmp_path: Path, wiring: Wiring) -> None:
    data = books.book([books.row(1, None)])
    assert bring(data, place="Xã Trên Trời")[0] == 2
    assert bring(b"%PDF-1.7")[1][-1].startswith("Tệp này là PDF.")
    said: list[str] = []
    missing = tmp_path / "none.xlsx"
    status = command.bring_in(wiring, KINDS["roster"], missing, "x", NOW, said.append)
    assert (status, said) == (2, [f"{missing}: No such file or directory"])


def test_what_went_out_comes_in_and_changes_nothing(bring: Bring, db: Session) -> None:
    tax = books.numbers()
    data = books.book([books.row(1, next(tax)), books.row(2, OWNER), books.row(3, None)])
    assert bring(data)[0] == 0
    out = exports.export(db, "establishments", "xlsx", simulated=True)
    db.rollback()
    assert OWNER not in str(
        CalamineWorkbook.from_filelike(io.BytesIO(out)).get_sheet_by_index(0).to_python()
    )
    status, said = bring(out)
    assert (status, said[1]) == (
        0,
        "rows 3, new 0, changed 0, unchanged 3, decide 0, refused 0",
    )


@pytest.mark.parametrize("table", sorted(exports.TABLES))
def test_every_table_in_every_form(db: Session, table: str) -> None:
    from tests.build.world import world  # noqa: PLC0415 (only here)

    world(db)
    told = exports.TABLES[table]
    heads = [head for _, head, _ in told.columns]
    as_json = json.loads(exports.export(db, table, "json", simulated=False))
    assert (as_json["table"], as_json["simulated"], len(as_json["rows"]) > 0) == (
        table,
        False,
        True,
    )
    lines = exports.export(db, table, "csv", simulated=False).decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(heads)
    rows = first_sheet(exports.export(db, table, "xlsx", simulated=True))
    assert (rows[0][0], rows[1]) == (exports.SIMULATED, heads)
    assert len(rows) == len(as_json["rows"]) + 2
