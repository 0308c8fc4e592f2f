"""The worker: takes jobs one after another and runs each in two steps.

A handler first does what is slow, with no write transaction open (decode, typeset, send), and
returns what remains: a function that records the effects in the same transaction that marks the
job done. A worker that dies in between leaves the job to be run again.
"""

import logging
import os
import socket
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core import jobs
from core.db import unit_of_work
from web import routines
from web.handlers import HANDLERS, LONG
from web.telling.spread import spread
from web.wiring import Wiring

LOG = logging.getLogger("tinh_hoa.worker")
PAUSE_SECONDS = 1.0
BEAT = timedelta(seconds=30)
"""How often an idle worker says that it lives; a page calls it gone after jobs_seen.SILENT."""
TELL = timedelta(seconds=5)
"""How often the record is asked for what people were not told yet."""

Record = Callable[[Session, datetime], None]


class Worker:
    """Runs jobs until it is stopped, in a thread of its own or in the caller's."""

    def __init__(self, wiring: Wiring, pause: float = PAUSE_SECONDS) -> None:
        self.wiring, self.pause = wiring, pause
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.started_at = datetime.now(UTC)
        self._beaten_at: datetime | None = None
        self._worked_at: datetime | None = None
        self._untold = False
        self._told_at: datetime | None = None
        self._queued: set[str] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end after the job at hand and wait for that, 20 seconds at most."""
        self.ask_to_end()
        self._thread.join(20)

    def ask_to_end(self) -> None:
        """Let `run` return after the job at hand."""
        self._stopping.set()

    def run(self) -> None:
        """Work until asked to end."""
        while not self._stopping.is_set():
            try:
                worked = self.step(datetime.now(UTC))
            except Exception:  # the database may be away for a while; the loop must outlive that
                LOG.exception("the worker could not take or settle a job")
                worked = False
            if not worked:
                self._stopping.wait(self.pause)
        self.leave(datetime.now(UTC))

    def step(self, now: datetime) -> bool:
        """Run one job that is due; now and then tell people what happened, queue what is due
        daily, and say that this worker lives.

        Busy, it says so every half minute and not after each job: a commit more for each would
        cost as much as the job.
        """
        if self._told_at is None or now - self._told_at >= TELL:
            self._told_at = now
            spread(self.wiring, now)
            routines.queue_due(self.wiring, now, self._queued)
        worked = run_one(self.wiring, now)
        if worked:
            self._worked_at, self._untold = now, True
        stale = self._beaten_at is None or now - self._beaten_at >= BEAT
        if stale or (self._untold and not worked):
            self._beat(now)
        return worked

    def leave(self, now: datetime) -> None:
        """Say that this worker ended on purpose."""
        try:
            self._beat(now, ended=True)
        except Exception:  # it ends anyway; its silence says the same
            LOG.exception("the worker could not say that it ends")

    def _beat(self, now: datetime, *, ended: bool = False) -> None:
        worked_at = self._worked_at
        with unit_of_work(self.wiring.writes) as session:
            jobs.beat(session, self.name, self.started_at, now, worked_at=worked_at, ended=ended)
        self._beaten_at, self._untold = now, False


def run_all(wiring: Wiring, now: datetime | None = None) -> int:
    """Tell what happened, run every job that is due, and answer how many ran (for commands and
    tests)."""
    count = 0
    spread(wiring, now or datetime.now(UTC))
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
        record = _prepare(wiring, job_id, name, facts)
        with unit_of_work(wiring.writes) as session:
            record(session, now)
            jobs.done(session, job_id, now)
    except Exception:  # any failure of any handler: kept with the job, tried again later
        LOG.exception("job %s %s failed", name, job_id)
        with unit_of_work(wiring.writes) as session:
            jobs.failed(session, job_id, now, traceback.format_exc(limit=4))
    return True


def _prepare(wiring: Wiring, job_id: int, name: str, facts: dict[str, Any]) -> Record:
    if name not in LONG:
        return HANDLERS[name](wiring, **facts)

    def report(done: int, total: int, note: str = "") -> None:
        with unit_of_work(wiring.writes) as session:
            jobs.progress(session, job_id, done, total, note, now=datetime.now(UTC))

    return LONG[name](wiring, report, **facts)
