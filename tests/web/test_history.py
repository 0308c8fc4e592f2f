"""The office's history: one row in, corrected, removed; what is unknown stays unknown."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.history.model import PastRecognition, PastRound
from core.accounts.model import Account
from core.audit import AuditEntry
from core.registry.kinds import Origin
from core.registry.model import Product
from core.rights import Role
from tests.build import history, people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]
HOME = "/dieu-hanh/lich-su"


@dataclass(frozen=True, slots=True)
class Office:
    """The secretary of Vĩnh Long, with one product of a maker there."""

    where: Places
    secretary: Account
    product: Product


@pytest.fixture
def office(db: Session) -> Office:
    where = places(db)
    maker = register.establishment(db, "HTX Chiếu (mô phỏng)", unit_id=where.commune)
    return Office(
        where,
        people.person(db, Role.SECRETARY, unit_id=where.province),
        register.product(db, maker, "Chiếu hoa"),
    )


def row(office: Office, **typed: object) -> dict[str, object]:
    """A form of an old round, as it is typed."""
    return {
        "level": "province",
        "unit_id": office.where.old_province,
        "year": "2022",
        "received": "45",
        "certified": "30",
        "source": "Sổ theo dõi 2022",
        **typed,
    }


def test_a_round_is_kept_with_what_is_known(visit: Visit, db: Session, office: Office) -> None:
    browser = visit(office.secretary)
    assert "Chưa ghi kỳ nào" in browser.get(HOME).text
    answer = browser.post(f"{HOME}/ky/moi", data=row(office, received="1.045", prized="0"))
    db.rollback()
    made = db.scalars(sa.select(PastRound)).one()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/ky/{made.id}")
    assert (made.received, made.prized, made.passed, made.target) == (1045, 0, None, None)
    assert (made.origin, made.entered_by) == (Origin.REGISTERED, office.secretary.id)
    text = plain_words(browser.get(f"{HOME}/ky/{made.id}").text)
    assert "Đăng ký, tiếp nhận 1.045" in text
    assert "Được thưởng, trao giải 0" in text
    assert "Đạt từ 70 điểm không rõ" in text
    assert "Ghi vào lịch sử · secretary (mô phỏng)" in text
    listed = plain_words(browser.get(HOME).text)
    assert "Tỉnh Vĩnh Long" in listed
    assert "1.045 không rõ 30 không rõ" in listed


def test_what_cannot_be_kept_is_said_beside_its_field(
    visit: Visit, db: Session, office: Office
) -> None:
    browser = visit(office.secretary)
    answer = browser.post(
        f"{HOME}/ky/moi",
        data=row(office, unit_id=office.where.province, passed="20", source="", year="20x"),
    )
    assert answer.status_code == 422
    assert 'value="20x"' in answer.text
    wrong = row(office, unit_id=office.where.province, passed="20", decision_date="1/1/2030")
    text = plain_words(browser.post(f"{HOME}/ky/moi", data=wrong).text)
    for said in (
        "Số được chứng nhận không thể lớn hơn số đạt từ 70 điểm (20).",
        "Vào năm đó không có đơn vị này.",
        "Ngày này phải thuộc năm của kỳ bình chọn hoặc năm liền sau.",
    ):
        assert said in text
    other = browser.post(f"{HOME}/ky/moi", data=row(office, level="district"))
    assert "không thuộc cấp đã chọn" in other.text
    nothing = browser.post(f"{HOME}/ky/moi", data=row(office, received="", certified=""))
    assert "Hãy ghi ít nhất một con số" in nothing.text
    assert browser.post(f"{HOME}/ky/moi", data=row(office, unit_id=office.where.stranger,
                        year="2026")).status_code == 403  # fmt: skip
    db.rollback()
    assert db.scalar(sa.select(sa.func.count(PastRound.id))) == 0


def test_the_same_round_is_not_kept_twice(visit: Visit, db: Session, office: Office) -> None:
    browser = visit(office.secretary)
    browser.post(f"{HOME}/ky/moi", data=row(office))
    again = browser.post(f"{HOME}/ky/moi", data=row(office, received="46"))
    assert again.status_code == 422
    assert "đã có trong hồ sơ lịch sử" in again.text
    assert 'value="46"' in again.text
    second = browser.post(f"{HOME}/ky/moi", data=row(office, round="2"))
    assert second.status_code == 303
    db.rollback()
    assert db.scalar(sa.select(sa.func.count(PastRound.id))) == 2


def test_a_place_is_looked_for_within_the_form(visit: Visit, office: Office) -> None:
    answer = visit(office.secretary).post(
        f"{HOME}/ky/moi", data=row(office, unit_id="", act="find_place", unit_id_q="long ho")
    )
    assert answer.status_code == 200
    assert "Huyện Long Hồ" in answer.text
    assert 'value="45"' in answer.text


def test_a_correction_is_on_record_and_a_stale_one_shows_both(
    visit: Visit, db: Session, office: Office
) -> None:
    made = history.past_round(db, unit_id=office.where.old_province)
    browser = visit(office.secretary)
    page = f"{HOME}/ky/{made.id}"
    typed = row(office, version=made.version, passed="40", certified="31")
    assert browser.post(page, data=typed).status_code == 303
    stale = browser.post(page, data={**typed, "certified": "29"})
    assert stale.status_code == 409
    assert 'value="29"' in stale.text
    assert "Được chứng nhận 31" in plain_words(stale.text)
    assert "Được chứng nhận: 30 → 31" in plain_words(browser.get(page).text)
    db.refresh(made)
    assert made.certified == 31


def test_a_row_is_removed_with_its_reason_and_the_record_keeps_it(
    visit: Visit, db: Session, office: Office
) -> None:
    made = history.past_round(db, unit_id=office.where.old_province)
    number = made.id
    browser = visit(office.secretary)
    bare = browser.post(f"{HOME}/ky/{number}/go", data={"why": " "})
    assert bare.status_code == 422
    answer = browser.post(f"{HOME}/ky/{number}/go", data={"why": "Ghi nhầm nơi."})
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)
    db.rollback()
    noted = db.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "history.round.removed")
    ).one()
    assert (noted.detail["why"], noted.detail["before"]["certified"]) == ("Ghi nhầm nơi.", 30)
    assert browser.get(f"{HOME}/ky/{number}").status_code == 404


def test_a_published_row_is_read_and_not_changed(
    visit: Visit, db: Session, office: Office
) -> None:
    made = history.past_round(db, unit_id=office.where.old_province, origin=Origin.PUBLISHED)
    browser = visit(office.secretary)
    page = f"{HOME}/ky/{made.id}"
    assert "Sửa dòng này" not in browser.get(page).text
    assert browser.post(page, data=row(office)).status_code == 409
    assert browser.post(f"{page}/go", data={"why": "x"}).status_code == 409
    own = browser.post(f"{HOME}/ky/moi", data=row(office))
    assert own.status_code == 303


def test_lists_are_narrowed_and_cost_the_same(
    visit: Visit, db: Session, office: Office, statements: list[str]
) -> None:
    history.past_round(db, unit_id=office.where.old_province, year=2020)
    history.past_round(db, unit_id=office.where.stranger, year=2021)
    browser = visit(office.secretary)
    statements.clear()
    first = browser.get(HOME)
    cost = len(statements)
    assert "2021" not in plain_words(first.text)
    district = office.where.old_district
    history.past_round(db, unit_id=district, level=ContestLevel.DISTRICT, year=2024)
    history.past_round(db, unit_id=district, level=ContestLevel.DISTRICT, year=2023)
    db.commit()
    statements.clear()
    browser.get(HOME)
    assert len(statements) == cost
    part = browser.get(f"{HOME}?cap=district&nam=2024", headers=HTMX).text
    assert part.count("<tr>") == 2  # the heads and one row
    assert "Không có kỳ nào như vậy" in browser.get(f"{HOME}?nam=2019").text
    sheet = browser.get(f"{HOME}/tai?cap=district")
    assert sheet.headers["content-type"].endswith("spreadsheetml.sheet")


def recognised(office: Office, **typed: object) -> dict[str, object]:
    """A form of an old recognition, as it is typed."""
    return {
        "san-pham": office.product.code,
        "level": "province",
        "unit_id": office.where.old_province,
        "year": "2023",
        "decision_number": "1493/QĐ-UBND",
        "decision_date": "7/7/2023",
        "certificate_number": "07/GCN-CNNT",
        **typed,
    }


def test_an_old_recognition_from_choosing_the_product_to_the_list(
    visit: Visit, db: Session, office: Office
) -> None:
    browser = visit(office.secretary)
    page = f"{HOME}/cong-nhan/moi"
    found = browser.get(f"{page}?q=chieu+hoa").text
    assert f"san-pham={office.product.code}" in found
    assert "Không tìm thấy sản phẩm nào" in browser.get(f"{page}?q=tra+sen").text
    assert 'name="decision_number"' in browser.get(f"{page}?san-pham={office.product.code}").text
    assert browser.post(page, data=recognised(office, **{"san-pham": "x"})).status_code == 422
    form = recognised(office)
    answer = browser.post(page, data=form)
    db.rollback()
    made = db.scalars(sa.select(PastRecognition)).one()
    assert answer.headers["location"] == f"{HOME}/cong-nhan/{made.id}"
    db.rollback()
    text = plain_words(browser.get(answer.headers["location"]).text)
    assert "Đến 31/12/2026, tính theo quy định của ngày cấp" in text
    assert "không cấp giấy chứng nhận" in text
    listed = plain_words(browser.get(f"{HOME}/cong-nhan?q=chieu").text)
    assert "Chiếu hoa HTX Chiếu (mô phỏng) Cấp tỉnh, 2023 1493/QĐ-UBND" in listed
    assert browser.get(f"{HOME}/cong-nhan/tai").status_code == 200
    again = browser.post(page, data=form)
    assert (again.status_code, "đã có trong hồ sơ lịch sử" in again.text) == (422, True)


def test_an_old_recognition_is_corrected_and_removed(
    visit: Visit, db: Session, office: Office
) -> None:
    made = history.past_recognition(db, office.product, unit_id=office.where.old_province)
    browser = visit(office.secretary)
    page = f"{HOME}/cong-nhan/{made.id}"
    typed = recognised(office, version=made.version, revoked_on="1/2/2025")
    assert browser.post(page, data=typed).status_code == 303
    assert "Đã thu hồi" in browser.get(page).text
    assert browser.post(page, data={**typed, "prize": "Giải A"}).status_code == 409
    wrong = browser.post(page, data=recognised(office, decision_number="", level=""))
    assert wrong.status_code == 422
    assert browser.post(f"{page}/go", data={"why": ""}).status_code == 422
    assert browser.post(f"{page}/go", data={"why": "Trùng."}).status_code == 303
    assert browser.get(page).status_code == 404
    stranger = register.product(
        db, register.establishment(db, unit_id=office.where.stranger_commune), "Kẹo"
    )
    db.commit()
    elsewhere = recognised(office, **{"san-pham": stranger.code})
    assert browser.post(f"{HOME}/cong-nhan/moi", data=elsewhere).status_code == 403
