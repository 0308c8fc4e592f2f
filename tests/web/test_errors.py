"""What is told, and logged, when a request cannot be answered."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from web.app import create_app
from web.wiring import Wiring


def test_who_leaves_amid_a_form_breaks_nothing(
    wiring: Wiring, caplog: pytest.LogCaptureFixture
) -> None:
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/dang-nhap",
        "raw_path": b"/dang-nhap",
        "query_string": b"",
        "headers": [
            (b"host", b"testserver"),
            (b"origin", b"http://testserver"),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }
    told: list[Any] = []
    arriving = iter(
        [
            {"type": "http.request", "body": b"contact=la", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive() -> Any:
        return next(arriving)

    async def send(message: Any) -> None:
        told.append(message)

    async def served() -> None:
        await create_app(wiring)(scope, receive, send)

    # In a thread of its own: where a browser is driven, this one already has a running loop.
    with caplog.at_level(logging.WARNING), ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, served()).result(timeout=30)
    assert told[0]["status"] == 400
    assert caplog.records == []
