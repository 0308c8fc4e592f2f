"""Reads of history: lists for the office and for everybody, and what honours a product."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.certificates.regimes import validity_regimes
from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.history import rules
from contest.history.model import PastRecognition, PastRound
from contest.history.rules import Figures, Holding, RoundKey
from core import text
from core.errors import NotFound
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product
from core.registry.queries import subject_of_establishment
from core.rights import Subject
from core.territory.model import Unit
from core.territory.queries import reach, reached_from

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of history is narrowed to; empty or None means any."""

    query: str = ""
    level: ContestLevel | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One page of old rounds, with how many there are and the years to choose from."""

    rows: Sequence[PastRound]
    total: int
    page: int
    pages: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecognitionPage:
    """The same of old recognitions."""

    rows: Sequence[PastRecognition]
    total: int
    page: int
    pages: int
    years: tuple[int, ...]


# ------------------------------------------------------------------------ what a right is about


def subject_of_round(session: Session, past_round_id: int) -> Subject | None:
    """An old round lies in its place; one whose place is not in the lists in no office's."""
    row = session.execute(select(PastRound.unit_id).where(PastRound.id == past_round_id)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id) if row.unit_id is not None else frozenset())


def subject_of_recognition(session: Session, past_recognition_id: int) -> Subject | None:
    """An old recognition lies where its product is made; without a maker, where it was given."""
    row = session.execute(
        select(PastRecognition.unit_id, Product.establishment_id)
        .join(Product, Product.id == PastRecognition.product_id)
        .where(PastRecognition.id == past_recognition_id)
    ).first()
    if row is None:
        return None
    if row.establishment_id is not None:
        return subject_of_establishment(session, row.establishment_id)
    return Subject(reach=reach(session, row.unit_id))


# ---------------------------------------------------------------------------------- old rounds


def figures(row: PastRound) -> Figures:
    """The figures of a row as a value."""
    return Figures(**{name: getattr(row, name) for name in rules.FIGURES})


def find_round(session: Session, past_round_id: int) -> PastRound | None:
    """The old round with its unit, or None."""
    return session.scalar(_rounds().where(PastRound.id == past_round_id))


def get_round(session: Session, past_round_id: int) -> PastRound:
    """The same. Raises NotFound("past_round_missing")."""
    if found := find_round(session, past_round_id):
        return found
    raise NotFound("past_round_missing")


def kept_rounds(session: Session, keys: Collection[RoundKey]) -> dict[RoundKey, PastRound]:
    """What an office keeps of these rounds, in one statement."""
    rows = session.scalars(
        select(PastRound).where(
            PastRound.unit_id.in_({key.unit_id for key in keys}),
            PastRound.year.in_({key.year for key in keys}),
            PastRound.origin == Origin.REGISTERED,
        )
    )
    found = {RoundKey(row.level, row.unit_id or 0, row.year, row.round): row for row in rows}
    return {key: row for key, row in found.items() if key in keys}


