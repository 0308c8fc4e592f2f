"""The lock and the council's choice: nothing that the law does not say."""

from dataclasses import replace
from datetime import date

import pytest

from contest.contests.ruleset import MissingSheet, Prize
from contest.results import rules
from contest.results.rules import Ballot, CouncilChoice, CouncilFacts, Standing
from core.registry.kinds import ProductGroup

CRAFT, FOOD = ProductGroup.HANDICRAFT, ProductGroup.PROCESSED_FOOD


@pytest.mark.parametrize(
    ("missing", "over", "code"),
    [
        (MissingSheet.REFUSE_LOCK, True, "gaps_left"),
        (MissingSheet.REFUSE_LOCK, False, "gaps_left"),
        (MissingSheet.AVERAGE_PRESENT_WITH_REASON, False, "gaps_before_deadline"),
        (MissingSheet.AVERAGE_PRESENT_WITH_REASON, True, None),
    ],
)
def test_a_lock_with_gaps(missing: MissingSheet, over: bool, code: str | None) -> None:
    found = rules.refusal_of_gaps(2, missing, over)
    assert found == ((code, {"count": 2}) if code else None)


STANDINGS = [
    Standing(1, "TC01", CRAFT, 27000, 3, True),
    Standing(2, "TC02", CRAFT, 24000, 3, True),
    Standing(3, "TC03", CRAFT, 16000, 2, True),  # the same mean as TC02
    Standing(4, "TC04", CRAFT, 20999, 3, False),
    Standing(5, "TP01", FOOD, 21000, 3, True),
]
COUNCIL = CouncilFacts(
    size=7,
    locked_on=date(2026, 11, 20),
    today=date(2026, 11, 22),
    prizes=(Prize("Giải A", 1, 3_000_000), Prize("Giải B", None, None)),
)
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
        ({"prizes": {1: "Giải B", 2: "Giải B", 5: "Giải A"}}, {}),
        (
            {"prizes": {1: "Giải A", 2: "Giải A"}},
            {"prizes": ("prize_too_many", {"prize": "Giải A", "count": 2, "most": 1})},
        ),
        ({"prizes": {1: "Giải C"}}, {"prize_1": ("prize_not_in_rules", {"prize": "Giải C"})}),
        # One number for all may stand instead of one for each group, or beside them.
        ({"quotas": {}, "quota_total": 4}, {}),
        ({"quotas": {CRAFT: 3}, "quota_total": 4}, {}),
        (
            {"quotas": {}, "quota_total": 3},
            {"quota_total": ("over_quota_total", {"count": 4, "quota": 3})},
        ),
        ({"quotas": {}, "quota_total": -1}, {"quota_total": ("missing", {})}),
        ({"votes_for": 5, "votes_against": 1, "abstained": 1}, {}),
        (
            {"votes_for": 5, "votes_against": 3, "abstained": -1},
            {"votes_for": ("votes_do_not_add_up", {"votes": 7, "present": 7})},
        ),
        # With one line for all, a better product of another group is passed over too.
        (
            {"certified": frozenset({5}), "quotas": {}, "quota_total": 1},
            {"note": ("choice_needs_reason", {"codes": "TC01, TC02, TC03", "least": 10})},
        ),
        # A tie across the line is the council's own choice, and it says why.
        (
            {"certified": frozenset({1, 3})},
            {"note": ("choice_needs_reason", {"codes": "TC02", "least": 10})},
        ),
        ({"certified": frozenset({1, 3}), "note": "Đã có ba sản phẩm của cơ sở này"}, {}),
        ({"certified": frozenset({1, 3}), "reasons": {2: "Không sản xuất hàng loạt"}}, {}),
        (
            {"certified": frozenset({1, 3}), "reasons": {2: "không"}},
            {"note": ("choice_needs_reason", {"codes": "TC02", "least": 10})},
        ),
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


def test_a_tie_that_the_rule_settled_needs_no_reason() -> None:
    """TC02 and TC03 have one mean; the tie rule put TC03 above."""
    facts = replace(COUNCIL, keys={1: 5, 3: 4, 2: 3, 4: 0, 5: 1})
    settled = replace(CHOICE, certified=frozenset({1, 3}), quotas={CRAFT: 2, FOOD: 1})
    against = replace(settled, certified=frozenset({1, 2}))
    assert rules.council_faults(settled, STANDINGS, facts) == {}
    assert rules.council_faults(against, STANDINGS, facts) == {
        "note": ("choice_needs_reason", {"codes": "TC03", "least": 10})
    }


def test_what_stands_inside_a_set_is_neither_chosen_nor_passed_over() -> None:
    facts = replace(COUNCIL, keys={1: 5, 3: 4, 4: 0, 5: 1}, within_sets=frozenset({2}))
    quotas = {CRAFT: 2, FOOD: 1}
    chosen = replace(CHOICE, certified=frozenset({1, 3}), quotas=quotas)
    assert rules.council_faults(chosen, STANDINGS, facts) == {}
    inside = replace(CHOICE, certified=frozenset({1, 2}), quotas=quotas)
    assert rules.council_faults(inside, STANDINGS, facts) == {
        "certified": ("chosen_within_set", {"codes": "TC02"})
    }


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [
        (Ballot(7, 0), None),
        (Ballot(4, 1, 1, 1), None),
        (Ballot(0, 6, 0, 1), None),
        (Ballot(6, 0), ("ballot_not_the_council", {"votes": 6, "size": 7})),
        (Ballot(8, 0), ("ballot_not_the_council", {"votes": 8, "size": 7})),
        (Ballot(8, -1), ("ballot_below_zero", {})),
        (Ballot(0, 0, 0, 7), ("ballot_of_nobody", {})),
    ],
)
def test_edge_16_a_ballot_adds_up_to_the_council(
    ballot: Ballot, expected: tuple[str, dict[str, object]] | None
) -> None:
    assert rules.fault_of_ballot(ballot, 7) == expected


def test_edge_16_a_product_that_was_voted_down_is_not_certified() -> None:
    facts = replace(COUNCIL, ballots={1: Ballot(7, 0), 5: Ballot(3, 3, 1)})
    assert rules.council_faults(CHOICE, STANDINGS, facts) == {
        "certified": ("voted_down", {"codes": "TP01"})
    }
