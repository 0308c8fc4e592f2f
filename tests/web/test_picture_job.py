"""A photo that was recorded is drawn in every size by the worker."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from core import jobs
from media import queries, service
from tests.media import made
from web.wiring import Wiring
from web.worker import run_all

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_the_worker_draws_what_was_recorded(wiring: Wiring, db: Session) -> None:
    received = service.receive(wiring.storage, made.tagged())
    photo_id = service.record(db, received, 7, NOW).id
    db.commit()
    assert run_all(wiring, NOW) == 1
    db.rollback()
    db.expire_all()
    view = queries.photos(db, [photo_id])[photo_id]
    assert view.ready
    assert [source.mime for source in view.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert jobs.waiting(db) == 0
    assert service.verify(db, wiring.storage) == []
