"""Planning a contest and taking it on, in a browser."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from contest.contests import queries
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.entries.kinds import EntryStatus
from core.rights import Role
from tests.build import contests as build
from tests.build import people
from tests.build.places import places
from tests.web.conftest import HTMX, Visitor
from tests.web.room import entered, ready, room, seated

Visit = Callable[..., Visitor]

PLAN = {
    "level": "province",
    "year": "2026",
    "round": "",
    "title": "Bình chọn cấp tỉnh năm 2026 (mô phỏng)",
    "organiser": "Sở Công Thương",
    "authority": "Ủy ban nhân dân tỉnh",
    "plan_number": "45/KH-UBND",
    "intro": "",
    "entries_open_at": "01/12/2099",
    "entries_open_at_time": "08:00",
    "entries_close_at": "31/12/2099",
    "entries_close_at_time": "17:00",
    "judging_from": "10/01/2100",
    "judging_until": "20/01/2100",
    "missing_sheet": "refuse_lock",
}


def test_a_secretary_plans_a_contest(visit: Visit, db: Session) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    levels = browser.get("/dieu-hanh/binh-chon/moi").text
    for level in ("province", "commune", "district"):
        assert f"/dieu-hanh/binh-chon/moi?cap={level}" in levels
    assert "cap=region" not in levels
    form = browser.get("/dieu-hanh/binh-chon/moi?cap=province").text
    assert f'value="{where.province}"' in form
    assert f'value="{where.stranger}"' not in form
    assert 'value="17:00"' in form
    sent = browser.post("/dieu-hanh/binh-chon/moi", data={**PLAN, "unit_id": str(where.province)})
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        "/dieu-hanh/binh-chon/vinh-long-cap-tinh-2026",
    )
    db.expire_all()
    made = queries.get_contest(db, "vinh-long-cap-tinh-2026")
    assert (made.stage, made.entries_close_at.isoformat()) == (
        Stage.DRAFT,
        "2099-12-31T10:00:00+00:00",
    )
    overview = browser.get(sent.headers["location"]).text
    assert "Mở nhận hồ sơ" in overview
    assert "7 hoặc 9" in overview
    assert browser.get("/binh-chon/vinh-long-cap-tinh-2026").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Mục này cần được điền."),
        ({"unit_id": "0"}, "Hãy chọn một địa bàn mà bạn được giao phụ trách."),
        ({"level": "commune"}, "Địa bàn này không thuộc cấp đã chọn."),
        ({"entries_close_at": "31/11/2099"}, "Hãy viết ngày theo dạng"),
        ({"entries_close_at": "30/11/2099"}, "Hạn cuối phải sau lúc bắt đầu nhận hồ sơ."),
        ({"entries_close_at_time": "25:00"}, "Hãy viết giờ theo dạng giờ:phút"),
        ({"judging_from": "31/12/2099"}, "Chấm điểm bắt đầu sau khi hết hạn nhận hồ sơ."),
        ({"judging_until": "09/01/2100"}, "Ngày chấm xong phải sau ngày bắt đầu chấm."),
        ({"year": "26"}, "Hãy viết năm bằng bốn chữ số"),
        ({"round": "x"}, "Hãy viết một số nguyên"),
        ({"missing_sheet": "guess"}, "Hãy chọn một mục trong danh sách."),
    ],
)
def test_a_refused_plan_keeps_what_was_typed(
    visit: Visit, db: Session, changes: dict[str, str], said: str
) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    data = {**PLAN, "unit_id": str(where.province), "plan_number": "99/KH-ABC", **changes}
    for headers in ({}, HTMX):
        answer = browser.post("/dieu-hanh/binh-chon/moi", data=data, headers=headers)
        assert answer.status_code == 422
        assert said in answer.text
        assert 'value="99/KH-ABC"' in answer.text
        assert ("<html" in answer.text) is (headers == {})
    db.expire_all()
    assert queries.contests(db) == []


def test_another_province_is_no_choice(visit: Visit, db: Session) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    data = {**PLAN, "unit_id": str(where.stranger)}
    answer = browser.post("/dieu-hanh/binh-chon/moi", data=data)
    assert answer.status_code == 422
    assert "Hãy chọn một địa bàn mà bạn được giao phụ trách." in answer.text


def test_one_who_holds_no_place_is_told_what_to_do(visit: Visit, db: Session) -> None:
    made = room(db)
    browser = visit(people.person(db, Role.SECRETARY, contest_id=made.contest.id))
    assert "Bạn chưa được giao địa bàn nào" in browser.get("/dieu-hanh/binh-chon/moi").text
    assert "Lập kỳ bình chọn" not in browser.get("/dieu-hanh/binh-chon").text


def test_the_list_is_of_ones_own_place_and_of_fixed_cost(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    made = room(db)
    other = build.contest(db, unit_id=made.where.stranger)
    browser = visit(made.secretary)
    statements.clear()
    text = browser.get("/dieu-hanh/binh-chon").text
    cost = len(statements)
    assert made.contest.slug in text
    assert other.slug not in text
    for _ in range(2):
        build.contest(db, unit_id=made.where.province)
    db.commit()
    statements.clear()
    browser.get("/dieu-hanh/binh-chon")
    assert len(statements) == cost


def test_a_draft_is_opened_once_and_then_public(visit: Visit, db: Session) -> None:
    made = room(db, Stage.DRAFT)
    browser = visit(made.secretary)
    assert browser.get(f"/binh-chon/{made.contest.slug}").status_code == 404
    assert browser.post(f"{made.path}/mo").status_code == 303
    assert browser.post(f"{made.path}/mo").status_code == 409
    assert browser.get(f"/binh-chon/{made.contest.slug}").status_code == 200


def test_conditions_are_ticked_or_say_what_is_missing(visit: Visit, db: Session) -> None:
    made = room(db, closed=True)
    seated(db, made, council=6, jury=4)
    entered(db, made, EntryStatus.FILED)
    entered(db, made, EntryStatus.SUPPLEMENT)
    browser = visit(made.secretary)
    text = browser.get(made.path).text
    for said in (
        "Còn 2 hồ sơ chưa xét xong.",
        "Chưa có hồ sơ nào hợp lệ để chấm.",
        "Hội đồng hiện có 6 người. Cấp này cần đúng một trong các số: 7, 9 (TT 26/2014",
        "Ban Giám khảo hiện có 4 người. Số thành viên phải là số lẻ (TT 26/2014/TT-BCT Đ11.2).",
        "Khung điểm chưa được Chủ tịch Hội đồng duyệt.",
    ):
        assert said in text
    assert "Chốt và bắt đầu chấm" not in text
    pressed = browser.post(f"{made.path}/cham")
    assert (pressed.status_code, "Còn 2 hồ sơ" in pressed.text) == (409, True)
    db.expire_all()
    assert queries.get_contest(db, made.contest.slug).stage is Stage.OPEN


@pytest.mark.parametrize(
    ("council", "jury", "said"),
    [(6, 3, "Hội đồng hiện có 6 người."), (7, 4, "Ban Giám khảo hiện có 4 người.")],
)
def test_a_wrong_size_is_refused(
    visit: Visit, db: Session, council: int, jury: int, said: str
) -> None:
    made = room(db, closed=True)
    seated(db, made, council, jury)
    entered(db, made)
    build.frame(db, made.contest, FrameStatus.APPROVED)
    answer = visit(made.secretary).post(f"{made.path}/cham")
    assert (answer.status_code, said in answer.text) == (409, True)


def test_judging_begins_when_everything_is_there(visit: Visit, db: Session) -> None:
    made = ready(db)
    browser = visit(made.secretary)
    assert "Chốt và bắt đầu chấm" in browser.get(made.path).text
    assert browser.post(f"{made.path}/cham").status_code == 303
    assert browser.post(f"{made.path}/cham").status_code == 409
    db.expire_all()
    assert queries.get_contest(db, made.contest.slug).stage is Stage.JUDGING
    assert queries.frozen_frame(db, made.contest.id).status is FrameStatus.FROZEN
    assert "Giám khảo đang chấm" in browser.get(made.path).text


def test_a_contest_is_cancelled_with_its_reason(visit: Visit, db: Session) -> None:
    made = room(db)
    browser = visit(made.secretary)
    assert "Hủy kỳ bình chọn" in browser.get(made.path).text
    for headers in ({}, HTMX):
        for reason, said in (("", "Mục này cần được điền."), ("Ít hồ sơ", "ít nhất 10 chữ")):
            sent = browser.post(f"{made.path}/huy", data={"reason": reason}, headers=headers)
            assert sent.status_code == 422
            assert said in sent.text
            assert reason in sent.text
            assert ("<html" in sent.text) is (headers == {})
    data = {"reason": "Chỉ có một cơ sở đăng ký"}
    assert browser.post(f"{made.path}/huy", data=data).status_code == 303
    assert browser.post(f"{made.path}/huy", data=data).status_code == 409
    text = browser.get(made.path).text
    assert data["reason"] in text
    assert "/huy" not in text
    public = visit(None)
    assert "Kỳ bình chọn này đã hủy" in public.get(f"/binh-chon/{made.contest.slug}").text
    assert data["reason"] not in public.get(f"/binh-chon/{made.contest.slug}").text
    assert made.contest.slug not in public.get("/binh-chon").text


def test_a_draft_that_was_cancelled_stays_unknown(visit: Visit, db: Session) -> None:
    made = room(db, Stage.DRAFT)
    sent = visit(made.secretary).post(f"{made.path}/huy", data={"reason": "Lập nhầm địa bàn"})
    assert sent.status_code == 303
    assert visit(None).get(f"/binh-chon/{made.contest.slug}").status_code == 404


def test_an_announced_contest_is_not_cancelled(visit: Visit, db: Session) -> None:
    made = room(db, Stage.ANNOUNCED)
    browser = visit(made.secretary)
    assert "/huy" not in browser.get(made.path).text
    sent = browser.post(f"{made.path}/huy", data={"reason": "Có khiếu nại về điểm"})
    assert sent.status_code == 409
    assert "Kết quả đã công bố nên" in sent.text


def test_a_juror_reads_the_room_and_takes_no_step(visit: Visit, db: Session) -> None:
    made = ready(db)
    juror = people.account(db, "Giám khảo (mô phỏng)")
    elsewhere = build.contest(db, unit_id=made.where.province)
    build.seat(db, build.body(db, elsewhere), juror)
    other = visit(juror)
    assert other.get(made.path).status_code == 404  # a juror of another contest
    assert other.post(f"{made.path}/cham").status_code == 403


def test_the_plan_of_an_open_contest_gives_more_time_only(visit: Visit, db: Session) -> None:
    made = room(db)
    browser = visit(made.secretary)
    form = browser.get(f"{made.path}/sua").text
    assert "chỉ được lùi ra sau" in form
    opens = made.contest.entries_open_at
    data = {
        **PLAN,
        "title": "Tên mới",
        "entries_open_at": f"{opens:%d/%m/%Y}",
        "entries_open_at_time": "00:01",
        "entries_close_at": "01/01/2020",
    }
    answer = browser.post(f"{made.path}/sua", data=data)
    assert answer.status_code == 422
    assert "không sửa được nữa" in answer.text
    assert "không rút ngắn" in answer.text
    draft = room_draft(db, made.where.province)
    db.commit()
    answer = browser.post(f"/dieu-hanh/binh-chon/{draft}/sua", data=PLAN)
    assert answer.status_code == 303
    db.expire_all()
    changed = queries.get_contest(db, draft)
    assert (changed.title, changed.plan_number) == (PLAN["title"], "45/KH-UBND")


def room_draft(db: Session, unit_id: int) -> str:
    """The address of a draft in that place."""
    return build.contest(
        db, unit_id=unit_id, level=ContestLevel.PROVINCE, stage=Stage.DRAFT, year=2026
    ).slug
