"""One sheet: who may write on it, what it may hold, what it adds up to."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contest.contests.kinds import Stage
from contest.scoring import rules
from contest.scoring.rules import BenchFacts, Leaf

UNTIL = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
GOOD = BenchFacts(
    stage=Stage.JUDGING,
    judging_until=UNTIL,
    now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    has_seat=True,
    recused=False,
    entry_valid=True,
    signed=False,
)
LEAVES = (Leaf(1, 4000), Leaf(2, 1000))


@pytest.mark.parametrize(
    ("change", "to_see", "to_score"),
    [
        ({}, None, None),
        ({"has_seat": False}, "not_on_jury", "not_on_jury"),
        ({"has_seat": False, "recused": True}, "not_on_jury", "not_on_jury"),
        ({"recused": True}, "recused", "recused"),
        ({"entry_valid": False}, "entry_not_valid", "entry_not_valid"),
        ({"stage": Stage.DRAFT}, "judging_not_open", "judging_not_open"),
        ({"stage": Stage.OPEN}, "judging_not_open", "judging_not_open"),
        ({"stage": Stage.LOCKED}, None, "judging_closed"),
        ({"stage": Stage.ANNOUNCED}, None, "judging_closed"),
        ({"stage": Stage.CANCELLED}, None, "judging_closed"),
        ({"signed": True}, None, "sheet_signed"),
        ({"signed": True, "stage": Stage.LOCKED}, None, "judging_closed"),
        ({"now": datetime(2026, 11, 22, 10, 0, 59, tzinfo=UTC)}, None, None),
        ({"now": datetime(2026, 11, 22, 10, 1, tzinfo=UTC)}, None, "judging_closed"),
    ],
)
def test_refusals(change: dict[str, object], to_see: str | None, to_score: str | None) -> None:
    facts = replace(GOOD, **change)  # type: ignore[arg-type]  # a table of fields
    assert (rules.refusal_to_see(facts), rules.refusal_to_score(facts)) == (to_see, to_score)


OVER = ("points_out_of_range", {"max_points": 4000})


@pytest.mark.parametrize(
    ("points", "draft", "complete"),
    [
        ({1: 4000, 2: 0}, {}, {}),
        ({}, {}, {1: "missing", 2: "missing"}),
        ({1: None, 2: 500}, {}, {1: "missing"}),
        ({1: 4001, 2: 500}, {1: OVER}, {1: OVER}),
        ({1: 4100, 2: 500}, {1: OVER}, {1: OVER}),
        ({1: -1, 2: 500}, {1: OVER}, {1: OVER}),
        ({1: 1, 2: 1, 3: 100000}, {3: "criterion_unknown"}, {3: "criterion_unknown"}),
        ({1: 1, 2: 1, 3: None}, {3: "criterion_unknown"}, {3: "criterion_unknown"}),
        ({-999: 1000}, {-999: "criterion_unknown"}, None),
    ],
)
def test_faults(
    points: dict[int, int | None], draft: dict[int, object], complete: dict[int, object] | None
) -> None:
    assert rules.faults(LEAVES, points) == draft
    if complete is not None:
        assert rules.faults(LEAVES, points, complete=True) == complete


def test_an_empty_field_is_not_0() -> None:
    stored = {1: 850, 2: 0}
    assert rules.merged(stored, {1: None}) == {2: 0}
    assert rules.merged(stored, {2: 100}) == {1: 850, 2: 100}
    assert rules.merged(stored, {}) == stored
    assert rules.total({1: 850, 2: 5}) == 855
    assert rules.total({}) == 0


def test_what_differs() -> None:
    assert rules.differing({1: 850}, {1: 850, 2: None}) == ()
    assert rules.differing({1: 850}, {1: 851, 2: 0}) == (1, 2)
    assert rules.differing({1: 850}, {1: None}) == (1,)


def test_each_juror_has_an_order_that_stays() -> None:
    entries = list(range(1, 9))
    orders = {
        tuple(sorted(entries, key=lambda e: rules.place_in_list(seat, e))) for seat in range(1, 6)
    }
    assert len(orders) == 5
    assert sorted(entries, key=lambda e: rules.place_in_list(1, e)) == [7, 4, 8, 6, 5, 2, 3, 1]
