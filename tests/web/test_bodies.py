"""Founding, appointing, replacing and recusing, in a browser."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from contest.bodies import queries
from contest.bodies.kinds import BodyKind
from contest.contests.kinds import Stage
from core.rights import Role
from tests.build import contests as build
from tests.build import people
from tests.web.conftest import HTMX, Visitor
from tests.web.room import entered, room, seated

Visit = Callable[..., Visitor]
DECISION = {"decision_number": "12/QĐ-UBND", "decision_date": "01/09/2026", "founder": "UBND tỉnh"}


def test_a_council_is_founded_and_filled(visit: Visit, db: Session) -> None:
    made = room(db)
    lan = people.account(db, "Nguyễn Thị Lan")
    browser = visit(made.secretary)
    page = browser.get(f"{made.path}/hoi-dong").text
    assert page.count("Chưa ghi quyết định thành lập.") == 3
    assert "Số người phải đúng một trong các số: 7, 9." in page
    sent = browser.post(f"{made.path}/hoi-dong/hoi-dong/quyet-dinh", data=DECISION)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{made.path}/hoi-dong")
    chair = {
        "account_id": str(lan.id),
        "person": "Lan",
        "position": "council_chair",
        "title": "PCT",
    }
    assert browser.post(f"{made.path}/hoi-dong/hoi-dong/cu", data=chair).status_code == 303
    named = {"person": "Ông Ba (mô phỏng)", "position": "council_member"}
    assert browser.post(f"{made.path}/hoi-dong/hoi-dong/cu", data=named).status_code == 303
    page = browser.get(f"{made.path}/hoi-dong").text
    assert "Quyết định số 12/QĐ-UBND ngày 01/09/2026 của UBND tỉnh." in page
    assert "Hội đồng hiện có 2 người. Cấp này cần đúng một trong các số: 7, 9." in page
    seats = queries.seats(db, made.contest.id, BodyKind.COUNCIL)
    assert [(one.person, one.title, one.account_id) for one in seats] == [
        ("Nguyễn Thị Lan", "PCT", lan.id),
        ("Ông Ba (mô phỏng)", "", None),
    ]


@pytest.mark.parametrize(
    ("url", "data", "said"),
    [
        (
            "ban-giam-khao/quyet-dinh",
            {"decision_number": "", "decision_date": "32/1/2026", "founder": "UBND tỉnh"},
            ("Mục này cần được điền.", "Hãy viết ngày theo dạng"),
        ),
        (
            "ban-giam-khao/quyet-dinh",
            {**DECISION, "decision_date": "01/01/2199"},
            ("Ngày quyết định không thể sau hôm nay.",),
        ),
        (
            "hoi-dong/cu",
            {"person": "Hai", "position": "council_chair"},
            ("Chức danh này đã có người.",),
        ),
        (
            "hoi-dong/cu",
            {"person": "Hai", "position": "juror"},
            ("Chức danh này không thuộc tổ chức đang chọn.",),
        ),
        ("hoi-dong/cu", {"person": "", "position": ""}, ("Mục này cần được điền.",)),
    ],
)
def test_a_refusal_stands_beside_its_field(
    visit: Visit, db: Session, url: str, data: dict[str, str], said: tuple[str, ...]
) -> None:
    made = room(db)
    seated(db, made)
    browser = visit(made.secretary)
    for headers in ({}, HTMX):
        answer = browser.post(f"{made.path}/hoi-dong/{url}", data=data, headers=headers)
        assert answer.status_code == 422
        assert [one for one in said if one not in answer.text] == []
        assert ("<html" in answer.text) is (headers == {})


def test_nobody_sits_twice_in_one_body(visit: Visit, db: Session) -> None:
    made = room(db)
    jury = seated(db, made)[BodyKind.JURY]
    juror = people.account(db, "Giám khảo mới (mô phỏng)")
    build.seat(db, jury, juror)
    data = {"account_id": str(juror.id), "person": "", "position": "juror"}
    browser = visit(made.secretary)
    answer = browser.post(f"{made.path}/hoi-dong/ban-giam-khao/cu", data=data)
    assert (answer.status_code, "Người này đã có trong danh sách." in answer.text) == (422, True)
    both = browser.post(
        f"{made.path}/hoi-dong/hoi-dong/cu", data={**data, "position": "council_member"}
    )
    assert both.status_code == 303


def test_people_are_found_with_and_without_htmx_and_contacts_are_masked(
    visit: Visit, db: Session
) -> None:
    made = room(db)
    seated(db, made)
    people.account(db, "Trần Văn Minh", email="minh@example.test")
    people.account(db, "Trần Văn Mới", disabled_at=made.contest.created_at)
    browser = visit(made.secretary)
    asked = f"{made.path}/hoi-dong?cho=ban-giam-khao&person=Trần"
    whole, part = browser.get(asked).text, browser.get(asked, headers=HTMX).text
    for text in (whole, part):
        assert "Trần Văn Minh (m…@example.test)" in text
        assert "minh@example.test" not in text
        assert "Trần Văn Mới" not in text
    assert 'value="Trần"' in whole
    assert part.strip().startswith('<div id="people-ban-giam-khao"')
    assert "Không có tài khoản nào khớp." in browser.get(f"{asked}xyz", headers=HTMX).text
    juror = queries.jury_seats(db, made.contest.id)[1].account
    assert juror is not None
    assert "Trần Văn Minh" not in visit(juror).get(asked).text


def test_a_seat_is_handed_over_and_an_even_jury_warned_of(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    seated(db, made)
    head, second, third = queries.jury_seats(db, made.contest.id)
    browser = visit(made.secretary)
    page = browser.get(f"{made.path}/thanh-vien/{second.id}").text
    assert second.person in page
    seat = f"{made.path}/thanh-vien/{second.id}"
    assert browser.post(f"{seat}/thay", data={"person": ""}).status_code == 422
    assert browser.post(f"{seat}/thay", data={"person": "Người thay"}).status_code == 303
    assert browser.post(f"{seat}/thay", data={"person": "Người nữa"}).status_code == 409
    assert "đã thôi tham gia" in browser.get(seat).text
    assert browser.post(f"{made.path}/thanh-vien/{third.id}/thoi").status_code == 303
    page = browser.get(f"{made.path}/hoi-dong").text
    assert "Ban Giám khảo hiện có 2 người. Số thành viên phải là số lẻ." in page
    assert f"Đã thôi tham gia: {second.person}" in page
    db.expire_all()
    assert [one.person for one in queries.jury_seats(db, made.contest.id)] == [
        head.person,
        "Người thay",
    ]


def test_a_seat_of_another_contest_is_not_there(visit: Visit, db: Session) -> None:
    made = room(db)
    elsewhere = build.contest(db, unit_id=made.where.stranger)
    seat = build.seat(db, build.body(db, elsewhere), None)
    browser = visit(made.secretary)
    assert browser.get(f"{made.path}/thanh-vien/{seat.id}").status_code == 404
    assert browser.post(f"{made.path}/thanh-vien/{seat.id}/thoi").status_code == 404
    assert browser.post(f"{made.path}/hoi-dong/khong-co/cu").status_code == 404
    assert browser.post(f"{made.path}/hoi-dong/hoi-dong/cu").status_code == 404


def test_after_the_lock_nothing_is_offered(visit: Visit, db: Session) -> None:
    made = room(db, Stage.LOCKED)
    seated(db, made)
    page = visit(made.secretary).get(f"{made.path}/hoi-dong").text
    assert "Cử người vào Ban Giám khảo" not in page
    assert "Cử người vào Hội đồng bình chọn" in page


def test_a_tie_is_suggested_and_recorded(visit: Visit, db: Session) -> None:
    made = room(db)
    seated(db, made)
    seat = queries.jury_seats(db, made.contest.id)[0]
    assert seat.account is not None
    entry = entered(db, made, email=seat.account.email)
    browser = visit(made.secretary)
    page = browser.get(f"{made.path}/hoi-tranh").text
    assert "Trùng thư điện tử với cơ sở" in page
    data = {
        "seat_id": str(seat.id),
        "entry_id": str(entry.id),
        "source": "found",
        "reason": "Trùng thư điện tử với cơ sở",
    }
    for _ in range(2):
        assert browser.post(f"{made.path}/hoi-tranh", data=data).status_code == 303
    db.expire_all()
    assert [one.reason for one in queries.recusals(db, made.contest.id)] == [data["reason"]]
    db.commit()
    page = browser.get(f"{made.path}/hoi-tranh").text
    assert "Không thấy giám khảo nào trùng" in page
    assert "Phần mềm tìm thấy" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_recusal_lacks_its_reason(visit: Visit, db: Session, headers: dict[str, str]) -> None:
    made = room(db)
    seated(db, made)
    entry = entered(db, made)
    other = entered(db, made)
    other.contest_id = build.contest(db, unit_id=made.where.province).id
    other.code = None
    browser = visit(made.secretary)
    data = {"seat_id": "0", "entry_id": str(other.id), "source": "", "reason": ""}
    answer = browser.post(f"{made.path}/hoi-tranh", data=data, headers=headers)
    assert answer.status_code == 422
    assert answer.text.count("Hãy chọn một mục trong danh sách.") >= 2
    assert answer.text.count("Mục này cần được điền.") >= 2
    assert f'value="{entry.id}"' in answer.text
    assert ("<html" in answer.text) is (headers == {})


def test_who_sits_in_the_support_team_works_as_secretary_of_that_contest(
    visit: Visit, db: Session
) -> None:
    made = room(db)
    helper = people.account(db, "Tổ giúp việc (mô phỏng)")
    browser = visit(made.secretary)
    browser.post(f"{made.path}/hoi-dong/to-giup-viec/quyet-dinh", data=DECISION)
    data = {"account_id": str(helper.id), "position": "secretary"}
    assert browser.post(f"{made.path}/hoi-dong/to-giup-viec/cu", data=data).status_code == 303
    theirs = visit(helper)
    assert theirs.get(made.path).status_code == 200
    other = build.contest(db, unit_id=made.where.province)
    db.commit()
    assert theirs.get(f"/dieu-hanh/binh-chon/{other.slug}").status_code == 404
    assert Role.SECRETARY in {grant.role for grant in queries.grants_by_seat(db, helper.id)}
