"""Reads about fairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.errors import NotFound
from core.registry.model import Establishment
from core.rights import Subject
from core.territory.queries import reach, reached_from
from fairs.fairs import rules
from fairs.fairs.kinds import ApplicationStatus
from fairs.fairs.model import Allotment, Application, Booth, Fair, FairDay


def subject_of_fair(session: Session, slug: str) -> Subject | None:
    """What a right about this fair is measured against, or None when it is not there."""
    row = session.execute(select(Fair.id, Fair.unit_id).where(Fair.slug == slug)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), fair_id=row.id)


def get_fair(session: Session, slug: str) -> Fair:
    """The fair with its unit, days and booths. Raises NotFound("fair_missing")."""
    fair = session.scalar(_whole().where(Fair.slug == slug))
    if fair is None:
        raise NotFound("fair_missing")
    return fair


def get_public_fair(session: Session, slug: str) -> Fair:
    """The same, of those that everybody sees. Raises NotFound("fair_missing")."""
    fair = get_fair(session, slug)
    if fair.status not in rules.PUBLIC:
        raise NotFound("fair_missing")
    return fair


def public_fairs(session: Session, limit: int = 100) -> list[Fair]:
    """Fairs that everybody sees, the latest first, with unit and days."""
    return list(
        session.scalars(
            _listed()
            .where(Fair.status.in_(rules.PUBLIC))
            .order_by(Fair.apply_until.desc(), Fair.id.desc())
            .limit(limit)
        )
    )


def receives(fair: Fair, now: datetime) -> bool:
    """Whether applications to the fair are received at this instant."""
    fault = rules.refusal_to_receive(fair.status, fair.apply_from, fair.apply_until, now)
    return fault is None


@dataclass(frozen=True, slots=True)
class Figures:
    """How a fair stands in numbers."""

    booths: int
    taken: int  # booths given on at least one day
    applications: int  # withdrawn and refused ones left out


def figures(session: Session, fair_ids: Collection[int]) -> dict[int, Figures]:
    """Numbers of booths, given booths and applications, by fair; three statements."""
    ids = set(fair_ids)
    booths = _counted(
        session,
        select(Booth.fair_id, func.count()).where(Booth.fair_id.in_(ids)).group_by(Booth.fair_id),
    )
    taken = _counted(
        session,
        select(Booth.fair_id, func.count(func.distinct(Allotment.booth_id)))
        .join(Booth, Booth.id == Allotment.booth_id)
        .where(Booth.fair_id.in_(ids), Allotment.active)
        .group_by(Booth.fair_id),
    )
    asked = _counted(
        session,
        select(Application.fair_id, func.count())
        .where(
            Application.fair_id.in_(ids),
            Application.status.in_((ApplicationStatus.ASKED, ApplicationStatus.ALLOTTED)),
        )
        .group_by(Application.fair_id),
    )
    return {id_: Figures(booths.get(id_, 0), taken.get(id_, 0), asked.get(id_, 0)) for id_ in ids}


def _counted(session: Session, query: Select[int, int]) -> dict[int, int]:
    return dict(session.execute(query).all())


def applications(session: Session, fair_id: int) -> list[Application]:
    """Every application to a fair with maker, product and allotments, in the order of asking."""
    return list(
        session.scalars(
            _applications()
            .where(Application.fair_id == fair_id)
            .order_by(Application.asked_at, Application.id)
        )
    )


def applications_of(session: Session, establishment_ids: Collection[int]) -> list[Application]:
    """The applications of these establishments with their fairs and days, the newest first."""
    return list(
        session.scalars(
            _applications()
            .where(Application.establishment_id.in_(set(establishment_ids)))
            .options(joinedload(Application.fair).selectinload(Fair.days))
            .order_by(Application.asked_at.desc(), Application.id.desc())
        )
    )


def find_application(session: Session, fair_id: int, establishment_id: int) -> Application | None:
    """The application of an establishment to a fair, loaded as in `applications`, or None."""
    return session.scalar(
        _applications().where(
            Application.fair_id == fair_id, Application.establishment_id == establishment_id
        )
    )


def get_application(session: Session, application_id: int, fair_id: int) -> Application:
    """An application to this very fair. Raises NotFound("application_missing")."""
    found = session.scalar(
        _applications().where(Application.id == application_id, Application.fair_id == fair_id)
    )
    if found is None:
        raise NotFound("application_missing")
    return found


def get_application_by_id(session: Session, application_id: int) -> Application:
    """An application with its fair, to whichever. Raises NotFound("application_missing")."""
    found = session.scalar(
        _applications()
        .where(Application.id == application_id)
        .options(joinedload(Application.fair))
    )
    if found is None:
        raise NotFound("application_missing")
    return found


def active(application: Application) -> list[Allotment]:
    """The booths and days the application holds now, by booth and day."""
    held = [one for one in application.allotments if one.active]
    return sorted(held, key=lambda one: (one.booth.position, one.fair_day.day))


def held(application: Application) -> list[tuple[int, str, int]]:
    """(booth id, its code, number of days) of what the application holds now."""
    days: dict[tuple[int, str], int] = {}
    for one in active(application):
        key = (one.booth_id, one.booth.code)
        days[key] = days.get(key, 0) + 1
    return [(booth_id, code, number) for (booth_id, code), number in days.items()]


@dataclass(frozen=True, slots=True)
class Stand:
    """Who stands in a booth, on which days, with which product."""

    application: Application
    days: tuple[date, ...]


def stands(found: Collection[Application]) -> dict[int, list[Stand]]:
    """Booth id → who stands there, by day; from applications loaded as in `applications`."""
    held: dict[int, dict[int, list[date]]] = {}
    by_id = {one.id: one for one in found}
    for application in found:
        for one in active(application):
            days = held.setdefault(one.booth_id, {}).setdefault(application.id, [])
            days.append(one.fair_day.day)
    return {
        booth_id: [Stand(by_id[id_], tuple(sorted(days))) for id_, days in those.items()]
        for booth_id, those in held.items()
    }


def proposal(fair: Fair, found: Sequence[Application]) -> list[rules.Suggested]:
    """What the rule would give those who hold nothing yet; from a fair loaded by `get_fair`."""
    taken = stands(found)
    free = [
        rules.FreeBooth(booth.id, booth.code, booth.position)
        for booth in fair.booths
        if booth.id not in taken and not booth.blocked_reason
    ]
    waiting = [
        rules.Applicant(
            one.id,
            one.certificate_level,
            one.certificate_year,
            one.asked_at,
            one.booths_wanted,
        )
        for one in found
        if one.status is ApplicationStatus.ASKED
    ]
    return rules.suggest(waiting, free)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a programme counts: fairs organised, and times an establishment stood at one (lượt)."""

    fairs: int
    participations: int


