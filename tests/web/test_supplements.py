"""Sent back part by part: what the maker sees open, what the desk sees changed, later days."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from contest.entries import returns, service
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.registry.kinds import ProductGroup
from tests.build import dossiers
from tests.web.conftest import HTMX, Visitor, plain_words
from tests.web.test_screening import DESK, filed, open_contest, secretary, status_of

Visit = Callable[..., Visitor]


def day(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%d/%m/%Y}"


def test_the_maker_mends_what_was_asked_and_the_desk_sees_it(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    (entry,) = filed(db, lan, open_contest(db, lan))
    id_ = entry.id
    office = visit(secretary(db, lan))
    asked = {
        "why_market": "Nêu rõ số lượng bán",
        "why_social": "Ghi số lao động",
        "why_paper_business_registration": "Chưa có bản sao",
        "note": "Mong cơ sở gửi sớm",
        "answer_by": day(3),
    }
    assert office.post(f"/dieu-hanh/ho-so/{id_}/bo-sung", data=asked).status_code == 303
    assert "Đang chờ cơ sở bổ sung" in office.get(f"/dieu-hanh/ho-so/{id_}").text
    base, browser = f"/ho-so/du-thi/{id_}", visit(lan.account)
    listed = plain_words(browser.get(base).text)
    assert "Mong cơ sở gửi sớm" in listed
    assert "Chỉ những mục được yêu cầu là sửa được" in listed
    assert listed.count("Cần sửa") == 3
    assert "Nêu rõ số lượng bán" in listed
    closed = browser.get(f"{base}/production").text
    assert "nội dung giữ nguyên như đã gửi" in closed
    assert 'name="text"' not in closed
    for part in ("anh", "nhom"):
        assert "nội dung giữ nguyên như đã gửi" in browser.get(f"{base}/{part}").text
    late = browser.post(f"{base}/production", data={"text": "lén sửa", "version": "99"})
    assert late.status_code == 409
    assert "lén sửa" in late.text  # what was typed stays on the screen
    said = browser.post(f"{base}/production", data={"text": "lén", "version": "99"}, headers=HTMX)
    assert (said.status_code, "mục này giữ nguyên" in said.text) == (409, True)
    assert browser.get(f"{base}/market").text.count("Nêu rõ số lượng bán") == 1
    kept = browser.post(f"{base}/market", data={"text": "4.000 chiếc", "version": "99"})
    assert kept.status_code == 303
    look = browser.get(f"{base}/kiem-tra").text
    assert "Chưa thấy thay đổi ở: Việc làm và xã hội; Bản sao giấy đăng ký" in look
    assert f'href="{base}/market"' in look
    assert f'href="{base}/production"' not in look
    refused = browser.post(f"{base}/nop", data={"declared": "1"})
    assert (refused.status_code, "bằng cách nào, ngày nào" in refused.text) == (422, True)
    papers = {"paper_business_registration": "Gửi bưu điện ngày 12/11"}
    assert browser.post(f"{base}/giay-to", data=papers).status_code == 303
    assert "Gửi bưu điện" in browser.get(f"{base}/giay-to").text
    assert browser.post(f"{base}/nop", data={"declared": "1"}).status_code == 303
    seen = plain_words(office.get(f"/dieu-hanh/ho-so/{id_}").text)
    assert "Cơ sở đã gửi lại phần bổ sung" in seen
    assert "Cơ sở trả lời: Gửi bưu điện ngày 12/11" in seen
    assert "Đã sửa theo yêu cầu" in seen
    assert "Chưa đổi từ lần yêu cầu" in seen
    assert "Thị trường: có." in seen  # how it read before


def test_papers_have_no_page_when_none_was_asked_for(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    (entry,) = filed(db, lan, open_contest(db, lan))
    browser = visit(lan.account)
    base = f"/ho-so/du-thi/{entry.id}"
    assert browser.get(f"{base}/giay-to").headers["location"] == base
    assert browser.post(f"{base}/giay-to").status_code == 409


def test_a_day_that_passed_is_told_and_extended_with_a_reason(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    (entry,) = filed(db, lan, open_contest(db, lan))
    id_ = entry.id
    now = datetime.now(UTC)
    soon = now + timedelta(hours=1)
    returns.send_back(db, DESK, id_, {"market": "Nêu số lượng"}, soon, now)
    db.get_one(Entry, id_).answer_by = now - timedelta(hours=1)
    office, browser = visit(secretary(db, lan)), visit(lan.account)
    assert "Đã quá hạn gửi lại" in office.get(f"/dieu-hanh/ho-so/{id_}").text
    late = browser.post(f"/ho-so/du-thi/{id_}/market", data={"text": "x", "version": "99"})
    assert (late.status_code, "Hạn bổ sung của hồ sơ này đã hết" in late.text) == (409, True)
    base = f"/dieu-hanh/ho-so/{id_}/gia-han"
    for data, said in (
        ({}, "Mục này cần được điền."),
        ({"new_answer_by": "mai"}, "Hãy viết ngày theo dạng"),
        ({"new_answer_by": day(2)}, '<a href="#f-reason_extend">'),
        ({"new_answer_by": "1/1/2020", "reason_extend": "Bão"}, '<a href="#f-new_answer_by">'),
    ):
        refused = office.post(base, data=data)
        assert (refused.status_code, said in refused.text) == (422, True), data
    done = office.post(base, data={"new_answer_by": day(2), "reason_extend": "Bão mất điện"})
    assert done.status_code == 303
    assert "Bão mất điện" in browser.get(f"/ho-so/du-thi/{id_}").text
    kept = browser.post(f"/ho-so/du-thi/{id_}/market", data={"text": "kịp", "version": "99"})
    assert kept.status_code == 303


def test_a_refusal_by_mistake_is_taken_back(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    (entry,) = filed(db, lan, open_contest(db, lan))
    id_ = entry.id
    service.refuse(db, DESK, id_, "Nhầm hồ sơ", datetime.now(UTC))
    office = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{id_}"
    refused = office.post(f"{base}/mo-lai")
    assert (refused.status_code, '<a href="#f-reason_reopen">' in refused.text) == (422, True)
    assert office.post(f"{base}/mo-lai", data={"reason_reopen": "Nhầm"}).status_code == 303
    assert status_of(db, id_) == (EntryStatus.FILED, None, "")
    assert office.post(f"{base}/mo-lai", data={"reason_reopen": "Nhầm"}).status_code == 409
    service.accept(db, DESK, id_, ProductGroup.OTHER, datetime.now(UTC))
    db.commit()
    assert "Đưa về chờ xét" in office.get(base).text
