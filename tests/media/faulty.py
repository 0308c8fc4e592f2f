"""An S3 that fails, stalls and lies: a real server in front of a real one, with orders."""

import hashlib
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Orders:
    """What happens to the next requests: `do("fail", 2)` fails two of them. Then it is honest."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.seen = 0
        self._lock = threading.Lock()
        self._orders: list[str] = []

    def do(self, what: str, times: int = 1, after: int = 0) -> None:
        with self._lock:
            self._orders = ["pass"] * after + [what] * times
            self.seen = 0

    def take(self) -> str:
        with self._lock:
            self.seen += 1
            return self._orders.pop(0) if self._orders else "pass"


@contextmanager
def server(behind: str) -> Iterator[tuple[str, Orders]]:
    """Its address, and where to give it orders."""
    orders = Orders(behind)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            order = orders.take()
            if order == "stall":
                time.sleep(1.5)
                self.close_connection = True
                return
            if order == "hang up":
                self.close_connection = True
                return
            if order == "fail":
                self._send(503, {}, b"<Error><Code>SlowDown</Code></Error>")
                return
            if order == "say yes":  # and keep nothing
                self._send(200, {"ETag": self._etag(body)}, b"")
                return
            status, headers, told = self._ask(
                body if order != "keep half" else body[: length // 2]
            )
            if order == "change a byte" and told:
                told = told[:-1] + bytes([told[-1] ^ 1])
            if order == "break off":
                self.send_response(status)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told[: len(told) // 2])
                self.wfile.flush()
                self.close_connection = True
                return
            self._send(status, headers, told)

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = answer

        def _etag(self, body: bytes) -> str:
            return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'

        def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
            own = ("host", "content-length", "connection", "expect", "content-md5")
            headers = {k: v for k, v in self.headers.items() if k.lower() not in own}
            line = http.client.HTTPConnection(orders.behind.removeprefix("http://"), timeout=10)
            try:
                sent = body if self.command in ("PUT", "POST") else None
                line.request(self.command, self.path, sent, headers)
                told = line.getresponse()
                return told.status, dict(told.headers), told.read()
            finally:
                line.close()

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            kept = ("etag", "last-modified", "content-type")
            for name, value in headers.items():
                if name.lower() in kept:
                    self.send_header(name, value)
            length = headers.get("Content-Length", "0") if self.command == "HEAD" else len(body)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    host, port = httpd.server_address[:2]
    try:
        yield f"http://{host!s}:{port}", orders
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
