"""Why one product stands where it stands: the office's page after the lock, and the entrant's own
after the announcement; visits and discussions noted beside it."""

from typing import Any

from fastapi import APIRouter, Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.entries import queries as entries
from contest.results import council, queries, records
from contest.results.explained import Explained, find_explained
from contest.results.kinds import NoteKind
from contest.scoring.old_sheets import old_sheets
from contest.versions import queries as versions
from core.clock import day_in_vietnam
from core.errors import Invalid, NotFound
from core.rights import Act, Subject
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import N_, Page

router = APIRouter()
ONE = "results/explained.html"
BASE = "/dieu-hanh/binh-chon/{contest}/ket-qua/{entry_id}"

KINDS = {
    NoteKind.SITE_VISIT: N_("Khảo sát thực tế"),
    NoteKind.DISCUSSION: N_("Thảo luận chênh lệch điểm"),
}


@router.get(BASE)
def explained(session: Read, page: Show, about: About, contest: str, entry_id: int) -> Response:
    """One product: sheets, average, the rule that decided; before the lock its notes alone."""
    found = contests.get_contest(session, contest)
    return page.show(ONE, "work", **_shown(session, page, found, about, entry_id))


@router.post(BASE + "/ghi-chu")
def note(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    contest: str,
    entry_id: int,
) -> Response:
    """Note a visit to the maker's site, or how far-apart sheets were discussed."""
    found = contests.get_contest(session, contest)
    try:
        reading = Reading(form)
        kind = form.text("kind")
        if kind not in {one.value for one in NoteKind}:
            reading.faults["kind"] = "missing"
        on_day = reading.day("on_day")
        people, text = reading.required("people"), reading.required("text")
        reading.settle()
        on_day = on_day or day_in_vietnam(now)
        council.note(session, who, found.id, entry_id, NoteKind(kind), on_day, people, text, now)
    except Invalid as refusal:
        values = _shown(session, page, found, about, entry_id)
        raise page.again(refusal, ONE, "work", **values, typed=form) from None
    return page.go(room.address(found, f"/ket-qua/{entry_id}"))


def _shown(
    session: Read, page: Page, contest: queries.ContestRow, about: Subject, entry_id: int
) -> dict[str, Any]:
    readable = queries.readable(contest)
    seen = _explained(session, contest, entry_id) if readable else None
    entry = seen.standing.entry if seen else queries.find_scored(session, contest.id, entry_id)
    if entry is None:
        raise NotFound("not_found")
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "room_page": room.address(contest, "/ket-qua"),
        "base": room.address(contest),
        "entry": entry,
        "seen": seen,
        "old_sheets": old_sheets(session, entry_id) if seen else [],
        "corrected": versions.latest(session, contest.id),
        "notes": records.notes(session, contest.id, entry_id),
        "kinds": _kinds(page, contest, about),
    }


def _explained(session: Read, contest: queries.ContestRow, entry_id: int) -> Explained | None:
    """With the sheets that a correction let count no more told apart."""
    return find_explained(session, contest, entry_id, versions.set_aside(session, contest.id))


def _kinds(page: Page, contest: queries.ContestRow, about: Subject) -> list[tuple[str, str]]:
    """What this person may note now."""
    if not page.may(Act.RESULT_RECORD, about):
        return []
    kinds = {
        Stage.JUDGING: [NoteKind.SITE_VISIT],
        Stage.LOCKED: list(NoteKind),
        Stage.DECIDED: list(NoteKind),
    }.get(contest.stage, [])
    return [(kind.value, page._(KINDS[kind])) for kind in kinds]


@router.get("/ho-so/du-thi/{entry_id}/ket-qua")
def own(session: Read, page: Show, entry_id: int) -> Response:
    """The entrant's own product in full; nothing before the announcement."""
    entry = entries.get_entry(session, entry_id)
    announced = queries.announced(entry.contest)
    seen = _explained(session, entry.contest, entry_id) if announced else None
    return page.show(
        "results/own.html",
        "work",
        entry=entry,
        step=page._(N_("Kết quả")),
        announced=announced,
        seen=seen,
        corrected=versions.latest(session, entry.contest_id) if announced else None,
        names=contests.rules_of(entry.contest).jurors_named,
    )
