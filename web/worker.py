"""The worker: takes jobs one after another and runs each in two steps.

A handler first does what is slow, with no write transaction open (decode, typeset, send), and
returns what remains: a function that records the effects in the same transaction that marks the
job done. A worker that dies in between leaves the job to be run again.
"""

import logging
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from core import jobs
from core.db import unit_of_work
from web.handlers import HANDLERS
from web.wiring import Wiring

LOG = logging.getLogger("tinh_hoa.worker")
PAUSE_SECONDS = 1.0

Record = Callable[[Session, datetime], None]


class Worker:
    """Runs jobs in a thread of its own until it is stopped."""

    def __init__(self, wiring: Wiring, pause: float = PAUSE_SECONDS) -> None:
        self.wiring, self.pause = wiring, pause
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="worker", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end after the job at hand and wait for that, 20 seconds at most."""
        self._stopping.set()
        self._thread.join(20)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            try:
                worked = run_one(self.wiring, datetime.now(UTC))
            except Exception:  # the database may be away for a while; the loop must outlive that
                LOG.exception("the worker could not take or settle a job")
                worked = False
            if not worked:
                self._stopping.wait(self.pause)


def run_all(wiring: Wiring, now: datetime | None = None) -> int:
    """Run every job that is due, and answer how many ran (for commands and tests)."""
    count = 0
    while run_one(wiring, now or datetime.now(UTC)):
        count += 1
    return count


def run_one(wiring: Wiring, now: datetime) -> bool:
    """Take and run one due job. False when there is none; a failure is kept with the job."""
    with unit_of_work(wiring.writes) as session:
        job = jobs.take(session, now)
        if job is None:
            return False
        job_id, name, facts = job.id, job.name, dict(job.facts)
    try:
        record = _prepare(wiring, name, facts)
        with unit_of_work(wiring.writes) as session:
            record(session, now)
            jobs.done(session, job_id, now)
    except Exception:  # any failure of any handler: kept with the job, tried again later
        LOG.exception("job %s %s failed", name, job_id)
        with unit_of_work(wiring.writes) as session:
            jobs.failed(session, job_id, now, traceback.format_exc(limit=4))
    return True


def _prepare(wiring: Wiring, name: str, facts: dict[str, Any]) -> Record:
    return HANDLERS[name](wiring, **facts)
