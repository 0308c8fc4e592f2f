"""The desk: counted, filtered, searched; one dossier checked and decided; who sees what."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries import service
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.accounts.model import Account
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.rights import Role
from media.model import Photo
from tests.build import contests, dossiers, people, register
from tests.build.dossiers import Maker
from tests.web.conftest import HTMX, Visitor

Visit = Callable[..., Visitor]
DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


def open_contest(db: Session, by: Maker) -> Contest:
    now = datetime.now(UTC)
    return contests.contest(
        db,
        unit_id=by.places.commune,
        level=ContestLevel.COMMUNE,
        entries_open_at=now - timedelta(days=1),
        entries_close_at=now + timedelta(days=5),
        judging_from=now + timedelta(days=6),
        judging_until=now + timedelta(days=9),
    )


def filed(db: Session, by: Maker, contest: Contest, *names: str) -> list[Entry]:
    now = datetime.now(UTC)
    made = [dossiers.filed(db, by, contest, now)]
    for name in names:
        product = register.product(db, by.establishment, name)
        made.append(dossiers.filed(db, by, contest, now, product))
    return made


def secretary(db: Session, by: Maker) -> Account:
    return people.person(db, Role.SECRETARY, unit_id=by.places.province)


def status_of(db: Session, entry_id: int) -> tuple[EntryStatus, str | None, str]:
    db.rollback()
    row = db.execute(
        select(Entry.status, Entry.code, Entry.reason).where(Entry.id == entry_id)
    ).one()
    db.rollback()
    return row.status, row.code, row.reason


def test_the_desk_counts_filters_and_finds_without_marks(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    first, second, third = filed(db, lan, contest, "Chiếu cói", "Nước mắm")
    draft = register.product(db, lan.establishment, "Đang soạn thảo")
    service.start(db, lan.who, contest.id, draft.id, datetime.now(UTC))
    now = datetime.now(UTC)
    service.accept(db, DESK, second.id, ProductGroup.HANDICRAFT, now)
    service.refuse(db, DESK, third.id, "Hàng độc bản", now)
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so"
    page = browser.get(base)
    assert page.status_code == 200
    figures = re.findall(r'figure num">(\d+)</span> <span class="figure-word">([^<]+)', page.text)
    assert figures == [
        ("3", "đã nhận"),
        ("1", "chờ xét"),
        ("0", "cần bổ sung"),
        ("1", "hợp lệ"),
        ("1", "không hợp lệ"),
        ("0", "đã rút"),
    ]
    assert "Đang soạn thảo" not in page.text
    for query, names in (
        ("?q=nuoc mam", {"Nước mắm"}),
        ("?q=tc01", {"Chiếu cói"}),
        (f"?q={first.receipt}", {"Bình gốm đỏ"}),
        ("?tinh-trang=valid", {"Chiếu cói"}),
        ("?tinh-trang=filed&q=mam", set()),
        ("?tinh-trang=lạ&trang=99", {"Bình gốm đỏ", "Chiếu cói", "Nước mắm"}),
        ("?q=%21", set()),
    ):
        found = browser.get(base + query, headers=HTMX).text
        assert "<html" not in found
        assert {
            name for name in ("Bình gốm đỏ", "Chiếu cói", "Nước mắm") if f">{name}</a>" in found
        } == names, query


def test_a_dossier_is_accepted_with_the_next_code_of_its_group(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    id_, next_id = (one.id for one in filed(db, lan, open_contest(db, lan), "Chậu"))
    lan.establishment.phone = "0900 000 000"
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{id_}"
    page = browser.get(base).text
    assert "0900 000 000" in page
    assert "Bản thuyết minh đủ các mục bắt buộc" in page
    assert "Có 3 ảnh, cần ít nhất 3" in page
    assert page.count("Chưa đạt") == 0
    refused = browser.post(f"{base}/hop-le", data={"group": "lạ"})
    assert refused.status_code == 422
    for _ in range(2):
        done = browser.post(f"{base}/hop-le", data={"group": "processed_food"})
        assert done.headers["location"] == base
    assert status_of(db, id_) == (EntryStatus.VALID, "TP01", "")
    browser.post(f"/dieu-hanh/ho-so/{next_id}/hop-le", data={"group": "processed_food"})
    assert status_of(db, next_id) == (EntryStatus.VALID, "TP02", "")
    assert "TP01" in browser.get(base).text


def test_a_supplement_needs_a_reason_and_a_day_to_come(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    id_ = filed(db, lan, contest)[0].id
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{id_}"
    day = f"{datetime.now(UTC) + timedelta(days=3):%d/%m/%Y}"
    asked = {"why_photos": "Thiếu ảnh"}
    for data, said in (
        ({}, ("Hãy chọn ít nhất một mục", "Mục này cần được điền.")),
        ({**asked, "answer_by": "mai"}, ("Hãy viết ngày theo dạng", "Thiếu ảnh")),
        ({**asked, "answer_by": "1/1/2020"}, ("một ngày sắp tới", "1/1/2020")),
        ({"why_lạ": "x", "answer_by": day}, ("Hãy chọn ít nhất một mục", day)),
        ({**asked, "answer_by": "1/1/2099"}, ("Hạn bổ sung phải trước khi chấm điểm",)),
    ):
        refused = browser.post(f"{base}/bo-sung", data=data)
        assert refused.status_code == 422, data
        for words in said:
            assert words in refused.text, data
    assert status_of(db, id_)[0] is EntryStatus.FILED
    sent = browser.post(f"{base}/bo-sung", data={**asked, "answer_by": day})
    assert sent.headers["location"] == base
    assert status_of(db, id_) == (EntryStatus.SUPPLEMENT, None, "Thiếu ảnh.")
    listed = visit(lan.account).get(f"/ho-so/du-thi/{id_}").text
    assert "Thiếu ảnh" in listed
    assert f"Hạn gửi lại: 23:59 ngày {day}" in listed
    assert "Xem lại và gửi hồ sơ" in listed


def test_a_refusal_needs_its_reason(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    id_ = filed(db, lan, open_contest(db, lan))[0].id
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{id_}"
    refused = browser.post(f"{base}/tu-choi")
    assert refused.status_code == 422
    assert '<a href="#f-reason_refuse">Hãy ghi rõ lý do' in refused.text
    assert browser.post(f"{base}/tu-choi", data={"reason_refuse": "Độc bản"}).status_code == 303
    assert status_of(db, id_) == (EntryStatus.REFUSED, None, "Độc bản")
    late = browser.post(f"{base}/hop-le", data={"group": "other"})
    assert late.status_code == 409
    assert "Hồ sơ không còn ở bước này" in late.text


def test_checks_point_to_what_looks_alike(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    hoa = dossiers.maker(db, lan.places, "Chiếu")
    contest = open_contest(db, lan)
    entry, twin = filed(db, lan, contest, "BÌNH GỐM ĐỎ")
    (other,) = filed(db, hoa, contest)
    for entry_photo in (entry.photos[0], other.photos[0]):
        entry_photo.photo_id = dossiers.photo(db, dhash="ffff0000ffff0000").id
    db.get_one(Photo, lan.photos[1]).width = 300
    browser = visit(secretary(db, lan))
    page = browser.get(f"/dieu-hanh/ho-so/{entry.id}").text
    assert "Có sản phẩm trùng tên của cùng cơ sở" in page
    assert f'href="/dieu-hanh/ho-so/{twin.id}"' in page
    assert "Có ảnh trùng với hồ sơ khác" in page
    assert f'href="/dieu-hanh/ho-so/{other.id}"' in page
    assert "1 ảnh hơi nhỏ để in" in page
    desk = browser.get(f"/dieu-hanh/binh-chon/{contest.slug}/ho-so").text
    assert desk.count("Có thể trùng") == 3


def test_a_draft_is_its_makers_alone_and_a_phone_the_desks(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    (entry,) = filed(db, lan, contest)
    lan.establishment.phone = "0900 000 000"
    product = register.product(db, lan.establishment, "Chậu")
    draft = service.start(db, lan.who, contest.id, product.id, datetime.now(UTC))
    office = visit(secretary(db, lan))
    assert office.get(f"/dieu-hanh/ho-so/{draft.id}").status_code == 404
    assert office.get(f"/ho-so/du-thi/{draft.id}").status_code == 403
    inspector = people.person(db, Role.INSPECTOR, unit_id=lan.places.province)
    seen = visit(inspector).get(f"/dieu-hanh/ho-so/{entry.id}")
    assert seen.status_code == 200
    assert "0900 000 000" not in seen.text
    assert "Công nhận hợp lệ" not in seen.text
    stranger = people.person(db, Role.SECRETARY, unit_id=lan.places.stranger)
    assert visit(stranger).get(f"/dieu-hanh/ho-so/{entry.id}").status_code == 404
    assert visit(lan.account).get(f"/dieu-hanh/ho-so/{entry.id}").status_code == 403


def test_nothing_is_screened_once_judging_has_begun(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    (entry,) = filed(db, lan, contest)
    contest.stage = Stage.JUDGING
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{entry.id}"
    assert "không đổi kết quả xét được" in browser.get(base).text
    assert browser.post(f"{base}/hop-le", data={"group": "other"}).status_code == 409


@pytest.mark.parametrize("query", ["", "?q=gom"])
def test_the_desk_asks_a_fixed_number_of_questions(
    db: Session, visit: Visit, statements: list[str], query: str
) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    filed(db, lan, contest)
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so{query}"
    counted = []
    for _ in range(2):
        statements.clear()
        assert browser.get(base).status_code == 200
        counted.append(len(statements))
        for name in ("Chậu gốm", "Ấm gốm"):
            product = register.product(db, lan.establishment, name)
            dossiers.filed(db, lan, contest, datetime.now(UTC), product)
        db.commit()
    assert counted[0] == counted[1]
