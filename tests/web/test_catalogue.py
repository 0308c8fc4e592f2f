"""The catalogue: what is found, in which order, with which counts; what is never shown early."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.certificates.rules import Standing
from contest.contests.kinds import Stage
from core.registry.kinds import Origin
from core.registry.model import Product, PublishedRecognition
from core.territory.model import Unit, UnitSuccession
from core.territory.rules import Extent, UnitKind
from core.text import search_text
from tests.build import contests, history, market, register
from tests.build.certificates import certificate
from tests.build.places import Places, places, unit
from tests.web.conftest import Visitor, plain_words
from web import catalogue
from web.catalogue import Filters

TODAY = date(2026, 11, 22)
Visit = Callable[..., Visitor]


@dataclass(frozen=True, slots=True)
class Shop:
    """Ids and names of what the tests look for."""

    found: Places
    pot: Product
    lamp: Product
    hidden: Product


@pytest.fixture
def shop(db: Session) -> Shop:
    """Two certified pots of an announced contest, three published rows, one unannounced."""
    found = places(db)
    maker = register.establishment(db, "Cơ sở Gốm Đỏ (mô phỏng)", unit_id=found.commune)
    told = contests.contest(db, unit_id=found.old_district, stage=Stage.ANNOUNCED, year=2024)
    secret = contests.contest(db, unit_id=found.province, stage=Stage.RECOGNISED, year=2026)
    made = []
    for name, contest in (("Bình gốm đỏ", told), ("Đèn gốm đỏ", told), ("Chum CANARY", secret)):
        product = register.product(db, maker, name)
        certificate(db, contests.entry(db, contest, product, maker), contest)
        made.append(product)
    for name, level, year, where in (
        ("Nước mắm Đồ Sơn", "province", 2021, found.stranger),
        ("Kẹo dừa Đô Sơn", "nation", None, None),
        ("Horn rimmed glasses", "district", 2015, found.old_province),
    ):
        published(db, name, level, year, where)
    return Shop(found, *made)


def published(
    db: Session, name: str, level: str, year: int | None, unit_id: int | None
) -> Product:
    """A recognition as a public source prints it; no maker, no group."""
    product = register.product(
        db, None, name, origin=Origin.PUBLISHED, group=None, search_text=search_text(name)
    )
    db.add(
        PublishedRecognition(
            product_id=product.id,
            level=level,
            level_as_printed="tỉnh",
            year=year,
            place_as_printed="Hải Phòng",
            unit_id=unit_id,
            source_url="https://bao.example/bai",
        )
    )
    db.flush()
    return product


def names(db: Session, **asked: str) -> list[str]:
    return [item.name for item in catalogue.find(db, Filters(**asked), TODAY).items]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("do son", ["Nước mắm Đồ Sơn", "Kẹo dừa Đô Sơn"]),
        ("đồ sơn", ["Nước mắm Đồ Sơn", "Kẹo dừa Đô Sơn"]),
        ("Đô Sơn", ["Kẹo dừa Đô Sơn", "Nước mắm Đồ Sơn"]),
        ("NUOC MAM", ["Nước mắm Đồ Sơn"]),
        ("gom do", ["Bình gốm đỏ", "Đèn gốm đỏ"]),
        ("glass", ["Horn rimmed glasses"]),
        ("canary", []),
        ("%", ["Bình gốm đỏ", "Đèn gốm đỏ", "Horn rimmed glasses", "Kẹo dừa Đô Sơn",
               "Nước mắm Đồ Sơn"]),
    ],
)  # fmt: skip
def test_search(db: Session, shop: Shop, query: str, expected: list[str]) -> None:
    assert sorted(names(db, query=query)) == sorted(expected)
    if query in {"đồ sơn", "Đô Sơn"}:
        assert names(db, query=query) == expected


def test_facets_count_what_one_would_see(db: Session, shop: Shop) -> None:
    found = catalogue.find(db, Filters(), TODAY)
    assert found.total == 5
    assert found.facets["level"] == [
        ("nation", "nation", 1),
        ("province", "province", 1),
        ("district", "district", 3),
    ]
    assert found.facets["group"] == [("handicraft", "handicraft", 2)]
    assert found.facets["year"] == [("2024", "2024", 2), ("2021", "2021", 1), ("2015", "2015", 1)]
    assert found.facets["province"] == [
        (str(shop.found.stranger), "Tỉnh Hà Tĩnh", 1),
        (str(shop.found.province), "Tỉnh Vĩnh Long", 3),
    ]


def test_a_facet_shows_what_the_others_leave(db: Session, shop: Shop) -> None:
    found = catalogue.find(db, Filters(level="district", year="2024"), TODAY)
    assert [item.name for item in found.items] == ["Bình gốm đỏ", "Đèn gốm đỏ"]
    assert found.facets["year"] == [("2024", "2024", 2), ("2015", "2015", 1)]
    assert found.relaxed == {"level": 2, "year": 3}


def test_the_number_of_statements_does_not_grow(
    db: Session, shop: Shop, statements: list[str]
) -> None:
    catalogue.find(db, Filters(query="gom"), TODAY)
    before = len(statements)
    statements.clear()
    catalogue.find(db, Filters(), TODAY)
    assert (before, len(statements)) == (6, 6)


def test_the_page_with_and_without_htmx(visit: Visit, shop: Shop) -> None:
    whole = visit().get("/san-pham?q=do+son&cap=province")
    part = visit().get("/san-pham?q=do+son&cap=province", headers={"HX-Request": "true"})
    assert (whole.status_code, part.status_code) == (200, 200)
    assert "<html" in whole.text
    assert part.text.lstrip().startswith('<div id="results"')
    for answer in (whole, part):
        assert "Nước mắm Đồ Sơn" in answer.text
        assert "Kẹo dừa" not in answer.text
        assert "minh hoạ" in answer.text


def test_nothing_found_proposes_what_to_drop(visit: Visit, shop: Shop) -> None:
    answer = visit().get("/san-pham?q=do+son&cap=commune")
    assert answer.status_code == 200
    assert "Không thấy sản phẩm nào" in answer.text
    assert "Bỏ điều kiện “Cấp công nhận”: 2 sản phẩm" in answer.text


def test_a_product_page_says_what_honours_it(visit: Visit, db: Session, shop: Shop) -> None:
    item = catalogue.by_code(db, shop.pot.code, TODAY)
    assert item is not None
    answer = visit().get(item.address)
    assert answer.status_code == 200
    assert "Còn giá trị" in answer.text
    assert f"/xac-minh/{item.best.code}" in answer.text
    elsewhere = visit().get(f"/san-pham/ten-cu-{shop.pot.code.lower()}")
    assert (elsewhere.status_code, elsewhere.headers["location"]) == (308, item.address)


def test_a_published_row_stays_as_printed(visit: Visit, db: Session, shop: Shop) -> None:
    item = next(i for i in catalogue.everything(db, TODAY) if i.language == "vi" and not i.years())
    text = visit().get(item.address).text
    assert "Năm: nguồn không nêu" in text
    assert "Cơ sở: nguồn không nêu" in text
    assert "Giấy chứng nhận số" not in text
    assert 'href="https://bao.example/bai"' in text


def test_nothing_unannounced_is_shown_anywhere(visit: Visit, shop: Shop) -> None:
    browser = visit()
    for path in (
        "/", "/san-pham", "/san-pham?q=chum", "/du-lieu/san-pham.csv", "/du-lieu/san-pham.json",
        "/sitemap.xml", "/du-lieu",
    ):  # fmt: skip
        assert "CANARY" not in browser.get(path).text, path
    code = shop.hidden.code
    assert browser.get(f"/san-pham/chum-canary-{code}").status_code == 404
    assert browser.get(f"/p/{code}").status_code == 404


def test_the_label_address_leads_on_in_any_case(visit: Visit, db: Session, shop: Shop) -> None:
    item = catalogue.by_code(db, shop.pot.code, TODAY)
    assert item is not None
    for path in (f"/p/{item.code.lower()}", f"/P/{item.code}"):
        answer = visit().get(path)
        assert (answer.status_code, answer.headers["location"]) == (302, item.address)
    assert visit().get("/p/khong-co").status_code == 404


def test_open_data_is_whole_harmless_and_kept(visit: Visit, db: Session, shop: Shop) -> None:
    published(db, "=HYPERLINK(1)", "district", 2020, None)
    db.commit()
    browser = visit()
    answer = browser.get("/du-lieu/san-pham.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 1 + 6
    assert sum("'=HYPERLINK(1)" in line for line in lines) == 1
    again = browser.get("/du-lieu/san-pham.csv", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert len(browser.get("/du-lieu/san-pham.json").json()["rows"]) == 6


def test_what_is_simulated_is_marked_on_its_card_and_on_its_page(shop: Shop, visit: Visit) -> None:
    shop.pot.origin = Origin.SIMULATED
    mark = '<span class="pic-mark">minh hoạ, mô phỏng</span>'
    address = f"/san-pham/{shop.pot.slug}-{shop.pot.code}"
    assert visit(None).get("/san-pham").text.count(mark) == 1
    shown = visit(None).get(address).text
    assert (shown.count(mark), "Sản phẩm mô phỏng" in shown) == (1, True)
    lamp = visit(None).get(f"/san-pham/{shop.lamp.slug}-{shop.lamp.code}").text
    assert 'pic-mark">minh hoạ</span>' in lamp
    assert "Sản phẩm mô phỏng" not in lamp


def test_coming_fairs_stand_soonest_first(db: Session, visit: Visit) -> None:
    place = places(db).province
    for name, after in (("Hội chợ trước", 1), ("Hội chợ sau", 2)):
        made = market.fair(db, unit_id=place, name=name)
        for one in made.days:
            one.day = one.day.replace(year=2090 + after)
    shown = visit(None).get("/").text
    assert 0 < shown.index("Hội chợ trước") < shown.index("Hội chợ sau")


def test_places_old_and_new_find_what_is_made_there(db: Session, shop: Shop) -> None:
    found = shop.found
    for one in db.scalars(sa.select(Unit)):
        one.search = search_text(one.line)  # as the lists write it
    for old, new in (
        (found.old_district, found.commune),
        (found.old_province, found.province),
    ):
        db.add(UnitSuccession(old_id=old, new_id=new, extent=Extent.PARTIAL))
    elsewhere = register.establishment(db, "Cơ sở Gốm Đỏ Đức Thọ", unit_id=found.stranger_commune)
    told = contests.contest(db, unit_id=found.stranger, stage=Stage.ANNOUNCED, year=2024)
    jar = register.product(db, elsewhere, "Vại gốm")
    certificate(db, contests.entry(db, told, jar, elsewhere), told)
    db.flush()
    pots = ["Bình gốm đỏ", "Đèn gốm đỏ"]
    for query, expected in (
        ("gom xa long ho", pots),  # product and the commune of today
        ("gốm huyện Long Hồ", pots),  # the district of before
        ("binh vinh long", ["Bình gốm đỏ"]),
        ("co so gom do duc tho", ["Vại gốm"]),  # product, producer and area
        ("ha tinh", ["Vại gốm", "Nước mắm Đồ Sơn"]),  # by its maker; as a source prints it
        ("glasses vinh long", ["Horn rimmed glasses"]),  # published in the province of before
        ("gom da lat", []),
    ):
        assert sorted(names(db, query=query)) == sorted(expected), query


def test_a_place_typed_with_its_marks_comes_first(db: Session, shop: Shop) -> None:
    where = shop.found
    told = contests.contest(db, unit_id=where.stranger, stage=Stage.ANNOUNCED, year=2024)
    for name, commune in (("Kẹo gương", "Xã Hoà Phú"), ("Kẹo lạc", "Xã Hóa Phù")):
        province = db.get(Unit, where.stranger)
        unit_ = unit(db, UnitKind.COMMUNE, commune, code=name, parent=province)
        maker = register.establishment(db, f"Cơ sở {name}", unit_id=unit_.id)
        product = register.product(db, maker, name)
        certificate(db, contests.entry(db, told, product, maker), told)
    assert names(db, query="kẹo hóa phù") == ["Kẹo lạc", "Kẹo gương"]
    assert names(db, query="kẹo hòa phú") == ["Kẹo gương", "Kẹo lạc"]


def test_the_current_recognition_is_the_latest_in_force_wherever_it_comes_from(
    visit: Visit, db: Session, shop: Shop
) -> None:
    pot, province = shop.pot, shop.found.old_province
    before = catalogue.by_code(db, pot.code, TODAY)
    assert before is not None
    history.past_recognition(
        db, pot, unit_id=province, year=2016, decision_date=date(2016, 5, 1), certificate_number=""
    )
    history.past_recognition(db, pot, unit_id=province, year=2011, decision_date=None)
    history.published(db, pot, unit_id=None, level="nation", year=2013)
    item = catalogue.by_code(db, pot.code, TODAY)
    assert item is not None
    assert item.current == item.best == before.best
    assert [(h.year, h.standing) for h in item.honours] == [
        (2024, Standing.IN_FORCE),
        (2016, Standing.EXPIRED),
        (2013, None),
        (2011, None),
    ]
    text = plain_words(visit().get(item.address).text)
    assert text.index("Hiện hành") < text.index("Giấy chứng nhận số") < text.index("Các lần khác")
    assert "Theo quyết định số 1493/QĐ-UBND ngày 01/05/2016" in text
    assert "Có giá trị đến 31/12/2018, tính theo quy định của ngày cấp" in text
    assert text.count("nền tảng này không cấp giấy chứng nhận") == 3
    assert text.count("Xác minh giấy chứng nhận này") == 1


def test_a_product_known_only_from_history_is_public_and_holds_by_its_day(
    visit: Visit, db: Session, shop: Shop
) -> None:
    where = shop.found
    maker = register.establishment(db, "HTX Cói (mô phỏng)", unit_id=where.commune)
    mat = register.product(db, maker, "Chiếu hoa")
    assert catalogue.by_code(db, mat.code, TODAY) is None
    history.past_recognition(
        db, mat, unit_id=where.old_province, year=2023, decision_date=date(2023, 8, 1)
    )
    item = catalogue.by_code(db, mat.code, TODAY)
    assert item is not None
    assert item.current is not None
    assert (item.current.valid_until, item.current.code) == (date(2026, 12, 31), "")
    assert catalogue.public_among(db, [mat.id]) == {mat.id}
    browser = visit()
    assert "Còn giá trị" in browser.get(item.address).text
    maker_page = plain_words(browser.get(item.maker_address).text)
    assert "Cấp tỉnh" in maker_page
    assert "Các lần được công nhận" not in maker_page  # there is only one
    history.past_recognition(db, mat, unit_id=where.old_province, year=2012, decision_date=None)
    db.commit()
    maker_page = plain_words(browser.get(item.maker_address).text)
    said = "Chiếu hoa Cấp tỉnh, {} 1493/QĐ-UBND (hồ sơ lưu) {}"
    newer, older = said.format(2023, "Còn giá trị"), said.format(2012, "Không rõ thời hạn")
    assert 0 < maker_page.index(newer) < maker_page.index(older)
    rows = browser.get("/du-lieu/san-pham.json").json()["rows"]
    row = next(one for one in rows if one["code"] == mat.code)
    assert (row["certificate"], row["source"]) == ("", "1493/QĐ-UBND")
