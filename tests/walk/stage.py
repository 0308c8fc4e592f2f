"""Where the walk is played: a migrated, empty database, files on disk, a live server, a clock."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from alembic import command
from alembic.config import Config
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no stubs
from playwright.sync_api import Browser, Page

from core.clock import VIETNAM
from core.db import unit_of_work
from core.territory import service as territory
from web import deps
from web.app import create_app
from web.settings import Settings
from web.wiring import HERE, Wiring, wire

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
ADMINISTRATOR = ("quan-tri@walk.example", "quản trị viên giữ nhà")
PATIENCE = 20_000
"""Milliseconds that a page may take before the walk is given up: a busy machine is slow."""

SECRET = "only-for-the-walk-only-for-the-walk"
VINH_LONG = "86"
NAMES = (
    (r"/\d+(?=/|$)", "/#"),
    (r"/(binh-chon|cham-diem|hoi-cho|chuong-trinh)/(?!moi|#|phieu)[^/]+", r"/\1/…"),
    (r"/(san-pham|co-so|xac-minh|loi-moi)/(?!moi|#)[^/]+", r"/\1/…"),
    (r"(/du-thi/#)/(?!anh|nhom|kiem-tra|bien-nhan)[^/]+", r"\1/…"),
)
"""What is only a name or a number in an address, and what stands for it."""


class Clock:
    """The program's time; it runs on by itself from wherever it was set."""

    def __init__(self) -> None:
        self._shift = timedelta(0)

    def set(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """It is now this minute in Vietnam."""
        self._shift = datetime(year, month, day, hour, minute, tzinfo=VIETNAM) - datetime.now(UTC)

    def now(self) -> datetime:
        """What the pages take for now."""
        return datetime.now(UTC) + self._shift


@dataclass
class Stage:
    """The running program, and what was seen of its pages."""

    url: str
    wiring: Wiring
    clock: Clock
    browser: Browser
    pictures: Path | None
    looked_at: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def open_page(self, size: dict[str, int], *, scripts: bool = True) -> Page:
        """A browser of somebody's own: what it complains of is kept in `troubles`."""
        context = self.browser.new_context(
            base_url=self.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on(
            "console",
            lambda told: (
                self.troubles.append(f"console: {told.text}")
                if "Security Policy" in told.text
                else None
            ),
        )
        page.on(
            "response",
            lambda told: (
                self.troubles.append(f"{told.status} {told.request.method} {told.url}")
                if told.status >= 500
                else None
            ),
        )
        return page

    def look(self, page: Page, status: int = 200) -> None:
        """Once for every kind of page: axe, no sideways scrolling at either width, a picture."""
        kind = kind_of(page)
        if status != 200:
            kind = f"{status} {page.locator('h1').inner_text()}"
        if kind in self.looked_at:
            return
        self.looked_at.add(kind)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        self.troubles += [
            f"axe {one['id']} on {kind}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        own = page.viewport_size
        for size in (DESK, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                self.troubles.append(f"{kind} is {wide} wide at {size['width']}")
            if self.pictures:
                name = re.sub(r"\W+", "-", kind).strip("-") or "home"
                file = self.pictures / f"{len(self.looked_at):02}-{name}-{size['width']}.png"
                page.screenshot(path=file, full_page=True, caret="initial")
        if own:
            page.set_viewport_size(own)


def kind_of(page: Page) -> str:
    """The address with its names and numbers taken out, so that like pages look alike."""
    path = urlsplit(page.url).path
    for what, instead in NAMES:
        path = re.sub(what, instead, path)
    return f"{path} refused" if page.evaluate("!!document.getElementById('faults')") else path


@contextmanager
def staged(folder: Path, browser: Browser) -> Iterator[Stage]:
    """Migrate an empty database, make the administrator by the command, serve until the end."""
    with listening() as (port, url):
        settings = Settings(
            database_url=f"sqlite:///{folder}/walk.db",
            media_url=str(folder / "media"),
            secret=SECRET,
            public_url=url,
        )
        wiring = wire(settings)
        _migrate(wiring)
        _make_administrator(settings)
        with serving(wiring, port, browser) as stage:
            yield stage
        wiring.engine.dispose()


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    """A free port of this machine, and its address."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        yield port, f"http://127.0.0.1:{port.getsockname()[1]}"


@contextmanager
def serving(wiring: Wiring, port: socket.socket, browser: Browser) -> Iterator[Stage]:
    """The program at that port, in a thread, with a clock that can be set."""
    clock = Clock()
    app = create_app(wiring)
    app.dependency_overrides[deps.now] = clock.now
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=5)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, name="server")
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        wanted = os.environ.get("PICTURES")
        pictures = Path(wanted) if wanted else None
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
        yield Stage(wiring.settings.public_url, wiring, clock, browser, pictures)
    finally:
        server.should_exit = True
        thread.join(30)


def _migrate(wiring: Wiring) -> None:
    """As `python -m web migrate`, but with the units of one province only: it is quicker."""
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    with wiring.engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with unit_of_work(wiring.writes) as session:
        territory.load(session, provinces={VINH_LONG})


def _make_administrator(settings: Settings) -> None:
    email, password = ADMINISTRATOR
    told = subprocess.run(
        [sys.executable, "-m", "web", "new-admin", "--name", "Quản trị viên", "--email", email],
        input=f"{password}\n",
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "DATABASE_URL": settings.database_url,
            "MEDIA_URL": settings.media_url,
            "SECRET": settings.secret,
        },
    )
    assert told.returncode == 0, told.stderr
    assert email in told.stdout
