"""Numbers without gaps and without doubles, whoever presses at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa
from sqlalchemy import select

from contest.certificates import service
from contest.certificates.model import Certificate, CertificateSeries
from core.db import sessions, unit_of_work
from tests.build.issued import DAY, DESK, SITE, recognised
from tests.build.people import NOW
from tests.build.places import places


def test_numbers_have_no_gap_and_no_double_under_eight_threads(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        ids = [recognised(session, where.province, "abc")[0].id for _ in range(8)]
    start = Barrier(8)

    class Broken(Exception):
        pass

    def issue_one(contest_id: int, fails: bool) -> None:
        start.wait()
        try:
            with unit_of_work(writes) as session:
                service.issue_all(session, DESK, contest_id, DAY, NOW, public_url=SITE)
                if fails:
                    raise Broken
        except Broken:
            pass

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(issue_one, ids, [n in (2, 5) for n in range(8)]))

    with unit_of_work(writes) as session:
        rows = session.execute(select(Certificate.contest_id, Certificate.sequence)).all()
        assert sorted(row.sequence for row in rows) == list(range(1, 19))
        assert {row.contest_id for row in rows} == set(ids) - {ids[2], ids[5]}
        assert session.scalars(select(CertificateSeries.last)).all() == [18]
        for late in (ids[2], ids[5]):
            service.issue_all(session, DESK, late, DAY, NOW, public_url=SITE)
    with unit_of_work(writes) as session:
        numbers = session.scalars(select(Certificate.sequence)).all()
        assert sorted(numbers) == list(range(1, 25))


def test_a_button_pressed_four_times_at_once_issues_once(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        contest, _ = recognised(session, places(session).province, "abc")
    start = Barrier(4)

    def press(_time: int) -> int:
        start.wait()
        with unit_of_work(writes) as session:
            return len(service.issue_all(session, DESK, contest.id, DAY, NOW, public_url=SITE))

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(press, range(4))) == [0, 0, 0, 3]
