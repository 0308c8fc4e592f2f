"""Reads: a product's photographs as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from media.album.model import ProductPhoto
from media.queries import PhotoView, photos


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """One photograph of one product. `view.alt` is its caption."""

    id: int
    photo_id: int
    product_id: int
    position: int
    caption: str
    cover: bool
    view: PhotoView


def albums(session: Session, product_ids: Collection[int]) -> dict[int, list[AlbumPhoto]]:
    """The photographs of these products, by product, in their order. Two trips."""
    rows = session.scalars(
        select(ProductPhoto)
        .where(ProductPhoto.product_id.in_(set(product_ids)))
        .order_by(ProductPhoto.product_id, ProductPhoto.position, ProductPhoto.id)
    ).all()
    views = photos(session, [row.photo_id for row in rows])
    found: dict[int, list[AlbumPhoto]] = {}
    for row in rows:
        found.setdefault(row.product_id, []).append(
            AlbumPhoto(
                id=row.id,
                photo_id=row.photo_id,
                product_id=row.product_id,
                position=row.position,
                caption=row.caption,
                cover=row.cover,
                view=replace(views[row.photo_id], alt=row.caption),
            )
        )
    return found


def album(session: Session, product_id: int) -> list[AlbumPhoto]:
    """The photographs of one product, in their order."""
    return albums(session, [product_id]).get(product_id, [])


def covers(session: Session, product_ids: Collection[int]) -> dict[int, PhotoView]:
    """The picture that stands for each product: its cover. Products without one are left out."""
    rows = session.execute(
        select(ProductPhoto.product_id, ProductPhoto.photo_id, ProductPhoto.caption).where(
            ProductPhoto.product_id.in_(set(product_ids)), ProductPhoto.cover
        )
    ).all()
    views = photos(session, [row.photo_id for row in rows])
    return {row.product_id: replace(views[row.photo_id], alt=row.caption) for row in rows}
