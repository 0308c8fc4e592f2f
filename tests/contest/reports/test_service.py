"""Yearly reports of holders: who owes one for which year, and what may be noted."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.lists import Scope
from contest.contests.kinds import Stage
from contest.reports import queries, service
from contest.reports.queries import ReportFilter
from core.audit import AuditEntry
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.listing import WHOLE
from tests.build import certificates, contests, register
from tests.build.people import NOW
from tests.build.places import places

WHO = Identity(1, "Thư ký (mô phỏng)")
Made = tuple[Scope, int]


@pytest.fixture
def made(session: Session) -> Made:
    """A maker with a certificate from March 2024 to the end of 2026, revoked on 1/6/2026."""
    where = places(session)
    contest = contests.contest(session, unit_id=where.province, stage=Stage.ANNOUNCED)
    maker = register.establishment(session, "HTX Gốm", unit_id=where.commune)
    entry = contests.entry(session, contest, register.product(session, maker), maker)
    certificates.certificate(
        session,
        entry,
        contest,
        issued_on=date(2024, 3, 1),
        valid_until=date(2027, 12, 31),
        revoked_on=date(2026, 6, 1),
    )
    return Scope(units=[where.province]), maker.id


@pytest.mark.parametrize(("year", "owed"), [(2023, 0), (2024, 1), (2025, 1), (2026, 1), (2027, 0)])
def test_a_report_is_owed_for_each_year_with_a_certificate_in_force(
    session: Session, made: Made, year: int, owed: int
) -> None:
    scope, _maker = made
    assert queries.missing(session, scope, year) == owed
    assert queries.missing(session, Scope(), year) == 0
    rows = queries.holders(session, scope, ReportFilter(year), WHOLE)
    assert [one.certificates for one in rows.rows] == [1] * owed


def test_received_once_and_on_record(session: Session, made: Made) -> None:
    scope, maker = made
    for _ in range(2):
        service.receive(session, WHO, maker, 2025, date(2026, 1, 15), "Công văn 3", NOW)
    assert queries.missing(session, scope, 2025) == 0
    row = queries.holders(session, scope, ReportFilter(2025, received=True), WHOLE).rows[0]
    assert row.report is not None
    assert (row.report.received_on, row.report.note) == (date(2026, 1, 15), "Công văn 3")
    noted = session.scalars(select(AuditEntry).where(AuditEntry.action == "report.received"))
    assert [one.subject for one in noted] == [f"establishment:{maker}"]
    with pytest.raises(Conflict, match="report_received_before"):
        service.receive(session, WHO, maker, 2025, date(2026, 1, 16), "", NOW)


@pytest.mark.parametrize(
    ("year", "day", "note", "code"),
    [
        (2025, date(2030, 1, 1), "", "report_in_future"),
        (2025, date(2024, 12, 31), "", "report_before_year"),
        (2025, date(2026, 1, 1), "x" * 501, "too_long"),
        (2023, date(2026, 1, 1), "", "report_not_owed"),
    ],
)
def test_what_cannot_be_noted(
    session: Session, made: Made, year: int, day: date, note: str, code: str
) -> None:
    with pytest.raises((Invalid, Conflict)) as refused:
        service.receive(session, WHO, made[1], year, day, note, NOW)
    found = refused.value
    assert code in str(found.facts if isinstance(found, Invalid) else found.code)
