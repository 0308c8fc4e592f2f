"""A photo's way: taken in, recorded, drawn by a job, found by its address, counted and swept."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from core import jobs
from core.db import sessions, unit_of_work
from core.errors import Invalid, NotFound
from core.jobs import Job
from media import queries, rules, service
from media.model import Photo, PhotoStatus, Rendition
from media.queries import PhotoView, Source
from media.sandbox import Limits, Sandbox
from media.service import Finding, Received
from media.storage import Memory
from tests.media import looking, made
from tests.media.hostile import HOSTILE

FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG", "og": "JPEG"}
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
LAN, MINH = 7, 8
PHOTO = made.tagged("JPEG", 6)


@pytest.fixture(scope="module")
def received(sandbox: Sandbox) -> tuple[Received, dict[str, bytes]]:
    """One picture received once, and what that left in the storage."""
    storage = Memory()
    received = service.receive(storage, PHOTO, sandbox=sandbox)
    return received, dict(zip(storage.keys(), map(storage.get, storage.keys()), strict=True))


@pytest.fixture
def storage(received: tuple[Received, dict[str, bytes]]) -> Memory:
    storage = Memory()
    for key, data in received[1].items():
        storage.put(key, data)
    return storage


class Two:
    """The two kinds of session of one database, as the worker has them."""

    def __init__(self, engine: sa.Engine) -> None:
        self.reads: sessionmaker[Session] = sessions(engine, writes=False)
        self.writes: sessionmaker[Session] = sessions(engine, writes=True)


@pytest.fixture
def two(own_database: Callable[[], sa.Engine]) -> Two:
    return Two(own_database())


def _kept(two: Two, received: Received) -> int:
    with unit_of_work(two.writes) as session:
        return service.record(session, received, LAN, NOW).id


def _drawn(two: Two, storage: Memory, photo_id: int, sandbox: Sandbox) -> None:
    record = service.render_photo(two.reads, storage, photo_id, sandbox=sandbox)
    with unit_of_work(two.writes) as session:
        record(session)


def test_receiving_keeps_the_original_whole_and_makes_a_first_picture(
    received: tuple[Received, dict[str, bytes]],
) -> None:
    kept, stored = received
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert (kept.sha256, kept.bytes) == (digest, len(PHOTO))
    assert kept.original_key == f"originals/{digest[:2]}/{digest[2:]}"
    assert (kept.first.kind, kept.first.width, kept.first.height) == ("jpeg", 720, 480)
    assert sorted(stored) == sorted([kept.original_key, kept.first.key])
    assert stored[kept.original_key] == PHOTO
    assert looking.leaks(stored[kept.first.key]) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_refused_picture_leaves_nothing_behind(sandbox: Sandbox, name: str) -> None:
    data, code = HOSTILE[name]
    storage = Memory()
    with pytest.raises(Invalid) as refused:
        service.receive(storage, data, field="photos", sandbox=sandbox)
    assert set(refused.value.fields) == {"photos"}
    assert refused.value.fields["photos"][0] == code
    assert list(storage.keys()) == []


def test_recording_writes_the_photo_its_first_rendition_and_the_job(
    session: Session, received: tuple[Received, dict[str, bytes]]
) -> None:
    kept = received[0]
    photo = service.record(session, kept, LAN, NOW)
    session.flush()
    assert {
        column.key: getattr(photo, column.key) for column in sa.inspect(Photo).column_attrs
    } == {
        "id": photo.id,
        "token": photo.token,
        "sha256": kept.sha256,
        "original_key": kept.original_key,
        "format": "JPEG",
        "width": 900,
        "height": 600,
        "bytes": len(PHOTO),
        "orientation_applied": True,
        "location_removed": True,
        "dhash": kept.looks.dhash,
        "placeholder": kept.looks.placeholder,
        "colour": kept.looks.colour,
        "taken_at": datetime(2026, 2, 3, 0, 8, 9, tzinfo=UTC),
        "uploaded_by": LAN,
        "uploaded_at": NOW,
        "status": PhotoStatus.WAITING,
        "failure": "",
    }
    assert len(photo.token) == 22
    assert photo.token not in kept.sha256
    found = session.scalars(select(Rendition).where(Rendition.photo_id == photo.id)).all()
    assert [(one.kind, one.width, one.key) for one in found] == [("jpeg", 720, kept.first.key)]
    asked = session.scalars(select(Job)).all()
    assert [(job.name, job.due_at, job.facts) for job in asked] == [
        ("media.render", NOW, {"photo_id": photo.id})
    ]


def test_the_same_bytes_again_are_the_same_photo(
    session: Session, received: tuple[Received, dict[str, bytes]]
) -> None:
    first = service.record(session, received[0], LAN, NOW)
    again = service.record(session, received[0], MINH, LATER)
    session.flush()
    assert again is first
    assert (first.uploaded_by, first.uploaded_at) == (LAN, NOW)
    assert jobs.waiting(session) == 1


def test_two_who_send_the_same_at_once_get_one_photo(
    two: Two, received: tuple[Received, dict[str, bytes]]
) -> None:
    ready, ids = Barrier(4), []

    def send() -> None:
        ready.wait()
        ids.append(_kept(two, received[0]))

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 4
    assert len(set(ids)) == 1
    with two.reads() as session:
        assert len(session.scalars(select(Photo)).all()) == 1
        assert len(session.scalars(select(Rendition)).all()) == 1
        assert jobs.waiting(session) == 1


def _rows(two: Two) -> list[tuple[str, int, int, str]]:
    with two.reads() as session:
        found = session.execute(
            select(Rendition.kind, Rendition.width, Rendition.height, Rendition.key).order_by(
                Rendition.id
            )
        )
        return [(row.kind, row.width, row.height, row.key) for row in found]


def test_drawing_makes_every_size_and_kind_once(
    two: Two,
    storage: Memory,
    sandbox: Sandbox,
    received: tuple[Received, dict[str, bytes]],
) -> None:
    photo_id = _kept(two, received[0])
    _drawn(two, storage, photo_id, sandbox)
    rows = _rows(two)
    wanted = {(one.kind, one.width, one.height) for one in rules.wanted(900, 600)}
    assert {row[:3] for row in rows} == wanted
    assert len(rows) == 10
    for kind, width, height, key in rows:
        image = looking.opened(storage.get(key))
        assert (image.format, image.size) == (FORMATS[kind], (width, height))
        assert looking.leaks(storage.get(key)) == []
    with two.reads() as session:
        assert queries.get_photo(session, photo_id).status == PhotoStatus.READY
    stored = list(storage.keys())
    _drawn(two, storage, photo_id, sandbox)  # the job came twice
    assert _rows(two) == rows
    assert list(storage.keys()) == stored


def test_drawing_may_be_cut_off_anywhere_and_be_repeated(
    two: Two,
    storage: Memory,
    sandbox: Sandbox,
    received: tuple[Received, dict[str, bytes]],
) -> None:
    photo_id = _kept(two, received[0])
    # The worker died before it recorded anything; another had drawn half, a third the same.
    service.render_photo(two.reads, storage, photo_id, sandbox=sandbox)
    half = service.prepare(
        storage, received[0].original_key, rules.wanted(900, 600)[:4], sandbox=sandbox
    )
    first = service.render_photo(two.reads, storage, photo_id, sandbox=sandbox)
    second = service.render_photo(two.reads, storage, photo_id, sandbox=sandbox)
    with unit_of_work(two.writes) as session:
        service.record_renditions(session, photo_id, half)
    for record in (first, second):
        with unit_of_work(two.writes) as session:
            record(session)
    rows = _rows(two)
    assert len(rows) == len({row[:2] for row in rows}) == 10
    assert all(storage.exists(row[3]) for row in rows)


def test_a_picture_that_cannot_be_drawn_is_failed_and_keeps_its_first(
    two: Two, storage: Memory, sandbox: Sandbox, received: tuple[Received, dict[str, bytes]]
) -> None:
    photo_id = _kept(two, received[0])
    with Sandbox(1, rendering=Limits(seconds=5, cpu=5, memory=32 << 20)) as narrow:
        _drawn(two, storage, photo_id, narrow)
    with two.reads() as session:
        photo = queries.get_photo(session, photo_id)
        assert (photo.status, photo.failure) == (PhotoStatus.FAILED, "image_too_heavy")
        view = queries.photos(session, [photo_id])[photo_id]
    assert (len(view.sources), view.ready) == (1, False)
    # Sent again, it is tried again.
    assert _kept(two, received[0]) == photo_id
    with two.reads() as session:
        assert queries.get_photo(session, photo_id).status == PhotoStatus.WAITING
        assert jobs.waiting(session) == 2
    _drawn(two, storage, photo_id, sandbox)
    assert len(_rows(two)) == 10


def test_bytes_that_are_gone_are_trouble_and_not_the_pictures_fault(
    two: Two, sandbox: Sandbox, received: tuple[Received, dict[str, bytes]]
) -> None:
    photo_id = _kept(two, received[0])
    with pytest.raises(NotFound) as refused:
        service.render_photo(two.reads, Memory(), photo_id, sandbox=sandbox)
    assert refused.value.code == "file_missing"
    with two.reads() as session:
        assert queries.get_photo(session, photo_id).status == PhotoStatus.WAITING


def test_a_photo_that_is_gone_needs_no_drawing(two: Two, sandbox: Sandbox) -> None:
    _drawn(two, Memory(), 4711, sandbox)
    assert _rows(two) == []


def test_a_page_shows_what_is_there_already_and_later_everything(
    two: Two, storage: Memory, sandbox: Sandbox, received: tuple[Received, dict[str, bytes]]
) -> None:
    photo_id = _kept(two, received[0])
    with two.reads() as session:
        token = queries.get_photo(session, photo_id).token
        early = queries.photos(session, [photo_id, 4711])
    looks = received[0].looks
    first = PhotoView(
        id=photo_id,
        width=900,
        height=600,
        placeholder=looks.placeholder,
        colour=looks.colour,
        sources=(Source("image/jpeg", ((720, f"{token}/720.jpg"),)),),
        src=f"{token}/720.jpg",
        ready=False,
        failed=False,
        token=token,
        made=1,
        wanted=10,
        shared="",
    )
    assert early == {photo_id: first}
    _drawn(two, storage, photo_id, sandbox)
    with two.reads() as session:
        view = queries.photos(session, [photo_id])[photo_id]
    assert view.sources == tuple(
        Source(mime, tuple((width, f"{token}/{width}.{ext}") for width in (360, 720, 900)))
        for mime, ext in (("image/avif", "avif"), ("image/webp", "webp"), ("image/jpeg", "jpg"))
    )
    assert (view.src, view.ready, view.made) == (f"{token}/720.jpg", True, 10)
    assert view.shared == f"{token}/og.jpg"


def test_any_number_of_photos_is_one_trip(
    engine: sa.Engine, session: Session, sandbox: Sandbox
) -> None:
    storage, ids = Memory(), []
    for width in (100, 110, 120):
        data = made.saved(made.scene(width, 80), "PNG")
        received = service.receive(storage, data, sandbox=sandbox)
        ids.append(service.record(session, received, LAN, NOW).id)
    session.flush()
    session.expunge_all()
    sent: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    counts = []
    for asked in ([], ids[:1], ids):
        sent.clear()
        assert sorted(queries.photos(session, asked)) == asked
        counts.append(len(sent))
    assert counts == [0, 1, 1]


def test_an_address_leads_to_a_rendition_and_never_to_an_original(
    session: Session, received: tuple[Received, dict[str, bytes]]
) -> None:
    kept = received[0]
    token = service.record(session, kept, LAN, NOW).token
    session.flush()
    found = queries.find_rendition(session, token, "720.jpg")
    assert found == queries.RenditionFile(
        key=kept.first.key,
        mime="image/jpeg",
        etag=hashlib.sha256(received[1][kept.first.key]).hexdigest()[:32],
        bytes=len(received[1][kept.first.key]),
    )
    for wrong in (
        (token, "720.avif"),
        (token, "721.jpg"),
        (token, "720.jpeg"),
        (token, "../720.jpg"),
        (token, "og.jpg"),  # not drawn yet
        (token, "og.avif"),
        (token.swapcase(), "720.jpg"),
        (kept.sha256, "720.jpg"),
        (str(1), "720.jpg"),
        ("", "720.jpg"),
    ):
        assert queries.find_rendition(session, *wrong) is None


def test_an_unknown_photo_is_not_found(session: Session) -> None:
    assert queries.find_photo(session, 4711) is None
    with pytest.raises(NotFound) as refused:
        queries.get_photo(session, 4711)
    assert refused.value.code == "photo_not_found"


def test_verify_names_what_is_missing_damaged_or_without_a_row(
    session: Session, storage: Memory, received: tuple[Received, dict[str, bytes]]
) -> None:
    kept = received[0]
    photo_id = service.record(session, kept, LAN, NOW).id
    session.flush()
    assert service.verify(session, storage) == []
    stray = rules.original_key("0" * 64)
    storage.put(stray, b"nobody's")
    storage.put("certificates/2026/1.pdf", b"another room's")
    storage.put(kept.first.key, b"not these bytes")
    storage.delete(kept.original_key)
    assert service.verify(session, storage) == [
        Finding("orphan", stray, None),
        Finding("missing", kept.original_key, photo_id),
        Finding("damaged", kept.first.key, photo_id),
    ]


def test_sweeping_takes_only_what_has_no_row_and_is_old(
    session: Session, storage: Memory, received: tuple[Received, dict[str, bytes]]
) -> None:
    service.record(session, received[0], LAN, NOW)
    session.flush()
    strays = [rules.original_key("0" * 64), rules.rendition_key("f" * 64, "avif")]
    for key in [*strays, "certificates/2026/1.pdf"]:
        storage.put(key, b"nobody's")
    now = datetime.now(UTC)
    assert service.sweep_orphans(session, storage, now) == []
    assert service.sweep_orphans(session, storage, now + timedelta(days=2)) == strays
    assert service.sweep_orphans(session, storage, now + timedelta(days=2)) == []
    assert list(storage.keys()) == sorted([*received[1], "certificates/2026/1.pdf"])
    assert service.verify(session, storage) == []
