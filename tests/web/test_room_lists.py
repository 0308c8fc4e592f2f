"""Every list of a contest's room as a workbook: what stands in it, when, for whom, on record."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.entries.kinds import EntryStatus
from core.audit import AuditEntry
from core.clock import in_vietnam
from tests.build import contests, judging
from tests.build.judging import Hall
from tests.web.conftest import Visitor
from tests.web.papers.test_papers import decided

Visit = Callable[..., Visitor]


@pytest.fixture
def hall(db: Session) -> Hall:
    """Two products, three jurors: 90 and 60 points."""
    made = judging.hall(db, entries=2, now=datetime.now(UTC))
    made.entries[0].product_name = "=1+1 & <b>Gốm</b>"
    judging.sheets(db, made, [[9000, 9000, 9000], [6000, 6000, 6000]])
    contests.recusal(db, made.seats[1], judging.more_entry(db, made, "Chiếu lác"))
    return made


def address(hall: Hall, name: str) -> str:
    """Where a workbook lies."""
    return f"/dieu-hanh/binh-chon/{hall.contest.slug}/{name}.xlsx"


def sheets(data: bytes) -> list[list[list[Any]]]:
    """Every sheet as rows, without the titles above the heads."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    for name in book.sheet_names:
        rows = [list(row) for row in book.get_sheet_by_name(name).to_python()]
        head = next(no for no, row in enumerate(rows) if len([c for c in row if c != ""]) > 2)
        found.append(rows[head:])
    return found


def test_people_recusals_and_progress(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    (people,) = sheets(browser.get(address(hall, "hoi-dong")).content)
    assert people[0][:4] == ["Hội đồng, ban, tổ", "Số quyết định", "Ngày quyết định", "Họ và tên"]
    assert len(people) == 1 + 7 + 3
    assert ["Ban Giám khảo", "Giám khảo 1 (mô phỏng)", "Trưởng Ban Giám khảo"] in [
        [row[0], row[3], row[5]] for row in people
    ]
    (recused,) = sheets(browser.get(address(hall, "hoi-tranh")).content)
    assert [row[0] for row in recused[1:]] == ["Giám khảo 2 (mô phỏng)"]
    jurors, owed = sheets(browser.get(address(hall, "theo-doi")).content)
    assert [row[2:5] for row in jurors[1:]] == [[3, 2, 2], [2, 2, 2], [3, 2, 2]]
    assert {row[2] for row in owed[1:]} == {"Chiếu lác"}
    assert "90" not in str(jurors + owed)  # counts, never a score
    db.rollback()
    noted = db.scalar(
        select(func.count()).where(AuditEntry.action == "list.exported").select_from(AuditEntry)
    )
    assert noted == 3


def test_results_only_after_the_lock(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    for name in ("du-dieu-kien", "duoc-chon"):
        assert browser.get(address(hall, name)).status_code == 409
    hall.entries.pop().status = EntryStatus.REFUSED
    decided(db, hall)
    db.commit()
    (eligible,) = sheets(browser.get(address(hall, "du-dieu-kien")).content)
    assert [[row[3], row[6]] for row in eligible[1:]] == [["=1+1 & <b>Gốm</b>", "90,00"]]
    (chosen,) = sheets(browser.get(address(hall, "duoc-chon")).content)
    assert [[row[3], row[7]] for row in chosen[1:]] == [["=1+1 & <b>Gốm</b>", "Giải A"]]
    (papers,) = sheets(browser.get(address(hall, "giay-chung-nhan")).content)
    assert len(papers) == 1
    up, here = sheets(browser.get(address(hall, "de-cu")).content)
    assert (len(up), len(here)) == (1, 1)


def test_a_juror_takes_no_list_of_the_desk(hall: Hall, visit: Visit) -> None:
    browser = visit(hall.jurors[1])
    for name in ("hoi-tranh", "theo-doi", "de-cu"):
        assert browser.get(address(hall, name)).status_code == 403
    for name in ("du-dieu-kien", "duoc-chon"):
        assert browser.get(address(hall, name)).status_code == 409
    assert visit(None).get(address(hall, "hoi-dong")).status_code == 303


def test_the_calendar_has_the_contests_own_dates(db: Session, hall: Hall, visit: Visit) -> None:
    (rows,) = sheets(visit(hall.secretary).get(address(hall, "lich")).content)
    assert rows[0] == ["Việc", "Từ ngày", "Hạn", "Phụ trách", "Tình trạng", "Ghi chú"]
    assert [row[0] for row in rows[1:]] == ["Nhận hồ sơ", "Chấm điểm"]
    assert rows[2][2] == in_vietnam(hall.contest.judging_until).date()
