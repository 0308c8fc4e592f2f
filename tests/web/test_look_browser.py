"""The parts in a real browser: nothing clipped, nothing sideways, nothing axe calls serious."""

import mimetypes
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no stubs
from playwright.sync_api import Page, Route

from tests.web.gallery import STATIC, gallery, paper
from web.security import HEADERS

SITE = "http://127.0.0.1:9"
MARKS = "ẪẨỄ ỔỮẰ ẬỆỘ ỰỴ"


def serve(screen: Page, pages: dict[str, Callable[[], str]]) -> list[str]:
    """Answers the browser without a server, under our own policy; returns what was asked."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        asked.append(path)
        if path in pages:
            headers = dict(HEADERS)
            route.fulfill(body=pages[path](), headers=headers | {"content-type": "text/html"})
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    screen.route("**/*", answer)
    return asked


CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  const how = getComputedStyle(e);
  return !e.closest('.unseen, svg, select, .table-cards thead') && e.textContent.trim()
    && (how.overflowY === 'hidden' || how.overflowY === 'clip')
    && e.scrollHeight > e.clientHeight + 1;
}).map(e => e.className)"""


@pytest.mark.parametrize(
    ("width", "text"), [(320, 100), (390, 200), (768, 100), (1200, 200), (1280, 100)]
)
def test_no_sideways_scroll_and_no_cut_marks(screen: Page, width: int, text: int) -> None:
    serve(screen, {"/": gallery})
    screen.set_viewport_size({"width": width, "height": 800})
    screen.goto(SITE)
    screen.evaluate(
        "text => { document.documentElement.style.fontSize = text * 1.125 + '%' }", text
    )
    screen.evaluate(
        """marks => document.querySelectorAll('main p, main a, main td, main dt, main label, .tag')
        .forEach(e => { if (!e.children.length) e.textContent = marks + ' ' + e.textContent })""",
        MARKS,
    )
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.evaluate(CLIPPED) == []


def test_the_policy_stops_nothing_and_two_fonts_are_asked_for(screen: Page) -> None:
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text))
    asked = serve(screen, {"/": gallery})
    screen.goto(SITE)
    screen.wait_for_load_state("networkidle")
    assert [line for line in said if "Security Policy" in line] == []
    assert sorted(path for path in asked if path.endswith(".woff2")) == [
        "/static/fonts/be-vietnam-pro-bold.woff2",
        "/static/fonts/be-vietnam-pro-regular.woff2",
    ]


def test_the_reader_chooses_light_or_dark(screen: Page) -> None:
    serve(screen, {"/": gallery})
    ground = "getComputedStyle(document.body).backgroundColor"
    screen.goto(SITE)
    assert screen.evaluate(ground) == "rgb(250, 246, 236)"
    screen.locator(".top-tools [data-theme-switch]").click()
    assert screen.evaluate(ground) == "rgb(23, 19, 15)"
    screen.reload()
    assert screen.evaluate(ground) == "rgb(23, 19, 15)"


def test_money_is_read_back_and_the_faults_take_the_focus(screen: Page) -> None:
    serve(screen, {"/": gallery})
    screen.goto(SITE)
    assert screen.evaluate("document.activeElement.id") == "faults"
    screen.locator("#f-asked").fill("1250000000")
    assert screen.locator("#f-asked-echo").inner_text() == "1.250.000.000 đ"
    screen.locator("#f-asked").fill("nhiều")
    assert screen.locator("#f-asked-echo").inner_text() == ""


def test_the_menu_opens_without_a_script(screen: Page) -> None:
    serve(screen, {"/": gallery})
    screen.route("**/*.js*", lambda route: route.abort())
    screen.set_viewport_size({"width": 320, "height": 700})
    screen.goto(SITE)
    screen.locator(".menu > summary").click()
    assert screen.locator(".menu-panel a").first.is_visible()
    assert not screen.locator("[data-theme-switch]").last.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(screen: Page, scheme: str) -> None:
    serve(screen, {"/": gallery, "/giay": paper})
    screen.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
    found = []
    for path, width in (("/", 1280), ("/", 390), ("/giay", 1280)):
        screen.set_viewport_size({"width": width, "height": 800})
        screen.goto(SITE + path)
        results = Axe().run(screen).response["violations"]
        found += [
            (path, width, v["id"], [node["target"] for node in v["nodes"]])
            for v in results
            if v["impact"] in ("serious", "critical")
        ]
    assert found == []
