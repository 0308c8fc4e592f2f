"""A page that says "saved" must already be saved, and a redrawn form must have changed nothing."""

from collections.abc import Callable

import sqlalchemy as sa
from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from core import jobs
from core.errors import Invalid
from tests.build.people import NOW
from tests.web.conftest import Visitor
from web import app as application
from web.deps import Show, Write
from web.doors import DOORS, PUBLIC
from web.wiring import Wiring

router = APIRouter()


@router.post("/xac-minh/thu")
def write(session: Write, page: Show, fail: str = "") -> Response:
    """Queues a job; with `fail` it finds a fault after having written."""
    jobs.enqueue(session, "letter.send", NOW, letter_id=1)
    session.flush()
    if fail:
        raise page.again(Invalid({"name": "missing"}), "error.html", "told", **SHOWN)
    return page.go("/")


SHOWN: dict[str, object] = {
    "said": "x",
    "code": "missing",
    "status_code": 422,
    "listed": [],
    "home": "",
    "back": "",
}


class Probe:
    """Stands in the list of pages while a test runs."""

    router = router


def ask(wiring: Wiring, monkeypatch: object, path: str) -> tuple[list[object], int]:
    """What happened in order, and the status."""
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, Probe))  # type: ignore[attr-defined]  # pytest's
    monkeypatch.setitem(DOORS, "POST /xac-minh/thu", PUBLIC)  # type: ignore[attr-defined]  # pytest's
    events: list[object] = []
    browser = Visitor(
        application.create_app(wiring), follow_redirects=False, raise_server_exceptions=False
    )
    browser.headers["Origin"] = "http://testserver"
    sa.event.listen(wiring.engine, "commit", lambda _connection: events.append("commit"))
    answer = browser.post(path)
    return events, answer.status_code


def test_commit_precedes_the_answer(
    wiring: Wiring, db: Session, monkeypatch: object, visit: Callable[..., Visitor]
) -> None:
    _events, status = ask(wiring, monkeypatch, "/xac-minh/thu")
    assert (status, jobs.waiting(db)) == (303, 1)


def test_a_failed_commit_is_not_reported_as_saved(
    wiring: Wiring, db: Session, monkeypatch: object
) -> None:
    def full_disk(session: Session) -> None:
        raise OSError("disk full")

    sa.event.listen(wiring.writes, "before_commit", full_disk)
    _events, status = ask(wiring, monkeypatch, "/xac-minh/thu")
    sa.event.remove(wiring.writes, "before_commit", full_disk)
    assert (status, jobs.waiting(db)) == (500, 0)


def test_a_redrawn_form_leaves_nothing_behind(
    wiring: Wiring, db: Session, monkeypatch: object
) -> None:
    _events, status = ask(wiring, monkeypatch, "/xac-minh/thu?fail=1")
    assert (status, jobs.waiting(db)) == (422, 0)
