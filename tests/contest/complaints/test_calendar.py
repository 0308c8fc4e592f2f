"""The term of a complaint counts by the years that an administrator has loaded."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from contest.complaints import queries
from contest.contests.kinds import ContestLevel, Stage
from core.identity import SYSTEM
from core.workdays import service
from tests.build import contests
from tests.build.people import NOW
from tests.build.places import places
from tests.core.workdays.test_workdays import year_file


def test_a_loaded_year_moves_the_last_day(session: Session) -> None:
    contest = contests.contest(
        session,
        unit_id=places(session).province,
        level=ContestLevel.PROVINCE,
        stage=Stage.ANNOUNCED,
        year=2027,
        announced_at=datetime(2027, 9, 3, 3, 0, tzinfo=UTC),
    )
    before = queries.term_of(contest)
    assert before is not None
    swap = {"off": "2027-09-06", "worked": "2027-10-09", "source": "mô phỏng"}
    service.load(session, SYSTEM, year_file(swaps=[swap]), NOW)
    after = queries.term_of(contest)
    assert after is not None
    assert before.last_day < after.last_day
    assert before.last_day == date(2027, 9, 24)
