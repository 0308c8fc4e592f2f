"""Settings: read once from the environment, handed down as values. All in docs/operations.md."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_LENGTH = 32


class BadSetting(ValueError):
    """A setting that cannot be used; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a deployment may change."""

    database_url: str
    media_url: str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    demonstration_beyond_loopback: bool = False
    inline_worker: bool = True
    smtp_url: str = ""
    mail_from: str = "tinh-hoa@localhost"
    session_days: int = 30
    body_limit: int = 30_000_000

    @property
    def https(self) -> bool:
        """Whether people reach this installation by https, so that cookies may be `Secure`."""
        return self.public_url.startswith("https://")

    @property
    def reachable_from_outside(self) -> bool:
        """Whether the address it listens on, or the one it is known by, is beyond loopback."""
        return self.host not in LOOPBACK or urlsplit(self.public_url).hostname not in LOOPBACK


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises BadSetting for one that cannot be used.

    Without SECRET a random one is made once and kept beside the database (mode 0600).
    """
    var = Path(environment.get("VAR", "var"))
    port = _whole(environment, "PORT", 8000)
    host = environment.get("HOST", "127.0.0.1")
    secret = environment.get("SECRET") or _kept_secret(var / "secret")
    if len(secret) < SECRET_LENGTH:
        raise BadSetting(f"SECRET must have at least {SECRET_LENGTH} characters")
    return Settings(
        database_url=environment.get("DATABASE_URL", f"sqlite:///{var}/tinh-hoa.db"),
        media_url=environment.get("MEDIA_URL", f"{var}/media"),
        secret=secret,
        host=host,
        port=port,
        public_url=environment.get("PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        demonstration_beyond_loopback=_yes(environment, "DEMONSTRATION_BEYOND_LOOPBACK", False),
        inline_worker=_yes(environment, "INLINE_WORKER", True),
        smtp_url=environment.get("SMTP_URL", ""),
        mail_from=environment.get("MAIL_FROM", "tinh-hoa@localhost"),
        session_days=_whole(environment, "SESSION_DAYS", 30),
        body_limit=_whole(environment, "BODY_LIMIT", 30_000_000),
    )


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text().strip()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _whole(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _yes(environment: Mapping[str, str], name: str, default: bool) -> bool:
    text = environment.get(name, "").lower()
    if not text:
        return default
    if text not in {"1", "0", "yes", "no", "true", "false"}:
        raise BadSetting(f"{name} must be yes or no, not {text!r}")
    return text in {"1", "yes", "true"}
