"""Ties found, declared, answered and recorded, on a real database."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contest.bodies import clauses, queries, recusals, service
from contest.bodies.kinds import BodyKind, RecusalSource, Settlement, Tie
from contest.bodies.model import Recusal, Seat
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from core.accounts.model import Account
from core.audit import entries_about
from core.errors import Conflict, Invalid, NotFound
from core.identity import SYSTEM, Identity
from core.registry.model import Establishment
from tests.build import contests as build
from tests.build import people, register
from tests.build.people import NOW
from tests.build.places import places

FOUND, ENTRANT = RecusalSource.FOUND, RecusalSource.DECLARED_BY_ENTRANT
CONFIRMED, DISMISSED = Settlement


@dataclass(frozen=True, slots=True)
class Bench:
    """A jury of one account, and an entry of a maker."""

    contest: Contest
    juror: Account
    seat: Seat
    entry: Entry


def bench(session: Session, *, own: bool = False, **maker: Any) -> Bench:
    contest = build.contest(session, unit_id=places(session).province, level=ContestLevel.PROVINCE)
    juror = people.account(session, "Giám khảo Ba (mô phỏng)", phone="0912345678")
    holder = juror if own else people.account(session, "Chủ (mô phỏng)")
    made = register.establishment(session, unit_id=contest.unit_id, holder=holder, **maker)
    entry = build.entry(session, contest, register.product(session, made), made)
    return Bench(contest, juror, build.seat(session, build.body(session, contest), juror), entry)


def test_a_find_waits_and_is_confirmed_with_a_reason(session: Session) -> None:
    one = bench(session, phone="0912 345 678")
    (waits,) = recusals.pending(session, one.contest.id)
    assert (waits.source, waits.ties, waits.own_firm) == (
        FOUND,
        ((Tie.SAME_PHONE, "…678"),),
        False,
    )
    press = (session, SYSTEM, one.seat.id, one.entry.id)
    with pytest.raises(Invalid) as refusal:
        recusals.settle(*press, FOUND, CONFIRMED, "", NOW)
    assert refusal.value.fields == {"why": "missing"}
    claim = recusals.settle(*press, FOUND, CONFIRMED, "Đúng là một người", NOW)
    assert recusals.settle(*press, FOUND, CONFIRMED, "Lần nữa", NOW) is claim
    assert (claim.ties, claim.settled_why) == ([["same_phone", "…678"]], "Đúng là một người")
    (made,) = queries.recusals(session, one.contest.id)
    assert (made.source, made.reason) == (FOUND, "Đúng là một người")
    assert recusals.pending(session, one.contest.id) == []
    assert recusals.scorers_left(session, one.contest.id) == {one.entry.id: 0}
    actions = [note.action for note in entries_about(session, f"entry:{one.entry.id}")]
    assert actions == ["recusal.record", "recusal.confirmed"]
    with pytest.raises(NotFound, match="claim_missing"):
        recusals.settle(*press, FOUND, DISMISSED, "Nhầm", NOW)


def test_a_find_that_was_dismissed_comes_back_only_with_something_new(session: Session) -> None:
    one = bench(session, phone="0912345678")
    recusals.settle(
        session, SYSTEM, one.seat.id, one.entry.id, FOUND, DISMISSED, "Số của tổng đài", NOW
    )
    assert recusals.pending(session, one.contest.id) == []
    (dismissed,) = recusals.answered(session, one.contest.id)
    assert dismissed.settled_why == "Số của tổng đài"
    one.seat.account = None
    service.keep_profile(
        session,
        SYSTEM,
        one.seat.id,
        workplace="",
        tax_number="1500999888",
        phone="0912345678",
        address="",
        now=NOW,
    )
    assert recusals.pending(session, one.contest.id) == []
    made = session.get_one(Establishment, one.entry.establishment_id)
    made.tax_number = "1500999888001"
    session.flush()
    (again,) = recusals.pending(session, one.contest.id)
    assert [tie for tie, _ in again.ties] == [Tie.SAME_TAX_NUMBER, Tie.SAME_PHONE]


def test_edge_08_a_jurors_own_firm_cannot_be_dismissed_and_is_recorded_by_itself(
    session: Session,
) -> None:
    one = bench(session, own=True)
    (waits,) = recusals.pending(session, one.contest.id)
    assert (waits.ties[0][0], waits.own_firm) == (Tie.OWN_FIRM, True)
    with pytest.raises(Conflict) as refusal:
        recusals.settle(
            session, SYSTEM, one.seat.id, one.entry.id, FOUND, DISMISSED, "Không sao", NOW
        )
    assert refusal.value.code == "own_firm_stands"
    assert refusal.value.facts["clause"] == clauses.of_own_firm()
    assert "Đ16.2" in str(refusal.value.facts["article"])
    (made,) = recusals.record_own_firms(session, SYSTEM, one.contest.id, NOW)
    assert (made.source, made.reason) == (FOUND, clauses.of_own_firm())
    assert recusals.record_own_firms(session, SYSTEM, one.contest.id, NOW) == []


def test_an_entrant_declares_before_judging_and_reads_the_answer(session: Session) -> None:
    one = bench(session)
    press = (session, SYSTEM, one.entry.id, one.seat.id)
    with pytest.raises(Invalid) as refusal:
        recusals.declare(*press, "", NOW)
    assert refusal.value.fields == {"reason": "missing"}
    claim = recusals.declare(*press, "Em vợ", NOW)
    assert recusals.declare(*press, "Lần nữa", NOW) is claim
    (waits,) = recusals.pending(session, one.contest.id)
    assert (waits.source, waits.reason, waits.raised_at) == (ENTRANT, "Em vợ", NOW)
    assert recusals.waiting(session, [one.contest.id]) == {one.contest.id: 1}
    himself = Identity(one.juror.id, one.juror.name, ())
    answer = (one.seat.id, one.entry.id, ENTRANT)
    with pytest.raises(Conflict, match="own_case"):
        recusals.settle(session, himself, *answer, DISMISSED, "Tôi không quen", NOW)
    recusals.settle(session, SYSTEM, *answer, DISMISSED, "Đã xác minh", NOW)
    (told,) = recusals.declared_about(session, one.entry.id)
    assert (told.settled, told.settled_why) == (DISMISSED, "Đã xác minh")
    assert recusals.waiting(session, [one.contest.id]) == {}
    one.contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="declared_too_late"):
        recusals.declare(*press, "Muộn", NOW)


def test_a_recusal_is_recorded_once(session: Session) -> None:
    one = bench(session, own=True)
    where = one.contest.unit_id

    def press(reason: str = "Người nhà") -> Recusal:
        source = RecusalSource.ADDED_BY_SECRETARY
        return recusals.recuse(session, SYSTEM, one.seat.id, one.entry.id, source, reason, NOW)

    with pytest.raises(Invalid) as refusal:
        press("")
    assert refusal.value.fields == {"reason": "missing"}
    made = press()
    assert press("Khác") is made
    assert [found.reason for found in queries.recusals(session, one.contest.id)] == ["Người nhà"]
    assert queries.counts(session, one.contest.id).recusals == 1
    maker = register.establishment(session, unit_id=where)
    elsewhere = build.contest(session, unit_id=where)
    other = build.entry(session, elsewhere, register.product(session, maker), maker)
    body = build.body(session, one.contest, BodyKind.COUNCIL)
    council = build.seat(session, body, one.juror)
    wrong = ((one.seat.id, other.id), (council.id, one.entry.id), (one.seat.id, 99_999))
    for seat_id, entry_id in wrong:
        with pytest.raises(NotFound, match="entry_not_of_contest"):
            recusals.recuse(session, SYSTEM, seat_id, entry_id, FOUND, "Người nhà", NOW)
    one.contest.stage = Stage.LOCKED
    late = build.entry(session, one.contest, register.product(session, maker), maker)
    with pytest.raises(Conflict, match="sheets_are_final"):
        recusals.recuse(session, SYSTEM, one.seat.id, late.id, FOUND, "Muộn", NOW)
