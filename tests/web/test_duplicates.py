"""Two records that look alike, by the pages: seen, compared, merged, found again, put back."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.registry.model import Establishment, Merger, Product, SetApart
from core.rights import Role
from tests.build import certificates, contests, people, register
from tests.build.places import Places, places
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
BASE = "/dieu-hanh/co-so/trung-lap"
PERSONAL = "086099000123"


def twins(db: Session, where: Places) -> tuple[Establishment, Establishment]:
    one = register.establishment(
        db, "HTX Gốm Đỏ", unit_id=where.commune, phone="0912345678", address="Ấp Một"
    )
    two = register.establishment(
        db, "Hợp tác xã gốm đỏ", unit_id=where.commune, phone="0912 345 678", address="Ấp 1"
    )
    db.commit()
    return one, two


def test_a_pair_is_shown_with_what_agrees_and_merged_by_hand(visit: Visit, db: Session) -> None:
    where = places(db)
    kept, gone = twins(db, where)
    ids = kept.id, gone.id
    won = register.product(db, gone)
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, won, gone)
    paper = certificates.certificate(db, entry, contest)
    printed = dict(paper.printed)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    public = visit()
    old = f"/co-so/{gone.slug}-{gone.code}"
    assert public.get(old).status_code == 200
    words = plain_words(browser.get(BASE).text)
    assert "Rất có thể trùng 85/100 trùng tên, trùng điện thoại, cùng nơi" in words
    pair = f"{BASE}/so-sanh?loai=co-so&giu={ids[0]}&bo={ids[1]}"
    page = browser.get(pair)
    assert "Ấp Một" in page.text
    assert "Ấp 1" in page.text
    given = {
        "loai": "co-so",
        "giu": str(ids[0]),
        "bo": str(ids[1]),
        "kept_version": str(kept.version),
        "gone_version": str(gone.version),
        "kind": "duplicate",
        "f_address": "gone",
    }
    refused = browser.post(f"{BASE}/gop", data=given)
    assert refused.status_code == 422
    assert 'id="f-address-gone" name="f_address" value="gone" checked' in refused.text
    stale = browser.post(f"{BASE}/gop", data={**given, "gone_version": "99", "reason": "Một"})
    assert stale.status_code == 409
    assert "vừa được sửa ở nơi khác" in stale.text
    done = browser.post(f"{BASE}/gop", data={**given, "reason": "Đã đến xưởng xem"})
    assert done.status_code == 303
    report = done.headers["location"]
    words = plain_words(browser.get(report).text)
    assert "Địa chỉ Ấp Một Ấp 1 của hồ sơ kia" in words
    assert "Đã đến xưởng xem" in words
    assert "Hợp tác xã gốm đỏ" in plain_words(browser.get("/dieu-hanh/co-so/gop").text)
    assert browser.get(BASE).text.count("So sánh</a>") == 0

    # The address on paper leads on; the maker's page answers under the one that is kept.
    led = public.get(old)
    assert (led.status_code, led.headers["location"]) == (301, f"/co-so/{kept.slug}-{kept.code}")
    assert public.get(led.headers["location"]).status_code == 200
    assert browser.get(f"/ho-so/co-so/{ids[1]}").headers["location"] == f"/ho-so/co-so/{ids[0]}"
    product = public.get(f"/san-pham/{won.slug}-{won.code}")
    assert product.status_code == 200
    assert kept.name in product.text
    db.rollback()
    db.expire_all()
    assert dict(paper.printed) == printed
    db.commit()
    assert browser.post(f"/ho-so/co-so/{ids[1]}", data={"name": "x"}).status_code in (409, 422)

    assert browser.post(report, data={"why": ""}).status_code == 422
    assert browser.post(report, data={"why": "Nhầm"}).status_code == 303
    assert "Lần gộp này đã được hoàn tác." in browser.get(report).text
    assert browser.post(report, data={"why": "Nhầm"}).status_code == 409
    assert public.get(old).status_code == 200
    (address,) = db.scalars(sa.select(Establishment.address).where(Establishment.id == ids[0]))
    assert address == "Ấp Một"


def test_a_pair_is_set_apart_with_a_reason(visit: Visit, db: Session) -> None:
    where = places(db)
    one, two = twins(db, where)
    given = {"loai": "co-so", "giu": str(one.id), "bo": str(two.id)}
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert browser.post(f"{BASE}/khac", data=given).status_code == 422
    told = browser.post(f"{BASE}/khac", data={**given, "reason": "Hai chị em, hai xưởng"})
    assert told.headers["location"] == f"{BASE}?loai=co-so"
    assert "Không thấy hồ sơ nào trùng" in browser.get(BASE).text
    assert db.scalars(sa.select(SetApart.reason)).all() == ["Hai chị em, hai xưởng"]


def test_records_of_another_place_are_not_there(visit: Visit, db: Session) -> None:
    where = places(db)
    one, two = twins(db, where)
    far = register.establishment(db, "HTX Gốm Đỏ", unit_id=where.stranger_commune)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.stranger))
    assert "Không thấy hồ sơ nào trùng" in browser.get(BASE).text
    for given in ({"giu": one.id, "bo": two.id}, {"giu": far.id, "bo": one.id}):
        query = "&".join(f"{key}={value}" for key, value in given.items())
        assert browser.get(f"{BASE}/so-sanh?{query}").status_code == 404
        data = {"loai": "co-so", "reason": "x", **{k: str(v) for k, v in given.items()}}
        assert browser.post(f"{BASE}/gop", data=data).status_code == 404
        assert browser.post(f"{BASE}/khac", data=data).status_code == 404
    assert browser.get(f"{BASE}/so-sanh?ma_giu={one.code}&ma_bo={two.code}").status_code == 404
    own = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert own.get(f"{BASE}/so-sanh?ma_giu={one.code}&ma_bo={two.code}").status_code == 200
    assert own.get(f"{BASE}/so-sanh?giu={one.id}&bo={one.id}").status_code == 409
    assert own.get(f"{BASE}/so-sanh").status_code == 422


def test_a_lawful_merger_needs_its_paper_and_the_public_reads_it(
    visit: Visit, db: Session
) -> None:
    where = places(db)
    kept, gone = twins(db, where)
    product = register.product(db, gone)
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    certificates.certificate(db, contests.entry(db, contest, product, gone), contest)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    given = {
        "loai": "co-so",
        "giu": str(kept.id),
        "bo": str(gone.id),
        "kept_version": str(kept.version),
        "gone_version": str(gone.version),
        "kind": "lawful",
        "reason": "Theo quyết định",
    }
    refused = browser.post(f"{BASE}/gop", data=given)
    assert refused.status_code == 422
    assert "Hãy ghi số và ngày của giấy tờ" in refused.text
    paper = {"happened_on": "1/10/2026", "evidence": "QĐ 12/QĐ-HTX"}
    assert browser.post(f"{BASE}/gop", data={**given, **paper}).status_code == 303
    words = plain_words(visit().get(f"/co-so/{kept.slug}-{kept.code}").text)
    assert "Đã nhận sáp nhập Hợp tác xã gốm đỏ (01/10/2026)" in words


def test_products_of_one_maker_are_merged_and_both_labels_answer(
    visit: Visit, db: Session
) -> None:
    where = places(db)
    maker = register.establishment(db, unit_id=where.commune)
    kept = register.product(db, maker, "Trà Sâm Dứa")
    gone = register.product(db, maker, "Trà Sấm Dứa")
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    certificates.certificate(db, contests.entry(db, contest, gone, maker), contest)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert "trùng tên, cùng nơi, cùng nhóm" in browser.get(f"{BASE}?loai=san-pham").text
    given = {
        "loai": "san-pham",
        "giu": str(kept.id),
        "bo": str(gone.id),
        "kept_version": str(kept.version),
        "gone_version": str(gone.version),
        "reason": "Gõ nhầm dấu",
    }
    assert browser.post(f"{BASE}/gop", data=given).status_code == 303
    public = visit()
    address = f"/san-pham/{kept.slug}-{kept.code}"
    led = public.get(f"/san-pham/{gone.slug}-{gone.code}")
    assert (led.status_code, led.headers["location"]) == (301, address)
    assert public.get(f"/p/{gone.code.lower()}").headers["location"] == address
    assert public.get(address).status_code == 200
    merged = db.scalar(sa.select(Product.merged_into_id).where(Product.id == gone.id))
    assert merged == kept.id


def test_no_identity_number_reaches_the_page_or_the_record(visit: Visit, db: Session) -> None:
    where = places(db)
    lan = people.account(db)
    form = {
        "name": "Hộ Lan",
        "kind": "household_business",
        "number": PERSONAL,
        "unit_id": str(where.commune),
    }
    assert visit(lan).post("/ho-so/co-so/moi", data=form).status_code == 303
    gone = db.scalars(sa.select(Establishment)).one()
    kept = register.establishment(db, "Cơ sở Lan", unit_id=where.commune)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    page = browser.get(f"{BASE}/so-sanh?giu={kept.id}&bo={gone.id}").text
    assert "•••••••••123" in page
    given = {
        "loai": "co-so",
        "giu": str(kept.id),
        "bo": str(gone.id),
        "kept_version": str(kept.version),
        "gone_version": str(gone.version),
        "f_number": "gone",
        "reason": "Là một",
    }
    done = browser.post(f"{BASE}/gop", data=given)
    report = browser.get(done.headers["location"]).text
    row = db.scalars(sa.select(Merger)).one()
    told = repr((row.kept_before, row.gone_before, row.moved))
    assert PERSONAL not in page + report + told
    mask = db.scalar(sa.select(Establishment.owner_number_mask).where(Establishment.id == kept.id))
    assert mask == "•••••••••123"
