"""A juror's device as the desk's script behaves: it keeps every change until it is answered.

The line is cut by the simulator, not by a mock: bytes really stop, answers are really not read.
"""

import json
import socket
from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random
from typing import Any

Key = tuple[int, int | None]
"""(entry id, criterion id or None for the remark)"""

ANSWER_SECONDS = 30.0


class Line(Enum):
    """What happens to one sending."""

    WHOLE = auto()
    NOT_SENT = auto()  # offline: nothing leaves the device
    CUT_GOING = auto()  # some bytes leave, then the line is gone
    CUT_COMING = auto()  # the request arrives, its answer does not
    TWICE = auto()  # an impatient hand, a retry that crossed its answer


@dataclass
class Device:
    """One device of one juror. `pending` is what is not answered yet, the oldest first."""

    name: str
    cookie: str
    port: int
    pending: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    disagreed: set[Key] = field(default_factory=set)
    versions: dict[int, int] = field(default_factory=dict)
    sequence: int = 0
    skew: int = 0

    def type(self, key: Key, value: str) -> dict[str, Any]:
        """The juror changes a field; the device keeps it."""
        entry, criterion = key
        self.sequence += 1
        made = {
            "id": f"{self.name}-{self.sequence}",
            "entry": entry,
            "device": self.name,
            "sequence": self.sequence,
            "base": self.versions.get(entry, 0),
            "criterion": criterion,
            "value": value,
            "at": 1_790_000_000_000 + self.skew + self.sequence,
        }
        self.pending.append(made)
        return made

    def send(self, line: Line, chance: Random, most: int = 40) -> bool:
        """Send what waits, over such a line; True when it was answered."""
        if not self.pending or line is Line.NOT_SENT:
            return False
        batch = self.pending[:most]
        if chance.random() < 0.3:  # what a retry crosses comes in any order
            batch = chance.sample(self.pending, chance.randrange(1, len(batch) + 1))
        request = self._request(batch)
        try:
            if line is Line.CUT_GOING:
                _cut(self.port, request[: chance.randrange(1, len(request))])
                return False
            if line is Line.CUT_COMING:
                _cut(self.port, request)
                return False
            if line is Line.TWICE:
                _cut(self.port, request)
            status, answer = _ask(self.port, request)
        except OSError:
            return False
        if status != 200:
            return False
        self.hear(json.loads(answer))
        return True

    def hear(self, told: dict[str, Any]) -> None:
        """Take the answer: what is kept on the server need not be kept here."""
        known = {one["id"]: one for one in self.pending}
        for one in told["answers"]:
            sent = known.pop(one["id"], None)
            if sent is None:
                continue
            if one["outcome"] is None:
                self.refused[one["id"]] = one["code"]
            else:
                self.acknowledged[one["id"]] = sent | {"outcome": one["outcome"]}
            if one["outcome"] == "clash":
                self.disagreed.add((sent["entry"], sent["criterion"]))
        self.pending = list(known.values())
        for sheet in told["sheets"]:
            self.versions[sheet["entry"]] = sheet["version"]

    def _request(self, batch: list[dict[str, Any]]) -> bytes:
        body = json.dumps({"operations": batch}).encode()
        head = (
            f"POST /cham-diem/thao-tac HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Origin: http://127.0.0.1:{self.port}\r\nCookie: phien={self.cookie}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
        )
        return head.encode() + body


def _cut(port: int, part: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as line:
        line.sendall(part)


def _ask(port: int, request: bytes) -> tuple[int, bytes]:
    """(status, body). Raises OSError when the line breaks before the whole answer is here."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as line:
        line.sendall(request)
        while part := line.recv(65_536):
            found += part
    head, sign, body = found.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    lengths = [
        int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")
    ]
    if not sign or (lengths and len(body) < lengths[0]):
        raise ConnectionError("the answer was cut")
    return int(lines[0].split()[1]), body
