"""The maker's pages, from the open contests to the receipt; what is kept when it goes wrong."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries import queries, service
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.statement import sections
from core.rights import Role
from tests.build import certificates, contests, dossiers, people, register
from tests.build.dossiers import Maker
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]


def open_contest(db: Session, by: Maker | Places, **facts: object) -> Contest:
    now = datetime.now(UTC)
    where = by.places if isinstance(by, Maker) else by
    values: dict[str, object] = {
        "unit_id": where.commune,
        "level": ContestLevel.COMMUNE,
        "entries_open_at": now - timedelta(days=1),
        "entries_close_at": now + timedelta(days=5),
        "judging_from": now + timedelta(days=6),
        "judging_until": now + timedelta(days=9),
        **facts,
    }
    return contests.contest(db, **values)  # type: ignore[arg-type]  # a table of facts


def close(db: Session, contest: Contest) -> None:
    contest.entries_close_at = datetime.now(UTC) - timedelta(hours=1)
    db.commit()


def version_in(html: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', html)
    assert found
    return found[1]


def test_a_producer_enters_a_product_and_gets_a_receipt(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    browser = visit(lan.account)
    listed = browser.get("/ho-so/binh-chon")
    assert listed.status_code == 200
    assert contest.title in listed.text
    start = f"/ho-so/san-pham/{lan.product.id}/du-thi"
    assert "Chưa có hồ sơ dự thi" in browser.get("/ho-so").text
    assert start in browser.get(f"/ho-so/san-pham/{lan.product.id}").text
    first, again = (browser.post(start, data={"contest": contest.slug}) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    base = first.headers["location"]
    page = browser.get(base)
    assert "Đã xong 1 trên 9 mục bắt buộc" in page.text
    for one in sections():
        drawn = browser.get(f"{base}/{one.key}")
        assert one.title in drawn.text
        assert one.help in drawn.text
        if one.required:
            said = browser.post(
                f"{base}/{one.key}",
                data={"text": f"{one.title}: nội dung", "version": version_in(drawn.text)},
            )
            assert said.headers["location"] == base
    pictures = browser.get(f"{base}/anh")
    assert pictures.text.count("Dùng ảnh này trong hồ sơ") == 3
    chosen = {f"use_{id_}": "1" for id_ in lan.photos}
    chosen |= {f"angle_{id_}": "side" for id_ in lan.photos}
    chosen |= {f"order_{id_}": str(9 - at) for at, id_ in enumerate(lan.photos)}
    assert browser.post(f"{base}/anh", data=chosen).headers["location"] == base
    assert browser.post(f"{base}/nhom", data={"group": "handicraft"}).status_code == 303
    assert "Đã xong 9 trên 9 mục bắt buộc" in browser.get(base).text
    assert "Thị trường: nội dung" in browser.get(f"{base}/kiem-tra").text
    filed = browser.post(f"{base}/nop", data={"declared": "1"})
    assert filed.headers["location"] == f"{base}/bien-nhan"
    db.expire_all()
    entry = queries.get_entry(db, int(base.rsplit("/", 1)[1]))
    assert entry.status is EntryStatus.FILED
    assert [one.photo_id for one in entry.photos] == lan.photos[::-1]
    number = entry.receipt
    db.rollback()
    receipt = browser.get(f"{base}/bien-nhan").text
    assert number in receipt
    assert "Gửi hồ sơ" in receipt
    assert browser.post(f"{base}/nop").headers["location"] == f"{base}/bien-nhan"
    assert "Đã gửi hồ sơ" in browser.get(base).text
    assert browser.post(f"{base}/rut").headers["location"] == base
    assert "Hồ sơ đã rút" in browser.get(base).text
    assert f'<a href="{base}">Bình gốm đỏ</a>' in browser.get("/ho-so").text


def test_what_is_missing_is_said_beside_its_part(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    entry = service.start(db, lan.who, open_contest(db, lan).id, lan.product.id, datetime.now(UTC))
    browser = visit(lan.account)
    base = f"/ho-so/du-thi/{entry.id}"
    said = browser.post(f"{base}/nop")
    assert said.status_code == 422
    assert "Lỗi: " in said.text
    assert '<a href="#f-market">Mục “Thị trường” chưa có nội dung.</a>' in said.text
    assert "Cần ít nhất 3 ảnh, hồ sơ đang có 0 ảnh." in said.text
    assert "Hãy đánh dấu cam kết" in said.text
    assert browser.get(f"{base}/bien-nhan").headers["location"] == base
    assert browser.get(f"{base}/khong-co").status_code == 404


def test_text_saves_itself_and_two_tabs_see_each_other(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    entry = service.start(db, lan.who, open_contest(db, lan).id, lan.product.id, datetime.now(UTC))
    browser = visit(lan.account)
    address = f"/ho-so/du-thi/{entry.id}/market"
    drawn = version_in(browser.get(address).text)
    saved = browser.post(address, data={"text": "Chợ quê", "version": drawn}, headers=HTMX)
    assert saved.status_code == 200
    assert saved.text.startswith("Đã lưu lúc ")
    assert 'hx-swap-oob="true"' in saved.text
    assert "<html" not in saved.text
    newer = version_in(saved.text)
    other = browser.post(address, data={"text": "Siêu thị", "version": drawn})
    assert other.status_code == 409
    assert "Mục này vừa được sửa ở nơi khác" in other.text
    assert '<blockquote lang="vi">Chợ quê</blockquote>' in other.text
    assert "Siêu thị</textarea>" in other.text
    assert version_in(other.text) == newer
    quiet = browser.post(address, data={"text": "Siêu thị", "version": drawn}, headers=HTMX)
    assert quiet.status_code == 409
    assert "Chợ quê" in quiet.text
    assert "hx-swap-oob" not in quiet.text
    both = {"text": "Chợ quê, siêu thị", "version": newer}
    assert browser.post(address, data=both).status_code == 303
    long = browser.post(address, data={"text": "x" * 6001, "version": newer})
    assert long.status_code == 422
    assert "x" * 6001 in long.text
    brief = browser.post(address, data={"text": "x" * 6001, "version": newer}, headers=HTMX)
    assert brief.status_code == 422
    assert brief.text.startswith("Chưa lưu được. Nhiều nhất 6000 chữ.")
    db.expire_all()
    kept = db.get(Entry, entry.id)
    assert kept
    assert kept.statement == {"market": "Chợ quê, siêu thị"}


def test_a_closed_deadline_says_when_it_closed_and_keeps_what_was_typed(
    db: Session, visit: Visit
) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    entry = dossiers.written(db, lan, contest, datetime.now(UTC))
    other = register.product(db, lan.establishment, "Chậu")
    browser = visit(lan.account)
    close(db, contest)
    base = f"/ho-so/du-thi/{entry.id}"
    closed = re.compile(r"hồ sơ lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}")
    late = browser.post(f"{base}/market", data={"text": "gõ muộn", "version": "99"})
    assert late.status_code == 409
    assert closed.search(late.text)
    assert "gõ muộn</textarea>" in late.text
    brief = browser.post(f"{base}/market", data={"text": "gõ", "version": "99"}, headers=HTMX)
    assert brief.status_code == 409
    assert closed.search(brief.text)
    for action, data in (
        ("nop", {"declared": "1"}),
        ("nhom", {"group": "other", "forwarding_letter": "15/UBND"}),
        ("anh", {}),
    ):
        refused = browser.post(f"{base}/{action}", data=data)
        assert refused.status_code == 409, action
        assert closed.search(refused.text), action
    begun = browser.post(f"/ho-so/san-pham/{other.id}/du-thi", data={"contest": contest.slug})
    assert begun.status_code == 409
    assert closed.search(begun.text)
    assert closed.search(browser.get(base).text)
    db.expire_all()
    kept = db.get(Entry, entry.id)
    assert kept
    assert (kept.status, kept.statement["market"]) == (EntryStatus.DRAFT, "Thị trường: có.")


def test_anothers_product_and_dossier_are_not_found(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    hoa = dossiers.maker(db, lan.places, "Chiếu")
    contest = open_contest(db, lan)
    entry = dossiers.written(db, lan, contest, datetime.now(UTC))
    browser = visit(hoa.account)
    base = f"/ho-so/du-thi/{entry.id}"
    for address in (base, f"{base}/anh", f"{base}/kiem-tra", f"{base}/market"):
        assert browser.get(address).status_code == 404, address
    for address in (f"{base}/nop", f"{base}/rut", f"/ho-so/san-pham/{lan.product.id}/du-thi"):
        assert browser.post(address, data={"contest": contest.slug}).status_code == 404, address
    own = dossiers.written(db, hoa, contest, datetime.now(UTC))
    db.commit()
    strange = browser.post(f"/ho-so/du-thi/{own.id}/anh", data={f"use_{lan.photos[0]}": "1"})
    assert strange.status_code == 422
    assert "Chỉ chọn được ảnh của chính sản phẩm này" in strange.text
    assert browser.post(f"/ho-so/du-thi/{own.id}/anh").status_code == 303
    db.expire_all()
    assert queries.get_entry(db, own.id).photos == []


@pytest.mark.parametrize("role", [Role.COLLABORATOR, Role.OFFICER])
def test_a_dossier_on_behalf_needs_consent_and_says_so(
    db: Session, visit: Visit, role: Role
) -> None:
    where = places(db)
    maker = register.establishment(db, "HTX Gốm đỏ (mô phỏng)", unit_id=where.commune)
    product = register.product(db, maker)
    contest = open_contest(db, where)
    helper = people.person(db, role, unit_id=where.commune)
    browser = visit(helper)
    assert product.name not in browser.get("/ho-so/binh-chon").text
    found = browser.get("/ho-so/binh-chon?q=gom do", headers=HTMX)
    assert maker.name in found.text
    assert "<html" not in found.text
    start = f"/ho-so/san-pham/{product.id}/du-thi"
    assert contest.title in browser.get(f"{start}?ky={contest.slug}").text
    refused = browser.post(start, data={"contest": contest.slug})
    assert refused.status_code == 422
    assert "Hãy ghi tên người của cơ sở đã đồng ý." in refused.text
    agreed = {"given_by": "Bà Lan", "how": "by_phone", "given_on": "1/11/2026", "note": "sáng"}
    unknown = browser.post(start, data={"contest": "khong-co", **agreed})
    assert unknown.status_code == 422
    assert 'value="Bà Lan"' in unknown.text
    begun = browser.post(start, data={"contest": contest.slug, **agreed})
    base = begun.headers["location"]
    assert "Bà Lan. sáng" in browser.get(base).text
    assert "Bà Lan đồng ý qua điện thoại ngày 01/11/2026" in plain_words(browser.get(start).text)
    assert f'href="{base}"' in browser.get("/ho-so").text
    elsewhere = people.person(db, role, unit_id=where.stranger_commune)
    assert visit(elsewhere).get(base).status_code == 404


def test_the_way_to_the_province_is_shown_and_decided_by_the_certificate(
    db: Session, visit: Visit
) -> None:
    lan = dossiers.maker(db)
    district = contests.contest(db, unit_id=lan.places.old_district, stage=Stage.ANNOUNCED)
    won = contests.entry(db, district, lan.product, lan.establishment)
    contest = open_contest(
        db, lan, unit_id=lan.places.province, level=ContestLevel.PROVINCE, year=2026
    )
    browser = visit(lan.account)
    assert "chưa có giấy chứng nhận cấp dưới" in browser.get("/ho-so/binh-chon").text
    entry = dossiers.written(db, lan, contest, datetime.now(UTC))
    db.commit()
    base = f"/ho-so/du-thi/{entry.id}"
    refused = browser.post(f"{base}/nop", data={"declared": "1"})
    assert refused.status_code == 409
    assert "chưa có giấy chứng nhận cấp dưới" in refused.text
    letter = {"group": "handicraft", "forwarding_letter": "15/UBND-KT ngày 02/11/2026"}
    assert browser.post(f"{base}/nhom", data=letter).status_code == 303
    held = certificates.certificate(db, won, district)
    held.valid_until = datetime.now(UTC).date() - timedelta(days=2)
    db.commit()
    expired = browser.post(f"{base}/nop", data={"declared": "1"})
    assert expired.status_code == 409
    assert f"Giấy chứng nhận số {held.number} (ghi giá trị đến" in expired.text
    held.valid_until = datetime.now(UTC).date()
    db.commit()
    assert held.number in browser.get(f"{base}/nhom").text
    assert browser.post(f"{base}/nop", data={"declared": "1"}).status_code == 303
    assert held.number in browser.get(f"{base}/bien-nhan").text


def test_every_page_answers_as_a_fragment_too(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    entry = dossiers.filed(db, lan, open_contest(db, lan), datetime.now(UTC))
    browser = visit(lan.account)
    for step in ("", "/anh", "/nhom", "/kiem-tra", "/bien-nhan", "/market"):
        for headers in ({}, HTMX):
            page = browser.get(f"/ho-so/du-thi/{entry.id}{step}", headers=headers)
            assert page.status_code == 200, step
            assert lan.product.name in page.text, step


def test_the_list_of_open_contests_asks_a_fixed_number_of_questions(
    db: Session, visit: Visit, statements: list[str]
) -> None:
    lan = dossiers.maker(db)
    open_contest(db, lan)
    browser = visit(lan.account)
    counted = []
    for _ in range(2):
        statements.clear()
        assert browser.get("/ho-so/binh-chon").status_code == 200
        counted.append(len(statements))
        for name in ("Chậu", "Ấm"):
            register.product(db, lan.establishment, name)
        open_contest(db, lan)
        db.commit()
    assert counted[0] == counted[1]
