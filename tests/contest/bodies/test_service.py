"""Founding, appointing, replacing and recusing, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.bodies import queries, service
from contest.bodies.kinds import BodyKind, Position, SeatAct
from contest.bodies.model import Body, Seat
from contest.bodies.rules import ChangeDecision
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core.audit import entries_about
from core.db import sessions
from core.errors import Conflict, Invalid, NotFound
from core.identity import SYSTEM
from core.rights import Grant, Role
from tests.build import contests as build
from tests.build import people
from tests.build.people import NOW
from tests.build.places import places

TODAY = NOW.date()
P = Position


@pytest.fixture
def contest(session: Session) -> Contest:
    return build.contest(session, unit_id=places(session).province, level=ContestLevel.PROVINCE)


CHANGE = ChangeDecision("15/QĐ-UBND", TODAY, "UBND tỉnh")


def found(session: Session, contest: Contest, kind: BodyKind) -> Body:
    return service.found(session, SYSTEM, contest.id, kind, "12/QĐ-UBND", TODAY, "UBND tỉnh", NOW)


def appoint(
    session: Session,
    body: Body,
    position: Position,
    account_id: int | None = None,
    person: str = "",
    decision: ChangeDecision | None = None,
) -> Seat:
    return service.appoint(
        session,
        SYSTEM,
        body.id,
        person=person or ("" if account_id else "Ủy viên (mô phỏng)"),
        title="",
        position=position,
        account_id=account_id,
        decision=decision,
        now=NOW,
    )


def test_a_body_is_founded_by_a_decision_and_corrected(session: Session, contest: Contest) -> None:
    body = found(session, contest, BodyKind.COUNCIL)
    again = service.found(
        session, SYSTEM, contest.id, BodyKind.COUNCIL, "13/QĐ-UBND", TODAY, "UBND tỉnh", NOW
    )
    assert (again.id, again.decision_number) == (body.id, "13/QĐ-UBND")
    with pytest.raises(Invalid) as refusal:
        service.found(
            session,
            SYSTEM,
            contest.id,
            BodyKind.JURY,
            "",
            TODAY + timedelta(days=1),
            "",
            NOW,
        )
    assert refusal.value.fields == {
        "decision_number": "missing",
        "founder": "missing",
        "decision_date": "decision_in_future",
    }
    assert list(queries.bodies(session, contest.id)) == [BodyKind.COUNCIL]
    assert queries.body(session, contest.id, BodyKind.JURY) is None


def test_seats_stand_in_the_order_of_papers_and_give_roles(
    session: Session, contest: Contest
) -> None:
    council = found(session, contest, BodyKind.COUNCIL)
    jury = found(session, contest, BodyKind.JURY)
    both = people.account(session, "Lê Thị Hoa (mô phỏng)")
    member = appoint(session, council, P.COUNCIL_MEMBER, both.id)
    chair = appoint(session, council, P.COUNCIL_CHAIR, person="Chủ tịch (mô phỏng)")
    head = appoint(session, jury, P.JURY_HEAD, both.id)  # council and jury: allowed
    assert [one.id for one in queries.seats(session, contest.id, BodyKind.COUNCIL)] == [
        chair.id,
        member.id,
    ]
    assert [one.person for one in queries.jury_seats(session, contest.id)] == [both.name]
    assert set(queries.grants_by_seat(session, both.id)) == {
        Grant(role, contest_id=contest.id)
        for role in (Role.COUNCIL_MEMBER, Role.JURY_HEAD, Role.JUROR)
    }
    assert queries.seat_of(session, contest.id, both.id, BodyKind.JURY) is head
    assert queries.seat_of(session, contest.id, both.id, BodyKind.SUPPORT_TEAM) is None
    assert queries.counts(session, contest.id) == queries.BodyCounts(2, True, 1, True, 0, 0, 0)


def test_who_is_refused_a_seat(session: Session, contest: Contest) -> None:
    council = found(session, contest, BodyKind.COUNCIL)
    someone = people.account(session)
    gone = people.account(session, disabled_at=NOW)
    appoint(session, council, P.COUNCIL_CHAIR, someone.id)
    cases: list[tuple[Callable[[], object], dict[str, object]]] = [
        (
            lambda: appoint(session, council, P.COUNCIL_MEMBER, someone.id),
            {"person": ("already_seated", {})},
        ),
        (lambda: appoint(session, council, P.COUNCIL_CHAIR), {"position": ("position_taken", {})}),
        (lambda: appoint(session, council, P.JUROR), {"position": ("position_of_other_body", {})}),
        (
            lambda: appoint(session, council, P.COUNCIL_MEMBER, gone.id),
            {"person": "account_missing"},
        ),
        (
            lambda: appoint(session, council, P.COUNCIL_MEMBER, 99_999),
            {"person": "account_missing"},
        ),
        (
            lambda: service.appoint(
                session, SYSTEM, council.id, person="", title="", position=P.VICE_CHAIR, now=NOW
            ),
            {"person": "missing"},
        ),
    ]
    for press, fields in cases:
        with pytest.raises(Invalid) as refusal:
            press()
        assert refusal.value.fields == fields
    for _ in range(8):
        appoint(session, council, P.COUNCIL_MEMBER)
    with pytest.raises(Invalid) as refusal:
        appoint(session, council, P.COUNCIL_MEMBER)
    assert refusal.value.fields == {"position": ("council_full", {"most": 9})}
    with pytest.raises(NotFound, match="body_missing"):
        service.appoint(session, SYSTEM, 99_999, person="A", title="", position=P.JUROR, now=NOW)


def test_a_replaced_person_stays_on_record_and_may_come_back(
    session: Session, contest: Contest
) -> None:
    jury = found(session, contest, BodyKind.JURY)
    first, second = people.account(session, "Một"), people.account(session, "Hai")
    seat = appoint(session, jury, P.JURY_HEAD, first.id)
    taken = service.replace(
        session,
        SYSTEM,
        seat.id,
        person="",
        title="Tiến sĩ",
        account_id=second.id,
        decision=CHANGE,
        why="Đi công tác",
        now=NOW,
    )
    assert (taken.position, taken.rank, taken.person) == (P.JURY_HEAD, seat.rank, "Hai")
    assert (seat.left_at, seat.person) == (NOW, "Một")
    assert queries.grants_by_seat(session, first.id) == []
    for late, person in ((seat, "Ba"), (taken, "")):
        with pytest.raises((Conflict, Invalid)) as refusal:
            service.replace(
                session,
                SYSTEM,
                late.id,
                person=person,
                title="",
                account_id=None if person else second.id,
                decision=CHANGE,
                now=NOW,
            )
        wanted = {"person": "already_seated"}
        assert refusal.value.code == "seat_left" or getattr(refusal.value, "fields", 0) == wanted
    back = appoint(session, jury, P.JUROR, first.id)
    assert (back.id, back.left_at, back.position) == (seat.id, None, P.JUROR)
    assert queries.counts(session, contest.id).jury == 2  # even: the step will be refused
    with pytest.raises(Invalid) as lacking:
        service.leave(session, SYSTEM, back.id, "", NOW)
    assert lacking.value.fields == {"why": "missing"}
    service.leave(session, SYSTEM, back.id, "Ốm", NOW)
    service.leave(session, SYSTEM, back.id, "Ốm", NOW)
    assert queries.counts(session, contest.id).jury == 1
    named = service.replace(
        session, SYSTEM, taken.id, person="Bốn", title="", decision=CHANGE, now=NOW
    )
    assert (named.account_id, queries.counts(session, contest.id).jury_without_account) == (
        None,
        1,
    )
    told = [
        (one.act, one.seat.person, one.former and one.former.person, one.why, one.size_after)
        for one in queries.history(session, contest.id)[BodyKind.JURY]
    ]
    assert told == [
        (SeatAct.ADDED, "Một", None, "", 1),
        (SeatAct.REPLACED, "Hai", "Một", "Đi công tác", 1),
        (SeatAct.ADDED, "Một", None, "", 2),
        (SeatAct.LEFT, "Một", None, "Ốm", 1),
        (SeatAct.REPLACED, "Bốn", "Hai", "", 1),
    ]
    assert [one.number for one in queries.decisions(session, jury.id)] == ["15/QĐ-UBND"]
    actions = [note.action for note in entries_about(session, f"contest:{contest.id}")]
    assert actions == [
        "seat.replace",
        "seat.leave",
        "seat.appoint",
        "seat.replace",
        "seat.appoint",
        "body.found",
    ]


def test_edge_06_a_council_of_six_is_refused_when_its_list_is_closed(
    session: Session, contest: Contest
) -> None:
    council = found(session, contest, BodyKind.COUNCIL)
    with pytest.raises(Conflict, match="council_size"):
        service.close_list(session, SYSTEM, council.id, NOW)
    for number in range(6):
        appoint(session, council, P.COUNCIL_MEMBER if number else P.COUNCIL_CHAIR)
    with pytest.raises(Conflict) as refusal:
        service.close_list(session, SYSTEM, council.id, NOW)
    assert (refusal.value.code, refusal.value.facts) == (
        "council_size",
        {"size": 6, "allowed": (7, 9), "source": "TT 26/2014/TT-BCT Đ8"},
    )
    appoint(session, council, P.COUNCIL_MEMBER)
    closed = service.close_list(session, SYSTEM, council.id, NOW)
    assert service.close_list(session, SYSTEM, council.id, NOW) is closed
    team = found(session, contest, BodyKind.SUPPORT_TEAM)
    with pytest.raises(Conflict, match="body_empty"):
        service.close_list(session, SYSTEM, team.id, NOW)


def test_who_comes_after_the_list_is_closed_comes_by_the_founders_decision(
    session: Session, contest: Contest
) -> None:
    jury = found(session, contest, BodyKind.JURY)
    appoint(session, jury, P.JURY_HEAD)
    service.close_list(session, SYSTEM, jury.id, NOW)
    with pytest.raises(Invalid) as refusal:
        appoint(session, jury, P.JUROR)
    assert list(refusal.value.fields) == ["decision_number"]
    with pytest.raises(Invalid) as refusal:
        appoint(session, jury, P.JUROR, decision=ChangeDecision("16", TODAY, "Sở Công Thương"))
    assert list(refusal.value.fields) == ["founder"]
    appoint(session, jury, P.JUROR, decision=CHANGE)
    appoint(session, jury, P.JUROR, decision=CHANGE)  # two people in one decision
    jury.decision_date = TODAY - timedelta(days=3)
    with pytest.raises(Invalid) as refusal:
        appoint(
            session,
            jury,
            P.JUROR,
            decision=ChangeDecision(CHANGE.number, TODAY - timedelta(days=1), "UBND tỉnh"),
        )
    assert refusal.value.fields == {"decision_date": ("decision_of_other_day", {"day": TODAY})}
    assert [one.number for one in queries.decisions(session, jury.id)] == ["15/QĐ-UBND"]


def test_edge_05_a_late_withdrawal_that_makes_the_jury_even_is_told_and_recorded(
    session: Session, contest: Contest
) -> None:
    jury = found(session, contest, BodyKind.JURY)
    seats = [appoint(session, jury, P.JUROR if n else P.JURY_HEAD) for n in range(3)]
    contest.stage = Stage.JUDGING
    session.flush()
    assert queries.find_even_jury(session, contest) is None
    service.leave(session, SYSTEM, seats[2].id, "Ốm nặng", NOW)
    even = queries.find_even_jury(session, contest)
    assert even == queries.EvenJury(2, seats[2].person, NOW, "Ốm nặng")
    note = entries_about(session, f"contest:{contest.id}")[0]
    assert (note.action, note.detail["even_size"], note.detail["reason"]) == (
        "seat.leave",
        2,
        "Ốm nặng",
    )
    appoint(session, jury, P.JUROR, decision=CHANGE)
    assert queries.find_even_jury(session, contest) is None


def test_what_a_juror_told_of_their_work(session: Session, contest: Contest) -> None:
    seat = appoint(session, found(session, contest, BodyKind.JURY), P.JURY_HEAD)
    told = {"workplace": "Trường (mô phỏng)", "phone": "0912", "address": "Ấp 1, xã A"}
    with pytest.raises(Invalid) as refusal:
        service.keep_profile(session, SYSTEM, seat.id, tax_number="12", **told, now=NOW)
    assert refusal.value.fields == {"tax_number": "tax_number_digits"}
    for number in ("1500 123 456", ""):
        service.keep_profile(session, SYSTEM, seat.id, tax_number=number, **told, now=NOW)
        kept = queries.find_profile(session, seat.id)
        assert kept is not None
        assert (kept.workplace, kept.tax_number) == (told["workplace"], number.replace(" ", ""))


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (BodyKind.JURY, Stage.LOCKED),
        (BodyKind.COUNCIL, Stage.RECOGNISED),
        (BodyKind.COUNCIL, Stage.CANCELLED),
    ],
)
def test_when_the_work_is_done_nobody_comes_or_goes(
    session: Session, contest: Contest, kind: BodyKind, stage: Stage
) -> None:
    body = found(session, contest, kind)
    position = P.JURY_HEAD if kind is BodyKind.JURY else P.COUNCIL_CHAIR
    seat = appoint(session, body, position)
    contest.stage = stage
    session.flush()
    presses: list[Callable[[], object]] = [
        lambda: found(session, contest, kind),
        lambda: appoint(session, body, position),
        lambda: service.leave(session, SYSTEM, seat.id, "Ốm", NOW),
        lambda: service.close_list(session, SYSTEM, body.id, NOW),
        lambda: service.replace(
            session, SYSTEM, seat.id, person="X", title="", decision=CHANGE, now=NOW
        ),
    ]
    for press in presses:
        with pytest.raises(Conflict, match="bodies_settled"):
            press()


def test_two_chairs_appointed_at_once(own_database: Callable[[], sa.Engine]) -> None:
    factory = sessions(own_database(), writes=True)
    with factory.begin() as session:
        contest = build.contest(
            session, unit_id=places(session).province, level=ContestLevel.PROVINCE
        )
        body = found(session, contest, BodyKind.COUNCIL)
        accounts = [people.account(session).id for _ in range(2)]
        contest_id = contest.id
    together = Barrier(2)

    def press(account_id: int) -> str:
        together.wait(10)
        try:
            with factory.begin() as session:
                appoint(session, body, P.COUNCIL_CHAIR, account_id)
        except Invalid:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as two:
        assert sorted(two.map(press, accounts)) == ["done", "refused"]
    with factory() as session:
        assert queries.counts(session, contest_id).council == 1
