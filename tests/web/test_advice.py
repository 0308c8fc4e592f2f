"""The page of advice: nothing before the lock, plain words after it, for those it is meant for."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from contest.advice import queries
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.results import locking
from core.rights import Role
from tests.build import judging, people
from tests.build.judging import Hall
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]
TOTALS = ((9000, 9100, 9050), (8000, 8050, 7150), (7800, 7850, 7820), (7000, 7000, 6999))


@pytest.fixture
def locked(db: Session) -> Hall:
    """Three jurors, four products, every sheet signed, and the scores locked."""
    now = datetime.now(UTC)
    hall = judging.hall(db, entries=4, now=now)
    judging.sheets(db, hall, TOTALS)
    locking.lock(db, judging.desk(hall), hall.contest.id, now)
    db.commit()
    return hall


def address(hall: Hall) -> str:
    return f"/dieu-hanh/binh-chon/{hall.contest.slug}/tham-khao"


def test_nothing_before_the_lock(db: Session, visit: Visit) -> None:
    hall = judging.hall(db, entries=1, now=datetime.now(UTC))
    judging.sheets(db, hall, [(9137, 9137, 9137)])
    db.commit()
    page = visit(hall.secretary).get(address(hall)).text
    assert ("Chưa có gì để xem" in page, "Thứ hạng chắc tới đâu" in page) == (True, False)
    assert queries.panels(db, hall.contest) == []


def test_what_the_council_reads(db: Session, locked: Hall, visit: Visit) -> None:
    (panel,) = queries.panels(db, locked.contest)
    assert locked.contest.stage is Stage.LOCKED
    assert set(panel.ratings.values) == set(TOTALS)
    page = visit(locked.secretary).get(address(locked)).text
    for words in (
        "Chỉ để Hội đồng bàn",
        "ở mức rất cao. Tính trên 4 sản phẩm",
        "Giám khảo 3 (mô phỏng): thấp hơn mức chung",
        "một phiếu quyết định có đạt 70 điểm hay không (Giám khảo 3 (mô phỏng))",
        "Ban có ít giám khảo",
    ):
        assert words in page


def test_who_may_read_it(db: Session, locked: Hall, visit: Visit) -> None:
    contest_id = locked.contest.id
    answers = {}
    for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER, Role.JURY_HEAD, Role.JUROR):
        reader = visit(people.person(db, role, contest_id=contest_id))
        answers[role] = reader.get(address(locked)).status_code
    assert answers == {
        Role.COUNCIL_CHAIR: 200,
        Role.COUNCIL_MEMBER: 200,
        Role.JURY_HEAD: 200,
        Role.JUROR: 403,
    }
    assert visit().get(address(locked)).status_code in (303, 401)


def test_a_fixed_number_of_statements(
    db: Session, locked: Hall, visit: Visit, statements: list[str]
) -> None:
    """Reading the panels takes as many for four products as for two."""
    counts = []
    for left in (4, 2):
        for entry in locked.entries[left:]:
            entry.status = EntryStatus.WITHDRAWN
        db.commit()
        contest = db.get_one(Contest, locked.contest.id)
        statements.clear()
        (panel,) = queries.panels(db, contest)
        counts.append(len(statements))
        assert panel.ratings.count == left * 3
    assert counts[0] == counts[1]
