"""Amounts in words, as the brackets on Vietnamese papers say them."""

import pytest

from core.money import in_words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "không đồng"),
        (1, "một đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (11, "mười một đồng"),
        (15, "mười lăm đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (14, "mười bốn đồng"),
        (55, "năm mươi lăm đồng"),
        (101, "một trăm linh một đồng"),
        (110, "một trăm mười đồng"),
        (1_000, "một nghìn đồng"),
        (1_005, "một nghìn không trăm linh năm đồng"),
        (150_000, "một trăm năm mươi nghìn đồng"),
        (35_000_000, "ba mươi lăm triệu đồng"),
        (16_666_666, "mười sáu triệu sáu trăm sáu mươi sáu nghìn sáu trăm sáu mươi sáu đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (2_080_000_000, "hai tỷ không trăm tám mươi triệu đồng"),
        (74_975_000_000, "bảy mươi tư tỷ chín trăm bảy mươi lăm triệu đồng"),
        (1_000_000_000_000, "một nghìn tỷ đồng"),
        (1_000_000_001, "một tỷ không trăm linh một đồng"),
        (
            999_999_999_999,
            "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
            "chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
        ),
    ],
)
def test_an_amount_in_words(dong: int, words: str) -> None:
    assert in_words(dong) == words


@pytest.mark.parametrize("dong", [-1, 10**15])
def test_no_words_for_what_is_no_amount(dong: int) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        in_words(dong)
