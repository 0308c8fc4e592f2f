"""Each way of counting, as the records it gathers in a territory within a span of days.

What was run here and what history tells stay apart by their kind; distinct things share a key.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Subquery, func, or_, select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.history import counting
from contest.history.kinds import Told
from core.accounts.model import Account, RoleGrant
from core.clock import day_in_vietnam, end_of_day
from core.registry.model import Establishment
from core.rights import Role
from core.territory.model import Unit
from core.territory.queries import reached_from
from fairs.fairs import rules as fair_rules
from fairs.fairs.kinds import ApplicationStatus
from fairs.fairs.model import Application, Fair, FairDay
from fairs.programmes.kinds import Counted
from fairs.support.model import CaseStep, SupportCase


class Kind(StrEnum):
    """Who tells of a record."""

    HERE = "here"
    HISTORY = "history"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Record:
    """One row behind a number. `amount` is 1 for what is counted, more for what was entered;
    `key` tells distinct things apart; `entry` is the hand entry's id."""

    kind: Kind
    label: str
    url: str
    place: str
    day: date | None
    year: int
    detail: str = ""
    amount: int = 1
    key: object = None
    level: str = ""
    entry: int | None = None


Span = tuple[date, date]
"""First and last day, both included."""
Gatherer = Callable[[Session, int, Span], list[Record]]
ABOVE = (ContestLevel.REGION, ContestLevel.NATION)


def _kind(told: Told) -> Kind:
    return Kind.HERE if told is Told.HERE else Kind.HISTORY


