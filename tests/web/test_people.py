"""Administration: accounts, roles, the record, letters, rights; the officer's register."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, outbox
from core.accounts import queries
from core.accounts.model import RoleGrant, SignInSession
from core.registry import queries as registry
from core.registry.model import Establishment
from core.rights import Grant, Role
from tests.build import market, people, register
from tests.build.places import places
from tests.web.conftest import HTMX, Visitor
from web.doors import DOORS

Visit = Callable[..., Visitor]


def chief(db: Session, visit: Visit) -> Visitor:
    return visit(people.person(db, Role.ADMINISTRATOR))


def test_accounts_are_listed_and_searched(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    people.account(db, "Trần Thị Bưởi", phone="0901222333")
    desk = chief(db, visit)
    statements.clear()
    page = desk.get("/quan-tri").text
    few = len(statements)
    assert "Trần Thị Bưởi" in page
    for number in range(60):
        people.account(db, f"Người {number:02d}")
    db.commit()
    statements.clear()
    page = desk.get("/quan-tri").text
    assert (len(statements), "Trang sau" in page) == (few, True)
    for q in ("bưởi", "0901 222 333", "Bưởi", "tran thi buoi", "buoi", "222333"):
        found = desk.get("/quan-tri", params={"q": q}, headers=HTMX).text
        assert ("Trần Thị Bưởi" in found, "Người 01" in found) == (True, False), q
        assert "<html" not in found
    assert "Không có dòng nào khớp" in desk.get("/quan-tri", params={"q": "zzz"}).text


def test_giving_and_ending_a_role(visit: Visit, db: Session) -> None:
    place, made = places(db), people.account(db, "Tư")
    desk, path = chief(db, visit), f"/quan-tri/tai-khoan/{made.id}"
    look = {"role": "officer", "unit_id_q": "long ho", "act": "find_place"}
    page = desk.post(f"{path}/vai", data=look)
    assert (page.status_code, f'value="{place.commune}"' in page.text) == (200, True)
    assert f'value="{place.old_district}"' in page.text  # a place of an earlier list, too
    without = desk.post(f"{path}/vai", data={"role": "officer"})
    assert (without.status_code, 'id="f-unit_id-error"' in without.text) == (422, True)
    wrong = desk.post(f"{path}/vai", data={"role": "producer", "unit_id": place.commune})
    assert (wrong.status_code, 'id="f-role-error"' in wrong.text) == (422, True)
    given = {"role": "officer", "unit_id": place.commune}
    assert desk.post(f"{path}/vai", data=given).headers["location"] == path
    assert desk.post(f"{path}/vai", data=given).status_code == 303
    assert queries.grants_of(db, made.id, datetime.now(UTC)) == [
        Grant(Role.OFFICER, place.commune)
    ]
    grant_id = db.scalars(sa.select(RoleGrant.id).where(RoleGrant.account_id == made.id)).one()
    db.commit()
    assert "Thu lại vai" in desk.get(path).text
    assert desk.post(f"{path}/vai/{grant_id}/ket-thuc").status_code == 303
    db.expire_all()
    assert queries.grants_of(db, made.id, datetime.now(UTC)) == []
    assert desk.get("/quan-tri/tai-khoan/99999").status_code == 404


def test_a_code_for_anybody_and_shutting_out(visit: Visit, db: Session) -> None:
    made = people.account(db, "Tư")
    desk, other = chief(db, visit), visit(made)
    path = f"/quan-tri/tai-khoan/{made.id}"
    assert desk.post(f"{path}/khoa", data={"act": "disable"}).status_code == 422
    assert re.search(r">[0-9A-Z]{4}-[0-9A-Z]{4}<", desk.post(f"{path}/ma").text)
    assert other.get("/ho-so").status_code == 200
    assert (
        desk.post(f"{path}/khoa", data={"act": "disable", "locked_why": "Nghỉ việc"}).status_code
        == 303
    )
    assert other.get("/ho-so").status_code == 303
    assert "Đã khóa</span> Nghỉ việc" in desk.get(path).text
    assert (
        desk.post(f"{path}/khoa", data={"act": "enable", "locked_why": "Trở lại"}).status_code
        == 303
    )
    assert "Đang dùng" in desk.get(path).text


def test_letters_and_rights(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    outbox.write(db, "tu@vidu.vn", "Đặt lại mật khẩu", "liên kết kín", now)
    desk = chief(db, visit)
    page = desk.get("/quan-tri/thu-di").text
    assert ("tu@vidu.vn" in page, "Chờ gửi" in page, "liên kết kín" in page) == (True, True, False)
    page = desk.get("/quan-tri/quyen").text.replace("<wbr>", "")
    assert all(address.split(" ", 1)[1] in page for address in DOORS)
    inspector = visit(people.person(db, Role.INSPECTOR, unit_id=places(db).province))
    assert inspector.get("/quan-tri/quyen").status_code == 200
    assert inspector.get("/quan-tri").status_code == 403


def test_the_register_of_ones_places(visit: Visit, db: Session, statements: list[str]) -> None:
    place, minh = places(db), people.account(db, "Minh")
    here = register.establishment(db, "HTX Gốm đỏ", unit_id=place.commune)
    register.establishment(db, "HTX Xa", unit_id=place.stranger_commune)
    secretary = people.person(db, Role.SECRETARY, unit_id=place.province)
    desk, asking = visit(secretary), visit(minh)
    statements.clear()
    page = desk.get("/dieu-hanh/co-so").text
    few = len(statements)
    assert ("HTX Gốm đỏ" in page, "HTX Xa" in page) == (True, False)
    for number in range(3):
        register.establishment(db, f"HTX {number}", unit_id=place.commune)
    db.commit()
    statements.clear()
    assert "HTX 2" in desk.get("/dieu-hanh/co-so").text
    assert len(statements) == few
    found = desk.get("/dieu-hanh/co-so", params={"q": "gom do"}, headers=HTMX).text
    assert ("HTX Gốm đỏ" in found, "HTX 2" in found) == (True, False)
    asking.post("/ho-so/xin-tham-gia", data={"establishment_id": here.id})
    page = desk.get("/dieu-hanh/co-so").text
    assert "Minh" in page
    accept = re.search(r'action="(/ho-so/co-so/\d+/thanh-vien/\d+)"', page)
    assert accept is not None
    told = desk.post(accept[1], data={"act": "accept", "back": "/dieu-hanh/co-so"})
    assert told.headers["location"] == "/dieu-hanh/co-so"
    assert registry.memberships(db, minh.id) == [here.id]


@pytest.mark.parametrize("role", [Role.COLLABORATOR, Role.OFFICER, Role.SECRETARY])
def test_filing_for_somebody_else(visit: Visit, db: Session, role: Role) -> None:
    place = places(db)
    desk = visit(people.person(db, role, unit_id=place.province))
    typed = {
        "name": "Hộ bà Ba (mô phỏng)",
        "kind": "household_business",
        "unit_id": place.commune,
    }
    assert "Đăng ký thay" in desk.get("/dieu-hanh/co-so/moi").text
    away = desk.post("/dieu-hanh/co-so/moi", data={**typed, "unit_id": place.stranger_commune})
    assert away.status_code == 403
    assert desk.post("/dieu-hanh/co-so/moi", data={**typed, "name": ""}).status_code == 422
    told = desk.post("/dieu-hanh/co-so/moi", data=typed)
    made = db.scalars(sa.select(Establishment)).one()
    assert registry.members_of(db, made.id) == []
    db.commit()
    assert told.headers["location"] == f"/ho-so/co-so/{made.id}"
    product = {"name": "Bánh tráng", "group": "processed_food"}
    new = f"/ho-so/co-so/{made.id}/san-pham/moi"
    assert desk.post(new, data=product).status_code == 303


def test_a_producer_is_led_to_his_own_form(visit: Visit, db: Session) -> None:
    lan = people.account(db)
    register.establishment(db, unit_id=places(db).commune, holder=lan)
    told = visit(lan).get("/dieu-hanh/co-so/moi")
    assert told.headers["location"] == "/ho-so/co-so/moi"


def test_a_role_until_a_day_and_for_one_fair(visit: Visit, db: Session) -> None:
    place, made = places(db), people.account(db, "Tư")
    fair = market.fair(db, unit_id=place.province)
    desk = chief(db, visit)
    path = f"/quan-tri/tai-khoan/{made.id}"
    given = {"role": "fair_organiser", "unit_id": place.province, "fair_id": fair.id}
    for wrong in ("01/01/2020", "x"):
        answer = desk.post(f"{path}/vai", data={**given, "ends": wrong})
        assert (answer.status_code, 'id="f-ends-error"' in answer.text) == (422, True)
    assert desk.post(f"{path}/vai", data={**given, "ends": "31/12/2099"}).status_code == 303
    admin = {"role": "administrator", "ends": "31/12/2099"}
    assert desk.post(f"{path}/vai", data=admin).status_code == 422
    page = desk.get(path).text
    assert ("31/12/2099" in page, fair.name in page) == (True, True)
    db.rollback()
    now = datetime.now(UTC)
    wanted = [Grant(Role.FAIR_ORGANISER, place.province, None, fair.id)]
    assert queries.grants_of(db, made.id, now) == wanted
    assert queries.grants_of(db, made.id, datetime(2100, 1, 1, tzinfo=UTC)) == []


def test_a_role_is_lent_while_its_holder_is_away(visit: Visit, db: Session) -> None:
    place, now = places(db), datetime.now(UTC)
    lan, tu = people.account(db, "Lan"), people.account(db, "Tư", email="tu@vidu.example")
    own = people.grant(db, lan, Role.SECRETARY, unit_id=place.province)
    desk, his = chief(db, visit), visit(tu)
    path = f"/quan-tri/tai-khoan/{lan.id}"
    today, later = (f"{now + timedelta(days=n, hours=7):%d/%m/%Y}" for n in (0, 9))
    typed = {"grant": own.id, "contact": "TU@vidu.example", "why": "Nghỉ phép"}
    days = {"first": today, "last": later}
    for wrong, field in (
        ({**typed, "first": later, "last": today}, "last"),
        ({**typed, **days, "contact": "nobody@vidu.example"}, "contact"),
        ({**typed, **days, "why": ""}, "why"),
        ({**typed, **days, "grant": 999}, "grant"),
        (typed, "first"),
    ):
        page = desk.post(f"{path}/giao", data=wrong)
        assert (page.status_code, f'id="f-{field}-error"' in page.text) == (422, True), field
    assert his.get("/dieu-hanh").status_code == 403
    assert desk.post(f"{path}/giao", data={**typed, **days}).headers["location"] == path
    assert desk.post(f"{path}/giao", data={**typed, **days}).status_code == 422  # lent already
    assert his.get("/dieu-hanh").status_code == 200
    assert "được giao tạm" in desk.get(f"/quan-tri/tai-khoan/{tu.id}").text
    db.rollback()
    over = now + timedelta(days=11)
    assert queries.grants_of(db, tu.id, over) == []
    entries = audit.entries_about(db, f"account:{lan.id}")
    assert [(one.action, one.detail["to"]) for one in entries] == [("role.lent", "Tư")]
    own_id = own.id
    db.rollback()
    assert desk.post(f"{path}/vai/{own_id}/ket-thuc").status_code == 303
    assert his.get("/dieu-hanh").status_code == 403  # what was lent ends with it


def test_sessions_are_seen_and_ended(visit: Visit, db: Session) -> None:
    made = people.account(db, "Tư")
    his, desk = visit(made), chief(db, visit)
    old = datetime.now(UTC) - timedelta(minutes=20)
    db.execute(sa.update(SignInSession).values(seen_at=old))
    db.commit()
    his.get("/ho-so")
    db.rollback()
    [one] = queries.sessions_of(db, made.id, datetime.now(UTC))
    first = one.seen_at
    db.rollback()
    assert datetime.now(UTC) - first < timedelta(minutes=1)
    his.get("/ho-so")  # within five minutes nothing is written
    db.expire_all()
    [one] = queries.sessions_of(db, made.id, datetime.now(UTC))
    assert one.seen_at == first
    path = f"/quan-tri/tai-khoan/{made.id}"
    db.rollback()
    assert "Thấy lần cuối" in desk.get(path).text
    assert desk.post(f"{path}/phien/ket-thuc").status_code == 303
    assert his.get("/ho-so").status_code == 303
    assert "Không đăng nhập ở đâu" in desk.get(path).text
    assert desk.post("/quan-tri/tai-khoan/99999/phien/ket-thuc").status_code == 404


def test_nobody_waits_to_be_seen(visit: Visit, db: Session) -> None:
    made = people.account(db, "Tư")
    his = visit(made)
    db.execute(sa.update(SignInSession).values(seen_at=datetime(2026, 1, 1, tzinfo=UTC)))
    db.commit()
    db.execute(sa.update(SignInSession).values(device="somebody writes for long"))
    assert his.get("/ho-so").status_code == 200
    db.rollback()
