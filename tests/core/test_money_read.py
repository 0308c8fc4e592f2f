"""Amounts as people type them: understood, or refused with every reading there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import MOST, Ambiguous, NotMoney, from_words, in_words, read, write

AMOUNTS = st.one_of(
    st.integers(0, MOST - 1),
    st.builds(lambda n, power: n * 10**power, st.integers(0, 999), st.sampled_from((3, 6, 9))),
)


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("2,080 tỷ", 2_080_000_000),
        ("74.975 triệu", 74_975_000_000),
        ("74.975 triệu đồng", 74_975_000_000),
        ("42.255 triệu", 42_255_000_000),
        ("35tr", 35_000_000),
        ("35 Tr", 35_000_000),
        ("2,5 tỷ", 2_500_000_000),
        ("2.5 tỷ", 2_500_000_000),
        ("2,08 tỉ đồng", 2_080_000_000),
        ("35.000.000", 35_000_000),
        ("35 000 000 đ", 35_000_000),
        ("35\u00a0000\u00a0000 ₫", 35_000_000),
        ("35,000,000", 35_000_000),
        ("35000000 VND", 35_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 5 nghìn đồng", 1_200_005_000),
        ("1tỷ200triệu", 1_200_000_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("0,2 nghìn tỷ", 200_000_000_000),
        ("500k", 500_000),
        ("0", 0),
        ("0,5 triệu", 500_000),
        ("1.234.567,0 đ", 1_234_567),
        ("hai tỷ không trăm tám mươi triệu đồng", 2_080_000_000),
        ("Ba mươi lăm triệu đồng chẵn", 35_000_000),
        ("hai trăm linh năm ngàn", 205_000),
    ],
)
def test_read(typed: str, dong: int) -> None:
    assert read(typed) == dong


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("2.080 tỷ", (2_080_000_000_000, 2_080_000_000)),
        ("74,975 triệu", (74_975_000, 74_975_000_000)),
        ("35,000", (35, 35_000)),
        ("1 tỷ 200", (1_000_000_200, 1_200_000_000)),
        ("1 tỷ 2", (1_000_000_002, 1_200_000_000)),
        ("35tr500", (35_000_500, 35_500_000)),
    ],
)
def test_two_readings_are_refused_and_both_are_told(typed: str, readings: tuple[int, int]) -> None:
    with pytest.raises(Ambiguous) as caught:
        read(typed)
    assert caught.value.readings == readings


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-5",
        "ba lăm triệu năm sáu",
        "35.00",
        "1,5",
        "35 usd",
        "1.0000",
        "12,3,4 tỷ",
        "12,345",  # by our custom a fraction: 12,345 đồng
        "9" * 16,
        "1000000 tỷ",
        "200 triệu 1 tỷ",
        "1 tỷ 2000 triệu",
        "1 tỷ 200 đồng lẻ",
        "=1+1",
        "1e9",
        "٣٥",
        "triệu",
        "tỷ đồng",
        "đồng",
        "trăm triệu",
        "hai ba triệu",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises((NotMoney, Ambiguous)):
        read(typed)


@given(AMOUNTS)
def test_words_lead_back_to_the_number(dong: int) -> None:
    assert from_words(in_words(dong)) == dong
    assert read(in_words(dong).capitalize()) == dong


@given(AMOUNTS)
def test_what_is_written_is_read_again(dong: int) -> None:
    assert read(write(dong)) == dong
    assert read(f"{dong:,}".replace(",", ".")) == dong


@given(st.text(alphabet="0123456789., tỷriệunghđồk-", max_size=20))
def test_whatever_is_typed_is_an_amount_or_refused(typed: str) -> None:
    try:
        assert 0 <= read(typed) < MOST
    except Ambiguous as both:
        one, other = both.readings
        assert one != other
    except NotMoney:
        pass


def test_writing() -> None:
    assert [write(one) for one in (0, 35_500, 2_080_000_000, 74_975_000_000)] == [
        "0 đồng",
        "35.500 đồng",
        "2.080 triệu đồng",
        "74.975 triệu đồng",
    ]
