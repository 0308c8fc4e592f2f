"""Rounds and certified products of a territory, from what was run here and from history.

The three tellers are kept apart (`Told`) and never summed here: whoever wants a sum asks for it.
A round that is told of twice counts once (`rules.settle`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.history import rules
from contest.history.kinds import Told
from contest.history.model import PastRecognition, PastRound
from contest.history.rules import Claim, RoundKey
from core.clock import day_in_vietnam
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product, PublishedRecognition
from core.territory.model import Unit, UnitReach
from core.territory.queries import reached_from

HELD_BY_PLACES = (ContestLevel.COMMUNE, ContestLevel.DISTRICT, ContestLevel.PROVINCE)
"""Levels whose rounds are held by a place; regions and the nation hold theirs above all places."""


@dataclass(frozen=True, slots=True)
class CountedRound:
    """One telling of one round. `counts` is false where another telling of it goes before.

    `certified` is None when nobody says how many. `number` is the contest's or the past round's
    id, None for a list of names; `slug` the contest's address.
    """

    told: Told
    level: ContestLevel
    unit_id: int
    place: str
    year: int
    round: int
    day: date | None
    certified: int | None
    counts: bool
    title: str = ""
    slug: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CountedProduct:
    """A product of a maker in the territory, recognised at a level in a year; each counts once
    for its level and year, however many tell of it."""

    told: Told
    product_id: int
    name: str
    address: str
    level: ContestLevel
    year: int
    day: date | None
    counts: bool
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a programme may count. `rounds` and `products` hold every record, also those that do
    not count; `undated` published recognitions name no year and are in neither."""

    rounds: tuple[CountedRound, ...]
    products: tuple[CountedProduct, ...]
    undated: int

    def contests(self, *told: Told, level: ContestLevel | None = None) -> int:
        """How many rounds these tellers tell of, each round once."""
        return len(self._rounds(told, level))

    def certified(self, *told: Told, level: ContestLevel | None = None) -> int:
        """How many products those rounds certified, as far as it is known."""
        return sum(one.certified or 0 for one in self._rounds(told, level))

    def unknown(self, *told: Told, level: ContestLevel | None = None) -> int:
        """How many of those rounds leave the number of certified products open."""
        return sum(one.certified is None for one in self._rounds(told, level))

    def recognised(self, *told: Told, level: ContestLevel | None = None) -> int:
        """How many times a product of these makers was recognised, by level and year."""
        return sum(
            one.counts and one.told in told and level in (None, one.level) for one in self.products
        )

    def _rounds(self, told: Collection[Told], level: ContestLevel | None) -> list[CountedRound]:
        return [
            one
            for one in self.rounds
            if one.counts and one.told in told and level in (None, one.level)
        ]


def counts(session: Session, units: Collection[int], first: date, last: date) -> Counts:
    """Rounds held in these units and products of their makers, from `first` to `last` included.

    What was run here is dated by its announcement, history by its decision; without a day it
    belongs to the period when its whole year does. Which telling counts is settled over all
    years first, so that two periods never count one round twice. Seven statements at
    most, however many records there are.
    """
    listed, undated = _lists(session, units)
    here, past = _here(session, units), _past(session, units)
    claims: dict[Claim, CountedRound] = {}
    for one in (*here, *past, *_of_lists(listed)):
        key = RoundKey(one.level, one.unit_id, one.year, one.round)
        claims[Claim(one.told, key, one.certified, one.number)] = one
    found = [
        replace(claims[line.claim], counts=line.counts)
        for line in rules.settle(claims)
        if rules.lies_in(line.claim.key.year, claims[line.claim].day, first, last)
    ]
    return Counts(
        rounds=tuple(found),
        products=tuple(_products(session, units, listed, first, last)),
        undated=undated,
    )


