"""Reads about entries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.contests.rulebook import national
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry, EntryEvent
from contest.entries.rules import Way, Window
from core.clock import day_in_vietnam
from core.errors import NotFound
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment, Product
from core.registry.queries import subject_of_establishment
from core.rights import Subject
from core.territory.model import RegionMember, UnitReach, UnitSuccession
from core.territory.queries import reach, regions_of
from media.album.model import ProductPhoto
from media.model import Photo

WHOLE = (
    joinedload(Entry.contest).joinedload(Contest.unit),
    joinedload(Entry.product).selectinload(Product.set_members),
    joinedload(Entry.establishment).joinedload(Establishment.unit),
    selectinload(Entry.photos),
)
"""What comes with an entry that is shown or worked on."""


def subject_of_entry(session: Session, entry_id: int) -> Subject | None:
    """The entry as the contest's people see it: measured in the contest's place."""
    row = session.execute(
        select(Entry.contest_id, Contest.unit_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Entry.id == entry_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


def subject_of_dossier(session: Session, entry_id: int) -> Subject | None:
    """The same entry as its maker's side sees it: measured in the establishment's place."""
    found = session.scalar(select(Entry.establishment_id).where(Entry.id == entry_id))
    return subject_of_establishment(session, found) if found is not None else None


def find_entry(session: Session, entry_id: int) -> Entry | None:
    """The entry with its contest (and its unit), product, establishment and photos, or None."""
    return session.scalar(select(Entry).where(Entry.id == entry_id).options(*WHOLE))


def get_entry(session: Session, entry_id: int) -> Entry:
    """The entry, loaded as by `find_entry`. Raises NotFound("not_found")."""
    if found := find_entry(session, entry_id):
        return found
    raise NotFound("not_found")


def entries_among(session: Session, contest_id: int, ids: Collection[int]) -> dict[int, Entry]:
    """Those of these entries that were filed in this contest, loaded as by `find_entry`."""
    rows = session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest_id, Entry.id.in_(ids), Entry.filed_at.is_not(None))
        .options(*WHOLE)
    )
    return {one.id: one for one in rows}


def find_entry_of(session: Session, contest_id: int, product_id: int) -> Entry | None:
    """The one entry of this product in this contest, or None."""
    return session.scalar(
        select(Entry).where(Entry.contest_id == contest_id, Entry.product_id == product_id)
    )


def window_of(contest: Contest) -> Window:
    """When this contest receives dossiers, as the rules take it."""
    return Window(contest.stage, contest.entries_open_at, contest.entries_close_at)


def least_photos(contest: Contest) -> int:
    """How many photographs this contest's rules ask for."""
    return rules_of(contest).min_photos


def way_of(contest: Contest) -> Way:
    """What opens the way to this contest, by its own rules.

    Which level's certificate leads here is read from every rule set there was: a certificate of
    a district, issued before districts ended, still opens the province while it is in force.
    """
    own = rules_of(contest)
    return Way(
        needs_certificate=contest.level in own.needs_lower_certificate,
        opened_by=frozenset(
            low
            for rules in (own, *national())
            for low, high in rules.ladder.items()
            if high is contest.level
        ),
        letter_may_stand=contest.level in own.forwarding_letter,
        source=own.sources.get("needs_lower_certificate", own.name),
    )


def reach_towards(session: Session, unit_id: int | None, contest: Contest) -> frozenset[int]:
    """Ids of every unit that an establishment of this unit lies in, for this contest.

    Besides those of today: the old units its commune was made of, when the contest was held in
    one (a district contest of 2024), and the contest region by the list of the day its entries
    open; where that list leaves the province open, any region. Empty for None.
    """
    if unit_id is None:
        return frozenset()
    found = reach(session, unit_id)
    if contest.unit_id in found:
        return found
    before = (
        select(UnitReach.within_id)
        .join(UnitSuccession, UnitSuccession.old_id == UnitReach.unit_id)
        .where(UnitSuccession.new_id == unit_id)
    )
    found = found.union(session.scalars(before))
    if contest.level is ContestLevel.REGION:
        day = day_in_vietnam(contest.entries_open_at)
        return found | (regions_of(session, found, day) or {contest.unit_id})
    return found


