"""What every step of a fair needs: the row held, the fault raised, the trace left."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import audit
from core.errors import Conflict, NotFound
from core.identity import Identity
from core.registry.queries import get_establishment
from fairs.fairs.model import Allotment, Application, Fair
from fairs.fairs.rules import Fault

_WHOLE_FAIR = (joinedload(Fair.unit), selectinload(Fair.days), selectinload(Fair.booths))


def hold_fair(session: Session, fair_id: int) -> Fair:
    """The fair, held against everybody else until this transaction ends."""
    session.scalar(select(Fair.id).where(Fair.id == fair_id).with_for_update())
    return get_fair(session, fair_id)


def get_fair(session: Session, fair_id: int) -> Fair:
    """The fair as it is now, with unit, days and booths. Raises NotFound("fair_missing")."""
    fair = session.scalar(
        select(Fair)
        .where(Fair.id == fair_id)
        .execution_options(populate_existing=True)
        .options(*_WHOLE_FAIR)
    )
    if fair is None:
        raise NotFound("fair_missing")
    return fair


def hold(session: Session, application_id: int) -> Application:
    """The application with its fair and allotments, held until this transaction ends.

    Raises NotFound("application_missing").
    """
    session.scalar(
        select(Application.id).where(Application.id == application_id).with_for_update()
    )
    held = selectinload(Application.allotments)
    application = session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .execution_options(populate_existing=True)
        .options(
            joinedload(Application.establishment),
            joinedload(Application.product),
            joinedload(Application.fair).options(*_WHOLE_FAIR),
            held.joinedload(Allotment.booth),
            held.joinedload(Allotment.fair_day),
        )
    )
    if application is None:
        raise NotFound("application_missing")
    return application


def holder(session: Session, booth_id: int, day_ids: Collection[int]) -> str:
    """Who has the booth on one of these days, by name."""
    establishment_id = session.scalar(
        select(Application.establishment_id)
        .join(Allotment, Allotment.application_id == Application.id)
        .where(
            Allotment.booth_id == booth_id,
            Allotment.fair_day_id.in_(set(day_ids)),
            Allotment.active,
        )
        .order_by(Allotment.id)
        .limit(1)
    )
    return "" if establishment_id is None else get_establishment(session, establishment_id).name


def free(held: Collection[Allotment], now: datetime) -> None:
    """These booths and days can be given again; the rows stay as a trace."""
    for one in held:
        one.active, one.released_at = False, now


def refuse_if(fault: Fault | None) -> None:
    """Raises Conflict with the fault's code and facts; does nothing for None."""
    if fault is not None:
        raise Conflict(fault[0], **fault[1])


def note(
    session: Session, who: Identity, now: datetime, action: str, fair_id: int, **detail: object
) -> None:
    """One entry about the fair in the record."""
    audit.record(session, who, now, action, f"fair:{fair_id}", **detail)
