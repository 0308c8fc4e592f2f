"""Records that may be one thing: found in one's places, never joined by themselves."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry import likeness
from core.registry.kinds import MergerOf
from core.registry.likeness import Maker, Pair, Thing
from core.registry.model import Establishment, EstablishmentState, Product, SetApart
from core.territory.queries import reached_from

LONGEST = 1_000


def establishment_pairs(session: Session, unit_ids: Collection[int]) -> list[Pair]:
    """Pairs of establishments of these places, the likeliest first. Three trips."""
    rows = session.scalars(
        sa.select(Establishment).where(
            Establishment.unit_id.in_(reached_from(unit_ids)),
            Establishment.merged_into_id.is_(None),
        )
    ).all()
    before: dict[int, set[str]] = {}
    for state in session.execute(
        sa.select(EstablishmentState.establishment_id, EstablishmentState.number_fingerprint)
    ):
        if state.number_fingerprint:
            before.setdefault(state.establishment_id, set()).add(state.number_fingerprint)
    makers = [_maker(row, before.get(row.id, set())) for row in rows]
    return likeness.pairs(makers, _apart(session, MergerOf.ESTABLISHMENT))


def compare_establishments(session: Session, one_id: int, other_id: int) -> Pair:
    """The facts that two establishments have in common, whatever their score."""
    made = [_with_numbers(session, id_) for id_ in (one_id, other_id)]
    return likeness.compare(made[0], made[1])


def product_pairs(session: Session, unit_ids: Collection[int]) -> list[Pair]:
    """Pairs of products of one maker in these places. Two trips."""
    rows = session.execute(
        sa.select(Product.id, Product.name, Product.establishment_id, Product.group)
        .join(Establishment, Establishment.id == Product.establishment_id)
        .where(Establishment.unit_id.in_(reached_from(unit_ids)), Product.merged_into_id.is_(None))
    )
    things = [
        Thing(row.id, row.name, row.establishment_id, row.group.value if row.group else "")
        for row in rows
    ]
    return likeness.thing_pairs(things, _apart(session, MergerOf.PRODUCT))


def compare_products(session: Session, one_id: int, other_id: int) -> Pair:
    """The facts that two products have in common."""
    things = []
    for id_ in (one_id, other_id):
        row = session.get_one(Product, id_)
        group = row.group.value if row.group else ""
        things.append(Thing(row.id, row.name, row.establishment_id or 0, group))
    return likeness.compare_things(things[0], things[1])


def set_apart(
    session: Session,
    who: Identity,
    of: MergerOf,
    one_id: int,
    other_id: int,
    reason: str,
    now: datetime,
) -> None:
    """Somebody looked: these are two. They are not proposed again. Twice is once.

    The caller has checked the right for both. Raises Invalid({"reason": …}), Conflict("same").
    """
    if one_id == other_id:
        raise Conflict("merge_with_itself")
    if not reason.strip():
        raise Invalid({"reason": "reason_missing"})
    if len(reason) > LONGEST:
        raise Invalid({"reason": ("too_long", {"most": LONGEST})})
    low, high = min(one_id, other_id), max(one_id, other_id)
    if (low, high) in _apart(session, of):
        return
    session.add(
        SetApart(
            of=of,
            one_id=low,
            other_id=high,
            reason=reason.strip(),
            at=now,
            by=who.account_id,
        )
    )
    session.flush()
    subject = f"{of.value}:{low}"
    audit.record(session, who, now, f"{of.value}.set_apart", subject, other=high, reason=reason)


def _apart(session: Session, of: MergerOf) -> set[tuple[int, int]]:
    rows = session.execute(sa.select(SetApart.one_id, SetApart.other_id).where(SetApart.of == of))
    return {(row.one_id, row.other_id) for row in rows}


def _with_numbers(session: Session, establishment_id: int) -> Maker:
    made = session.get_one(Establishment, establishment_id)
    former = session.scalars(
        sa.select(EstablishmentState.number_fingerprint).where(
            EstablishmentState.establishment_id == establishment_id,
            EstablishmentState.number_fingerprint.is_not(None),
        )
    )
    return _maker(made, {one for one in former if one})


def _maker(row: Establishment, former: set[str]) -> Maker:
    number = row.tax_number or ""
    return Maker(
        id=row.id,
        name=row.name,
        numbers=frozenset(
            former | ({row.number_fingerprint} if row.number_fingerprint else set())
        ),
        root=number[:10],
        branch="-" in number,
        phone=row.phone,
        email=row.email,
        representative=row.representative,
        address=row.address,
        unit_id=row.unit_id,
    )
