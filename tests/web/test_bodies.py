"""Founding, appointing, replacing and recusing, in a browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from contest.bodies import queries
from contest.bodies.kinds import BodyKind
from contest.contests.kinds import Stage
from contest.scoring.queries import signed_totals
from core.registry.model import Establishment
from core.rights import Role
from tests.build import contests as build
from tests.build import judging, people, register
from tests.web.conftest import HTMX, Visitor, plain_words
from tests.web.room import entered, ready, room, seated

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
    assert "Cấp này cần đúng một trong các số: 7, 9 (TT 26/2014/TT-BCT Đ8" in page
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


CHANGE = {
    "decision_number": "15/QĐ-HĐBC",
    "decision_date": "02/09/2024",
    "founder": "Chủ tịch Hội đồng (mô phỏng)",
}


def test_a_seat_is_handed_over_by_a_decision_of_the_founder(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    seated(db, made)
    head, second, third = queries.jury_seats(db, made.contest.id)
    browser = visit(made.secretary)
    seat = f"{made.path}/thanh-vien/{second.id}"
    assert second.person in browser.get(seat).text
    named = {"person": "Người thay", "replaced_why": "Ốm"}
    told = browser.post(f"{seat}/thay", data=named)
    assert (told.status_code, "phải có quyết định mới" in told.text) == (422, True)
    other = {**named, **CHANGE, "founder": "Giám đốc Sở"}
    for headers in ({}, HTMX):
        told = browser.post(f"{seat}/thay", data=other, headers=headers)
        assert told.status_code == 422
        assert "Chỉ nơi đã thành lập (Chủ tịch Hội đồng (mô phỏng)) được thêm" in told.text
        assert 'value="Người thay"' in told.text
    assert browser.post(f"{seat}/thay", data={**named, **CHANGE}).status_code == 303
    assert browser.post(f"{seat}/thay", data={**named, **CHANGE}).status_code == 409
    assert "đã thôi tham gia" in browser.get(seat).text
    page = browser.get(f"{made.path}/hoi-dong").text
    assert f"Đã thôi tham gia: {second.person}" in page
    assert "Quyết định thêm, thay người số 15/QĐ-HĐBC ngày 02/09/2024" in page
    db.expire_all()
    persons = [one.person for one in queries.jury_seats(db, made.contest.id)]
    assert persons == [head.person, "Người thay", third.person]


def test_edge_05_every_page_of_the_watch_tells_that_the_jury_turned_even(
    visit: Visit, db: Session
) -> None:
    made = room(db, Stage.JUDGING)
    seated(db, made)
    third = queries.jury_seats(db, made.contest.id)[2]
    browser = visit(made.secretary)
    pages = [f"{made.path}{end}" for end in ("", "/theo-doi", "/hoi-tranh", "/hoi-dong")]
    assert [one for one in pages if "là số chẵn" in browser.get(one).text] == []
    leaving = f"{made.path}/thanh-vien/{third.id}/thoi"
    assert browser.post(leaving, data={"why": ""}).status_code == 422
    assert browser.post(leaving, data={"why": "Ốm nặng"}).status_code == 303
    told = f"{third.person} thôi tham gia (Ốm nặng)"
    assert [one for one in pages if told not in browser.get(one).text] == []
    part = browser.get(f"{made.path}/theo-doi", headers=HTMX).text
    assert "là số chẵn" in part  # the part that renews itself tells it too
    head = queries.jury_seats(db, made.contest.id)[0].account
    assert head is not None
    assert told in visit(head).get(f"{made.path}/theo-doi").text


def test_a_list_is_closed_when_its_size_is_right(visit: Visit, db: Session) -> None:
    made = room(db)
    seated(db, made, council=6)
    browser = visit(made.secretary)
    refused = browser.post(f"{made.path}/hoi-dong/hoi-dong/khep")
    assert refused.status_code == 409
    assert "đúng một trong các số: 7, 9 (TT 26/2014/TT-BCT Đ8" in refused.text
    page = browser.get(f"{made.path}/hoi-dong").text
    assert "/hoi-dong/hoi-dong/khep" not in page
    assert browser.post(f"{made.path}/hoi-dong/ban-giam-khao/khep").status_code == 303
    late = {"person": "Thêm", "position": "juror"}
    told = browser.post(f"{made.path}/hoi-dong/ban-giam-khao/cu", data=late)
    assert (told.status_code, "phải có quyết định mới" in told.text) == (422, True)
    whole = {**late, **CHANGE}
    added = browser.post(f"{made.path}/hoi-dong/ban-giam-khao/cu", data=whole)
    assert added.status_code == 303
    assert browser.post(f"{made.path}/hoi-dong/to-giup-viec/khep").status_code == 404


def test_no_field_of_the_bodies_is_named_by_two_labels(visit: Visit, db: Session) -> None:
    made = room(db)
    seated(db, made)
    seat = queries.jury_seats(db, made.contest.id)[1]
    browser = visit(made.secretary)
    page = f"{made.path}/hoi-dong?cho=ban-giam-khao"
    assert browser.post(f"{made.path}/hoi-dong/ban-giam-khao/khep").status_code == 303
    for path in (page, f"{page}&sua=1", f"{made.path}/thanh-vien/{seat.id}"):
        ids = re.findall(r' id="([^"]+)"', browser.get(path).text)
        assert sorted(set(ids)) == sorted(ids), path
    appointing, correcting = browser.get(page).text, browser.get(f"{page}&sua=1").text
    assert tuple(
        re.findall(r'action="[^"]*/hoi-dong/(ban-giam-khao/[^"]+)"', text)[0]
        for text in (appointing, correcting)
    ) == ("ban-giam-khao/cu", "ban-giam-khao/quyet-dinh")
    assert "&amp;sua=1#h-ban-giam-khao" in appointing
    address = f"{made.path}/hoi-dong/ban-giam-khao/quyet-dinh"
    refused = browser.post(address, data={"decision_number": "7/QĐ-HĐBC", "founder": "Chủ tịch"})
    assert (refused.status_code, 'value="7/QĐ-HĐBC"' in refused.text) == (422, True)


def test_what_a_juror_told_is_kept_and_finds_a_tie(visit: Visit, db: Session) -> None:
    made = room(db)
    seated(db, made)
    seat = queries.jury_seats(db, made.contest.id)[1]
    entered(db, made, tax_number="1500123456")
    browser = visit(made.secretary)
    path = f"{made.path}/thanh-vien/{seat.id}"
    wrong = browser.post(f"{path}/khai", data={"tax_number": "15"})
    assert (wrong.status_code, "Mã số thuế có 10, 12 hoặc 13 chữ số" in wrong.text) == (422, True)
    told = {"workplace": "Cơ sở của mình (mô phỏng)", "tax_number": "1500123456"}
    assert browser.post(f"{path}/khai", data=told).status_code == 303
    assert "Cơ sở của mình (mô phỏng)" in browser.get(path).text
    page = browser.get(f"{made.path}/hoi-tranh").text
    assert "Là người của chính cơ sở dự thi" in page
    assert "Bỏ qua</button>" not in page  # only a confirmation is offered


def test_a_seat_of_another_contest_is_not_there(visit: Visit, db: Session) -> None:
    made = room(db)
    elsewhere = build.contest(db, unit_id=made.where.stranger)
    seat = build.seat(db, build.body(db, elsewhere), None)
    browser = visit(made.secretary)
    assert browser.get(f"{made.path}/thanh-vien/{seat.id}").status_code == 404
    assert browser.post(f"{made.path}/thanh-vien/{seat.id}/thoi").status_code == 404
    assert browser.post(f"{made.path}/thanh-vien/{seat.id}/khai").status_code == 404
    assert browser.post(f"{made.path}/hoi-dong/khong-co/cu").status_code == 404
    assert browser.post(f"{made.path}/hoi-dong/hoi-dong/cu").status_code == 404


def test_after_the_lock_nothing_is_offered(visit: Visit, db: Session) -> None:
    made = room(db, Stage.LOCKED)
    seated(db, made)
    page = visit(made.secretary).get(f"{made.path}/hoi-dong").text
    assert "Cử người vào Ban Giám khảo" not in page
    assert "Cử người vào Hội đồng bình chọn" in page


def test_a_tie_is_found_explained_and_answered(visit: Visit, db: Session) -> None:
    made = room(db)
    seated(db, made)
    seat = queries.jury_seats(db, made.contest.id)[1]
    head = queries.jury_seats(db, made.contest.id)[0].account
    assert seat.account is not None
    entry = entered(db, made, email=seat.account.email)
    other = entered(db, made, phone="0911222333", representative=seat.person)
    browser, path = visit(made.secretary), f"{made.path}/hoi-tranh"
    page = browser.get(path).text
    assert "Trùng thư điện tử với cơ sở" in page
    assert f"Trùng họ tên với chủ hoặc người của cơ sở: {seat.person}" in page
    data = {"seat_id": str(seat.id), "entry_id": str(entry.id), "source": "found"}
    why = f"why_found_{seat.id}_{entry.id}"
    for headers in ({}, HTMX):
        lacking = browser.post(
            f"{path}/xu-ly", data={**data, "answer": "confirmed"}, headers=headers
        )
        assert (lacking.status_code, f'id="f-{why}-error"' in lacking.text) == (422, True)
    answers = {**data, "answer": "confirmed", why: "Cùng một người"}
    for _ in range(2):
        assert browser.post(f"{path}/xu-ly", data=answers).status_code == 303
    dismissed = {
        **data,
        "entry_id": str(other.id),
        "answer": "dismissed",
        f"why_found_{seat.id}_{other.id}": "Trùng tên thôi",
    }
    theirs = visit(head)
    member = visit(seat.account)
    assert theirs.post(f"{path}/xu-ly", data=dismissed).status_code == 303
    assert member.post(f"{path}/xu-ly", data=dismissed).status_code == 403
    page = browser.get(path).text
    assert "Chờ xử lý: 0" in page
    assert "Phần mềm tìm thấy" in page
    assert "Trùng tên thôi" in page
    db.expire_all()
    assert [one.reason for one in queries.recusals(db, made.contest.id)] == ["Cùng một người"]
    db.rollback()
    again = browser.post(f"{path}/xu-ly", data={**answers, "answer": "dismissed"})
    assert again.status_code == 404


def test_an_entrant_declares_before_judging(visit: Visit, db: Session) -> None:
    made = room(db)
    entry = entered(db, made)
    holder = people.account(db, "Chủ mới (mô phỏng)")
    register.member(db, db.get_one(Establishment, entry.establishment_id), holder)
    path = f"/ho-so/hoi-tranh/{entry.id}"
    browser = visit(holder)
    assert "Chưa có Ban Giám khảo" in browser.get(path).text
    seated(db, made)
    seat = queries.jury_seats(db, made.contest.id)[1]
    db.commit()
    assert seat.person in browser.get(path).text
    for headers in ({}, HTMX):
        lacking = browser.post(path, data={"seat_id": "0", "reason": ""}, headers=headers)
        assert lacking.status_code == 422
        assert "Hãy chọn một mục trong danh sách." in lacking.text
    told = {"seat_id": str(seat.id), "reason": "Em vợ của tôi"}
    assert browser.post(path, data=told).status_code == 303
    assert "Chờ xử lý" in browser.get(path).text
    desk = visit(made.secretary)
    page = desk.get(f"{made.path}/hoi-tranh").text
    assert "Chờ xử lý: 1" in page
    assert "Em vợ của tôi" in page
    assert "giám khảo có liên quan" in desk.get(made.path).text  # the room tells that it waits
    answer = {
        "seat_id": str(seat.id),
        "entry_id": str(entry.id),
        "source": "declared_by_entrant",
        "answer": "confirmed",
        f"why_declared_by_entrant_{seat.id}_{entry.id}": "Đã xác minh",
    }
    assert desk.post(f"{made.path}/hoi-tranh/xu-ly", data=answer).status_code == 303
    page = browser.get(path).text
    assert "Đã xác nhận" in page
    assert "Đã xác minh" in page
    stranger = people.account(db, "Người khác (mô phỏng)")
    register.establishment(db, unit_id=made.where.commune, holder=stranger)
    assert visit(stranger).get(path).status_code == 404
    made.contest.stage = Stage.JUDGING
    db.commit()
    assert "Không còn nhận khai báo" in browser.get(path).text
    late = browser.post(path, data=told)
    assert (late.status_code, "trước khi bắt đầu chấm" in late.text) == (409, True)


def test_edge_08_a_jurors_own_firm_on_the_list_is_refused_with_the_clause(
    visit: Visit, db: Session
) -> None:
    made = ready(db)
    juror = queries.jury_seats(db, made.contest.id)[1].account
    assert juror is not None
    own = register.establishment(db, unit_id=made.where.commune, holder=juror)
    entry = build.entry(db, made.contest, register.product(db, own), own)
    desk = visit(made.secretary)
    assert desk.post(f"{made.path}/cham").status_code == 303
    db.expire_all()
    (recorded,) = queries.recusals(db, made.contest.id)
    assert (recorded.entry_id, recorded.source) == (entry.id, "found")
    late = register.establishment(db, unit_id=made.where.commune, holder=juror)
    joined = build.entry(db, made.contest, register.product(db, late), late)
    browser = visit(juror)
    assert browser.get(f"/cham-diem/phieu/{entry.id}").status_code == 404
    refused = browser.get(f"/cham-diem/phieu/{joined.id}")
    assert refused.status_code == 409
    assert "giám khảo không chấm sản phẩm của cơ sở mình" in refused.text
    assert "TT 26/2014/TT-BCT Đ16.2" in refused.text


def test_edge_07_one_person_in_council_and_jury_keeps_two_desks(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    bodies = seated(db, made)
    build.frame(db, made.contest)
    entry = entered(db, made)
    both = people.account(db, "Hai ghế (mô phỏng)")
    build.seat(db, bodies[BodyKind.COUNCIL], both)
    build.seat(db, bodies[BodyKind.JURY], both)
    other = queries.jury_seats(db, made.contest.id)[1].account
    assert other is not None
    remark = "Nhận xét riêng của người khác"
    visit(other).post(f"/cham-diem/phieu/{entry.id}", data={"remark": remark})
    browser = visit(both)
    for desk in (f"/cham-diem/{made.contest.slug}", made.path, f"/cham-diem/phieu/{entry.id}"):
        shown = browser.get(desk)
        assert (shown.status_code, remark in shown.text) == (200, False)
    standings = browser.get(f"{made.path}/ket-qua")
    assert (standings.status_code, remark in standings.text) == (200, False)
    assert browser.get(f"{made.path}/theo-doi").status_code == 403  # a member only, not the chair


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


def test_the_work_of_a_replaced_juror_is_kept(visit: Visit, db: Session) -> None:
    hall = judging.hall(db, now=datetime.now(UTC))
    judging.sheets(db, hall, [[8000, 7000, 9000], [8000, 7000, None]])
    former, third = hall.seats[2].person, hall.seats[2]
    browser = visit(hall.secretary)
    room_ = f"/dieu-hanh/binh-chon/{hall.contest.slug}"
    path = f"{room_}/thanh-vien/{third.id}"
    assert browser.post(f"{path}/thay", data={"person": "Mới", **CHANGE}).status_code == 303
    page = plain_words(browser.get(path).text)
    assert "Phiếu đã ký 1" in page
    assert "vẫn được tính" in page
    assert former in browser.get(f"{room_}/theo-doi").text
    totals = {(one.person, one.total) for one in signed_totals(db, hall.contest.id)}
    assert (former, 9000) in totals  # what every page and paper after the lock reads
