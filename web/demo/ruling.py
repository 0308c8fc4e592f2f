"""What the province's present contest rules otherwise: a tie rule, and a frame of one group."""

from dataclasses import replace
from datetime import datetime

from contest.contests import frame as frames
from contest.contests import framing, rulebook, rulekeeping
from contest.contests.clauses import amended
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from core.registry.kinds import ProductGroup
from web.demo.scene import MARK, Scene

FOOD = {"I.1.a": 800, "I.1.b": 500, "I.2.e": 700, "II.2.b": 600, "II.2.c": 400, "II.2.a": 100}
"""Points that food gets otherwise than the frame of all groups: local materials, quality."""


def own(scene: Scene, contest: Contest, when: datetime) -> None:
    """A tie is looked at in three steps; food has a frame of its own."""
    rulekeeping.change(
        scene.session,
        scene.who("secretary"),
        contest.id,
        amended(
            rules_of(contest),
            f"Kế hoạch bình chọn{MARK}, mục 5",
            tie_rule=("part:I", "median", "council"),
        ),
        "Kế hoạch quy định thứ tự xét khi hai sản phẩm bằng điểm",
        when,
    )
    frame = framing.propose(
        scene.session,
        scene.who("head"),
        contest.id,
        _moved(),
        when,
        group=ProductGroup.PROCESSED_FOOD,
    )
    framing.approve(scene.session, scene.who("chair"), frame.id, when)


def _moved() -> list[frames.CriterionDraft]:
    tree = [
        replace(one, max_points=FOOD.get(one.code, one.max_points))
        for one in rulebook.default_frame()
    ]
    sums = frames.sums(tree)
    return [replace(one, max_points=sums[one.code]) for one in tree]
