"""The tie rule: what tells products of equal average apart, step by step, and which step did.

The circular knows no tie-break (domain: [ABSENT]), so the steps are the contest's own clause,
shown to everybody before the first sheet. Whoever is equal at every step stays equal: no order of
code, filing or id ever decides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from contest.contests.averaging import Average, Averaging
from contest.results.ranking import average

PART = "part:"
MEDIAN, LOWEST, COUNCIL = "median", "lowest_sheet", "council"
_MEDIAN = Averaging(Average.MEDIAN)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a tie rule looks at for one product.

    `parts` holds, for each part of the frame, the sum in hundredths over the sheets that count;
    `sheets` their totals; `votes` the council's votes for it, None where it did not vote on it.
    """

    entry_id: int
    parts: Mapping[str, int] = field(default_factory=dict)
    sheets: tuple[int, ...] = ()
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it came out for one product: hundredths of a point, or votes."""

    name: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Order:
    """Products in the order of their averages and then of the tie rule.

    `keys`: entry id → a whole number, higher is better, equal only where nothing tells apart;
    `steps`: entry id → the steps that its equals had to go through, in their order.
    """

    keys: Mapping[int, int]
    steps: Mapping[int, tuple[Step, ...]]

    def between(self, one: int, other: int) -> Step | None:
        """The step at which `one` parts from an equal of its average, with its own value; None
        where nothing tells them apart."""
        for mine, theirs in zip(self.steps.get(one, ()), self.steps.get(other, ()), strict=False):
            if mine.value != theirs.value:
                return mine
        return None


def value(step: str, marks: Marks) -> Fraction | None:
    """What a step gives a product, exact; None where there is nothing to look at."""
    if step == COUNCIL:
        return None if marks.votes is None else Fraction(marks.votes)
    if not marks.sheets:
        return None
    if step == MEDIAN:
        return Fraction(*average(marks.sheets, _MEDIAN))
    if step == LOWEST:
        return Fraction(min(marks.sheets))
    part = marks.parts.get(step.removeprefix(PART))
    return None if part is None else Fraction(part, len(marks.sheets))


def order(
    averages: Mapping[int, int | None],
    marks: Mapping[int, Marks],
    steps: Sequence[str],
) -> Order:
    """Products by average (`ranking.keys`), equal ones by the tie rule.

    A step that has nothing to look at for one of the equals is passed over for all of them.
    Without an average a product is last.
    """
    walked: dict[int, list[Step]] = {one: [] for one in averages}
    for equals in _equals(averages):
        _walk(equals, marks, steps, walked)
    told = {
        one: (-1 if key is None else key, *(step.value for step in walked[one]))
        for one, key in averages.items()
    }
    places = {key: place for place, key in enumerate(sorted(set(told.values())))}
    return Order(
        {one: places[key] for one, key in told.items()},
        {one: tuple(path) for one, path in walked.items() if path},
    )


def _equals(averages: Mapping[int, int | None]) -> list[list[int]]:
    classes: dict[int, list[int]] = {}
    for one, key in averages.items():
        if key is not None:
            classes.setdefault(key, []).append(one)
    return [members for members in classes.values() if len(members) > 1]


def _walk(
    equals: Collection[int],
    marks: Mapping[int, Marks],
    steps: Sequence[str],
    walked: dict[int, list[Step]],
) -> None:
    """Split the equals at the first step and go on with whoever is still equal."""
    if len(equals) < 2 or not steps:
        return
    found: dict[int, Fraction] = {}
    for one in equals:
        given = value(steps[0], marks[one]) if one in marks else None
        if given is not None:
            found[one] = given
    if len(found) < len(equals):
        _walk(equals, marks, steps[1:], walked)
        return
    for one in equals:
        walked[one].append(Step(steps[0], found[one]))
    for level in set(found.values()):
        _walk([one for one in equals if found[one] == level], marks, steps[1:], walked)
