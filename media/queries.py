"""Reads: photos as pages show them, and the bytes behind an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from media import likeness, rules
from media.model import Photo, PhotoQuarter, PhotoStatus, Rendition


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
    while renditions are still being made: what is there already can be shown meanwhile, and
    `made` of `wanted` tells how far they are. `shared` is the picture for links from elsewhere, ""
    while there is none; `failed` says that no more will come.
    """

    id: int
    width: int
    height: int
    placeholder: str
    colour: str
    sources: tuple[Source, ...]
    src: str
    ready: bool
    failed: bool
    token: str
    made: int
    wanted: int
    shared: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class RenditionFile:
    """Where the bytes of one address lie. `etag` is a digest of them, without quotes."""

    key: str
    mime: str
    etag: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Another photo that looks like this one; `distance` is 0 for hashes that are the same."""

    photo_id: int
    distance: int


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


def find_rendition(session: Session, token: str, name: str) -> RenditionFile | None:
    """The file behind `token/name`, or None. There is no such address for an original."""
    if (said := rules.named(name)) is None:
        return None
    kind, width = said
    found = session.execute(
        select(Rendition.key, Rendition.bytes)
        .join(Photo, Photo.id == Rendition.photo_id)
        .where(Photo.token == token, Rendition.width == width, Rendition.kind == kind)
    ).one_or_none()
    if found is None:
        return None
    return RenditionFile(
        key=found.key,
        mime=rules.FILES[kind][0],
        etag=rules.digest_in(found.key)[:32],
        bytes=found.bytes,
    )


def find_view(session: Session, token: str) -> PhotoView | None:
    """The photo with that token as pages show it, or None."""
    photo_id = session.scalar(select(Photo.id).where(Photo.token == token))
    return None if photo_id is None else photos(session, [photo_id])[photo_id]


_AT_ONCE = 40
"""Photos whose likes are asked for in one trip: what a database takes as parameters."""


def alike(
    session: Session, ids: Iterable[int], within: int = likeness.ALIKE
) -> dict[int, list[Alike]]:
    """For each of those photos the others that look like it, the likest first, then the oldest.

    Photos without a twin are left out. `within` is at most `likeness.SURE` bits of 64; beyond
    that some would be missed, and ValueError is raised. The very same bytes sent twice are one
    photo (`Photo.sha256`), which two products then share: `media.album.queries.elsewhere`.
    """
    if within > likeness.SURE:
        raise ValueError("too far: some would be missed")
    wanted = sorted(set(ids))
    found: dict[int, list[Alike]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        own = session.execute(select(Photo.id, Photo.dhash).where(Photo.id.in_(part))).all()
        near = {quarter for row in own for quarter in likeness.near_quarters(row.dhash)}
        candidates = session.execute(
            select(Photo.id, Photo.dhash)
            .where(
                Photo.id.in_(
                    select(PhotoQuarter.photo_id).where(PhotoQuarter.quarter.in_(sorted(near)))
                )
            )
            .order_by(Photo.id)
        ).all()
        for photo_id, dhash in own:
            measured = [
                Alike(row.id, likeness.distance(dhash, row.dhash))
                for row in candidates
                if row.id != photo_id
            ]
            if twins := [one for one in measured if one.distance <= within]:
                found[photo_id] = sorted(twins, key=lambda one: (one.distance, one.photo_id))
    return found


def _view(photo: Photo, renditions: list[Rendition]) -> PhotoView:
    sources = []
    for kind, (mime, _) in rules.KINDS.items():
        addresses = tuple(
            (one.width, f"{photo.token}/{rules.name_of(kind, one.width)}")
            for one in renditions
            if one.kind == kind
        )
        if addresses:
            sources.append(Source(mime, addresses))
    shared = [
        f"{photo.token}/{rules.name_of(one.kind, one.width)}"
        for one in renditions
        if one.kind == rules.SHARED
    ]
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
        failed=photo.status == PhotoStatus.FAILED,
        token=photo.token,
        made=len(renditions),
        wanted=len(rules.wanted(photo.width, photo.height)),
        shared=shared[0] if shared else "",
    )
