"""One press, one request: a double click on what htmx sends, sends once."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route
from sqlalchemy.orm import Session

from core.rights import Role
from fairs.fairs import queries
from fairs.fairs.kinds import FairStatus
from tests.build import market, people
from tests.build.places import places
from tests.web.conftest import Visitor
from tests.web.test_judging_browser import SITE, show

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"


def test_every_form_that_htmx_sends_says_what_a_second_press_does() -> None:
    lacking = [
        f"{path.name}: {form}"
        for path in TEMPLATES.rglob("*.html")
        for form in re.findall(r"<form\b[^>]*>", path.read_text("utf-8"))
        if "hx-post" in form and "hx-sync" not in form
    ]
    assert lacking == []


def test_a_double_click_sends_one_request(
    screen: Page, db: Session, visit: Callable[..., Visitor]
) -> None:
    where = places(db)
    fair = market.fair(db, unit_id=where.province, status=FairStatus.DRAFT)
    desk = people.person(db, Role.FAIR_ORGANISER, unit_id=where.province)
    show(screen, visit(desk))
    sent: list[str] = []

    def note(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.headers.get("hx-request", "plain"))
            screen.wait_for_timeout(150)  # the answer takes a moment: the second click comes first
        route.fallback()

    screen.route("**/*", note)
    screen.goto(f"{SITE}/dieu-hanh/hoi-cho/{fair.slug}")
    screen.get_by_role("button", name="Mở nhận đăng ký").dblclick()
    screen.get_by_role("button", name="Đóng đăng ký và xếp gian").wait_for()
    assert sent == ["true"]
    db.expire_all()
    assert queries.get_fair(db, fair.slug).status is FairStatus.OPEN
