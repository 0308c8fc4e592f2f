"""Two records become one, by a person's decision, in one transaction, with a record of both.

The record that goes stays as a row that points to the one that is kept: whatever names it (an
address on paper, a number typed again) is led on. What pointed to it points to the kept one now;
nothing printed changes, because papers hold copies. `undo` puts everything back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import duplicates, queries, searching
from core.registry.kinds import EstablishmentKind, Membership, MergerKind, MergerOf, ProductGroup
from core.registry.likeness import Pair
from core.registry.model import (
    Consent,
    Establishment,
    Member,
    Merger,
    Product,
    PublishedRecognition,
)
from core.registry.references import ByColumn, Reference
from core.registry.service import told_establishment, told_product
from core.rights import Act

NUMBER = "number"
ESTABLISHMENT_FIELDS = (
    "name",
    "kind",
    NUMBER,
    "unit_id",
    "address",
    "representative",
    "phone",
    "email",
    "website",
    "workers",
    "story",
)
PRODUCT_FIELDS = (
    "name",
    "group",
    "summary",
    "description",
    "materials",
    "dimensions",
    "price_dong",
    "plate",
)
LONGEST = 1_000
OWN_OF_ESTABLISHMENT: tuple[Reference, ...] = (
    ByColumn(Product.establishment_id),
    ByColumn(Consent.establishment_id),
    ByColumn(Member.establishment_id),  # who belongs to both already stays where he is
)
OWN_OF_PRODUCT: tuple[Reference, ...] = (ByColumn(PublishedRecognition.product_id),)
_NUMBER_COLUMNS = ("tax_number", "owner_number_sealed", "owner_number_mask", "number_fingerprint")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. `from_gone` are the fields whose value comes from the record that
    goes; `versions` those of both records as they were seen, kept first."""

    kind: MergerKind
    from_gone: frozenset[str]
    reason: str
    versions: tuple[int, int] | None = None
    happened_on: date | None = None
    evidence: str = ""


def merge_establishments(
    session: Session,
    who: Identity,
    kept_id: int,
    gone_id: int,
    decision: Decision,
    references: Sequence[Reference],
    now: datetime,
) -> Merger:
    """One establishment of two. `references` are all that point to establishments elsewhere.

    Products, people, consents, entries, certificates, cases and applications go over. Raises
    NotFound (not there, or not in the places of whoever asks), Invalid (reason, day, evidence),
    Conflict ("merge_with_itself", "merged_away", "changed_elsewhere", or a reference's own).
    """
    kept, gone = _both(session, Establishment, kept_id, gone_id)
    for id_ in (kept_id, gone_id):
        _demand_establishment(session, who, id_)
    _demand(decision, kept, gone, now)
    pair = duplicates.compare_establishments(session, kept_id, gone_id)
    before = told_establishment(kept), told_establishment(gone)
    chosen = _chosen(decision, ESTABLISHMENT_FIELDS)
    for field in decision.from_gone & set(ESTABLISHMENT_FIELDS) - {NUMBER}:
        setattr(kept, field, getattr(gone, field))
    if NUMBER in decision.from_gone:
        _swap_numbers(session, kept, gone)
    gone.merged_into_id = kept.id
    session.flush()
    moved = _move((*OWN_OF_ESTABLISHMENT, *references), session, gone_id, kept_id)
    moved["first_holders"] = _one_first_holder(session, kept_id, moved["members.establishment_id"])
    searching.refresh(session, kept)
    made = _record(
        session, who, MergerOf.ESTABLISHMENT, decision, pair, (kept_id, gone_id), before, now
    )
    made.chosen, made.moved = chosen, moved
    return _told(session, who, made, now)


def merge_products(
    session: Session,
    who: Identity,
    kept_id: int,
    gone_id: int,
    decision: Decision,
    references: Sequence[Reference],
    now: datetime,
) -> Merger:
    """One product of two of the same maker; the kept one's set stays as it is.

    Raises as `merge_establishments`, and Conflict "merge_other_maker", "merge_set_and_single".
    """
    kept, gone = _both(session, Product, kept_id, gone_id)
    maker_id = kept.establishment_id
    if maker_id is None or gone.establishment_id != maker_id:
        raise Conflict("merge_other_maker")
    _demand_establishment(session, who, maker_id)
    _demand(decision, kept, gone, now)
    if kept.is_set is not gone.is_set:
        raise Conflict("merge_set_and_single")
    pair = duplicates.compare_products(session, kept_id, gone_id)
    whole = queries.get_product(session, kept_id)
    before = told_product(whole), told_product(queries.get_product(session, gone_id))
    for field in decision.from_gone & set(PRODUCT_FIELDS):
        setattr(kept, field, getattr(gone, field))
    gone.merged_into_id = kept.id
    session.flush()
    moved = _move((*OWN_OF_PRODUCT, *references), session, gone_id, kept_id)
    _refresh_product(session, kept_id)
    made = _record(session, who, MergerOf.PRODUCT, decision, pair, (kept_id, gone_id), before, now)
    made.chosen, made.moved = _chosen(decision, PRODUCT_FIELDS), moved
    return _told(session, who, made, now)


