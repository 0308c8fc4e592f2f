"""Typed text and what is made of it."""

from datetime import date

import pytest

from core.errors import Invalid
from web import forms
from web.forms import Reading, Typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("35.000.000", 35_000_000),
        ("35 000 000", 35_000_000),
        ("35000000", 35_000_000),
        ("35.000.000 đ", 35_000_000),
        ("35tr", 35_000_000),
        ("35 triệu", 35_000_000),
        ("2,5 tỷ", 2_500_000_000),
        ("2,080 tỷ", 2_080_000_000),
        ("74.975 triệu", 74_975_000_000),
        ("500k", 500_000),
        ("0", 0),
        ("999999999999", 999_999_999_999),
        ("", None),
    ],
)
def test_money(typed: str, kept: int | None) -> None:
    assert forms.dong(typed) == kept


@pytest.mark.parametrize(
    "typed", ["ba lăm triệu", "35.00", "1,5", "35 usd", "-5", "1.0000", "12,3,4 tỷ", "9" * 16]
)
def test_money_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not_money"):
        forms.dong(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("1/2/2026", date(2026, 2, 1)),
        ("31-12-2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("", None),
    ],
)
def test_day(typed: str, kept: date | None) -> None:
    assert forms.day(typed) == kept


@pytest.mark.parametrize("typed", ["31/02/2026", "12/31/2026", "31/12/26", "mai"])
def test_day_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not_a_day"):
        forms.day(typed)


def test_text_is_composed_and_cleaned() -> None:
    decomposed = "Đồ Sơn"
    assert forms.clean(f"  {decomposed}\x00\r\ndòng hai ") == "Đồ Sơn\ndòng hai"


def test_a_reading_finds_every_fault_at_once() -> None:
    reading = Reading(Typed([("name", ""), ("long", "x" * 11), ("day", "mai"), ("money", "x")]))
    reading.required("name")
    reading.text("long", most=10)
    reading.day("day")
    reading.dong("money")
    reading.whole("count")
    with pytest.raises(Invalid) as caught:
        reading.settle()
    assert caught.value.fields == {
        "name": "missing",
        "long": ("too_long", {"most": 10}),
        "day": "not_a_day",
        "money": "not_money",
        "count": "missing",
    }
