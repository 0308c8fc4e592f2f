"""A producer agrees that somebody acts for him: asked before, recorded, shown, ended.

Whoever files for a maker that is not his needs a consent that stands. An establishment that has
people of its own gives it itself; for one that has nobody here yet, who helps it records how it
was given. It ends when its people end it, or when the establishment is handed over to them.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from core import audit
from core.accounts.model import Account, RoleGrant
from core.accounts.queries import held
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import queries, rules
from core.registry.kinds import ConsentHow
from core.registry.model import Consent, Establishment
from core.rights import Act, Role
from core.territory.queries import reach, reached_from

ENDED, HANDED_OVER = "ended", "handed_over"
LONGEST = 1_000


def record(
    session: Session,
    who: Identity,
    establishment_id: int,
    *,
    given_by: str,
    how: ConsentHow,
    given_on: date | None,
    note: str,
    now: datetime,
) -> Consent:
    """Note how the producer agreed that `who` acts for him. An older one of the same helper ends.

    Raises NotFound, Invalid (given_by, given_on, how, note), Conflict("consent_by_holder_only")
    where the establishment has its own people, unless an office holds a signed paper.
    """
    made = session.get(Establishment, establishment_id, with_for_update=True)
    subject = queries.subject_of_establishment(session, establishment_id)
    if made is None or subject is None or not who.may(Act.CONSENT_RECORD, subject):
        raise NotFound("establishment_not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    office = bool(who.roles() & {Role.OFFICER, Role.SECRETARY})
    faults = rules.faults_of_consent(given_by, given_on, how, note, day_in_vietnam(now))
    if faults:
        raise Invalid({**faults})
    if subject.self_kept and not (office and how is ConsentHow.SIGNED_PAPER):
        raise Conflict("consent_by_holder_only")
    return _record(session, who, made, who.account_id, given_by, how, given_on, note, now)


def give(
    session: Session,
    who: Identity,
    establishment_id: int,
    helper_id: int,
    note: str,
    now: datetime,
) -> Consent:
    """The establishment's own people let a collaborator or officer of their place act for them.

    Raises NotFound, Invalid({"helper": "helper_not_of_place"}), Conflict("merged_away").
    """
    made = session.get(Establishment, establishment_id, with_for_update=True)
    if made is None or establishment_id not in who.establishments():
        raise NotFound("establishment_not_found")
    if made.merged_into_id is not None:
        raise Conflict("merged_away")
    if helper_id not in {one.id for one in helpers_for(session, made.unit_id, now)}:
        raise Invalid({"helper": "helper_not_of_place"})
    if len(note) > LONGEST:
        raise Invalid({"note": ("too_long", {"most": LONGEST})})
    today = day_in_vietnam(now)
    return _record(session, who, made, helper_id, who.name, ConsentHow.ONLINE, today, note, now)


def end(session: Session, who: Identity, consent_id: int, now: datetime) -> None:
    """It stands no longer: by the establishment's people, by the helper, or by the secretary.

    Ending it twice is once. Raises NotFound.
    """
    row = session.get(Consent, consent_id, with_for_update=True)
    subject = queries.subject_of_establishment(session, row.establishment_id) if row else None
    if row is None or subject is None:
        raise NotFound("not_found")
    own = row.establishment_id in who.establishments() or row.account_id == who.account_id
    if not own and not subject.reach & who.units(Act.MEMBER_APPROVE):
        raise NotFound("not_found")
    if row.ended_at is None:
        _end(session, who, row, ENDED, now)


def hand_over(
    session: Session, who: Identity, establishment_id: int, now: datetime, *, keep: bool
) -> None:
    """The producer takes it in hand: every consent ends, unless he wants to keep his helpers."""
    if keep:
        return
    for row in _live(session, establishment_id):
        _end(session, who, row, HANDED_OVER, now)


def find_live(
    session: Session, establishment_id: int, account_id: int, at: datetime | None = None
) -> Consent | None:
    """The consent under which this account acts for this establishment, now or at that moment."""
    stands: list[sa.ColumnElement[bool]] = [Consent.ended_at.is_(None)]
    if at is not None:
        stands = [
            Consent.recorded_at <= at,
            sa.or_(Consent.ended_at.is_(None), Consent.ended_at >= at),
        ]
    return session.scalar(
        sa.select(Consent)
        .where(
            Consent.establishment_id == establishment_id,
            Consent.account_id == account_id,
            *stands,
        )
        .order_by(Consent.id.desc())
        .limit(1)
    )


def establishments_helped(
    session: Session, account_id: int, unit_ids: Collection[int]
) -> list[int]:
    """Ids of the establishments in these places that this account may act for."""
    return list(
        session.scalars(
            sa.select(Consent.establishment_id)
            .join(Consent.establishment)
            .where(
                Consent.account_id == account_id,
                Consent.ended_at.is_(None),
                Establishment.unit_id.in_(reached_from(unit_ids)),
            )
            .distinct()
        )
    )


def consents_of(session: Session, establishment_id: int) -> list[Consent]:
    """Every consent of an establishment with its helper, those that stand first, then newest."""
    return list(
        session.scalars(
            sa.select(Consent)
            .where(Consent.establishment_id == establishment_id)
            .options(joinedload(Consent.account))
            .order_by(Consent.ended_at.is_not(None), Consent.id.desc())
        )
    )


def given_to(
    session: Session, account_ids: Collection[int], unit_ids: Collection[int]
) -> dict[int, list[Consent]]:
    """The consents that stand for these helpers in these places, with the establishments."""
    found: dict[int, list[Consent]] = {}
    for row in session.scalars(
        sa.select(Consent)
        .join(Consent.establishment)
        .where(
            Consent.account_id.in_(set(account_ids)),
            Consent.ended_at.is_(None),
            Establishment.unit_id.in_(reached_from(unit_ids)),
        )
        .options(joinedload(Consent.establishment))
        .order_by(Establishment.sort_key, Consent.id)
    ):
        found.setdefault(row.account_id, []).append(row)
    return found


def helpers_for(session: Session, unit_id: int | None, now: datetime) -> list[Account]:
    """Collaborators and officers whose place holds this unit, in the order of their names."""
    if unit_id is None:
        return []
    return list(
        session.scalars(
            sa.select(Account)
            .join(RoleGrant, RoleGrant.account_id == Account.id)
            .where(
                RoleGrant.role.in_([Role.COLLABORATOR, Role.OFFICER]),
                *held(now),
                RoleGrant.unit_id.in_(reach(session, unit_id)),
                Account.disabled_at.is_(None),
            )
            .distinct()
            .order_by(Account.name, Account.id)
        )
    )


def _live(session: Session, establishment_id: int) -> Iterable[Consent]:
    return session.scalars(
        sa.select(Consent)
        .where(Consent.establishment_id == establishment_id, Consent.ended_at.is_(None))
        .with_for_update()
    ).all()


def _record(
    session: Session,
    who: Identity,
    made: Establishment,
    helper_id: int,
    given_by: str,
    how: ConsentHow,
    given_on: date | None,
    note: str,
    now: datetime,
) -> Consent:
    for row in _live(session, made.id):
        if row.account_id == helper_id:
            row.ended_at, row.ended_by, row.ended_why = now, who.account_id, "renewed"
    row = Consent(
        establishment_id=made.id,
        account_id=helper_id,
        given_by=given_by.strip(),
        how=how,
        given_on=given_on or day_in_vietnam(now),
        note=note.strip(),
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "consent.recorded",
        f"establishment:{made.id}",
        helper=helper_id,
        given_by=row.given_by,
        how=how.value,
        given_on=row.given_on.isoformat(),
    )
    return row


def _end(session: Session, who: Identity, row: Consent, why: str, now: datetime) -> None:
    row.ended_at, row.ended_by, row.ended_why = now, who.account_id, why
    session.flush()
    subject = f"establishment:{row.establishment_id}"
    audit.record(session, who, now, "consent.ended", subject, helper=row.account_id, why=why)
