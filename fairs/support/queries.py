"""Reads about support cases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.errors import NotFound
from core.identity import Identity
from core.registry.model import Establishment
from core.rights import Act, Subject
from core.territory.queries import reach, reached_from
from core.text import same_name
from fairs.support import reference, rules
from fairs.support.kinds import CaseKind, Outcome
from fairs.support.model import CaseStep, SupportCase


def subject_of_case(session: Session, case_id: int) -> Subject | None:
    """A case is about its establishment and lies in the place it was opened for."""
    row = session.execute(
        select(SupportCase.establishment_id, SupportCase.unit_id).where(SupportCase.id == case_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), establishment_id=row.establishment_id)


def get_case(session: Session, case_id: int, *, fresh: bool = False) -> SupportCase:
    """The case with maker, product, checklist and steps; `fresh` reads it anew.

    Raises NotFound("case_missing").
    """
    query = _whole().where(SupportCase.id == case_id)
    found = session.scalar(query.execution_options(populate_existing=fresh))
    if found is None:
        raise NotFound("case_missing")
    return found


def find_open_case(
    session: Session, product_id: int, kind: CaseKind = CaseKind.TRADEMARK
) -> SupportCase | None:
    """The one case of this product that is not closed, or None."""
    return session.scalar(
        _whole().where(
            SupportCase.product_id == product_id,
            SupportCase.kind == kind,
            SupportCase.closed_at.is_(None),
        )
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in a list: what it waits for, and how its date stands on the day asked."""

    case: SupportCase
    due_on: date | None
    state: rules.DueState


def cases_for(
    session: Session, who: Identity, today: date, *, stage: str = "", limit: int = 300
) -> list[Waiting]:
    """Cases in this person's places or of his establishments: overdue first, then by due date,
    those without one, closed ones last. One statement for cases, one for their steps."""
    query = _listed().where(
        or_(
            SupportCase.unit_id.in_(reached_from(who.units(Act.CASE_READ))),
            SupportCase.establishment_id.in_(who.establishments()),
        )
    )
    if stage:
        query = query.where(SupportCase.stage == stage, SupportCase.closed_at.is_(None))
    found = session.scalars(query.order_by(SupportCase.id.desc()).limit(limit))
    rows = [_waiting(case, today) for case in found]
    return sorted(
        rows,
        key=lambda row: (row.case.closed_at is not None, row.due_on is None, row.due_on or today),
    )


def cases_of_product(session: Session, product_id: int) -> list[SupportCase]:
    """Every case of a product, the newest first."""
    return list(
        session.scalars(
            _listed().where(SupportCase.product_id == product_id).order_by(SupportCase.id.desc())
        )
    )


def stage_numbers(session: Session, who: Identity) -> dict[str, int]:
    """How many open cases wait at each stage, in this person's places."""
    rows = session.execute(
        select(SupportCase.stage, func.count())
        .where(
            SupportCase.unit_id.in_(reached_from(who.units(Act.CASE_READ))),
            SupportCase.closed_at.is_(None),
        )
        .group_by(SupportCase.stage)
    )
    return dict(rows.all())


def granted_before(session: Session, establishment_id: int, mark_text: str) -> int:
    """Đồng that closed or open cases of this establishment were given for the same mark."""
    rows = session.execute(
        select(SupportCase.mark_text, SupportCase.approved_dong).where(
            SupportCase.establishment_id == establishment_id,
            SupportCase.approved_dong.is_not(None),
            SupportCase.outcome.not_in((Outcome.REFUSED, Outcome.WITHDRAWN)),
        )
    )
    return sum(dong for text, dong in rows if dong and same_name(text, mark_text))


def marks_granted(
    session: Session, unit_ids: Collection[int], from_year: int, to_year: int
) -> int:
    """Cases that ended with a registered mark in these places, by the year of the grant."""
    return (
        session.scalar(
            select(func.count(func.distinct(SupportCase.id)))
            .join(CaseStep, CaseStep.case_id == SupportCase.id)
            .where(
                SupportCase.unit_id.in_(reached_from(unit_ids)),
                CaseStep.stage == "granted",
                CaseStep.happened_on >= date(from_year, 1, 1),
                CaseStep.happened_on <= date(to_year, 12, 31),
            )
        )
        or 0
    )


def reached(steps: Sequence[CaseStep]) -> Mapping[str, date]:
    """Stage → the day it was reached."""
    return {step.stage: step.happened_on for step in steps}


def due_of(case: SupportCase) -> rules.Due | None:
    """When what follows is due, from a case loaded with its steps: derived anew each time, so
    that an event entered late shows as overdue."""
    if case.closed_at is not None:
        return None
    return rules.next_due(reached(case.steps), case.stage, reference.terms())


def _waiting(case: SupportCase, today: date) -> Waiting:
    due = due_of(case)
    due_on = due.on if due else None
    return Waiting(case, due_on, rules.due_state(due_on, today))


def _listed() -> Select[SupportCase]:
    return select(SupportCase).options(
        joinedload(SupportCase.establishment).joinedload(Establishment.unit),
        joinedload(SupportCase.product),
        selectinload(SupportCase.steps),
    )


def _whole() -> Select[SupportCase]:
    return _listed().options(selectinload(SupportCase.checklist), joinedload(SupportCase.unit))
