"""The tie rule and the lines: which step decided, and never an order of ids."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.results import lines, ties
from contest.results.lines import Because, Candidate, Verdict
from contest.results.ranking import Quotas
from contest.results.ties import Marks, Step

CRAFT, FOOD = "craft", "food"
RULE = ("part:I", "median", "lowest_sheet", "council")


def marks(id_: int, part: int, *sheets: int, votes: int | None = None) -> Marks:
    """A product whose first part adds up to this over its sheets."""
    return Marks(id_, {"I": part}, sheets, votes)


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        (marks(1, 9000, 8000, 8000, 8000), marks(2, 8999, 8000, 8000, 8000), "part:I"),
        # The parts are means: two sheets against three.
        (marks(1, 6000, 8000, 8000), marks(2, 8999, 8000, 8000, 8000), "part:I"),
        (marks(1, 9000, 8000, 8200, 7800), marks(2, 9000, 7900, 7900, 8200), "median"),
        (marks(1, 9000, 7900, 8000, 8100), marks(2, 9000, 7800, 8000, 8200), "lowest_sheet"),
        (marks(1, 9000, 8000, votes=5), marks(2, 9000, 8000, votes=4), "council"),
        (marks(1, 9000, 8000, votes=5), marks(2, 9000, 8000), None),  # not both were voted on
        (marks(1, 9000, 8000, votes=5), marks(2, 9000, 8000, votes=5), None),
        (marks(1, 9000, 8000), marks(2, 9000, 8000), None),
    ],
)
def test_the_first_step_that_parts_decides(one: Marks, other: Marks, step: str | None) -> None:
    for first, last in ((one, other), (other, one)):
        found = ties.order({first.entry_id: 5, last.entry_id: 5}, {1: one, 2: other}, RULE)
        parted = found.between(1, 2)
        assert (parted.name if parted else None) == step
        assert (found.keys[1] > found.keys[2]) is (step is not None)
        assert (found.keys[1] == found.keys[2]) is (step is None)


def test_a_step_that_one_of_them_cannot_take_is_passed_over_for_all() -> None:
    told = {
        1: Marks(1, {"I": 100}, (8000,)),
        2: Marks(2, {}, (8000,)),  # a frame without that part
        3: Marks(3, {"I": 900}, (7000,)),
    }
    found = ties.order({1: 1, 2: 1, 3: 1}, told, ("part:I", "median"))
    assert found.keys == {1: 1, 2: 1, 3: 0}
    assert found.steps[1] == (Step("median", Fraction(8000)),)


def test_steps_go_on_among_those_still_equal() -> None:
    told = {
        1: marks(1, 9000, 8000, 8000),
        2: marks(2, 9000, 7000, 9000),
        3: marks(3, 8000, 8000, 8000),
    }
    found = ties.order({1: 1, 2: 1, 3: 1}, told, RULE)
    assert found.keys == {1: 2, 2: 1, 3: 0}
    assert [step.name for step in found.steps[1]] == ["part:I", "median", "lowest_sheet"]
    assert [step.name for step in found.steps[3]] == ["part:I"]
    assert found.between(2, 1) == Step("lowest_sheet", Fraction(7000))


def candidate(id_: int, total: int, group: str = CRAFT) -> Candidate:
    """One sheet each: the total is the average."""
    return Candidate(id_, group, total, 1, total >= 7000)


def said(found: lines.Lines) -> dict[int, tuple[bool | None, str, str | None]]:
    """Verdicts as a test reads them."""
    return {
        id_: (v.certified, v.because.value, v.step.name if v.step else None)
        for id_, v in found.verdicts.items()
    }


TABLE = [candidate(1, 9000), candidate(2, 8000), candidate(3, 8000), candidate(4, 6999)]


@pytest.mark.parametrize(
    ("quotas", "told", "expected"),
    [
        # No tie at the line: nothing is asked.
        (
            Quotas(groups={CRAFT: 3}),
            {},
            {1: (True, "within"), 2: (True, "within"), 3: (True, "within")},
        ),
        (
            Quotas(groups={CRAFT: 1}),
            {},
            {1: (True, "within"), 2: (False, "beyond_group"), 3: (False, "beyond_group")},
        ),
        (Quotas(total=1), {}, {1: (True, "within"), 2: (False, "beyond_total")}),
        # The tie crosses it: open, or settled by the first step that parts.
        (
            Quotas(groups={CRAFT: 2}),
            {2: marks(2, 1, 8000), 3: marks(3, 1, 8000)},
            {1: (True, "within"), 2: (None, "tie_open"), 3: (None, "tie_open")},
        ),
        (
            Quotas(groups={CRAFT: 2}),
            {2: marks(2, 1, 8000), 3: marks(3, 2, 8000)},
            {2: (False, "tie_lost", "part:I"), 3: (True, "tie_won", "part:I")},
        ),
        (
            Quotas(total=2),
            {2: marks(2, 1, 8000, votes=7), 3: marks(3, 1, 8000, votes=6)},
            {2: (True, "tie_won", "council"), 3: (False, "tie_lost", "council")},
        ),
        # A quota never certifies below the pass mark, whatever place is left.
        (Quotas(groups={CRAFT: 9}, total=9), {}, {4: (False, "below")}),
        (Quotas(total=0), {}, {1: (False, "beyond_total"), 4: (False, "below")}),
    ],
)
def test_the_lines(
    quotas: Quotas, told: dict[int, Marks], expected: dict[int, tuple[object, ...]]
) -> None:
    found = said(lines.draw(TABLE, quotas, told, RULE))
    assert {id_: found[id_][: len(one)] for id_, one in expected.items()} == expected


def test_edge_14_a_line_in_the_group_and_one_over_all() -> None:
    table = [
        candidate(1, 9000),
        candidate(2, 8000),
        candidate(3, 8000, FOOD),
        candidate(4, 7500, FOOD),
        candidate(5, 7400),
    ]
    told = {2: marks(2, 2, 8000), 3: marks(3, 1, 8000)}
    found = said(lines.draw(table, Quotas(total=2, groups={CRAFT: 2, FOOD: 1}), told, RULE))
    assert found == {
        1: (True, "within", None),
        2: (True, "tie_won", "part:I"),  # over all, against the food of the same average
        3: (False, "tie_lost", "part:I"),
        4: (False, "beyond_group", None),
        5: (False, "beyond_group", None),
    }


ENTRY = st.tuples(
    st.sampled_from([6999, 7000, 7000, 8000, 8000]),
    st.integers(0, 2),
    st.sampled_from([CRAFT, FOOD]),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ENTRY, min_size=1, max_size=5),
    st.none() | st.integers(0, 4),
    st.dictionaries(st.sampled_from([CRAFT, FOOD]), st.integers(0, 3)),
)
def test_no_order_of_entries_and_no_id_ever_decides(
    table: list[tuple[int, int, str]], total: int | None, groups: dict[str, int]
) -> None:
    quotas = Quotas(total, {group: most for group, most in groups.items()})  # noqa: C416

    def told(order: tuple[int, ...]) -> dict[int, Verdict]:
        """Verdicts by the place in `table`, with other ids and in another order each time."""
        ids = {place: at for at, place in enumerate(order)}
        run = [candidate(ids[p], table[p][0], table[p][2]) for p in order]
        given_marks = {ids[p]: marks(ids[p], table[p][1], table[p][0]) for p in order}
        found = lines.draw(run, quotas, given_marks, RULE).verdicts
        return {place: found[ids[place]] for place in order}

    base = {p: (v.certified, v.because, v.step) for p, v in told(tuple(range(len(table)))).items()}
    for order in list(permutations(range(len(table))))[:24]:
        assert {p: (v.certified, v.because, v.step) for p, v in told(order).items()} == base
    for place, (certified, because, _step) in base.items():
        assert certified is not True or table[place][0] >= 7000
        assert (because is Because.BELOW) is (table[place][0] < 7000)
    assert total is None or sum(v[0] is True for v in base.values()) <= total
    for group, most in groups.items():
        own = [p for p, one in enumerate(table) if one[2] == group]
        assert sum(base[p][0] is True for p in own) <= most
