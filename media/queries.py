"""Reads: photos as pages show them, and the bytes behind an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from media import rules
from media.model import Photo, PhotoStatus, Rendition


@dataclass(frozen=True, slots=True)
class Source:
    """One `<source>`: a media type and, per width in pixels, `token/width.ext`."""

    mime: str
    addresses: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PhotoView:
    """What a page needs to show a photo. Addresses are relative to where the page serves them.

    `sources` are best kind first, widths small to large; `src` is a JPEG that every browser
    shows; `width` and `height` give the aspect before anything has loaded. `ready` is False
    while renditions are still being made: what is there already can be shown meanwhile.
    """

    id: int
    width: int
    height: int
    placeholder: str
    colour: str
    sources: tuple[Source, ...]
    src: str
    ready: bool
    alt: str = ""


@dataclass(frozen=True, slots=True)
class RenditionFile:
    """Where the bytes of one address lie. `etag` is a digest of them, without quotes."""

    key: str
    mime: str
    etag: str
    bytes: int


def find_photo(session: Session, photo_id: int) -> Photo | None:
    """The photo, or None."""
    return session.get(Photo, photo_id)


def get_photo(session: Session, photo_id: int) -> Photo:
    """The photo. Raises NotFound("photo_not_found")."""
    if photo := find_photo(session, photo_id):
        return photo
    raise NotFound("photo_not_found")


def photos(session: Session, ids: Iterable[int]) -> dict[int, PhotoView]:
    """The photos of those ids that exist, by id, in one trip however many they are.

    A photo is recorded together with its first rendition, so that there is one to join.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.execute(
        select(Photo, Rendition)
        .join(Rendition, Rendition.photo_id == Photo.id)
        .where(Photo.id.in_(wanted))
        .order_by(Photo.id, Rendition.width)
    ).all()
    renditions: dict[int, list[Rendition]] = {}
    found: dict[int, Photo] = {}
    for photo, rendition in rows:
        found[photo.id] = photo
        renditions.setdefault(photo.id, []).append(rendition)
    return {id_: _view(photo, renditions[id_]) for id_, photo in found.items()}


def find_rendition(session: Session, token: str, width: int, ext: str) -> RenditionFile | None:
    """The file behind `token/width.ext`, or None. There is no such address for an original."""
    kinds = [kind for kind, (_, known) in rules.KINDS.items() if known == ext]
    if not kinds:
        return None
    found = session.execute(
        select(Rendition.key, Rendition.bytes)
        .join(Photo, Photo.id == Rendition.photo_id)
        .where(Photo.token == token, Rendition.width == width, Rendition.kind == kinds[0])
    ).one_or_none()
    if found is None:
        return None
    return RenditionFile(
        key=found.key,
        mime=rules.KINDS[kinds[0]][0],
        etag=rules.digest_in(found.key)[:32],
        bytes=found.bytes,
    )


def _view(photo: Photo, renditions: list[Rendition]) -> PhotoView:
    sources = []
    for kind, (mime, ext) in rules.KINDS.items():
        addresses = tuple(
            (one.width, f"{photo.token}/{one.width}.{ext}")
            for one in renditions
            if one.kind == kind
        )
        if addresses:
            sources.append(Source(mime, addresses))
    jpegs = dict(next(source.addresses for source in sources if source.mime == "image/jpeg"))
    return PhotoView(
        id=photo.id,
        width=photo.width,
        height=photo.height,
        placeholder=photo.placeholder,
        colour=photo.colour,
        sources=tuple(sources),
        src=jpegs[max((w for w in jpegs if w <= rules.FIRST_WIDTH), default=min(jpegs))],
        ready=photo.status == PhotoStatus.READY,
    )
