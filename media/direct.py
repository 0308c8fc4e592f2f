"""Bytes that a browser sends to the bucket itself, and how they come under our eyes.

They lie below `incoming/` until they are collected: examined like any other, kept under their own
digest, and forgotten there. What nobody collects is swept away with the orphans.
"""

import secrets
from dataclasses import dataclass

from core.errors import Invalid, NotFound
from media import rules
from media.storage import Invitation, Storage

SECONDS = 3600
"""How long an address takes an upload: a slow line needs its time."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An upload that was allowed: its token, and where to send the bytes."""

    token: str
    to: Invitation


def invite(
    storage: Storage, account_id: int, size: int, *, field: str = "photo"
) -> Invited | None:
    """Let that account send exactly so many bytes past us; None where the home takes none so.

    Raises Invalid at `field` for more than a photo may have, or none.
    """
    if size < 1:
        raise Invalid({field: "empty_file"})
    if size > rules.MAX_BYTES:
        raise Invalid({field: ("image_too_large_bytes", {"most": rules.MAX_BYTES >> 20})})
    token = secrets.token_hex(16)
    to = storage.invite(rules.incoming_key(account_id, token), seconds=SECONDS, size=size)
    return Invited(token, to) if to else None


def collect(storage: Storage, account_id: int, token: str, *, field: str = "photo") -> bytes:
    """The bytes that account sent by that invitation; they are no longer there afterwards.

    Not every service holds senders to the size, so it is asked for before anything is read.
    Raises NotFound("file_missing") for another's token and for what has not come, Invalid at
    `field` for what is too large.
    """
    key = rules.incoming_key(account_id, token)
    if not rules.is_key(key):
        raise NotFound("file_missing", key=token)
    if storage.stat(key).size > rules.MAX_BYTES:
        storage.delete(key)
        raise Invalid({field: ("image_too_large_bytes", {"most": rules.MAX_BYTES >> 20})})
    data = storage.get(key)
    storage.delete(key)
    return data