def reaches(session: Session, unit_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Unit → every unit whose office reaches it today, for many at once."""
    found: dict[int, set[int]] = {}
    for unit, within in session.execute(
        select(UnitReach.unit_id, UnitReach.within_id).where(UnitReach.unit_id.in_(set(unit_ids)))
    ):
        found.setdefault(unit, set()).add(within)
    return {unit: frozenset(within) for unit, within in found.items()}


def reaches_towards(session: Session, unit_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Unit → every unit a contest may be held in for it: `reach_towards` for many at once and
    for any contest. Those of today, the old ones it was made of, the contest regions."""
    wanted = set(unit_ids)
    found = {unit: set(within) for unit, within in reaches(session, wanted).items()}
    before = (
        select(UnitSuccession.new_id, UnitReach.within_id)
        .join(UnitReach, UnitReach.unit_id == UnitSuccession.old_id)
        .where(UnitSuccession.new_id.in_(wanted))
    )
    above = (
        select(UnitReach.unit_id, RegionMember.region_id)
        .join(RegionMember, RegionMember.unit_id == UnitReach.within_id)
        .where(UnitReach.unit_id.in_(wanted))
    )
    for more in (before, above):
        for unit, within in session.execute(more):
            found.setdefault(unit, set()).add(within)
    return {unit: frozenset(within) for unit, within in found.items()}


def entries_between(
    session: Session, contest_ids: Collection[int], product_ids: Collection[int]
) -> dict[tuple[int, int], Entry]:
    """(contest, product) → the entry, where there is one."""
    rows = session.scalars(
        select(Entry).where(
            Entry.contest_id.in_(set(contest_ids)), Entry.product_id.in_(set(product_ids))
        )
    )
    return {(one.contest_id, one.product_id): one for one in rows}


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many dossiers reached the desk, and where they stand; drafts are not among them."""

    received: int
    valid: int
    supplement: int
    refused: int
    unscreened: int
    withdrawn: int


def counts(session: Session, contest_id: int) -> EntryCounts:
    """The figures of one contest's desk. Received = all that were ever filed, also withdrawn."""
    rows = session.execute(
        select(Entry.status, func.count())
        .where(Entry.contest_id == contest_id, Entry.filed_at.is_not(None))
        .group_by(Entry.status)
    )
    by: dict[EntryStatus, int] = {}
    for status, number in rows:
        by[status] = number
    return EntryCounts(
        received=sum(by.values()),
        valid=by.get(EntryStatus.VALID, 0),
        supplement=by.get(EntryStatus.SUPPLEMENT, 0),
        refused=by.get(EntryStatus.REFUSED, 0),
        unscreened=by.get(EntryStatus.FILED, 0),
        # taken up again after it was withdrawn: not at the desk any more
        withdrawn=by.get(EntryStatus.WITHDRAWN, 0) + by.get(EntryStatus.DRAFT, 0),
    )


def groups(session: Session, contest_id: int) -> frozenset[ProductGroup | None]:
    """The groups in which this contest has valid dossiers."""
    query = select(Entry.group).where(
        Entry.contest_id == contest_id, Entry.status == EntryStatus.VALID
    )
    return frozenset(session.scalars(query.distinct()))


def waiting(session: Session, contest_ids: Collection[int]) -> dict[int, int]:
    """Contest → how many dossiers wait for the desk, for lists; contests without one are left
    out. One statement."""
    rows = session.execute(
        select(Entry.contest_id, func.count())
        .where(Entry.contest_id.in_(contest_ids), Entry.status == EntryStatus.FILED)
        .group_by(Entry.contest_id)
    )
    return dict(rows.all())


def dossiers_of(
    session: Session, establishment_ids: Collection[int], *, filed_by: int | None = None
) -> list[Entry]:
    """All entries of these establishments with their contests, the newest first; and those that
    the account `filed_by` began on somebody's behalf."""
    mine: ColumnElement[bool] = Entry.establishment_id.in_(establishment_ids)
    if filed_by is not None:
        mine = mine | (Entry.on_behalf & (Entry.created_by == filed_by))
    return list(
        session.scalars(
            select(Entry)
            .where(mine)
            .order_by(Entry.created_at.desc(), Entry.id.desc())
            .options(joinedload(Entry.contest), selectinload(Entry.photos))
        )
    )


def on_behalf_of(session: Session, establishment_id: int) -> list[Entry]:
    """What others filed for this establishment, the newest first, with the contests."""
    return list(
        session.scalars(
            select(Entry)
            .where(Entry.establishment_id == establishment_id, Entry.on_behalf)
            .options(joinedload(Entry.contest))
            .order_by(Entry.created_at.desc(), Entry.id.desc())
        )
    )


def filed_for_others(
    session: Session, account_ids: Collection[int]
) -> dict[int, tuple[int, int, datetime]]:
    """Helper → how many dossiers begun for makers, how many handed in, and the last moment."""
    rows = session.execute(
        select(
            Entry.created_by,
            func.count(Entry.id).label("begun"),
            func.count(Entry.filed_at).label("filed"),
            func.max(Entry.created_at).label("last"),
        )
        .where(Entry.on_behalf, Entry.created_by.in_(set(account_ids)))
        .group_by(Entry.created_by)
    )
    return {row.created_by: (row.begun, row.filed, row.last) for row in rows}


def events(session: Session, entry_id: int) -> list[EntryEvent]:
    """What happened to a dossier, the newest first."""
    return list(
        session.scalars(
            select(EntryEvent)
            .where(EntryEvent.entry_id == entry_id)
            .order_by(EntryEvent.at.desc(), EntryEvent.id.desc())
        )
    )


def valid_entries(session: Session, contest_id: int) -> list[Entry]:
    """The valid dossiers with product, establishment and photos, by group and code."""
    rows = session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest_id, Entry.status == EntryStatus.VALID)
        .order_by(Entry.group, func.length(Entry.code), Entry.code)
        .options(
            joinedload(Entry.product),
            joinedload(Entry.establishment),
            selectinload(Entry.photos),
        )
    )
    return list(rows)


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """A photograph of the product's album that a dossier may use. Sides are in pixels."""

    photo_id: int
    caption: str
    width: int
    height: int


