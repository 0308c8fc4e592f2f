"""A real browser for tests: Debian's Chromium, driven by Playwright, kept off the network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.lacking import lack

HOW_TO_GET = "apt-get install --no-install-recommends chromium, or CHROMIUM=/path/to/chromium"

FLAGS = [
    "--no-sandbox",  # the pages are ours, and root may run the tests
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium() -> str | None:
    """The path of a browser that can be driven, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run; each test opens its own context, so nothing is shared."""
    path = find_chromium()
    if path is None:
        lack("a browser (Chromium)", HOW_TO_GET)
    driver = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True)
    if driver.returncode != 0:
        lack("what Playwright's driver is linked to", "apt-get install libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Page]:
    """An empty page of 1280 by 800 in a fresh context: no cookies, Vietnamese, our time zone.

    The content security policy of the program stays in force.
    """
    context = chromium.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1280, "height": 800},
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
