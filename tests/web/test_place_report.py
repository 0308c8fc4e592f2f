"""The report by place: read in either geography, kept to one's place, taken along as XLSX."""

import io
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.rights import Role
from core.territory import service
from tests.build import people, register
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]
ADDRESS = "/dieu-hanh/bao-cao/dia-ban"
VINH_LONG, OLD_AN_BINH = 2_200_086, 1_429_587


@pytest.fixture
def officer(visit: Visit, db: Session) -> Visitor:
    service.load(db, provinces={"86"})
    for unit_id in (OLD_AN_BINH, OLD_AN_BINH, VINH_LONG):
        register.establishment(db, unit_id=unit_id)
    account = people.account(db)
    people.grant(db, account, Role.SECRETARY, unit_id=VINH_LONG)
    return visit(account)


def test_both_geographies_and_the_workbook(officer: Visitor) -> None:
    new = plain_words(officer.get(ADDRESS).text)
    assert "Tổng số trùng với tổng số theo địa giới kia." in new
    assert "Xã An Bình 2 0 0 Không xác định được 1 0 0 Cả tỉnh 3 0 0" in new
    old = officer.get(ADDRESS, params={"dia-gioi": "cu"}, headers=HTMX)
    assert "<html" not in old.text
    told = plain_words(old.text)
    assert "Địa giới ngày 30/06/2025." in told
    assert "Huyện Long Hồ 2 0 0" in told
    assert "Không xác định được tỉnh 1 cơ sở, 0 hồ sơ, 0 giấy chứng nhận" in told
    file = officer.get(ADDRESS + ".xlsx", params={"dia-gioi": "cu"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0)
    cells = [[cell for cell in row if cell != ""] for row in rows.to_python()]
    assert ["Tỉnh Vĩnh Long", "Huyện Long Hồ", 2.0, 0.0, 0.0] in cells
    assert cells[-1] == ["Tổng cộng", 3.0, 0.0, 0.0]


def test_another_office_sees_nothing_of_it(visit: Visit, db: Session) -> None:
    service.load(db, provinces={"86", "42"})
    register.establishment(db, unit_id=OLD_AN_BINH)
    account = people.account(db)
    people.grant(db, account, Role.SECRETARY, unit_id=2_200_042)
    browser = visit(account)
    assert "Chưa có gì để đếm" in browser.get(ADDRESS).text
    file = browser.get(ADDRESS + ".xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0)
    cells = [[cell for cell in row if cell != ""] for row in rows.to_python()]
    assert cells[-1] == ["Tổng cộng", 0.0, 0.0, 0.0]


def test_the_statements_do_not_grow(officer: Visitor, db: Session, statements: list[str]) -> None:
    def taken() -> int:
        statements.clear()
        assert officer.get(ADDRESS).status_code == 200
        return len(statements)

    before = taken()
    for unit_id in (1_429_584, 1_429_590):
        register.establishment(db, unit_id=unit_id)
    db.commit()
    assert taken() == before
