"""A yearly report comes in: filed here by the maker's side, or noted by the desk from paper."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.reports import queries, rules
from contest.reports.model import YearlyReport, YearlyStatement
from contest.reports.rules import Statement
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.model import Establishment

FILED = "report.filed"


def file(
    session: Session,
    who: Identity,
    establishment_id: int,
    year: int,
    said: Statement,
    now: datetime,
) -> YearlyStatement:
    """File the year's report; once more is a correction, kept beside the older ones. The same
    words and figures again change nothing.

    The caller has checked that `who` may act for the establishment. Raises Conflict
    `report_year_not_over` | `report_not_owed`, Invalid as `rules.faults` says.
    """
    _hold(session, establishment_id)
    if year >= day_in_vietnam(now).year:
        raise Conflict("report_year_not_over", year=year)
    if not queries.held_in(session, [establishment_id], year):
        raise Conflict("report_not_owed", year=year)
    if faults := rules.faults(said):
        raise Invalid(faults)
    report = queries.reports_for(session, [establishment_id], year).get(establishment_id)
    if report is None:
        report = YearlyReport(
            establishment_id=establishment_id,
            year=year,
            received_on=day_in_vietnam(now),
            recorded_at=now,
            recorded_by=who.account_id,
        )
        session.add(report)
        session.flush()
    before = queries.newest(session, [report.id]).get(report.id)
    if before is not None and _words(before) == said:
        return before
    made = YearlyStatement(
        report_id=report.id,
        version=before.version + 1 if before else 1,
        revenue_dong=said.revenue_dong,
        export_dong=said.export_dong,
        workers=said.workers,
        support_dong=said.support_dong,
        support=said.support,
        market=said.market,
        note=said.note,
        on_behalf=establishment_id not in who.establishments(),
        filed_at=now,
        filed_by=who.account_id,
        filed_by_name=who.name,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        FILED,
        f"establishment:{establishment_id}",
        year=year,
        version=made.version,
    )
    return made


def _words(made: YearlyStatement) -> Statement:
    return Statement(
        made.revenue_dong,
        made.export_dong,
        made.workers,
        made.support_dong,
        made.support,
        made.market,
        made.note,
    )


def _hold(session: Session, establishment_id: int) -> None:
    held = session.scalar(
        select(Establishment.id).where(Establishment.id == establishment_id).with_for_update()
    )
    if held is None:
        raise NotFound("not_found")


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
    if len(note) > rules.MOST_NOTE:
        faults["note"] = ("too_long", {"most": rules.MOST_NOTE})
    if faults:
        raise Invalid(faults)
    if not queries.held_in(session, [establishment_id], year):
        raise Conflict("report_not_owed", year=year)
    if there := queries.reports_for(session, [establishment_id], year).get(establishment_id):
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
