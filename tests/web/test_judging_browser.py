"""The sheet under a juror's hands in a real browser: kept field by field, nothing is lost."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no stubs
from playwright.sync_api import Page, Route, expect
from sqlalchemy.orm import Session

from contest.scoring import queries
from tests.build import judging
from tests.build.judging import Hall
from tests.web.conftest import Visitor

SITE = "http://testserver"


def show(screen: Page, browser: Visitor) -> None:
    """Answers the browser by the application, without a network between."""

    def answer(route: Route) -> None:
        asked = route.request
        parts = urlsplit(asked.url)
        told = browser.request(
            asked.method,
            parts.path + (f"?{parts.query}" if parts.query else ""),
            content=asked.post_data_buffer,
            headers={k: v for k, v in asked.headers.items() if k not in ("host", "cookie")},
        )
        headers = {k: v for k, v in told.headers.items() if k != "content-encoding"}
        route.fulfill(status=told.status_code, headers=headers, body=told.content)

    screen.route("**/*", answer)


def stored(db: Session, hall: Hall) -> list[int | None]:
    """The first juror's points for the first product, in the order of the sheet."""
    with Session(db.get_bind()) as fresh:
        found = queries.find_sheet(fresh, hall.seats[0].id, hall.entries[0].id)
        points = {one.criterion_id: one.points for one in found.scores} if found else {}
    return [points.get(leaf.id) for leaf in hall.leaves]


def test_a_juror_at_work(screen: Page, db: Session, visit: Callable[..., Visitor]) -> None:
    hall = judging.hall(db, entries=2, now=datetime.now(UTC))
    show(screen, visit(hall.jurors[0]))
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text))
    screen.set_viewport_size({"width": 390, "height": 844})
    screen.goto(f"{SITE}/cham-diem/phieu/{hall.entries[0].id}")
    fields = screen.locator('input[name^="p_"]')
    total = screen.locator("#sheet-total")

    # By the keyboard alone, quicker than the answers come.
    fields.nth(0).focus()
    for text in ("18,5", "17.25", "9", "11"):
        screen.keyboard.type(text)
        screen.keyboard.press("Tab")
    expect(total).to_contain_text("44,75")
    expect(total).to_contain_text("Đã chấm 3/8 mục")
    # The refused one stands beside its field, keeps what was typed, and stops no other field.
    fault = screen.locator(f"#e-p_{hall.leaves[3].id} .fault")
    expect(fault).to_contain_text("từ 0 đến 10")
    expect(fields.nth(3)).to_have_value("11")
    expect(fields.nth(4)).to_be_focused()
    screen.keyboard.type("8")
    screen.keyboard.press("Tab")
    expect(total).to_contain_text("52,75")
    assert stored(db, hall) == [1850, 1725, 900, None, 800, None, None, None]
    fields.nth(3).fill("10")
    fields.nth(3).press("Tab")
    expect(fault).to_have_count(0)

    # Another tab has saved meanwhile: both values are shown, nothing is overwritten unasked.
    other = visit(hall.jurors[0])
    name = f"p_{hall.leaves[0].id}"
    expect(total).to_contain_text("62,75")
    version = screen.locator("input[name=version]").input_value()
    other.post(
        f"/cham-diem/phieu/{hall.entries[0].id}",
        data={name: "12", "version": version, "act": "save"},
    )
    fields.nth(0).fill("19")
    fields.nth(0).press("Tab")
    expect(screen.locator("#sheet")).to_contain_text("Đã lưu ở nơi khác: 12")
    expect(fields.nth(0)).to_have_value("19")
    assert stored(db, hall)[0] == 1200

    for index, text in ((5, "8"), (6, "8"), (7, "7")):
        fields.nth(index).fill(text)
    screen.get_by_role("button", name="Ký phiếu").click()
    screen.wait_for_url(re.compile(rf"/cham-diem/phieu/{hall.entries[1].id}$"))
    assert stored(db, hall) == [1900, 1725, 900, 1000, 800, 800, 800, 700]

    for address in (f"/cham-diem/phieu/{hall.entries[0].id}", f"/cham-diem/{hall.contest.slug}"):
        screen.goto(SITE + address)
        found = Axe().run(screen).response["violations"]
        grave = [v["id"] for v in found if v["impact"] in ("serious", "critical")]
        assert grave == []
        assert screen.evaluate("document.documentElement.scrollWidth") <= 390
    assert [line for line in said if "Security Policy" in line] == []
