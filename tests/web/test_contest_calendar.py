"""The calendar of a contest and what is due, in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.plans import queries
from core.clock import day_in_vietnam
from core.rights import Role
from tests.build import contests as build
from tests.build import people
from tests.web.conftest import HTMX, Visitor, plain_words
from tests.web.room import room

Visit = Callable[..., Visitor]
TODAY = day_in_vietnam(datetime.now(UTC))
SENT = {
    "step": "ceremony",
    "title": "Lễ trao giấy",
    "begins_on": "",
    "due_on": f"{TODAY + timedelta(days=3):%d/%m/%Y}",
    "responsible": "Sở Công Thương (mô phỏng)",
    "public": "1",
}


def test_a_milestone_goes_from_the_plan_to_the_first_page_and_the_public(
    visit: Visit, db: Session
) -> None:
    made = room(db)
    path = f"{made.path}/lich"
    browser = visit(made.secretary)
    assert "Thêm các việc thường có" in browser.get(path).text
    assert browser.post(path, data=SENT).status_code == 303
    page = plain_words(browser.get(path).text)
    assert "Lễ trao giấy" in page
    assert "Sắp đến hạn" in page
    first = plain_words(browser.get("/dieu-hanh").text)
    assert "1 Việc theo kế hoạch đến hạn" in first
    due = plain_words(browser.get("/dieu-hanh/lich-viec?viec=pressing").text)
    assert "Lễ trao giấy" in due
    assert browser.get("/dieu-hanh/lich-viec.xlsx").status_code == 200
    public = plain_words(visit(None).get(f"/binh-chon/{made.contest.slug}").text)
    assert "Lễ trao giấy" in public
    assert "Sở Công Thương (mô phỏng)" in public
    assert "Sắp đến hạn" not in public


def test_what_is_only_for_the_office_is_not_public(visit: Visit, db: Session) -> None:
    made = room(db)
    build.milestone(db, made.contest, title="Họp kín", public=False)
    build.milestone(db, made.contest, title="Họp báo")
    public = visit(None).get(f"/binh-chon/{made.contest.slug}").text
    assert ("Họp kín" in public, "Họp báo" in public) == (False, True)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_fault_stands_beside_its_field(
    visit: Visit, db: Session, headers: dict[str, str]
) -> None:
    made = room(db)
    wrong = {**SENT, "title": "", "due_on": "32/1/2026", "begins_on": "01/01/2026"}
    answer = visit(made.secretary).post(f"{made.path}/lich", data=wrong, headers=headers)
    assert answer.status_code == 422
    assert 'id="f-title-error"' in answer.text
    assert 'id="f-due_on-error"' in answer.text
    assert 'value="01/01/2026"' in answer.text
    assert ("<html" in answer.text) is (headers == {})


def test_a_milestone_is_changed_done_and_taken_away(visit: Visit, db: Session) -> None:
    made = room(db)
    one = build.milestone(db, made.contest)
    path, here = f"{made.path}/lich", f"{made.path}/lich/{one.id}"
    browser = visit(made.secretary)
    assert 'value="Họp chuẩn bị"' in browser.get(here).text
    changed = {**SENT, "version": "1"}
    assert browser.post(here, data={**changed, "responsible": ""}).status_code == 422
    assert browser.post(here, data=changed).status_code == 303
    clash = browser.post(here, data={**changed, "title": "Tên khác"})
    assert (clash.status_code, "vừa được sửa ở nơi khác" in clash.text) == (422, True)
    assert 'value="Tên khác"' in clash.text
    assert browser.post(f"{here}/xong").status_code == 303
    assert "Ghi là chưa xong" in browser.get(here).text
    assert browser.post(f"{here}/xong", data={"lai": "1"}).status_code == 303
    assert browser.post(f"{here}/bo").status_code == 303
    assert browser.get(here).status_code == 404
    assert SENT["responsible"] not in browser.get(path).text


def test_usual_steps_are_offered_and_come_once(visit: Visit, db: Session) -> None:
    made = room(db)
    browser = visit(made.secretary)
    for _ in range(2):
        assert browser.post(f"{made.path}/lich/thuong-le").status_code == 303
    assert len(queries.steps_there(db, made.contest.id)) == 13
    db.rollback()
    page = browser.get(f"{made.path}/lich").text
    assert page.count("Ban hành kế hoạch bình chọn") >= 1


def test_who_reads_and_who_writes(visit: Visit, db: Session) -> None:
    made = room(db)
    one = build.milestone(db, made.contest)
    inspector = people.person(db, Role.INSPECTOR, unit_id=made.where.province)
    stranger = people.person(db, Role.SECRETARY, unit_id=made.where.stranger)
    path = f"{made.path}/lich"
    reader, other = visit(inspector), visit(stranger)
    page = reader.get(path)
    assert (page.status_code, "Thêm một việc" in page.text) == (200, False)
    assert reader.post(path, data=SENT).status_code == 403
    assert other.get(path).status_code == 404
    assert other.post(f"{path}/{one.id}/bo").status_code == 404
    assert "Họp chuẩn bị" not in other.get("/dieu-hanh/lich-viec").text
    made.contest.stage = Stage.CANCELLED
    db.commit()
    desk = visit(made.secretary)
    assert desk.post(path, data=SENT).status_code == 409
    assert "Họp chuẩn bị" not in desk.get("/dieu-hanh/lich-viec").text
