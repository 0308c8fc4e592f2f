"""A contest whose result is signed, and the papers of it, through the real services."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from contest.certificates import revoking, service
from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from core.identity import Identity
from core.registry.model import Establishment
from tests.build import certificates, contests, register
from tests.build.people import NOW
from tests.build.places import Places

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
SITE = "https://tinhhoa.example"
DAY = date(2026, 11, 5)


def recognised(
    session: Session,
    unit_id: int,
    names: Iterable[str] = ("Bình gốm đỏ",),
    *,
    level: ContestLevel = ContestLevel.PROVINCE,
    signed_on: date = date(2026, 11, 2),
    **facts: object,
) -> tuple[Contest, list[Entry]]:
    """A contest whose result the authority has signed, each product certified."""
    values = {"stage": Stage.RECOGNISED, "year": signed_on.year, **facts}
    contest = contests.contest(session, unit_id=unit_id, level=level, **values)  # type: ignore[arg-type]  # by name
    certificates.recognition(session, contest, signed_on=signed_on)
    maker = register.establishment(session, unit_id=unit_id)
    entries = []
    for rank, name in enumerate(names, start=1):
        entry = contests.entry(session, contest, register.product(session, maker, name), maker)
        certificates.standing(session, entry, rank=rank)
        entries.append(entry)
    return contest, entries


def issue(
    session: Session, contest: Contest, day: date = DAY, now: datetime = NOW
) -> list[Certificate]:
    return service.issue_all(session, DESK, contest.id, day, now, public_url=SITE)


def entry_maker(session: Session, entry: Entry) -> Establishment:
    found = session.get(Establishment, entry.establishment_id)
    assert found is not None
    return found


def proposed(session: Session, paper: Certificate, on: date) -> None:
    """The council asked the authority to revoke it."""
    why = "Cơ sở vi phạm cam kết trong hồ sơ"
    revoking.propose(session, DESK, paper.id, "05/TTr-HĐBC", on, why, NOW)


def announced(session: Session, where: Places) -> tuple[Contest, Certificate]:
    contest, _ = recognised(session, where.province)
    [one] = issue(session, contest)
    contest.stage = Stage.ANNOUNCED
    session.flush()
    return contest, one
