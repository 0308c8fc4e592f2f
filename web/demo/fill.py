"""Filling an empty database with the demonstration, and refusing any other."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core import installation, jobs
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.registry.model import Establishment
from core.territory import queries as territory
from web.demo import (
    aftermath,
    cast,
    changes,
    desk,
    history,
    ladder,
    makers,
    marks,
    planning,
    programme,
    recognitions,
    rounds,
    scheme,
    stands,
    years,
)
from web.demo.rounds import DAYS, Round
from web.demo.scene import Places, Scene, find_places
from web.imports.quiet import quiet
from web.telling.spread import spread
from web.wiring import Wiring

PROVINCE = "86"  # Vĩnh Long, before and after 1/7/2025
OLD_DISTRICT = "857"  # Long Hồ, until 30/6/2025


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
    with quiet(), unit_of_work(wiring.writes) as session:
        if found := _records(session):
            raise Refused(
                f"This database already holds {found} records; the demonstration is only "
                "loaded into an empty one. Name another with DATABASE_URL."
            )
        installation.mark_demonstration(session, now)
        scene = Scene(wiring, session, now, _places(session, now))
        with makers.drawing(wiring.storage) as drawn:
            recognitions.load(scene)
            history.load_published(scene)
            cast.assemble(scene, makers.holders())
            makers.settle(scene, drawn)
        for one in years.rounds(scene.places):
            changes.rename_until(scene, one.begins)
            rounds.hold(scene, one)
        ladder.climb(scene)
        for one in present(scene):
            rounds.hold(scene, one)
        ladder.enter(scene)
        planning.run(scene)
        stands.hold(scene)
        marks.open_all(scene)
        history.load_office(scene, PROVINCE)
        history.load_districts(scene)
        programme.run(scene)
        scheme.run(scene)
        desk.pile_up(scene)
        aftermath.follow(scene)
        jobs.due_from(session, now)
    spread(wiring, now)  # as a worker does: people are told what happened of late


def _records(session: Session) -> int:
    return sum(
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Account, Establishment, Contest)
    )


def _places(session: Session, now: datetime) -> Places:
    found = find_places(session, now, PROVINCE, OLD_DISTRICT)
    if found is None:
        raise Refused("The administrative units are not loaded: run `python -m web migrate`.")
    return found


def present(scene: Scene) -> list[Round]:
    """Commune rounds of this year: one in each stage that a contest passes, one cancelled."""
    communes = scene.places.communes

    def commune(
        place: str,
        until: Stage,
        products: tuple[str, ...],
        days: int,
        unfinished: bool = False,
        cancelled: str = "",
        **more: Any,
    ) -> Round:
        full_name = territory.get_place(scene.session, communes[place]).full_name
        name = full_name[0].lower() + full_name[1:]
        year = day_in_vietnam(scene.ago(days)).year
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
            **more,
        )

    return [
        commune("quoi-thien", Stage.OPEN, ("dau-dua", "dua-say"), 28),
        commune("a", Stage.ANNOUNCED, ("mat-dua", "keo-dua", "gao-dua"),
                DAYS["announce"] + 10),
        commune("b", Stage.JUDGING, ("gio-luc-binh", "tham-luc-binh", "bun-kho", "hu-tieu"),
                DAYS["judging"] + 1, unfinished=True),
        commune("c", Stage.RECOGNISED, ("dau-buoi", "xa-phong"), DAYS["recognise"] + 1,
                merged="Bộ chăm sóc da hương bưởi (mô phỏng)"),
        commune("d", Stage.DRAFT, (), 1),
        commune("e", Stage.LOCKED, ("tra-voi", "tra-sen"), DAYS["lock"] + 1,
                weighed=True),
        commune("f", Stage.DECIDED, ("khoai-say", "nam-say"), DAYS["submit"] + 1,
                corrected="Ghi nhầm số biên bản, Hội đồng họp ghi lại (mô phỏng)."),
        commune("g", Stage.OPEN, (), 9,
                cancelled="Chưa đủ cơ sở đăng ký, chuyển sang năm sau (mô phỏng)."),
    ]  # fmt: skip
