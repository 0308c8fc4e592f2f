"""The tray: what came too late is kept, read after the lock, noted by the chair, not counted."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from contest.results import queries, service
from contest.scoring import operations, tray
from contest.scoring.operations import Operation
from core.audit import entries_about
from tests.build import judging
from tests.build.judging import Hall
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def hall(db: Session) -> Hall:
    """One juror signed 80 points; another change came after the signature."""
    now = datetime.now(UTC)
    hall = judging.hall(db, entries=1, jurors=1, now=now)
    judging.sheet(db, hall, hall.seats[0], hall.entries[0], 8000, at=now)
    late = Operation("a", hall.entries[0].id, "máy", 1, 0, hall.leaves[0].id, points=1237)
    who = judging.juror(hall.jurors[0], hall.contest)
    (answer,) = operations.receive(db, who, [late], now)
    assert answer.outcome == "held"
    db.commit()
    return hall


def test_before_the_lock_nobody_reads_the_points(db: Session, hall: Hall, visit: Visit) -> None:
    address = f"/dieu-hanh/binh-chon/{hall.contest.slug}/den-muon"
    page = visit(hall.secretary).get(address).text
    assert ("Bình gốm số 1" in page, "12,37" in page, "sau khi khóa" in page) == (
        True,
        False,
        True,
    )
    assert tray.waiting(db, hall.contest.id) == 1


def test_the_chair_notes_it_and_no_result_moves(db: Session, hall: Hall, visit: Visit) -> None:
    now = datetime.now(UTC)
    service.lock(db, judging.desk(hall), hall.contest.id, now)
    db.commit()
    address = f"/dieu-hanh/binh-chon/{hall.contest.slug}/den-muon"
    held_id = tray.held(db, hall.contest.id)[0].id
    desk, chair = visit(hall.secretary), visit(hall.chair)
    assert "12,37" in desk.get(address).text
    assert desk.post(f"{address}/{held_id}", data={"note": "x" * 20}).status_code == 403
    refused = chair.post(f"{address}/{held_id}", data={"note": "ngắn"})
    assert (refused.status_code, "ít nhất 10 chữ cái" in refused.text) == (422, True)
    noted = {"note": "Giám khảo gửi nhầm, phiếu giữ nguyên"}
    assert chair.post(f"{address}/{held_id}", data=noted).status_code == 303
    assert (
        chair.post(f"{address}/{held_id}", data={"note": "ghi đè lên lời trước"}).status_code
        == 303
    )
    assert chair.post(f"{address}/999999", data=noted).status_code == 404
    with Session(db.get_bind()) as fresh:
        (row,) = tray.held(fresh, hall.contest.id)
        assert (row.points, row.settled_note) == (1237, noted["note"])
        assert tray.waiting(fresh, hall.contest.id) == 0
        assert [one.total_points for one in queries.standings(fresh, hall.contest.id)] == [8000]
        deeds = [one.action for one in entries_about(fresh, f"contest:{hall.contest.id}")]
        assert deeds.count("score.held_noted") == 1
