"""Every way of counting: the number is the sum of its rows, and a record more moves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core.registry.model import Establishment, Product
from core.rights import Role
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Application, Fair, FairDay
from fairs.programmes import queries
from fairs.programmes.kinds import Counted
from fairs.programmes.model import Programme, Target
from fairs.support.model import CaseStep
from tests.build import certificates, contests, history, market, people, register
from tests.build.people import NOW
from tests.build.places import Places, places
from web import actuals
from web.gatherers import GATHERERS, Kind, Record

TODAY = NOW.date()
IN_2024 = datetime(2024, 10, 7, 3, tzinfo=NOW.tzinfo)


@dataclass
class Scene:
    """A programme 2022–2026 and hands to add records with."""

    db: Session
    where: Places
    programme: Programme

    def count(self, **about: Any) -> tuple[int, list[Record]]:
        """A target's number and its rows; `about` is what the target asks for."""
        values: dict[str, Any] = {"name": "Đếm", "counted_in": "cái", "planned": 9, **about}
        position = len(self.programme.targets) + 1
        target = Target(programme_id=self.programme.id, position=position, **values)
        self.db.add(target)
        self.db.flush()
        whole = queries.get_programme(self.db, self.programme.code, fresh=True)
        [of] = [one for one in whole.targets if one.id == target.id]
        rows = actuals.gather(self.db, whole, TODAY, [of]).get(of.id, [])
        years = actuals.figures({of.id: rows})[of.id]
        assert sum(years.values()) == sum(row.amount for row in rows)
        return sum(years.values()), rows

    def maker(self, name: str, *, unit_id: int | None = None) -> tuple[Establishment, Product]:
        made = register.establishment(self.db, name, unit_id=unit_id or self.where.commune)
        return made, register.product(self.db, made)

    def contest(
        self, announced: datetime = IN_2024, *, unit_id: int | None = None, **facts: Any
    ) -> Contest:
        values: dict[str, Any] = {
            "level": ContestLevel.PROVINCE,
            "stage": Stage.ANNOUNCED,
            "year": announced.year,
            "announced_at": announced,
            **facts,
        }
        return contests.contest(self.db, unit_id=unit_id or self.where.province, **values)

    def certify(
        self, contest: Contest, maker: Establishment, product: Product, **facts: Any
    ) -> None:
        entry = contests.entry(self.db, contest, product, maker)
        certificates.certificate(self.db, entry, contest, **facts)

    def stand(
        self,
        fair: Fair,
        maker: Establishment,
        product: Product,
        *,
        status: ApplicationStatus = ApplicationStatus.ALLOTTED,
    ) -> None:
        self.db.add(
            Application(
                fair_id=fair.id,
                establishment_id=maker.id,
                product_id=product.id,
                certificate_number="1",
                certificate_level="province",
                certificate_year=2024,
                booths_wanted=1,
                status=status,
                asked_at=NOW,
                asked_by=0,
            )
        )
        self.db.flush()

    def fair(self, first: date, *, unit_id: int | None = None, **facts: Any) -> Fair:
        made = market.fair(
            self.db,
            unit_id=unit_id or self.where.province,
            days=0,
            **{"status": FairStatus.CLOSED, **facts},
        )
        self.db.add_all(FairDay(fair_id=made.id, day=first + timedelta(days=n)) for n in (0, 1))
        self.db.flush()
        return made


@pytest.fixture
def scene(session: Session) -> Scene:
    where = places(session)
    made = market.programme(session, unit_id=where.province, from_year=2022, to_year=2026)
    return Scene(session, where, made)


def test_contests_by_level_place_and_years(scene: Scene) -> None:
    asked = {"indicator": Counted.CONTESTS, "levels": "province,district"}
    assert scene.count(**asked) == (0, [])
    told = scene.contest()
    scene.contest(datetime(2021, 12, 31, 3, tzinfo=NOW.tzinfo))
    scene.contest(unit_id=scene.where.stranger)
    scene.contest(stage=Stage.RECOGNISED)
    scene.contest(unit_id=scene.where.commune, level=ContestLevel.COMMUNE)
    number, rows = scene.count(**asked)
    assert (number, rows[0].label, rows[0].url) == (1, told.title, f"/binh-chon/{told.slug}")
    assert (rows[0].kind, rows[0].year, rows[0].day) == (Kind.HERE, 2024, date(2024, 10, 7))
    assert scene.count(indicator=Counted.CONTESTS)[0] == 2
    scene.contest(unit_id=scene.where.old_district, level=ContestLevel.DISTRICT)
    assert scene.count(**asked)[0] == 2  # the record moved the number


