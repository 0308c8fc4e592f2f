"""What looks like another dossier or another product: names, and photographs. Warnings only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry, EntryPhoto
from core.registry.model import Establishment, Product
from core.text import fold
from media.album.model import ProductPhoto
from media.queries import alike

LIVE = (EntryStatus.FILED, EntryStatus.SUPPLEMENT, EntryStatus.VALID)


@dataclass(frozen=True, slots=True)
class OtherProduct:
    """Another product, not in this contest, that shows the same or a like photograph."""

    product_id: int
    name: str
    maker: str


@dataclass(slots=True)
class Twins:
    """Entry ids in the contest that share the name or a photograph, and products elsewhere."""

    same_name: list[int] = field(default_factory=list)
    same_photo: list[int] = field(default_factory=list)
    others: list[OtherProduct] = field(default_factory=list)


def same_names(session: Session, contest_id: int) -> dict[int, list[int]]:
    """Entry → the other live dossiers of the contest with the same maker and folded name.

    Entering again in a later round is legal (TT 26/2014 Đ6.3), so only one contest is looked at.
    """
    names: dict[tuple[int, str], list[int]] = {}
    for id_, maker, name in session.execute(
        select(Entry.id, Entry.establishment_id, Entry.product_name)
        .where(Entry.contest_id == contest_id, Entry.status.in_(LIVE))
        .order_by(Entry.id)
    ):
        names.setdefault((maker, fold(name)), []).append(id_)
    return {
        id_: [other for other in ids if other != id_]
        for ids in names.values()
        if len(ids) > 1
        for id_ in ids
    }


def twins(session: Session, contest_id: int, entries: Sequence[Entry]) -> dict[int, Twins]:
    """What each of these dossiers of one contest has in common with others.

    The very same file sent twice is one photograph; others are found by their looks
    (media.likeness). Entries are loaded with photos. Six statements for up to 40 photographs.
    """
    found = {one.id: Twins(same_name=[]) for one in entries}
    for id_, others in same_names(session, contest_id).items():
        if id_ in found:
            found[id_].same_name = others
    own = {one.id: {photo.photo_id for photo in one.photos} for one in entries}
    likes = alike(session, {id_ for ids in own.values() for id_ in ids})
    near = {
        entry_id: ids | {other.photo_id for id_ in ids for other in likes.get(id_, ())}
        for entry_id, ids in own.items()
    }
    everything = {id_ for ids in near.values() for id_ in ids}
    in_entries = _in_entries(session, everything)
    in_albums = _in_albums(session, everything)
    for one in entries:
        here = {
            row.id
            for row in _of(in_entries, near[one.id])
            if row.contest_id == contest_id and row.product_id != one.product_id
        }
        found[one.id].same_photo = sorted(here)
        entered = {row.product_id for row in _of(in_entries, near[one.id]) if row.id in here}
        elsewhere = {
            OtherProduct(row.product_id, row.name, row.maker)
            for row in _of([*in_albums, *in_entries], near[one.id])
            if row.product_id not in {one.product_id, *entered}
        }
        found[one.id].others = sorted(elsewhere, key=lambda other: (other.name, other.product_id))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    photo_id: int
    product_id: int
    name: str
    maker: str
    id: int = 0
    contest_id: int = 0


def _of(rows: Iterable[_Row], photo_ids: set[int]) -> list[_Row]:
    return [row for row in rows if row.photo_id in photo_ids]


def _in_entries(session: Session, photo_ids: set[int]) -> list[_Row]:
    rows = session.execute(
        select(
            EntryPhoto.photo_id,
            Entry.product_id,
            Entry.product_name,
            Entry.establishment_name,
            Entry.id,
            Entry.contest_id,
        )
        .join(Entry, Entry.id == EntryPhoto.entry_id)
        .where(EntryPhoto.photo_id.in_(photo_ids), Entry.status.in_(LIVE))
    )
    return [_Row(*row) for row in rows]


def _in_albums(session: Session, photo_ids: set[int]) -> list[_Row]:
    rows = session.execute(
        select(ProductPhoto.photo_id, Product.id, Product.name, Establishment.name)
        .join(Product, Product.id == ProductPhoto.product_id)
        .outerjoin(Establishment, Establishment.id == Product.establishment_id)
        .where(ProductPhoto.photo_id.in_(photo_ids), Product.merged_into_id.is_(None))
    )
    return [_Row(photo, product, name, maker or "") for photo, product, name, maker in rows]
