"""A product's photographs go over to another product when records are merged, and back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from media.album.model import ProductPhoto


class AlbumReference:
    """core.registry.references.Reference: photographs become the last ones of the kept product.

    One that it has already stays with the other. Its cover stays; the other's cover is one
    photograph among the rest, and is the first of the ids, by which it is the cover again.
    """

    key = "product_photos.product_id"

    def move(self, session: Session, gone: int, kept: int) -> list[int]:
        """Ids of the rows that moved, the former cover first."""
        theirs, own = _rows(session, gone), _rows(session, kept)
        there = {row.photo_id for row in own}
        last = max((row.position for row in own), default=-1)
        moving = [row for row in theirs if row.photo_id not in there]
        ids = [row.id for row in sorted(moving, key=lambda row: not row.cover)]
        for row in theirs:
            row.cover = False
        session.flush()
        for step, row in enumerate(moving, start=1):
            row.product_id, row.position = kept, last + step
        session.flush()
        if moving and not any(row.cover for row in own):
            moving[0].cover = True
        elif left := [row for row in theirs if row not in moving]:
            left[0].cover = True
        session.flush()
        return ids

    def move_back(self, session: Session, ids: Sequence[int], gone: int, kept: int) -> None:
        """The rows that are still the kept product's."""
        rows = {row.id: row for row in _rows(session, kept)}
        back = [rows[id_] for id_ in ids if id_ in rows]
        had_cover = any(row.cover for row in back)
        left = _rows(session, gone)
        for row in (*back, *left):
            row.cover = False
        session.flush()
        for row in back:
            row.product_id = gone
        session.flush()
        if back or left:
            (back or left)[0].cover = True
        if had_cover and (rest := _rows(session, kept)):
            rest[0].cover = True
        session.flush()


def _rows(session: Session, product_id: int) -> list[ProductPhoto]:
    return list(
        session.scalars(
            select(ProductPhoto)
            .where(ProductPhoto.product_id == product_id)
            .order_by(ProductPhoto.position, ProductPhoto.id)
        )
    )
