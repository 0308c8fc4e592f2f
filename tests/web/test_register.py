"""The producer's side: establishment, joining, products; the number of an owner shows nowhere."""

import logging
from collections.abc import Callable
from typing import TypeVar

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.registry.model import Establishment, Member, Product
from core.rights import Role
from tests.build import people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]
Row = TypeVar("Row", Establishment, Product)
PERSONAL = "086099000123"


def only(db: Session, table: type[Row]) -> Row:
    """The only row there is, read without holding the lock that pages need."""
    found = db.scalars(sa.select(table)).one()
    db.commit()
    return found


def typed(place: Places, **change: object) -> dict[str, object]:
    return {
        "name": "HTX Gốm đỏ (mô phỏng)",
        "kind": "cooperative",
        "number": "0100112437",
        "unit_id": place.commune,
        "representative": "Ông Mô Phỏng",
        **change,
    }


def test_registering_ones_own(visit: Visit, db: Session) -> None:
    place, lan = places(db), people.account(db)
    browser = visit(lan)
    assert "Đăng ký cơ sở" in browser.get("/ho-so/co-so/moi").text
    told = browser.post("/ho-so/co-so/moi", data=typed(place))
    made = only(db, Establishment)
    assert (told.status_code, told.headers["location"]) == (303, f"/ho-so/co-so/{made.id}")
    page = browser.get(f"/ho-so/co-so/{made.id}").text
    assert "0100112437" in page
    assert "Đứng đầu" in page
    assert "HTX Gốm đỏ" in browser.get("/ho-so").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Mục này cần được điền"),
        ({"kind": "x"}, "Hãy chọn một mục"),
        ({"number": ""}, "Hãy điền mã số thuế"),
        ({"number": "0100112438"}, "có một chữ số sai"),
        ({"number": "12345"}, "Mã số gồm 10 hoặc 13 chữ số"),
        ({"unit_id": ""}, "Hãy chọn địa bàn"),
        ({"unit_id": "99999"}, "Hãy chọn địa bàn"),
        ({"workers": "nhiều"}, "Hãy viết một số nguyên"),
        ({"story": "x" * 4001}, "Nhiều nhất 4000 chữ"),
    ],
)
def test_what_is_refused_beside_its_field(
    visit: Visit, db: Session, change: dict[str, object], sentence: str
) -> None:
    place, lan = places(db), people.account(db)
    given = typed(place, address="12 ấp Một", **change)
    told = visit(lan).post("/ho-so/co-so/moi", data=given)
    assert told.status_code == 422
    assert sentence in told.text
    assert 'value="12 ấp Một"' in told.text
    (field,) = change
    assert f'id="f-{field}-error"' in told.text
    assert db.scalar(sa.select(sa.func.count(Establishment.id))) == 0


def test_choosing_a_place_with_and_without_htmx(visit: Visit, db: Session) -> None:
    place, lan = places(db), people.account(db)
    browser = visit(lan)
    given = typed(place, unit_id="", unit_id_q="long ho", act="find_place")
    page = browser.post("/ho-so/co-so/moi", data=given)
    assert page.status_code == 200
    assert f'name="unit_id" value="{place.commune}"' in page.text
    assert 'value="HTX Gốm đỏ (mô phỏng)"' in page.text
    assert f'value="{place.old_district}"' not in page.text
    live = browser.get(
        "/dia-danh", params={"unit_id_q": "long", "unit_id": place.commune}, headers=HTMX
    )
    assert "<html" not in live.text
    assert f'value="{place.commune}" checked' in live.text
    old = {"ten": "unit_id", "cap": "district", "cu": "1", "unit_id_q": "long ho"}
    assert f'value="{place.old_district}"' in browser.get("/dia-danh", params=old).text
    assert "Không tìm thấy" in browser.get("/dia-danh", params={"unit_id_q": "zz"}).text
    assert browser.get("/dia-danh", params={"ten": '"><b>'}).status_code == 404
    assert visit().get("/dia-danh").status_code == 200  # for everybody


