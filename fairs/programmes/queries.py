"""Reads about programmes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.errors import NotFound
from core.identity import Identity
from core.rights import Act, Subject
from core.territory.queries import reach, reached_from
from fairs.programmes import rules
from fairs.programmes.kinds import FundingSource
from fairs.programmes.model import Programme, Target
from fairs.programmes.rules import Content


def subject_of_programme(session: Session, code: str) -> Subject | None:
    """What a right about this programme is measured against, or None when it is not there."""
    unit_id = session.scalar(select(Programme.unit_id).where(Programme.code == code))
    return Subject(reach=reach(session, unit_id)) if unit_id is not None else None


def programmes_of(session: Session, who: Identity) -> list[Programme]:
    """The programmes of this person's places with unit and budget lines, the latest first."""
    return list(
        session.scalars(
            select(Programme)
            .where(Programme.unit_id.in_(reached_from(who.units(Act.PROGRAMME_READ))))
            .options(joinedload(Programme.unit), selectinload(Programme.lines))
            .order_by(Programme.from_year.desc(), Programme.id)
        )
    )


def find_programme(session: Session, code: str) -> Programme | None:
    """The programme with unit, targets and budget lines, or None."""
    return session.scalar(
        select(Programme)
        .where(Programme.code == code)
        .options(
            joinedload(Programme.unit),
            selectinload(Programme.targets),
            selectinload(Programme.lines),
        )
    )


def get_programme(session: Session, code: str) -> Programme:
    """The same. Raises NotFound("programme_missing")."""
    found = find_programme(session, code)
    if found is None:
        raise NotFound("programme_missing")
    return found


def contents(programme: Programme) -> list[Content]:
    """The budget by content, in the order of the document; from a programme with its lines."""
    found: dict[int, tuple[str, dict[FundingSource, int]]] = {}
    for line in programme.lines:
        found.setdefault(line.position, (line.content, {}))[1][line.source] = line.amount_dong
    return [Content(name, amounts) for _, (name, amounts) in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what was done; `done` None where the platform does not count it."""

    target: Target
    done: int | None
    percent: int | None


def progress(programme: Programme, actuals: Mapping[str, int]) -> list[Progress]:
    """Targets against actuals, which come as values: indicator → what was counted."""
    return [
        Progress(target, done, rules.percent_done(target.planned, done))
        for target in programme.targets
        for done in (actuals.get(target.indicator) if target.indicator else None,)
    ]
