"""Who may go up: one table."""

from dataclasses import replace
from datetime import date

import pytest

from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel, Stage
from contest.nominations.rules import Candidate, Goal, refusal_to_nominate

CERTIFIED = Candidate(
    number="07/2024",
    standing=Standing.IN_FORCE,
    valid_until=date(2027, 12, 31),
    level=ContestLevel.DISTRICT,
    upper_level=ContestLevel.PROVINCE,
    announced=True,
)
GOAL = Goal(ContestLevel.PROVINCE, Stage.OPEN, receives=True, covers_place=True)
NUMBER: dict[str, object] = {"number": "07/2024"}


@pytest.mark.parametrize(
    ("candidate", "goal", "refusal"),
    [
        (CERTIFIED, GOAL, None),
        (replace(CERTIFIED, level=ContestLevel.COMMUNE), GOAL, None),
        (replace(CERTIFIED, announced=False), GOAL, ("nomination_before_announcement", {})),
        (CERTIFIED, replace(GOAL, level=ContestLevel.REGION), ("nomination_wrong_level", {})),
        (CERTIFIED, replace(GOAL, level=ContestLevel.DISTRICT), ("nomination_wrong_level", {})),
        (replace(CERTIFIED, upper_level=None), GOAL, ("nomination_wrong_level", {})),
        (CERTIFIED, replace(GOAL, covers_place=False), ("nomination_outside_place", {})),
        (CERTIFIED, replace(GOAL, stage=Stage.DRAFT), ("nomination_contest_closed", {})),
        (CERTIFIED, replace(GOAL, stage=Stage.JUDGING), ("nomination_contest_closed", {})),
        (CERTIFIED, replace(GOAL, receives=False), ("nomination_contest_closed", {})),
        (
            replace(CERTIFIED, standing=Standing.REVOKED),
            GOAL,
            ("nomination_certificate_revoked", NUMBER),
        ),
        (
            replace(CERTIFIED, standing=Standing.NOT_YET),
            GOAL,
            ("nomination_certificate_not_yet", NUMBER),
        ),
        (
            replace(CERTIFIED, standing=Standing.EXPIRED),
            GOAL,
            (
                "nomination_certificate_expired",
                {**NUMBER, "until": date(2027, 12, 31), "source": ""},
            ),
        ),
    ],
)
def test_only_a_good_certificate_goes_one_level_up_within_its_place(
    candidate: Candidate, goal: Goal, refusal: tuple[str, dict[str, object]] | None
) -> None:
    assert refusal_to_nominate(candidate, goal) == refusal
