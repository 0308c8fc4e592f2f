"""The statistics of published tables, to the digits that are published."""

import pytest

from contest.advice import alpha, chance, icc
from contest.advice.ratings import Ratings
from tests.contest.advice.published import KRIPPENDORFF, SHROUT_FLEISS, WINE


@pytest.mark.parametrize(
    ("table", "published", "digits"),
    [
        (SHROUT_FLEISS, (0.17, 0.29, 0.71, 0.44, 0.62, 0.91), 2),
        (WINE, (0.728, 0.728, 0.729, 0.914, 0.914, 0.915), 3),
    ],
)
def test_the_six_correlations(table: Ratings, published: tuple[float, ...], digits: int) -> None:
    found = icc.correlations(table).forms
    values = [found[form].value for form in icc.FORMS]
    assert tuple(round(value, digits) for value in values if value is not None) == published


def test_mean_squares_and_ratios() -> None:
    squares = icc.mean_squares(SHROUT_FLEISS.complete)
    found = icc.correlations(WINE)
    assert (
        [round(one, 2) for one in (squares.between, squares.jurors, squares.error)],
        round(squares.within, 2),
        found.f_oneway.value and round(found.f_oneway.value, 2),
        found.f_twoway.value and round(found.f_twoway.value, 3),
    ) == ([11.24, 32.49, 1.02], 6.26, 11.68, 11.787)


def test_intervals_as_psych_prints_them() -> None:
    """psych for R, `ICC(sf)`: lower and upper bounds of the Shrout and Fleiss table."""
    found = icc.correlations(SHROUT_FLEISS).forms
    bounds = {
        form: (one.low and round(one.low, 2), one.high and round(one.high, 2))
        for form, one in found.items()
    }
    assert bounds == {
        "ICC(1,1)": (-0.13, 0.72),
        "ICC(2,1)": (0.02, 0.76),
        "ICC(3,1)": (0.34, 0.95),
        "ICC(1,k)": (-0.88, 0.91),
        "ICC(2,k)": (0.07, 0.93),
        "ICC(3,k)": (0.68, 0.99),
    }


@pytest.mark.parametrize(
    ("measure", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_four_measures(measure: str, published: float) -> None:
    value = alpha.alpha(KRIPPENDORFF, measure).value
    assert value is not None
    assert round(value, 3) == published


def test_coefficients_of_whole_categories() -> None:
    found = chance.coefficients(KRIPPENDORFF)
    assert {name: one.value and round(one.value, 5) for name, one in found.items()} == {
        "percent_agreement": 0.81818,
        "gwet_ac1": 0.77544,
        "fleiss_kappa": 0.76117,
        "conger_kappa": 0.76282,
        "brennan_prediger": 0.77273,
    }