def rounds(
    session: Session,
    filters: Filters,
    *,
    units: Collection[int] | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> RoundPage:
    """Old rounds, the newest year first, then by place. Three statements.

    `units` keeps to what the offices of these units reach; None is for everybody's list.
    """
    scope = [PastRound.unit_id.in_(reached_from(units))] if units is not None else []
    where = [*scope, *_round_filters(filters)]
    total = session.scalar(select(func.count(PastRound.id)).where(*where)) or 0
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = session.scalars(_rounds().where(*where).limit(size).offset((page - 1) * size)).all()
    years = session.scalars(
        select(PastRound.year).where(*scope).distinct().order_by(PastRound.year.desc())
    )
    return RoundPage(found, total, page, pages, tuple(years))


def all_rounds(
    session: Session, filters: Filters, *, units: Collection[int] | None = None, limit: int = 5000
) -> list[PastRound]:
    """The same rows without pages, for a sheet or a table."""
    scope = [PastRound.unit_id.in_(reached_from(units))] if units is not None else []
    return list(session.scalars(_rounds().where(*scope, *_round_filters(filters)).limit(limit)))


def run_here(session: Session, rows: Collection[PastRound]) -> dict[int, str]:
    """Old round → the address (slug) of the announced contest here that is the same round."""
    found = session.execute(
        select(PastRound.id, Contest.slug)
        .join(
            Contest,
            (Contest.level == PastRound.level)
            & (Contest.unit_id == PastRound.unit_id)
            & (Contest.year == PastRound.year)
            & (Contest.round == PastRound.round),
        )
        .where(PastRound.id.in_({row.id for row in rows}), Contest.stage == Stage.ANNOUNCED)
    )
    return {row.id: row.slug for row in found}


def _rounds() -> Select[PastRound]:
    return (
        select(PastRound)
        .outerjoin(Unit, Unit.id == PastRound.unit_id)
        .options(joinedload(PastRound.unit))
        .order_by(PastRound.year.desc(), Unit.sort_key, PastRound.place_as_printed, PastRound.id)
    )


def _round_filters(filters: Filters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        PastRound.search_text.like(text.like_pattern(token))
        for token in text.tokens(filters.query)
    ]
    if filters.level is not None:
        where.append(PastRound.level == filters.level)
    if filters.year is not None:
        where.append(PastRound.year == filters.year)
    return where


# ----------------------------------------------------------------------------- old recognitions


def holding(row: PastRecognition) -> Holding:
    """How long the recognition holds, by the rule of its day."""
    return rules.holding(
        decision_date=row.decision_date,
        issued_on=row.issued_on,
        printed_until=row.printed_until,
        revoked_on=row.revoked_on,
        regimes=validity_regimes(),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """An old recognition on one day: the row, how long it holds, how it stands (None: unknown)."""

    row: PastRecognition
    holding: Holding
    standing: Standing | None


def seen(row: PastRecognition, on: date) -> Seen:
    """The recognition as a page shows it."""
    held = holding(row)
    return Seen(row, held, held.standing(on))


def find_recognition(session: Session, past_recognition_id: int) -> PastRecognition | None:
    """The old recognition with its product, the maker and the unit, or None."""
    return session.scalar(_recognitions().where(PastRecognition.id == past_recognition_id))


def get_recognition(session: Session, past_recognition_id: int) -> PastRecognition:
    """The same. Raises NotFound("past_recognition_missing")."""
    if found := find_recognition(session, past_recognition_id):
        return found
    raise NotFound("past_recognition_missing")


def recognitions(
    session: Session,
    filters: Filters,
    *,
    units: Collection[int],
    page: int = 1,
    size: int = PAGE_SIZE,
) -> RecognitionPage:
    """Old recognitions that these offices reach (by maker or by place), the newest year first."""
    scope = _reached(units)
    where = [scope, *_recognition_filters(filters)]
    total = (
        session.scalar(
            select(func.count(PastRecognition.id))
            .join(PastRecognition.product)
            .outerjoin(Product.establishment)
            .where(*where)
        )
        or 0
    )
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = session.scalars(
        _recognitions().where(*where).limit(size).offset((page - 1) * size)
    ).all()
    years = session.scalars(
        select(PastRecognition.year)
        .join(PastRecognition.product)
        .outerjoin(Product.establishment)
        .where(scope)
        .distinct()
        .order_by(PastRecognition.year.desc())
    )
    return RecognitionPage(found, total, page, pages, tuple(years))


def all_recognitions(
    session: Session, filters: Filters, *, units: Collection[int], limit: int = 5000
) -> list[PastRecognition]:
    """The same rows without pages, for a sheet."""
    where = [_reached(units), *_recognition_filters(filters)]
    return list(session.scalars(_recognitions().where(*where).limit(limit)))


def by_certificate_number(session: Session, typed: str) -> list[PastRecognition]:
    """Old recognitions whose papers state this very certificate number, the newest first.

    Two authorities may have written the same number. Case and spaces do not matter; a number
    without a digit is none.
    """
    key = number_key(typed)
    if not any(sign.isdigit() for sign in key):
        return []
    return list(
        session.scalars(_recognitions().where(PastRecognition.number_key == key).limit(20))
    )


def number_key(number: str) -> str:
    """A certificate number as it is looked for: folded, without spaces; "" stays ""."""
    return "".join(text.nfc(number).casefold().split())[:100]


def _recognitions() -> Select[PastRecognition]:
    return (
        select(PastRecognition)
        .join(PastRecognition.product)
        .outerjoin(Product.establishment)
        .options(
            joinedload(PastRecognition.unit),
            joinedload(PastRecognition.product)
            .joinedload(Product.establishment)
            .joinedload(Establishment.unit),
        )
        .order_by(PastRecognition.year.desc(), Product.sort_key, PastRecognition.id)
    )


def _reached(units: Collection[int]) -> ColumnElement[bool]:
    reached = reached_from(units)
    return or_(
        Establishment.unit_id.in_(reached),
        Product.establishment_id.is_(None) & PastRecognition.unit_id.in_(reached),
    )


def _recognition_filters(filters: Filters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        Product.search_text.like(text.like_pattern(token)) for token in text.tokens(filters.query)
    ]
    if filters.level is not None:
        where.append(PastRecognition.level == filters.level)
    if filters.year is not None:
        where.append(PastRecognition.year == filters.year)
    return where


# ------------------------------------------------------------------------ choosing the product


def products_in(
    session: Session, units: Collection[int], query: str, limit: int = 20
) -> list[Product]:
    """Products whose makers these offices reach, with makers, best fit first; for choosing the
    one that an old paper names. Marks may be left out; an empty query finds nothing."""
    tokens = text.tokens(query)
    if not tokens:
        return []
    found = session.scalars(
        select(Product)
        .join(Product.establishment)
        .where(
            Establishment.unit_id.in_(reached_from(units)),
            *(Product.search_text.like(text.like_pattern(token)) for token in tokens),
        )
        .options(joinedload(Product.establishment).joinedload(Establishment.unit))
        .order_by(Product.sort_key, Product.id)
        .limit(200)
    )
    return sorted(found, key=lambda one: text.rank(query, one.name))[:limit]


# ------------------------------------------------------------------------- for lists of names

_PORTION = 1_000
"""Values named in one statement."""

RecognitionKey = tuple[int, ContestLevel, int | None, int, int]
"""Product, level, unit, year, round."""


def kept_recognitions(
    session: Session, product_ids: Collection[int]
) -> dict[RecognitionKey, PastRecognition]:
    """What is kept of these products."""
    found: dict[RecognitionKey, PastRecognition] = {}
    for some in _portions(product_ids):
        for row in session.scalars(
            select(PastRecognition).where(PastRecognition.product_id.in_(some))
        ):
            found[(row.product_id, row.level, row.unit_id, row.year, row.round)] = row
    return found


def named_products(
    session: Session, *, codes: Collection[str], names: Collection[str]
) -> list[Product]:
    """Products with one of these codes, or one of these names marks aside, with makers."""
    found: dict[int, Product] = {}
    query = (
        select(Product)
        .where(Product.merged_into_id.is_(None))
        .options(joinedload(Product.establishment))
        .order_by(Product.id)
    )
    for column, wanted in (
        (Product.code, codes),
        (Product.slug, {text.slug(name) for name in names}),
    ):
        for some in _portions(wanted):
            found |= {one.id: one for one in session.scalars(query.where(column.in_(some)))}
    return list(found.values())


def named_makers(session: Session, names: Collection[str]) -> dict[str, list[Establishment]]:
    """Folded name → the establishments that bear it."""
    found: dict[str, list[Establishment]] = {}
    for some in _portions({text.slug(name) for name in names}):
        for one in session.scalars(
            select(Establishment)
            .where(Establishment.slug.in_(some), Establishment.merged_into_id.is_(None))
            .order_by(Establishment.id)
        ):
            found.setdefault(text.fold(one.name), []).append(one)
    return found


def _portions(values: Collection[Any]) -> Iterator[list[Any]]:
    listed = sorted(values)
    for start in range(0, len(listed), _PORTION):
        yield listed[start : start + _PORTION]
