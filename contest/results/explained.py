"""Why a product stands where it stands: everything that led there, for the page that explains it.

Who may read it is asked before (`queries.readable`, `queries.announced`); what a page leaves out
for its reader (names of jurors, other products' codes) is the page's own.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.contests import queries as contests
from contest.contests.averaging import Average, Averaging
from contest.contests.model import Contest, Criterion
from contest.contests.ruleset import RuleSet
from contest.results import queries, records, weighing
from contest.results.lines import Verdict
from contest.results.model import (
    CouncilDecision,
    DecisionVersion,
    LockRecord,
    ProductNote,
    Standing,
)
from contest.results.ranking import Group, Quotas
from contest.results.rules import Ballot
from contest.scoring import sheets
from contest.scoring.sheets import Absent, Sheet
from core.registry.kinds import ProductGroup


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as it counts. `number` is the juror's code in this contest (GK1, GK2 …)."""

    sheet: Sheet
    number: int
    counted: bool
    aside: bool = False  # by a correction of the result, whatever the way of averaging


@dataclass(frozen=True, slots=True)
class Counted:
    """How full a line is: how many stand above it, of how many who ran for it."""

    quota: int | None
    chosen: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Explained:
    """One product's result with all that led to it; None where it has not come to it."""

    contest: Contest
    rules: RuleSet
    standing: Standing
    sheets: Sequence[SheetSeen]
    criteria: Sequence[Criterion]
    absent: Sequence[Absent]
    lock: LockRecord | None
    decision: CouncilDecision | None
    verdict: Verdict | None
    group_line: Counted
    total_line: Counted
    equals: Sequence[Standing]
    members: Sequence[Standing]
    lead: Standing | None
    ballot: Ballot | None
    notes: Sequence[ProductNote]
    versions: Sequence[DecisionVersion]

    @property
    def apart(self) -> int | None:
        """Hundredths between the highest and the lowest sheet; None with fewer than two."""
        totals = [one.sheet.total for one in self.sheets if not one.aside]
        return max(totals) - min(totals) if len(totals) > 1 else None

    @property
    def parts(self) -> list[Criterion]:
        """The parts of the frame, in its order."""
        return [one for one in self.criteria if one.parent_code is None]

    def points(self, seen: SheetSeen, criterion: Criterion) -> int:
        """What a sheet gives a criterion: a leaf's own points, else the sum of what lies below."""
        if criterion.leaf:
            return seen.sheet.points.get(criterion.id, 0)
        below = (one for one in self.criteria if one.parent_code == criterion.code)
        return sum(self.points(seen, one) for one in below)

    @property
    def put_aside(self) -> bool:
        """Whether the contest's way of averaging leaves sheets out."""
        return any(not one.counted and not one.aside for one in self.sheets)


def find_explained(
    session: Session,
    contest: Contest,
    entry_id: int,
    set_aside: Collection[tuple[int, int]] = (),
) -> Explained | None:
    """The product's result explained, or None where it has no standing. A fixed number of
    statements, however many products the contest has.

    `set_aside` are the sheets (entry id, seat id) that a later correction lets count no more
    (contest/versions, a room that knows this one).
    """
    rows = queries.standings(session, contest.id)
    standing = next((one for one in rows if one.entry_id == entry_id), None)
    if standing is None:
        return None
    ruled = contests.rules_of(contest)
    found = sheets.of_entry(session, contest.id, entry_id)
    numbers = juror_numbers(session, contest)
    gone = [(entry_id, one.seat_id) in set_aside for one in found]
    rest = iter(
        _counts(
            [one.total for one, out in zip(found, gone, strict=True) if not out], ruled.averaging
        )
    )
    counts = [not out and next(rest) for out in gone]
    decision = queries.find_decision(session, contest.id)
    quotas = quotas_of(ruled, decision)
    ballots = records.ballots(session, contest.id)
    # A product within a set is placed by the set: the lines speak of that one.
    by_id = {one.entry_id: one for one in rows}
    front = standing.merged.lead_entry_id if standing.merged is not None else entry_id
    verdict = None
    if quotas.total is not None or quotas.groups:
        drawn = weighing.draw(session, contest.id, rows, ruled, quotas, set_aside)
        verdict = drawn.verdicts.get(front)
    members = [one for one in rows if standing.set_id and one.set_id == standing.set_id]
    return Explained(
        contest=contest,
        rules=ruled,
        standing=standing,
        sheets=[
            SheetSeen(one, numbers.get(one.seat_id, 0), counted, out)
            for one, counted, out in zip(found, counts, gone, strict=True)
        ],
        criteria=sheets.criteria_of(session, {one.frame_id for one in found}),
        absent=sheets.absent_from(session, contest.id, entry_id),
        lock=queries.find_lock(session, contest.id),
        decision=decision,
        verdict=verdict,
        group_line=_line(rows, standing.entry.group, quotas.groups),
        total_line=Counted(
            quotas.total,
            sum(bool(one.certified) for one in rows),
            sum(queries.valid(one) and not one.within_set for one in rows),
        ),
        equals=[by_id[one] for one in verdict.equals] if verdict else [],
        members=members,
        lead=by_id.get(front) if standing.merged is not None else None,
        ballot=ballots.get(front),
        notes=records.notes(session, contest.id, entry_id),
        versions=records.versions(session, contest.id),
    )


def quotas_of(rules: RuleSet, decision: CouncilDecision | None) -> Quotas:
    """The quotas that the council decided on; before it decided those of the contest's rules."""
    said = rules.quota.groups if decision is None else decision.quotas
    total = rules.quota.total if decision is None else decision.quota_total
    return Quotas(total, {ProductGroup(group): number for group, number in said.items()})


def juror_numbers(session: Session, contest: Contest) -> dict[int, int]:
    """Seat → the number by which readers know the juror in this contest, from 1.

    The order is no order of the jury's list, and stays the same as long as the lock stands.
    """
    jury = bodies.body(session, contest.id, BodyKind.JURY)
    seats = jury.seats if jury else []  # with those who left: their sheets count
    salt = f"{contest.id}:{contest.locked_at.isoformat() if contest.locked_at else ''}"
    shuffled = sorted(
        seats, key=lambda seat: hashlib.sha256(f"{salt}:{seat.id}".encode()).hexdigest()
    )
    return {seat.id: number for number, seat in enumerate(shuffled, 1)}


def _line(
    rows: Sequence[Standing], group: ProductGroup | None, quotas: Mapping[Group, int]
) -> Counted:
    own = [one for one in rows if one.entry.group is group and not one.within_set]
    return Counted(
        quotas.get(group),
        sum(bool(one.certified) for one in own),
        sum(queries.valid(one) for one in own),
    )


def _counts(totals: Sequence[int], how: Averaging) -> list[bool]:
    """Which of the sheets the average is made of; of equal ones it does not matter which."""
    if how.method is Average.MEAN:
        return [True] * len(totals)
    aside = how.drop if how.method is Average.TRIMMED else max(0, (len(totals) - 1) // 2)
    if len(totals) <= 2 * aside:
        return [False] * len(totals)
    order = sorted(range(len(totals)), key=lambda at: totals[at])
    kept = set(order[aside : len(totals) - aside])
    return [at in kept for at in range(len(totals))]
