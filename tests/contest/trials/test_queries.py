"""Rules tried on a judged contest: what would come out, and that nothing changes."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.averaging import Average, Averaging
from contest.contests.clauses import amended
from contest.contests.kinds import Stage
from contest.contests.queries import rules_of
from contest.contests.ruleset import Quota, RuleSet
from contest.results import locking
from contest.results.lines import Because
from contest.results.model import Standing
from contest.trials.queries import judged, tried
from core.errors import Conflict
from tests.build import judging, people
from tests.build.judging import Hall
from tests.build.people import NOW

TOTALS = [[9000, 8000, 7000], [8500, 8500, 7000], [8200, 8000, 7800], [7200, 6900, 6800]]


def locked(session: Session) -> tuple[Hall, RuleSet]:
    """Averages 80, 80, 80 and 69.66…; the council certified the first two."""
    hall = judging.hall(session, entries=4)
    judging.sheets(session, hall, TOTALS)
    locking.lock(session, judging.desk(hall), hall.contest.id, NOW)
    for at, entry in enumerate(hall.entries):
        session.get_one(Standing, entry.id).certified = at < 2
    session.flush()
    return hall, rules_of(hall.contest)


def test_the_same_rules_come_out_the_same_but_for_what_the_council_chose(session: Session) -> None:
    hall, rules = locked(session)
    trial = tried(session, hall.contest, rules)
    assert [
        (one.entry_id, one.place.rank, one.was_rank, one.certified, one.decided)
        for one in trial.rows
    ] == [
        (hall.entries[0].id, 1, 1, True, True),
        (hall.entries[1].id, 1, 1, True, True),
        (hall.entries[2].id, 1, 1, True, False),  # no quota: whoever passes is within the line
        (hall.entries[3].id, 4, 4, False, False),
    ]
    assert (trial.eligible, trial.was_eligible, trial.certified, trial.decided) == (3, 3, 3, 2)
    assert (trial.discussed, trial.was_discussed, trial.differing) == (1, 1, 1)


def test_another_average_pass_mark_quota_and_tie_rule(session: Session) -> None:
    hall, rules = locked(session)
    before = session.execute(sa.select(Standing.entry_id, Standing.total_points)).all()
    other = amended(
        rules,
        "thử",
        averaging=Averaging(Average.MEDIAN),
        pass_mark=6900,
        quota=Quota(2, {}),
        tie_rule=("lowest_sheet", "council"),
        disparity_limit=1500,
    )
    trial = tried(session, hall.contest, other)
    found = {one.entry_id: one for one in trial.rows}
    told = [found[entry.id] for entry in hall.entries]
    assert [(one.total, one.divisor, one.place.rank) for one in told] == [
        (8000, 1, 2),
        (8500, 1, 1),
        (8000, 1, 2),
        (6900, 1, 4),  # 69 is enough now
    ]
    assert [one.place.eligible for one in told] == [True] * 4
    # The higher lowest sheet takes the last place within the line.
    assert [(one.certified, one.because) for one in told] == [
        (False, Because.TIE_LOST),
        (True, Because.WITHIN),
        (True, Because.TIE_WON),
        (False, Because.BEYOND_TOTAL),
    ]
    assert trial.discussed == 2
    silent = tried(session, hall.contest, replace(other, tie_rule=("council",)))
    assert silent.open == 2  # the council's own choice
    after = session.execute(sa.select(Standing.entry_id, Standing.total_points)).all()
    assert after == before
    assert rules_of(hall.contest) == rules


def test_groups_have_lines_of_their_own(session: Session) -> None:
    hall, rules = locked(session)
    trial = tried(session, hall.contest, replace(rules, quota=Quota(None, {"handicraft": 2})))
    assert [one.certified for one in trial.rows] == [None, None, None, False]


def test_only_what_is_locked_and_may_be_read_is_tried(session: Session) -> None:
    hall = judging.hall(session)
    assert judged(session, judging.desk(hall)) == []
    with pytest.raises(Conflict, match="results_not_ready"):
        tried(session, hall.contest, rules_of(hall.contest))
    for stage in (Stage.LOCKED, Stage.ANNOUNCED):
        hall.contest.stage = stage
        session.flush()
        assert judged(session, judging.desk(hall)) == [hall.contest]
    stranger = people.account(session, "Người khác (mô phỏng)")
    assert judged(session, people.identity(stranger)) == []
    hall.contest.stage = Stage.CANCELLED
    session.flush()
    assert judged(session, judging.desk(hall)) == []
