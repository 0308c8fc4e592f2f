"""Photographs of every page of the demonstration: `make pictures`, then look at them.

    make pictures                         everything, into var/pictures (index.html shows it)
    make pictures ONLY=hoi-cho            the doors whose address contains this
    make pictures WIDTHS=390 THEMES=dark LANGUAGES=en EXAMPLES=4

Each role of the demonstration signs in and follows links from its own first page, so that what
is photographed is what that person can reach; an address that no link leads to is named at the
end. A page that answers badly, is wider than its screen, or complains in the browser's console
is named too, and the exit status is then 1.
"""

import html
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser import FLAGS, find_chromium
from web.demo.cast import WORD
from web.deps import LOCALE_COOKIE
from web.doors import DOORS

ROLES = (
    "",
    "producer-1",
    "producer-2",
    "collaborator",
    "officer",
    "secretary",
    "head",
    "juror-1",
    "chair",
    "member-1",
    "organiser",
    "support",
    "manager",
    "inspector",
    "admin",
)
"""Who looks, in order; a page is photographed as the first who reaches it sees it."""

START = ("/", "/ho-so", "/cham-diem", "/dieu-hanh", "/quan-tri", "/dang-nhap", "/xac-minh")
NOT_PAGES = re.compile(
    r"^GET /(healthz|readyz|metrics|anh/|robots|sitemap|p/|P/|XAC-MINH)"
    r"|\.(csv|json|xlsx|docx|pdf)$|/tep$|\{token\}"
)
MOST_ANSWERS = 4_000
MOST_OF_A_DOOR = 24
"""How many addresses of one door are followed: contests in every stage, say."""