def undo(
    session: Session,
    who: Identity,
    merger_id: int,
    why: str,
    references: Sequence[Reference],
    now: datetime,
) -> Merger:
    """Two records again, as they were; a field that was changed since the merger stays changed.

    Raises NotFound, Invalid({"why": …}), Conflict ("merge_undone", "merge_not_newest",
    "merge_number_changed").
    """
    made = session.get(Merger, merger_id, with_for_update=True)
    if made is None or not _may_see(session, who, made):
        raise NotFound("not_found")
    if made.undone_at is not None:
        raise Conflict("merge_undone")
    if not why.strip():
        raise Invalid({"why": "reason_missing"})
    if _newer(session, made):
        raise Conflict("merge_not_newest")
    if made.of is MergerOf.ESTABLISHMENT:
        _undo_establishments(session, made, references)
    else:
        _undo_products(session, made, references)
    made.undone_at, made.undone_by, made.undone_why = now, who.account_id, why.strip()
    session.flush()
    for id_ in (made.kept_id, made.gone_id):
        subject = f"{made.of.value}:{id_}"
        audit.record(
            session, who, now, f"{made.of.value}.unmerged", subject, merger=made.id, why=why
        )
    return made


def mergers_in(session: Session, who: Identity, limit: int = 200) -> list[Merger]:
    """The mergers of the places one may merge in, the newest first."""
    rows = session.scalars(sa.select(Merger).order_by(Merger.id.desc()).limit(5 * limit))
    return [row for row in rows if _may_see(session, who, row)][:limit]


def get_merger(session: Session, who: Identity, merger_id: int) -> Merger:
    """One merger. Raises NotFound, also for whoever works elsewhere."""
    made = session.get(Merger, merger_id)
    if made is None or not _may_see(session, who, made):
        raise NotFound("not_found")
    return made


def mergers_of(session: Session, of: MergerOf, kept_id: int) -> list[Merger]:
    """What was merged into this record and stands, the oldest first."""
    return list(
        session.scalars(
            sa.select(Merger)
            .where(Merger.of == of, Merger.kept_id == kept_id, Merger.undone_at.is_(None))
            .order_by(Merger.id)
        )
    )


# --- inside -----------------------------------------------------------------------------------


def _both(session: Session, table: type[Any], kept_id: int, gone_id: int) -> tuple[Any, Any]:
    if kept_id == gone_id:
        raise Conflict("merge_with_itself")
    held = {
        id_: session.get(table, id_, with_for_update=True) for id_ in sorted((kept_id, gone_id))
    }
    if None in held.values():
        raise NotFound("not_found")
    return held[kept_id], held[gone_id]


def _demand_establishment(session: Session, who: Identity, establishment_id: int) -> None:
    subject = queries.subject_of_establishment(session, establishment_id)
    if subject is None or not who.may(Act.ESTABLISHMENT_MERGE, subject):
        raise NotFound("not_found")


def _demand(decision: Decision, kept: Any, gone: Any, now: datetime) -> None:
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise Conflict("merged_away")
    if decision.versions not in (None, (kept.version, gone.version)):
        raise Conflict("changed_elsewhere")
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if not decision.reason.strip():
        faults["reason"] = "reason_missing"
    elif len(decision.reason) > LONGEST:
        faults["reason"] = ("too_long", {"most": LONGEST})
    if decision.kind is MergerKind.LAWFUL:
        if decision.happened_on is None:
            faults["happened_on"] = "missing"
        elif decision.happened_on > day_in_vietnam(now):
            faults["happened_on"] = "change_in_future"
        if not decision.evidence.strip():
            faults["evidence"] = "paper_missing"
    if faults:
        raise Invalid(faults)


def _chosen(decision: Decision, fields: Sequence[str]) -> dict[str, Any]:
    return {field: "gone" if field in decision.from_gone else "kept" for field in fields}


def _move(
    references: Sequence[Reference], session: Session, gone: int, kept: int
) -> dict[str, Any]:
    moved = {one.key: one.move(session, gone, kept) for one in references}
    session.expire_all()
    return moved


def _one_first_holder(session: Session, kept_id: int, moved: Sequence[int]) -> list[int]:
    """The kept establishment's first holder stays; the ids of those who are no longer first."""
    rows = session.scalars(
        sa.select(Member).where(
            Member.establishment_id == kept_id,
            Member.first_holder,
            Member.standing == Membership.HELD,
        )
    ).all()
    seconds = [row for row in rows if row.id in moved] if len(rows) > 1 else []
    for row in seconds:
        row.first_holder = False
    return [row.id for row in seconds]


