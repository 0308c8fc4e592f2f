"""What every request passes: whose form it is, how large it may be, and which headers go out."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=(), camera=(self), payment=()",
}


class SameOrigin:
    """Refuses a change that another site asks for (CSRF).

    Sec-Fetch-Site decides where the browser sends it; older browsers send Origin with every form;
    a request with neither is refused. Behind a proxy the public address counts as our own.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app, self.public_host = app, urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS or self._own(scope):
            await self.app(scope, receive, send)
            return
        await _answer(send, 403, "Yêu cầu đến từ một trang khác nên bị từ chối.")

    def _own(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        site = headers.get(b"sec-fetch-site", b"").decode("latin-1")
        if site:
            return site in {"same-origin", "none"}
        origin = urlsplit(headers.get(b"origin", b"").decode("latin-1")).netloc
        host = headers.get(b"host", b"").decode("latin-1")
        return bool(origin) and origin in {host, self.public_host}


class BodyLimit:
    """Refuses a body above `limit` bytes, announced or not, with 413."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > self.limit:
            await _answer(send, 413, f"Gửi quá {self.limit // 1_000_000} MB một lần.")
            return
        seen = 0
        too_large = False
        started = False

        async def counted() -> Message:
            nonlocal seen, too_large
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                too_large = True
                return {"type": "http.disconnect"}
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            if too_large and not started:
                return
            started = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except Exception:
            if not too_large:
                raise
        if too_large and not started:
            await _answer(send, 413, f"Gửi quá {self.limit // 1_000_000} MB một lần.")


class Headers:
    """Adds the strict headers to every answer; private pages are never kept by a cache."""

    def __init__(self, app: ASGIApp, https: bool, files_from: str = "") -> None:
        self.app = app
        told = dict(HEADERS)
        if files_from:  # the bucket, where browsers ask it themselves
            policy = told["content-security-policy"]
            policy = policy.replace("img-src 'self'", f"img-src 'self' {files_from}")
            told["content-security-policy"] = f"{policy}; connect-src 'self' {files_from}"
        if https:
            told["strict-transport-security"] = "max-age=31536000"
        self.headers = [(k.encode(), v.encode()) for k, v in told.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                added = [(k, v) for k, v in self.headers if k not in names]
                if b"cache-control" not in names:
                    kept = scope["path"].startswith("/static/") and b"v=" in scope["query_string"]
                    value = b"public, max-age=31536000, immutable" if kept else b"no-store"
                    added.append((b"cache-control", value))
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


async def _answer(send: Send, status: int, sentence: str) -> None:
    body = f'<!doctype html><html lang="vi"><meta charset="utf-8"><p>{sentence}</p>'.encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"hx-retarget", b"#notice"),  # a form that was refused unread is not replaced
        (b"hx-reswap", b"innerHTML"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
