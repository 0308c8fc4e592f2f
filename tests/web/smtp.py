"""A small mail server of the test's own on loopback: takes letters, refuses, stalls or drops."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    """`manner` is what it does with the next letter: take, refuse, later, stall, drop."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.manner = "take"
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        """What SMTP_URL says."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(MailServer, self.server)
        if server.manner == "stall":
            server.over.wait(10)
            return
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.decode().strip()
            verb = word[:4].upper()
            if verb == "EHLO":
                self.say("250 here")
            elif verb == "MAIL" and server.manner == "drop":
                return
            elif verb == "RCPT" and server.manner in ("refuse", "later"):
                no = "550 5.1.1 no such user" if server.manner == "refuse" else "451 4.3.0 busy"
                self.say(no)
            elif verb == "RCPT":
                server.recipients.append(word[8:].strip("<>"))
                self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                server.taken.append(self.letter())
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=default)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens while the block runs."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join(5)
