"""What the paper says, from the words of decisions and rules."""

from dataclasses import replace

import pytest

from contest.certificates.printing import (
    from_json,
    group_words,
    level_rank,
    level_words,
    round_words,
    to_json,
    too_long,
)
from contest.contests import rulebook
from contest.contests.kinds import ContestLevel
from tests.contest.certificates.test_typeset import FACTS


def test_facts_survive_being_kept() -> None:
    assert from_json(to_json(FACTS)) == FACTS


def test_a_copy_that_is_not_whole_is_not_read() -> None:
    with pytest.raises(KeyError):
        from_json({"product_name": "Bình gốm đỏ"})


def test_each_level_has_its_rank_and_words() -> None:
    assert [(level_rank(level), level_words(level)) for level in ContestLevel] == [
        (1, "cấp xã"),
        (2, "cấp huyện"),
        (3, "cấp tỉnh"),
        (4, "cấp khu vực"),
        (5, "cấp quốc gia"),
    ]


def test_groups_are_named_as_in_the_rules_without_the_word_that_goes_before() -> None:
    assert [group_words(name) for name in rulebook.national()[-1].groups.values()] == [
        "Thủ công mỹ nghệ",
        "Chế biến nông, lâm, thủy sản và thực phẩm",
        "Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí",
        "Các sản phẩm khác",
    ]
    assert group_words("") == ""


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Bình chọn sản phẩm lần thứ 5", "kỳ bình chọn sản phẩm lần thứ 5"),
        ("Kỳ bình chọn năm 2026", "kỳ bình chọn năm 2026"),
        ("Cuộc bình chọn năm 2026", "cuộc bình chọn năm 2026"),
        ("Vĩnh Long 2026", "Vĩnh Long 2026"),
    ],
)
def test_a_round_is_named_within_its_sentence(title: str, words: str) -> None:
    assert round_words(title) == words


@pytest.mark.parametrize(
    ("field", "most"), [("product_name", 200), ("group_name", 80), ("signer_name", 60)]
)
def test_texts_beyond_what_the_page_is_sure_to_hold_are_too_long(field: str, most: int) -> None:
    changed = {field: "a" * most}
    assert not too_long(replace(FACTS, **changed))  # type: ignore[arg-type]  # a field by name
    changed = {field: "a" * (most + 1)}
    assert too_long(replace(FACTS, **changed))  # type: ignore[arg-type]  # a field by name
