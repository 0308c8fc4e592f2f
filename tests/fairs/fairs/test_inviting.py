"""Asking winners to a fair: once, while it receives, with a certificate that holds."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.errors import Conflict
from core.identity import Identity
from fairs.fairs import inviting
from fairs.fairs.kinds import FairStatus
from fairs.fairs.rules import WinningCertificate
from tests.build import market, register
from tests.build.people import NOW
from tests.build.places import places

WHO = Identity(1, "Ban tổ chức (mô phỏng)")
GOOD = WinningCertificate(number="1/2026", level="province", year=2026, in_force=True)
LAPSED = WinningCertificate(number="1/2020", level="province", year=2020, in_force=False)


def test_a_winner_is_asked_once_and_on_record(session: Session) -> None:
    where = places(session)
    fair = market.fair(session, unit_id=where.province)
    maker = register.establishment(session, unit_id=where.commune)
    made = inviting.invite(session, WHO, fair.id, maker.id, GOOD, NOW)
    assert (made.fair_id, made.establishment_id, made.invited_by) == (fair.id, maker.id, 1)
    noted = session.scalars(select(AuditEntry).where(AuditEntry.action == "fair.invite")).one()
    assert (noted.subject, noted.detail) == (f"fair:{fair.id}", {"establishment": maker.id})
    with pytest.raises(Conflict, match="fair_invited_already"):
        inviting.invite(session, WHO, fair.id, maker.id, GOOD, NOW)


@pytest.mark.parametrize(
    ("status", "days", "winner", "code"),
    [
        (FairStatus.OPEN, 5, None, "winning_certificate_missing"),
        (FairStatus.OPEN, 5, LAPSED, "winning_certificate_not_in_force"),
        (FairStatus.OPEN, -1, GOOD, "applications_closed"),
        (FairStatus.DRAFT, 5, GOOD, "applications_not_open"),
        (FairStatus.ALLOTTING, 5, GOOD, "applications_closed"),
        (FairStatus.CANCELLED, 5, GOOD, "fair_cancelled"),
    ],
)
def test_who_is_not_asked(
    session: Session,
    status: FairStatus,
    days: int,
    winner: WinningCertificate | None,
    code: str,
) -> None:
    where = places(session)
    fair = market.fair(
        session, unit_id=where.province, status=status, apply_until=NOW + timedelta(days=days)
    )
    maker = register.establishment(session, unit_id=where.commune)
    with pytest.raises(Conflict, match=code):
        inviting.invite(session, WHO, fair.id, maker.id, winner, NOW)
