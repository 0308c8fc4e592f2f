"""The browser speaks Vietnamese, lives in our time zone, and cannot leave the machine."""

import playwright.sync_api
import pytest
from playwright.sync_api import Page


def test_the_browser_is_ours_and_stays_here(screen: Page) -> None:
    screen.set_content("<p id='p'></p>")
    seen = screen.evaluate(
        "() => [navigator.language, new Date().getTimezoneOffset(), innerWidth]"
    )
    assert seen == ["vi-VN", -7 * 60, 1280]
    with pytest.raises(playwright.sync_api.Error, match="ERR_NAME_NOT_RESOLVED"):
        screen.goto("http://example.org/")