def test_a_known_number_leads_to_asking_to_join(visit: Visit, db: Session) -> None:
    place, lan, minh = places(db), people.account(db, "Lan"), people.account(db, "Minh")
    minh_id = minh.id
    first, second = visit(lan), visit(minh)
    first.post("/ho-so/co-so/moi", data=typed(place))
    told = second.post("/ho-so/co-so/moi", data=typed(place, number="01.00.112.437", name="Khác"))
    made = only(db, Establishment)
    assert told.status_code == 422
    assert "Xin tham gia cơ sở này" in told.text
    assert "đã được đăng ký cho “HTX Gốm đỏ (mô phỏng)”" in told.text
    asked = second.post("/ho-so/xin-tham-gia", data={"establishment_id": made.id})
    assert asked.headers["location"] == "/ho-so"
    assert "Chờ được nhận" in second.get("/ho-so").text
    assert second.get(f"/ho-so/co-so/{made.id}").status_code == 403
    waiting = db.scalars(sa.select(Member.id).where(Member.account_id == minh_id)).one()
    db.commit()
    path = f"/ho-so/co-so/{made.id}/thanh-vien/{waiting}"
    assert "Nhận vào" in first.get(f"/ho-so/co-so/{made.id}").text
    assert second.post(path, data={"act": "accept"}).status_code == 403
    assert first.post(path, data={"act": "?"}).status_code == 422
    assert first.post(path, data={"act": "accept"}).status_code == 303
    assert first.post(path, data={"act": "accept"}).status_code == 409
    assert second.get(f"/ho-so/co-so/{made.id}").status_code == 200
    assert "Cho rời cơ sở" not in second.get(f"/ho-so/co-so/{made.id}").text
    found = second.get("/ho-so/co-so", params={"q": "gom do"})
    assert "HTX Gốm đỏ" in found.text
    assert "<html" not in second.get("/ho-so/co-so", params={"q": "gom"}, headers=HTMX).text


def test_another_house_is_not_found(visit: Visit, db: Session) -> None:
    place, lan, minh = places(db), people.account(db), people.account(db)
    mine = register.establishment(db, unit_id=place.commune, holder=lan)
    other = register.establishment(db, name="HTX Khác", unit_id=place.commune, holder=minh)
    product = register.product(db, other)
    browser = visit(lan)
    for path in (
        f"/ho-so/co-so/{other.id}",
        f"/ho-so/co-so/{other.id}/san-pham/moi",
        f"/ho-so/san-pham/{product.id}",
        "/ho-so/san-pham/999999",
        "/ho-so/co-so/abc",
    ):
        assert browser.get(path).status_code == 404
    assert browser.post(f"/ho-so/co-so/{other.id}", data=typed(place)).status_code == 404
    assert browser.post(f"/ho-so/san-pham/{product.id}", data={"name": "x"}).status_code == 404
    assert browser.post(f"/ho-so/san-pham/{product.id}/anh/1").status_code == 404
    assert browser.get(f"/ho-so/co-so/{mine.id}").status_code == 200


def test_an_older_page_does_not_write_over_a_newer(visit: Visit, db: Session) -> None:
    place, lan = places(db), people.account(db)
    mine = register.establishment(db, unit_id=place.commune, holder=lan)
    version, browser = mine.version, visit(lan)
    path = f"/ho-so/co-so/{mine.id}"
    first = typed(place, name="Tên mới", version=version)
    assert browser.post(path, data=first).status_code == 303
    told = browser.post(
        path,
        data=typed(place, name="Tên cũ hơn", kind="household_business", version=version),
    )
    assert told.status_code == 409
    words = plain_words(told.text)
    assert "Mục này vừa được người khác sửa." in words
    assert "Tên cơ sở Tên mới Tên cũ hơn" in words
    assert "Loại cơ sở Hợp tác xã Hộ kinh doanh" in words
    assert 'value="Tên cũ hơn"' in told.text
    db.expire_all()
    assert db.get_one(Establishment, mine.id).name == "Tên mới"


