"""Where the deployment wants it, browsers ask the bucket for pictures; the policy names it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db import unit_of_work
from core.jobs import Job
from media import rules, service
from media.model import Rendition
from media.storage import Disk
from tests.build import dossiers
from tests.build.people import NOW
from tests.web.conftest import Visitor
from web.app import create_app
from web.wiring import Wiring, open_storage


def test_a_bucket_that_browsers_may_ask_is_linked_to_and_named_in_the_policy(
    db: Session, wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "anyone")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "anything")
    photo = dossiers.photo(db)
    db.commit()
    url = "s3://hinh/media?endpoint=http://127.0.0.1:9&direct=reads"
    told = TestClient(
        create_app(replace(wiring, storage=open_storage(url))), follow_redirects=False
    ).get(f"/anh/{photo.token}/480.jpg")
    assert told.status_code == 307
    assert told.headers["location"].startswith("http://127.0.0.1:9/hinh/media/r/")
    assert "X-Amz-Signature=" in told.headers["location"]
    assert told.headers["cache-control"] == "private, max-age=1800"
    policy = told.headers["content-security-policy"]
    assert "img-src 'self' http://127.0.0.1:9 data:" in policy
    assert "connect-src 'self' http://127.0.0.1:9" in policy


def test_otherwise_the_policy_names_nobody(
    visit: Callable[..., Visitor], tmp_path: object
) -> None:
    policy = visit().get("/").headers["content-security-policy"]
    assert "img-src 'self' data:" in policy
    assert "connect-src" not in policy
    assert isinstance(open_storage(str(tmp_path)), Disk)
    plain = open_storage("s3://hinh/media?endpoint=http://127.0.0.1:9&region=x")
    assert plain.origin == ""


def test_photos_that_lack_a_size_are_drawn_again_and_others_are_not(
    db: Session, wiring: Wiring
) -> None:
    old, whole = dossiers.photo(db), dossiers.photo(db)
    for one in rules.wanted(whole.width, whole.height):
        size = {"width": one.width, "height": one.height, "bytes": 9}
        db.add(Rendition(photo_id=whole.id, kind=one.kind, key=f"k/{one.kind}{one.width}", **size))
    db.commit()
    with unit_of_work(wiring.writes) as session:
        assert service.draw_missing(session, NOW) == 1
    asked = db.scalars(select(Job).where(Job.name == service.RENDER)).all()
    assert [job.facts for job in asked] == [{"photo_id": old.id}]
