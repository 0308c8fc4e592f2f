"""The secretary's watch: counts and gaps, more time, and the lock."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import locking, queries
from core.clock import in_vietnam
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.web.conftest import HTMX, Visitor

Visit = Callable[..., Visitor]
REASON = "Giám khảo ốm, có đơn xin nghỉ"


@pytest.fixture
def hall(db: Session) -> Hall:
    """Three jurors, two products; judging is open today."""
    return judging.hall(db, entries=2, now=datetime.now(UTC))


def now_in(db: Session, hall: Hall) -> Contest:
    """The contest as the database holds it."""
    with Session(db.get_bind()) as fresh:
        return fresh.get_one(Contest, hall.contest.id)


def test_counts_and_gaps_without_a_score(db: Session, hall: Hall, visit: Visit) -> None:
    now = datetime.now(UTC)
    judging.sheet(db, hall, hall.seats[0], hall.entries[0], 9137, at=now)
    build.recusal(db, hall.seats[0], hall.entries[1])
    desk, address = visit(hall.secretary), f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    page = desk.get(address).text
    for words in ("Giám khảo 1 (mô phỏng)", "Đủ phiếu", "Chưa bắt đầu", "Chưa khóa được"):
        assert words in page
    assert page.count(": 2 phiếu") == 2
    assert "91,37" not in page
    part = desk.get(address, headers=HTMX).text
    assert (part.lstrip().startswith('<div id="progress"'), "<h1>" in part) == (True, False)


def test_the_watch_takes_a_fixed_number_of_statements(
    db: Session, hall: Hall, visit: Visit, statements: list[str]
) -> None:
    desk, address = visit(hall.secretary), f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    statements.clear()
    desk.get(address)
    first = len(statements)
    for name in ("Gốm A", "Gốm B"):
        judging.more_entry(db, hall, name)
    build.seat(db, hall.jury, None)
    db.commit()
    statements.clear()
    desk.get(address)
    assert len(statements) == first


def test_who_may_watch_and_who_may_lock(hall: Hall, visit: Visit) -> None:
    base = f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    head, juror, chair = hall.jurors[0], hall.jurors[1], hall.chair
    told = [visit(one).get(base).status_code for one in (head, juror, chair)]
    assert told == [200, 403, 200]
    assert "Khóa rồi thì" not in visit(head).get(base).text
    assert [visit(one).post(f"{base}/khoa").status_code for one in (head, chair)] == [403, 403]


def test_the_lock(db: Session, hall: Hall, visit: Visit) -> None:
    base = f"/dieu-hanh/binh-chon/{hall.contest.slug}"
    judging.sheets(db, hall, [[8000, 8000, 8000], [7000, 7000, None]])
    desk = visit(hall.secretary)
    gap = desk.post(f"{base}/theo-doi/khoa", data={"reason": REASON})
    assert (gap.status_code, "Còn thiếu 1 phiếu" in gap.text) == (409, True)
    assert now_in(db, hall).stage is Stage.JUDGING

    judging.sheet(db, hall, hall.seats[2], hall.entries[1], 6999)
    db.commit()
    told = desk.post(f"{base}/theo-doi/khoa", data={})
    assert (told.status_code, told.headers["location"]) == (303, f"{base}/ket-qua")
    assert now_in(db, hall).stage is Stage.LOCKED
    again = desk.post(f"{base}/theo-doi/khoa", data={})
    assert again.status_code == 409
    assert "Điểm đã khóa" in desk.get(f"{base}/theo-doi").text


def test_edge_04_a_lock_with_gaps_needs_a_reason_and_the_chair(
    db: Session, hall: Hall, visit: Visit
) -> None:
    base = f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    hall.contest.rules = {**hall.contest.rules, "missing_sheet": "average_present_with_reason"}
    hall.contest.judging_until = datetime.now(UTC) - timedelta(hours=1)
    judging.sheets(db, hall, [[8000, 8000, None], [7000, 7000, 7000]])
    desk = visit(hall.secretary)
    assert "Lý do khóa khi thiếu phiếu" in desk.get(base).text
    alone = desk.post(f"{base}/khoa")
    assert (alone.status_code, "nếu Chủ tịch Hội đồng đồng ý" in alone.text) == (409, True)
    short = desk.post(f"{base}/xin-khoa", data={"reason": "ốm"})
    assert (short.status_code, ">\nốm</textarea>" in short.text) == (422, True)
    assert "ít nhất 10 chữ cái" in short.text
    told = desk.post(f"{base}/xin-khoa", data={"reason": REASON})
    assert (told.status_code, told.headers["location"]) == (303, base)
    assert "Chờ Chủ tịch Hội đồng" in desk.get(base).text
    assert "Đồng ý và khóa điểm" not in desk.get(base).text

    chair = visit(hall.chair)
    page = chair.get(base).text
    request = re.search(r'name="request" value="(\d+)"', page)
    assert request is not None
    given = {"request": request[1]}
    assert desk.post(f"{base}/cho-khoa", data={**given, "act": "khoa"}).status_code == 403
    bad = chair.post(f"{base}/cho-khoa", data={**given, "answer": "không"})
    assert (bad.status_code, ">\nkhông</textarea>" in bad.text) == (422, True)
    locked = chair.post(f"{base}/cho-khoa", data={**given, "act": "khoa"})
    assert (locked.status_code, locked.headers["location"]) == (
        303,
        base.replace("theo-doi", "ket-qua"),
    )
    with Session(db.get_bind()) as fresh:
        record = queries.find_lock(fresh, hall.contest.id)
    assert record is not None
    assert (record.gaps, record.reason, record.locked_by) == (1, REASON, hall.chair.id)


def test_more_time(db: Session, hall: Hall, visit: Visit) -> None:
    base = f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    desk = visit(hall.secretary)
    typed = {"until": "32/1", "until_time": "25:00", "reason": "mưa"}
    bad = desk.post(f"{base}/gio", data=typed)
    assert bad.status_code == 422
    for kept in ('value="32/1"', 'value="25:00"', ">\nmưa</textarea>", "ví dụ 17:00"):
        assert kept in bad.text
    until = in_vietnam(datetime.now(UTC) + timedelta(days=3)).replace(hour=17, minute=30)
    good = {"until": f"{until:%d/%m/%Y}", "until_time": "17:30", "reason": "Mất điện cả buổi"}
    told = desk.post(f"{base}/gio", data=good)
    assert (told.status_code, told.headers["location"]) == (303, base)
    assert now_in(db, hall).judging_until == until.replace(second=0, microsecond=0)


def test_the_chairs_first_page_tells_of_a_lock_that_waits(
    db: Session, hall: Hall, visit: Visit
) -> None:
    hall.contest.rules = {**hall.contest.rules, "missing_sheet": "average_present_with_reason"}
    hall.contest.judging_until = datetime.now(UTC) - timedelta(hours=1)
    locking.ask(db, judging.desk(hall), hall.contest.id, REASON, datetime.now(UTC))
    assert "Xin khóa điểm khi thiếu phiếu" in visit(hall.chair).get("/dieu-hanh").text
    assert "Xin khóa điểm khi thiếu phiếu" not in visit(hall.secretary).get("/dieu-hanh").text
