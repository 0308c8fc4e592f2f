"""Places in the browser: search and one unit for everybody, the administrator, the picker."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.rights import Role
from core.territory import queries, service, taking_back
from core.territory.rules import UnitKind
from tests.build import people
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]

OLD_LONG_HO, VINH_LONG, LAM_DONG, CENTRAL = 1_300_857, 2_200_086, 2_200_068, 9_100_002
HEAD = "ngày,việc,mã cũ,mã mới,tên đầy đủ,trực thuộc,nguồn\n"


@pytest.fixture
def province(db: Session) -> Session:
    """The territory of the new Vĩnh Long and of the new Lâm Đồng, with all they were made of."""
    service.load(db, provinces={"86", "68"})
    return db


def test_a_place_is_found_in_either_geography_by_what_people_type(
    visit: Visit, province: Session
) -> None:
    stranger = visit()
    page = stranger.get("/dia-danh", params={"q": "X. Hoà Phú, H. Long Hồ"})
    words = plain_words(page.text)
    assert "Xã Hòa Phú, huyện Long Hồ, tỉnh Vĩnh Long đến 30/06/2025" in words
    assert "nay là Xã Phú Quới, tỉnh Vĩnh Long" in words
    other_hand = plain_words(stranger.get("/dia-danh", params={"q": "Mĩ Thuận"}).text)
    assert "Xã Mỹ Thuận, huyện Bình Tân, tỉnh Vĩnh Long" in other_hand
    live = stranger.get("/dia-danh", params={"q": "long ho", "cap": "district"}, headers=HTMX)
    assert "<html" not in live.text
    assert f'href="/dia-danh/{OLD_LONG_HO}"' in live.text
    assert "Không tìm thấy nơi nào" in stranger.get("/dia-danh", params={"q": "zzz"}).text
    assert stranger.get("/dia-danh").status_code == 200


def test_a_units_page_tells_what_it_was_and_became(visit: Visit, province: Session) -> None:
    stranger = visit()
    district = plain_words(stranger.get(f"/dia-danh/{OLD_LONG_HO}").text)
    assert "Đơn vị này không còn" in district
    assert "nay thuộc Phường Phước Hậu , Phường Thanh Đức , Phường Tân Hạnh" in district
    new = plain_words(stranger.get(f"/dia-danh/{VINH_LONG}").text)
    assert "Tỉnh Bến Tre toàn bộ đến 30/06/2025" in new
    assert "Gồm có (124)" in new
    on = stranger.get(f"/dia-danh/{VINH_LONG}", params={"ngay": "1/6/2024"})
    assert "01/06/2024: nằm ở 3 đơn vị của ngày ấy" in plain_words(on.text)
    wrong = stranger.get(f"/dia-danh/{VINH_LONG}", params={"ngay": "31/2/2024"})
    assert wrong.status_code == 422
    for missing in ("5", "x", "9" * 20):
        assert stranger.get(f"/dia-danh/{missing}").status_code == 404


def test_lam_dong_of_today_lies_in_two_old_regions_and_regions_have_days(
    visit: Visit, province: Session
) -> None:
    stranger = visit()
    words = plain_words(stranger.get(f"/dia-danh/{LAM_DONG}").text)
    assert "Danh sách khu vực hiện nay để ngỏ nơi này" in words
    assert "Tỉnh Bình Thuận Khu vực phía Nam 21/10/2014 – 30/06/2025 TT 26/2014" in words
    assert "Tỉnh Đắk Nông Khu vực miền Trung và Tây Nguyên 21/10/2014 – 30/06/2025" in words
    day = {"ngay": "01/06/2024"}
    region = plain_words(stranger.get(f"/dia-danh/{CENTRAL}", params=day).text)
    assert "2 tỉnh, thành phố trong danh sách ngày ấy: Tỉnh Đắk Nông , Tỉnh Lâm Đồng" in region


def test_a_page_takes_a_fixed_number_of_statements(
    visit: Visit, province: Session, statements: list[str]
) -> None:
    stranger = visit()

    def taken(address: str) -> int:
        statements.clear()
        assert stranger.get(address).status_code == 200
        return len(statements)

    assert taken(f"/dia-danh/{OLD_LONG_HO}") == taken("/dia-danh/1300858")
    assert taken("/dia-danh?q=long") == taken("/dia-danh?q=hoa+phu")
    assert taken("/dia-danh?q=long") <= 8


def test_the_picker_offers_what_an_abolished_place_became(visit: Visit, province: Session) -> None:
    asked = {"ten": "unit_id", "cap": "commune", "cu": "1", "unit_id_q": "xã Hoà Phú, Long Hồ"}
    page = visit().get("/dia-danh", params=asked, headers=HTMX)
    words = plain_words(page.text)
    assert "(đến 30/06/2025; nay là Xã Phú Quới, tỉnh Vĩnh Long)" in words
    new = queries.search_units(province, "Phú Quới", on=date(2026, 1, 1))[0]
    assert f'value="{new.id}"' in page.text
    today = visit().get("/dia-danh", params={**asked, "cu": ""}, headers=HTMX)
    assert "đến 30/06/2025" not in today.text


def _administrator(visit: Visit, db: Session) -> Visitor:
    account = people.account(db)
    people.grant(db, account, Role.ADMINISTRATOR)
    return visit(account)


def test_the_administrator_sees_both_geographies_and_one_unit(
    visit: Visit, province: Session
) -> None:
    admin = _administrator(visit, province)
    words = plain_words(admin.get("/quan-tri/don-vi").text)
    assert "30/06/2025 6 " in words
    found = admin.get("/quan-tri/don-vi", params={"q": "long ho", "con": "1"})
    assert "Xã Long Hồ, tỉnh Vĩnh Long" in found.text
    assert "Huyện Long Hồ, tỉnh Vĩnh Long" not in found.text
    one = plain_words(admin.get(f"/quan-tri/don-vi/{OLD_LONG_HO}").text)
    assert "Ai được làm việc với nơi này" in one
    assert "Tỉnh Vĩnh Long (đến 30/06/2025)" in one
    assert admin.get("/quan-tri/don-vi/7").status_code == 404


def test_a_file_of_changes_is_previewed_refused_by_row_and_loaded_once(
    visit: Visit, db: Session
) -> None:
    service.load(db)
    admin = _administrator(visit, db)
    address = "/quan-tri/don-vi/thay-doi"

    def send(rows: str, act: str) -> tuple[int, str]:
        file = {"file": ("thi-du.csv", (HEAD + rows).encode(), "text/csv")}
        answer = admin.post(address, data={"act": act}, files=file)
        return answer.status_code, plain_words(answer.text)

    good = "2026-06-01,đổi tên,86,,Thành phố Vĩnh Long,,thí dụ"
    status, told = send(good, "preview")
    assert status == 200
    assert "Tỉnh Vĩnh Long (86) Thành phố Vĩnh Long thí dụ" in told
    assert "Chưa nạp thay đổi nào" in told
    status, told = send(good + "\n2026-06-01,nhập,99999,29602,,,thí dụ", "load")
    assert status == 422
    assert "3 Ngày 31/05/2026 không có đơn vị nào mang mã 99999." in told
    assert admin.post(address, data={"act": "load"}).status_code == 422
    db.rollback()
    assert queries.changes(db) == ()
    db.rollback()
    for _ in range(2):
        assert send(good, "load")[0] == 303
    db.rollback()
    assert len(queries.changes(db)) == 1
    assert queries.get_place(db, VINH_LONG).full_name == "Thành phố Vĩnh Long"
    db.rollback()
    assert "Không có gì mới" in send(good, "preview")[1]
    assert "Thành phố Vĩnh Long" in plain_words(admin.get(address).text)
    assert db.scalar(sa.text("select count(*) from audit_entries where action like 'terr%'")) == 1
    commune = queries.find_unit_by_code(db, UnitKind.COMMUNE, "29602", date(2026, 6, 1))
    assert commune is not None
    assert commune.line == "Xã Long Hồ, thành phố Vĩnh Long"
    [load] = taking_back.loads(db)
    db.rollback()
    back, why = f"{address}/{load.id}/rut-lai", f"why-{load.id}"
    bare = admin.post(back, data={why: ""})
    assert (bare.status_code, "open><summary>" in bare.text.replace("\n", "")) == (422, True)
    assert admin.post(back, data={why: "chọn nhầm tệp"}).status_code == 303
    assert "Chưa nạp thay đổi nào" in plain_words(admin.get(address).text)
    assert admin.post(back, data={why: "lần nữa"}).status_code == 404
    db.expire_all()
    assert queries.get_place(db, VINH_LONG).full_name == "Tỉnh Vĩnh Long"
