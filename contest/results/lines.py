"""The quota's lines as the council looks at them: who stands where, and what put it there. Pure.

A line proposes and the council decides (TT 26/2014 Đ17.1: structure and number are the council's).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contest.results import ranking, ties
from contest.results.ranking import Quotas, Tally
from contest.results.ties import Marks, Order, Step


class Because(StrEnum):
    """What put a product above a line, below it, or on it."""

    BELOW = "below"
    WITHIN = "within"
    BEYOND_GROUP = "beyond_group"
    BEYOND_TOTAL = "beyond_total"
    TIE_WON = "tie_won"
    TIE_LOST = "tie_lost"
    TIE_OPEN = "tie_open"  # equal at every step: the council's own choice


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product, or a set of products, as the lines see it."""

    entry_id: int
    group: ranking.Group
    total: int
    divisor: int
    eligible: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the lines say of one product. `certified` is None where a tie crosses the line.

    `step` is the one of the tie rule that decided, with the product's own value; `equals` are the
    products of the same average.
    """

    certified: bool | None
    because: Because
    step: Step | None = None
    equals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The verdicts, and the order that they were found by."""

    verdicts: Mapping[int, Verdict]
    order: Order


def draw(
    candidates: Sequence[Candidate],
    quotas: Quotas,
    marks: Mapping[int, Marks],
    tie_rule: Sequence[str],
) -> Lines:
    """Draw the lines of these quotas over everybody, ties settled by the contest's rule.

    A product that is not eligible is below every line, whatever place is left.
    """
    running = [
        Tally(one.entry_id, one.group, one.total, one.divisor)
        for one in candidates
        if one.eligible
    ]
    plain = ranking.keys(running)
    order = ties.order(plain, marks, tie_rule)
    before = ranking.certified(running, 0, quotas, plain)
    after = ranking.certified(running, 0, quotas, order.keys)
    in_group = ranking.certified(running, 0, Quotas(groups=quotas.groups), order.keys)
    groups = {tally.entry_id: tally.group for tally in running}
    equals = _equals(running, plain, alone=quotas.total is None)
    verdicts = {
        one.entry_id: Verdict(False, Because.BELOW) for one in candidates if not one.eligible
    }
    for tally in running:
        id_ = tally.entry_id
        rivals = [one for one in equals[id_] if after[one] is not after[id_]]
        # Its group's line first; then, for who is within its own group's, the line over all.
        others = [one for one in rivals if groups[one] == tally.group] or [
            one for one in rivals if in_group[one] is not False
        ]
        verdicts[id_] = _verdict(id_, before[id_], after[id_], in_group[id_], others, order)
    return Lines(
        {one: replace(v, equals=equals.get(one, ())) for one, v in verdicts.items()}, order
    )


def _verdict(
    id_: int,
    before: bool | None,
    after: bool | None,
    in_group: bool | None,
    others: Sequence[int],
    order: Order,
) -> Verdict:
    """`before` the tie rule and after it; `others` stand across the line at the same average."""
    if after is None:
        return Verdict(None, Because.TIE_OPEN)
    if before is None and others:
        parted = [step for one in others if (step := order.between(id_, one)) is not None]
        last = max(parted, key=order.steps[id_].index) if parted else None
        return Verdict(after, Because.TIE_WON if after else Because.TIE_LOST, last)
    if after:
        return Verdict(True, Because.WITHIN)
    return Verdict(False, Because.BEYOND_GROUP if in_group is False else Because.BEYOND_TOTAL)


def _equals(
    running: Sequence[Tally], key: Mapping[int, int | None], *, alone: bool
) -> dict[int, tuple[int, ...]]:
    """Entry id → the others of its average: in its group, or in all where one line is for all."""
    classes: dict[tuple[object, int | None], list[int]] = {}
    for tally in running:
        place = tally.group if alone else None, key[tally.entry_id]
        classes.setdefault(place, []).append(tally.entry_id)
    return {
        one: tuple(other for other in members if other != one)
        for members in classes.values()
        for one in members
    }