def _contests(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Rounds announced in the territory; of regions and the nation, those its makers entered."""
    held = [
        Record(
            kind=_kind(one.told),
            label=one.title,
            url=f"/binh-chon/{one.slug}" if one.slug else "/binh-chon#cac-ky-truoc",
            place=one.place,
            day=one.day,
            year=one.day.year if one.day else one.year,
            key=(one.level, one.unit_id, one.year, one.round),
            level=one.level.value,
        )
        for one in counting.counts(session, [unit_id], *span).rounds
        if one.counts
    ]
    joined = (
        select(Entry.contest_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(Establishment.unit_id.in_(reached_from([unit_id])), Entry.code.is_not(None))
    )
    above = session.execute(
        select(Contest, Unit.line)
        .join(Unit, Unit.id == Contest.unit_id)
        .where(Contest.level.in_(ABOVE), Contest.stage == Stage.ANNOUNCED, Contest.id.in_(joined))
    )
    for contest, line in above:
        day = day_in_vietnam(contest.announced_at) if contest.announced_at else None
        if day is not None and span[0] <= day <= span[1]:
            held.append(
                Record(
                    Kind.HERE,
                    contest.title,
                    f"/binh-chon/{contest.slug}",
                    line,
                    day,
                    day.year,
                    key=contest.id,
                    level=contest.level.value,
                )
            )
    return held


def _certified(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Products of the territory's makers that were certified; a revoked certificate is none."""
    revoked = {
        tuple(row)
        for row in session.execute(
            select(Certificate.product_id, Contest.level, Contest.year)
            .join(Contest, Contest.id == Certificate.contest_id)
            .where(Certificate.revoked_on.is_not(None))
        )
    }
    return [
        Record(
            kind=_kind(one.told),
            label=one.name,
            url=one.address,
            place="",
            day=one.day,
            year=one.day.year if one.day else one.year,
            detail=one.paper,
            key=one.product_id,
            level=one.level.value,
        )
        for one in counting.counts(session, [unit_id], *span).products
        if one.counts
        and not (one.told is Told.HERE and (one.product_id, one.level, one.year) in revoked)
    ]


def _first_days(span: Span) -> Subquery:
    """Fairs that began within the span, with their first day."""
    first = func.min(FairDay.day)
    return (
        select(FairDay.fair_id, first.label("day"))
        .group_by(FairDay.fair_id)
        .having(first.between(*span))
        .subquery()
    )


def _fairs(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Fairs of the territory that have begun, their plan published."""
    first = _first_days(span)
    rows = session.execute(
        select(Fair, first.c.day)
        .join(first, first.c.fair_id == Fair.id)
        .where(Fair.unit_id.in_(reached_from([unit_id])), Fair.status.in_(fair_rules.SHOWN))
    )
    return [
        Record(
            Kind.HERE, fair.name, f"/hoi-cho/{fair.slug}", fair.venue, day, day.year, key=fair.id
        )
        for fair, day in rows
    ]


def _at_fairs(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Makers of the territory who stood at a fair, wherever it was held: each time."""
    first = _first_days(span)
    rows = session.execute(
        select(Application.id, Fair, Establishment, Unit.line, first.c.day)
        .join(Fair, Fair.id == Application.fair_id)
        .join(first, first.c.fair_id == Fair.id)
        .join(Establishment, Establishment.id == Application.establishment_id)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(
            Application.status == ApplicationStatus.ALLOTTED,
            Fair.status.in_(fair_rules.SHOWN),
            Establishment.unit_id.in_(reached_from([unit_id])),
        )
    )
    return [
        Record(
            Kind.HERE,
            maker.name,
            f"/hoi-cho/{fair.slug}",
            line or "",
            day,
            day.year,
            detail=fair.name,
            key=(id_, fair.id, maker.id),
        )
        for id_, fair, maker, line, day in rows
    ]


def _fairs_joined(session: Session, unit_id: int, span: Span) -> list[Record]:
    return [
        replace(row, label=row.detail, detail=row.label, place="", key=row.key[1])
        for row in _at_fairs(session, unit_id, span)
        if isinstance(row.key, tuple)
    ]


def _exhibitors(session: Session, unit_id: int, span: Span) -> list[Record]:
    return [
        replace(row, key=row.key[2])
        for row in _at_fairs(session, unit_id, span)
        if isinstance(row.key, tuple)
    ]


def _trademarks(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Marks granted through a case of the territory, by the day on the paper."""
    rows = session.execute(
        select(SupportCase, Establishment.name, func.min(CaseStep.happened_on))
        .join(CaseStep, CaseStep.case_id == SupportCase.id)
        .join(Establishment, Establishment.id == SupportCase.establishment_id)
        .where(
            SupportCase.unit_id.in_(reached_from([unit_id])),
            CaseStep.stage == "granted",
            CaseStep.happened_on.between(*span),
        )
        .group_by(SupportCase.id, Establishment.name)
    )
    return [
        Record(
            Kind.HERE,
            case.mark_text,
            f"/dieu-hanh/nhan-hieu/{case.id}",
            "",
            day,
            day.year,
            detail=name,
            key=case.id,
        )
        for case, name, day in rows
    ]


def _supported(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Makers of the territory whose support was approved; by the day they asked."""
    rows = session.execute(
        select(SupportCase, Establishment, Unit.line)
        .join(Establishment, Establishment.id == SupportCase.establishment_id)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(
            SupportCase.unit_id.in_(reached_from([unit_id])),
            SupportCase.approved_dong.is_not(None),
        )
    )
    found = []
    for case, maker, line in rows:
        day = day_in_vietnam(case.opened_at)
        if span[0] <= day <= span[1]:
            found.append(
                Record(
                    Kind.HERE,
                    maker.name,
                    f"/dieu-hanh/nhan-hieu/{case.id}",
                    line or "",
                    day,
                    day.year,
                    detail=case.mark_text,
                    key=maker.id,
                )
            )
    return found


def _collaborators(session: Session, unit_id: int, span: Span) -> list[Record]:
    """Who is a collaborator in the territory on the last day; by the year of beginning."""
    last = end_of_day(span[1])
    rows = session.execute(
        select(Account.id, Account.name, Unit.line, RoleGrant.granted_at)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role == Role.COLLABORATOR,
            RoleGrant.unit_id.in_(reached_from([unit_id])),
            RoleGrant.granted_at <= last,
            or_(RoleGrant.ended_at.is_(None), RoleGrant.ended_at > last),
        )
    )
    found = []
    for id_, name, line, since in rows:
        day = day_in_vietnam(since)
        found.append(Record(Kind.HERE, name, "", line, day, max(day.year, span[0].year), key=id_))
    return found


GATHERERS: dict[Counted, Gatherer] = {
    Counted.CONTESTS: _contests,
    Counted.CERTIFIED: _certified,
    Counted.FAIRS: _fairs,
    Counted.FAIRS_JOINED: _fairs_joined,
    Counted.PARTICIPATIONS: _at_fairs,
    Counted.EXHIBITORS: _exhibitors,
    Counted.TRADEMARKS: _trademarks,
    Counted.SUPPORTED: _supported,
    Counted.COLLABORATORS: _collaborators,
}