def test_a_regional_contest_counts_for_the_place_whose_makers_entered(scene: Scene) -> None:
    asked = {"indicator": Counted.CONTESTS, "levels": "region"}
    region = scene.contest(unit_id=scene.where.stranger, level=ContestLevel.REGION)
    assert scene.count(**asked)[0] == 0
    maker, product = scene.maker("HTX Gốm (mô phỏng)")
    contests.entry(scene.db, region, product, maker, code="001")
    number, rows = scene.count(**asked)
    assert (number, rows[0].label) == (1, region.title)


def test_history_counts_only_where_the_target_says_so(scene: Scene) -> None:
    history.past_round(scene.db, unit_id=scene.where.province)
    asked: dict[str, Any] = {"indicator": Counted.CONTESTS, "levels": "province"}
    assert scene.count(**asked)[0] == 0
    number, rows = scene.count(**asked, with_history=True)
    assert (number, rows[0].kind, rows[0].year) == (1, Kind.HISTORY, 2022)
    _maker, product = scene.maker("HTX Gốm (mô phỏng)")
    history.past_recognition(scene.db, product, unit_id=scene.where.province)
    asked["indicator"] = Counted.CERTIFIED
    assert scene.count(**asked)[0] == 0
    assert scene.count(**asked, with_history=True)[0] == 1


def test_a_product_is_certified_once_and_a_revoked_certificate_is_none(scene: Scene) -> None:
    asked = {"indicator": Counted.CERTIFIED, "levels": "province"}
    maker, product = scene.maker("HTX Gốm (mô phỏng)")
    scene.certify(scene.contest(), maker, product)
    scene.certify(scene.contest(NOW), maker, product)
    number, rows = scene.count(**asked)
    assert (number, rows[0].label, rows[0].year) == (1, product.name, 2024)
    stranger, theirs = scene.maker("HTX nơi khác", unit_id=scene.where.stranger_commune)
    scene.certify(scene.contest(), stranger, theirs)
    other, second = scene.maker("Cơ sở Tre (mô phỏng)")
    scene.certify(scene.contest(), other, second, revoked_on=date(2025, 1, 1))
    assert scene.count(**asked)[0] == 1
    third, another = scene.maker("Cơ sở Lụa (mô phỏng)")
    scene.certify(scene.contest(), third, another)
    assert scene.count(**asked)[0] == 2


def test_occurrences_fairs_and_makers_are_three_numbers(scene: Scene) -> None:
    one, gourd = scene.maker("HTX Gốm (mô phỏng)")
    two, mat = scene.maker("HTX Chiếu (mô phỏng)")
    stranger, theirs = scene.maker("HTX nơi khác", unit_id=scene.where.stranger_commune)
    spring, autumn = scene.fair(date(2024, 3, 1)), scene.fair(date(2025, 9, 1))
    abroad = scene.fair(date(2025, 5, 1), unit_id=scene.where.stranger)
    scene.fair(date(2026, 12, 1))  # still to come
    scene.fair(date(2024, 6, 1), status=FairStatus.CANCELLED)
    for fair, maker, product in (
        (spring, one, gourd),
        (spring, two, mat),
        (autumn, one, gourd),
        (abroad, one, gourd),
        (spring, stranger, theirs),
    ):
        scene.stand(fair, maker, product)
    scene.stand(autumn, two, mat, status=ApplicationStatus.WITHDRAWN)
    numbers = {
        way: scene.count(indicator=way)[0]
        for way in (
            Counted.FAIRS,
            Counted.PARTICIPATIONS,
            Counted.FAIRS_JOINED,
            Counted.EXHIBITORS,
        )
    }
    assert numbers == {
        Counted.FAIRS: 2,
        Counted.PARTICIPATIONS: 4,
        Counted.FAIRS_JOINED: 3,
        Counted.EXHIBITORS: 2,
    }
    _, makers = scene.count(indicator=Counted.EXHIBITORS)
    assert {(row.label, row.year) for row in makers} == {(one.name, 2024), (two.name, 2024)}
    scene.stand(abroad, two, mat)
    assert scene.count(indicator=Counted.PARTICIPATIONS)[0] == 5


