"""Photos: taken in, recorded, drawn in every size, and counted against their bytes.

Bytes first, row second, and nothing slow inside a write transaction: `receive` and `prepare`
work without a session, `record` and `record_renditions` without a storage.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session, sessionmaker

from core.db import unit_of_work
from core.errors import Invalid, NotFound, Refusal, TooMany
from core.jobs import enqueue
from media import documents, rules
from media.formats import HEAD
from media.likeness import quarters
from media.model import Photo, PhotoQuarter, PhotoStatus, Rendition
from media.moving import digest_of
from media.queries import find_photo
from media.rules import Examined, Looks, Rendered, Wanted
from media.sandbox import SHARED, Sandbox
from media.storage import Storage

RENDER = "media.render"
"""The job that draws a photo in every size; its fact is `photo_id`."""
INCOMING = "incoming/"
"""Where bytes lie that came past us (media/direct.py); no row ever speaks of them."""
SHELVES = ("originals/", "renditions/", INCOMING)
"""The parts of the storage that are this package's to sweep; other rooms keep theirs beside."""
ORPHAN_AGE = timedelta(days=1)
"""Bytes without a row are left alone for so long: their row may still be on its way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One rendition whose bytes are in the storage."""

    kind: str
    width: int
    height: int
    bytes: int
    key: str


@dataclass(frozen=True, slots=True)
class Received:
    """A picture that was examined and whose bytes are in the storage; not yet a row."""

    sha256: str
    bytes: int
    original_key: str
    examined: Examined
    looks: Looks
    first: Kept


@dataclass(frozen=True, slots=True)
class Finding:
    """What `verify` found: `missing` bytes, `damaged` bytes, or an `orphan` without a row."""

    fault: str
    key: str
    photo_id: int | None
    holder: str = "photos"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Bytes that another room keeps: where they lie, whose they are, which columns name them."""

    prefix: str
    holder: str
    columns: tuple[InstrumentedAttribute[Any], ...]


def examine(data: bytes, sandbox: Sandbox = SHARED) -> tuple[Examined, Looks, Rendered]:
    """The gate: what a picture is, found in another process, and what is made of it at once.

    Raises Refusal with one of `rules.REFUSALS`, TooMany("pictures_busy"), DecoderFailed.
    """
    if refusal := rules.refusal_of_file(len(data), data[:HEAD]):
        raise Refusal(refusal[0], **refusal[1])
    return sandbox.receive(data)


def receive(
    storage: Storage, data: bytes, *, field: str = "photo", sandbox: Sandbox = SHARED
) -> Received:
    """Examine a picture, store the original untouched and a first rendition. No session.

    Raises Invalid with one of `rules.REFUSALS` at `field`, and TooMany("pictures_busy"). A
    refused picture leaves nothing behind.
    """
    return receive_all(storage, [data], field=field, sandbox=sandbox)[0]


def receive_all(
    storage: Storage, datas: Iterable[bytes], *, field: str = "photo", sandbox: Sandbox = SHARED
) -> list[Received]:
    """As `receive` for several sent together: none is stored when one is refused."""
    passed = []
    for data in datas:
        try:
            passed.append((data, *examine(data, sandbox)))
        except TooMany:
            raise
        except Refusal as refused:
            raise Invalid({field: (refused.code, refused.facts)}) from refused
    return [_keep(storage, *one) for one in passed]


def _keep(
    storage: Storage, data: bytes, examined: Examined, looks: Looks, first: Rendered
) -> Received:
    sha256 = hashlib.sha256(data).hexdigest()
    key = rules.original_key(sha256)
    storage.put(key, data)
    return Received(sha256, len(data), key, examined, looks, _store(storage, first))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was examined and whose bytes are in the storage; not yet a row."""

    key: str
    sha256: str
    bytes: int
    kind: str
    pages: int | None


def receive_paper(
    storage: Storage, data: bytes, *, field: str = "file", sandbox: Sandbox = SHARED
) -> Paper:
    """Examine a paper (PDF, Word) and store it untouched. No session.

    It goes out as an attachment only. Raises Invalid at `field` with one of
    `documents.REFUSALS`, and TooMany("pictures_busy"). A refused paper leaves nothing behind.
    """
    try:
        if refusal := documents.refusal_of_document(data):
            raise Refusal(refusal[0], **refusal[1])
        found = sandbox.read(data)
    except TooMany:
        raise
    except Refusal as refused:
        code = _OF_PAPERS.get(refused.code, refused.code)
        raise Invalid({field: (code, refused.facts)}) from refused
    sha256 = hashlib.sha256(data).hexdigest()
    key = rules.document_key(sha256, found.kind)
    storage.put(key, data)
    return Paper(key, sha256, len(data), found.kind, found.pages)


