"""Founding, appointing, replacing and recusing, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.bodies import queries, rules, service
from contest.bodies.kinds import BodyKind, Position, RecusalSource
from contest.bodies.model import Body, Recusal, Seat
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core.audit import entries_about
from core.db import sessions
from core.errors import Conflict, Invalid, NotFound
from core.identity import SYSTEM
from core.rights import Grant, Role
from tests.build import contests as build
from tests.build import people, register
from tests.build.people import NOW
from tests.build.places import places

TODAY = NOW.date()
P = Position


@pytest.fixture
def contest(session: Session) -> Contest:
    return build.contest(session, unit_id=places(session).province, level=ContestLevel.PROVINCE)


def found(session: Session, contest: Contest, kind: BodyKind) -> Body:
    return service.found(session, SYSTEM, contest.id, kind, "12/QĐ-UBND", TODAY, "UBND tỉnh", NOW)


def appoint(
    session: Session,
    body: Body,
    position: Position,
    account_id: int | None = None,
    person: str = "",
) -> Seat:
    return service.appoint(
        session,
        SYSTEM,
        body.id,
        person=person or ("" if account_id else "Ủy viên (mô phỏng)"),
        title="",
        position=position,
        account_id=account_id,
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
        session, SYSTEM, seat.id, person="", title="Tiến sĩ", account_id=second.id, now=NOW
    )
    assert (taken.position, taken.rank, taken.person) == (P.JURY_HEAD, seat.rank, "Hai")
    assert (seat.left_at, seat.person) == (NOW, "Một")
    assert queries.grants_by_seat(session, first.id) == []
    with pytest.raises(Conflict, match="seat_left"):
        service.replace(session, SYSTEM, seat.id, person="Ba", title="", now=NOW)
    with pytest.raises(Invalid) as refusal:
        service.replace(
            session, SYSTEM, taken.id, person="", title="", account_id=second.id, now=NOW
        )
    assert refusal.value.fields == {"person": "already_seated"}
    back = appoint(session, jury, P.JUROR, first.id)
    assert (back.id, back.left_at, back.position) == (seat.id, None, P.JUROR)
    assert queries.counts(session, contest.id).jury == 2  # even: the step will be refused
    service.leave(session, SYSTEM, back.id, NOW)
    service.leave(session, SYSTEM, back.id, NOW)
    assert queries.counts(session, contest.id).jury == 1
    named = service.replace(session, SYSTEM, taken.id, person="Bốn", title="", now=NOW)
    assert (named.account_id, queries.counts(session, contest.id).jury_without_account) == (
        None,
        1,
    )
    actions = [note.action for note in entries_about(session, f"contest:{contest.id}")]
    assert actions == [
        "seat.replace",
        "seat.leave",
        "seat.appoint",
        "seat.replace",
        "seat.appoint",
        "body.found",
    ]


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
        lambda: service.leave(session, SYSTEM, seat.id, NOW),
        lambda: service.replace(session, SYSTEM, seat.id, person="X", title="", now=NOW),
    ]
    for press in presses:
        with pytest.raises(Conflict, match="bodies_settled"):
            press()


def test_a_recusal_is_recorded_once(session: Session, contest: Contest) -> None:
    where = contest.unit_id
    juror = people.account(session, "Giám khảo (mô phỏng)")
    maker = register.establishment(session, unit_id=where, holder=juror)
    entry = build.entry(session, contest, register.product(session, maker), maker)
    seat = build.seat(session, build.body(session, contest), juror)

    def press(reason: str = "Người nhà") -> Recusal:
        return service.recuse(session, SYSTEM, seat.id, entry.id, RecusalSource.FOUND, reason, NOW)

    suggested = rules.suggested_recusals(
        queries.juror_facts(session, contest.id), queries.entrant_facts(session, contest.id)
    )
    assert suggested == [rules.Suggestion(seat.id, entry.id, "member_of_establishment")]
    with pytest.raises(Invalid) as refusal:
        press("")
    assert refusal.value.fields == {"reason": "missing"}
    made = press()
    assert press("Khác") is made
    assert [one.reason for one in queries.recusals(session, contest.id)] == ["Người nhà"]
    assert queries.counts(session, contest.id).recusals == 1
    elsewhere = build.contest(session, unit_id=where)
    other = build.entry(session, elsewhere, register.product(session, maker), maker)
    council = build.seat(session, build.body(session, contest, BodyKind.COUNCIL), juror)
    for seat_id, entry_id in ((seat.id, other.id), (council.id, entry.id), (seat.id, 99_999)):
        with pytest.raises(NotFound, match="entry_not_of_contest"):
            service.recuse(
                session, SYSTEM, seat_id, entry_id, RecusalSource.FOUND, "Người nhà", NOW
            )
    contest.stage = Stage.LOCKED
    late = build.entry(session, contest, register.product(session, maker), maker)
    with pytest.raises(Conflict, match="sheets_are_final"):
        service.recuse(session, SYSTEM, seat.id, late.id, RecusalSource.FOUND, "Muộn", NOW)


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
