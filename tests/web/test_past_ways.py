"""An old recognition that an office keeps from its papers opens the way to a contest above."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.entries import queries
from contest.history.model import PastRecognition
from core.clock import day_in_vietnam
from core.rights import Role
from tests.build import dossiers, history, people
from tests.web.conftest import Visitor, plain_words
from tests.web.test_dossiers import open_contest

Visit = Callable[..., Visitor]


def recognised(db: Session, lan: dossiers.Maker, days_left: int) -> PastRecognition:
    """By the district that was, on a paper that says until when it holds."""
    today = day_in_vietnam(datetime.now(UTC))
    return history.past_recognition(
        db,
        lan.product,
        unit_id=lan.places.old_district,
        level=ContestLevel.DISTRICT,
        year=2024,
        certificate_number="12/GCN-UBND",
        printed_until=today + timedelta(days=days_left),
    )


def test_a_recognition_from_history_stands_for_the_lower_certificate(
    db: Session, visit: Visit
) -> None:
    lan = dossiers.maker(db)
    row = recognised(db, lan, 0)
    row_id, until = row.id, row.printed_until
    contest = open_contest(
        db, lan, unit_id=lan.places.province, level=ContestLevel.PROVINCE, year=2026
    )
    entry_id = dossiers.written(db, lan, contest, datetime.now(UTC)).id
    secretary = people.person(db, Role.SECRETARY, unit_id=lan.places.province)
    browser = visit(lan.account)
    base = f"/ho-so/du-thi/{entry_id}"
    assert "chưa có giấy chứng nhận" not in browser.get("/ho-so/binh-chon").text
    shown = plain_words(browser.get(f"{base}/nhom").text)
    assert "12/GCN-UBND" in shown
    assert "lịch sử công nhận do cơ quan lưu" in shown
    assert browser.post(f"{base}/nhom", data={"group": "handicraft"}).status_code == 303
    assert browser.post(f"{base}/nop", data={"declared": "1"}).status_code == 303
    receipt = plain_words(browser.get(f"{base}/bien-nhan").text)
    assert "Lần công nhận cũ số 12/GCN-UBND theo giấy tờ cơ quan còn lưu" in receipt
    db.expire_all()
    filed = queries.get_entry(db, entry_id)
    assert (filed.lower_certificate_id, filed.lower_recognition_id) == (None, row_id)
    assert filed.lower_certificate_until == until
    db.rollback()

    desk = visit(secretary)
    checked = plain_words(desk.get(f"/dieu-hanh/ho-so/{entry_id}").text)
    assert "Lần công nhận cũ số 12/GCN-UBND" in checked
    assert "chưa có giấy chứng nhận cấp dưới" not in checked
    kept = desk.post(f"/dieu-hanh/lich-su/cong-nhan/{row_id}/go", data={"why": "nhầm"})
    assert kept.status_code == 409
    assert "Có hồ sơ dự thi đã nộp bằng lần công nhận này" in kept.text


def test_an_old_recognition_that_ended_or_does_not_say_until_when_opens_nothing(
    db: Session, visit: Visit
) -> None:
    lan = dossiers.maker(db)
    row = recognised(db, lan, -1)
    contest = open_contest(
        db, lan, unit_id=lan.places.province, level=ContestLevel.PROVINCE, year=2026
    )
    entry = dossiers.written(db, lan, contest, datetime.now(UTC))
    browser = visit(lan.account)
    base = f"/ho-so/du-thi/{entry.id}"
    ended = browser.post(f"{base}/nop", data={"declared": "1"})
    assert ended.status_code == 409
    assert "Giấy chứng nhận số 12/GCN-UBND (ghi giá trị đến" in ended.text
    row.printed_until, row.decision_date = None, None
    db.commit()
    unknown = browser.post(f"{base}/nop", data={"declared": "1"})
    assert unknown.status_code == 409
    assert "chưa có giấy chứng nhận cấp dưới" in unknown.text
