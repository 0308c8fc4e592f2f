"""Reads of the register. Establishments come with their unit, products with maker and members."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import text
from core.errors import NotFound
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member, Product, PublishedRecognition
from core.rights import Subject
from core.territory.queries import reach, reached_from

_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Own:
    """An establishment as one of its people, or of those who want to be, sees it in a list."""

    establishment: Establishment
    member: Member


def memberships(session: Session, account_id: int) -> list[int]:
    """Ids of the establishments this account belongs to (asked for and held)."""
    return list(
        session.scalars(
            select(Member.establishment_id).where(
                Member.account_id == account_id, Member.standing == Membership.HELD
            )
        )
    )


def subject_of_establishment(session: Session, establishment_id: int) -> Subject | None:
    """What a right about this establishment is measured against, or None when it is not there."""
    row = session.execute(
        select(Establishment.unit_id).where(Establishment.id == establishment_id)
    ).first()
    if row is None:
        return None
    places = reach(session, row.unit_id) if row.unit_id is not None else frozenset()
    return Subject(
        reach=places,
        establishment_id=establishment_id,
        self_kept=has_first_holder(session, establishment_id),
    )


def subject_of_product(session: Session, product_id: int) -> Subject | None:
    """The subject of the product's establishment; None when there is no product or no maker."""
    found = session.scalar(select(Product.establishment_id).where(Product.id == product_id))
    return subject_of_establishment(session, found) if found is not None else None


def get_establishment(session: Session, establishment_id: int) -> Establishment:
    """The establishment with its unit. Raises NotFound("establishment_not_found")."""
    found = session.scalar(_establishments().where(Establishment.id == establishment_id))
    if found is None:
        raise NotFound("establishment_not_found")
    return found


def find_establishment_by_code(session: Session, code: str) -> Establishment | None:
    """The establishment with its unit, by its code as typed."""
    return session.scalar(_establishments().where(Establishment.code == text.typed_code(code)))


def get_establishment_by_code(session: Session, code: str) -> Establishment:
    """The same. Raises NotFound("establishment_not_found")."""
    if found := find_establishment_by_code(session, code):
        return found
    raise NotFound("establishment_not_found")


def establishments(session: Session, ids: Collection[int]) -> dict[int, Establishment]:
    """Establishments with their units, by id."""
    rows = session.scalars(_establishments().where(Establishment.id.in_(set(ids))))
    return {one.id: one for one in rows}


def establishments_of(session: Session, account_id: int, *standings: Membership) -> list[Own]:
    """The establishments of a person in alphabetical order, with his standing in each.

    Without `standings`: those he belongs to, and those that have not answered yet.
    """
    wanted = standings or (Membership.HELD, Membership.ASKED)
    rows = session.scalars(
        select(Member)
        .join(Member.establishment)
        .where(Member.account_id == account_id, Member.standing.in_(wanted))
        .options(joinedload(Member.establishment).joinedload(Establishment.unit))
        .order_by(Establishment.sort_key, Establishment.id)
    )
    return [Own(row.establishment, row) for row in rows]


def members_of(session: Session, establishment_id: int) -> list[Member]:
    """Those who belong to it and those who ask, with their accounts: first holder, then by age."""
    return list(
        session.scalars(
            select(Member)
            .where(
                Member.establishment_id == establishment_id,
                Member.standing.in_([Membership.HELD, Membership.ASKED]),
            )
            .options(joinedload(Member.account))
            .order_by(Member.first_holder.desc(), Member.asked_at, Member.id)
        )
    )


def find_member(session: Session, establishment_id: int, account_id: int) -> Member | None:
    """How this person stands with this establishment, or None."""
    return session.scalar(
        select(Member).where(
            Member.establishment_id == establishment_id, Member.account_id == account_id
        )
    )


def has_first_holder(session: Session, establishment_id: int) -> bool:
    """Whether somebody already answers for the establishment."""
    found = session.scalar(
        select(Member.id)
        .where(
            Member.establishment_id == establishment_id,
            Member.first_holder,
            Member.standing == Membership.HELD,
        )
        .limit(1)
    )
    return found is not None


def self_kept(session: Session, establishment_ids: Collection[int]) -> set[int]:
    """Which of these establishments have a first holder of their own."""
    return set(
        session.scalars(
            select(Member.establishment_id).where(
                Member.establishment_id.in_(set(establishment_ids)),
                Member.first_holder,
                Member.standing == Membership.HELD,
            )
        )
    )


