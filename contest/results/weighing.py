"""What the council weighs after the lock: far-apart sheets, ties, the quota's lines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.contests.ruleset import RuleSet
from contest.results import lines, records, ties
from contest.results.lines import Candidate, Lines
from contest.results.model import Standing
from contest.results.queries import valid
from contest.results.ranking import Quotas, keys
from contest.results.rules import Ballot
from contest.results.ties import Marks
from contest.scoring import sheets
from contest.scoring.queries import SheetTotal
from contest.scoring.sheets import SheetKey


@dataclass(frozen=True, slots=True)
class Disparity:
    """A product whose sheets lie further apart than the contest's rules let pass unspoken."""

    standing: Standing
    lowest: int
    highest: int

    @property
    def apart(self) -> int:
        """Hundredths between the highest and the lowest sheet."""
        return self.highest - self.lowest


def disparities(
    rows: Sequence[Standing], totals: Sequence[SheetTotal], limit: int | None
) -> list[Disparity]:
    """Products whose sheets differ by `limit` hundredths or more, the widest first.

    Nothing follows from it by itself: the circular drops no sheet; it asks for discussion.
    """
    if limit is None:
        return []
    own: dict[int, list[int]] = {}
    for one in totals:
        own.setdefault(one.entry_id, []).append(one.total)
    found = [
        Disparity(row, min(own[row.entry_id]), max(own[row.entry_id]))
        for row in rows
        if row.entry_id in own
    ]
    return sorted((one for one in found if one.apart >= limit), key=lambda one: -one.apart)


def candidates(rows: Sequence[Standing]) -> list[Candidate]:
    """What the lines are drawn over: products, a set once, by the product in its front."""
    return [
        Candidate(row.entry_id, row.entry.group, row.total_points, row.divisor, valid(row))
        for row in rows
        if not row.within_set
    ]


def tied(rows: Sequence[Candidate]) -> set[int]:
    """The eligible products that share their average with another one."""
    running = [one for one in rows if one.eligible]
    key = keys(running)
    counted: dict[int | None, list[int]] = {}
    for one in running:
        counted.setdefault(key[one.entry_id], []).append(one.entry_id)
    return {id_ for equals in counted.values() if len(equals) > 1 for id_ in equals}


def marks(
    session: Session,
    contest_id: int,
    entry_ids: Collection[int],
    ballots: Mapping[int, Ballot],
    aside: Collection[SheetKey] = (),
) -> dict[int, Marks]:
    """What the tie rule looks at for these products."""
    found = sheets.part_sums(session, contest_id, entry_ids, aside)
    return {
        id_: Marks(
            id_,
            found[id_].parts if id_ in found else {},
            found[id_].sheets if id_ in found else (),
            ballots[id_].votes_for if id_ in ballots else None,
        )
        for id_ in entry_ids
    }


def draw(
    session: Session,
    contest_id: int,
    rows: Sequence[Standing],
    rules: RuleSet,
    quotas: Quotas,
    aside: Collection[SheetKey] = (),
) -> Lines:
    """The lines of these quotas over the contest's standings, ties by its own rule; sheets that a
    correction set `aside` count for nothing."""
    running = candidates(rows)
    ballots = records.ballots(session, contest_id)
    told = marks(session, contest_id, tied(running), ballots, aside)
    return lines.draw(running, quotas, told, rules.tie_rule)


def order(
    session: Session, contest_id: int, rows: Sequence[Standing], rules: RuleSet
) -> ties.Order:
    """The standings in the order of their averages and the contest's tie rule."""
    running = candidates(rows)
    told = marks(session, contest_id, tied(running), records.ballots(session, contest_id))
    return ties.order(keys(running), told, rules.tie_rule)