def _here(session: Session, units: Collection[int]) -> list[CountedRound]:
    rows = session.execute(
        select(
            Contest.id,
            Contest.slug,
            Contest.title,
            Contest.level,
            Contest.unit_id,
            Unit.line,
            Contest.year,
            Contest.round,
            Contest.announced_at,
            func.count(Certificate.id).label("certified"),
        )
        .join(Unit, Unit.id == Contest.unit_id)
        .outerjoin(Certificate, Certificate.contest_id == Contest.id)
        .where(Contest.stage == Stage.ANNOUNCED, Contest.unit_id.in_(reached_from(units)))
        .group_by(Contest.id, Unit.line)
        .order_by(Contest.id)
    )
    return [
        CountedRound(
            told=Told.HERE,
            level=row.level,
            unit_id=row.unit_id,
            place=row.line,
            year=row.year,
            round=row.round,
            day=day_in_vietnam(row.announced_at) if row.announced_at else None,
            certified=row.certified,
            counts=True,
            title=row.title,
            slug=row.slug,
            number=row.id,
        )
        for row in rows
    ]


def _past(session: Session, units: Collection[int]) -> list[CountedRound]:
    rows = session.execute(
        select(PastRound, Unit.line)
        .join(Unit, Unit.id == PastRound.unit_id)
        .where(PastRound.unit_id.in_(reached_from(units)))
        .order_by(PastRound.id)
    )
    return [
        CountedRound(
            told=Told.PUBLISHED if row.origin is Origin.PUBLISHED else Told.OFFICE,
            level=row.level,
            unit_id=row.unit_id or 0,
            place=line,
            year=row.year,
            round=row.round,
            day=row.decision_date,
            certified=row.certified,
            counts=True,
            number=row.id,
        )
        for row, line in rows
    ]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name on a list. `unit_id` is the place of its round, when that lies in the territory;
    `ours` says that its maker does."""

    told: Told
    product_id: int
    name: str
    address: str
    level: ContestLevel
    unit_id: int | None
    place: str
    year: int
    round: int
    day: date | None
    paper: str
    ours: bool


def _lists(session: Session, units: Collection[int]) -> tuple[list[_Listed], int]:
    """Names on office lists and in public sources, of makers or rounds in these units."""
    reached = reached_from(units)
    home = aliased(Establishment)
    office = session.execute(
        select(
            PastRecognition,
            Product,
            Unit.line,
            PastRecognition.unit_id.in_(reached).label("held"),
            or_(home.unit_id.in_(reached), home.id.is_(None)).label("ours"),
        )
        .join(Product, Product.id == PastRecognition.product_id)
        .outerjoin(home, home.id == Product.establishment_id)
        .join(Unit, Unit.id == PastRecognition.unit_id)
        .where(or_(PastRecognition.unit_id.in_(reached), home.unit_id.in_(reached)))
        .order_by(PastRecognition.id)
    ).all()
    printed = session.execute(
        select(PublishedRecognition, Product)
        .join(Product, Product.id == PublishedRecognition.product_id)
        .where(PublishedRecognition.unit_id.in_(reached))
        .order_by(PublishedRecognition.id)
    ).all()
    holders = _holders(session, units, {row.unit_id for row, _ in printed if row.unit_id})
    listed = [
        _Listed(
            told=Told.OFFICE,
            product_id=product.id,
            name=product.name,
            address=_address(product),
            level=row.level,
            unit_id=row.unit_id if held else None,
            place=line,
            year=row.year,
            round=row.round,
            day=row.decision_date,
            paper=row.decision_number or row.source,
            ours=bool(ours),
        )
        for row, product, line, held, ours in office
    ]
    undated = 0
    for row, product in printed:
        if row.year is None:
            undated += 1
            continue
        level = ContestLevel(row.level)
        holder = holders.get(row.unit_id or 0, {}).get(level.value)
        listed.append(
            _Listed(
                told=Told.PUBLISHED,
                product_id=product.id,
                name=product.name,
                address=_address(product),
                level=level,
                unit_id=holder[0] if holder else None,
                place=holder[1] if holder else "",
                year=row.year,
                round=1,
                day=None,
                paper=row.source_url,
                ours=True,
            )
        )
    return listed, undated


def _holders(
    session: Session,
    units: Collection[int],
    wanted: Collection[int],
) -> dict[int, dict[str, tuple[int, str]]]:
    """Unit → kind → the unit of that kind above it (or itself) with its line, if that lies in
    the territory: who held a round at that level. One statement."""
    if not wanted:
        return {}
    chain = (
        select(Unit.id.label("start"), Unit.id, Unit.parent_id)
        .where(Unit.id.in_(wanted))
        .cte("above", recursive=True)
    )
    upper = aliased(Unit)
    chain = chain.union(
        select(chain.c.start, upper.id, upper.parent_id).join(upper, upper.id == chain.c.parent_id)
    )
    rows = session.execute(
        select(chain.c.start, Unit.id, Unit.kind, Unit.line)
        .join(Unit, Unit.id == chain.c.id)
        .where(Unit.id.in_(select(UnitReach.unit_id).where(UnitReach.within_id.in_(units))))
    )
    found: dict[int, dict[str, tuple[int, str]]] = {}
    for start, id_, kind, line in rows:
        found.setdefault(start, {})[kind.value] = (id_, line)
    return found


def _of_lists(listed: Iterable[_Listed]) -> list[CountedRound]:
    """Lists of names as tellings of their rounds: so many products were certified, at least."""
    named: dict[RoundKey, tuple[set[int], str, list[date]]] = {}
    for one in listed:
        if one.unit_id is None or one.level not in HELD_BY_PLACES:
            continue
        key = RoundKey(one.level, one.unit_id, one.year, one.round)
        products, _place, days = named.setdefault(key, (set(), one.place, []))
        products.add(one.product_id)
        if one.day is not None:
            days.append(one.day)
    return [
        CountedRound(
            told=Told.LIST,
            level=key.level,
            unit_id=key.unit_id,
            place=place,
            year=key.year,
            round=key.round,
            day=min(days, default=None),
            certified=len(products),
            counts=True,
        )
        for key, (products, place, days) in named.items()
    ]


def _products(
    session: Session,
    units: Collection[int],
    listed: Iterable[_Listed],
    first: date,
    last: date,
) -> list[CountedProduct]:
    rows = session.execute(
        select(
            Certificate.product_id,
            Certificate.number,
            Product,
            Contest.level,
            Contest.year,
            Contest.announced_at,
        )
        .join(Contest, Contest.id == Certificate.contest_id)
        .join(Product, Product.id == Certificate.product_id)
        .join(Establishment, Establishment.id == Certificate.establishment_id)
        .where(Contest.stage == Stage.ANNOUNCED, Establishment.unit_id.in_(reached_from(units)))
        .order_by(Certificate.id)
    )
    told = [
        CountedProduct(
            told=Told.HERE,
            product_id=row.product_id,
            name=row[2].name,
            address=_address(row[2]),
            level=row.level,
            year=row.year,
            day=day_in_vietnam(row.announced_at) if row.announced_at else None,
            counts=True,
            paper=row.number,
        )
        for row in rows
    ] + [
        CountedProduct(
            told=one.told,
            product_id=one.product_id,
            name=one.name,
            address=one.address,
            level=one.level,
            year=one.year,
            day=one.day,
            counts=True,
            paper=one.paper,
        )
        for one in listed
        if one.ours
    ]
    order = tuple(Told)
    told.sort(key=lambda one: (order.index(one.told), one.product_id))
    seen: set[tuple[int, ContestLevel, int]] = set()
    found = []
    for one in told:
        key = (one.product_id, one.level, one.year)
        again = key in seen
        seen.add(key)
        if rules.lies_in(one.year, one.day, first, last):
            found.append(replace(one, counts=not again))
    return found


def _address(product: Product) -> str:
    return f"/san-pham/{product.slug}-{product.code}"
