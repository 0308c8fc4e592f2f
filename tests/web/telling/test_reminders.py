"""What is near: told once for each deadline and distance, and not before."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from core.clock import day_in_vietnam
from core.notices.model import Notice
from fairs.support.model import CaseStep
from tests.build import certificates, contests, dossiers, judging, market, people
from tests.build.people import NOW
from web import routines
from web.handlers import remind
from web.telling import reminders
from web.wiring import Wiring
from web.worker import run_all

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def told(wiring: Wiring, db: Session, now: datetime) -> list[tuple[int, str]]:
    """(account, code) of what the reminders of that moment add."""
    db.commit()
    before = {one.id for one in db.scalars(select(Notice))}
    db.rollback()
    for _time in range(2):  # a second run of the same day tells nothing
        record = remind(wiring, day="2026-11-22")
        with wiring.writes() as session, session.begin():
            record(session, now)
    rows = db.scalars(select(Notice).order_by(Notice.id))
    return [(one.account_id, one.code) for one in rows if one.id not in before]


def test_a_supplement_and_a_draft(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    ba = dossiers.maker(db, lan.places, "Chiếu hoa")
    contest = contests.contest(
        db,
        unit_id=lan.places.commune,
        stage=Stage.OPEN,
        entries_open_at=NOW - DAY,
        entries_close_at=NOW + 10 * DAY,
    )
    until = NOW + 4 * DAY
    status = EntryStatus.SUPPLEMENT
    contests.entry(db, contest, lan.product, lan.establishment, status, answer_by=until)
    dossiers.written(db, ba, contest)
    assert told(wiring, db, NOW) == []
    assert told(wiring, db, NOW + 3 * DAY) == [
        (lan.account.id, "supplement_near"),
        (ba.account.id, "closing_near"),
    ]
    assert told(wiring, db, NOW + 3 * DAY + HOUR) == []
    assert told(wiring, db, NOW + 9 * DAY + HOUR) == [(ba.account.id, "closing_near")]
    assert told(wiring, db, NOW + 11 * DAY) == []


def test_sheets_that_are_not_signed(wiring: Wiring, db: Session) -> None:
    hall = judging.hall(db, entries=2, jurors=2)
    judging.sheet(db, hall, hall.seats[0], hall.entries[0], 8000)
    judging.sheet(db, hall, hall.seats[0], hall.entries[1], 8000)
    judging.sheet(db, hall, hall.seats[1], hall.entries[0], 8000, signed=False)
    end = hall.contest.judging_until
    assert told(wiring, db, end - 2 * DAY) == []
    assert told(wiring, db, end - HOUR) == [(hall.jurors[1].id, "sheets_near")]
    [notice] = db.scalars(select(Notice))
    assert notice.facts["number"] == 2


def test_certificates_that_end_soon(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    today = day_in_vietnam(NOW)
    contest = contests.contest(db, unit_id=lan.places.commune, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    paper = certificates.certificate(db, entry, contest, valid_until=today + timedelta(days=95))
    assert told(wiring, db, NOW) == []
    assert told(wiring, db, NOW + 5 * DAY) == [(lan.account.id, "certificate_expiring")]
    assert told(wiring, db, NOW + 6 * DAY) == []
    assert told(wiring, db, NOW + 65 * DAY) == [(lan.account.id, "certificate_expiring")]
    paper.valid_until, paper.revoked_on = today + timedelta(days=70), today
    assert told(wiring, db, NOW + 60 * DAY) == []


def test_a_case_whose_term_ends(wiring: Wiring, db: Session) -> None:
    lan, officer = dossiers.maker(db), people.account(db, "Cán bộ")
    case = market.case(db, lan.establishment, lan.product, unit_id=lan.places.province)
    for due in (NOW.date() + DAY, NOW.date() + 12 * DAY):
        db.add(
            CaseStep(
                case_id=case.id,
                stage="filed",
                happened_on=date(2026, 11, 1),
                due_on=due,
                recorded_at=NOW,
                recorded_by=officer.id,
            )
        )
        db.flush()
    assert told(wiring, db, NOW) == []  # of an earlier step
    found = told(wiring, db, NOW + 6 * DAY)
    assert found == [(lan.account.id, "case_deadline"), (officer.id, "case_deadline")]
    addresses = [one.address for one in db.scalars(select(Notice).order_by(Notice.id))]
    assert addresses == [f"/ho-so/nhan-hieu/{case.id}", f"/dieu-hanh/nhan-hieu/{case.id}"]


def test_the_routines_of_a_day_run_once(wiring: Wiring, db: Session) -> None:
    night, morning = (datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (0, 3))
    early = night - timedelta(hours=6)  # 1 o'clock in Vietnam
    runs = []
    for at in (early, night - 2 * HOUR, night, morning):
        routines.queue_due(wiring, at, set())
        runs.append(run_all(wiring, at))
    assert runs == [0, 1, 1, 0]
    assert list(reminders.due(db, morning)) == []
