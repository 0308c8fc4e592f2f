"""Averages, places and the quota's line: exact, and never settled by order or id."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.contests.averaging import Average, Averaging
from contest.results.ranking import (
    Place,
    Quotas,
    Tally,
    average,
    certified,
    eligible,
    exact,
    rank,
)
from core.registry.kinds import ProductGroup
from web.shown import average as shown_average

CRAFT, FOOD = ProductGroup.HANDICRAFT, ProductGroup.PROCESSED_FOOD
MEDIAN = Averaging(Average.MEDIAN)
POINTS = st.integers(0, 10_000)
SHEETS = st.lists(POINTS, min_size=1, max_size=13)


@pytest.mark.parametrize(
    ("sheets", "shown", "passes"),
    [
        ([7000, 7000, 7000], "70,00", True),
        ([6999, 7000], "69,99", False),  # 69.995: cut, never rounded up
        ([6999, 7000, 7000], "69,99", False),  # 69.996…
        ([7000, 7000, 6999], "69,99", False),
        ([7001, 7000, 6999], "70,00", True),
        ([6000, 8000], "70,00", True),
        ([7000], "70,00", True),
        ([], "–", False),  # nobody scored it: no mean, not 0
        ([0], "0,00", False),
        ([10000, 10000, 10000], "100,00", True),
        ([8550, 8550, 8549], "85,49", True),
    ],
)
def test_the_mean_is_exact(sheets: list[int], shown: str, passes: bool) -> None:
    assert shown_average(*average(sheets)) == shown
    assert eligible(*average(sheets), 7000) is passes


@pytest.mark.parametrize(
    ("tallies", "expected"),
    [
        # (total, sheets) → (rank, tied)
        ([(24000, 3), (23000, 3), (23000, 3), (22000, 3)], [(1, 0), (2, 1), (2, 1), (4, 0)]),
        # A recused juror makes another denominator: 160/2 = 240/3.
        ([(16000, 2), (24000, 3), (23999, 3)], [(1, 1), (1, 1), (3, 0)]),
        # 70.00 and 70.003… look alike and are not.
        ([(14000, 2), (21001, 3)], [(2, 0), (1, 0)]),
        ([(0, 0), (100, 1), (0, 0)], [(None, 0), (1, 0), (None, 0)]),
        ([(0, 0), (0, 1)], [(None, 0), (1, 0)]),
        ([(7000, 1)] * 3, [(1, 1)] * 3),
    ],
)
def test_ranks(tallies: list[tuple[int, int]], expected: list[tuple[int | None, int]]) -> None:
    found = rank([Tally(i, CRAFT, *one) for i, one in enumerate(tallies)], 7000)
    assert [(found[i].rank, int(found[i].tied)) for i in range(len(tallies))] == expected


def test_groups_are_ranked_apart() -> None:
    found = rank(
        [Tally(1, CRAFT, 8000, 1), Tally(2, FOOD, 6999, 1), Tally(3, CRAFT, 9000, 1)], 7000
    )
    assert found == {
        1: Place(2, False, True),
        2: Place(1, False, False),
        3: Place(1, False, True),
    }


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90000), st.integers(1, 9)), min_size=1, max_size=12))
def test_ranks_agree_with_fractions(tallies: list[tuple[int, int]]) -> None:
    found = rank([Tally(i, None, *one) for i, one in enumerate(tallies)], 7000)
    means = [Fraction(total, sheets) for total, sheets in tallies]
    for i, mean in enumerate(means):
        assert found[i] == Place(
            rank=1 + sum(other > mean for other in means),
            tied=means.count(mean) > 1,
            eligible=mean >= 7000,
        )


# ------------------------------------------------------------------------- other ways to average


@pytest.mark.parametrize(
    ("sheets", "how", "expected"),
    [
        ([9000, 7000, 8000], MEDIAN, (8000, 1)),
        ([9000, 7000, 8000, 8001], MEDIAN, (16001, 2)),
        ([9000], MEDIAN, (9000, 1)),
        ([9000, 7000], MEDIAN, (16000, 2)),
        ([], MEDIAN, (0, 0)),
        ([9000, 7000, 8000], Averaging(Average.TRIMMED, 1), (8000, 1)),
        ([9000, 7000, 8000, 8000, 1], Averaging(Average.TRIMMED, 2), (8000, 1)),
        ([9000, 9000, 7000, 8000, 1], Averaging(Average.TRIMMED, 1), (24000, 3)),
        ([9000, 7000], Averaging(Average.TRIMMED, 1), (0, 0)),  # nothing is left: no average
        ([], Averaging(Average.TRIMMED, 1), (0, 0)),
    ],
)
def test_averages(sheets: list[int], how: Averaging, expected: tuple[int, int]) -> None:
    assert average(sheets, how) == expected


@pytest.mark.parametrize(
    ("method", "drop"),
    [(Average.MEAN, 1), (Average.MEDIAN, 1), (Average.TRIMMED, 0), (Average.TRIMMED, -1)],
)
def test_no_other_number_of_dropped_sheets(method: Average, drop: int) -> None:
    with pytest.raises(ValueError, match="cannot put"):
        Averaging(method, drop)


WAYS = st.sampled_from(
    [Averaging(), MEDIAN, Averaging(Average.TRIMMED, 1), Averaging(Average.TRIMMED, 2)]
)


@settings(max_examples=200, deadline=None)
@given(SHEETS, WAYS, st.randoms(use_true_random=False))
def test_the_order_of_sheets_changes_nothing(sheets, how, random):  # type: ignore[no-untyped-def]  # drawn values
    shuffled = list(sheets)
    random.shuffle(shuffled)
    assert average(shuffled, how) == average(sheets, how)


@settings(max_examples=200, deadline=None)
@given(SHEETS)
def test_a_sheet_that_equals_the_mean_changes_no_mean(sheets: list[int]) -> None:
    total, divisor = average(sheets)
    mean = Fraction(total, divisor)
    # Over exact fractions: the sheet that equals the mean need not be a whole hundredth.
    assert (total + mean) / (divisor + 1) == mean


@settings(max_examples=300, deadline=None)
@given(SHEETS, WAYS)
def test_no_way_of_rounding_lifts_anything_over_the_mark(
    sheets: list[int], how: Averaging
) -> None:
    total, divisor = average(sheets, how)
    value = exact(total, divisor)
    shown = shown_average(total, divisor)
    assert eligible(total, divisor, 7000) is (value is not None and value >= 70)
    if value is not None:
        whole, cents = shown.split(",")
        assert Fraction(int(whole) * 100 + int(cents), 100) <= value


# ------------------------------------------------------------------------------- the quota's line

LINES = [
    # (totals of one sheet each), quota → verdicts
    ([9000, 8000, 7500], None, [True, True, True]),
    ([9000, 8000, 6999], None, [True, True, False]),
    ([9000, 8000, 7500], 2, [True, True, False]),
    ([9000, 8000, 8000, 7000], 2, [True, None, None, False]),  # the tie crosses the line
    ([9000, 8000, 8000, 7000], 3, [True, True, True, False]),
    ([9000, 8000, 8000, 7000], 1, [True, False, False, False]),
    ([8000, 8000, 8000], 2, [None, None, None]),
    ([9000, 6999, 6999], 3, [True, False, False]),  # a quota never certifies below the mark
    ([7000, 6999], 5, [True, False]),
    ([7000], 0, [False]),
]


@pytest.mark.parametrize(("totals", "quota", "expected"), LINES)
def test_the_line_in_all_and_in_a_group(
    totals: list[int], quota: int | None, expected: list[bool | None]
) -> None:
    tallies = [Tally(i, CRAFT, total, 1) for i, total in enumerate(totals)]
    whole = certified(tallies, 7000, Quotas(total=quota))
    group = certified(tallies, 7000, Quotas(groups={} if quota is None else {CRAFT: quota}))
    assert [list(whole.values()), list(group.values())] == [expected, expected]


def test_both_lines() -> None:
    tallies = [
        Tally(1, CRAFT, 9000, 1),
        Tally(2, CRAFT, 8500, 1),
        Tally(3, CRAFT, 8500, 1),
        Tally(4, FOOD, 8000, 1),
        Tally(5, FOOD, 7000, 1),
    ]
    quotas = Quotas(total=3, groups={CRAFT: 2, FOOD: 1})
    assert certified(tallies, 7000, quotas) == {1: True, 2: None, 3: None, 4: None, 5: False}
    assert certified(tallies, 7000, Quotas(total=2, groups={CRAFT: 1})) == {
        1: True,
        2: False,
        3: False,
        4: True,
        5: False,
    }


def test_no_average_is_no_certificate() -> None:
    assert certified([Tally(1, CRAFT, 0, 0)], 0, Quotas()) == {1: False}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(6990, 7010)), max_size=12),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_the_line_agrees_with_counting_and_never_falls_by_id(entries, quota, random):  # type: ignore[no-untyped-def]  # drawn values
    ids = list(range(len(entries)))
    random.shuffle(ids)
    tallies = [
        Tally(one, group, points, 1) for one, (group, points) in zip(ids, entries, strict=True)
    ]
    found = certified(tallies, 7000, Quotas(groups=dict.fromkeys("AB", quota)))
    for tally in tallies:
        rivals = [o.total for o in tallies if o.group == tally.group and o.total >= 7000]
        better = sum(points > tally.total for points in rivals)
        level = sum(points == tally.total for points in rivals)
        if tally.total < 7000 or better >= quota:
            assert found[tally.entry_id] is False
        else:
            assert found[tally.entry_id] is (True if better + level <= quota else None)
    assert sum(one is True for one in found.values()) <= 2 * quota
