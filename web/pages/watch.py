"""The secretary's watch over judging: who has signed how many, what is owed; never a score."""

import re
from datetime import datetime, time
from typing import Any

from fastapi import APIRouter, Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.results import locking, records
from contest.results import queries as standings
from contest.scoring import queries, rules, service, tray
from contest.scoring.queries import Gap
from core.clock import VIETNAM
from core.errors import Invalid
from core.rights import Act, Subject
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import Page

router = APIRouter()
WATCH = "judging/watch.html"


@router.get("/dieu-hanh/binh-chon/{contest}/theo-doi")
def watch(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """Counts per juror, the sheets that are owed, and the lock."""
    found = contests.get_contest(session, contest)
    return page.show(WATCH, "progress", **_shown(session, page, found, about, now))


@router.post("/dieu-hanh/binh-chon/{contest}/theo-doi/gio")
def move_end(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Give the jury more time, or end it earlier."""
    found = contests.get_contest(session, contest)
    try:
        reading = Reading(form)
        until = _instant(reading, "until")
        reason = reading.text("reason", 1000)
        reading.settle()
        service.move_judging_end(session, who, found.id, until, reason, now)
    except Invalid as refusal:
        values = _shown(session, page, found, about, now, "end")
        raise page.again(refusal, WATCH, "work", **values, typed=form) from None
    return page.go(room.address(found, "/theo-doi"))


@router.post("/dieu-hanh/binh-chon/{contest}/theo-doi/khoa")
def lock(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Make every sheet final."""
    found = contests.get_contest(session, contest)
    locking.lock(session, who, found.id, now)
    return page.go(room.address(found, "/ket-qua"))


@router.post("/dieu-hanh/binh-chon/{contest}/theo-doi/xin-khoa")
def ask(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Ask the chair to lock although sheets are missing."""
    found = contests.get_contest(session, contest)
    try:
        locking.ask(session, who, found.id, form.text("reason"), now)
    except Invalid as refusal:
        values = _shown(session, page, found, about, now, "lock")
        raise page.again(refusal, WATCH, "work", **values, typed=form) from None
    return page.go(room.address(found, "/theo-doi"))


@router.post("/dieu-hanh/binh-chon/{contest}/theo-doi/cho-khoa")
def answer(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """The chair's answer: lock with the reason that stands in the minutes, or not."""
    found = contests.get_contest(session, contest)
    asked = form.text("request")
    request_id = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    if form.text("act") == "khoa":
        locking.grant(session, who, found.id, request_id, now)
        return page.go(room.address(found, "/ket-qua"))
    try:
        locking.decline(session, who, found.id, request_id, form.text("answer"), now)
    except Invalid as refusal:
        values = _shown(session, page, found, about, now, "answer")
        raise page.again(refusal, WATCH, "work", **values, typed=form) from None
    return page.go(room.address(found, "/theo-doi"))


def _instant(reading: Reading, name: str) -> datetime:
    """A day and an hour:minute in Vietnam; a fault stands beside its own field."""
    on = reading.day(name)
    match = re.fullmatch(r"(\d{1,2})[:hg](\d{2})", reading.form.text(f"{name}_time"))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        reading.faults[f"{name}_time"] = "not_a_time"
    if on is None or match is None or reading.faults:
        return datetime.max.replace(tzinfo=VIETNAM)
    return datetime.combine(on, time(int(match[1]), int(match[2])), VIETNAM)


def _shown(
    session: Read,
    page: Page,
    contest: standings.ContestRow,
    about: Subject,
    now: datetime,
    which: str = "",
) -> dict[str, Any]:
    owed = queries.gaps(session, contest.id) if contest.stage is Stage.JUDGING else []
    by_seat: dict[int, list[Gap]] = {}
    for gap in owed:
        by_seat.setdefault(gap.seat_id, []).append(gap)
    over = rules.judging_over(contest.judging_until, now)
    missing = contests.rules_of(contest).missing_sheet
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "jury_note": room.jury_note(session, page, contest),
        "rows": queries.progress(session, contest.id),
        "gaps": owed,
        "by_seat": by_seat,
        "over": over,
        "may_lock": page.may(Act.SCORE_LOCK, about),
        "may_override": page.may(Act.SCORE_OVERRIDE, about),
        "gaps_allowed": missing == "average_present_with_reason",
        "clause": contests.rules_of(contest).sources.get("missing_sheet", ""),
        "late": tray.waiting(session, contest.id),
        "requests": records.requests(session, contest.id),
        "base": room.address(contest),
        "which": which,
    }
