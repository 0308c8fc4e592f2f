"""The plan as a Word document tells the contest's calendar: what, when, who."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tests.build import contests, judging
from tests.web.conftest import Visitor
from tests.web.papers.reading import words

Visit = Callable[..., Visitor]


def test_the_plan_holds_the_milestones_that_are_public(visit: Visit, db: Session) -> None:
    hall = judging.hall(db, now=datetime.now(UTC))
    contests.milestone(
        db,
        hall.contest,
        title="Lễ trao giấy",
        begins_on=date(2026, 12, 1),
        due_on=date(2026, 12, 2),
        responsible="Sở Công Thương (mô phỏng)",
    )
    contests.milestone(db, hall.contest, title="Họp kín", public=False)
    path = f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban/ke-hoach.docx"
    said = words(visit(hall.secretary).get(path).content)
    row = said[said.index("Lễ trao giấy") :]
    for told in ("ngày 01 tháng 12 năm 2026", "ngày 02 tháng 12 năm 2026", "Sở Công Thương"):
        assert told in row
    assert "Chấm điểm" in said
    assert "Phụ trách" in said
    assert "Họp kín" not in said
