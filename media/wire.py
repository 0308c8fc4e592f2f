"""Messages between the sandbox and its decoder: two lengths, a JSON head, then bytes."""

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct(">II")
BUSY = "pictures_busy"
"""Refused for want of a free decoder or of time, not for what the picture is."""
LONGEST = 64 * 1024 * 1024


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message as bytes."""
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def read(source: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message, or None at the end. Raises EOFError when it breaks off or is too long."""
    lengths = source.read(LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < LENGTHS.size:
        raise EOFError("broke off in the lengths")
    head_length, body_length = LENGTHS.unpack(lengths)
    if head_length + body_length > LONGEST:
        raise EOFError("too long")
    head, body = source.read(head_length), source.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        raise EOFError("broke off in the message")
    return json.loads(head), body