@dataclass(slots=True)
class Plan:
    """What to photograph, from the environment."""

    into: Path = Path(os.environ.get("INTO", "var/pictures"))
    only: str = os.environ.get("ONLY", "")
    examples: int = int(os.environ.get("EXAMPLES", "2"))
    widths: list[int] = field(
        default_factory=lambda: [int(w) for w in os.environ.get("WIDTHS", "390,1280").split(",")]
    )
    themes: list[str] = field(
        default_factory=lambda: os.environ.get("THEMES", "light,dark").split(",")
    )
    languages: list[str] = field(
        default_factory=lambda: os.environ.get("LANGUAGES", "vi,en").split(",")
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One address to photograph, and as whom."""

    door: str
    role: str
    path: str


def patterns() -> list[tuple[re.Pattern[str], str]]:
    """Every GET door as an expression, those with fewest free parts first."""
    doors = sorted((d for d in DOORS if d.startswith("GET ")), key=lambda d: (d.count("{"), d))
    return [
        (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(door.removeprefix("GET ")))), door)
        for door in doors
    ]


PATTERNS = patterns()


def door_of(path: str) -> str | None:
    """The door an address belongs to."""
    return next((door for pattern, door in PATTERNS if pattern.fullmatch(path)), None)


@contextmanager
def serving(log: Path) -> Iterator[str]:
    """A demonstration of its own on a free port of loopback; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, log.open("w") as output:
        environment = os.environ | {
            "VAR": folder,
            "PORT": str(port),
            "DATABASE_URL": f"sqlite:///{folder}/pictures.db",
            "MEDIA_URL": f"{folder}/media",
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        command = [sys.executable, "-m", "web", "serve", "--demo-when-empty"]
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until somebody listens there. Raises SystemExit when the server ended or took too long."""
    for _ in range(600):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise SystemExit("the demonstration did not start; its words are in server.log")


def signed_in(browser: Browser, url: str, role: str) -> BrowserContext:
    """A context in which this person of the demonstration is signed in."""
    context = browser.new_context(base_url=url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(30_000)
    if role:
        answer = context.request.post(
            "/dang-nhap",
            form={"contact": f"{role}@mo-phong.example", "password": WORD},
            headers={"Origin": url},
        )
        if "/dang-nhap" in urlsplit(answer.url).path:
            raise SystemExit(f"{role} could not sign in: {answer.status}")
    return context


def crawl(
    context: BrowserContext, role: str, plan: Plan, seen: dict[str, list[str]]
) -> list[Found]:
    """What this person reaches by links and nobody before did, `plan.examples` for each door."""
    found: list[Found] = []
    mine: dict[str, set[str]] = defaultdict(set)
    waiting = list(START)
    asked = 0
    while waiting and asked < MOST_ANSWERS:
        path = waiting.pop(0)
        door = door_of(urlsplit(path).path)
        if door is None or NOT_PAGES.search(door) or path in mine[door]:
            continue
        if len(mine[door]) >= MOST_OF_A_DOOR:
            continue
        mine[door].add(path)
        asked += 1
        answer = context.request.get(path)
        if urlsplit(answer.url).path != urlsplit(path).path:
            waiting.append(urlsplit(answer.url).path)
            continue
        text = answer.text() if "text/html" in answer.headers.get("content-type", "") else ""
        if answer.status == 200 and text and len(seen[door]) < plan.examples:
            seen[door].append(path)
            found.append(Found(door, role, path))
        links = re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', text)
        waiting += [
            target.path
            for link in links
            for target in (urlsplit(urljoin(path, html.unescape(link))),)
            if not target.netloc
        ]
    return found


def listen(page: Page, said: list[str]) -> None:
    """Collect what the browser complains of."""

    def complained(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", complained)
    page.on("pageerror", lambda error: said.append(str(error)))


def faults_of(page: Page, status: int, said: list[str]) -> list[str]:
    """What is wrong with a page as it stands on the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return (
        ([f"answers {status}"] if status != 200 else [])
        + ([f"is {wide} pixels wider than the screen"] if wide > 0 else [])
        + said
    )


def photograph(
    context: BrowserContext, url: str, pages: list[Found], plan: Plan
) -> tuple[list[tuple[Found, str]], list[str]]:
    """Take every picture of these pages: (page, file) and what was wrong."""
    taken: list[tuple[Found, str]] = []
    wrong: list[str] = []
    for language in plan.languages:
        context.add_cookies([{"name": LOCALE_COOKIE, "value": language, "url": url}])
        for theme in plan.themes:
            for width in plan.widths:
                page = context.new_page()
                page.set_viewport_size({"width": width, "height": 844 if width < 600 else 800})
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                said: list[str] = []
                listen(page, said)
                for one in pages:
                    said.clear()
                    answer = page.goto(one.path, wait_until="load")
                    status = answer.status if answer else 0
                    name = f"{language}/{theme}/{width}/{file_name(one)}"
                    (plan.into / name).parent.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=plan.into / name, full_page=True, type="jpeg", quality=70)
                    taken.append((one, name))
                    wrong += [
                        f"{one.role or 'visitor'} {one.path} {language} {theme} {width}: {fault}"
                        for fault in faults_of(page, status, said)
                    ]
                page.close()
    return taken, wrong


def file_name(one: Found) -> str:
    """A name that sorts by address."""
    return re.sub(r"[^\w-]+", "_", one.path).strip("_")[:120] + f"--{one.role or 'visitor'}.jpg"


def contact_sheet(taken: list[tuple[Found, str]]) -> str:
    """One page that shows all pictures, by door."""
    rows: dict[str, list[tuple[Found, str]]] = defaultdict(list)
    for one, name in taken:
        rows[one.door].append((one, name))
    body = "".join(
        f"<h2>{html.escape(door)}</h2><div>"
        + "".join(
            f'<a href="{html.escape(name)}" title="{html.escape(one.path)} {name}">'
            f'<img loading="lazy" height="320" src="{html.escape(name)}"></a>'
            for one, name in sorted(shots, key=lambda shot: (shot[0].path, shot[1]))
        )
        + "</div>"
        for door, shots in sorted(rows.items())
    )
    return f'<!doctype html><meta charset="utf-8"><title>Tinh Hoa</title>{body}'


def main() -> int:
    """Photograph; 1 when a page is at fault."""
    plan = Plan()
    plan.into.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("no browser (Chromium) was found; CHROMIUM=/path/to/chromium names one")
    taken: list[tuple[Found, str]] = []
    wrong: list[str] = []
    seen: dict[str, list[str]] = defaultdict(list)
    with serving(plan.into / "server.log") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for role in ROLES:
            context = signed_in(browser, url, role)
            pages = [one for one in crawl(context, role, plan, seen) if plan.only in one.door]
            print(f"{role or 'visitor'}: {len(pages)} pages", flush=True)
            shots, faults = photograph(context, url, pages, plan)
            taken += shots
            wrong += faults
            context.close()
        browser.close()
    (plan.into / "index.html").write_text(contact_sheet(taken), encoding="utf-8")
    unseen = [
        d for d in DOORS if d.startswith("GET ") and not NOT_PAGES.search(d) and d not in seen
    ]
    print(f"{len(taken)} pictures of {len(seen)} doors in {plan.into}/index.html")
    for door in unseen:
        print(f"no link leads to: {door}")
    for fault in wrong:
        print(f"FAULT {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
