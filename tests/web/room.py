"""A contest's room for tests of its pages: a place, a contest, its people."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Body
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.accounts.model import Account
from core.rights import Role
from tests.build import contests as build
from tests.build import people, register
from tests.build.places import Places, places

P = Position


@dataclass(frozen=True, slots=True)
class Room:
    """What a test may need of it."""

    where: Places
    contest: Contest
    secretary: Account

    @property
    def path(self) -> str:
        """The room's address."""
        return f"/dieu-hanh/binh-chon/{self.contest.slug}"


def room(db: Session, stage: Stage = Stage.OPEN, *, closed: bool = False) -> Room:
    """A provincial contest around this very moment; `closed`: its entries ended an hour ago."""
    where = places(db)
    now = datetime.now(UTC)
    contest = build.contest(
        db,
        unit_id=where.province,
        level=ContestLevel.PROVINCE,
        stage=stage,
        year=2026,
        entries_open_at=now - timedelta(days=9),
        entries_close_at=now - timedelta(hours=1) if closed else now + timedelta(days=5),
        judging_from=now + timedelta(days=6),
        judging_until=now + timedelta(days=8),
    )
    return Room(where, contest, people.person(db, Role.SECRETARY, unit_id=where.province))


def seated(db: Session, room: Room, council: int = 7, jury: int = 3) -> dict[BodyKind, Body]:
    """A council and a jury of these sizes, each with its head; every seat has an account."""
    made = {}
    for kind, size, head, rest in (
        (BodyKind.COUNCIL, council, P.COUNCIL_CHAIR, P.COUNCIL_MEMBER),
        (BodyKind.JURY, jury, P.JURY_HEAD, P.JUROR),
    ):
        made[kind] = build.body(db, room.contest, kind)
        for n in range(size):
            name = f"{kind} {n + 1} (mô phỏng)"
            build.seat(db, made[kind], people.account(db, name), head if n == 0 else rest)
    return made


def entered(
    db: Session, room: Room, status: EntryStatus = EntryStatus.VALID, **maker_facts: Any
) -> Entry:
    """A dossier of a maker in the province."""
    holder = people.account(db, "Chủ cơ sở (mô phỏng)")
    maker = register.establishment(db, unit_id=room.where.commune, holder=holder, **maker_facts)
    return build.entry(db, room.contest, register.product(db, maker), maker, status)


def ready(db: Session) -> Room:
    """Everything done that judging asks for."""
    made = room(db, closed=True)
    seated(db, made)
    entered(db, made)
    build.frame(db, made.contest, FrameStatus.APPROVED)
    return made
