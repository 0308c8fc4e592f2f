"""What is done every day without being asked: queued once a day, by whichever worker is first."""

from datetime import datetime, time

from core import jobs
from core.clock import in_vietnam
from core.db import unit_of_work
from web.wiring import Wiring

REMIND = "daily.reminders"
TIDY = "daily.tidy"
ROUTINES: dict[str, time] = {TIDY: time(2), REMIND: time(7)}
"""Name of the job → from which hour of Vietnam on it runs."""


def queue_due(wiring: Wiring, now: datetime, known: set[str]) -> None:
    """Queue what is due today and was not queued yet.

    `known` remembers what this process has seen queued, so that it asks the database once a day.
    """
    local = in_vietnam(now)
    for name, hour in ROUTINES.items():
        mark = f"{name} {local.date()}"
        if local.time() < hour or mark in known:
            continue
        with unit_of_work(wiring.writes) as session:
            jobs.enqueue_daily(session, name, local.date(), now)
        known.add(mark)
