"""Numbers held for a decision: taken by its certificates, given back without a gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import numbering
from contest.certificates.model import CertificateSeries, FreedNumber, NumberReservation
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results.model import Standing
from core import audit
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid
from tests.build.issued import DESK, issue, recognised
from tests.build.people import NOW
from tests.build.places import places

PLANNED = date(2026, 12, 1)


def reserve(session: Session, contest: Contest, day: date = PLANNED) -> list[str]:
    held = numbering.reserve(session, DESK, contest.id, day, NOW)
    return [one.number for one in held]


def test_numbers_are_held_for_a_decision_and_taken_by_its_certificates(session: Session) -> None:
    where = places(session)
    contest, entries = recognised(session, where.province, "abc", stage=Stage.DECIDED)
    assert reserve(session, contest) == [f"00{n}/2026/GCN-CNNT" for n in (1, 2, 3)]
    assert reserve(session, contest) == [f"00{n}/2026/GCN-CNNT" for n in (1, 2, 3)], "once"
    [noted] = audit.entries_about(session, f"contest:{contest.id}")
    assert (noted.action, len(noted.detail["number"])) == (numbering.RESERVED, 3)
    other, _ = recognised(session, where.province, "x")
    assert [one.number for one in issue(session, other)] == ["004/2026/GCN-CNNT"]
    contest.stage = Stage.RECOGNISED
    made = {one.entry_id: one.sequence for one in issue(session, contest)}
    assert made == {entry.id: n for n, entry in enumerate(entries, start=1)}
    assert numbering.held(session, contest.id) == []
    assert session.scalars(select(FreedNumber)).all() == []


def test_a_product_that_drops_out_gives_its_number_back_to_the_next(session: Session) -> None:
    where = places(session)
    contest, [_, dropped, _] = recognised(session, where.province, "abc", stage=Stage.DECIDED)
    reserve(session, contest)
    session.get_one(Standing, dropped.id).certified = False
    session.flush()
    assert reserve(session, contest) == ["001/2026/GCN-CNNT", "003/2026/GCN-CNNT"]
    other, _ = recognised(session, where.province, "xy")
    assert [one.sequence for one in issue(session, other)] == [2, 4], "no gap stays"
    contest.stage = Stage.RECOGNISED
    assert [one.sequence for one in issue(session, contest)] == [1, 3]


def test_papers_of_another_year_take_numbers_of_that_year(session: Session) -> None:
    where = places(session)
    contest, _ = recognised(session, where.province, "ab", stage=Stage.DECIDED)
    reserve(session, contest)
    assert reserve(session, contest, date(2027, 1, 5)) == [
        "001/2027/GCN-CNNT",
        "002/2027/GCN-CNNT",
    ]
    contest.stage = Stage.RECOGNISED
    made = issue(session, contest, date(2026, 12, 28))
    assert [one.number for one in made] == ["001/2026/GCN-CNNT", "002/2026/GCN-CNNT"]
    freed = session.execute(select(FreedNumber.series, FreedNumber.sequence)).all()
    assert [(series.rpartition(":")[2], n) for series, n in freed] == [("2027", 1), ("2027", 2)]


@pytest.mark.parametrize("stage", [Stage.LOCKED, Stage.ANNOUNCED, Stage.CANCELLED])
def test_numbers_are_held_between_decision_and_announcement_only(
    session: Session, stage: Stage
) -> None:
    contest, _ = recognised(session, places(session).province, stage=stage)
    with pytest.raises(Conflict, match="numbers_before_decision"):
        reserve(session, contest)
    assert session.scalars(select(CertificateSeries)).all() == []


def test_a_day_past_is_refused(session: Session) -> None:
    contest, _ = recognised(session, places(session).province, stage=Stage.DECIDED)
    with pytest.raises(Invalid) as refused:
        reserve(session, contest, date(2026, 11, 21))
    assert refused.value.fields == {"planned_on": "planned_past"}


def test_held_and_issued_at_once_leave_no_gap_and_no_double(
    own_database: Callable[[], sa.Engine],
) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        ids = [recognised(session, where.province, "abc")[0].id for _ in range(6)]
    start = Barrier(6)

    def press(at: int) -> None:
        start.wait()
        with unit_of_work(writes) as session:
            contest = session.get_one(Contest, ids[at])
            if at % 2:
                issue(session, contest)
            else:
                reserve(session, contest)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(press, range(6)))
    with unit_of_work(writes) as session:
        for id_ in ids:
            issue(session, session.get_one(Contest, id_))
        assert session.scalars(select(CertificateSeries.last)).all() == [18]
        assert session.scalars(select(NumberReservation)).all() == []
        assert session.scalars(select(FreedNumber)).all() == []
