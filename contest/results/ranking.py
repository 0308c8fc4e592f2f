"""From sheets to places. Exact: an average is a whole number over a whole number, never rounded.

69.995 is not 70 (TT 26/2014 Đ17.1 asks for 70 or more); a missing sheet is not a sheet of 0. Equal
averages share a place: who of them is certified is for the contest's tie rule and the council.
"""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Protocol

from contest.contests.averaging import PLAIN_MEAN, Average, Averaging

Group = Hashable
"""What competes together: a product group, or its name in a table."""


@dataclass(frozen=True, slots=True)
class Tally:
    """An entry's sheets made into one figure: `total` hundredths over `divisor`.

    For a mean the divisor is the number of `sheets`; a trimmed mean and a median count fewer. A
    divisor of 0 means that there is no average.
    """

    entry_id: int
    group: Group
    total: int
    divisor: int
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands among those it competes with: 1, 2, 2, 4; None without an average."""

    rank: int | None
    tied: bool
    eligible: bool


def average(points: Collection[int], how: Averaging = PLAIN_MEAN) -> tuple[int, int]:
    """(total, divisor) of these sheets in hundredths; (0, 0) where there is no average.

    A trimmed mean needs a sheet left after the extremes; the median of an even number of sheets
    is the mean of the two in the middle.
    """
    if how.method is Average.MEAN:
        return sum(points), len(points)
    rest = len(points)
    aside = how.drop if how.method is Average.TRIMMED else max(0, (rest - 1) // 2)
    if rest <= 2 * aside:
        return 0, 0
    kept = sorted(points)[aside : rest - aside]
    return sum(kept), len(kept)


def exact(total: int, divisor: int) -> Fraction | None:
    """The average in points (not hundredths), reduced; None where there is none."""
    return Fraction(total, divisor * 100) if divisor else None


def eligible(total: int, divisor: int, pass_mark: int) -> bool:
    """Whether there is an average and, unrounded, it reaches the pass mark (hundredths)."""
    return divisor > 0 and total >= pass_mark * divisor


class Averaged(Protocol):
    """Whatever has an average: a tally, or a standing as the council looks at it."""

    @property
    def entry_id(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def divisor(self) -> int: ...


def keys(tallies: Iterable[Averaged]) -> dict[int, int | None]:
    """Entry id → a whole number that orders averages exactly as they stand; None without one."""
    found = list(tallies)
    common = math.lcm(*{tally.divisor for tally in found if tally.divisor})
    return {
        tally.entry_id: tally.total * (common // tally.divisor) if tally.divisor else None
        for tally in found
    }


def by_group(tallies: Iterable[Tally]) -> dict[Group, list[Tally]]:
    """What competes with what, in the order given."""
    groups: dict[Group, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(tally.group, []).append(tally)
    return groups


def rank(tallies: Iterable[Tally], pass_mark: int) -> dict[int, Place]:
    """Entry id → its place within its group. Equal averages share a rank and are `tied`."""
    found = list(tallies)
    key = keys(found)
    places: dict[int, Place] = {}
    for members in by_group(found).values():
        counted: dict[int, int] = {}
        for tally in members:
            value = key[tally.entry_id]
            if value is not None:
                counted[value] = counted.get(value, 0) + 1
        ranks: dict[int, int] = {}
        before = 0
        for value in sorted(counted, reverse=True):
            ranks[value] = before + 1
            before += counted[value]
        for tally in members:
            value = key[tally.entry_id]
            places[tally.entry_id] = Place(
                rank=None if value is None else ranks[value],
                tied=value is not None and counted[value] > 1,
                eligible=eligible(tally.total, tally.divisor, pass_mark),
            )
    return places


# ------------------------------------------------------------------------------ the quota's line


@dataclass(frozen=True, slots=True)
class Quotas:
    """The most that may be certified: in each group, and in all. None, or no entry: no limit.

    A quota is a most, never a promise: nothing below the pass mark is certified to fill it.
    """

    total: int | None = None
    groups: Mapping[Group, int] = field(default_factory=dict)


def certified(
    tallies: Iterable[Tally],
    pass_mark: int,
    quotas: Quotas,
    key: Mapping[int, int | None] | None = None,
) -> dict[int, bool | None]:
    """Entry id → whether its average puts it within the quotas; None where a tie crosses a line.

    The law knows no tie-break, so a tie is never settled by order, code or id. With both kinds of
    quota an entry must be within its group's line and within the line drawn over what is left.
    `key` orders instead of the averages alone: the averages and the contest's tie rule (ties.py).
    """
    found = list(tallies)
    key = keys(found) if key is None else key
    verdicts: dict[int, bool | None] = {
        tally.entry_id: eligible(tally.total, tally.divisor, pass_mark) for tally in found
    }
    for group, members in by_group(found).items():
        _draw([tally.entry_id for tally in members], key, verdicts, quotas.groups.get(group))
    _draw([tally.entry_id for tally in found], key, verdicts, quotas.total)
    return verdicts


def _draw(
    pool: list[int],
    key: Mapping[int, int | None],
    verdicts: dict[int, bool | None],
    quota: int | None,
) -> None:
    """Draw one line: out is who has a full quota surely above, in is who fits whatever happens
    to those in doubt; between them the tie crosses."""
    if quota is None:
        return
    running = sorted(
        (one for one in pool if verdicts[one] is not False), key=lambda one: -(key[one] or 0)
    )
    decided: dict[int, bool | None] = {}
    sure_above = possible = 0
    for _, equals in groupby(running, key=lambda one: key[one]):
        level = list(equals)
        possible += len(level)
        for one in level:
            if sure_above >= quota:
                decided[one] = False
            else:
                decided[one] = verdicts[one] if possible <= quota else None
        sure_above += sum(1 for one in level if verdicts[one])
    verdicts.update(decided)
