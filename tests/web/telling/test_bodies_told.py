"""Ties that an entrant declared, and milestones that come near: who is told, once."""

from datetime import timedelta

from sqlalchemy.orm import Session

from contest.bodies import recusals
from contest.bodies.kinds import BodyKind, Position, RecusalSource, Settlement
from contest.contests.kinds import ContestLevel
from core.clock import day_in_vietnam
from core.identity import SYSTEM
from tests.build import contests, dossiers, people
from tests.build.people import NOW
from tests.web.telling import test_reminders, test_spread
from web.wiring import Wiring

TODAY = day_in_vietnam(NOW)


def test_a_declared_tie_is_told_to_the_desk_and_its_answer_to_the_entrant(
    wiring: Wiring, db: Session
) -> None:
    lan = dossiers.maker(db)
    where = lan.places
    contest = contests.contest(db, unit_id=where.province, level=ContestLevel.PROVINCE, year=2026)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    jury = contests.body(db, contest)
    team = contests.body(db, contest, BodyKind.SUPPORT_TEAM)
    head, juror, helper = (people.account(db, name) for name in ("Trưởng ban", "Mai", "Tổ"))
    contests.seat(db, jury, head, Position.JURY_HEAD)
    seat = contests.seat(db, jury, juror)
    contests.seat(db, team, helper, Position.SECRETARY)
    recusals.declare(db, SYSTEM, entry.id, seat.id, "Em vợ", NOW)
    title = "Khai báo giám khảo có liên quan: Mai"
    assert sorted(test_spread.told(wiring, db, NOW)) == sorted(
        [(head.id, title), (helper.id, title)]
    )
    source, answer = RecusalSource.DECLARED_BY_ENTRANT, Settlement.DISMISSED
    recusals.settle(db, SYSTEM, seat.id, entry.id, source, answer, "Đã xác minh", NOW)
    assert test_spread.told(wiring, db, NOW)[-1] == (
        lan.account.id,
        "Trả lời khai báo về giám khảo Mai",
    )


def test_a_milestone_that_comes_near_is_told_once(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    unit_id = lan.places.province
    contest = contests.contest(db, unit_id=unit_id, level=ContestLevel.PROVINCE, year=2026)
    helper = people.account(db, "Tổ giúp việc")
    team = contests.body(db, contest, BodyKind.SUPPORT_TEAM)
    contests.seat(db, team, helper, Position.SECRETARY)
    contests.milestone(db, contest, due_on=TODAY + timedelta(days=3))
    contests.milestone(db, contest, due_on=TODAY + timedelta(days=4))
    contests.milestone(db, contest, due_on=TODAY, done_on=TODAY)
    assert test_reminders.told(wiring, db, NOW) == [(helper.id, "milestone_near")]
    assert test_reminders.told(wiring, db, NOW) == []
