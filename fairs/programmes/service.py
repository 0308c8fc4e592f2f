"""What can be done with a programme: bring a published one in."""

from datetime import datetime

from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict
from core.identity import SYSTEM
from core.registry.kinds import Origin
from fairs.programmes import queries, reference, rules
from fairs.programmes.model import BudgetLine, Programme, Target


def load_published(session: Session, unit_id: int, now: datetime) -> Programme:
    """Vĩnh Long's programme of 2021–2025 as its decision states it, under this unit.

    A second call returns the same programme. Raises Conflict("programme_budget_faulty") when the
    data file's figures do not add up to the totals of the decision.
    """
    stated = reference.vinh_long()
    if found := queries.find_programme(session, stated.code):
        return found
    if rules.budget_faults(stated.contents, stated.stated):
        raise Conflict("programme_budget_faulty")
    programme = Programme(
        code=stated.code,
        name=stated.name,
        unit_id=unit_id,
        origin=Origin.PUBLISHED,
        from_year=stated.from_year,
        to_year=stated.to_year,
        decision_number=stated.decision_number,
        decision_date=stated.decision_date,
        source=stated.source,
        targets=[
            Target(
                position=at,
                name=one.name,
                indicator=one.indicator,
                planned=one.planned,
                counted_in=one.counted_in,
            )
            for at, one in enumerate(stated.targets, start=1)
        ],
        lines=[
            BudgetLine(position=at, content=one.name, source=source, amount_dong=amount)
            for at, one in enumerate(stated.contents, start=1)
            for source, amount in one.amounts.items()
        ],
    )
    session.add(programme)
    session.flush()
    audit.record(
        session,
        SYSTEM,
        now,
        "programme.load",
        f"programme:{programme.id}",
        code=stated.code,
        source=stated.source,
    )
    return programme