def album(session: Session, product_id: int) -> list[AlbumPhoto]:
    """The photographs of a product, in its makers' order."""
    rows = session.execute(
        select(ProductPhoto.photo_id, ProductPhoto.caption, Photo.width, Photo.height)
        .join(Photo, Photo.id == ProductPhoto.photo_id)
        .where(ProductPhoto.product_id == product_id)
        .order_by(ProductPhoto.position, ProductPhoto.id)
    )
    return [AlbumPhoto(*row) for row in rows]


def photo_sides(session: Session, photo_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Photo → (width, height) in pixels, of those that exist."""
    rows = session.execute(
        select(Photo.id, Photo.width, Photo.height).where(Photo.id.in_(photo_ids))
    )
    return {id_: (width, height) for id_, width, height in rows}


def album_left(session: Session, photo_ids: Collection[int]) -> list[AlbumPhoto]:
    """Photographs that a dossier still holds although they left the product's album."""
    sides = photo_sides(session, photo_ids) if photo_ids else {}
    return [AlbumPhoto(id_, "", *sides[id_]) for id_ in photo_ids if id_ in sides]


def started(
    session: Session, contest_ids: Collection[int], product_ids: Collection[int]
) -> dict[tuple[int, int], int]:
    """(contest, product) → its dossier, where there is one. One statement."""
    rows = session.execute(
        select(Entry.contest_id, Entry.product_id, Entry.id).where(
            Entry.contest_id.in_(contest_ids), Entry.product_id.in_(product_ids)
        )
    )
    return {(contest_id, product_id): id_ for contest_id, product_id, id_ in rows}
