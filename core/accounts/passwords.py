"""Passwords at rest: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane)."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from core.accounts.rules import LONGEST_PASSWORD, normal_password

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

_NOBODY = _HASHER.hash("nobody has this password")
"""Checked for contacts that nobody has, so that both answers take the same time."""


def hashed(password: str) -> str:
    """The password as it is stored. Slow on purpose: call it outside a write transaction."""
    return _HASHER.hash(normal_password(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Whether it is the password. None (nobody there) and an empty hash cost as much and fail."""
    plain = normal_password(password)[: LONGEST_PASSWORD + 1]
    try:
        _HASHER.verify(password_hash or _NOBODY, plain)
    except (Argon2Error, InvalidHashError):
        return False
    return bool(password_hash)
