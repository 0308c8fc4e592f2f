"""What the data cannot bear is null with its reason; nothing pretends."""

import pytest

from contest.advice import alpha, chance, icc
from contest.advice.fisher import f_quantile, t_quantile
from contest.advice.ratings import Ratings, of
from contest.advice.severity import severities
from contest.advice.stability import hinges, stability


@pytest.mark.parametrize(
    ("rows", "used", "reason"),
    [
        ([], 0, "one_juror"),
        ([[5]], 1, "one_juror"),
        ([[5, 6]], 1, "few_rows"),
        ([[5, 6], [7, None], [None, 8]], 1, "few_rows"),
        ([[5, 5], [5, 5]], 2, "no_variance"),
        ([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]], 2, "no_variance"),
    ],
)
def test_no_correlation(rows: list[list[float | None]], used: int, reason: str) -> None:
    found = icc.correlations(of(rows))
    assert found.rows == used
    assert {one.reason for one in found.forms.values()} == {reason}
    assert {one.value for one in found.forms.values()} == {None}


def test_perfect_agreement_is_one_without_an_interval() -> None:
    found = icc.correlations(of([[5, 5], [7, 7], [9, 9]]))
    assert {(one.value, one.low, one.reason) for one in found.forms.values()} == {
        (1.0, None, "no_interval")
    }
    assert (found.f_oneway.value, found.f_oneway.reason) == (None, "no_error")


def test_jurors_who_only_lean_agree_in_consistency_alone() -> None:
    found = icc.correlations(of([[5, 7], [7, 9], [9, 11]])).forms
    assert found["ICC(3,1)"].value == 1.0
    assert found["ICC(2,1)"].value == pytest.approx(2 / 3)


def test_a_product_that_a_juror_did_not_score_is_left_out() -> None:
    rows: list[list[float | None]] = [[9, 2, 5], [6, 1, 3], [8, 4, 6]]
    with_gap = icc.correlations(of([*rows, [7, None, 2]]))
    assert with_gap == icc.correlations(of(rows))


def test_a_common_shift_of_all_ratings_changes_nothing() -> None:
    near = icc.correlations(of([[0.25, 0.5], [0.75, 1.0], [0.5, 1.25]])).forms["ICC(2,1)"].value
    far = icc.correlations(
        of([[10**9 + 0.25, 10**9 + 0.5], [10**9 + 0.75, 10**9 + 1], [10**9 + 0.5, 10**9 + 1.25]])
    )
    assert far.forms["ICC(2,1)"].value == pytest.approx(near, abs=1e-12)


@pytest.mark.parametrize(
    ("rows", "measure", "reason"),
    [
        ([[1, None], [None, 2]], "nominal", "no_pairs"),
        ([[2, 2], [2, 2]], "interval", "no_variance"),
        ([[-1, 2], [2, 3]], "ratio", "below_zero"),
    ],
)
def test_no_alpha(rows: list[list[float | None]], measure: str, reason: str) -> None:
    found = alpha.alpha(of(rows), measure)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize("measure", alpha.MEASURES)
def test_alpha_is_one_where_all_agree_and_below_0_where_they_avoid_it(measure: str) -> None:
    assert alpha.alpha(of([[1, 1], [2, 2], [0, None]]), measure).value == 1.0
    below = alpha.alpha(of([[1, 5], [5, 1], [1, 5]]), measure).value
    assert below is not None
    assert below < 0


def test_coefficients_without_pairs_or_categories() -> None:
    none = chance.coefficients(of([[1, None], [None, 2]]))
    same = chance.coefficients(of([[1, 1], [1, 1]]))
    assert {one.reason for one in none.values()} == {"no_pairs"}
    assert same["percent_agreement"].value == 1.0
    assert {one.reason for name, one in same.items() if name != "percent_agreement"} == {
        "no_variance"
    }


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ([[5], [6]], ["one_juror"]),
        ([[5, None], [None, 6]], ["no_pairs", "no_pairs"]),
        ([[5, 6, None, None], [None, None, 7, 8]], ["not_connected"] * 4),
    ],
)
def test_no_severity(rows: list[list[float | None]], reasons: list[str]) -> None:
    assert [one.estimate.reason for one in severities(of(rows)).jurors] == reasons


def test_a_juror_apart_does_not_keep_the_others_from_theirs() -> None:
    found = severities(of([[5, 6, None], [7, 8, None], [None, None, 9]])).jurors
    assert [(one.estimate.value, one.estimate.reason, one.rated) for one in found] == [
        (0.5, "", 2),
        (-0.5, "", 2),
        (None, "no_pairs", 0),
    ]


def test_one_common_product_gives_a_severity_and_no_interval() -> None:
    found = severities(of([[5, 6]])).jurors
    assert [(one.estimate.value, one.estimate.low, one.estimate.reason) for one in found] == [
        (0.5, None, "no_interval"),
        (-0.5, None, "no_interval"),
    ]


def test_quantiles_as_tables_print_them() -> None:
    found = [
        f_quantile(0.95, 5, 10),
        f_quantile(0.975, 5, 10),
        f_quantile(0.025, 5, 10),
        t_quantile(0.975, 1),
        t_quantile(0.975, 10),
    ]
    assert [round(one, 4) for one in found] == [3.3258, 4.2361, 0.1511, 12.7062, 2.2281]
    with pytest.raises(ValueError, match="between 0 and 1"):
        f_quantile(1.0, 5, 10)


def test_a_table_must_have_its_shape() -> None:
    with pytest.raises(ValueError, match="each juror"):
        Ratings(("A",), ("J1", "J2"), ((1.0,),))
    with pytest.raises(ValueError, match="each product"):
        Ratings(("A",), ("J1",), ())


# --- places -----------------------------------------------------------------------------------

CLOSE = Ratings(
    ("A", "B", "C", "D"),
    ("J1", "J2", "J3"),
    ((90, 90, 90), (80, 80, 71), (78, 78, 78), (None, None, None)),
)


def test_places_without_each_juror() -> None:
    found = stability(CLOSE, line=2)
    assert [(one.juror, one.moved, one.furthest, one.crossed) for one in found.without] == [
        ("J1", 0, 0, ()),
        ("J2", 0, 0, ()),
        ("J3", 2, 1, ("B", "C")),
    ]
    assert found.few_jurors


def test_bands_hold_the_place_and_are_the_same_each_time() -> None:
    found = stability(CLOSE, line=2)
    assert found == stability(CLOSE, line=2)
    assert [(one.place, one.best, one.worst, one.within) for one in found.bands[::3]] == [
        (1, 1, 1, 1.0),
        (None, None, None, None),
    ]
    assert found.deliberate == ("B", "C")


def test_no_line_no_list() -> None:
    found = stability(CLOSE)
    assert found.deliberate == ()
    assert {one.within for one in found.bands} == {None}


def test_equal_means_share_a_place_whatever_their_digits() -> None:
    found = stability(of([[0.1, 0.2], [0.2, 0.1], [0.3, 0.0]]), draws=1)
    assert [one.place for one in found.bands] == [1, 1, 1]


def test_one_sheet_that_decides_is_named_exactly() -> None:
    table = Ratings(
        ("A", "B", "C", "D"),
        ("J1", "J2", "J3"),
        (
            (7000, 7000, 6999),  # 69.996…: without the third it passes
            (7000, 7000, 7000),
            (9000, 6000, 6500),  # passes by the first alone
            (8000, None, None),  # one sheet: nothing is left without it
        ),
    )
    assert hinges(table, 7000) == (("A", ("J3",)), ("C", ("J1",)))
