"""The criteria tree: sums, places, and the default proposal."""

from dataclasses import replace

import pytest

from contest.contests import rulebook
from contest.contests.frame import (
    CriterionDraft,
    differences,
    frame_digest,
    frame_faults,
    leaves,
    sums,
)

MAXIMA = {"I": 4000, "II": 4000, "III": 1000, "IV": 1000}
TREE = (
    CriterionDraft("I", None, "Thị trường", 4000),
    CriterionDraft("I.1", "I", "Nhu cầu", 1500),
    CriterionDraft("I.2", "I", "Sản xuất", 2500),
    CriterionDraft("II", None, "Kinh tế", 4000),
    CriterionDraft("III", None, "Văn hóa", 1000),
    CriterionDraft("IV", None, "Khác", 1000),
)


def changed(of: str, **facts: object) -> tuple[CriterionDraft, ...]:
    return tuple(replace(one, **facts) if one.code == of else one for one in TREE)  # type: ignore[arg-type]  # a table


def told(sum_points: int, most_points: int) -> dict[str, object]:
    source = "TT 26/2014/TT-BCT Phụ lục 4"
    return {"sum_points": sum_points, "most_points": most_points, "source": source}


def frame_sum(points: int) -> tuple[str, dict[str, object]]:
    return "frame_sum", told(points, 4000)


def whole(points: int) -> tuple[str, dict[str, object]]:
    return "frame_whole_sum", told(points, 10_000)


@pytest.mark.parametrize(
    ("tree", "faults"),
    [
        (TREE, {}),
        (changed("I.1", max_points=1400), {"I": frame_sum(3900), "": whole(9900)}),
        (changed("I.1", max_points=1600), {"I": frame_sum(4100), "": whole(10_100)}),
        (
            changed("II", max_points=4100),
            {"II": ("frame_part_sum", told(4100, 4000)), "": whole(10_100)},
        ),
        (
            changed("III", max_points=None),
            {"III": ("criterion_without_points", {}), "": whole(9000)},
        ),
        (
            changed("I.1", max_points=0),
            {
                "I": frame_sum(2500),
                "I.1": ("criterion_without_points", {}),
                "": whole(8500),
            },
        ),
        (
            changed("I.2", max_points=-100)[:3],
            {"": ("frame_part_missing", {"parts": ("II", "III", "IV")})},
        ),
        (changed("I.2", code="I.1"), {"I.1": ("criterion_twice", {"code": "I.1"})}),
        (changed("I.2", parent_code="V"), {"I.2": ("criterion_parent_unknown", {"code": "V"})}),
        (changed("I.2", parent_code=None), {"I.2": ("frame_part_unknown", {"code": "I.2"})}),
        (changed("I.2", name=""), {"I.2": ("criterion_without_name", {})}),
        (changed("I.2", code=""), {"": ("criterion_without_code", {})}),
        ((), {"": ("frame_part_missing", {"parts": ("I", "II", "III", "IV")})}),
        (
            (*TREE, *(CriterionDraft(f"IV.{n}", "IV", "x", 1) for n in range(60))),
            {"": ("frame_too_long", {"most": 60})},
        ),
    ],
)
def test_what_is_wrong_with_a_frame(tree: tuple[CriterionDraft, ...], faults: object) -> None:
    assert frame_faults(tree, MAXIMA) == faults


def test_a_child_before_its_parent_is_refused() -> None:
    assert frame_faults((TREE[1], TREE[0], *TREE[2:]), MAXIMA) == {
        "I.1": ("criterion_parent_unknown", {"code": "I"})
    }


def test_sums_go_up_and_empty_points_count_nothing() -> None:
    assert leaves(TREE) == {"I.1", "I.2", "II", "III", "IV"}
    assert sums(changed("I.1", max_points=None)) == {
        "I": 2500,
        "I.1": 0,
        "I.2": 2500,
        "II": 4000,
        "III": 1000,
        "IV": 1000,
    }


def test_the_default_frame_fits_every_rule_set() -> None:
    tree = rulebook.default_frame()
    for rules in rulebook.national():
        assert frame_faults(tree, rules.frame_maxima) == {}
    found = sums(tree)
    assert sum(found[code] for code in MAXIMA) == 10_000
    assert {one.code: one.max_points for one in tree} == found
    assert len(leaves(tree)) == 21 + 1


def test_a_later_version_says_what_it_changes_and_has_another_digest() -> None:
    later = (*changed("I.1", max_points=1400)[:5], CriterionDraft("V", None, "Mới", 100))
    assert [(one.code, one.before, one.after) for one in differences(TREE, later)] == [
        ("I.1", TREE[1], later[1]),
        ("V", None, later[5]),
        ("IV", TREE[5], None),
    ]
    assert differences(TREE, TREE) == []
    assert frame_digest(TREE) == frame_digest(list(TREE))
    every = {
        frame_digest(tree)
        for tree in (
            TREE,
            TREE[::-1],
            changed("I.1", guidance="x"),
            changed("I.1", name="x"),
            changed("I.1", code="x"),
            changed("I.1", max_points=1),
            changed("I.1", parent_code="x"),
        )
    }
    assert len(every) == 7
