"""The milestones that rounds usually have, read from the data file beside this one."""

import json
from functools import cache
from pathlib import Path

from contest.plans.kinds import PlanStep
from contest.plans.rules import Usual

DATA = Path(__file__).parent / "data" / "steps.json"


@cache
def steps() -> tuple[Usual, ...]:
    """In the order of a round."""
    kept = json.loads(DATA.read_text(encoding="utf-8"))["steps"]
    return tuple(Usual(**{**one, "step": PlanStep(one["step"])}) for one in kept)