_OF_PAPERS = {"image_too_heavy": "document_damaged", "image_damaged": "document_damaged"}
"""How the process that died over a picture is told of, when it was a paper."""


def record(session: Session, received: Received, account_id: int, now: datetime) -> Photo:
    """The photo's row, with its first rendition and the job that draws the others.

    The same bytes sent again, by whomever, are the photo that exists; one whose drawing had
    failed is tried anew.
    """
    if (photo := _find_same(session, received.sha256)) is None:
        try:
            with session.begin_nested():
                return _add(session, received, account_id, now)
        except IntegrityError:  # somebody else sent it in this very moment
            photo = _find_same(session, received.sha256)
            if photo is None:
                raise
    if photo.status == PhotoStatus.FAILED:
        photo.status, photo.failure = PhotoStatus.WAITING, ""
        enqueue(session, RENDER, now, photo_id=photo.id)
    return photo


def prepare(
    storage: Storage, original_key: str, wanted: Iterable[Wanted], *, sandbox: Sandbox = SHARED
) -> list[Kept]:
    """Draw renditions of a stored original and store them. No session; may be repeated.

    Raises NotFound("file_missing"), Refusal with one of `rules.REFUSALS`, TooMany.
    """
    wanted = tuple(wanted)
    if not wanted:
        return []
    made = sandbox.render(storage.get(original_key), wanted)
    return [_store(storage, one) for one in made]


def record_renditions(session: Session, photo_id: int, kept: Iterable[Kept]) -> None:
    """Rows for what `prepare` stored, and the photo is ready. Those that exist stay."""
    photo = session.get(Photo, photo_id, with_for_update=True)
    if photo is None:
        return
    have = _have(session, photo_id)
    session.add_all(
        Rendition(
            photo_id=photo_id,
            kind=one.kind,
            width=one.width,
            height=one.height,
            bytes=one.bytes,
            key=one.key,
        )
        for one in kept
        if (one.kind, one.width) not in have
    )
    photo.status, photo.failure = PhotoStatus.READY, ""


def render_photo(
    reads: sessionmaker[Session], storage: Storage, photo_id: int, *, sandbox: Sandbox = SHARED
) -> Callable[[Session], None]:
    """The work of the job `RENDER`: whatever is still missing of a photo's renditions.

    Does what is slow, outside any transaction, and returns what remains: the function that
    records it, in the transaction that marks the job done. May run twice, side by side, and
    after a crash at any point. A picture that cannot be drawn is recorded as failed and keeps
    its first rendition; other trouble is raised, for the job to be tried again.
    """
    with unit_of_work(reads) as session:
        photo = find_photo(session, photo_id)
        if photo is None:
            return lambda session: None
        have = _have(session, photo_id)
        original_key, wanted = photo.original_key, rules.wanted(photo.width, photo.height)
    missing = [one for one in wanted if (one.kind, one.width) not in have]
    try:
        kept = prepare(storage, original_key, missing, sandbox=sandbox)
    except Refusal as refused:
        if refused.code not in rules.REFUSALS:
            raise
        code = refused.code
        return lambda session: _record_failure(session, photo_id, code)
    return lambda session: record_renditions(session, photo_id, kept)


def draw_missing(session: Session, now: datetime) -> int:
    """Ask for whatever photos lack of what pages now use (after a change of sizes); how many."""
    have: dict[int, set[tuple[str, int]]] = {}
    for photo_id, kind, width in session.execute(
        select(Rendition.photo_id, Rendition.kind, Rendition.width)
    ):
        have.setdefault(photo_id, set()).add((kind, width))
    lacking = [
        id_
        for id_, width, height in session.execute(
            select(Photo.id, Photo.width, Photo.height).where(Photo.status == PhotoStatus.READY)
        )
        if {(one.kind, one.width) for one in rules.wanted(width, height)} - have.get(id_, set())
    ]
    for photo_id in lacking:
        enqueue(session, RENDER, now, photo_id=photo_id)
    return len(lacking)


