"""What must hold of the arithmetic whatever the sheets are: drawn, not chosen."""

from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.contests.averaging import Average, Averaging
from contest.results import lines, ranking
from contest.results.lines import Candidate
from contest.results.ranking import Quotas, Tally
from contest.results.table import Row, tally
from contest.results.ties import Marks
from web import shown

PASS = 7000
NEAR = st.integers(6990, 7010)
SHEETS = st.lists(st.one_of(st.integers(0, 10_000), NEAR), min_size=1, max_size=9)
WAYS = st.sampled_from(
    [
        Averaging(),
        Averaging(Average.MEDIAN),
        Averaging(Average.TRIMMED, 1),
        Averaging(Average.TRIMMED, 2),
    ]
)
ENTRIES = st.lists(st.tuples(st.sampled_from("AB"), SHEETS), min_size=1, max_size=9)
QUOTAS = st.builds(
    Quotas,
    total=st.none() | st.integers(0, 9),
    groups=st.dictionaries(st.sampled_from("AB"), st.integers(0, 6)),
)
STEPS = st.permutations(["part:I", "median", "lowest_sheet"]).flatmap(
    lambda steps: st.integers(0, 3).map(lambda n: [*steps[:n], "council"])
)
RANDOM = st.integers(0, 2**32).map(Random)
Drawn = list[tuple[str, list[int]]]


def outcome(
    entries: Drawn, how: Averaging, quotas: Quotas, rule: list[str]
) -> list[tuple[Any, ...]]:
    """Everything that is said of each entry, in the order given; ids are the places in it."""
    tallies = [
        Tally(at, group, *ranking.average(sheets, how), len(sheets))
        for at, (group, sheets) in enumerate(entries)
    ]
    places = ranking.rank(tallies, PASS)
    plain = ranking.certified(tallies, PASS, quotas)
    drawn = lines.draw(
        [
            Candidate(
                one.entry_id, one.group, one.total, one.divisor, places[one.entry_id].eligible
            )
            for one in tallies
        ],
        quotas,
        {
            at: Marks(at, {"I": sum(sheets) // 2}, tuple(sheets))
            for at, (_, sheets) in enumerate(entries)
        },
        rule,
    ).verdicts
    return [
        (
            ranking.exact(one.total, one.divisor),
            places[one.entry_id],
            plain[one.entry_id],
            drawn[one.entry_id].certified,
            drawn[one.entry_id].because,
            len(drawn[one.entry_id].equals),
        )
        for one in tallies
    ]


@settings(max_examples=120, deadline=None)
@given(ENTRIES, WAYS, QUOTAS, STEPS, RANDOM)
def test_permuting_sheets_or_entries_changes_nothing(
    entries: Drawn, how: Averaging, quotas: Quotas, rule: list[str], random: Random
) -> None:
    order = list(range(len(entries)))
    random.shuffle(order)
    shuffled = [
        (entries[at][0], random.sample(entries[at][1], len(entries[at][1]))) for at in order
    ]
    before, after = outcome(entries, how, quotas, rule), outcome(shuffled, how, quotas, rule)
    assert [before[at] for at in order] == after


@settings(max_examples=80, deadline=None)
@given(ENTRIES, WAYS, QUOTAS, RANDOM)
def test_permuting_the_rows_of_a_table_changes_no_entry(
    entries: Drawn, how: Averaging, quotas: Quotas, random: Random
) -> None:
    rows = [
        Row(0, f"{at:03}", str(juror), shown.points(points), group)
        for at, (group, sheets) in enumerate(entries)
        for juror, points in enumerate(sheets)
    ]
    known = {group for group, _ in entries}
    own = Quotas(quotas.total, {g: n for g, n in quotas.groups.items() if g in known})
    shuffled = random.sample(rows, len(rows))
    first, second = (
        sorted(tally(one, how, PASS, own), key=lambda line: line.entry) for one in (rows, shuffled)
    )
    assert first == second


@settings(max_examples=120, deadline=None)
@given(SHEETS, st.integers(1, 4))
def test_a_sheet_that_equals_the_mean_changes_no_plain_mean(sheets: list[int], more: int) -> None:
    # Over exact fractions: in units of 1/n hundredth the mean of n sheets is a whole number.
    finer = [points * len(sheets) for points in sheets]
    mean = ranking.exact(*ranking.average(finer))
    equal = sum(sheets)
    assert ranking.exact(*ranking.average([*finer, *[equal] * more])) == mean
    assert mean == Fraction(equal, 100)


@settings(max_examples=250, deadline=None)
@given(st.lists(NEAR, min_size=1, max_size=13), WAYS)
def test_no_rounding_path_lifts_69_995_to_70(sheets: list[int], how: Averaging) -> None:
    total, divisor = ranking.average(sheets, how)
    value = ranking.exact(total, divisor)
    if value is None:
        assert not ranking.eligible(total, divisor, PASS)
        return
    written = shown.average(total, divisor)
    below = value < 70
    assert ranking.eligible(total, divisor, PASS) is not below
    assert (written < "70") is below  # five letters each: 69,99 or 70,05
    cut = Fraction(written.replace(",", "."))
    assert cut <= value < cut + Fraction(1, 100)


def test_69_995_itself() -> None:
    total, divisor = ranking.average([6999, 7000])
    assert (ranking.exact(total, divisor), shown.average(total, divisor)) == (
        Fraction("69.995"),
        "69,99",
    )
    assert not ranking.eligible(total, divisor, PASS)
    assert ranking.certified([Tally(1, "A", total, divisor)], PASS, Quotas(total=30)) == {1: False}
    (line,) = tally(
        [Row(2, "x", "1", "69,99"), Row(3, "x", "2", "70")], Averaging(), PASS, Quotas()
    )
    assert (line.eligible, line.certified) == (False, False)


@settings(max_examples=120, deadline=None)
@given(ENTRIES, WAYS, QUOTAS, STEPS)
def test_a_quota_never_certifies_below_the_pass_mark_nor_beyond_itself(
    entries: Drawn, how: Averaging, quotas: Quotas, rule: list[str]
) -> None:
    found = outcome(entries, how, quotas, rule)
    inside: dict[object, int] = {}
    for (group, sheets), said in zip(entries, found, strict=True):
        value, place, plain, drawn, *_ = said
        passes = value is not None and value >= 70
        assert place.eligible is passes
        if not passes:
            assert (plain, drawn) == (False, False), sheets
        inside[group] = inside.get(group, 0) + (drawn is True)
    assert all(inside.get(group, 0) <= most for group, most in quotas.groups.items())
    assert quotas.total is None or sum(inside.values()) <= quotas.total


@settings(max_examples=120, deadline=None)
@given(ENTRIES, WAYS, QUOTAS, st.integers(2, 3))
def test_ties_never_fall_by_id(entries: Drawn, how: Averaging, quotas: Quotas, times: int) -> None:
    # Every entry stands there several times over: no copy fares otherwise than its twin.
    found = outcome(entries * times, how, quotas, ["part:I", "median", "lowest_sheet", "council"])
    for at in range(len(entries)):
        twins = found[at :: len(entries)]
        assert all(twin == twins[0] for twin in twins)
