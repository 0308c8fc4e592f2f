"""Filling an empty database with the demonstration, and refusing any other."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core import installation
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.registry.model import Establishment
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web.demo import cast, ladder, makers, market, recognitions, rounds
from web.demo.rounds import DAYS, Round
from web.demo.scene import Places, Scene, at
from web.wiring import Wiring

PROVINCE = "86"  # Vĩnh Long, before and after 1/7/2025
OLD_DISTRICT = "857"  # Long Hồ, until 30/6/2025
OLD_DAY = at(2024, 6, 1).date()


class Refused(Exception):
    """The database holds records that are not a demonstration's."""


def is_empty(wiring: Wiring) -> bool:
    """Whether nobody and nothing is registered yet (units do not count)."""
    with unit_of_work(wiring.reads) as session:
        return not _records(session)


def fill(wiring: Wiring, now: datetime) -> None:
    """Everything in one transaction: a demonstration is whole or not there.

    Raises Refused for a database with records, also for one that holds a demonstration already.
    """
    with unit_of_work(wiring.writes) as session:
        if found := _records(session):
            raise Refused(
                f"This database already holds {found} records; the demonstration is only "
                "loaded into an empty one. Name another with DATABASE_URL."
            )
        installation.mark_demonstration(session, now)
        scene = Scene(wiring, session, now, _places(session, now))
        recognitions.load(scene)
        cast.assemble(scene)
        makers.settle(scene)
        for one in past(scene):
            rounds.hold(scene, one)
        ladder.climb(scene)
        for one in present(scene):
            rounds.hold(scene, one)
        market.hold(scene)


def _records(session: Session) -> int:
    return sum(
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Account, Establishment, Contest)
    )


def _places(session: Session, now: datetime) -> Places:
    today = day_in_vietnam(now)
    province = territory.find_unit_by_code(session, UnitKind.PROVINCE, PROVINCE, today)
    district = territory.find_unit_by_code(session, UnitKind.DISTRICT, OLD_DISTRICT, OLD_DAY)
    if province is None or district is None:
        raise Refused("The administrative units are not loaded: run `python -m web migrate`.")
    old = territory.children(session, district.id, OLD_DAY)
    new = territory.children(session, province.id, today)
    return Places(
        province=province.id,
        old_district=district.id,
        long_ho=old[0].id,
        communes={name: place.id for name, place in zip("abcdefg", new, strict=False)},
    )


def past(scene: Scene) -> list[Round]:
    """Rounds that are over: one with expired certificates, one that leads to the province."""
    district = "Ủy ban nhân dân huyện Long Hồ"
    return [
        Round(
            title="Bình chọn sản phẩm CNNT tiêu biểu huyện Long Hồ năm 2019 (mô phỏng)",
            level=ContestLevel.DISTRICT,
            unit_id=scene.places.old_district,
            year=2019,
            begins=at(2019, 3, 4),
            until=Stage.ANNOUNCED,
            products=("non-la", "banh-in", "chieu-hoa"),
            authority=district,
        ),
        Round(
            title="Bình chọn sản phẩm CNNT tiêu biểu huyện Long Hồ năm 2024 (mô phỏng)",
            level=ContestLevel.DISTRICT,
            unit_id=scene.places.old_district,
            year=2024,
            begins=at(2024, 3, 4),
            until=Stage.ANNOUNCED,
            products=(
                "binh-gom",
                "den-gom",
                "non-la",
                "banh-trang",
                "chieu-hoa",
                "mam-linh",
                "may-xoi",
            ),
            authority=district,
            jurors=5,
            leave_out=1,
        ),
    ]


def present(scene: Scene) -> list[Round]:
    """Commune rounds of this year: one in each stage that a contest passes, one cancelled."""
    communes = scene.places.communes
    year = day_in_vietnam(scene.now).year

    def commune(
        place: str,
        until: Stage,
        products: tuple[str, ...],
        days: int,
        unfinished: bool = False,
        cancelled: str = "",
    ) -> Round:
        full_name = territory.get_place(scene.session, communes[place]).full_name
        name = full_name[0].lower() + full_name[1:]
        return Round(
            title=f"Bình chọn sản phẩm CNNT tiêu biểu {name} năm {year} (mô phỏng)",
            level=ContestLevel.COMMUNE,
            unit_id=communes[place],
            year=year,
            begins=scene.ago(days),
            until=until,
            products=products,
            authority=f"Ủy ban nhân dân {name}",
            unfinished=unfinished,
            cancelled=cancelled,
        )

    return [
        commune("a", Stage.ANNOUNCED, ("mat-dua", "keo-dua", "gao-dua"), 120),
        commune("b", Stage.JUDGING, ("gio-luc-binh", "tham-luc-binh", "bun-kho", "hu-tieu"),
                DAYS["judging"] + 1, unfinished=True),
        commune("c", Stage.RECOGNISED, ("dau-buoi", "xa-phong"), DAYS["recognise"] + 1),
        commune("d", Stage.DRAFT, (), 1),
        commune("e", Stage.LOCKED, ("tra-voi", "tra-sen"), DAYS["lock"] + 1),
        commune("f", Stage.DECIDED, ("khoai-say", "nam-say"), DAYS["submit"] + 1),
        commune("g", Stage.OPEN, (), 9,
                cancelled="Chưa đủ cơ sở đăng ký, chuyển sang năm sau (mô phỏng)."),
    ]  # fmt: skip
