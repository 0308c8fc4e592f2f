"""The products of a set: added, named, marked, put in order, taken away.

A set counts as one product everywhere; only here are its members looked at one by one.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import queries, rules, searching
from core.registry.model import Product, SetMember
from core.registry.rules import MemberFacts

LONGEST = 200


def add_member(
    session: Session, who: Identity, product_id: int, facts: MemberFacts, now: datetime
) -> SetMember:
    """One more product at the end of the set.

    Raises NotFound, Invalid (name, trademark, trademark_number), Conflict("not_a_set",
    "set_too_large", "merged_away").
    """
    product = _set(session, product_id)
    if len(product.set_members) >= rules.MOST_MEMBERS:
        raise Conflict("set_too_large")
    _demand(product, facts)
    made = SetMember(position=len(product.set_members))
    _write(made, facts)
    product.set_members.append(made)
    _keep(session, product)
    subject = f"product:{product_id}"
    audit.record(session, who, now, "set.added", subject, name=made.name)
    return made


def change_member(
    session: Session,
    who: Identity,
    product_id: int,
    member_id: int,
    facts: MemberFacts,
    now: datetime,
    *,
    seen: MemberFacts | None = None,
) -> SetMember:
    """Name and mark of one member. `seen` is what its form was drawn with.

    Raises NotFound, Invalid, Conflict("changed_elsewhere") when it reads otherwise by now.
    """
    product = _set(session, product_id)
    made = _member(product, member_id)
    before = facts_of(made)
    if seen is not None and seen != before:
        raise Conflict("changed_elsewhere")
    _demand(product, facts, but=made)
    _write(made, facts)
    after = facts_of(made)
    if after == before:
        return made
    _keep(session, product)
    audit.record(
        session,
        who,
        now,
        "set.changed",
        f"product:{product_id}",
        before=_told(before),
        after=_told(after),
    )
    return made


def move_member(
    session: Session, who: Identity, product_id: int, member_id: int, by: int, now: datetime
) -> None:
    """One place up (-1) or down (1), as far as there is room. Raises NotFound."""
    product = _set(session, product_id)
    order = list(product.set_members)
    made = _member(product, member_id)
    at = order.index(made)
    to = min(max(at + by, 0), len(order) - 1)
    if to == at:
        return
    order.insert(to, order.pop(at))
    for position, one in enumerate(order):
        one.position = position
    session.flush()
    session.expire(product, ["set_members"])
    audit.record(
        session,
        who,
        now,
        "set.ordered",
        f"product:{product_id}",
        after=[one.name for one in order],
    )


def remove_member(
    session: Session, who: Identity, product_id: int, member_id: int, now: datetime
) -> None:
    """Take a product out of the set; two stay. Raises NotFound, Conflict("set_too_small")."""
    product = _set(session, product_id)
    made = _member(product, member_id)
    if len(product.set_members) <= rules.LEAST_MEMBERS:
        raise Conflict("set_too_small")
    gone = facts_of(made)
    product.set_members.remove(made)
    for position, one in enumerate(product.set_members):
        one.position = position
    _keep(session, product)
    subject = f"product:{product_id}"
    audit.record(session, who, now, "set.removed", subject, before=_told(gone))


def facts_of(made: SetMember) -> MemberFacts:
    """What is written about a member."""
    return MemberFacts(made.name, made.trademark, made.trademark_number)


def _told(facts: MemberFacts) -> dict[str, str]:
    return {
        "name": facts.name,
        "trademark": facts.trademark,
        "trademark_number": facts.trademark_number,
    }


def _set(session: Session, product_id: int) -> Product:
    session.get(Product, product_id, with_for_update=True)  # one at a time
    product = queries.get_product(session, product_id)
    if product.merged_into_id is not None:
        raise Conflict("merged_away")
    if not product.is_set:
        raise Conflict("not_a_set")
    return product


def _member(product: Product, member_id: int) -> SetMember:
    found = next((one for one in product.set_members if one.id == member_id), None)
    if found is None:
        raise NotFound("not_found")
    return found


def _demand(product: Product, facts: MemberFacts, but: SetMember | None = None) -> None:
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if not facts.name.strip():
        faults["name"] = "missing"
    elif any(one.name == facts.name.strip() for one in product.set_members if one is not but):
        faults["name"] = "member_named_twice"
    for field, text in _told(facts).items():
        if len(text) > LONGEST:
            faults[field] = ("too_long", {"most": LONGEST})
    if facts.trademark_number.strip() and not facts.trademark.strip():
        faults["trademark"] = "trademark_missing"
    if faults:
        raise Invalid(faults)


def _write(made: SetMember, facts: MemberFacts) -> None:
    made.name = facts.name.strip()
    made.trademark = facts.trademark.strip()
    made.trademark_number = facts.trademark_number.strip()


def _keep(session: Session, product: Product) -> None:
    others = (
        searching.other_names(session, product.establishment.id) if product.establishment else []
    )
    searching.refresh_product(session, product, product.establishment, others)
    session.flush()
