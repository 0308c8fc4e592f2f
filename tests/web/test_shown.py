"""Numbers, money, points and dates as people read them."""

from datetime import UTC, date, datetime

import pytest

from web import shown


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [(850, "8,5"), (4000, "40"), (6999, "69,99"), (1, "0,01"), (0, "0"), (None, "–")],
)
def test_points(hundredths: int | None, said: str) -> None:
    assert shown.points(hundredths) == said


@pytest.mark.parametrize(
    ("total", "sheets", "said"),
    [
        (20999, 3, "69,99"),
        (13999, 2, "69,99"),
        (21000, 3, "70,00"),
        (0, 0, "–"),
        (20000, 3, "66,66"),
    ],
)
def test_an_average_is_cut_and_never_rounded_up(total: int, sheets: int, said: str) -> None:
    assert shown.average(total, sheets) == said


def test_the_rest() -> None:
    late = datetime(2026, 11, 21, 20, 42, tzinfo=UTC)
    assert (
        shown.dong(35_000_000),
        shown.dong(None),
        shown.number(1_234_567),
        shown.day(date(2026, 11, 22)),
        shown.day(late),
        shown.day_words(late),
        shown.moment(late),
    ) == (
        "35.000.000\u00a0đ",
        "–",
        "1.234.567",
        "22/11/2026",
        "22/11/2026",
        "ngày 22 tháng 11 năm 2026",
        "03:42 ngày 22/11/2026",
    )
