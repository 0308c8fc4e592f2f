"""Fairs by their own steps: asking, giving, releasing, publishing; and many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.clock import end_of_day
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotFound, Refusal
from core.identity import Identity
from core.registry.model import Establishment, Product
from core.rights import Grant, Role
from fairs.fairs import queries, rules, service
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Allotment, Application, Fair
from fairs.fairs.rules import WinningCertificate
from fairs.fairs.service import FairPlan
from tests.build import market, register
from tests.build.people import NOW
from tests.build.places import Places, places

LAN = Identity(7, "Chủ cơ sở (mô phỏng)")
WIN = WinningCertificate("01/2026/GCN", "province", 2026, in_force=True)


def organiser(where: Places) -> Identity:
    return Identity(9, "Ban tổ chức (mô phỏng)", (Grant(Role.FAIR_ORGANISER, where.province),))


def maker(session: Session, unit_id: int, name: str = "HTX Gốm (mô phỏng)") -> tuple[int, int]:
    """Ids of an establishment and its product."""
    own: Establishment = register.establishment(session, name, unit_id=unit_id)
    product: Product = register.product(session, own)
    return own.id, product.id


def ask(
    session: Session,
    fair: Fair,
    own: tuple[int, int],
    win: WinningCertificate = WIN,
    wanted: int = 1,
) -> Application:
    return service.apply(session, LAN, fair.id, *own, win, wanted, "", NOW)


def code_of(call: pytest.ExceptionInfo[Refusal]) -> tuple[str, dict[str, object]]:
    return call.value.code, call.value.facts


def test_a_fair_from_plan_to_published_plan(session: Session) -> None:
    where = places(session)
    who = organiser(where)
    first = NOW.date() + timedelta(days=30)
    plan = FairPlan(
        name="Hội chợ Tết (mô phỏng)",
        unit_id=where.commune,
        venue="Nhà văn hóa",
        organiser="Trung tâm Khuyến công (mô phỏng)",
        first_day=first,
        last_day=first + timedelta(days=2),
        apply_from=NOW,
        apply_until=end_of_day(first - timedelta(days=10)),
        rows=2,
        per_row=3,
        booth_price_dong=6_000_000,
        supported_percent=80,
    )
    fair = service.create(session, who, plan, NOW)
    assert (fair.slug, fair.status) == ("hoi-cho-tet-mo-phong-2026", FairStatus.DRAFT)
    assert service.create(session, who, plan, NOW).slug == "hoi-cho-tet-mo-phong-2026-2"
    fair = queries.get_fair(session, fair.slug)
    assert [day.day for day in fair.days] == [first + timedelta(days=i) for i in range(3)]
    assert [booth.code for booth in fair.booths] == ["A01", "A02", "A03", "B01", "B02", "B03"]
    with pytest.raises(NotFound):
        queries.get_public_fair(session, fair.slug)
    own = maker(session, where.commune)
    with pytest.raises(Conflict) as closed:
        ask(session, fair, own)
    assert code_of(closed) == ("applications_not_open", {"opens": NOW})
    for _ in range(2):
        service.open(session, who, fair.id, NOW)
    application = ask(session, fair, own, wanted=2)
    for _ in range(2):
        service.close_applications(session, who, fair.id, NOW)
    with pytest.raises(Conflict) as empty:
        service.publish(session, who, fair.id, NOW)
    assert code_of(empty) == ("nothing_allotted", {})
    proposed = queries.proposal(fair, queries.applications(session, fair.id))
    assert [one.booth_ids for one in proposed] == [(fair.booths[0].id, fair.booths[1].id)]
    assert service.adopt(session, who, fair.id, rules.digest(proposed), NOW) == 2
    with pytest.raises(Conflict) as moved:
        service.adopt(session, who, fair.id, rules.digest(proposed), NOW)
    assert code_of(moved) == ("proposal_changed", {})
    service.publish(session, who, fair.id, NOW)
    found = queries.applications(session, fair.id)
    assert {
        booth_id: [(s.application.id, len(s.days)) for s in those]
        for booth_id, those in queries.stands(found).items()
    } == {fair.booths[0].id: [(application.id, 3)], fair.booths[1].id: [(application.id, 3)]}
    assert queries.figures(session, [fair.id]) == {fair.id: queries.Figures(6, 2, 1)}
    assert queries.counts(session, [where.province], 2026, 2026) == queries.Counts(1, 1)
    assert queries.counts(session, [where.stranger], 2026, 2026) == queries.Counts(0, 0)
    steps = [e.action for e in audit.entries_about(session, f"fair:{fair.id}")]
    assert steps == [
        "fair.step",
        "fair.adopt",
        "fair.allot",
        "fair.allot",
        "fair.step",
        "fair.apply",
        "fair.step",
        "fair.create",
    ]
    with pytest.raises(Conflict):
        service.open(session, who, fair.id, NOW)
    service.finish(session, who, fair.id, NOW)


def test_a_fair_is_planned_in_ones_own_place(session: Session) -> None:
    where = places(session)
    first = NOW.date() + timedelta(days=30)
    plan = FairPlan(
        name="",
        unit_id=where.stranger,
        venue="Sân",
        organiser="Ban",
        first_day=first,
        last_day=first - timedelta(days=1),
        apply_from=NOW,
        apply_until=NOW + timedelta(days=1),
        rows=1,
        per_row=1,
    )
    with pytest.raises(Invalid) as refused:
        service.create(session, organiser(where), plan, NOW)
    assert refused.value.fields == {
        "name": "missing",
        "last_day": "fair_ends_before_it_begins",
        "unit_id": "place_not_yours",
    }


def test_asking_twice_asks_once_and_withdrawing_frees(session: Session) -> None:
    where = places(session)
    fair = market.fair(session, unit_id=where.province)
    own = maker(session, where.commune)
    first = ask(session, fair, own)
    assert ask(session, fair, own, wanted=4).id == first.id
    assert first.booths_wanted == 1
    fair.status = FairStatus.ALLOTTING
    service.allot(session, LAN, first.id, fair.booths[0].id, [d.id for d in fair.days], "", NOW)
    for _ in range(2):
        withdrawn = service.withdraw(session, LAN, first.id, NOW)
        assert withdrawn.status is ApplicationStatus.WITHDRAWN
    assert queries.stands(queries.applications(session, fair.id)) == {}
    with pytest.raises(Conflict) as closed:
        ask(session, fair, own)
    assert code_of(closed) == ("applications_closed", {"closed": fair.apply_until})
    fair.status = FairStatus.OPEN
    assert ask(session, fair, own).status is ApplicationStatus.ASKED


@pytest.mark.parametrize(
    ("win", "code"),
    [
        (None, "winning_certificate_missing"),
        (WinningCertificate("9/GCN", "nation", 2019, False), "winning_certificate_not_in_force"),
    ],
)
def test_no_place_without_a_certificate_in_force(
    session: Session, win: WinningCertificate | None, code: str
) -> None:
    where = places(session)
    fair = market.fair(session, unit_id=where.province)
    with pytest.raises(Conflict) as refused:
        service.apply(session, LAN, fair.id, *maker(session, where.commune), win, 1, "", NOW)
    assert refused.value.code == code


def test_one_asks_with_ones_own_product_and_a_number(session: Session) -> None:
    where = places(session)
    fair = market.fair(session, unit_id=where.province)
    (own, _), (_, foreign) = maker(session, where.commune), maker(session, where.commune)
    with pytest.raises(Invalid) as refused:
        service.apply(session, LAN, fair.id, own, foreign, WIN, 7, "x" * 1001, NOW)
    assert refused.value.fields == {
        "product_id": "product_not_of_establishment",
        "booths_wanted": ("out_of_range", {"least": 1, "most": 6}),
        "wishes": ("too_long", {"most": 1000}),
    }


def test_a_booth_is_given_once_a_day_and_all_days_or_none(session: Session) -> None:
    where = places(session)
    fair = market.fair(session, unit_id=where.province, days=3)
    lan, mai = (
        ask(session, fair, maker(session, where.commune, name))
        for name in ("Cơ sở Lan (mô phỏng)", "Cơ sở Mai (mô phỏng)")
    )
    fair.status = FairStatus.ALLOTTING
    days, booth = [day.id for day in fair.days], fair.booths[0]
    held = service.allot(session, LAN, lan.id, booth.id, days[1:2], "", NOW)
    assert service.allot(session, LAN, lan.id, booth.id, days[1:2], "", NOW) == held
    with pytest.raises(Conflict) as taken:
        service.allot(session, LAN, mai.id, booth.id, days, "", NOW)
    assert code_of(taken) == ("booth_taken", {"booth": "A01", "by": "Cơ sở Lan (mô phỏng)"})
    assert session.scalar(sa.select(sa.func.count()).select_from(Allotment)) == 1
    service.allot(session, LAN, mai.id, booth.id, [days[0], days[2]], "", NOW)
    released = service.release(session, LAN, lan.id, booth.id, "", NOW)
    assert released.status is ApplicationStatus.ASKED
    service.allot(session, LAN, mai.id, booth.id, days, "", NOW)
    stands = queries.stands(queries.applications(session, fair.id))
    assert [(s.application.id, len(s.days)) for s in stands[booth.id]] == [(mai.id, 3)]


def test_what_cannot_be_given(session: Session) -> None:
    where = places(session)
    fair, other = (market.fair(session, unit_id=where.province) for _ in range(2))
    application = ask(session, fair, maker(session, where.commune))
    days, booth = [day.id for day in fair.days], fair.booths[0]

    def told(application_id: int, booth_id: int, day_ids: list[int]) -> str:
        with pytest.raises(Refusal) as refused:
            service.allot(session, LAN, application_id, booth_id, day_ids, "", NOW)
        fields = refused.value.facts.get("fields")
        return str(fields or refused.value.code)

    assert told(application.id, booth.id, days) == "allotting_not_now"
    fair.status = FairStatus.ALLOTTING
    assert told(application.id, other.booths[0].id, days) == "booth_missing"
    assert told(application.id, booth.id, []) == "{'days': 'fair_days_missing'}"
    assert told(application.id, booth.id, [other.days[0].id]) == "{'days': 'fair_days_missing'}"
    assert told(999_999, booth.id, days) == "application_missing"
    booth.blocked_reason = "Lối thoát hiểm"
    assert told(application.id, booth.id, days) == "booth_blocked"
    with pytest.raises(Invalid):
        service.refuse(session, LAN, application.id, "", NOW)
    service.refuse(session, LAN, application.id, "Hết gian hàng", NOW)
    assert told(application.id, fair.booths[1].id, days) == "application_over"
    with pytest.raises(NotFound):
        queries.get_application(session, application.id, other.id)


THREADS, BOOTHS, DAYS = 16, 5, 2


def test_sixteen_at_once_never_share_a_booth(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        fair = market.fair(session, unit_id=where.province, booths=BOOTHS, days=DAYS)
        asked = [
            ask(session, fair, maker(session, where.commune, f"Cơ sở {i} (mô phỏng)")).id
            for i in range(THREADS)
        ]
        fair.status = FairStatus.ALLOTTING
        booths, days = [b.id for b in fair.booths], [d.id for d in fair.days]
    ready = Barrier(THREADS)

    def take(at: int) -> list[str]:
        ready.wait(timeout=30)
        told = []
        for step in range(BOOTHS):
            booth = booths[(at + step) % BOOTHS]
            try:
                with unit_of_work(writes) as session:
                    service.allot(
                        session, LAN, asked[at], booth, days[:: 1 - 2 * (at % 2)], "", NOW
                    )
                told.append("given")
            except Conflict as refused:
                told.append(refused.code)
        return told

    with ThreadPoolExecutor(THREADS) as pool:
        told = [code for codes in pool.map(take, range(THREADS)) for code in codes]
    with unit_of_work(sessions(engine, writes=False)) as session:
        cells = session.execute(
            sa.select(Allotment.booth_id, Allotment.fair_day_id).where(Allotment.active)
        ).all()
    assert len(set(cells)) == len(cells) == BOOTHS * DAYS
    assert (told.count("given"), told.count("booth_taken")) == (BOOTHS, BOOTHS * (THREADS - 1))


def test_a_double_click_asks_once(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        fair = market.fair(session, unit_id=where.province)
        own = maker(session, where.commune)
    ready = Barrier(4)

    def press(_: int) -> int:
        ready.wait(timeout=30)
        with unit_of_work(writes) as session:
            return ask(session, fair, own).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
