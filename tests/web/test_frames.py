"""Proposing, reckoning, approving and reading the scoring frame, in a browser."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from docx import Document
from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.contests import framing, queries, rulebook
from contest.contests.kinds import FrameStatus, Stage
from contest.results import locking
from contest.results import queries as queries_of_results
from contest.scoring import service as scoring
from contest.scoring import versions
from core.accounts.model import Account
from tests.build import contests as build
from tests.build import judging
from tests.web.conftest import HTMX, Visitor
from tests.web.room import Room, room, seated
from web import shown

Visit = Callable[..., Visitor]


def typed(**changes: str) -> dict[str, str | list[str]]:
    """The default frame as its form sends it; `changes` by field name, "__" for "-"."""
    data: dict[str, str | list[str]] = {"code": [one.code for one in rulebook.default_frame()]}
    for one in rulebook.default_frame():
        key = one.code.replace(".", "-")
        data[f"name-{key}"] = one.name
        data[f"guidance-{key}"] = ""
        if one.max_points is not None and one.parent_code is not None:
            data[f"points-{key}"] = shown.points(one.max_points)
    return data | {name.replace("__", "-"): text for name, text in changes.items()}


@pytest.fixture
def made(db: Session) -> Room:
    return room(db)


def head_of(db: Session, made: Room, kind: BodyKind) -> Account:
    """Who leads that body."""
    account = bodies.seats(db, made.contest.id, kind)[0].account
    assert account is not None
    return account


def test_proposed_by_the_head_and_approved_by_the_chair(
    visit: Visit, db: Session, made: Room
) -> None:
    seated(db, made)
    head = visit(head_of(db, made, BodyKind.JURY))
    chair = visit(head_of(db, made, BodyKind.COUNCIL))
    form = head.get(f"{made.path}/khung-diem").text
    assert "Đề xuất khung điểm" in form
    assert 'name="points-I-1-a"' in form
    assert "Chưa có khung điểm" in chair.get(f"{made.path}/khung-diem").text
    assert head.post(f"{made.path}/khung-diem", data=typed()).status_code == 303
    frame = queries.latest_frame(db, made.contest.id)
    assert frame is not None
    frame_id = frame.id
    db.commit()
    approve = f"{made.path}/khung-diem/{frame_id}/duyet"
    assert head.post(approve).status_code == 403
    assert "Chờ bạn duyệt" in chair.get(f"{made.path}/khung-diem").text
    assert chair.post(approve).status_code == 303
    assert chair.post(approve).status_code == 409
    text = head.get(f"{made.path}/khung-diem").text
    assert "Đã duyệt" in text
    assert "Sửa và đề xuất bản mới" in text
    db.expire_all()
    assert queries.get_frame(db, frame_id).status is FrameStatus.APPROVED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points__I__1__a": "8"}, "Các tiêu chí con cộng được 39 điểm, phải đúng 40."),
        ({"points__I__1__a": "10"}, "Các tiêu chí con cộng được 41 điểm, phải đúng 40."),
        ({"points__I__1__a": "9,01"}, "Các tiêu chí con cộng được 40,01 điểm, phải đúng 40."),
        ({"points__II__4": "0"}, "Hãy cho tiêu chí này điểm lớn hơn 0, hoặc bỏ đi."),
        ({"points__II__4": "-1"}, "Hãy viết điểm bằng số"),
        ({"name__I__2": ""}, "Hãy viết tên tiêu chí."),
    ],
)
def test_a_frame_that_does_not_add_up_is_refused_beside_the_field(
    visit: Visit, db: Session, made: Room, changes: dict[str, str], said: str
) -> None:
    browser = visit(made.secretary)
    for headers in ({}, HTMX):
        answer = browser.post(f"{made.path}/khung-diem", data=typed(**changes), headers=headers)
        assert answer.status_code == 422
        assert answer.text.count(said) == 2  # in the summary and beside the field
        assert ("<html" in answer.text) is (headers == {})
        for name, text in changes.items():
            if name.startswith("points"):
                assert f'name="{name.replace("__", "-")}" value="{text}"' in answer.text
    assert queries.latest_frame(db, made.contest.id) is None


def test_a_missing_part_and_a_foreign_part_are_refused(
    visit: Visit, db: Session, made: Room
) -> None:
    browser = visit(made.secretary)
    data = typed()
    codes = data["code"]
    assert isinstance(codes, list)
    answer = browser.post(f"{made.path}/khung-diem", data={**data, "code": codes[:-1]})
    assert (answer.status_code, "Khung điểm thiếu phần: IV." in answer.text) == (422, True)
    foreign = {**data, "code": [*codes, "V"], "name-V": "Thêm", "points-V": "5"}
    answer = browser.post(f"{made.path}/khung-diem", data=foreign)
    assert (answer.status_code, "không phải là một phần của khung điểm" in answer.text) == (
        422,
        True,
    )
    assert browser.post(f"{made.path}/khung-diem", data={}).status_code == 422


def test_sums_are_shown_while_typing(visit: Visit, db: Session, made: Room) -> None:
    browser = visit(made.secretary)
    data = typed(points__I__1__a="7,5")
    part = browser.post(f"{made.path}/khung-diem/tinh", data=data, headers=HTMX)
    assert part.status_code == 200
    assert part.text.strip().startswith('<div id="frame-sums"')
    assert "Phần I: 38,5 / 40, còn thiếu 1,5 điểm" in part.text
    assert "Phần II: đủ 40 điểm" in part.text
    assert 'id="f-points-I-1" tabindex="-1" hx-swap-oob="true">13,5<' in part.text
    whole = browser.post(f"{made.path}/khung-diem/tinh", data={**data, "act": "sum"}).text
    assert "<html" in whole
    assert "còn thiếu 1,5 điểm" in whole
    assert queries.latest_frame(db, made.contest.id) is None


def test_rows_are_added_and_taken_away_without_losing_what_was_typed(
    visit: Visit, made: Room
) -> None:
    browser = visit(made.secretary)
    data = typed(name__I__1__a="Tên đã sửa")
    added = browser.post(f"{made.path}/khung-diem/tinh", data={**data, "act": "add:I.1"}).text
    assert 'name="points-I-1-c" value=""' in added
    assert 'value="Tên đã sửa"' in added
    below = browser.post(f"{made.path}/khung-diem/tinh", data={**data, "act": "add:III"}).text
    assert 'name="points-III-1"' in below
    too_deep = browser.post(f"{made.path}/khung-diem/tinh", data={**data, "act": "add:I.1.a"}).text
    assert "I-1-a-a" not in too_deep
    gone = browser.post(f"{made.path}/khung-diem/tinh", data={**data, "act": "drop:I.2"}).text
    assert "points-I-2" not in gone
    assert "Phần I: 15 / 40, còn thiếu 25 điểm" in gone


def test_a_frozen_frame_is_read_and_not_changed_in_place(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    frame = build.frame(db, made.contest)
    browser = visit(made.secretary)
    text = browser.get(f"{made.path}/khung-diem").text
    assert "Đã chốt để chấm" in text
    assert "Sửa và đề xuất bản mới" not in text
    assert "<input" not in text.partition("<main")[2].partition("</main>")[0]
    answer = browser.post(f"{made.path}/khung-diem", data=typed())
    assert answer.status_code == 409
    assert "không sửa tại chỗ (TT 26/2014/TT-BCT Đ16.1)" in answer.text
    assert queries.frozen_frame(db, made.contest.id).id == frame.id
    made.contest.stage = Stage.LOCKED
    db.commit()
    answer = browser.post(f"{made.path}/khung-diem", data=typed(reason="Nhóm này cần khác đi"))
    assert (answer.status_code, "Điểm đã khóa" in answer.text) == (409, True)


def test_another_version_in_judging_from_page_to_sheets(visit: Visit, db: Session) -> None:
    hall = judging.hall(db, jurors=3, entries=2, now=datetime.now(UTC))
    judging.sheets(db, hall, [[8000, 8100, 8200], [7000, None, None]])
    path = f"/dieu-hanh/binh-chon/{hall.contest.slug}/khung-diem"
    head, chair, juror = visit(hall.jurors[0]), visit(hall.chair), visit(hall.jurors[1])
    form = head.get(f"{path}?sua=1").text
    assert "4 phiếu đã chấm theo bản trước được giữ để xem" in form
    short = head.post(path, data=typed(reason="sai"))
    assert (short.status_code, "ít nhất 10" in short.text) == (422, True)
    reason = "Tiêu chí con của phần I sai điểm"
    assert head.post(path, data=typed(reason=reason)).status_code == 303
    waits = chair.get(path).text
    assert "Duyệt bản này thì phải chấm lại" in waits
    assert "Bản đang chờ khác bản đang chấm ở đâu" in waits
    assert reason in waits
    found = queries.latest_frame(db, hall.contest.id)
    assert found is not None
    db.commit()
    assert juror.get(f"/cham-diem/phieu/{hall.entries[0].id}").text.count("81") > 0
    assert chair.post(f"{path}/{found.id}/duyet").status_code == 303
    assert chair.post(f"{path}/{found.id}/duyet").status_code == 409
    listed = juror.get(f"/cham-diem/{hall.contest.slug}").text
    assert "Cần chấm lại 1 sản phẩm" in listed
    sheet = juror.get(f"/cham-diem/phieu/{hall.entries[0].id}").text
    assert "Chấm lại theo khung điểm mới" in sheet
    assert "Phiếu cũ theo khung bản 1, không tính từ" in sheet
    assert '<output class="num">0</output>' in sheet
    stale = {f"p_{hall.leaves[0].id}": "8", "version": "0"}
    answer = juror.post(f"/cham-diem/phieu/{hall.entries[0].id}", data=stale)
    assert (answer.status_code, "vừa được thay bằng bản mới" in answer.text) == (409, True)
    assert "Đã thay" in head.get(f"{path}?ban=1").text
    assert head.get(f"{path}?ban=9").status_code == 404


def test_a_group_has_its_own_frame_and_gives_it_back(
    visit: Visit, db: Session, made: Room
) -> None:
    build.frame(db, made.contest, FrameStatus.APPROVED)
    browser = visit(made.secretary)
    path = f"{made.path}/khung-diem"
    shared = browser.get(f"{path}?nhom=machinery").text
    assert "Nhóm này chưa có khung riêng" in shared
    form = browser.get(f"{path}?nhom=machinery&sua=1").text
    assert 'name="group" value="machinery"' in form
    assert 'name="points-I-1"' in form  # begins with the frame of all groups
    wrong = browser.post(path, data=typed(group="machinery", points__II__4="5"))
    assert (wrong.status_code, "Cả khung cộng được 99 điểm, phải đúng 100" in wrong.text) == (
        422,
        True,
    )
    assert browser.post(path, data=typed(group="machinery")).headers["location"] == (
        f"{path}?nhom=machinery"
    )
    own = browser.get(f"{path}?nhom=machinery").text
    assert "bản 2" in own
    assert browser.post(f"{path}/bo-rieng", data={"group": "machinery"}).status_code == 303
    assert "Nhóm này chưa có khung riêng" in browser.get(f"{path}?nhom=machinery").text
    assert browser.post(f"{path}/bo-rieng", data={"group": "machinery"}).status_code == 409
    for strange in (f"{path}?nhom=khac-la",):
        assert browser.get(strange).status_code == 404
    assert browser.post(path, data=typed(group="khac-la")).status_code == 404
    assert browser.post(f"{path}/bo-rieng", data={}).status_code == 409


def test_a_frame_of_another_contest_is_not_approved_here(
    visit: Visit, db: Session, made: Room
) -> None:
    seated(db, made)
    chair = head_of(db, made, BodyKind.COUNCIL)
    other = build.frame(db, build.contest(db, unit_id=made.where.stranger), FrameStatus.PROPOSED)
    answer = visit(chair).post(f"{made.path}/khung-diem/{other.id}/duyet")
    assert answer.status_code == 404


def test_sheets_by_the_old_version_are_read_by_the_office_after_the_lock_only(
    visit: Visit, db: Session
) -> None:
    now = datetime.now(UTC)
    hall = judging.hall(db, jurors=1, entries=1, now=now)
    entry = hall.entries[0]
    judging.sheet(db, hall, hall.seats[0], entry, 8123, at=now, remark="Men đẹp")
    head = judging.juror(hall.jurors[0], hall.contest)
    made = framing.propose(
        db, head, hall.contest.id, rulebook.default_frame(), now, reason="Sửa điểm tiêu chí con"
    )
    versions.approve(db, judging.head_of_council(hall), made.id, now)
    page = f"/dieu-hanh/binh-chon/{hall.contest.slug}/ket-qua/{entry.id}"
    desk = visit(hall.secretary)
    before = desk.get(page).text
    assert ("81,23" in before, "Men đẹp" in before) == (False, False)
    points = {one.id: one.max_points for one in made.criteria if one.leaf}
    scoring.save_sheet(db, head, entry.id, dict(points), None, now)
    scoring.sign_sheet(db, head, entry.id, now)
    locking.lock(db, judging.desk(hall), hall.contest.id, now)
    db.commit()
    after = desk.get(page).text
    assert "Phiếu theo khung điểm đã thay, không tính" in after
    assert "81,23" in after
    assert "Đạt mức 70 điểm nên đủ điểm xét" in after
    (standing,) = queries_of_results.standings(db, hall.contest.id)
    assert (standing.total_points, standing.divisor) == (10_000, 1)  # the new sheet alone
    public = visit(None).get(f"/binh-chon/{hall.contest.slug}").text
    assert "81,23" not in public


def test_the_public_page_shows_every_frame_that_is_scored_by(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    build.frame(db, made.contest)
    build.frame(db, made.contest, version=2, scope="machinery")
    text = visit(None).get(f"/binh-chon/{made.contest.slug}").text
    assert text.count("Đáp ứng thị trường và khả năng phát triển sản xuất") == 2
    assert "<h3>Nhóm sản phẩm về thiết bị, máy móc, dụng cụ và phụ tùng cơ khí</h3>" in text
    assert "<h3>Các nhóm khác</h3>" in text


def test_blank_sheets_are_printed_by_the_frame_of_the_group(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    build.frame(db, made.contest)
    own = build.frame(db, made.contest, version=2, scope="machinery")
    own.criteria[1].name = "Máy chạy êm và bền"
    db.commit()
    answer = visit(made.secretary).get(f"{made.path}/van-ban/phieu-trang.docx")
    text = Document(io.BytesIO(answer.content))
    cells = {cell.text for table in text.tables for row in table.rows for cell in row.cells}
    assert {"Máy chạy êm và bền", "Đáp ứng nhu cầu thị trường"} <= cells
