"""Establishments, who belongs to them, and their products."""

import secrets
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.identity import SYSTEM, Identity
from core.registry import history, queries, rules, searching
from core.registry.kinds import Membership, Origin
from core.registry.model import (
    Establishment,
    Member,
    Product,
    PublishedRecognition,
    SetMember,
)
from core.registry.numbers import refuse_registered, write_number
from core.registry.rules import EstablishmentFacts, Number, ProductFacts
from core.rights import Act, Role
from core.sealing import Sealer
from core.territory import queries as territory
from core.territory.rules import UnitKind
from core.text import CODE_ALPHABET, slug, sort_key

Faults = dict[str, str | tuple[str, dict[str, object]]]

_FIELD = frozenset({Role.COLLABORATOR, Role.OFFICER, Role.SECRETARY})


def create_establishment(
    session: Session,
    who: Identity,
    sealer: Sealer,
    facts: EstablishmentFacts,
    now: datetime,
    origin: Origin = Origin.REGISTERED,
    *,
    on_behalf: bool | None = None,
    place_as_printed: str = "",
) -> Establishment:
    """A new establishment. Whoever registers it for himself becomes its first holder.

    `on_behalf` says that it is filed for somebody else; left open, it is so for those who hold a
    role in the field, and for the system. Raises Invalid (name, number, unit_id),
    NotAllowed("not_your_place") when filed for somebody outside the filer's place, and
    Conflict("establishment_exists", establishment_id=…, name=…) for a number that is registered.
    """
    if on_behalf is None:
        on_behalf = who == SYSTEM or bool(who.roles() & _FIELD)
    number, faults = _read(session, facts, origin)
    if rules.lacks_number(facts, origin):
        faults["number"] = "number_missing"
    if faults:
        raise Invalid(faults)
    if on_behalf and who != SYSTEM:
        _demand_place(session, who, facts.unit_id)
    fingerprint = sealer.fingerprint(number.plain) if number else None
    refuse_registered(session, fingerprint)
    made = Establishment(
        code=_new_code(session, "CS"),
        origin=origin,
        place_as_printed=place_as_printed,
        created_at=now,
        created_by=who.account_id,
    )
    _write(made, facts)
    made.search_text = searching.establishment_text(made, [])
    write_number(made, number, sealer)
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:  # the same number, sent twice at once
        refuse_registered(session, fingerprint)
        raise
    if not on_behalf:
        session.add(
            Member(
                establishment_id=made.id,
                account_id=who.account_id,
                standing=Membership.HELD,
                first_holder=True,
                asked_at=now,
                settled_at=now,
                settled_by=who.account_id,
            )
        )
        session.flush()
    audit.record(
        session,
        who,
        now,
        "establishment.created",
        f"establishment:{made.id}",
        name=made.name,
        on_behalf=on_behalf,
    )
    return made


