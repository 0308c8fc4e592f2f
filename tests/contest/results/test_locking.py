"""The lock with sheets missing: refused with names and the clause, or taken on by the chair."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.results import locking, queries, records
from core.audit import entries_about
from core.errors import Conflict, Invalid
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW

REASON = "Giám khảo ốm, có đơn xin nghỉ"


def with_gaps(session: Session, *, allowed: bool = True) -> Hall:
    """Two products; the third juror began one sheet and signed none, nobody scored the second."""
    hall = judging.hall(session, entries=2)
    if allowed:
        rules = {**hall.contest.rules, "missing_sheet": "average_present_with_reason"}
        hall.contest.rules = rules
    judging.sheets(session, hall, [[8000, 8001, None], [None, None, None]])
    judging.sheet(session, hall, hall.seats[2], hall.entries[0], 9000, signed=False)
    return hall


def names(hall: Hall) -> str:
    """What is missing of whom, as the refusal says it."""
    one, two = (entry.code for entry in hall.entries)
    first, second, third = (seat.person for seat in hall.seats)
    return f"{first}: {two}; {second}: {two}; {third}: {one}, {two}"


def test_edge_04_gaps_refuse_the_lock_and_say_who_lacks_what(session: Session) -> None:
    hall = with_gaps(session, allowed=False)
    after = hall.contest.judging_until + timedelta(minutes=1)
    told = {
        "count": 4,
        "who": names(hall),
        "source": "Thông tư không quy định; mặc định của phần mềm: không khóa khi còn thiếu phiếu",
    }
    desk = judging.desk(hall)
    for deed in (
        lambda: locking.lock(session, desk, hall.contest.id, after),
        lambda: locking.ask(session, desk, hall.contest.id, REASON, after),
    ):
        with pytest.raises(Conflict) as refusal:
            deed()
        assert (refusal.value.code, refusal.value.facts) == ("gaps_left", told)
    assert (hall.contest.stage, queries.standings(session, hall.contest.id)) == (
        Stage.JUDGING,
        [],
    )


def test_edge_04_the_chair_locks_with_a_reason_where_the_rules_allow(session: Session) -> None:
    hall = with_gaps(session)
    desk, chair = judging.desk(hall), judging.head_of_council(hall)
    id_, after = hall.contest.id, hall.contest.judging_until + timedelta(minutes=1)
    with pytest.raises(Conflict, match="gaps_before_deadline"):
        locking.ask(session, desk, id_, REASON, NOW)
    with pytest.raises(Invalid) as refusal:
        locking.ask(session, desk, id_, "ốm", after)
    assert refusal.value.fields == {"reason": ("reason_too_short", {"least": 10})}
    asked = locking.ask(session, desk, id_, REASON, after)
    with pytest.raises(Conflict, match="lock_asked"):
        locking.ask(session, desk, id_, REASON, after)
    with pytest.raises(Conflict, match="gaps_need_chair"):
        locking.lock(session, desk, id_, after)
    assert records.requests_waiting(session, [id_]) == {id_}

    record = locking.grant(session, chair, id_, asked.id, after)
    assert (record.gaps, record.reason, record.locked_by) == (4, REASON, hall.chair.id)
    assert (asked.granted, asked.answered_by, len(asked.gaps)) == (True, hall.chair.id, 4)
    found = [
        (s.total_points, s.divisor, s.sheets, s.missing, s.rank, s.eligible)
        for s in queries.standings(session, id_)
    ]
    # Nobody scored the second: it has no mean and no rank, and not 0 points.
    assert found == [(16001, 2, 2, 1, 1, True), (0, 0, 0, 3, None, False)]
    told = {one.action: one.detail for one in entries_about(session, f"contest:{id_}")}
    assert told["result.lock"] == {"gaps": 4, "reason": REASON}
    assert told["result.lock_asked"] == {"gaps": 4, "reason": REASON}
    with pytest.raises(Conflict, match="stage_moved"):
        locking.grant(session, chair, id_, asked.id, after)


def test_a_sheet_signed_meanwhile_counts_and_a_new_gap_is_asked_again(session: Session) -> None:
    hall = with_gaps(session)
    desk, chair = judging.desk(hall), judging.head_of_council(hall)
    id_, after = hall.contest.id, hall.contest.judging_until + timedelta(minutes=1)
    asked = locking.ask(session, desk, id_, REASON, after)
    late = judging.more_entry(session, hall, "Gốm vào sau")
    with pytest.raises(Conflict, match="gaps_grew"):
        locking.grant(session, chair, id_, asked.id, after)
    session.delete(late)
    judging.sheet(session, hall, hall.seats[0], hall.entries[1], 7000)
    assert locking.grant(session, chair, id_, asked.id, after).gaps == 3


def test_the_chair_declines_and_it_may_be_asked_again(session: Session) -> None:
    hall = with_gaps(session)
    desk, chair = judging.desk(hall), judging.head_of_council(hall)
    id_, after = hall.contest.id, hall.contest.judging_until + timedelta(minutes=1)
    asked = locking.ask(session, desk, id_, REASON, after)
    with pytest.raises(Invalid) as refusal:
        locking.decline(session, chair, id_, asked.id, "không", after)
    assert refusal.value.fields == {"answer": ("reason_too_short", {"least": 10})}
    locking.decline(session, chair, id_, asked.id, "Kéo dài giờ chấm thêm một ngày", after)
    with pytest.raises(Conflict, match="request_answered"):
        locking.grant(session, chair, id_, asked.id, after)
    again = locking.ask(session, desk, id_, REASON, after)
    assert [(one.id, one.granted) for one in records.requests(session, id_)] == [
        (again.id, None),
        (asked.id, False),
    ]
    assert hall.contest.stage is Stage.JUDGING


def test_without_gaps_nobody_is_asked(session: Session) -> None:
    hall = judging.hall(session, entries=1, jurors=1)
    judging.sheets(session, hall, [[7000]])
    with pytest.raises(Conflict, match="nothing_is_missing"):
        locking.ask(session, judging.desk(hall), hall.contest.id, REASON, NOW)