def sweep_orphans(
    session: Session, storage: Storage, now: datetime, others: Iterable[Shelf] = ()
) -> list[str]:
    """Remove bytes that no row speaks of and that are older than `ORPHAN_AGE`; their keys.

    Only our own shelves and those of `others`. A reading session is enough: only the storage
    changes.
    """
    others = tuple(others)
    storage.discard_unfinished(now - ORPHAN_AGE)
    stored = _stored(storage, others)
    known = _known(session, others)
    removed = []
    for key in stored:
        try:
            if key not in known and storage.stat(key).modified_at < now - ORPHAN_AGE:
                storage.delete(key)
                removed.append(key)
        except NotFound:  # collected or swept by somebody else meanwhile
            continue
    return removed


def verify(session: Session, storage: Storage, others: Iterable[Shelf] = ()) -> list[Finding]:
    """Every row against its bytes, and every stored byte against the rows. Changes nothing.

    Reads everything there is; keep it to the hours when few are about. An orphan younger than
    `ORPHAN_AGE` may be a picture that is being received.
    """
    others = tuple(others)
    stored = _stored(storage, others)
    known = _known(session, others)
    findings = [
        Finding("orphan", key, None)
        for key in stored
        if key not in known and not key.startswith(INCOMING)
    ]
    for key, (holder, photo_id) in sorted(known.items()):
        promised = rules.promised_digest(key)
        try:
            if promised and digest_of(storage, key) != promised:
                findings.append(Finding("damaged", key, photo_id, holder))
            elif not promised and not storage.exists(key):
                findings.append(Finding("missing", key, photo_id, holder))
        except NotFound:
            findings.append(Finding("missing", key, photo_id, holder))
    return findings


def _add(session: Session, received: Received, account_id: int, now: datetime) -> Photo:
    examined, looks, first = received.examined, received.looks, received.first
    photo = Photo(
        token=secrets.token_urlsafe(16),
        sha256=received.sha256,
        original_key=received.original_key,
        format=examined.format,
        width=examined.width,
        height=examined.height,
        bytes=received.bytes,
        orientation_applied=examined.orientation != 1,
        location_removed=examined.has_location,
        dhash=looks.dhash,
        placeholder=looks.placeholder,
        colour=looks.colour,
        taken_at=examined.taken_at,
        uploaded_by=account_id,
        uploaded_at=now,
        status=PhotoStatus.WAITING,
    )
    session.add(photo)
    session.flush()
    session.add_all(
        PhotoQuarter(quarter=quarter, photo_id=photo.id) for quarter in quarters(looks.dhash)
    )
    session.add(
        Rendition(
            photo_id=photo.id,
            kind=first.kind,
            width=first.width,
            height=first.height,
            bytes=first.bytes,
            key=first.key,
        )
    )
    enqueue(session, RENDER, now, photo_id=photo.id)
    return photo


def _record_failure(session: Session, photo_id: int, code: str) -> None:
    if photo := session.get(Photo, photo_id, with_for_update=True):
        photo.status, photo.failure = PhotoStatus.FAILED, code


def _find_same(session: Session, sha256: str) -> Photo | None:
    return session.scalar(select(Photo).where(Photo.sha256 == sha256))


def _have(session: Session, photo_id: int) -> set[tuple[str, int]]:
    rows = session.execute(
        select(Rendition.kind, Rendition.width).where(Rendition.photo_id == photo_id)
    )
    return {(kind, width) for kind, width in rows}


def _store(storage: Storage, one: Rendered) -> Kept:
    key = rules.rendition_key(hashlib.sha256(one.data).hexdigest(), one.kind)
    storage.put(key, one.data)
    return Kept(one.kind, one.width, one.height, len(one.data), key)


def _stored(storage: Storage, others: tuple[Shelf, ...]) -> list[str]:
    """Every key on the shelves. Listed before the rows are read, so that the bytes of a row
    written meanwhile are not taken for orphans."""
    shelves = dict.fromkeys((*SHELVES, *(shelf.prefix for shelf in others)))
    return [key for shelf in shelves for key in storage.keys(shelf)]


def _known(session: Session, others: tuple[Shelf, ...]) -> dict[str, tuple[str, int | None]]:
    """Every key that a row speaks of, with the table and the photo."""
    known: dict[str, tuple[str, int | None]] = {}
    originals = select(Photo.original_key, Photo.id)
    renditions = select(Rendition.key, Rendition.photo_id)
    for rows in (originals, renditions):
        known |= {key: ("photos", id_) for key, id_ in session.execute(rows)}
    for shelf in others:
        for column in shelf.columns:
            found = session.scalars(select(column).where(column != ""))
            known |= {key: (shelf.holder, None) for key in found if key}
    return known
