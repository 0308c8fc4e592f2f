"""What of a list is in the register already: by number, by name, by phone. Bulk reads.

Every function takes a fixed number of statements, however many rows a list has.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.db import among
from core.registry.kinds import EstablishmentKind
from core.registry.model import Establishment, EstablishmentState, Product
from core.territory.model import UnitReach
from core.text import fold, slug_of_folded

PORTION = 5_000
"""Values named in one statement: SQLite takes at most 32 766."""

# Tables as SQLAlchemy's Core sees them; its types know them only as a FromClause.
_E: Any = Establishment.__table__
_P: Any = Product.__table__
_S: Any = EstablishmentState.__table__
_R: Any = UnitReach.__table__


@dataclass(frozen=True, slots=True)
class Known:
    """An establishment that is here, as far as a list may agree or disagree with it."""

    id: int
    name: str
    kind: EstablishmentKind
    unit_id: int | None
    address: str
    representative: str
    phone: str
    email: str
    website: str
    workers: int | None
    number_fingerprint: str | None
    merged_into_id: int | None
    version: int


_KNOWN = (
    _E.c.id,
    _E.c.name,
    _E.c.kind,
    _E.c.unit_id,
    _E.c.address,
    _E.c.representative,
    _E.c.phone,
    _E.c.email,
    _E.c.website,
    _E.c.workers,
    _E.c.number_fingerprint,
    _E.c.merged_into_id,
    _E.c.version,
)


def mark(session: Session) -> list[Any]:
    """What changes whenever anything in the register does: while it is the same, what a list was
    found to agree with still stands."""
    found: list[Any] = []
    for table in (_E, _P):
        counted = sa.select(sa.func.count(), sa.func.max(table.c.id), sa.func.sum(table.c.version))
        found += session.execute(counted.select_from(table)).one()
    last = sa.select(sa.func.max(AuditEntry.id)).where(
        sa.or_(
            AuditEntry.action.startswith("establishment."),
            AuditEntry.action.startswith("product."),
        )
    )
    return [*found, session.scalar(last)]


def by_number(session: Session, fingerprints: Collection[str]) -> dict[str, Known]:
    """Establishments that bear, or bore, these numbers, by fingerprint; of one that was merged
    into another, the other."""
    found: dict[str, Known] = {}
    wanted = sorted(set(fingerprints))
    printed = among(session, _E.c.number_fingerprint, wanted)
    rows = session.execute(sa.select(*_KNOWN).where(printed))
    found |= {row.number_fingerprint: _known(row) for row in rows}
    former = session.execute(
        sa.select(_S.c.number_fingerprint, *_KNOWN)
        .join(_E, _E.c.id == _S.c.establishment_id)
        .where(among(session, _S.c.number_fingerprint, wanted))
    )
    for fingerprint, *row in former:
        found.setdefault(fingerprint, _known(row))
    return _survivors(session, found)


def by_name(session: Session, names: Collection[str]) -> dict[str, list[Known]]:
    """Establishments by folded name, for these folded names.

    The slug is made of the first name and stays, so those that were changed since are looked at
    too, whatever their slug.
    """
    wanted = set(names)
    found: dict[str, list[Known]] = {}
    seen: set[int] = set()
    slugs = sorted({slug_of_folded(name) for name in wanted})
    for where in (_E.c.version > 1, among(session, _E.c.slug, slugs)):
        statement = sa.select(*_KNOWN).where(where, _E.c.merged_into_id.is_(None))
        for row in session.execute(statement):
            one = _known(row)
            name = fold(one.name)
            if name in wanted and one.id not in seen:
                seen.add(one.id)
                found.setdefault(name, []).append(one)
    return found


def by_phone(session: Session, phones: Collection[str]) -> dict[str, list[Known]]:
    """Establishments by phone (digits only), for these numbers."""
    found: dict[str, list[Known]] = {}
    digits = _E.c.phone
    for sign in " .-":
        digits = sa.func.replace(digits, sign, "")
    wanted = among(session, digits, sorted(set(phones)))
    rows = session.execute(sa.select(digits, *_KNOWN).where(wanted, _E.c.merged_into_id.is_(None)))
    for phone, *row in rows:
        found.setdefault(phone, []).append(_known(row))
    return found


def product_names(session: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """Folded names of the products of these establishments."""
    found: dict[int, set[str]] = {}
    made_here = among(session, _P.c.establishment_id, sorted(set(ids)))
    rows = session.execute(
        sa.select(_P.c.establishment_id, _P.c.name).where(made_here, _P.c.merged_into_id.is_(None))
    )
    for establishment_id, name in rows:
        found.setdefault(establishment_id, set()).add(fold(name))
    return found


def products_named(session: Session, ids: Collection[int]) -> dict[tuple[int, str], int]:
    """(establishment, folded name) → product, of these establishments; the oldest of two alike."""
    made_here = among(session, _P.c.establishment_id, sorted(set(ids)))
    rows = session.execute(
        sa.select(_P.c.establishment_id, _P.c.name, _P.c.id)
        .where(made_here, _P.c.merged_into_id.is_(None))
        .order_by(_P.c.id.desc())
    )
    return {(establishment_id, fold(name)): id_ for establishment_id, name, id_ in rows}


def reaches(session: Session, unit_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each unit the ids of those whose office reaches it."""
    found: dict[int, set[int]] = {one: set() for one in unit_ids}
    rows = session.execute(
        sa.select(_R.c.unit_id, _R.c.within_id).where(among(session, _R.c.unit_id, sorted(found)))
    )
    for unit_id, within_id in rows:
        found[unit_id].add(within_id)
    return {one: frozenset(within) for one, within in found.items()}


def portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), PORTION):
        yield values[at : at + PORTION]


def _known(row: Sequence[Any]) -> Known:
    return Known(*row)


def _survivors(session: Session, found: dict[str, Known]) -> dict[str, Known]:
    """Of merged ones, those they were merged into (at most a few steps)."""
    for _ in range(5):
        gone = {one.merged_into_id for one in found.values() if one.merged_into_id is not None}
        if not gone:
            return found
        rows = session.execute(sa.select(*_KNOWN).where(_E.c.id.in_(gone)))
        others = {row.id: _known(row) for row in rows}
        found = {
            key: others[one.merged_into_id] if one.merged_into_id is not None else one
            for key, one in found.items()
        }
    return found
