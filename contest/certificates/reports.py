"""The yearly report of establishments that hold a certificate (TT 26/2014 Đ22.2): who owes one
for a year, and what the office received. The circular names no day: a year's report is owed once
the year is over."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.certificates.lists import Scope
from contest.certificates.model import Certificate, YearlyReport
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from core import audit, listing
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.model import Establishment
from core.territory.model import Unit
from core.territory.queries import in_place, reached_from

MOST_NOTE = 500
FIRST_YEAR = 2015
"""The circular is in force since October 2014."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What narrows the list of a year; what is not set does not narrow."""

    year: int
    q: str = ""
    unit_id: int | None = None
    received: bool | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A holder, how many certificates it held in the year, and its report, if there is one."""

    establishment: Establishment
    certificates: int
    report: YearlyReport | None


def _held(year: int) -> ColumnElement[bool]:
    """The certificates that were in force on some day of the year, announced ones."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return and_(
        Contest.stage == Stage.ANNOUNCED,
        Certificate.issued_on <= last,
        Certificate.valid_until >= first,
        or_(Certificate.revoked_on.is_(None), Certificate.revoked_on > first),
    )


def _owing(scope: Scope, asked: ReportFilter) -> list[ColumnElement[bool]]:
    held = (
        select(Certificate.establishment_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(_held(asked.year))
    )
    where = [
        Establishment.id.in_(held),
        Establishment.unit_id.in_(reached_from(scope.units)),
        *listing.words(Establishment.search_text, asked.q),
    ]
    if asked.unit_id is not None:
        where.append(Establishment.unit_id.in_(in_place(asked.unit_id)))
    if asked.received is not None:
        there = exists().where(
            YearlyReport.establishment_id == Establishment.id, YearlyReport.year == asked.year
        )
        where.append(there if asked.received else ~there)
    return where


def holders(
    session: Session, scope: Scope, asked: ReportFilter, window: Window
) -> Listed[ReportRow]:
    """Who owes a report for the year, in alphabetical order. Sorted by: name, place, received."""
    received = (
        select(YearlyReport.received_on)
        .where(YearlyReport.establishment_id == Establishment.id, YearlyReport.year == asked.year)
        .correlate(Establishment)
        .scalar_subquery()
    )
    ids = listing.cut(
        session,
        select(Establishment.id, Establishment.name)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(*_owing(scope, asked)),
        window,
        {
            "": (Establishment.sort_key, Establishment.id),
            "name": (Establishment.sort_key, Establishment.id),
            "place": (Unit.sort_key, Establishment.sort_key, Establishment.id),
            "received": (received, Establishment.sort_key, Establishment.id),
        },
        asked.q,
    )
    wanted = select(Establishment).options(joinedload(Establishment.unit))
    found = listing.load(session, wanted, Establishment.id, ids)
    numbers = listing.by_chunks(ids.rows, lambda some: _numbers(session, some, asked.year))
    reports = listing.by_chunks(ids.rows, lambda some: _reports(session, some, asked.year))
    return found.turned(lambda one: ReportRow(one, numbers.get(one.id, 0), reports.get(one.id)))


def missing(session: Session, scope: Scope, year: int) -> int:
    """How many holders have not reported for the year. One statement."""
    asked = ReportFilter(year, received=False)
    found = select(func.count(Establishment.id)).where(*_owing(scope, asked))
    return session.scalar(found) or 0


def _numbers(session: Session, ids: list[int], year: int) -> dict[int, int]:
    rows = session.execute(
        select(Certificate.establishment_id, func.count())
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(_held(year), Certificate.establishment_id.in_(ids))
        .group_by(Certificate.establishment_id)
    )
    return dict(rows.all())


def _reports(session: Session, ids: list[int], year: int) -> dict[int, YearlyReport]:
    rows = session.scalars(
        select(YearlyReport).where(
            YearlyReport.year == year, YearlyReport.establishment_id.in_(ids)
        )
    )
    return {one.establishment_id: one for one in rows}


def receive(
    session: Session,
    who: Identity,
    establishment_id: int,
    year: int,
    received_on: date,
    note: str,
    now: datetime,
) -> YearlyReport:
    """Note that the office received an establishment's report for a year; twice is once.

    Raises Invalid for a day in the future or before the year, a note too long; Conflict
    `report_not_owed` when it held no certificate in that year, `report_received_before` when
    another day is on record.
    """
    today = day_in_vietnam(now)
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if received_on > today:
        faults["received_on"] = "report_in_future"
    elif received_on < date(year, 1, 1):
        faults["received_on"] = ("report_before_year", {"year": year})
    if len(note) > MOST_NOTE:
        faults["note"] = ("too_long", {"most": MOST_NOTE})
    if faults:
        raise Invalid(faults)
    if not _numbers(session, [establishment_id], year):
        raise Conflict("report_not_owed", year=year)
    if there := _reports(session, [establishment_id], year).get(establishment_id):
        if there.received_on == received_on:
            return there
        raise Conflict("report_received_before", year=year, day=there.received_on)
    made = YearlyReport(
        establishment_id=establishment_id,
        year=year,
        received_on=received_on,
        note=note,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "report.received",
        f"establishment:{establishment_id}",
        year=year,
        received_on=received_on.isoformat(),
        note=note,
    )
    return made
