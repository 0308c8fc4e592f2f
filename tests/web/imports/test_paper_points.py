"""Points from paper sheets: for jurors without an account, by the desk, while sheets are open."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from contest.bodies.kinds import Position
from contest.bodies.model import Seat
from contest.contests.kinds import Stage
from contest.scoring import queries
from contest.scoring.savings import changes_of
from core.identity import Identity
from core.imports.kinds import Standing
from core.rights import Grant, Role
from core.sealing import Sealer
from tests.build import contests, judging, people
from tests.build.judging import Hall
from tests.build.people import NOW
from tests.web.conftest import Visitor
from tests.web.imports.test_members import items, told
from web.imports.check import dry_run
from web.imports.kind import Bench, Made, Row
from web.imports.paper_points import PaperPoints
from web.imports.tell import shown
from web.sheets.write import Column, Sheet, workbook

HEADS = ("Giám khảo", "Mã số", "Tiêu chí", "Điểm", "Đã ký")
KIND = PaperPoints()
PAPER = "Giám khảo giấy (mô phỏng)"


def setting(session: Session) -> tuple[Hall, Seat]:
    """A contest in judging; a fourth juror has no account."""
    hall = judging.hall(session, entries=2)
    seat = contests.seat(session, hall.jury, None, Position.JUROR)
    seat.person = PAPER
    session.flush()
    return hall, seat


def bench_of(session: Session, hall: Hall, who: Identity | None = None) -> Bench:
    desk = who or people.identity(
        people.account(session), Grant(Role.SECRETARY, unit_id=hall.unit_id)
    )
    sealer = Sealer("only-for-tests-only-for-tests-only")
    return Bench(session, sealer, desk, NOW, hall.unit_id, 7)


def rows_of(bench: Bench, rows: Sequence[Sequence[str]]) -> list[Row]:
    sheet = Sheet("Điểm", [Column(head) for head in HEADS], rows)
    return list(dry_run(KIND, bench, workbook([sheet])).report.rows)


def load(bench: Bench, rows: Sequence[Row]) -> list[Made]:
    return KIND.load(bench, [row for row in rows if row.standing is Standing.NEW])


def whole(hall: Hall, entry: int, signed: str = "x", points: str = "8,5") -> list[list[str]]:
    """Every row of one sheet."""
    code = hall.entries[entry].code or ""
    return [[PAPER, code, leaf.code, points, signed] for leaf in hall.leaves]


def test_a_whole_signed_sheet_is_final(session: Session) -> None:
    hall, seat = setting(session)
    bench = bench_of(session, hall)
    rows = rows_of(bench, whole(hall, 0))
    assert told(rows) == ["new"] * 8
    made = load(bench, rows)
    sheet = queries.find_sheet(session, seat.id, hall.entries[0].id)
    assert sheet is not None
    assert (sheet.total_points, sheet.signed_at) == (850 * 8, NOW)
    assert [one.subject for one in made] == [f"score_sheet:{sheet.id}"]
    assert [one.account_id for one in changes_of(session, sheet.id)] == [bench.who.account_id]
    # the same again changes nothing; other points do not overwrite
    assert told(rows_of(bench, whole(hall, 0))) == ["unchanged"] * 8
    assert set(told(rows_of(bench, whole(hall, 0, points="9")))) == {"points:paper_points_there"}
    # what the report says holds no points
    report = dry_run(
        KIND, bench, workbook([Sheet("x", [Column(h) for h in HEADS], whole(hall, 1))])
    )
    said = shown(KIND, report.report, report.report.rows[0], "", str)
    assert "8,5" not in f"{said}"
    # taken back, it is open again, and what stood there stays in its changes
    assert KIND.undo(bench, items(made)) == {}
    session.expire_all()
    sheet = queries.find_sheet(session, seat.id, hall.entries[0].id)
    assert sheet is not None
    assert (sheet.signed_at, sheet.scores) == (None, [])
    assert len(changes_of(session, sheet.id)) == 2
    assert KIND.undo(bench, items(made)) == {made[0].subject: "changed_since"}


def test_an_unfinished_or_unsigned_sheet_stays_open(session: Session) -> None:
    hall, seat = setting(session)
    bench = bench_of(session, hall)
    load(bench, rows_of(bench, whole(hall, 0)[:5]))
    load(bench, rows_of(bench, whole(hall, 1, signed="")))
    for entry in hall.entries:
        sheet = queries.find_sheet(session, seat.id, entry.id)
        assert sheet is not None
        assert sheet.signed_at is None
    rest = rows_of(bench, whole(hall, 0)[5:] + whole(hall, 1))  # now the rest, and the signature
    assert told(rest) == ["new"] * 11
    load(bench, rest)
    for entry in hall.entries:
        sheet = queries.find_sheet(session, seat.id, entry.id)
        assert sheet is not None
        assert sheet.total_points == 6800


def test_rows_that_are_refused(session: Session) -> None:
    hall, seat = setting(session)
    bench = bench_of(session, hall)
    code, leaf = hall.entries[0].code or "", hall.leaves[0]
    parent = next(one for one in hall.frame.criteria if not one.leaf)
    contests.recusal(session, seat, hall.entries[1])
    found = told(
        rows_of(
            bench,
            (
                ("Giám khảo 1 (mô phỏng)", code, leaf.code, "5", ""),
                ("Không có ai", code, leaf.code, "5", ""),
                (PAPER, "ZZ99", leaf.code, "5", ""),
                (PAPER, code, parent.code, "5", ""),
                (PAPER, code, leaf.code, "20,01", ""),
                (PAPER, code, leaf.code, "-1", ""),
                (PAPER, code, leaf.code, "nhiều", ""),
                (PAPER, code, leaf.code, "", ""),
                (PAPER, code.lower(), leaf.code.lower(), "20", ""),
                (PAPER, code, leaf.code, "20", ""),
                (PAPER, hall.entries[1].code or "", leaf.code, "5", ""),
            ),
        )
    )
    assert found == [
        "juror:paper_seat_has_account",
        "juror:paper_juror_unknown",
        "code:paper_code_unknown",
        "criterion:paper_criterion_unknown",
        "points:points_out_of_range",
        "points:not_points",
        "points:not_points",
        "points:missing",
        "new",
        "criterion:paper_repeats",
        "code:paper_recused",
    ]


def test_only_while_sheets_are_open_and_by_nobody_of_the_jury(session: Session) -> None:
    hall, _ = setting(session)
    bench = bench_of(session, hall)
    rows = whole(hall, 0)[:1]
    late = replace(bench, now=hall.contest.judging_until + timedelta(minutes=2))
    assert told(rows_of(late, rows)) == ["contest:paper_time_over"]
    juror = people.identity(hall.jurors[0], Grant(Role.SECRETARY, unit_id=hall.unit_id))
    assert told(rows_of(bench_of(session, hall, juror), rows)) == [":typist_on_jury"]
    assert KIND.closed_to(session, juror)
    assert not KIND.closed_to(session, bench.who)
    made = load(bench, rows_of(bench, rows))
    hall.contest.stage = Stage.LOCKED
    session.flush()
    assert told(rows_of(bench, rows)) == ["contest:import_contest_unclear"]
    assert set(KIND.undo(bench, items(made)).values()) == {"used_since"}


@pytest.fixture
def room(db: Session) -> tuple[Hall, Seat]:
    return setting(db)


def test_the_page_gives_a_table_that_can_be_brought_in(
    db: Session, room: tuple[Hall, Seat], visit: Callable[..., Visitor]
) -> None:
    hall, _ = room
    address = f"/dieu-hanh/binh-chon/{hall.contest.slug}/phieu-giay.xlsx"
    data = visit(hall.secretary).get(address).content
    book = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    lines = [[str(cell) for cell in row] for row in book.to_python()]
    heads = next(no for no, row in enumerate(lines) if "Tiêu chí" in row)
    assert len(lines) - heads - 1 == 2 * 8
    filled = [[*row[:4], "5", "x"] for row in lines[heads + 1 :]]
    sheet = Sheet("Điểm", [Column(head) for head in lines[heads][:6]], filled)
    bench = bench_of(db, hall)
    assert told(list(dry_run(KIND, bench, workbook([sheet])).report.rows)) == ["new"] * 16
    for stranger in (hall.jurors[0], hall.chair):
        assert visit(stranger).get(address).status_code == 403


def test_who_judges_opens_no_list_of_points(
    db: Session, room: tuple[Hall, Seat], visit: Callable[..., Visitor]
) -> None:
    hall, _ = room
    both = hall.jurors[0]
    people.grant(db, both, Role.SECRETARY, unit_id=hall.unit_id)
    data = workbook([Sheet("Điểm", [Column(head) for head in HEADS], whole(hall, 0))])
    form = {"kind": "paper-points", "unit_id": str(hall.unit_id)}
    file = {"file": ("diem.xlsx", data)}
    home = "/dieu-hanh/nhap-danh-sach"
    sent = visit(hall.secretary).post(home, data=form, files=file)
    assert sent.status_code == 303
    for page in ("", "/can-sua"):
        address = f"{sent.headers['location']}{page}"
        assert visit(both).get(address).status_code == 403
        assert visit(hall.secretary).get(address).status_code != 403
    refused = visit(both).post(home, data=form, files=file)
    assert (refused.status_code, "đang là giám khảo" in refused.text) == (403, True)
