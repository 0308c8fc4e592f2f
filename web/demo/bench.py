"""The bodies of a simulated contest: who sits in them, and what its jurors give."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from contest.bodies import service as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.contests import queries as contest_reads
from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.scoring import service as scoring
from core.clock import day_in_vietnam
from web.demo.scene import MARK, Scene

JURORS = ("head", "juror-1", "juror-2", "juror-3", "juror-4")


def council_size(contest: Contest) -> int:
    """How many sit in the council of a contest of this level."""
    return 7 if contest.level is ContestLevel.PROVINCE else 5


def found(scene: Scene, contest: Contest, *, jurors: int, when: datetime) -> None:
    """Council and jury with their seats."""
    secretary = scene.who("secretary")
    decided = day_in_vietnam(when)
    council = bodies.found(
        scene.session,
        secretary,
        contest.id,
        BodyKind.COUNCIL,
        "mô phỏng/QĐ-UBND",
        decided,
        f"Chủ tịch Ủy ban nhân dân{MARK}",
        when,
    )
    _seat(scene, council.id, "chair", Position.COUNCIL_CHAIR, when)
    _seat(scene, council.id, "member-1", Position.STANDING_VICE_CHAIR, when)
    for number in range(3, council_size(contest) + 1):
        bodies.appoint(
            scene.session,
            secretary,
            council.id,
            person=f"Ủy viên {number}{MARK}",
            title="Đại diện cơ quan liên quan",
            position=Position.COUNCIL_MEMBER,
            now=when,
        )
    jury = bodies.found(
        scene.session,
        secretary,
        contest.id,
        BodyKind.JURY,
        "mô phỏng/QĐ-HĐBC",
        decided,
        f"Chủ tịch Hội đồng{MARK}",
        when,
    )
    for name in JURORS[:jurors]:
        position = Position.JURY_HEAD if name == "head" else Position.JUROR
        _seat(scene, jury.id, name, position, when)
    for body in (council, jury):
        bodies.close_list(scene.session, secretary, body.id, when)


def _seat(scene: Scene, body_id: int, name: str, position: Position, when: datetime) -> None:
    account = scene.people[name]
    bodies.appoint(
        scene.session,
        scene.who("secretary"),
        body_id,
        person=account.name,
        title="",
        position=position,
        account_id=account.id,
        now=when,
    )
    scene.rights_changed()


def score(
    scene: Scene,
    contest: Contest,
    entries: Mapping[str, Entry],
    *,
    jurors: int,
    begins: datetime,
    unfinished: bool,
) -> None:
    """Every juror's sheets: near the product's quality, each juror a little stricter or not."""
    frames = contest_reads.frames_in_force(scene.session, contest.id)
    for number, juror in enumerate(JURORS[:jurors]):
        who = scene.who(juror)
        for place, (key, entry) in enumerate(entries.items()):
            if unfinished and place > number:
                continue
            dice = random.Random(f"{contest.slug}/{juror}/{key}")  # noqa: S311 (a story)
            aim = int(str(scene.details[key]["quality"])) - 2 + number
            points: dict[int, int | None] = {}
            frame = frames.of(entry.group)
            for leaf in (one for one in frame.criteria if one.leaf) if frame else ():
                share = min(100, max(30, aim + dice.randint(-8, 8)))
                points[leaf.id] = leaf.max_points * share // 100 // 25 * 25
            when = begins + timedelta(hours=1 + place)
            keep = scoring.save_sheet if unfinished and place == number else scoring.save_and_sign
            keep(scene.session, who, entry.id, points, "", when)
