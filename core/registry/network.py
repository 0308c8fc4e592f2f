"""Collaborators by place: who covers which commune, where nobody does, what each registered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.accounts.model import Account, RoleGrant
from core.accounts.queries import held
from core.clock import day_in_vietnam
from core.registry.model import Establishment
from core.rights import Role
from core.territory.model import Unit, UnitReach
from core.territory.queries import reached_from
from core.territory.rules import UnitKind


@dataclass(frozen=True, slots=True)
class Held:
    """A place that somebody holds; `until` when it stands no more."""

    line: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Helper:
    """A collaborator with the places he holds, and since when."""

    account: Account
    places: tuple[Held, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Network:
    """The collaborators of some places; the communes of today, and those in which nobody may act.

    Who holds a district that ended covers what was registered there, and no commune of today.
    """

    helpers: tuple[Helper, ...]
    communes: int
    uncovered: tuple[Unit, ...]


def network(session: Session, unit_ids: Collection[int], now: datetime) -> Network:
    """Who works in these places, in the order of names. Three trips."""
    rows = session.execute(
        sa.select(RoleGrant, Account, Unit)
        .join(Account, Account.id == RoleGrant.account_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role == Role.COLLABORATOR,
            *held(now),
            RoleGrant.unit_id.in_(reached_from(unit_ids)),
            Account.disabled_at.is_(None),
        )
        .order_by(Account.name, Account.id, Unit.sort_key)
    ).all()
    by_person: dict[int, list[tuple[RoleGrant, Account, Unit]]] = {}
    for grant, account, unit in rows:
        by_person.setdefault(account.id, []).append((grant, account, unit))
    helpers = tuple(
        Helper(
            own[0][1],
            tuple(Held(unit.line, unit.valid_until) for _grant, _account, unit in own),
            min(grant.granted_at for grant, _account, _unit in own),
        )
        for own in by_person.values()
    )
    communes = session.scalars(_communes(unit_ids, day_in_vietnam(now))).all()
    covered = _covered(session, [unit.id for _grant, _account, unit in rows])
    return Network(
        helpers,
        len(communes),
        tuple(unit for unit in communes if unit.id not in covered),
    )


def registered_by(
    session: Session, account_ids: Collection[int], unit_ids: Collection[int]
) -> dict[int, tuple[int, datetime]]:
    """Helper → how many establishments of these places he registered, and the last time."""
    rows = session.execute(
        sa.select(
            Establishment.created_by,
            sa.func.count(Establishment.id).label("made"),
            sa.func.max(Establishment.created_at).label("last"),
        )
        .where(
            Establishment.created_by.in_(set(account_ids)),
            Establishment.unit_id.in_(reached_from(unit_ids)),
        )
        .group_by(Establishment.created_by)
    )
    return {row.created_by: (row.made, row.last) for row in rows}


def _communes(unit_ids: Collection[int], on: date) -> sa.Select[Unit]:
    return (
        sa.select(Unit)
        .where(
            Unit.kind == UnitKind.COMMUNE,
            Unit.id.in_(reached_from(unit_ids)),
            Unit.valid_from <= on,
            sa.or_(Unit.valid_until.is_(None), Unit.valid_until >= on),
        )
        .order_by(Unit.sort_key, Unit.id)
    )


def _covered(session: Session, unit_ids: Sequence[int]) -> set[int]:
    return set(
        session.scalars(sa.select(UnitReach.unit_id).where(UnitReach.within_id.in_(set(unit_ids))))
    )
