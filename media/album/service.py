"""Putting photographs to a product, ordering and captioning them, taking them away."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core import audit
from core.errors import Invalid, NotFound
from core.identity import Identity
from core.registry.model import Product
from media import service as media
from media.album.model import ProductPhoto
from media.album.rules import MOST_PHOTOS, Way, moved, room_left
from media.service import Received

LONGEST_CAPTION = 200


def add(
    session: Session, who: Identity, product_id: int, received: list[Received], now: datetime
) -> list[ProductPhoto]:
    """Photographs that were taken in become the product's last ones; the first becomes its cover.

    The same picture sent again stays where it is. Raises Invalid({"photo": "album_full"}).
    """
    # One at a time: a second click must not make a second cover.
    session.execute(select(Product.id).where(Product.id == product_id).with_for_update())
    have = _rows(session, product_id)
    there = {row.photo_id for row in have}
    position = max((row.position for row in have), default=-1)
    made: list[ProductPhoto] = []
    for one in received:
        photo = media.record(session, one, who.account_id, now)
        if photo.id in there:
            continue
        there.add(photo.id)
        position += 1
        made.append(
            ProductPhoto(
                product_id=product_id,
                photo_id=photo.id,
                position=position,
                cover=not have and not made,
            )
        )
    if len(made) > room_left(len(have)):
        raise Invalid({"photo": ("album_full", {"most": MOST_PHOTOS})})
    session.add_all(made)
    session.flush()
    if made:
        subject = f"product:{product_id}"
        audit.record(
            session, who, now, "photos.added", subject, photos=[row.photo_id for row in made]
        )
    return made


def move(session: Session, product_id: int, album_id: int, way: Way) -> None:
    """One place up or down. Raises NotFound("photo_not_found")."""
    rows = {row.id: row for row in _rows(session, product_id)}
    if album_id not in rows:
        raise NotFound("photo_not_found")
    for position, id_ in enumerate(moved(list(rows), album_id, way)):
        rows[id_].position = position


def make_cover(
    session: Session, who: Identity, product_id: int, album_id: int, now: datetime
) -> None:
    """This photograph stands for the product. Raises NotFound("photo_not_found")."""
    row = _get(session, product_id, album_id)
    if row.cover:
        return
    session.execute(
        update(ProductPhoto).where(ProductPhoto.product_id == product_id).values(cover=False)
    )
    row.cover = True
    session.flush()
    audit.record(session, who, now, "photos.cover", f"product:{product_id}", photo=row.photo_id)


def describe(session: Session, product_id: int, album_id: int, caption: str) -> None:
    """What is to be seen, also read aloud to those who see nothing.

    Raises NotFound, Invalid({"caption": "too_long"}).
    """
    row = _get(session, product_id, album_id)
    if len(caption) > LONGEST_CAPTION:
        raise Invalid({"caption": ("too_long", {"most": LONGEST_CAPTION})})
    row.caption = caption.strip()


def remove(session: Session, who: Identity, product_id: int, album_id: int, now: datetime) -> None:
    """Take a photograph from the product; the next becomes the cover. The picture itself stays,
    because a dossier may show it. Raises NotFound("photo_not_found").
    """
    row = _get(session, product_id, album_id)
    photo_id, was_cover = row.photo_id, row.cover
    session.delete(row)
    session.flush()
    if was_cover and (rest := _rows(session, product_id)):
        rest[0].cover = True
    audit.record(session, who, now, "photos.removed", f"product:{product_id}", photo=photo_id)


def _rows(session: Session, product_id: int) -> list[ProductPhoto]:
    return list(
        session.scalars(
            select(ProductPhoto)
            .where(ProductPhoto.product_id == product_id)
            .order_by(ProductPhoto.position, ProductPhoto.id)
        )
    )


def _get(session: Session, product_id: int, album_id: int) -> ProductPhoto:
    row = session.get(ProductPhoto, album_id)
    if row is None or row.product_id != product_id:
        raise NotFound("photo_not_found")
    return row
