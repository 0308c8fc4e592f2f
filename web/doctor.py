"""What an installation needs to be well: settings, database, storage, fonts, worker, mail."""

import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core import installation, jobs_seen, outbox
from core.clock import VIETNAM
from core.db import unit_of_work
from core.outbox import LetterState
from media.storage import Storage
from web import schema
from web.settings import Settings
from web.wiring import Wiring

FONTS = Path(__file__).parent.parent / "contest" / "certificates" / "fonts"


def database_answers(session: Session) -> list[str]:
    """Empty, or a sentence for the operator."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return [f"database: {error}"]
    return []


def storage_answers(storage: Storage) -> list[str]:
    """Empty, or a sentence for the operator."""
    try:
        storage.exists("originals/00/" + "0" * 64)
    except Exception as error:  # whatever an object store throws, the answer is "not ready"
        return [f"storage: {error}"]
    return []


def examine(wiring: Wiring) -> Iterator[tuple[bool, str]]:
    """Each check as (well, sentence), in the order an operator reads them."""
    settings = wiring.settings
    yield True, f"settings: {wiring.engine.dialect.name}, media {settings.media_url}"
    yield len(settings.secret) >= 32, "secret: at least 32 characters"
    faults_of_database = True
    try:
        with unit_of_work(wiring.reads) as session:
            faults = database_answers(session)
            yield not faults, faults[0] if faults else "database: answers"
            demonstration = installation.is_demonstration(session)
            open_wide = settings.reachable_from_outside
            well = not (demonstration and open_wide) or settings.demonstration_beyond_loopback
            yield (
                well,
                (
                    f"demonstration: {'yes' if demonstration else 'no'}, "
                    f"reachable beyond loopback: {'yes' if open_wide else 'no'}"
                ),
            )
        faults_of_database = bool(faults)
    except SQLAlchemyError as error:
        yield False, f"database: {error}"
    faults = storage_answers(wiring.storage)
    yield not faults, faults[0] if faults else "storage: answers"
    fonts = sorted(FONTS.glob("*.ttf"))
    yield bool(fonts), f"fonts: {len(fonts)} for certificates"
    now = datetime.now(UTC)
    if not faults_of_database:
        yield from _at_work(wiring, now)
    if wiring.engine.dialect.name == "sqlite" and wiring.engine.url.database:
        free = shutil.disk_usage(Path(wiring.engine.url.database).parent).free
        yield free > 1_000_000_000, f"disk: {free // 1_000_000} MB free"
    yield now.year >= 2026, f"clock: {now.astimezone(VIETNAM):%H:%M %d/%m/%Y} in Vietnam"


def _at_work(wiring: Wiring, now: datetime) -> Iterator[tuple[bool, str]]:
    """Migrations, worker, jobs and letters, once the database answers."""
    try:
        current = schema.is_current(wiring)
        yield current, f"migrations: {'current' if current else 'run `python -m web migrate`'}"
        with unit_of_work(wiring.reads) as session:
            standing = jobs_seen.standing(session, now)
            letters = outbox.counts(session)
    except SQLAlchemyError as error:
        yield False, f"tables: {error}"
        return
    idle = standing.idle_since(now)
    seen = (
        f"{standing.seen_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if standing.seen_at else "never"
    )
    alive = "alive" if standing.alive else "not running"
    yield idle is None, f"worker: {alive}, last seen {seen}, {standing.waiting} jobs waiting"
    yield standing.given_up == 0, f"jobs given up: {standing.given_up} (/quan-tri/viec-nen)"
    failed, waiting = letters[LetterState.FAILED], letters[LetterState.WAITING]
    server = mail_server_answers(wiring.settings)
    yield server is None, f"mail server: {server or 'answers'}"
    yield failed == 0, f"letters: {failed} not taken, {waiting} waiting (/quan-tri/thu-di)"


def mail_server_answers(settings: Settings) -> str | None:
    """None when it answers or is not set; else what is wrong. Sends nothing."""
    if not settings.smtp_url:
        return None
    server = urlsplit(settings.smtp_url)
    port = server.port or (465 if server.scheme == "smtps" else 25)
    try:
        with socket.create_connection((server.hostname or "localhost", port), timeout=5):
            return None
    except OSError as error:
        return f"{server.hostname}:{port}: {error}"
