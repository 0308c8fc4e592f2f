"""People of the bodies from a spreadsheet: what is refused and why, loaded, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contest.bodies import queries
from contest.bodies.kinds import BodyKind, Position
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core.imports.kinds import Standing
from core.imports.queries import Item
from core.rights import Grant, Role
from core.sealing import Sealer
from tests.build import contests, people
from tests.build.people import NOW
from tests.build.places import Places, places
from web import wording
from web.imports.check import dry_run
from web.imports.kind import Bench, Made, Row
from web.imports.members import Members
from web.sheets.write import Column, Sheet, workbook

HEADS = ("Hội đồng, ban, tổ", "Họ và tên", "Chức vụ", "Chức danh", "Email")
KIND = Members()


@dataclass(frozen=True, slots=True)
class Desk:
    """A secretary, and one open contest of the province with its bodies founded."""

    bench: Bench
    contest: Contest
    here: Places


@pytest.fixture
def desk(session: Session) -> Desk:
    here = places(session)
    contest = contests.contest(
        session, unit_id=here.province, level=ContestLevel.PROVINCE, stage=Stage.OPEN
    )
    for kind in BodyKind:
        contests.body(session, contest, kind)
    who = people.identity(people.account(session), Grant(Role.SECRETARY, unit_id=here.province))
    sealer = Sealer("only-for-tests-only-for-tests-only")
    return Desk(Bench(session, sealer, who, NOW, here.province, 7), contest, here)


def rows_of(desk: Desk, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> list[Row]:
    """The dry run of a list as an office writes it."""
    sheet = Sheet("Danh sách", [Column(head) for head in heads], rows)
    found = dry_run(KIND, desk.bench, workbook([sheet])).report.rows
    return list(found)


def told(rows: Sequence[Row]) -> list[str]:
    """Standing, or the codes of the faults; every one of them can be said."""
    for row in rows:
        for fault in row.faults:
            assert wording.sentence(fault.code, fault.facts, str)
    return [
        ",".join(f"{one.field}:{one.code}" for one in row.faults) or row.standing.value
        for row in rows
    ]


def load(desk: Desk, rows: Sequence[Row]) -> list[Made]:
    """What the worker does."""
    return KIND.load(desk.bench, [row for row in rows if row.standing is Standing.NEW])


def items(made: Sequence[Made]) -> list[Item]:
    """As undoing gets them."""
    return [
        Item(one.row, one.subject, one.deed, one.version, dict(one.before or {}), False, "")
        for one in made
    ]


GOOD = (
    ("Hội đồng", "Trần Văn A (mô phỏng)", "Phó Chủ tịch UBND tỉnh", "Chủ tịch", ""),
    ("HỘI ĐỒNG BÌNH CHỌN", "Lê Thị B (mô phỏng)", "Giám đốc Sở", "Phó Chủ tịch thường trực", ""),
    ("Ban Giám khảo", "Phạm C (mô phỏng)", "Họa sĩ", "Trưởng ban", ""),
    ("", "Võ D (mô phỏng)", "Nghệ nhân", "Giám khảo", ""),
    ("Tổ giúp việc", "Ngô E (mô phỏng)", "Chuyên viên", "Thư ký", ""),
    ("BGK", "Bùi G (mô phỏng)", "", "", ""),
)


def test_people_take_their_seats_and_leave_them_again(desk: Desk) -> None:
    rows = rows_of(desk, GOOD)
    assert told(rows) == ["new"] * 6
    assert KIND.shown(rows[0].record or {}) == "Trần Văn A (mô phỏng)"
    assert KIND.detail(rows[0].record or {}).startswith("Hội đồng · Phó Chủ tịch UBND tỉnh · ")
    made = load(desk, rows)
    session = desk.bench.session
    council = queries.seats(session, desk.contest.id, BodyKind.COUNCIL)
    assert [(one.person, one.position) for one in council] == [
        ("Trần Văn A (mô phỏng)", Position.COUNCIL_CHAIR),
        ("Lê Thị B (mô phỏng)", Position.STANDING_VICE_CHAIR),
    ]
    jury = queries.seats(session, desk.contest.id, BodyKind.JURY)
    assert {one.position for one in jury} == {Position.JURY_HEAD, Position.JUROR}
    assert told(rows_of(desk, GOOD)) == ["unchanged"] * 6  # the same file again
    assert KIND.undo(desk.bench, items(made)) == {}
    assert queries.seats(session, desk.contest.id, BodyKind.COUNCIL) == []


def test_rows_that_cannot_be_seated_say_why(desk: Desk, session: Session) -> None:
    load(desk, rows_of(desk, GOOD[:1]))
    known = people.account(session, "Có tài khoản (mô phỏng)")
    rows = rows_of(
        desk,
        (
            ("Hội đồng", "Người khác (mô phỏng)", "", "Chủ tịch", ""),
            ("Hội đồng", "TRẦN VĂN A (mô phỏng)", "", "Ủy viên", ""),
            ("Ban nào đó", "X", "", "Trưởng ban", ""),
            ("Ban Giám khảo", "X", "", "Chủ tịch", ""),
            ("", "X", "", "Thành viên", ""),
            ("Hội đồng", "", "Sở", "Ủy viên", ""),
            ("Ban Giám khảo", "Y", "", "Trưởng ban", "nobody@example.test"),
            ("Ban Giám khảo", "Z", "", "Trưởng ban", str(known.email)),
            ("Ban Giám khảo", "z", "", "Giám khảo", ""),
        ),
    )
    assert told(rows) == [
        "position:position_taken",
        "position:member_seated_otherwise",
        "body:member_body_unknown",
        "position:member_position_unknown",
        "body:missing",
        "person:missing",
        "email:member_account_unknown",
        "new",
        "person:member_repeats",
    ]
    seat = load(desk, [rows[7]])
    assert len(seat) == 1
    jury = queries.seats(session, desk.contest.id, BodyKind.JURY)
    assert jury[0].account_id == known.id


def test_a_council_never_grows_past_its_size(desk: Desk) -> None:
    people_ = [("Hội đồng", f"Ủy viên {no}", "", "Ủy viên", "") for no in range(1, 15)]
    found = told(rows_of(desk, people_))
    assert found[:9] == ["new"] * 9
    assert set(found[9:]) == {"position:council_full"}


def test_which_contest(desk: Desk, session: Session) -> None:
    heads = ("Kỳ bình chọn", *HEADS)
    row = ("Ban Giám khảo", "X (mô phỏng)", "", "Trưởng ban", "")
    other = contests.contest(session, unit_id=desk.here.commune, stage=Stage.OPEN, year=2027)
    contests.body(session, other, BodyKind.JURY)
    elsewhere = contests.contest(session, unit_id=desk.here.stranger, stage=Stage.OPEN, year=2028)
    found = rows_of(
        desk,
        (
            ("", *row),
            (desk.contest.slug, *row),
            (other.title.upper(), *row),
            (elsewhere.slug, *row),
            ("không có", *row),
        ),
        heads,
    )
    assert told(found) == [
        "contest:import_contest_unclear",
        "new",
        "new",
        "contest:import_contest_unknown",
        "contest:import_contest_unknown",
    ]


def test_a_list_that_is_closed_or_settled(desk: Desk, session: Session) -> None:
    made = load(desk, rows_of(desk, GOOD))
    for kind in BodyKind:
        body = queries.body(session, desk.contest.id, kind)
        assert body is not None
        body.listed_at = NOW - timedelta(days=1)
    session.flush()
    more = (("Ban Giám khảo", "Mới (mô phỏng)", "", "Giám khảo", ""),)
    assert told(rows_of(desk, more)) == ["body:member_list_closed"]
    assert set(KIND.undo(desk.bench, items(made)).values()) == {"used_since"}
    desk.contest.stage = Stage.CANCELLED
    session.flush()
    found = told(rows_of(desk, [(desk.contest.slug, *more[0])], ("Kỳ", *HEADS)))
    assert found == ["body:bodies_settled"]


def test_a_body_without_its_decision(desk: Desk, session: Session) -> None:
    other = contests.contest(session, unit_id=desk.here.commune, stage=Stage.OPEN, year=2027)
    found = rows_of(desk, [(other.slug, *GOOD[0])], ("Kỳ", *HEADS))
    assert told(found) == ["body:body_missing"]