def test_marks_granted_and_makers_supported(scene: Scene) -> None:
    maker, product = scene.maker("HTX Gốm (mô phỏng)")
    case = market.case(scene.db, maker, product, unit_id=scene.where.province)
    assert scene.count(indicator=Counted.TRADEMARKS)[0] == 0
    assert scene.count(indicator=Counted.SUPPORTED)[0] == 0
    scene.db.add(
        CaseStep(
            case_id=case.id,
            stage="granted",
            happened_on=date(2026, 2, 3),
            recorded_at=NOW,
            recorded_by=0,
        )
    )
    case.approved_dong, case.closed_at = 10_000_000, NOW
    scene.db.flush()
    number, rows = scene.count(indicator=Counted.TRADEMARKS)
    assert (number, rows[0].label, rows[0].detail) == (1, case.mark_text, maker.name)
    assert rows[0].url == f"/dieu-hanh/nhan-hieu/{case.id}"
    _, more = scene.maker("Sản phẩm nữa")
    market.case(scene.db, maker, more, unit_id=scene.where.province, approved_dong=1)
    assert scene.count(indicator=Counted.SUPPORTED)[0] == 1  # one maker, two cases


def test_collaborators_in_office(scene: Scene) -> None:
    people.person(scene.db, Role.COLLABORATOR, unit_id=scene.where.commune)
    people.person(scene.db, Role.COLLABORATOR, unit_id=scene.where.stranger_commune)
    gone = people.account(scene.db)
    ended = people.grant(scene.db, gone, Role.COLLABORATOR, unit_id=scene.where.commune)
    assert scene.count(indicator=Counted.COLLABORATORS)[0] == 2
    ended.ended_at = NOW - timedelta(hours=1)
    assert scene.count(indicator=Counted.COLLABORATORS)[0] == 1


def test_what_is_entered_by_hand_adds_its_amount_to_what_is_counted(scene: Scene) -> None:
    scene.contest()
    target = scene.programme.targets[0]
    first = market.hand_entry(scene.db, target)
    whole = queries.get_programme(scene.db, scene.programme.code, fresh=True)
    rows = actuals.gather(scene.db, whole, TODAY)[target.id]
    assert [(row.kind, row.year, row.amount) for row in rows] == [
        (Kind.HAND, 2026, 2),
        (Kind.HERE, 2024, 1),
    ]
    market.hand_entry(scene.db, target, replaces_id=first.id, amount=5)
    found = actuals.progress(scene.db, whole, NOW)
    assert (found[0].done, found[0].percent) == (6, 200)
    by_hand = scene.count(indicator=Counted.BY_HAND)
    assert by_hand == (0, [])


def test_every_way_of_counting_has_its_gatherer() -> None:
    assert set(Counted) - set(GATHERERS) == {Counted.BY_HAND}


def test_statements_do_not_grow_with_the_records(
    scene: Scene, counted: Callable[[Callable[[], object]], int]
) -> None:
    for at, way in enumerate(Counted, start=2):
        scene.db.add(
            Target(
                programme_id=scene.programme.id,
                position=at,
                name=way,
                indicator=way,
                counted_in="",
                planned=1,
            )
        )
    scene.db.flush()
    whole = queries.get_programme(scene.db, scene.programme.code, fresh=True)

    def look() -> object:
        return actuals.progress(scene.db, whole, NOW)

    fair = scene.fair(date(2024, 3, 1))
    before = []
    for name in ("Một", "Hai", "Ba"):
        maker, product = scene.maker(f"HTX {name} (mô phỏng)")
        scene.certify(scene.contest(), maker, product)
        scene.stand(fair, maker, product)
        before.append(counted(look))
    assert before[0] == before[1] == before[2]


@pytest.fixture
def counted(session: Session) -> Callable[[Callable[[], object]], int]:
    """How many statements a call sends."""

    def count(call: Callable[[], object]) -> int:
        session.flush()
        sent: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            sent.append(statement)

        bind = session.get_bind()
        sa.event.listen(bind, "before_cursor_execute", note)
        call()
        sa.event.remove(bind, "before_cursor_execute", note)
        return len(sent)

    return count