def establishments_in(
    session: Session, unit_ids: Collection[int], query: str = "", *, limit: int, offset: int = 0
) -> tuple[list[Establishment], int]:
    """Establishments that the offices of these units reach, with their units; and how many.

    With a query: the best fit first, marks may be left out; else in alphabetical order.
    """
    where = [
        Establishment.unit_id.in_(reached_from(unit_ids)),
        Establishment.merged_into_id.is_(None),
        *(Establishment.search_text.like(text.like_pattern(w)) for w in text.tokens(query)),
    ]
    total = session.scalar(select(func.count(Establishment.id)).where(*where)) or 0
    statement = _establishments().where(*where)
    statement = statement.order_by(Establishment.sort_key, Establishment.id)
    if text.tokens(query):
        found = session.scalars(statement.limit(_CANDIDATES)).all()
        best = sorted(found, key=lambda one: text.rank(query, one.name))
        return best[offset : offset + limit], min(total, _CANDIDATES)
    return list(session.scalars(statement.limit(limit).offset(offset))), total


def requests_in(session: Session, unit_ids: Collection[int]) -> list[Own]:
    """Who asks to join an establishment in these places, the longest waiting first."""
    rows = session.scalars(
        select(Member)
        .join(Member.establishment)
        .where(
            Member.standing == Membership.ASKED,
            Establishment.unit_id.in_(reached_from(unit_ids)),
        )
        .options(joinedload(Member.establishment), joinedload(Member.account))
        .order_by(Member.asked_at, Member.id)
    )
    return [Own(row.establishment, row) for row in rows]


def find_product(session: Session, product_id: int) -> Product | None:
    """The product with its maker, the maker's unit and the set's members, or None."""
    return session.scalar(_products().where(Product.id == product_id))


def get_product(session: Session, product_id: int) -> Product:
    """The same. Raises NotFound("product_not_found")."""
    if found := find_product(session, product_id):
        return found
    raise NotFound("product_not_found")


def find_product_by_code(session: Session, code: str) -> Product | None:
    """The product behind a code as somebody typed it: case, O and 0, I and 1 do not matter."""
    return session.scalar(_products().where(Product.code == text.typed_code(code)))


def get_product_by_code(session: Session, code: str) -> Product:
    """The same. Raises NotFound("product_not_found")."""
    if found := find_product_by_code(session, code):
        return found
    raise NotFound("product_not_found")


def products(session: Session, ids: Collection[int]) -> dict[int, Product]:
    """Products by id, loaded as `find_product` does."""
    return {one.id: one for one in session.scalars(_products().where(Product.id.in_(set(ids))))}


def products_of(session: Session, establishment_ids: Collection[int]) -> list[Product]:
    """The products of these establishments in alphabetical order, loaded as `find_product`."""
    return list(
        session.scalars(
            _products()
            .where(
                Product.establishment_id.in_(set(establishment_ids)),
                Product.merged_into_id.is_(None),
            )
            .order_by(Product.sort_key, Product.id)
        )
    )


def recognitions_of(
    session: Session, product_ids: Collection[int]
) -> dict[int, list[PublishedRecognition]]:
    """What public sources state about these products, newest first, unknown years last."""
    found: dict[int, list[PublishedRecognition]] = {}
    rows = session.scalars(
        select(PublishedRecognition)
        .where(PublishedRecognition.product_id.in_(set(product_ids)))
        .order_by(
            case((PublishedRecognition.year.is_(None), 1), else_=0),
            PublishedRecognition.year.desc(),
            PublishedRecognition.id,
        )
    )
    for row in rows:
        found.setdefault(row.product_id, []).append(row)
    return found


def search_establishments(session: Session, query: str, limit: int = 20) -> list[Establishment]:
    """Establishments with their units by name, best fit first: for those who look for theirs."""
    words = text.tokens(query)
    if not words:
        return []
    found = session.scalars(
        _establishments()
        .where(
            Establishment.merged_into_id.is_(None),
            *(Establishment.search_text.like(text.like_pattern(word)) for word in words),
        )
        .limit(_CANDIDATES)
    ).all()
    return sorted(found, key=lambda one: text.rank(query, one.name))[:limit]


def _establishments() -> Select[Establishment]:
    return select(Establishment).options(joinedload(Establishment.unit))


def _products() -> Select[Product]:
    return select(Product).options(
        joinedload(Product.establishment).joinedload(Establishment.unit),
        selectinload(Product.set_members),
    )


def accounts_with_establishment(session: Session, account_ids: Collection[int]) -> set[int]:
    """Which of these accounts belong to an establishment."""
    return set(
        session.scalars(
            select(Member.account_id).where(
                Member.account_id.in_(set(account_ids)), Member.standing == Membership.HELD
            )
        )
    )
