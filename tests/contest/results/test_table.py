"""A tally of any table: the same averages, places and lines as a contest's own."""

from fractions import Fraction

import pytest

from contest.contests.averaging import PLAIN_MEAN, Average, Averaging
from contest.results.ranking import Quotas
from contest.results.table import BadTable, Line, Row, tally

MEDIAN = Averaging(Average.MEDIAN)


def rows(*given: str) -> list[Row]:
    """ "entry juror points [group]" each."""
    parts = [one.split(" ") for one in given]
    return [
        Row(at, one[0], one[1], one[2].replace("_", ""), one[3] if len(one) > 3 else "")
        for at, one in enumerate(parts, start=2)
    ]


TABLE = rows(
    "A 1 69,99", "A 2 70", "B 1 8,5", "B 2 8.5", "C 1 90", "C 2 80", "D 1 85", "D 2 85", "E 1 _"
)


def told(lines: list[Line]) -> list[tuple[object, ...]]:
    return [
        (one.entry, one.sheets, one.average, one.rank, one.tied, one.eligible, one.certified)
        for one in lines
    ]


def test_a_table_is_tallied() -> None:
    assert told(tally(TABLE, PLAIN_MEAN, 7000, Quotas())) == [
        ("C", 2, Fraction(85), 1, True, True, True),
        ("D", 2, Fraction(85), 1, True, True, True),
        ("A", 2, Fraction(13999, 200), 3, False, False, False),  # 69.995 is not 70
        ("B", 2, Fraction(17, 2), 4, False, False, False),
        ("E", 0, None, None, False, False, False),  # a missing sheet is not a sheet of 0
    ]


def test_a_tie_crosses_the_line() -> None:
    found = tally(TABLE, PLAIN_MEAN, 6000, Quotas(total=1))
    assert [(one.entry, one.certified) for one in found] == [
        ("C", None),
        ("D", None),
        ("A", False),
        ("B", False),
        ("E", False),
    ]


def test_groups_have_their_own_places_and_lines() -> None:
    table = rows("a 1 90 X", "b 1 80 X", "c 1 85 Y", "d 1 71 Y")
    found = tally(table, PLAIN_MEAN, 7000, Quotas(groups={"X": 1}))
    assert [(one.entry, one.rank, one.certified) for one in found] == [
        ("a", 1, True),
        ("b", 2, False),
        ("c", 1, True),
        ("d", 2, True),
    ]
    found = tally(table, PLAIN_MEAN, 7000, Quotas(total=2))
    assert [(one.entry, one.rank, one.certified) for one in found] == [
        ("a", 1, True),
        ("c", 2, True),
        ("b", 3, False),
        ("d", 4, False),
    ]


def test_medians() -> None:
    table = rows("a 1 90", "a 2 10", "a 3 70", "b 1 71", "b 2 70")
    found = tally(table, MEDIAN, 7000, Quotas())
    assert [(one.entry, one.average, one.sheets) for one in found] == [
        ("b", Fraction(141, 2), 2),
        ("a", Fraction(70), 3),
    ]


@pytest.mark.parametrize(
    ("table", "quotas", "faults"),
    [
        (rows("a 1 80", "a 1 80"), Quotas(), [(3, "sheet_twice")]),
        (rows("a 1 100,01"), Quotas(), [(2, "points_out_of_range")]),
        (rows("a 1 -1", "a 2 tám"), Quotas(), [(2, "not_points"), (3, "not_points")]),
        (rows("a 1 80 X", "a 2 80 Y"), Quotas(), [(3, "entry_in_two_groups")]),
        (
            [Row(2, " ", "1", "80"), Row(3, "a", "", "80")],
            Quotas(),
            [(2, "missing"), (3, "missing")],
        ),
        (rows("a 1 80 X"), Quotas(groups={"Z": 1}), [(0, "quota_group_unknown")]),
    ],
)
def test_a_table_that_cannot_be_tallied(
    table: list[Row], quotas: Quotas, faults: list[tuple[int, str]]
) -> None:
    with pytest.raises(BadTable) as refused:
        tally(table, PLAIN_MEAN, 7000, quotas)
    assert [(one.number, one.code) for one in refused.value.faults] == faults
