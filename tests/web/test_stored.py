"""Rows against bytes and bytes against rows, for everything that is stored."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import Stage
from core.db import unit_of_work
from media import rules, service
from media.service import Finding
from media.storage import StorageAway
from tests.build import contests, dossiers, register
from tests.build.certificates import certificate
from tests.build.places import places
from tests.web.conftest import Visitor
from web.stored import SHELVES
from web.tables import metadata
from web.wiring import Wiring

OURS = {"photos.original_key"}
NAMES = {"sort_key", "number_key"}
"""Columns that end so and name no bytes."""


def test_every_column_that_names_bytes_is_known() -> None:
    there = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_key") and column.name not in NAMES
    }
    listed = {str(column) for shelf in SHELVES for column in shelf.columns}
    tables = {name.partition(".")[0]: model for name, model in _tables().items()}
    named = {f"{tables[one.partition('.')[0]]}.{one.partition('.')[2]}" for one in listed}
    assert named | OURS == there


def _tables() -> dict[str, str]:
    return {
        column.class_.__name__: column.class_.__tablename__
        for shelf in SHELVES
        for column in shelf.columns
    }


def test_papers_are_counted_against_their_bytes_and_swept(db: Session, wiring: Wiring) -> None:
    found = places(db)
    maker = register.establishment(db, unit_id=found.commune)
    contest = contests.contest(db, unit_id=found.old_district, stage=Stage.ANNOUNCED, year=2024)
    keys = [rules.document_key(f"{number:064x}", "pdf") for number in range(3)]
    for number, key in enumerate(keys[:2]):
        product = register.product(db, maker, f"Bình {number}")
        one = certificate(db, contests.entry(db, contest, product, maker), contest)
        db.get_one(Certificate, one.id).document_key = key
    db.commit()
    wiring.storage.put(keys[1], b"not the paper")
    wiring.storage.put(keys[2], b"nobody's")
    wiring.storage.put("imports/0a.sealed", b"nobody's")
    with unit_of_work(wiring.reads) as session:
        assert service.verify(session, wiring.storage, SHELVES) == [
            Finding("orphan", keys[2], None),
            Finding("orphan", "imports/0a.sealed", None),
            Finding("missing", keys[0], None, "papers"),
            Finding("damaged", keys[1], None, "papers"),
        ]
        later = datetime.now(UTC) + timedelta(days=2)
        assert service.sweep_orphans(session, wiring.storage, later) == []
        swept = service.sweep_orphans(session, wiring.storage, later, SHELVES)
    assert swept == [keys[2], "imports/0a.sealed"]
    assert list(wiring.storage.keys()) == [keys[1]]


def test_a_home_that_does_not_answer_is_told_and_nothing_breaks(
    visit: Callable[..., Visitor], db: Session, wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = dossiers.photo(db)
    db.commit()

    def away(key: str) -> bytes:
        raise StorageAway(key)

    monkeypatch.setattr(wiring.storage, "get", away)
    told = visit().get(f"/anh/{photo.token}/480.jpg")
    assert told.status_code == 503
    assert "không trả lời" in told.text