def test_the_number_of_an_owner_is_shown_nowhere(
    visit: Visit, db: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    place, lan, minh = places(db), people.account(db), people.account(db)
    officer = people.person(db, Role.OFFICER, unit_id=place.commune)
    seen = []
    browser = visit(lan)
    given = typed(place, kind="household_business", number="086 099 000 123")
    seen.append(browser.post("/ho-so/co-so/moi", data=given))
    made = only(db, Establishment)
    seen += [browser.get("/ho-so"), browser.get(f"/ho-so/co-so/{made.id}")]
    assert "•••••••••123" in seen[-1].text
    again = typed(place, kind="household_business", number="", name="Hộ Lan (mô phỏng)")
    seen.append(browser.post(f"/ho-so/co-so/{made.id}", data=again))
    seen.append(visit(officer).get(f"/ho-so/co-so/{made.id}"))
    seen.append(visit(minh).post("/ho-so/co-so/moi", data={**given, "number": PERSONAL}))
    assert [one.status_code for one in seen] == [303, 200, 200, 303, 200, 422]
    last = seen.pop().text  # whoever typed it sees what was typed, and nothing more
    assert last.count(PERSONAL) == 1
    spoken = [one.text + repr(one.headers) for one in seen]
    db.rollback()
    for table in Establishment.metadata.sorted_tables:
        spoken += [repr(row) for row in db.execute(sa.select(table))]
    spoken.append(caplog.text)
    found = [text for text in spoken if PERSONAL in text or "086 099 000 123" in text]
    assert found == []


def test_a_product_is_made_changed_and_listed(visit: Visit, db: Session) -> None:
    place, lan = places(db), people.account(db)
    mine = register.establishment(db, unit_id=place.commune, holder=lan)
    browser = visit(lan)
    form = f"/ho-so/co-so/{mine.id}/san-pham/moi"
    assert "Tên sản phẩm" in browser.get(form).text
    given = {
        "name": "Bộ ấm chén",
        "group": "handicraft",
        "price_dong": "350k",
        "is_set": "1",
        "set_case": "complementary",
        "set_members": "Ấm\nChén",
        "plate": "pottery",
    }
    told = browser.post(form, data=given)
    made = only(db, Product)
    path = f"/ho-so/san-pham/{made.id}"
    assert (told.headers["location"], made.price_dong) == (path, 350_000)
    page = browser.get(path).text
    assert "Chưa có ảnh nào" in page
    assert made.code in page
    refused = browser.post(path, data={**given, "set_members": "Ấm", "price_dong": "rẻ"})
    assert refused.status_code == 422
    assert "Hãy viết số tiền" in refused.text
    refused = browser.post(path, data={**given, "set_members": "Ấm"})
    assert "ít nhất hai sản phẩm" in refused.text
    changed = {**given, "name": "Bộ trà", "version": made.version}
    assert browser.post(path, data=changed).status_code == 303
    stale = browser.post(path, data={**changed, "price_dong": "1tr"})
    assert (stale.status_code, stale.text.count("vừa được người khác sửa")) == (409, 1)
    assert "350000" in stale.text
    assert 'value="1tr"' in stale.text
    assert "Bộ trà" in browser.get("/ho-so").text


def test_home_takes_a_fixed_number_of_statements(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    place, lan = places(db), people.account(db)
    for number in range(3):
        mine = register.establishment(db, f"HTX {number}", unit_id=place.commune, holder=lan)
        register.product(db, mine)
        if number == 0:
            browser = visit(lan)
            statements.clear()
            browser.get("/ho-so")
            one = len(statements)
    db.commit()
    statements.clear()
    assert browser.get("/ho-so").status_code == 200
    assert len(statements) == one
