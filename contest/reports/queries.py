"""Reads of yearly reports: who owes one for a year, who has reported, and what was said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from contest.certificates.lists import Scope
from contest.certificates.model import Certificate
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.reports.model import YearlyReport, YearlyStatement
from core import listing
from core.listing import Listed, Window
from core.registry.model import Establishment
from core.territory.model import Unit
from core.territory.queries import in_place, reached_from

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
    """A holder, how many certificates it held in the year, its report, if there is one, and the
    newest statement of it, if it was filed here."""

    establishment: Establishment
    certificates: int
    report: YearlyReport | None
    statement: YearlyStatement | None = None


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
    numbers = listing.by_chunks(ids.rows, lambda some: held_in(session, some, asked.year))
    reports = listing.by_chunks(ids.rows, lambda some: reports_for(session, some, asked.year))
    said = listing.by_chunks(
        [one.id for one in reports.values()], lambda some: newest(session, some)
    )

    def row(one: Establishment) -> ReportRow:
        report = reports.get(one.id)
        return ReportRow(
            one, numbers.get(one.id, 0), report, said.get(report.id) if report else None
        )

    return found.turned(row)


def missing(session: Session, scope: Scope, year: int) -> int:
    """How many holders have not reported for the year. One statement."""
    asked = ReportFilter(year, received=False)
    found = select(func.count(Establishment.id)).where(*_owing(scope, asked))
    return session.scalar(found) or 0


def held_in(session: Session, ids: Collection[int], year: int) -> dict[int, int]:
    """Establishment → how many of its announced certificates were in force in the year."""
    rows = session.execute(
        select(Certificate.establishment_id, func.count())
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(_held(year), Certificate.establishment_id.in_(ids))
        .group_by(Certificate.establishment_id)
    )
    return dict(rows.all())


def reports_for(session: Session, ids: Collection[int], year: int) -> dict[int, YearlyReport]:
    """Establishment → its report for the year; who has none is left out."""
    rows = session.scalars(
        select(YearlyReport).where(
            YearlyReport.year == year, YearlyReport.establishment_id.in_(ids)
        )
    )
    return {one.establishment_id: one for one in rows}


def newest(session: Session, report_ids: Collection[int]) -> dict[int, YearlyStatement]:
    """Report → its newest statement; reports that came on paper have none."""
    later = aliased(YearlyStatement)
    rows = session.scalars(
        select(YearlyStatement).where(
            YearlyStatement.report_id.in_(report_ids),
            ~exists().where(
                later.report_id == YearlyStatement.report_id,
                later.version > YearlyStatement.version,
            ),
        )
    )
    return {one.report_id: one for one in rows}


def statements(session: Session, report_id: int) -> list[YearlyStatement]:
    """Every statement of one report, the newest first."""
    return list(
        session.scalars(
            select(YearlyStatement)
            .where(YearlyStatement.report_id == report_id)
            .order_by(YearlyStatement.version.desc())
        )
    )


@dataclass(frozen=True, slots=True)
class Year:
    """One year of one establishment: how many certificates it held, and its report."""

    year: int
    certificates: int
    report: YearlyReport | None


def years_of(session: Session, establishment_id: int, last_year: int) -> list[Year]:
    """The years up to that one for which this establishment owes a report, the latest first."""
    spans = session.execute(
        select(Certificate.issued_on, Certificate.valid_until, Certificate.revoked_on)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED, Certificate.establishment_id == establishment_id)
    ).all()
    there = {
        one.year: one
        for one in session.scalars(
            select(YearlyReport).where(YearlyReport.establishment_id == establishment_id)
        )
    }
    found = []
    for year in range(last_year, FIRST_YEAR - 1, -1):
        held = sum(
            1
            for issued, until, revoked in spans
            if issued <= date(year, 12, 31)
            and until >= date(year, 1, 1)
            and (revoked is None or revoked > date(year, 1, 1))
        )
        if held:
            found.append(Year(year, held, there.get(year)))
    return found


def behind(session: Session, year: int) -> dict[int, int]:
    """Every establishment that has not reported for the year → how many certificates it held."""
    rows = session.execute(
        select(Certificate.establishment_id, func.count())
        .join(Contest, Contest.id == Certificate.contest_id)
        .join(Establishment, Establishment.id == Certificate.establishment_id)
        .where(
            _held(year),
            Establishment.merged_into_id.is_(None),
            ~exists().where(
                YearlyReport.establishment_id == Certificate.establishment_id,
                YearlyReport.year == year,
            ),
        )
        .group_by(Certificate.establishment_id)
        .order_by(Certificate.establishment_id)
    )
    return dict(rows.all())