def _swap_numbers(session: Session, one: Establishment, other: Establishment) -> None:
    """Both numbers stay in the register, each recognised when it comes again."""
    here = {column: getattr(one, column) for column in _NUMBER_COLUMNS}
    there = {column: getattr(other, column) for column in _NUMBER_COLUMNS}
    one.number_fingerprint = other.number_fingerprint = None
    session.flush()
    for column in _NUMBER_COLUMNS:
        setattr(one, column, there[column])
        setattr(other, column, here[column])
    session.flush()


def _record(
    session: Session,
    who: Identity,
    of: MergerOf,
    decision: Decision,
    pair: Pair,
    ids: tuple[int, int],
    before: tuple[dict[str, object], dict[str, object]],
    now: datetime,
) -> Merger:
    return Merger(
        of=of,
        kind=decision.kind,
        kept_id=ids[0],
        gone_id=ids[1],
        happened_on=decision.happened_on if decision.kind is MergerKind.LAWFUL else None,
        evidence=decision.evidence.strip(),
        reason=decision.reason.strip(),
        likeness={"score": pair.score, "facts": [fact.value for fact in pair.facts]},
        kept_before=before[0],
        gone_before=before[1],
        merged_at=now,
        merged_by=who.account_id,
    )


def _told(session: Session, who: Identity, made: Merger, now: datetime) -> Merger:
    session.add(made)
    session.flush()
    for id_, role in ((made.kept_id, "kept"), (made.gone_id, "gone")):
        audit.record(
            session,
            who,
            now,
            f"{made.of.value}.merged",
            f"{made.of.value}:{id_}",
            merger=made.id,
            role=role,
            reason=made.reason,
            before=made.gone_before if role == "gone" else made.kept_before,
        )
    return made


def _newer(session: Session, made: Merger) -> bool:
    """Whether a merger that stands upon this one has to be undone before it."""
    touched = (made.kept_id, made.gone_id)
    found = session.scalar(
        sa.select(Merger.id).where(
            Merger.of == made.of,
            Merger.id > made.id,
            Merger.undone_at.is_(None),
            sa.or_(Merger.kept_id.in_(touched), Merger.gone_id.in_(touched)),
        )
    )
    return found is not None


def _may_see(session: Session, who: Identity, made: Merger) -> bool:
    maker: int | None = made.kept_id
    if made.of is MergerOf.PRODUCT:
        product = session.get(Product, made.kept_id)
        maker = product.establishment_id if product else None
    subject = queries.subject_of_establishment(session, maker) if maker else None
    return subject is not None and who.may(Act.ESTABLISHMENT_MERGE, subject)


def _undo_establishments(session: Session, made: Merger, references: Sequence[Reference]) -> None:
    kept, gone = _both(session, Establishment, made.kept_id, made.gone_id)
    after = told_establishment(kept)
    if made.chosen.get(NUMBER) == "gone":
        if after[NUMBER] != made.gone_before[NUMBER]:
            raise Conflict("merge_number_changed")
        _swap_numbers(session, kept, gone)
    _restore(kept, made, after, {"kind": EstablishmentKind})
    gone.merged_into_id = None
    session.flush()
    _move_back((*OWN_OF_ESTABLISHMENT, *references), session, made)
    for member_id in made.moved.get("first_holders", []):
        member = session.get(Member, member_id)
        if member is not None and member.standing is Membership.HELD:
            member.first_holder = True
    for id_ in (made.kept_id, made.gone_id):
        searching.refresh(session, session.get_one(Establishment, id_))


def _undo_products(session: Session, made: Merger, references: Sequence[Reference]) -> None:
    kept, gone = _both(session, Product, made.kept_id, made.gone_id)
    after = told_product(queries.get_product(session, made.kept_id))
    _restore(kept, made, after, {"group": ProductGroup})
    gone.merged_into_id = None
    session.flush()
    _move_back((*OWN_OF_PRODUCT, *references), session, made)
    for id_ in (made.kept_id, made.gone_id):
        _refresh_product(session, id_)


def _restore(
    kept: Any, made: Merger, after: Mapping[str, object], kinds: Mapping[str, type[Any]]
) -> None:
    for field, source in made.chosen.items():
        unchanged = after.get(field) == made.gone_before.get(field)
        if source == "gone" and field != NUMBER and unchanged:
            value = made.kept_before[field]
            setattr(kept, field, kinds[field](value) if field in kinds and value else value)


def _move_back(references: Sequence[Reference], session: Session, made: Merger) -> None:
    for one in references:
        if ids := made.moved.get(one.key):
            one.move_back(session, ids, made.gone_id, made.kept_id)
    session.expire_all()


def _refresh_product(session: Session, product_id: int) -> None:
    product = queries.get_product(session, product_id)
    maker = product.establishment
    others = searching.other_names(session, maker.id) if maker else []
    searching.refresh_product(session, product, maker, others)
    session.flush()
