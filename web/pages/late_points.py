"""The tray of points that came too late: kept, never counted, noted by the chair."""

from typing import Any

from fastapi import APIRouter, Response

from contest.contests import queries as contests
from contest.results import queries as results
from contest.scoring import tray
from core.errors import Invalid
from core.rights import Act, Subject
from web import room, wording
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.page import Page

router = APIRouter()
TRAY = "judging/tray.html"


@router.get("/dieu-hanh/binh-chon/{contest}/den-muon")
def late(session: Read, page: Show, about: About, contest: str) -> Response:
    """What came after a signature, the lock or a new frame; its points only after the lock."""
    return page.show(TRAY, **_shown(session, page, about, contest))


@router.post("/dieu-hanh/binh-chon/{contest}/den-muon/{held_id}")
def note(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    contest: str,
    held_id: int,
) -> Response:
    """The chair notes what was done about one of them."""
    found = contests.get_contest(session, contest)
    try:
        tray.settle(session, who, found.id, held_id, form.text("note")[:1000], now)
    except Invalid as refusal:
        values = _shown(session, page, about, contest) | {"typed": form, "which": held_id}
        raise page.again(refusal, TRAY, **values) from None
    return page.go(room.address(found, "/den-muon"))


def _shown(session: Read, page: Page, about: Subject, slug: str) -> dict[str, Any]:
    found = contests.get_contest(session, slug)
    return {
        "contest": found,
        "room": room.links(page, found, about),
        "base": room.address(found, "/den-muon"),
        "rows": tray.held(session, found.id),
        "readable": results.readable(found),
        "may_note": page.may(Act.SCORE_OVERRIDE, about),
        "because": lambda code: wording.sentence(code, {}, page._),
        "which": 0,
    }