def update_establishment(
    session: Session,
    who: Identity,
    sealer: Sealer,
    establishment_id: int,
    facts: EstablishmentFacts,
    now: datetime,
    *,
    version: int | None = None,
) -> Establishment:
    """Put right what is written; an empty `facts.number` leaves the number as it is.

    A name that really changed on a day is recorded by `history.record_change`. Its products are
    found by the new words at once. Raises NotFound, Invalid, Conflict ("establishment_exists",
    "merged_away", or "changed_elsewhere" when `version` is no longer the newest).
    """
    made = session.get(Establishment, establishment_id, with_for_update=True)
    if made is None:
        raise NotFound("establishment_not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if version is not None and version != made.version:
        raise Conflict("changed_elsewhere")
    number, faults = _read(session, facts, made.origin)
    if faults:
        raise Invalid(faults)
    before = told_establishment(made)
    findable = made.name, made.representative
    if number is not None:
        fingerprint = sealer.fingerprint(number.plain)
        if fingerprint != made.number_fingerprint:
            refuse_registered(session, fingerprint, but=establishment_id)
            write_number(made, number, sealer)
    _write(made, facts)
    history.corrected(session, made)
    if findable != (made.name, made.representative):
        searching.refresh(session, made)
    session.flush()
    after = told_establishment(made)
    if changed := {key for key in after if after[key] != before[key]}:
        audit.record(
            session,
            who,
            now,
            "establishment.changed",
            f"establishment:{made.id}",
            before={key: before[key] for key in sorted(changed)},
            after={key: after[key] for key in sorted(changed)},
        )
    return made


def create_product(
    session: Session,
    who: Identity,
    establishment_id: int | None,
    facts: ProductFacts,
    now: datetime,
    origin: Origin = Origin.REGISTERED,
    *,
    language: str = "vi",
) -> Product:
    """A new product or set. `establishment_id` None only for a published one whose maker the
    source does not name.

    Raises NotFound("establishment_not_found"), Invalid (name, group, set_case, set_members),
    Conflict("merged_away").
    """
    maker = session.get(Establishment, establishment_id) if establishment_id is not None else None
    if maker is None and (establishment_id is not None or origin is not Origin.PUBLISHED):
        raise NotFound("establishment_not_found")
    if maker is not None and maker.merged_into_id is not None:
        raise Conflict("merged_away")
    faults = rules.faults_of_product(facts, case_known=origin is not Origin.PUBLISHED)
    if facts.group is None and origin is not Origin.PUBLISHED:
        faults["group"] = "missing"
    if faults:
        raise Invalid({**faults})
    made = Product(
        code=_new_code(session, "SP"),
        origin=origin,
        language=language,
        establishment_id=establishment_id,
        created_at=now,
        created_by=who.account_id,
        set_members=[],
    )
    _write_product(session, made, facts, maker)
    session.add(made)
    session.flush()
    subject = f"product:{made.id}"
    audit.record(session, who, now, "product.created", subject, name=made.name)
    return made


def update_product(
    session: Session,
    who: Identity,
    product_id: int,
    facts: ProductFacts,
    now: datetime,
    *,
    version: int | None = None,
) -> Product:
    """Change what is written about a product; code and address stay. Raises NotFound, Invalid,
    Conflict("changed_elsewhere", "merged_away").
    """
    made = queries.get_product(session, product_id)
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if version is not None and version != made.version:
        raise Conflict("changed_elsewhere")
    faults = rules.faults_of_product(
        facts, members=len(made.set_members), case_known=made.origin is not Origin.PUBLISHED
    )
    if facts.group is None and made.origin is not Origin.PUBLISHED:
        faults["group"] = "missing"
    if faults:
        raise Invalid({**faults})
    before = told_product(made)
    _write_product(session, made, facts, made.establishment)
    session.flush()
    after = told_product(made)
    if changed := {key for key in after if after[key] != before[key]}:
        audit.record(
            session,
            who,
            now,
            "product.changed",
            f"product:{made.id}",
            before={key: before[key] for key in sorted(changed)},
            after={key: after[key] for key in sorted(changed)},
        )
    return made


def record_published(
    session: Session,
    product_id: int,
    *,
    level: str,
    level_as_printed: str,
    year: int | None,
    place_as_printed: str,
    unit_id: int | None,
    source_url: str,
) -> PublishedRecognition:
    """A recognition that a public source states, word for word; nothing is added to it."""
    made = PublishedRecognition(
        product_id=product_id,
        level=level,
        level_as_printed=level_as_printed,
        year=year,
        place_as_printed=place_as_printed,
        unit_id=unit_id,
        source_url=source_url,
    )
    session.add(made)
    session.flush()
    return made


def _read(
    session: Session, facts: EstablishmentFacts, origin: Origin
) -> tuple[Number | None, Faults]:
    faults: Faults = {}
    number = None
    if not facts.name.strip():
        faults["name"] = "missing"
    if facts.number.strip():
        try:
            number = rules.read_number(facts.number)
        except ValueError as fault:
            faults["number"] = str(fault)
    if facts.unit_id is None:
        if origin is not Origin.PUBLISHED:
            faults["unit_id"] = "place_missing"
    else:
        unit = territory.find_unit(session, facts.unit_id)
        if unit is None or unit.kind in {UnitKind.NATION, UnitKind.REGION}:
            faults["unit_id"] = "place_not_valid"
    if facts.workers is not None and facts.workers < 0:
        faults["workers"] = "not_whole"
    return number, faults


def _write(made: Establishment, facts: EstablishmentFacts) -> None:
    made.name = facts.name.strip()
    made.slug = made.slug or slug(made.name)  # an address once printed stays
    made.sort_key = sort_key(made.name)
    made.kind, made.unit_id = facts.kind, facts.unit_id
    made.address, made.representative = facts.address, facts.representative
    made.phone, made.email, made.website = facts.phone, facts.email, facts.website
    made.story, made.workers = facts.story, facts.workers


def told_establishment(made: Establishment) -> dict[str, object]:
    """What the record may say: of an identity number only the mask."""
    return {
        "name": made.name,
        "kind": made.kind.value,
        "number": made.tax_number or made.owner_number_mask,
        "unit_id": made.unit_id,
        "address": made.address,
        "representative": made.representative,
        "phone": made.phone,
        "email": made.email,
        "website": made.website,
        "story": made.story,
        "workers": made.workers,
    }


def _write_product(
    session: Session, made: Product, facts: ProductFacts, maker: Establishment | None
) -> None:
    made.name = facts.name.strip()
    made.slug = made.slug or slug(made.name)
    made.sort_key = sort_key(made.name)
    made.group, made.is_set = facts.group, facts.is_set
    made.set_case = facts.set_case if facts.is_set else None
    made.summary, made.description = facts.summary, facts.description
    made.materials, made.dimensions = facts.materials, facts.dimensions
    made.price_dong, made.plate = facts.price_dong, facts.plate
    if not facts.is_set:
        made.set_members = []
    elif facts.set_members is not None:
        # By name, so that a product of the set keeps its marks and photographs.
        there = {one.name: one for one in made.set_members}
        made.set_members = [
            there.pop(name) if name in there else SetMember(name=name, trademark="")
            for name in rules.cleaned_members(facts.set_members)
        ]
        for position, one in enumerate(made.set_members):
            one.position = position
    others = searching.other_names(session, maker.id) if maker else []
    searching.refresh_product(session, made, maker, others)


def told_product(made: Product) -> dict[str, object]:
    """What is written about a product, as the record keeps it; its members are loaded."""
    facts = ProductFacts(
        name=made.name,
        group=made.group,
        is_set=made.is_set,
        set_case=made.set_case,
        set_members=(names := tuple(one.name for one in made.set_members)),
        summary=made.summary,
        description=made.description,
        materials=made.materials,
        dimensions=made.dimensions,
        price_dong=made.price_dong,
        plate=made.plate,
    )
    told = asdict(facts)
    told["group"] = made.group.value if made.group else None
    told["set_case"] = made.set_case.value if made.set_case else None
    told["set_members"] = list(names)
    return told


def _demand_place(session: Session, who: Identity, unit_id: int | None) -> None:
    places = territory.reach(session, unit_id) if unit_id is not None else frozenset()
    if not places & who.units(Act.ESTABLISHMENT_KEEP):
        raise NotAllowed("not_your_place")


def _new_code(session: Session, prefix: str) -> str:
    table = Establishment if prefix == "CS" else Product
    while True:
        code = prefix + "".join(secrets.choice(CODE_ALPHABET) for _ in range(rules.CODE_RANDOM))
        if session.scalar(sa.select(table.id).where(table.code == code)) is None:
            return code
