"""What is near: told once for each deadline and distance, and not before."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from contest.reports.model import YearlyReport
from core.clock import day_in_vietnam
from core.notices.model import Notice
from fairs.support.model import CaseStep
from tests.build import aftermath, certificates, contests, dossiers, judging, market, people
from tests.build.people import NOW
from tests.build.places import places
from tests.build.round import round_
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
    found = told(wiring, db, NOW + 65 * DAY)
    assert [one for one in found if one[1] != "report_due"] == [
        (lan.account.id, "certificate_expiring")
    ]
    paper.valid_until, paper.revoked_on = today + timedelta(days=70), today
    assert told(wiring, db, NOW + 60 * DAY) == []


def test_edge_54_who_has_not_reported_last_year_is_reminded_three_times(
    wiring: Wiring, db: Session
) -> None:
    lan = dossiers.maker(db)
    contest = contests.contest(db, unit_id=lan.places.commune, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    certificates.certificate(db, entry, contest, issued_on=date(2026, 3, 1))

    def at(month: int, day: int) -> list[tuple[int, str]]:
        return told(wiring, db, datetime(2027, month, day, 1, tzinfo=UTC))

    due = [(lan.account.id, "report_due")]
    assert [at(1, 4), at(1, 5), at(1, 6)] == [[], due, []]
    assert [at(2, 5), at(2, 20), at(3, 31)] == [due, [], due]
    assert at(4, 1) == []
    [first, *_] = db.scalars(select(Notice).order_by(Notice.id)).all()
    assert first.address == f"/ho-so/co-so/{lan.establishment.id}/bao-cao-nam/2026"
    db.add(
        YearlyReport(
            establishment_id=lan.establishment.id,
            year=2027,
            received_on=date(2028, 1, 4),
            recorded_at=NOW,
            recorded_by=0,
        )
    )
    assert told(wiring, db, datetime(2028, 1, 5, 1, tzinfo=UTC)) == []


def test_a_complaint_whose_answer_is_due(wiring: Wiring, db: Session) -> None:
    where = places(db)
    at = round_(db, where.province, where.commune)
    made = aftermath.complaint(db, at.entries["Lọ gốm"])
    chair = at.chair.id
    assert told(wiring, db, made.due_at - 3 * DAY) == []
    assert told(wiring, db, made.due_at - 2 * DAY) == [(chair, "complaint_near")]
    assert told(wiring, db, made.due_at - HOUR) == []
    assert told(wiring, db, made.due_at) == [(chair, "complaint_overdue")]
    made = db.merge(made)
    made.settled_at = made.due_at
    assert told(wiring, db, made.due_at + DAY) == []


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
