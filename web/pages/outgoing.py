"""The letters that go out, as an administrator reads, holds and sends them again."""

from fastapi import APIRouter
from fastapi.responses import Response

from core import outbox
from core.errors import NotFound
from core.outbox import LetterState
from web.deps import Now, Query, Read, Show, Who, Wired, Write

router = APIRouter()

HOME = "/quan-tri/thu-di"
ON_A_PAGE = 50


@router.get(HOME)
def letters(session: Read, page: Show, query: Query, wiring: Wired) -> Response:
    """The outbox: to whom, about what, sent or not, and why not."""
    typed, to, before = query.text("tinh-trang"), query.text("q"), query.text("truoc")
    state = LetterState(typed) if typed in set(LetterState) else None
    found = outbox.page(
        session,
        state=state,
        recipient=to,
        before=int(before) if before.isdecimal() and len(before) < 12 else None,
        limit=ON_A_PAGE + 1,
    )
    return page.show(
        "people/letters.html",
        "found",
        letters=found[:ON_A_PAGE],
        older=found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else None,
        state=state,
        q=to,
        counts=outbox.counts(session),
        server=bool(wiring.settings.smtp_url),
    )


@router.get(HOME + "/{letter_id}")
def letter(session: Read, page: Show, wiring: Wired, letter_id: int) -> Response:
    """One letter with its text, but never the one-time link in it."""
    found = outbox.find(session, letter_id)
    if found is None:
        raise NotFound("not_found")
    return page.show(
        "people/letter.html",
        letter=found,
        body=outbox.masked(found.body),
        server=bool(wiring.settings.smtp_url),
    )


@router.post(HOME + "/gui-het")
def send_waiting(session: Write, who: Who, page: Show, now: Now) -> Response:
    """Send everything that waits or failed."""
    outbox.send_waiting(session, who, now)
    return page.go(HOME)


@router.post(HOME + "/{letter_id}/gui-lai")
def send_again(session: Write, who: Who, page: Show, now: Now, letter_id: int) -> Response:
    """Send it again."""
    outbox.send_again(session, who, letter_id, now)
    return page.go(f"{HOME}/{letter_id}")


@router.post(HOME + "/{letter_id}/giu-lai")
def hold(session: Write, who: Who, page: Show, now: Now, letter_id: int) -> Response:
    """Keep it back."""
    outbox.hold(session, who, letter_id, now)
    return page.go(f"{HOME}/{letter_id}")
