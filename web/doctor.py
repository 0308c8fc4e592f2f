"""What an installation needs to be well: settings, database, storage, fonts, clock."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core import installation
from core.clock import VIETNAM
from core.db import unit_of_work
from media.storage import Storage
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
    except SQLAlchemyError as error:
        yield False, f"database: {error}"
    faults = storage_answers(wiring.storage)
    yield not faults, faults[0] if faults else "storage: answers"
    fonts = sorted(FONTS.glob("*.ttf"))
    yield bool(fonts), f"fonts: {len(fonts)} for certificates"
    if wiring.engine.dialect.name == "sqlite" and wiring.engine.url.database:
        free = shutil.disk_usage(Path(wiring.engine.url.database).parent).free
        yield free > 1_000_000_000, f"disk: {free // 1_000_000} MB free"
    now = datetime.now(UTC)
    yield now.year >= 2026, f"clock: {now.astimezone(VIETNAM):%H:%M %d/%m/%Y} in Vietnam"
