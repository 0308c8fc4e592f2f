"""Who hears of a complaint, of its answer, and of a result that was corrected."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.complaints import service
from contest.complaints.kinds import Outcome
from contest.complaints.rules import Answer
from contest.results import locking
from contest.results.rules import CouncilChoice
from contest.versions import service as versions
from contest.versions.rules import Amendment, Correction
from core.notices.model import Notice
from core.registry.kinds import ProductGroup
from tests.build import judging
from tests.build.people import NOW
from tests.build.places import places
from tests.build.round import round_
from web.telling.spread import spread
from web.wiring import Wiring

GROUNDS = "Giám khảo thứ ba chấm nhầm phiếu của sản phẩm khác."
LATER = NOW + timedelta(days=3)


def told(wiring: Wiring, db: Session) -> list[tuple[int, str, str]]:
    """(account, code, address) of every notice so far."""
    db.commit()
    spread(wiring, LATER)
    rows = db.scalars(select(Notice).order_by(Notice.id)).all()
    found = sorted((one.account_id, one.code, one.address) for one in rows)
    db.rollback()
    return found


def test_a_complaint_is_told_to_both_sides_and_so_is_its_answer(
    wiring: Wiring, db: Session
) -> None:
    where = places(db)
    at = round_(db, where.province, where.commune)
    made = service.file(db, at.maker(), at.entries["Lọ gốm"].id, GROUNDS, "", NOW)
    own, desk = f"/ho-so/khieu-nai/{made.id}", f"/dieu-hanh/khieu-nai/{made.id}"
    holder, chair, who = at.holder.id, at.chair.id, at.who()
    members = {chair + n for n in range(7)}
    first = told(wiring, db)
    assert (holder, "complaint_filed", own) in first
    assert {one[0] for one in first if one[1:] == ("complaint_waits", desk)} == members
    answer = Answer(date(2026, 11, 24), "07/BB", "Hội đồng đã xem lại toàn bộ phiếu chấm.")
    service.settle(db, who, made.id, Outcome.REJECTED, answer, LATER)
    assert set(told(wiring, db)) - set(first) == {(holder, "complaint_settled", own)}


def test_a_corrected_result_is_told_to_whom_it_touches(wiring: Wiring, db: Session) -> None:
    where = places(db)
    at = round_(db, where.province, where.commune)
    choice = CouncilChoice(
        met_on=date(2026, 11, 24),
        present=7,
        votes_for=7,
        votes_against=0,
        quotas={ProductGroup.HANDICRAFT: 2},
        certified=frozenset(at.entries[name].id for name in ("Bình gốm", "Lọ gốm")),
        minutes_number="07/BB",
        note="Phiếu thứ ba không được tính.",
    )
    aside = frozenset({(at.entries["Lọ gốm"].id, at.seats[2].id)})
    amendment = Amendment("1300/QĐ-UBND", date(2026, 11, 25))
    versions.reopen(db, at.who(), at.contest.id, Correction(choice, aside, amendment), LATER)
    page = f"/binh-chon/{at.contest.slug}/ket-qua"
    holder = at.holder.id
    assert told(wiring, db) == [
        (holder, "result_added", page),
        (holder, "result_taken", page),
    ]


def test_the_chair_is_asked_for_a_lock_with_gaps_and_the_desk_is_answered(
    wiring: Wiring, db: Session
) -> None:
    hall = judging.hall(db, entries=1, jurors=1)
    hall.contest.rules = {**hall.contest.rules, "missing_sheet": "average_present_with_reason"}
    hall.contest.judging_until = NOW - timedelta(hours=1)
    desk, chair = judging.desk(hall), judging.head_of_council(hall)
    page = f"/dieu-hanh/binh-chon/{hall.contest.slug}/theo-doi"
    asked = locking.ask(db, desk, hall.contest.id, "Giám khảo ốm, có đơn xin nghỉ", NOW)
    assert told(wiring, db) == [(hall.chair.id, "lock_waits", page)]
    locking.decline(db, chair, hall.contest.id, asked.id, "Kéo dài giờ chấm một ngày", NOW)
    assert set(told(wiring, db)) == {
        (hall.chair.id, "lock_waits", page),
        (hall.secretary.id, "lock_declined", page),
    }
