"""Yearly reports of holders: who owes one for which year, and what may be noted."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.lists import Scope
from contest.contests.kinds import Stage
from contest.reports import queries, service
from contest.reports.queries import ReportFilter
from contest.reports.rules import Statement, faults
from core.audit import AuditEntry
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.listing import WHOLE
from core.rights import Grant, Role
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


SAID = Statement(
    revenue_dong=2_500_000_000,
    export_dong=None,
    workers=18,
    support_dong=35_000_000,
    support="Đăng ký nhãn hiệu, khuyến công địa phương",
    market="Trong tỉnh và thành phố lân cận",
    note="",
)


def test_edge_54_a_holder_files_its_report_and_is_no_longer_missing(
    session: Session, made: Made
) -> None:
    scope, maker = made
    assert queries.behind(session, 2025) == {maker: 1}
    assert queries.behind(session, 2023) == {}
    owner = Identity(5, "Chủ cơ sở", (Grant(Role.PRODUCER, establishment_id=maker),))
    first = service.file(session, owner, maker, 2025, SAID, NOW)
    assert (first.version, first.on_behalf, first.export_dong) == (1, False, None)
    assert queries.missing(session, scope, 2025) == 0
    assert queries.behind(session, 2025) == {}
    again = service.file(session, WHO, maker, 2025, SAID, NOW)
    assert again is first, "the same words change nothing"
    second = service.file(session, WHO, maker, 2025, replace(SAID, workers=19), NOW)
    assert (second.version, second.on_behalf, second.report_id) == (2, True, first.report_id)
    assert [one.workers for one in queries.statements(session, first.report_id)] == [19, 18]
    [row] = queries.holders(session, scope, ReportFilter(2025), WHOLE).rows
    assert row.statement is second


def test_a_report_on_paper_can_be_followed_by_one_filed_here(session: Session, made: Made) -> None:
    _scope, maker = made
    kept = service.receive(session, WHO, maker, 2025, date(2026, 1, 15), "Công văn 3", NOW)
    filed = service.file(session, WHO, maker, 2025, SAID, NOW)
    assert filed.report_id == kept.id
    assert (kept.received_on, kept.note) == (date(2026, 1, 15), "Công văn 3")


@pytest.mark.parametrize(("year", "code"), [(2026, "report_year_not_over"), (2023, "not_owed")])
def test_only_a_year_that_is_over_and_owed(
    session: Session, made: Made, year: int, code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        service.file(session, WHO, made[1], year, SAID, NOW)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (replace(SAID, revenue_dong=-1), {"revenue_dong": "report_amount"}),
        (replace(SAID, revenue_dong=10**16), {"revenue_dong": "report_amount"}),
        (replace(SAID, export_dong=0), {}),
        (
            replace(SAID, export_dong=SAID.revenue_dong + 1),
            {"export_dong": "report_export_above_revenue"},
        ),
        (replace(SAID, workers=-1), {"workers": "report_workers"}),
        (replace(SAID, support=""), {"support": "report_support_unsaid"}),
        (replace(SAID, support="", support_dong=0), {}),
        (replace(SAID, market="x" * 4001), {"market": ("too_long", {"most": 4000})}),
    ],
)
def test_what_a_report_must_say(said: Statement, fault: dict[str, object]) -> None:
    assert faults(said) == fault


def test_the_years_of_a_holder_the_latest_first(session: Session, made: Made) -> None:
    service.file(session, WHO, made[1], 2024, SAID, NOW)
    assert [
        (one.year, one.certificates, one.report is not None)
        for one in queries.years_of(session, made[1], 2025)
    ] == [(2025, 1, False), (2024, 1, True)]
