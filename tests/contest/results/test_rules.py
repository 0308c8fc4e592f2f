"""Means, ranks and the council's choice: exact, and nothing that the law does not say."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.contests.rules import MissingSheet
from contest.results import rules
from contest.results.rules import CouncilChoice, CouncilFacts, Place, Standing, Tally
from core.registry.kinds import ProductGroup
from web.shown import average

CRAFT, FOOD = ProductGroup.HANDICRAFT, ProductGroup.PROCESSED_FOOD


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
    assert average(sum(sheets), len(sheets)) == shown
    assert rules.eligible(sum(sheets), len(sheets), 7000) is passes


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
    found = rules.rank([Tally(i, CRAFT, *one) for i, one in enumerate(tallies)], 7000)
    assert [(found[i].rank, int(found[i].tied)) for i in range(len(tallies))] == expected


def test_groups_are_ranked_apart() -> None:
    found = rules.rank(
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
    found = rules.rank([Tally(i, None, *one) for i, one in enumerate(tallies)], 7000)
    means = [Fraction(total, sheets) for total, sheets in tallies]
    for i, mean in enumerate(means):
        assert found[i] == Place(
            rank=1 + sum(other > mean for other in means),
            tied=means.count(mean) > 1,
            eligible=mean >= 7000,
        )


REASON = "Giám khảo ốm, có đơn xin nghỉ"


@pytest.mark.parametrize(
    ("gaps", "missing", "over", "reason", "code"),
    [
        (0, MissingSheet.REFUSE_LOCK, False, "", None),
        (0, MissingSheet.AVERAGE_PRESENT_WITH_REASON, False, "", None),
        (1, MissingSheet.REFUSE_LOCK, True, REASON, "gaps_left"),
        (2, MissingSheet.AVERAGE_PRESENT_WITH_REASON, False, REASON, "gaps_before_deadline"),
        (2, MissingSheet.AVERAGE_PRESENT_WITH_REASON, True, "ốm", "reason_too_short"),
        (2, MissingSheet.AVERAGE_PRESENT_WITH_REASON, True, REASON, None),
    ],
)
def test_a_lock_with_gaps(
    gaps: int, missing: MissingSheet, over: bool, reason: str, code: str | None
) -> None:
    found = rules.refusal_to_lock(gaps, missing, over, reason)
    assert (found[0] if found else None) == code


STANDINGS = [
    Standing(1, "TC01", CRAFT, 27000, 3, True),
    Standing(2, "TC02", CRAFT, 24000, 3, True),
    Standing(3, "TC03", CRAFT, 16000, 2, True),  # the same mean as TC02
    Standing(4, "TC04", CRAFT, 20999, 3, False),
    Standing(5, "TP01", FOOD, 21000, 3, True),
]
COUNCIL = CouncilFacts(size=7, locked_on=date(2026, 11, 20), today=date(2026, 11, 22))
CHOICE = CouncilChoice(
    met_on=date(2026, 11, 21),
    present=7,
    votes_for=6,
    votes_against=1,
    quotas={CRAFT: 3, FOOD: 1},
    certified=frozenset({1, 2, 3, 5}),
    minutes_number="05/BB-HĐBC",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"prizes": {1: "Giải A", 4: ""}}, {}),
        ({"certified": frozenset({1})}, {}),  # the council may choose fewer than pass
        ({"certified": frozenset(), "quotas": {CRAFT: 0, FOOD: 0}}, {}),
        (
            {"certified": frozenset({1, 4}), "quotas": {CRAFT: 9, FOOD: 9}},
            {"certified": ("below_pass_mark", {"codes": "TC04"})},
        ),
        ({"certified": frozenset({1, 99})}, {"certified": ("entry_unknown", {})}),
        (
            {"quotas": {CRAFT: 2, FOOD: 1}},
            {"quota_handicraft": ("over_quota", {"count": 3, "quota": 2})},
        ),
        ({"quotas": {CRAFT: 3}}, {"quota_processed_food": ("missing", {})}),
        ({"quotas": {CRAFT: 3, FOOD: -1}}, {"quota_processed_food": ("missing", {})}),
        (
            {"present": 8, "votes_for": 8, "votes_against": 0},
            {"present": ("present_not_in_council", {"size": 7})},
        ),
        ({"present": 0}, {"present": ("present_not_in_council", {"size": 7})}),
        ({"votes_for": 5}, {"votes_for": ("votes_do_not_add_up", {"votes": 6, "present": 7})}),
        (
            {"votes_for": 8, "votes_against": -1},
            {"votes_for": ("votes_do_not_add_up", {"votes": 7, "present": 7})},
        ),
        (
            {"present": 6, "votes_for": 3, "votes_against": 3},
            {"votes_for": ("vote_without_majority", {})},
        ),
        ({"met_on": date(2026, 11, 23)}, {"met_on": ("day_ahead", {})}),
        (
            {"met_on": date(2026, 11, 19)},
            {"met_on": ("met_before_lock", {"locked": date(2026, 11, 20)})},
        ),
        ({"minutes_number": ""}, {"minutes_number": ("missing", {})}),
        ({"prizes": {4: "Giải A"}}, {"prize_4": ("prize_without_certificate", {})}),
        # A tie across the line is the council's own choice, and it says why.
        (
            {"certified": frozenset({1, 3})},
            {"note": ("choice_needs_reason", {"codes": "TC02", "least": 10})},
        ),
        ({"certified": frozenset({1, 3}), "note": "Đã có ba sản phẩm của cơ sở này"}, {}),
        # And so is a choice against the order of points.
        (
            {"certified": frozenset({2, 3})},
            {"note": ("choice_needs_reason", {"codes": "TC01", "least": 10})},
        ),
    ],
)
def test_what_a_council_may_decide(change: dict[str, object], expected: dict[str, object]) -> None:
    choice = replace(CHOICE, **change)  # type: ignore[arg-type]  # a table of fields
    assert rules.council_faults(choice, STANDINGS, COUNCIL) == expected
