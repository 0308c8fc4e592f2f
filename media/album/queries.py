"""Reads: a product's photographs as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.registry.model import Product, SetMember
from media.album.model import MemberPhoto, ProductPhoto
from media.likeness import ALIKE
from media.queries import PhotoView, alike, photos


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


@dataclass(frozen=True, slots=True)
class Twin:
    """A photo of another product that is this one, or looks like it (`distance` above 0)."""

    photo_id: int
    other_photo_id: int
    other_product_id: int
    distance: int


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


def elsewhere(
    session: Session, photo_ids: Collection[int], product_id: int, within: int = ALIKE
) -> list[Twin]:
    """Where else those photos of a product are shown: in albums of other products and of the
    single products of their sets, the very same picture first. Four trips for up to 40 photos.

    For people to look at, never a verdict: products of one maker before one wall look alike.
    """
    likes = alike(session, photo_ids, within)
    near = {
        (mine, other.photo_id): other.distance
        for mine, others in likes.items()
        for other in others
    } | {(mine, mine): 0 for mine in photo_ids}
    asked = {other for _, other in near}
    in_albums = select(ProductPhoto.photo_id, ProductPhoto.product_id)
    in_sets = select(MemberPhoto.photo_id, SetMember.product_id).join(
        SetMember, SetMember.id == MemberPhoto.set_member_id
    )
    shown: dict[int, set[int]] = {}
    for rows, of in ((in_albums, ProductPhoto), (in_sets, SetMember)):
        found = session.execute(
            rows.join(Product, Product.id == of.product_id).where(
                rows.selected_columns[0].in_(asked),
                of.product_id != product_id,
                Product.merged_into_id.is_(None),
            )
        )
        for photo_id, other in found:
            shown.setdefault(photo_id, set()).add(other)
    twins = [
        Twin(mine, other, product, distance)
        for (mine, other), distance in near.items()
        for product in shown.get(other, ())
    ]
    return sorted(twins, key=lambda one: (one.distance, one.photo_id, one.other_product_id))
