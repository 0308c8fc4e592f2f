"""Jobs: leased, done, failed, taken again; exactly once by many workers at once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import jobs
from core.db import sessions, unit_of_work
from tests.build.people import NOW


def test_a_job_is_leased_and_taken_again_when_its_worker_died(session: Session) -> None:
    jobs.enqueue(session, "letter.send", NOW, letter_id=1)
    first = jobs.take(session, NOW)
    assert first is not None
    assert jobs.take(session, NOW) is None
    later = jobs.take(session, NOW + jobs.LEASE + timedelta(seconds=1))
    assert (later, first.attempts) == (first, 2)


def test_a_failure_waits_longer_each_time_and_ends(session: Session) -> None:
    jobs.enqueue(session, "letter.send", NOW)
    waits = []
    for _ in range(jobs.MOST_ATTEMPTS):
        job = session.scalars(sa.select(jobs.Job)).one()
        taken = jobs.take(session, job.due_at)
        assert taken is job
        at = job.due_at
        jobs.failed(session, job.id, at, "no line")
        waits.append(int((job.due_at - at).total_seconds()))
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280]
    assert (job.given_up_at is not None, job.error, jobs.waiting(session)) == (True, "no line", 0)


def test_many_workers_take_each_job_once(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        for number in range(40):
            jobs.enqueue(session, "letter.send", NOW, letter_id=number)
    taken: list[int] = []

    def work() -> None:
        while True:
            with unit_of_work(writes) as session:
                job = jobs.take(session, NOW)
                if job is None:
                    return
                jobs.done(session, job.id, NOW)
                taken.append(job.facts["letter_id"])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(40))
