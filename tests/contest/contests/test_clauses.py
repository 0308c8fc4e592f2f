"""What a contest's own clauses may say."""

from dataclasses import replace
from typing import Any

import pytest

from contest.contests import rulebook
from contest.contests.averaging import Average, Averaging
from contest.contests.clauses import CLAUSES, amended, changed, faults_of_rules
from contest.contests.kinds import ContestLevel
from contest.contests.ruleset import PaperAsked, Prize, Quota, from_json, to_json

RULES = rulebook.national()[-1]
PROVINCE = ContestLevel.PROVINCE
SIZES = ("clause_sizes", {"least": 3, "most": 99})
NUMBER = "clause_number"


def of_sizes(*sizes: int) -> dict[ContestLevel, tuple[int, ...]]:
    return {**RULES.council_sizes, PROVINCE: sizes}


def test_every_rule_set_that_is_shipped_can_be_obeyed() -> None:
    for rules in rulebook.national():
        assert faults_of_rules(rules, ["vn"]) == {}
        for variant in rulebook.provincial():
            assert faults_of_rules(variant.of(rules)) == {}


@pytest.mark.parametrize(
    ("clauses", "faults"),
    [
        ({"council_sizes": of_sizes(7, 9)}, {}),
        ({"council_sizes": of_sizes()}, {"council_sizes.province": SIZES}),
        ({"council_sizes": of_sizes(9, 7)}, {"council_sizes.province": SIZES}),
        ({"council_sizes": of_sizes(7, 7)}, {"council_sizes.province": SIZES}),
        ({"council_sizes": of_sizes(1)}, {"council_sizes.province": SIZES}),
        ({"council_sizes": of_sizes(100)}, {"council_sizes.province": SIZES}),
        ({"jury_sizes": (5, 7)}, {}),
        ({"jury_sizes": (5, 8)}, {"jury_sizes": ("clause_jury_even", {})}),
        ({"jury_sizes": (5, 8), "jury_odd": False}, {}),
        ({"jury_sizes": (2,)}, {"jury_sizes": SIZES}),
        (
            {"ladder": {**RULES.ladder, PROVINCE: ContestLevel.COMMUNE}},
            {"ladder": ("clause_ladder", {})},
        ),
        ({"ladder": {**RULES.ladder, PROVINCE: PROVINCE}}, {"ladder": ("clause_ladder", {})}),
        ({"ladder": {**RULES.ladder, PROVINCE: ContestLevel.NATION}}, {}),  # skips a level
        ({"min_photos": 21}, {"min_photos": (NUMBER, {"least": 0, "most": 20})}),
        ({"complaint_days": 0}, {"complaint_days": (NUMBER, {"least": 1, "most": 90})}),
        ({"resolve_days": 91}, {"resolve_days": (NUMBER, {"least": 1, "most": 90})}),
        ({"validity_years": 0}, {"validity_years": (NUMBER, {"least": 1, "most": 10})}),
        ({"validity_years": 4}, {}),
        (
            {"frame_maxima": {"I": 4000, "II": 4000, "III": 1000, "IV": 900}},
            {"frame_maxima": ("clause_maxima_sum", {"sum_points": 9900})},
        ),
        ({"frame_maxima": {"I": 3000, "II": 3000, "III": 2000, "IV": 2000}}, {}),
        (
            {"frame_maxima": {"I": 10_000, "II": 0}},
            {"frame_maxima.II": ("criterion_without_points", {})},
        ),
        ({"pass_mark": 0}, {"pass_mark": ("points_out_of_range", {"max_points": 10_000})}),
        (
            {"disparity_limit": 10_001},
            {"disparity_limit": ("points_out_of_range", {"max_points": 10_000})},
        ),
        ({"disparity_limit": None}, {}),
        ({"averaging": Averaging(Average.TRIMMED, 2), "jury_sizes": (5, 7)}, {}),
        (
            {"averaging": Averaging(Average.TRIMMED, 2), "jury_sizes": (3, 7)},
            {"averaging": ("clause_all_dropped", {"count": 2})},
        ),
        ({"tie_rule": ("part:I", "median", "lowest_sheet", "council")}, {}),
        (
            {"tie_rule": ("part:V", "council")},
            {"tie_rule": ("clause_tie_step", {"step": "part:V"})},
        ),
        ({"tie_rule": ("council", "median")}, {"tie_rule": ("clause_tie_end", {})}),
        ({"tie_rule": ()}, {"tie_rule": ("clause_tie_end", {})}),
        ({"tie_rule": ("median", "median", "council")}, {"tie_rule": ("clause_twice", {})}),
        ({"quota": Quota(30, {"machinery": 5})}, {}),
        ({"quota": Quota(0, {})}, {"quota.total": (NUMBER, {"least": 1, "most": 9999})}),
        ({"quota": Quota(10_000, {})}, {"quota.total": (NUMBER, {"least": 1, "most": 9999})}),
        ({"quota": Quota(None, {"thuyen": 5})}, {"quota.thuyen": ("unknown_choice", {})}),
        ({"groups": {"other": "Khác"}}, {"groups": ("clause_groups", {})}),
        ({"groups": {**RULES.groups, "other": " "}}, {"groups.other": ("missing", {})}),
        (
            {"prizes": (Prize("A", 2, 5_000_000), Prize("A", 4, None), Prize("", 1, 1))},
            {"prizes.1": ("clause_twice", {}), "prizes.2": ("missing", {})},
        ),
        ({"prizes": (Prize("A", 0, None),)}, {"prizes.0": (NUMBER, {"least": 1, "most": 9999})}),
        (
            {"checklist": (PaperAsked("x", "Phiếu", True), PaperAsked("x", "Bản sao", True))},
            {"checklist": ("clause_twice", {})},
        ),
        ({"photo_angles": ("behind",)}, {"photo_angles": ("unknown_choice", {})}),
        (
            {"photo_angles": ("front", "side", "top"), "min_photos": 2},
            {"min_photos": ("clause_photos", {"least": 3})},
        ),
        ({"calendar": "sao-hoa"}, {"calendar": ("unknown_choice", {})}),
    ],
)
def test_what_cannot_be_obeyed(clauses: dict[str, Any], faults: object) -> None:
    assert faults_of_rules(replace(RULES, **clauses), ["vn"]) == faults


def test_a_changed_clause_names_where_it_stands_and_is_no_default_any_more() -> None:
    assert "tie_rule" in RULES.unread
    own = amended(RULES, "Thể lệ, Điều 6", tie_rule=("part:I", "council"), pass_mark=7000)
    assert changed(RULES, own) == ("tie_rule",)
    assert own.sources["tie_rule"] == "Thể lệ, Điều 6"
    assert own.sources["pass_mark"] == RULES.sources["pass_mark"]
    assert set(RULES.unread) - set(own.unread) == {"tie_rule"}
    assert from_json(to_json(own)) == own
    assert amended(RULES, "x") == RULES
    # The size of one level only was not read: a change of the sizes leaves nothing unread.
    sized = amended(RULES, "x", council_sizes=of_sizes(7))
    assert not any(one.startswith("council_sizes") for one in sized.unread)
    assert len(CLAUSES) == 26
