"""The register in bulk, for lists: many records written, changed and removed at once.

The same columns as service.py writes one by one, and the same lines of the record. Who calls has
checked the values by rosters.py.
"""

import secrets
from base64 import b32encode
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.db import among, insert_columns, new_ids
from core.identity import Identity
from core.registry import rules, searching
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.known import portions
from core.registry.model import Establishment, Product, SetMember
from core.registry.rules import Number
from core.sealing import Sealer
from core.text import CODE_ALPHABET, search_text, slug, sort_key

_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CODE_ALPHABET)
# Tables as SQLAlchemy's Core sees them; its types know them only as a FromClause.
_E: Any = Establishment.__table__
_P: Any = Product.__table__


class NewEstablishment(NamedTuple):
    """One to write; everything in it was checked before."""

    name: str
    kind: EstablishmentKind
    number: Number | None
    unit_id: int | None
    address: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    workers: int | None = None
    products: tuple[str, ...] = ()
    """Names of the products that are written next: they stand in its line of the record."""


class NewProduct(NamedTuple):
    """One product to write, of an establishment that is here."""

    establishment_id: int
    maker: str
    name: str
    group: ProductGroup
    price_dong: int | None = None
    with_maker: bool = False
    """Whether its maker is written at the same time."""


def create(
    session: Session,
    who: Identity,
    sealer: Sealer,
    new: Sequence[NewEstablishment],
    now: datetime,
    **noted: Any,
) -> list[int]:
    """Write new establishments, and a line of the record for each (`noted` stands in it). Their
    ids, in the order given. Raises IntegrityError for a number that came in meanwhile."""
    if not new:
        return []
    count = len(new)
    names = [one.name for one in new]
    ids = new_ids(session, Establishment, count)
    columns: dict[str, Sequence[Any]] = {
        "id": ids,
        "code": _codes(session, _E, "CS", count),
        "slug": [slug(name) for name in names],
        "search_text": [search_text(one.name, "", one.representative) for one in new],
        "sort_key": [sort_key(name) for name in names],
        **_number_columns(sealer, [one.number for one in new]),
        **{key: [getattr(one, key) for one in new] for key in _AS_GIVEN},
    }
    same = {"origin": Origin.REGISTERED, "created_at": now, "created_by": who.account_id}
    insert_columns(session, Establishment, columns, **same, version=1)
    told = [
        {"name": one.name, "products": one.products, **noted}
        if one.products
        else {"name": one.name, **noted}
        for one in new
    ]
    _record(session, who, now, "establishment.created", ids, told)
    return ids


def create_products(
    session: Session, who: Identity, new: Sequence[NewProduct], now: datetime, **noted: Any
) -> list[int]:
    """Write new products, with a line of the record for each whose maker was here already; those
    of a new one stand in its own line. Their ids, in the order given."""
    if not new:
        return []
    count = len(new)
    names = [one.name for one in new]
    ids = new_ids(session, Product, count)
    columns: dict[str, Sequence[Any]] = {
        "id": ids,
        "code": _codes(session, _P, "SP", count),
        "slug": [slug(name) for name in names],
        "name": names,
        "search_text": [search_text(one.name, one.maker) for one in new],
        "sort_key": [sort_key(name) for name in names],
        "establishment_id": [one.establishment_id for one in new],
        "group": [one.group for one in new],
        "price_dong": [one.price_dong for one in new],
    }
    same = {"origin": Origin.REGISTERED, "created_at": now, "created_by": who.account_id}
    insert_columns(session, Product, columns, **same, version=1)
    alone = [(id_, one.name) for id_, one in zip(ids, new, strict=True) if not one.with_maker]
    told = [{"name": name, **noted} for _, name in alone]
    _record(session, who, now, "product.created", [id_ for id_, _ in alone], told)
    return ids


def update(
    session: Session,
    who: Identity,
    changes: Mapping[int, Mapping[str, Any]],
    now: datetime,
    **noted: Any,
) -> dict[int, tuple[int, dict[str, Any]]]:
    """Write these columns of these establishments. Id → (new version, what stood there before).

    For contacts, place and workers; a name, form or number is changed by service.py.
    """
    done: dict[int, tuple[int, dict[str, Any]]] = {}
    told: list[dict[str, Any]] = []
    for some in portions(sorted(changes)):
        rows = session.execute(sa.select(_E).where(_E.c.id.in_(some)).with_for_update())
        named_otherwise = searching.with_other_names(session, some)
        for row in rows.mappings().all():
            id_, new = row["id"], dict(changes[row["id"]])
            before = {name: row[name] for name in new}
            if "representative" in new:
                others = searching.other_names(session, id_) if id_ in named_otherwise else []
                new["search_text"] = search_text(
                    row["name"], row["place_as_printed"], new["representative"], *others
                )
            session.execute(
                sa.update(_E).where(_E.c.id == id_).values(**new, version=row["version"] + 1)
            )
            done[id_] = row["version"] + 1, before
            shown = [name for name in before if name not in _SEALED]
            detail = {
                "before": {name: before[name] for name in shown},
                "after": {name: new[name] for name in shown},
                **noted,
            }
            told.append(detail)
    _record(session, who, now, "establishment.changed", list(done), told)
    session.expire_all()
    return done


