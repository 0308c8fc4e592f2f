"""Photographs of the single products of a set. The set's own stand in its product's album."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.errors import Invalid, NotFound
from core.identity import Identity
from core.registry.model import SetMember
from media import service as media
from media.album.model import MemberPhoto
from media.album.queries import AlbumPhoto
from media.album.rules import Way, moved
from media.queries import photos
from media.service import Received

MOST_PHOTOS = 5
"""Of one product of a set."""


def albums(session: Session, member_ids: Collection[int]) -> dict[int, list[AlbumPhoto]]:
    """The photographs of these members, by member, in their order; the first is the cover."""
    rows = session.scalars(
        select(MemberPhoto)
        .where(MemberPhoto.set_member_id.in_(set(member_ids)))
        .order_by(MemberPhoto.set_member_id, MemberPhoto.position, MemberPhoto.id)
    ).all()
    views = photos(session, [row.photo_id for row in rows])
    found: dict[int, list[AlbumPhoto]] = {}
    for row in rows:
        own = found.setdefault(row.set_member_id, [])
        own.append(
            AlbumPhoto(
                id=row.id,
                photo_id=row.photo_id,
                product_id=row.set_member_id,
                position=row.position,
                caption=row.caption,
                cover=not own,
                view=replace(views[row.photo_id], alt=row.caption),
            )
        )
    return found


def add(
    session: Session,
    who: Identity,
    product_id: int,
    member_id: int,
    received: list[Received],
    now: datetime,
) -> list[MemberPhoto]:
    """Photographs that were taken in become the member's last ones; one sent again stays put.

    Raises NotFound when the member is not of this product, Invalid({"photo": "album_full"}).
    """
    _demand(session, product_id, member_id)
    have = _rows(session, member_id)
    there = {row.photo_id for row in have}
    position = max((row.position for row in have), default=-1)
    made: list[MemberPhoto] = []
    for one in received:
        photo = media.record(session, one, who.account_id, now)
        if photo.id in there:
            continue
        there.add(photo.id)
        position += 1
        made.append(MemberPhoto(set_member_id=member_id, photo_id=photo.id, position=position))
    if len(there) > MOST_PHOTOS:
        raise Invalid({"photo": ("album_full", {"most": MOST_PHOTOS})})
    session.add_all(made)
    session.flush()
    if made:
        ids = [row.photo_id for row in made]
        subject = f"product:{product_id}"
        audit.record(session, who, now, "photos.added", subject, photos=ids, member=member_id)
    return made


def move(session: Session, product_id: int, member_id: int, photo_id: int, way: Way) -> None:
    """One place up or down. Raises NotFound."""
    _demand(session, product_id, member_id)
    rows = {row.id: row for row in _rows(session, member_id)}
    if photo_id not in rows:
        raise NotFound("photo_not_found")
    for position, id_ in enumerate(moved(list(rows), photo_id, way)):
        rows[id_].position = position
    session.flush()


def remove(
    session: Session, who: Identity, product_id: int, member_id: int, photo_id: int, now: datetime
) -> None:
    """Take a photograph from the member; the picture itself stays. Raises NotFound."""
    _demand(session, product_id, member_id)
    row = session.get(MemberPhoto, photo_id)
    if row is None or row.set_member_id != member_id:
        raise NotFound("photo_not_found")
    picture = row.photo_id
    session.delete(row)
    session.flush()
    subject = f"product:{product_id}"
    audit.record(session, who, now, "photos.removed", subject, photo=picture, member=member_id)


def _demand(session: Session, product_id: int, member_id: int) -> None:
    """The member is of this product; held, so that two clicks add one after the other."""
    found = session.scalar(
        select(SetMember.id)
        .where(SetMember.id == member_id, SetMember.product_id == product_id)
        .with_for_update()
    )
    if found is None:
        raise NotFound("not_found")


def _rows(session: Session, member_id: int) -> list[MemberPhoto]:
    return list(
        session.scalars(
            select(MemberPhoto)
            .where(MemberPhoto.set_member_id == member_id)
            .order_by(MemberPhoto.position, MemberPhoto.id)
        )
    )