def counts(session: Session, unit_ids: Collection[int], from_year: int, to_year: int) -> Counts:
    """Fairs whose plan was published in these places and years, and establishments at them."""
    first = select(FairDay.fair_id, func.min(FairDay.day).label("day"))
    begins = first.group_by(FairDay.fair_id).subquery()
    ids = list(
        session.scalars(
            select(Fair.id)
            .join(begins, begins.c.fair_id == Fair.id)
            .where(
                Fair.unit_id.in_(reached_from(unit_ids)),
                Fair.status.in_(rules.SHOWN),
                begins.c.day >= date(from_year, 1, 1),
                begins.c.day <= date(to_year, 12, 31),
            )
        )
    )
    took_part = session.scalar(
        select(func.count())
        .select_from(Application)
        .where(Application.fair_id.in_(ids), Application.status == ApplicationStatus.ALLOTTED)
    )
    return Counts(len(ids), took_part or 0)


def _listed() -> Select[Fair]:
    return select(Fair).options(joinedload(Fair.unit), selectinload(Fair.days))


def _whole() -> Select[Fair]:
    return _listed().options(selectinload(Fair.booths))


def _applications() -> Select[Application]:
    held = selectinload(Application.allotments)
    return select(Application).options(
        joinedload(Application.establishment).joinedload(Establishment.unit),
        joinedload(Application.product),
        held.joinedload(Allotment.booth),
        held.joinedload(Allotment.fair_day),
    )