def versions(
    session: Session, table: type[Establishment | Product], ids: Collection[int]
) -> dict[int, int]:
    """The versions of those that are still here."""
    found: dict[int, int] = {}
    columns = _table(table).c
    for some in portions(sorted(set(ids))):
        rows = session.execute(
            sa.select(columns.id, columns.version).where(columns.id.in_(some)).with_for_update()
        )
        found |= {row.id: row.version for row in rows}
    return found


def used(
    session: Session,
    table: type[Establishment | Product],
    ids: Collection[int],
    besides: Mapping[str, Collection[int]] | None = None,
) -> dict[int, str]:
    """Which of these are pointed to by some row of any table, and by which table.

    `besides` says, by table, the ids of rows that do not count: they go at the same time.
    """
    found: dict[int, str] = {}
    wanted, mine = sorted(set(ids)), _table(table)
    for other in table.metadata.sorted_tables:
        for column in other.c:
            if not any(key.references(mine) for key in column.foreign_keys):
                continue
            skipped = set((besides or {}).get(other.name, ()))
            for some in portions(wanted):
                rows = session.execute(
                    sa.select(column, *other.primary_key.columns).where(column.in_(some))
                )
                for pointed, *key in rows:
                    if not (len(key) == 1 and key[0] in skipped):
                        found.setdefault(pointed, other.name)
    return found


def delete(
    session: Session,
    who: Identity,
    table: type[Establishment | Product],
    ids: Collection[int],
    now: datetime,
    **noted: Any,
) -> None:
    """Remove records that nothing points to, with their lines of the record."""
    kind = "establishment" if table is Establishment else "product"
    for some in portions(sorted(set(ids))):
        if table is Product:
            session.execute(sa.delete(SetMember).where(SetMember.product_id.in_(some)))
        session.execute(sa.delete(_table(table)).where(_table(table).c.id.in_(some)))
    gone = list(ids)
    _record(session, who, now, f"{kind}.removed", gone, [noted] * len(gone))
    session.expire_all()


_SEALED = ("owner_number_sealed", "number_fingerprint")
"""Columns that the record does not repeat."""
_AS_GIVEN = (
    "name",
    "kind",
    "unit_id",
    "address",
    "representative",
    "phone",
    "email",
    "website",
    "workers",
)


def number_columns(sealer: Sealer, number: Number) -> dict[str, str | None]:
    """The columns of a number: an owner's own is kept sealed."""
    return {
        "tax_number": None if number.personal else number.printed,
        "owner_number_sealed": sealer.seal(number.plain) if number.personal else None,
        "owner_number_mask": rules.mask(number.plain) if number.personal else None,
        "number_fingerprint": sealer.fingerprint(number.plain),
    }


def _number_columns(
    sealer: Sealer, numbers: Sequence[Number | None]
) -> dict[str, list[str | None]]:
    """The same columns of many, None where there is no number."""
    own = [number.plain if number and number.personal else None for number in numbers]
    return {
        "tax_number": [n.printed if n and not n.personal else None for n in numbers],
        "owner_number_sealed": [sealer.seal(plain) if plain else None for plain in own],
        "owner_number_mask": [rules.mask(plain) if plain else None for plain in own],
        "number_fingerprint": [sealer.fingerprint(n.plain) if n else None for n in numbers],
    }


def _codes(session: Session, table: Any, prefix: str, count: int) -> list[str]:
    """So many new codes, no two alike and none in use."""
    made: dict[str, None] = {}
    while len(made) < count:
        length, wanted = rules.CODE_RANDOM, count - len(made)
        signs = b32encode(secrets.token_bytes(-(-length * wanted * 5 // 8))).decode()
        signs = signs.translate(_CROCKFORD)
        some = [prefix + signs[at : at + length] for at in range(0, length * wanted, length)]
        in_use = sa.select(table.c.code).where(among(session, table.c.code, some))
        taken = set(session.scalars(in_use))
        made |= dict.fromkeys(code for code in some if code not in taken)
    return list(made)


def _record(
    session: Session,
    who: Identity,
    now: datetime,
    action: str,
    ids: Sequence[int],
    told: Sequence[Mapping[str, Any]],
) -> None:
    """A line of the record for each of these."""
    subject = action.partition(".")[0]
    insert_columns(
        session,
        AuditEntry,
        {"subject": [f"{subject}:{id_}" for id_ in ids], "detail": told},
        at=now,
        account_id=who.account_id,
        account_name=who.name,
        action=action,
    )


def _table(of: type[Establishment | Product]) -> Any:
    return of.__table__
