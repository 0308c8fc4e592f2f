"""Who may score what and when, and the arithmetic of one sheet: whole hundredths of a point. Pure.

Each juror scores independently on a sheet of their own and answers for it (TT 26/2014 Đ16.2).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.contests.kinds import Stage

MOST_REMARK = 2_000
"""Characters in a juror's remark: half a printed page."""

LEAST_REASON = 10
"""Characters of a reason that stands in the minutes: less says nothing."""

Fault = str | tuple[str, dict[str, object]]
"""A code, or a code with the facts its sentence needs."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion that is scored; `max_points` in hundredths."""

    id: int
    max_points: int


@dataclass(frozen=True, slots=True)
class BenchFacts:
    """What decides whether a juror may score an entry."""

    stage: Stage
    judging_until: datetime
    now: datetime
    has_seat: bool
    recused: bool
    entry_valid: bool
    signed: bool


def judging_over(judging_until: datetime, now: datetime) -> bool:
    """Whether the last minute for sheets is past. "Until 17:00" includes that minute."""
    return now >= judging_until + timedelta(minutes=1)


def refusal_to_see(facts: BenchFacts) -> str | None:
    """Why this person does not get this entry's sheet to see at all, or None.

    `not_on_jury`, `recused` (the entry is hidden from that juror), `entry_not_valid`,
    `judging_not_open`.
    """
    if not facts.has_seat:
        return "not_on_jury"
    if facts.recused:
        return "recused"
    if not facts.entry_valid:
        return "entry_not_valid"
    if facts.stage in (Stage.DRAFT, Stage.OPEN):
        return "judging_not_open"
    return None


def refusal_to_score(facts: BenchFacts) -> str | None:
    """Why nothing may be written on this sheet now, or None.

    Besides what hides the sheet: `judging_closed` (locked, or the stated minute is past),
    `sheet_signed` (final).
    """
    if hidden := refusal_to_see(facts):
        return hidden
    if facts.stage is not Stage.JUDGING or judging_over(facts.judging_until, facts.now):
        return "judging_closed"
    if facts.signed:
        return "sheet_signed"
    return None


def faults(
    leaves: Iterable[Leaf], points: Mapping[int, int | None], *, complete: bool = False
) -> dict[int, Fault]:
    """What is wrong with these points, per criterion id; empty when they can be kept.

    The whole input is seen: a criterion that is no leaf of the frame is `criterion_unknown`,
    never added up. Points are 0 to the maximum (`points_out_of_range` with `max_points`); None
    is an empty field, which is not 0. With `complete` every leaf must have points (`missing`).
    """
    known = {leaf.id: leaf.max_points for leaf in leaves}
    found: dict[int, Fault] = {
        stranger: "criterion_unknown" for stranger in points if stranger not in known
    }
    for id_, most in known.items():
        given = points.get(id_)
        if given is None:
            if complete:
                found[id_] = "missing"
        elif not 0 <= given <= most:
            found[id_] = ("points_out_of_range", {"max_points": most})
    return found


def total(points: Mapping[int, int]) -> int:
    """The sheet's sum in hundredths."""
    return sum(points.values())


def merged(stored: Mapping[int, int], given: Mapping[int, int | None]) -> dict[int, int]:
    """The sheet after `given`: named criteria are set, None empties one, others stay."""
    after = {**stored, **given}
    return {id_: value for id_, value in after.items() if value is not None}


def differing(stored: Mapping[int, int], given: Mapping[int, int | None]) -> tuple[int, ...]:
    """The criteria for which `given` says something else than what is stored."""
    return tuple(id_ for id_, value in given.items() if stored.get(id_) != value)


def place_in_list(seat_id: int, entry_id: int) -> str:
    """A sort key: the same juror always sees the same order, each juror another one.

    So nobody's place in a list says what others think of a product, and tiredness does not
    always fall on the same ones.
    """
    return hashlib.sha256(f"{seat_id}:{entry_id}".encode()).hexdigest()
