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

from contest.bodies.kinds import BodyKind
from contest.bodies.model import Seat
from contest.contests.kinds import ContestLevel, Stage
from core.errors import NotAllowed
from core.imports.model import ImportBatch
from core.registry.model import Establishment
from core.rights import Role
from tests.build import contests, judging, people
from tests.build.people import NOW
from tests.build.places import Places, places
from tests.web.imports import books
from web import exports
from web.imports import command
from web.imports.known import KINDS
from web.sheets.write import Column, Sheet, workbook
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


@pytest.fixture
def members(wiring: Wiring, here: Places, db: Session, tmp_path: Path) -> Bring:
    """A list of one juror for the province's open contest, brought in as somebody."""
    level, stage = ContestLevel.PROVINCE, Stage.OPEN
    found = contests.contest(db, unit_id=here.province, level=level, stage=stage)
    contests.body(db, found, BodyKind.JURY)
    db.commit()
    heads = ("Hội đồng, ban, tổ", "Họ và tên", "Chức vụ", "Chức danh")
    row = ("Ban Giám khảo", "Võ D (mô phỏng)", "Nghệ nhân", "Giám khảo")
    file = tmp_path / "members.xlsx"
    file.write_bytes(workbook([Sheet("Danh sách", [Column(head) for head in heads], [row])]))

    def run(sender: str = "", place: str = "Tỉnh Vĩnh Long") -> tuple[int, list[str]]:
        said: list[str] = []
        kind = KINDS["members"]
        status = command.bring_in(wiring, kind, file, place, NOW, said.append, sender=sender)
        return status, said

    return run


def test_a_list_about_a_contest_as_its_secretary(
    members: Bring, here: Places, db: Session
) -> None:
    who = people.person(db, Role.SECRETARY, unit_id=here.province)
    db.commit()
    status, said = members()
    assert (status, said[1]) == (
        1,
        "rows 1, new 0, changed 0, unchanged 0, decide 0, refused 1",
    )
    status, said = members(who.email)
    assert (status, said[-1]) == (0, "import 1: created 1, updated 0")
    batch = db.get_one(ImportBatch, 1)
    assert (batch.sent_by, batch.sent_by_name, batch.confirmed_by) == (who.id, who.name, who.id)
    seat = db.scalars(sa.select(Seat)).one()
    assert seat.person == "Võ D (mô phỏng)"


def test_an_account_may_do_no_more_by_command_than_on_the_page(
    members: Bring, here: Places, db: Session
) -> None:
    officer = people.person(db, Role.OFFICER, unit_id=here.province)
    gone = people.person(db, Role.SECRETARY, unit_id=here.province)
    gone.disabled_at = NOW
    elsewhere = people.person(db, Role.SECRETARY, unit_id=here.stranger)
    db.commit()
    for sender, told in (
        ("nobody@example.test", "Không có tài khoản đang dùng nào của nobody@example.test."),
        (gone.email, f"Không có tài khoản đang dùng nào của {gone.email}."),
        (officer.email, f"Tài khoản {officer.name} không có quyền nhập danh sách này."),
        (elsewhere.email, f"Tài khoản {elsewhere.name} không làm việc này ở địa bàn đã ghi."),
    ):
        status, said = members(sender)
        assert (status, said[1:]) == (2, [told])
    assert db.scalar(sa.select(sa.func.count(ImportBatch.id))) == 0
    assert db.scalar(sa.select(sa.func.count(Seat.id))) == 0


def test_a_juror_brings_in_no_points_by_command(wiring: Wiring, db: Session) -> None:
    hall = judging.hall(db, entries=1)
    contact = str(hall.jurors[0].email)
    people.grant(db, hall.jurors[0], Role.SECRETARY, unit_id=hall.unit_id)
    db.commit()
    kind = KINDS["paper-points"]
    with pytest.raises(NotAllowed, match="list_closed_to_you"):
        command.find_sender(db, contact, kind, hall.unit_id, NOW)


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
