"""A trademark case from asking to the grant; what is refused on the way; many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.rights import Grant, Role
from fairs.fairs.rules import WinningCertificate
from fairs.support import queries, service
from fairs.support.kinds import CheckState, Outcome
from fairs.support.model import SupportCase
from fairs.support.rules import DueState
from tests.build import market, register
from tests.build.people import NOW
from tests.build.places import places

LAN = Identity(7, "Chủ cơ sở (mô phỏng)")
DESK = Identity(8, "Cán bộ hỗ trợ (mô phỏng)")
BOSS = Identity(9, "Phụ trách chương trình (mô phỏng)")
WIN = WinningCertificate("01/2026/GCN", "province", 2026, in_force=True)
TODAY = NOW.date()
M = 1_000_000


def product(session: Session, unit_id: int) -> int:
    return register.product(session, register.establishment(session, unit_id=unit_id)).id


def ask(
    session: Session,
    product_id: int,
    unit_id: int | None,
    *,
    cost: int = 60 * M,
    asked: int | None = None,
    mark: str = "CỔ CHIÊN",
    classes: tuple[int, ...] = (21,),
    win: WinningCertificate | None = WIN,
) -> SupportCase:
    return service.open_case(
        session, LAN, product_id, mark, classes, cost, asked, win, unit_id, NOW
    )


def accept_papers(session: Session, case: SupportCase) -> None:
    for item in case.checklist:
        if item.required:
            service.check(session, DESK, case.id, item.id, CheckState.ACCEPTED, "", NOW)


def test_a_case_from_asking_to_the_grant(session: Session) -> None:
    where = places(session)
    case = ask(session, product(session, where.commune), where.commune, classes=(21, 3))
    assert (case.code, case.stage, case.nice_classes) == ("NH-2026-0001", "search", "3, 21")
    assert (case.cost_dong, case.asked_dong, case.rule_percent, case.rule_cap_dong) == (
        60 * M,
        30 * M,
        50,
        35 * M,
    )
    assert len(case.checklist) == 6
    with pytest.raises(Conflict) as missing:
        service.step(session, DESK, case.id, "filed", TODAY, "4-2026-00001", "", NOW)
    assert missing.value.code == "papers_missing"
    accept_papers(session, case)
    walk = [
        ("filed", TODAY, "4-2026-00001", date(2026, 12, 22)),
        ("formal_examination", TODAY + timedelta(days=20), "", date(2027, 2, 12)),
        ("publication", TODAY + timedelta(days=60), "", date(2027, 6, 21)),
        ("substantive_examination", TODAY + timedelta(days=200), "", None),
        ("granted", TODAY + timedelta(days=230), "512345", date(2036, 11, 22)),
    ]
    for stage, day, number, due in walk:
        for _ in range(2):
            at = NOW + timedelta(days=300)
            case = service.step(session, DESK, case.id, stage, day, number, "ghi chú", at)
        assert (case.stage, case.steps[-1].due_on) == (stage, due)
    assert len(case.steps) == 6
    assert queries.marks_granted(session, [where.province], 2027, 2027) == 1
    assert queries.marks_granted(session, [where.province], 2026, 2026) == 0
    service.approve(session, BOSS, case.id, 30 * M, "đủ chứng từ", NOW)
    for _ in range(2):
        closed = service.close(session, DESK, case.id, Outcome.GRANTED, "", NOW)
    assert (closed.outcome, closed.closed_at) == ("granted", NOW)
    with pytest.raises(Conflict) as over:
        service.approve(session, BOSS, case.id, 1, "", NOW)
    assert over.value.code == "case_closed"
    actions = [one.action for one in audit.entries_about(session, f"case:{case.id}")]
    assert actions == [
        "case.close",
        "case.approve",
        *["case.step"] * 5,
        *["case.check"] * 4,
        "case.open",
    ]


def test_the_ceiling_holds_for_the_mark_and_not_for_each_case(session: Session) -> None:
    where = places(session)
    own = register.establishment(session, unit_id=where.commune)
    one, other = (register.product(session, own, name).id for name in ("Bình", "Chậu"))
    first = ask(session, one, where.commune, cost=60 * M)
    service.approve(session, BOSS, first.id, 30 * M, "", NOW)
    second = ask(session, other, where.commune, cost=140 * M, mark="Cổ  chiên")
    assert second.asked_dong == 5 * M
    service.approve(session, BOSS, second.id, 5 * M, "", NOW)
    third = register.product(session, own, "Đôn").id
    with pytest.raises(Conflict) as used:
        ask(session, third, where.commune)
    assert used.value.code == "support_used_up"
    service.close(session, DESK, second.id, Outcome.WITHDRAWN, "", NOW)
    assert ask(session, third, where.commune, cost=140 * M).asked_dong == 5 * M


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"mark": ""}, {"mark_text": "missing"}),
        ({"mark": "x" * 201}, {"mark_text": ("too_long", {"most": 200})}),
        ({"classes": ()}, {"nice_classes": "nice_classes_missing"}),
        ({"classes": (46,)}, {"nice_classes": "nice_class_unknown"}),
        ({"cost": 0}, {"cost_dong": "cost_missing"}),
        (
            {"asked": 30 * M + 1},
            {"asked_dong": ("asked_above_entitled", {"most_dong": 30 * M})},
        ),
        ({"asked": 0}, {"asked_dong": ("asked_above_entitled", {"most_dong": 30 * M})}),
    ],
)
def test_what_cannot_be_asked_for(
    session: Session, given: dict[str, object], fields: dict[str, object]
) -> None:
    where = places(session)
    with pytest.raises(Invalid) as refused:
        ask(session, product(session, where.commune), where.commune, **given)  # type: ignore[arg-type]  # cases
    assert refused.value.fields == fields


def test_who_cannot_ask(session: Session) -> None:
    where = places(session)
    made = product(session, where.commune)
    old = WinningCertificate("1/GCN", "province", 2020, in_force=False)
    told = []
    for win, unit_id in ((None, where.commune), (old, where.commune), (WIN, None)):
        with pytest.raises(Conflict) as refused:
            ask(session, made, unit_id, win=win)
        told.append(refused.value.code)
    assert told == [
        "winning_certificate_missing",
        "winning_certificate_not_in_force",
        "establishment_without_place",
    ]


def test_what_a_step_needs(session: Session) -> None:
    where = places(session)
    case = ask(session, product(session, where.commune), where.commune)
    accept_papers(session, case)
    for day, number, fields in (
        (TODAY + timedelta(days=1), "4-1", {"happened_on": "day_in_future"}),
        (
            TODAY - timedelta(days=1),
            "",
            {
                "happened_on": ("day_before_last_step", {"last": TODAY}),
                "document_number": "document_number_missing",
            },
        ),
    ):
        with pytest.raises(Invalid) as refused:
            service.step(session, DESK, case.id, "filed", day, number, "", NOW)
        assert refused.value.fields == fields
    with pytest.raises(Conflict) as order:
        service.step(session, DESK, case.id, "granted", TODAY, "1", "", NOW)
    assert order.value.code == "case_stage_order"
    with pytest.raises(Conflict) as early:
        service.close(session, DESK, case.id, Outcome.GRANTED, "", NOW)
    assert early.value.code == "mark_not_granted"


def test_papers_go_back_with_a_reason(session: Session) -> None:
    where = places(session)
    case = ask(session, product(session, where.commune), where.commune)
    item = case.checklist[0]
    for state in (CheckState.RETURNED, CheckState.WAIVED):
        with pytest.raises(Invalid) as refused:
            service.check(session, DESK, case.id, item.id, state, "", NOW)
        assert refused.value.fields == {"reason": "reason_missing"}
    for _ in range(2):
        service.check(session, DESK, case.id, item.id, CheckState.RETURNED, "Thiếu chữ ký", NOW)
    assert (item.state, item.reason, item.changed_at) == (
        CheckState.RETURNED,
        "Thiếu chữ ký",
        NOW,
    )
    other = ask(session, product(session, where.commune), where.commune)
    with pytest.raises(NotFound):
        service.check(session, DESK, other.id, item.id, CheckState.ACCEPTED, "", NOW)


def test_no_more_is_approved_than_was_asked(session: Session) -> None:
    where = places(session)
    case = ask(session, product(session, where.commune), where.commune, asked=20 * M)
    for dong, fault in (
        (0, "approve_nothing"),
        (20 * M + 1, ("approve_above_asked", {"most_dong": 20 * M})),
    ):
        with pytest.raises(Invalid) as refused:
            service.approve(session, BOSS, case.id, dong, "", NOW)
        assert refused.value.fields == {"dong": fault}
    for _ in range(2):
        service.approve(session, BOSS, case.id, 20 * M, "", NOW)
    service.approve(session, BOSS, case.id, 15 * M, "bớt một nhóm", NOW)
    entries = audit.entries_about(session, f"case:{case.id}")
    assert [e.detail["dong"] for e in entries if e.action == "case.approve"] == [
        [20 * M, 15 * M],
        [None, 20 * M],
    ]


def test_lists_are_of_ones_own_places_overdue_first(session: Session) -> None:
    where = places(session)
    who = Identity(5, "Cán bộ", (Grant(Role.SUPPORT_OFFICER, where.province),))
    late, soon, none, foreign = (
        ask(session, product(session, unit_id), unit_id)
        for unit_id in (where.commune, where.commune, where.commune, where.stranger)
    )
    for case, filed in ((late, TODAY), (soon, TODAY + timedelta(days=40))):
        accept_papers(session, case)
        at = NOW + timedelta(days=60)
        service.step(session, DESK, case.id, "filed", filed, "4-1", "", at)
    rows = queries.cases_for(session, who, TODAY + timedelta(days=50))
    assert [(row.case.id, row.state) for row in rows] == [
        (late.id, DueState.OVERDUE),
        (soon.id, DueState.NEAR),
        (none.id, DueState.NONE),
    ]
    assert queries.stage_numbers(session, who) == {"filed": 2, "search": 1}
    rows = queries.cases_for(session, who, TODAY, stage="search")
    assert [row.case.id for row in rows] == [none.id]
    maker = Identity(6, "Chủ", (Grant(Role.PRODUCER, establishment_id=foreign.establishment_id),))
    assert [row.case.id for row in queries.cases_for(session, maker, TODAY)] == [foreign.id]


def test_a_double_click_opens_one_case_and_numbers_have_no_twin(
    own_database: Callable[[], sa.Engine],
) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        made = [product(session, where.commune) for _ in range(4)]
        market.fair(session, unit_id=where.province)
    ready = Barrier(8)

    def press(at: int) -> tuple[int, str]:
        ready.wait(timeout=30)
        with unit_of_work(writes) as session:
            case = ask(session, made[at % 4], where.commune)
            return case.product_id, case.code

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(press, range(8)))
    assert {product_id for product_id, _ in found} == set(made)
    assert {code for _, code in found} == {f"NH-2026-000{i}" for i in range(1, 5)}
