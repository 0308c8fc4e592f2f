"""Points as people write them."""

import pytest

from contest.scoring.points import read_points


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8,5", 850),
        ("8.5", 850),
        ("8", 800),
        ("12,25", 1225),
        ("0", 0),
        ("100", 10000),
        ("", None),
    ],
)
def test_points(typed: str, kept: int | None) -> None:
    assert read_points(typed) == kept


@pytest.mark.parametrize(
    "typed", ["tám", "8,555", "-1", "1e2", "nan", "inf", "8,", "8 5", "1.000", "٣", "½"]
)
def test_points_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not_points"):
        read_points(typed)
