"""The lock and the council's choice: nothing that the law does not say."""

from dataclasses import replace
from datetime import date

import pytest

from contest.contests.ruleset import MissingSheet
from contest.results import rules
from contest.results.rules import CouncilChoice, CouncilFacts, Standing
from core.registry.kinds import ProductGroup

CRAFT, FOOD = ProductGroup.HANDICRAFT, ProductGroup.PROCESSED_FOOD


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
