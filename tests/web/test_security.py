"""Whose form it is, how large it may be, which headers go out, where a redirect may lead."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Visitor
from web.page import is_local

Visit = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "", "Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_from_elsewhere_is_refused(
    visit: Visit, headers: dict[str, str], status: int
) -> None:
    answer = visit().post("/ngon-ngu", data={"to": "en", "tiep": "/"}, headers=headers)
    assert answer.status_code == status


def test_a_body_too_large_is_refused_announced_or_not(visit: Visit) -> None:
    browser = visit()
    told = browser.post("/ngon-ngu", content=b"x" * 30_000_001)
    typed = {"content-type": "application/x-www-form-urlencoded"}  # else nobody reads the body
    pieces = (b"x" * 1_000_000 for _ in range(31))
    untold = browser.post("/ngon-ngu", content=pieces, headers=typed)
    assert (told.status_code, untold.status_code) == (413, 413)


def test_every_answer_carries_the_strict_headers(visit: Visit) -> None:
    browser = visit()
    for path in ("/", "/khong-co", "/static/app.css", "/healthz"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
    assert browser.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("/", True),
        ("/ho-so?x=1", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("", False),
        ("ho-so", False),
    ],
)
def test_a_redirect_stays_on_this_site(address: str, local: bool) -> None:
    assert is_local(address) is local
