"""Dossiers by the service's own steps: a maker, a product with an album, a statement, photos."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from contest.contests.model import Contest
from contest.entries import service
from contest.entries.model import Entry
from contest.entries.service import ChosenPhoto
from contest.entries.statement import sections
from core.accounts.model import Account
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment, Product
from core.rights import Grant, Role
from media.album.model import ProductPhoto
from media.likeness import quarters
from media.model import Photo, PhotoQuarter, PhotoStatus, Rendition
from tests.build import people, places, register
from tests.build.people import NOW
from tests.build.places import Places

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer with an establishment in the commune and one product with three photos."""

    places: Places
    account: Account
    who: Identity
    establishment: Establishment
    product: Product
    photos: list[int]


def far_hash(number: int) -> str:
    """A difference hash far from that of every other number: photos are not alike by accident."""
    return sha256(str(number).encode()).hexdigest()[:16]


def photo(session: Session, **facts: object) -> Photo:
    """A photo row with one rendition, as media.service records them; no bytes behind it."""
    number = next(_numbers)
    values: dict[str, object] = {
        "token": f"token{number:06d}",
        "sha256": f"{number:064x}",
        "original_key": f"original/{number}",
        "format": "JPEG",
        "width": 1800,
        "height": 1300,
        "bytes": 1000,
        "orientation_applied": False,
        "location_removed": False,
        "dhash": far_hash(number),
        "placeholder": "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "colour": "#a3271f",
        "uploaded_by": 0,
        "uploaded_at": NOW,
        "status": PhotoStatus.READY,
        **facts,
    }
    made = Photo(**values)
    session.add(made)
    session.flush()
    session.add_all(
        PhotoQuarter(quarter=one, photo_id=made.id) for one in dict.fromkeys(quarters(made.dhash))
    )
    session.add(
        Rendition(
            photo_id=made.id, kind="jpeg", width=480, height=347, bytes=100, key=f"r/{number}"
        )
    )
    session.flush()
    return made


def album(session: Session, product: Product, number: int = 3) -> list[int]:
    """Photos in the product's album; their ids in order."""
    ids = [photo(session).id for _ in range(number)]
    session.add_all(
        ProductPhoto(product_id=product.id, photo_id=id_, position=at)
        for at, id_ in enumerate(ids, start=1)
    )
    session.flush()
    return ids


def maker(session: Session, where: Places | None = None, name: str = "Bình gốm đỏ") -> Maker:
    """A producer, with everything needed to start a dossier."""
    where = where or places.places(session)
    account = people.account(session, f"Chủ cơ sở {next(_numbers)} (mô phỏng)")
    own = register.establishment(session, unit_id=where.commune, holder=account)
    product = register.product(session, own, name)
    who = people.identity(account, Grant(Role.PRODUCER, establishment_id=own.id))
    return Maker(where, account, who, own, product, album(session, product))


def written(
    session: Session,
    by: Maker,
    contest: Contest,
    now: datetime = NOW,
    product: Product | None = None,
) -> Entry:
    """A draft that lacks nothing but the declaration."""
    product = product or by.product
    photos = by.photos if product is by.product else album(session, product)
    entry = service.start(session, by.who, contest.id, product.id, now)
    for section in sections():
        if section.required:
            service.save_statement(
                session, by.who, entry.id, section.key, f"{section.title}: có.", entry.version, now
            )
    service.set_photos(session, by.who, entry.id, [ChosenPhoto(id_) for id_ in photos], now)
    return entry


def filed(
    session: Session,
    by: Maker,
    contest: Contest,
    now: datetime = NOW,
    product: Product | None = None,
) -> Entry:
    """A dossier at the desk of a lowest-level contest."""
    entry = written(session, by, contest, now, product)
    return service.file(
        session,
        by.who,
        entry.id,
        group=ProductGroup.HANDICRAFT,
        lower=None,
        declared=True,
        now=now,
    )
