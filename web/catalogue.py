"""The public catalogue: products with an honour that the public may know, read across the rooms.

What honours a product stands in web/honours.py. Nothing that is not announced is ever selected
here, so no page that asks here can leak it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, ColumnElement, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from contest.certificates.rules import Standing
from contest.contests.model import Contest
from contest.history.model import PastRecognition
from core import text
from core.registry.kinds import Origin, ProductGroup
from core.registry.model import Establishment, Product, PublishedRecognition
from core.territory.model import Unit, UnitReach, UnitSuccession
from core.territory.rules import UnitKind
from web.honours import LEVELS, Honour, honoured, honours_of

PAGE_SIZE = 24


@dataclass(frozen=True, slots=True)
class Item:
    """A product as lists show it. Its honours stand as `list_order` says: the latest that is in
    force first."""

    id: int
    code: str
    slug: str
    name: str
    language: str
    origin: Origin
    group: ProductGroup | None
    plate: str
    summary: str
    maker_id: int | None
    maker: str
    maker_code: str
    maker_slug: str
    place: str
    honours: tuple[Honour, ...]
    provinces: frozenset[int]

    @property
    def address(self) -> str:
        """The permanent address of its page."""
        return f"/san-pham/{self.slug}-{self.code}"

    @property
    def maker_address(self) -> str:
        """The permanent address of its maker's page."""
        return f"/co-so/{self.maker_slug}-{self.maker_code}"

    @property
    def best(self) -> Honour:
        """The honour that its card shows."""
        return self.honours[0]

    @property
    def current(self) -> Honour | None:
        """The recognition that holds today: the latest in force; None when none does."""
        first = self.honours[0]
        return first if first.standing is Standing.IN_FORCE else None

    def years(self) -> frozenset[int]:
        """The years of all honours that state one."""
        return frozenset(h.year for h in self.honours if h.year is not None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty means any."""

    query: str = ""
    group: str = ""
    level: str = ""
    year: str = ""
    province: str = ""

    def chosen(self) -> dict[str, str]:
        """The facets in use, by name."""
        named = {
            "group": self.group,
            "level": self.level,
            "year": self.year,
            "province": self.province,
        }
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: one page of items, how many in all, and the counts to choose from.

    `facets[name]` is (value, words, count): over what the other choices leave, so that every
    count says how many one would see. `relaxed[name]` counts what dropping that choice would find.
    """

    items: tuple[Item, ...]
    total: int
    page: int
    pages: int
    facets: dict[str, list[tuple[str, str, int]]]
    relaxed: dict[str, int]


def find(session: Session, filters: Filters, on: date, page: int = 1) -> Found:
    """Search and filter. Six statements, however many products there are."""
    items = _items(session, on, _matching(filters.query))
    kept = [item for item in items if _fits(item, filters)]
    if filters.query:
        kept.sort(key=lambda item: _fit(filters.query, item))
    pages = max(1, -(-len(kept) // PAGE_SIZE))
    page = min(max(1, page), pages)
    return Found(
        items=tuple(kept[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        total=len(kept),
        page=page,
        pages=pages,
        facets=_facets(session, items, filters),
        relaxed={name: _count(items, filters, without=name) for name in filters.chosen()},
    )


def newest(session: Session, on: date, limit: int) -> list[Item]:
    """The products of the newest honours, certificates before published ones of the same year."""
    items = _items(session, on)
    items.sort(
        key=lambda item: (
            -max(item.years(), default=0),
            item.origin is Origin.PUBLISHED,
            -LEVELS.index(item.best.level),
            item.name,
        )
    )
    return items[:limit]


def everything(session: Session, on: date) -> list[Item]:
    """The whole catalogue in alphabetical order, for open data."""
    return _items(session, on)


def by_code(session: Session, code: str, on: date) -> Item | None:
    """The public product with this code, or None: also when it exists but is not public yet."""
    return next(iter(_items(session, on, [Product.code == text.typed_code(code)])), None)


def of_establishment(session: Session, establishment_id: int, on: date) -> list[Item]:
    """The public products of one maker."""
    return _items(session, on, [Product.establishment_id == establishment_id])


def is_public_establishment(session: Session, establishment_id: int) -> bool:
    """Whether a maker has any product that the public may know."""
    mine = select(Product.id).where(
        Product.establishment_id == establishment_id, honoured(Product.id)
    )
    return session.scalar(mine.limit(1)) is not None


def public_among(session: Session, product_ids: Collection[int]) -> frozenset[int]:
    """Of these products, those that the public may know."""
    known = select(Product.id).where(Product.id.in_(product_ids), honoured(Product.id))
    return frozenset(session.scalars(known))


def _matching(query: str) -> list[ColumnElement[bool]]:
    """Every word of the query begins a word of the product, its maker, or one of its places."""
    tokens = text.tokens(query)
    if not tokens:
        return []
    places = _place_words()
    return [
        or_(
            Product.search_text.like(pattern),
            Product.id.in_(select(places.c.product_id).where(places.c.words.like(pattern))),
        )
        for pattern in map(text.like_pattern, tokens)
    ]


def _place_words() -> CTE:
    """Product → the searchable names of each of its places: where it is made, or where a public
    source puts it; what that unit was made of, and what it became. So old and new names both
    find it, whichever list the record was placed in."""
    home = (
        select(Product.id.label("product_id"), Establishment.unit_id)
        .join(Establishment, Establishment.id == Product.establishment_id)
        .where(Establishment.unit_id.is_not(None))
        .union(
            select(PublishedRecognition.product_id, PublishedRecognition.unit_id).where(
                PublishedRecognition.unit_id.is_not(None)
            )
        )
        .cte("home")
    )
    same = select(home.c.product_id, Unit.search.label("words")).join(
        Unit, Unit.id == home.c.unit_id
    )
    before = (
        select(home.c.product_id, Unit.search)
        .join(UnitSuccession, UnitSuccession.new_id == home.c.unit_id)
        .join(Unit, Unit.id == UnitSuccession.old_id)
    )
    after = (
        select(home.c.product_id, Unit.search)
        .join(UnitSuccession, UnitSuccession.old_id == home.c.unit_id)
        .join(Unit, Unit.id == UnitSuccession.new_id)
    )
    return union_all(same, before, after).cte("place_words")


def _fit(query: str, item: Item) -> text.Rank:
    """How well an item fits: by its names; a place is asked only for words they do not carry."""
    names = f"{item.name} {item.maker}"
    fits = text.rank(query, names)
    return min(fits, text.rank(query, f"{names} {item.place}")) if fits[0] else fits


def _items(session: Session, on: date, where: Sequence[ColumnElement[bool]] = ()) -> list[Item]:
    unit = aliased(Unit)
    query = (
        select(
            Product.id,
            Product.code,
            Product.slug,
            Product.name,
            Product.language,
            Product.origin,
            Product.group,
            Product.plate,
            Product.summary,
            Establishment.id.label("maker_id"),
            Establishment.name.label("maker"),
            Establishment.code.label("maker_code"),
            Establishment.slug.label("maker_slug"),
            Establishment.place_as_printed,
            Establishment.unit_id,
            unit.line,
        )
        .outerjoin(Establishment, Establishment.id == Product.establishment_id)
        .outerjoin(unit, unit.id == Establishment.unit_id)
        .where(honoured(Product.id))
        .order_by(Product.sort_key, Product.id)
    )
    rows = session.execute(query.where(*where)).all()
    # Naming more products than a page holds costs more than reading the honours of all.
    named = [row.id for row in rows] if len(rows) <= PAGE_SIZE else None
    found = honours_of(session, on, named)
    home = _provinces(session)
    made = []
    for row in rows:
        own = found[row.id]
        units = {h.unit_id for h in own} | {row.unit_id}
        made.append(
            Item(
                id=row.id,
                code=row.code,
                slug=row.slug,
                name=row.name,
                language=row.language,
                origin=row.origin,
                group=row.group,
                plate=row.plate,
                summary=row.summary,
                maker_id=row.maker_id,
                maker=row.maker or "",
                maker_code=row.maker_code or "",
                maker_slug=row.maker_slug or "",
                place=row.line or row.place_as_printed or own[0].place,
                honours=own,
                provinces=frozenset(home[u] for u in units if u in home),
            )
        )
    return made


def _provinces(session: Session) -> dict[int, int]:
    """Unit → the province of today that its territory belongs to, for every unit in use."""
    in_use = (
        select(Establishment.unit_id)
        .union(
            select(PublishedRecognition.unit_id),
            select(PastRecognition.unit_id),
            select(Contest.unit_id),
        )
        .subquery()
    )
    rows = session.execute(
        select(UnitReach.unit_id, UnitReach.within_id)
        .join(Unit, Unit.id == UnitReach.within_id)
        .where(
            Unit.kind == UnitKind.PROVINCE,
            Unit.valid_until.is_(None),
            UnitReach.unit_id.in_(select(in_use.c[0])),
        )
    )
    return {row.unit_id: row.within_id for row in rows}


Reader = Callable[[Item], Iterable[str]]

READERS: dict[str, Reader] = {
    "group": lambda item: [str(item.group)] if item.group else [],
    "level": lambda item: {str(h.level) for h in item.honours},
    "year": lambda item: [str(year) for year in item.years()],
    "province": lambda item: [str(id_) for id_ in item.provinces],
}
"""A facet → the values a product has in it."""


def _fits(item: Item, filters: Filters, without: str = "") -> bool:
    return all(
        value in READERS[name](item) for name, value in filters.chosen().items() if name != without
    )


def _count(items: Sequence[Item], filters: Filters, without: str) -> int:
    return sum(_fits(item, filters, without) for item in items)


def _facets(
    session: Session, items: Sequence[Item], filters: Filters
) -> dict[str, list[tuple[str, str, int]]]:
    counted = {
        name: Counter(v for item in items if _fits(item, filters, name) for v in read(item))
        for name, read in READERS.items()
    }
    for name, value in filters.chosen().items():
        counted[name].setdefault(value, 0)
    names = _province_names(session, [int(v) for v in counted["province"] if v.isdecimal()])
    groups, levels = [str(g) for g in ProductGroup], [str(level) for level in reversed(LEVELS)]
    return {
        "group": [(v, v, counted["group"][v]) for v in groups if v in counted["group"]],
        "level": [(v, v, counted["level"][v]) for v in levels if v in counted["level"]],
        "year": [(v, v, counted["year"][v]) for v in sorted(counted["year"], reverse=True)],
        "province": [
            (v, names[int(v)][0], counted["province"][v])
            for v in sorted(
                (v for v in counted["province"] if v.isdecimal() and int(v) in names),
                key=lambda v: names[int(v)][1],
            )
        ],
    }


def _province_names(session: Session, ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Unit.id, Unit.full_name, Unit.sort_key).where(Unit.id.in_(ids[:100]))
    )
    return {row.id: (row.full_name, row.sort_key) for row in rows}
