"""The calendars of rounds under way, a replaced member, and ties between jurors and entrants."""

from contest.bodies import queries as bodies
from contest.bodies import recusals
from contest.bodies import service as body_service
from contest.bodies.kinds import BodyKind
from contest.bodies.rules import ChangeDecision
from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.entries import queries as entries
from contest.plans import lists, service
from contest.plans.kinds import PlanStep
from contest.plans.lists import MilestoneFilter, Wait
from core.clock import day_in_vietnam
from core.listing import WHOLE
from core.registry.model import Establishment
from core.territory import queries as territory
from core.workdays import reference
from web.demo.scene import MARK, Scene

BY_HAND = (PlanStep.SUPPORT_TEAM, PlanStep.CEREMONY, PlanStep.NOMINATION)
"""Milestones that only a person can call done."""


def run(scene: Scene) -> None:
    """Calendars for the rounds under way; in the province a replaced member and two ties."""
    who = scene.who("secretary")
    for contest in contests.contests(scene.session, stages=set(Stage) - {Stage.CANCELLED}):
        if contest.stage is Stage.ANNOUNCED and contest.year < day_in_vietnam(scene.now).year:
            continue
        service.take_usual(
            scene.session, who, contest.id, reference.calendar(), contest.created_at
        )
    _catch_up(scene)
    _replace(scene)
    _tie(scene)


def _catch_up(scene: Scene) -> None:
    """What is past is done, but for the newest two: they wait on the first page."""
    today = day_in_vietnam(scene.now)
    late = lists.milestones(
        scene.session,
        [scene.places.province],
        [],
        MilestoneFilter(wait=Wait.LATE),
        today,
        WHOLE,
    )
    who = scene.who("secretary")
    for row in late.rows[:-2]:
        if row.milestone.step in BY_HAND:
            service.mark(scene.session, who, row.contest.id, row.milestone.id, True, scene.now)


def _replace(scene: Scene) -> None:
    """A member of the provincial council was replaced by a decision of its founder."""
    council = bodies.body(scene.session, scene.open_contest_id, BodyKind.COUNCIL)
    if council is None:
        return
    when = scene.ago(9)
    body_service.replace(
        scene.session,
        scene.who("secretary"),
        council.seats[-1].id,
        person=f"Ủy viên thay{MARK}",
        title="Đại diện cơ quan liên quan",
        decision=ChangeDecision("mô phỏng 2/QĐ-UBND", day_in_vietnam(when), council.founder),
        why="Chuyển công tác",
        now=when,
    )


def _tie(scene: Scene) -> None:
    """One entrant declares a juror; another juror lives where a maker works."""
    filed = entries.valid_entries(scene.session, scene.open_contest_id)
    seats = bodies.jury_seats(scene.session, scene.open_contest_id)
    if not filed or len(seats) < 3:
        return
    recusals.declare(
        scene.session,
        scene.who("producer-1"),
        filed[0].id,
        seats[1].id,
        f"Là anh em họ của chủ cơ sở{MARK}.",
        scene.ago(3),
    )
    maker = scene.session.get_one(Establishment, filed[-1].establishment_id)
    place = maker.unit_id or scene.places.province
    body_service.keep_profile(
        scene.session,
        scene.who("secretary"),
        seats[2].id,
        workplace=f"Trường cao đẳng{MARK}",
        tax_number="",
        phone="",
        address=f"{maker.address}, {territory.get_place(scene.session, place).full_name}",
        now=scene.ago(3),
    )
