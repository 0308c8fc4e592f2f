"""The background jobs as an administrator reads and settles them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core import jobs_seen
from core.errors import NotFound
from core.jobs_seen import JobState, SeenJob, Standing
from web.deps import Now, Query, Read, Show, Who, Write
from web.page import Page
from web.wording import machine

router = APIRouter()

HOME = "/quan-tri/viec-nen"
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job and how many stand where."""

    name: str
    words: str
    counts: dict[JobState, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One job in words: what it does, about what, and where that is seen."""

    seen: SeenJob
    words: str
    about: list[tuple[str, str | None]]
    note: str
    last_line: str
    next_at: datetime | None


@router.get(HOME)
def jobs(session: Read, page: Show, query: Query, now: Now) -> Response:
    """What waits, runs, failed and was done; who works; counts of every kind."""
    typed, name, before = query.text("tinh-trang"), query.text("loai"), query.text("truoc")
    state = JobState(typed) if typed in set(JobState) else None
    found = jobs_seen.page(
        session,
        now,
        state=state,
        name=name,
        before=int(before) if before.isdecimal() and len(before) < 12 else None,
        limit=ON_A_PAGE + 1,
    )
    return page.show(
        "people/jobs.html",
        "found",
        rows=[_row(page, seen) for seen in found[:ON_A_PAGE]],
        older=found[ON_A_PAGE - 1].job.id if len(found) > ON_A_PAGE else None,
        state=state,
        name=name,
        kinds=[
            Kind(kind, machine.job_words(kind, page._), numbers)
            for kind, numbers in jobs_seen.counts(session, now).items()
        ],
        workers=jobs_seen.workers(session),
        now=now,
        silent=jobs_seen.SILENT,
        **_standing(session, now),
    )


@router.get(HOME + "/{job_id}")
def job(session: Read, page: Show, now: Now, job_id: int) -> Response:
    """One job: its state, how far it has come, its last error."""
    seen = jobs_seen.find(session, job_id, now)
    if seen is None:
        raise NotFound("not_found")
    return page.show("people/job.html", "job", row=_row(page, seen), now=now)


@router.post(HOME + "/{job_id}/lam-lai")
def try_again(session: Write, who: Who, page: Show, now: Now, job_id: int) -> Response:
    """Queue it anew."""
    jobs_seen.try_again(session, who, job_id, now)
    return page.go(f"{HOME}/{job_id}")


@router.post(HOME + "/{job_id}/bo")
def cancel(session: Write, who: Who, page: Show, now: Now, job_id: int) -> Response:
    """Put it aside."""
    jobs_seen.cancel(session, who, job_id, now)
    return page.go(f"{HOME}/{job_id}")


def _standing(session: Read, now: Now) -> dict[str, Any]:
    found: Standing = jobs_seen.standing(session, now)
    waited = now - found.oldest_at if found.oldest_at else None
    return {
        "standing": found,
        "idle_since": found.idle_since(now),
        "minutes": int(waited.total_seconds() // 60) if waited is not None else None,
    }


def _row(page: Page, seen: SeenJob) -> Row:
    one = seen.job
    waits = seen.state in (JobState.WAITING, JobState.FAILED)
    lines = one.error.strip().splitlines()
    return Row(
        seen=seen,
        words=machine.job_words(one.name, page._),
        about=machine.about(one.facts, page._, page.may),
        note=machine.note_words(seen.progress.note if seen.progress else "", page._),
        last_line=lines[-1] if lines else "",
        next_at=one.due_at if waits else None,
    )
