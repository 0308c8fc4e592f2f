"""Intervals and severities on simulated panels, where the truth is known."""

from collections import Counter
from random import Random
from statistics import correlation

import pytest

from contest.advice import icc
from contest.advice.ratings import Ratings, of
from contest.advice.severity import severities

RUNS = 2_000


def panel(
    chance: Random, products: int, jurors: int, spread: float, leaning: float, error: float
) -> tuple[list[list[float | None]], list[float]]:
    """A two-way panel: product levels, jurors' leanings, chance; (ratings, the leanings)."""
    leanings = [chance.gauss(0, leaning) for _ in range(jurors)]
    table: list[list[float | None]] = []
    for _ in range(products):
        level = chance.gauss(75, spread)
        table.append([level + one + chance.gauss(0, error) for one in leanings])
    return table, leanings


@pytest.mark.parametrize(
    ("leaning", "truths"),
    [
        (0.0, {"ICC(1,1)": 16 / (16 + 9), "ICC(1,k)": 16 / (16 + 9 / 5)}),
        (
            2.0,
            {
                "ICC(2,1)": 16 / (16 + 4 + 9),
                "ICC(2,k)": 16 / (16 + (4 + 9) / 5),
            },
        ),
    ],
)
def test_an_interval_holds_the_truth_in_95_of_100(
    leaning: float, truths: dict[str, float]
) -> None:
    """Five jurors drawn anew for every panel; products differ by 4 points, chance by 3."""
    chance = Random(7)  # noqa: S311 - a simulation
    held = Counter[str]()
    for _ in range(RUNS):
        table, _ = panel(chance, 12, 5, 4.0, leaning, 3.0)
        count(held, table, truths)
    assert set(held) == set(truths)
    assert all(0.93 * RUNS <= many <= 0.97 * RUNS for many in held.values()), held


def test_an_interval_about_these_very_jurors() -> None:
    """The same five jurors in every panel, however differently they lean."""
    chance = Random(8)  # noqa: S311 - a simulation
    truths = {"ICC(3,1)": 16 / (16 + 9), "ICC(3,k)": 16 / (16 + 9 / 5)}
    held = Counter[str]()
    for _ in range(RUNS):
        table: list[list[float | None]] = []
        for _ in range(12):
            level = chance.gauss(75, 4)
            table.append([level + one + chance.gauss(0, 3) for one in (-4.0, -1.0, 0.0, 2.0, 3.0)])
        count(held, table, truths)
    assert set(held) == set(truths)
    assert all(0.93 * RUNS <= many <= 0.97 * RUNS for many in held.values()), held


def count(held: Counter[str], table: list[list[float | None]], truths: dict[str, float]) -> None:
    """Add one for each form whose interval holds its truth."""
    forms = icc.correlations(of(table)).forms
    for form, truth in truths.items():
        one = forms[form]
        held[form] += one.low is not None and one.high is not None and one.low <= truth <= one.high


def test_severity_is_recovered_with_its_error() -> None:
    """Panels of nine jurors over forty products, one rating in ten recused."""
    chance = Random(11)  # noqa: S311 - a simulation
    true: list[float] = []
    found: list[float] = []
    held = 0
    for _ in range(RUNS // 9 + 1):
        table, leanings = panel(chance, 40, 9, 5.0, 2.0, 3.0)
        gaps = [[None if chance.random() < 0.1 else one for one in row] for row in table]
        middle = sum(leanings) / len(leanings)
        for leaning, one in zip(leanings, severities(of(gaps)).jurors, strict=True):
            estimate = one.estimate
            assert estimate.value is not None
            assert estimate.low is not None
            assert estimate.high is not None
            true.append(middle - leaning)
            found.append(estimate.value)
            held += estimate.low <= middle - leaning <= estimate.high
    assert correlation(true, found) >= 0.95
    assert 0.93 * len(true) <= held <= 0.97 * len(true)


def test_a_recusal_from_the_strong_does_not_make_severe() -> None:
    """The plain mean of the third juror is 20 points lower; their severity is 0."""
    table = Ratings(
        ("A", "B", "C", "D"),
        ("J1", "J2", "J3"),
        ((90, 92, None), (94, 96, None), (70, 72, 71), (60, 62, 61)),
    )
    found = severities(table)
    assert [round(one.estimate.value or 0, 9) for one in found.jurors] == [1, -1, 0]
    assert [level and round(level, 9) for level in found.levels] == [91, 95, 71, 61]
    assert found.spread is not None
    assert round(found.spread, 9) == 0
