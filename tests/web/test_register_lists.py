"""Establishments and products as an office lists them: found, narrowed, ordered, taken along."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.audit import AuditEntry
from core.registry.kinds import EstablishmentKind, ProductGroup
from core.rights import Role
from tests.build import certificates, contests, people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor
from tests.web.lists import names, steady, total, workbook

Visit = Callable[..., Visitor]
BASE, WARES = "/dieu-hanh/co-so", "/dieu-hanh/san-pham"


def some(db: Session, where: Places) -> None:
    """Four establishments here, one in another province."""
    holder = people.account(db, "Chủ (mô phỏng)")
    gom = register.establishment(
        db,
        "HTX Gốm đỏ",
        unit_id=where.commune,
        holder=holder,
        phone="0900000001",
        tax_number="0100109106",
    )
    register.establishment(
        db,
        "Hộ Đường phèn",
        kind=EstablishmentKind.HOUSEHOLD_BUSINESS,
        owner_number_mask="••••••••1234",
        unit_id=where.commune,
    )
    register.establishment(
        db, "Công ty Dương Hòa", kind=EstablishmentKind.ENTERPRISE, unit_id=where.commune
    )
    register.establishment(db, "HTX cũ", unit_id=where.old_district)
    register.establishment(db, "HTX Hà Tĩnh", unit_id=where.stranger_commune)
    pot = register.product(db, gom, "Bình gốm đỏ")
    register.product(db, gom, "Nước mắm", group=ProductGroup.PROCESSED_FOOD, is_set=True)
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    certificates.certificate(db, contests.entry(db, contest, pot, gom), contest)
    register.product(
        db, register.establishment(db, "Xa", unit_id=where.stranger_commune), "Chiếu Hà Tĩnh"
    )


@pytest.fixture
def desk(db: Session, visit: Visit) -> tuple[Places, Visitor]:
    where = places(db)
    some(db, where)
    return where, visit(people.person(db, Role.SECRETARY, unit_id=where.province))


def test_establishments_are_found_narrowed_and_ordered(desk: tuple[Places, Visitor]) -> None:
    where, browser = desk
    gom, duong, hoa, old = "HTX Gốm đỏ", "Hộ Đường phèn", "Công ty Dương Hòa", "HTX cũ"
    for query, found in (
        ("", [hoa, duong, old, gom]),
        ("?q=gom do", [gom]),
        ("?q=dương", [hoa, duong]),
        ("?q=đường", [duong, hoa]),
        ("?q=hoà", [hoa]),
        ("?q=0100109106", [gom]),
        ("?q=%21", []),
        ("?q=ha tinh", []),
        ("?loai=household_business", [duong]),
        ("?san-pham=co", [gom]),
        ("?san-pham=khong", [hoa, duong, old]),
        ("?nguoi=co", [gom]),
        ("?giay=co", [gom]),
        ("?xep=-name", [gom, old, duong, hoa]),
        ("?xep=-products&loai=cooperative", [gom, old]),
        (f"?dia-ban={where.commune}", [hoa, duong, gom]),
        (f"?dia-ban={where.old_district}", [old]),
        (f"?dia-ban={where.stranger}", []),
        ("?den-ghi=1/1/2020", []),
    ):
        assert names(browser, BASE + query) == found, query
    refused = browser.get(f"{BASE}?tu-ghi=mai").text
    assert ("Hãy viết ngày theo dạng" in refused, "HTX Gốm đỏ" in refused) == (True, True)


def test_a_place_is_chosen_without_scripts(desk: tuple[Places, Visitor]) -> None:
    where, browser = desk
    page = browser.get(f"{BASE}?dia-ban_q=long ho&act=find_place").text
    assert f'name="dia-ban" value="{where.old_district}"' in page
    assert '<details class="facet advanced" open>' in page
    chosen = browser.get(f"{BASE}?dia-ban={where.old_district}").text
    assert "Huyện Long Hồ, tỉnh vĩnh long" in chosen.partition('class="chips"')[2]


def test_pages_sizes_and_totals(db: Session, desk: tuple[Places, Visitor]) -> None:
    where, browser = desk
    for number in range(40):
        register.establishment(db, f"Số {number:02d}", unit_id=where.commune)
    db.commit()
    assert total(browser, BASE) == 44
    assert len(names(browser, f"{BASE}?so=20")) == 20
    assert names(browser, f"{BASE}?so=20&trang=3") == names(browser, f"{BASE}?so=20&trang=99")
    assert len(names(browser, f"{BASE}?so=100")) == 44
    page = browser.get(f"{BASE}?so=20&q=so&trang=2").text
    assert (total(browser, f"{BASE}?q=so"), "Dòng 21 đến 40 trong tổng số 40" in page) == (
        40,
        True,
    )


def test_the_workbook_holds_what_is_filtered(
    db: Session, visit: Visit, desk: tuple[Places, Visitor]
) -> None:
    where, browser = desk
    heads, rows = workbook(browser, f"{BASE}.xlsx?q=htx&so=20&trang=2", "Tên")
    assert heads[:4] == ["Tên", "Loại", "Địa bàn", "Mã số thuế"]
    assert [row[0] for row in rows] == names(browser, f"{BASE}?q=htx") == ["HTX cũ", "HTX Gốm đỏ"]
    assert (rows[1][3], rows[1][heads.index("Điện thoại")]) == ("0100109106", "0900000001")
    _, whole = workbook(browser, f"{BASE}.xlsx", "Tên")
    told = [str(cell) for row in whole for cell in row if not str(cell).startswith("CS")]
    assert [cell for cell in told if "1234" in cell] == []  # our own codes are counted up
    watch = visit(people.person(db, Role.INSPECTOR, unit_id=where.province))
    heads, rows = workbook(watch, f"{BASE}.xlsx?q=htx gom", "Tên")
    assert rows[0][heads.index("Điện thoại")] in ("", None)
    db.rollback()
    noted = db.scalars(select(AuditEntry).where(AuditEntry.action == "list.exported")).all()
    assert [(one.subject, one.detail["rows"]) for one in noted] == [
        ("list:dieu-hanh/co-so", 2),
        ("list:dieu-hanh/co-so", 4),
        ("list:dieu-hanh/co-so", 1),
    ]
    db.rollback()
    browser.get(f"{BASE}.xlsx?q=079 123 456 789")
    db.rollback()
    last = db.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert last.detail["filters"] == {"q": "…"}


def test_another_province_is_absent(db: Session, visit: Visit) -> None:
    where = places(db)
    some(db, where)
    other = visit(people.person(db, Role.OFFICER, unit_id=where.stranger))
    assert names(other, BASE) == ["HTX Hà Tĩnh", "Xa"]
    assert names(other, WARES) == ["Chiếu Hà Tĩnh"]
    chair = visit(people.person(db, Role.FAIR_ORGANISER, unit_id=where.province))
    assert (names(chair, BASE), total(chair, f"{BASE}?q=gom")) == ([], 0)


def test_products_are_found_narrowed_and_taken_along(desk: tuple[Places, Visitor]) -> None:
    where, browser = desk
    pot, sauce = "Bình gốm đỏ", "Nước mắm"
    for query, found in (
        ("", [pot, sauce]),
        ("?q=nuoc mam", [sauce]),
        ("?q=gốm", [pot, sauce]),
        ("?nhom=processed_food", [sauce]),
        ("?giay=co", [pot]),
        ("?giay=khong", [sauce]),
        ("?bo=co", [sauce]),
        ("?xep=-name", [sauce, pot]),
        (f"?dia-ban={where.stranger_commune}", []),
    ):
        assert names(browser, WARES + query) == found, query
    heads, rows = workbook(browser, f"{WARES}.xlsx?giay=co", "Sản phẩm")
    assert [row[heads.index("Giấy còn giá trị")] for row in rows] == [1]


def test_the_cost_does_not_grow(
    db: Session, desk: tuple[Places, Visitor], statements: list[str]
) -> None:
    where, browser = desk

    def grow() -> None:
        for number in range(5):
            made = register.establishment(
                db, f"Gốm {number}", unit_id=where.commune, created_at=datetime.now(UTC)
            )
            register.product(db, made, f"Gốm {number}")
        db.commit()

    for url in (f"{BASE}?q=gom", f"{WARES}?q=gom&xep=maker"):
        steady(statements, lambda url=url: browser.get(url, headers=HTMX), grow)  # type: ignore[misc]  # bound now
