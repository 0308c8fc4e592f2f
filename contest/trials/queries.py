"""How a judged contest's sheets would come out under other rules, beside what was decided.

Sheets, products and the council's votes are those of the contest; averaging, pass mark, quotas and
tie rule are those that are tried. Nothing is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.contests.model import Contest
from contest.contests.queries import contests, rules_of
from contest.contests.ruleset import RuleSet
from contest.results import lines, queries, records, weighing
from contest.results.lines import Because, Candidate
from contest.results.model import Standing
from contest.results.ranking import Group, Place, Quotas, Tally, rank
from contest.scoring import queries as scoring
from core.errors import Conflict
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.rights import Act, Role


@dataclass(frozen=True, slots=True)
class Tried:
    """One product under the rules that are tried, and as it was.

    `certified` is what the lines would say: None where a tie crosses one. `decided` is what the
    council did; None before it decided. Averages are hundredths over a divisor.
    """

    entry_id: int
    code: str
    product_name: str
    group: ProductGroup | None
    sheets: int
    total: int
    divisor: int
    place: Place
    certified: bool | None
    because: Because
    was_total: int
    was_divisor: int
    was_rank: int | None
    was_eligible: bool
    decided: bool | None

    @property
    def differs(self) -> bool:
        """Whether average, place, eligibility or certificate would be another one."""
        return (
            self.total * self.was_divisor != self.was_total * self.divisor
            or self.place.rank != self.was_rank
            or self.place.eligible != self.was_eligible
            or (self.decided is not None and self.certified is not self.decided)
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """Every product of the contest, by group and place under the rules that are tried."""

    contest: Contest
    rows: Sequence[Tried]
    discussed: int
    """Products whose sheets lie so far apart that the tried rules ask for discussion."""
    was_discussed: int

    @property
    def eligible(self) -> int:
        """How many would reach the pass mark."""
        return sum(one.place.eligible for one in self.rows)

    @property
    def was_eligible(self) -> int:
        """How many did."""
        return sum(one.was_eligible for one in self.rows)

    @property
    def certified(self) -> int:
        """How many the lines would take in for sure."""
        return sum(one.certified is True for one in self.rows)

    @property
    def open(self) -> int:
        """How many would stand equal across a line: the council's own choice."""
        return sum(one.certified is None for one in self.rows)

    @property
    def decided(self) -> int:
        """How many the council certified."""
        return sum(one.decided is True for one in self.rows)

    @property
    def differing(self) -> int:
        """How many would come out otherwise in something."""
        return sum(one.differs for one in self.rows)


def judged(session: Session, who: Identity) -> list[Contest]:
    """The contests with results that this person may read, the latest first: to try rules on."""
    found = contests(session, units=who.units(Act.RESULT_READ), ids=who.contests(*Role))
    return [one for one in found if queries.readable(one)]


def tried(session: Session, contest: Contest, rules: RuleSet) -> Trial:
    """The contest under these rules. A fixed number of statements.

    Whoever shows it has seen to it that the asker may read the contest's result. A set that the
    council made stays one. Raises Conflict("results_not_ready") before the lock.
    """
    if not queries.readable(contest):
        raise Conflict("results_not_ready")
    rows = queries.standings(session, contest.id)
    tallies = {one.entry_id: one for one in queries.tallies(session, contest.id, rules.averaging)}
    known = [one for one in rows if one.entry_id in tallies]
    places = rank((tallies[one.entry_id] for one in known), rules.pass_mark)
    running = [
        Candidate(
            one.entry_id,
            one.entry.group,
            tallies[one.entry_id].total,
            tallies[one.entry_id].divisor,
            places[one.entry_id].eligible,
        )
        for one in known
        if not one.within_set
    ]
    told = weighing.marks(
        session, contest.id, weighing.tied(running), records.ballots(session, contest.id)
    )
    of_groups: dict[Group, int] = {}
    of_groups.update(rules.quota.groups.items())
    quotas = Quotas(rules.quota.total, of_groups)
    verdicts = lines.draw(running, quotas, told, rules.tie_rule).verdicts
    totals = scoring.signed_totals(session, contest.id)
    own = rules_of(contest).disparity_limit

    def verdict(one: Standing) -> lines.Verdict:
        """A product within a set fares as the set does."""
        front = one.merged.lead_entry_id if one.merged is not None else one.entry_id
        return verdicts.get(front) or lines.Verdict(False, Because.BELOW)

    def seen(one: Standing, tally: Tally) -> Tried:
        said = verdict(one)
        return Tried(
            entry_id=one.entry_id,
            code=one.entry.code or "",
            product_name=one.entry.product_name,
            group=one.entry.group,
            sheets=tally.sheets,
            total=tally.total,
            divisor=tally.divisor,
            place=places[one.entry_id],
            certified=said.certified,
            because=said.because,
            was_total=one.total_points,
            was_divisor=one.divisor,
            was_rank=one.rank,
            was_eligible=one.eligible,
            decided=one.recognised,
        )

    groups = list(ProductGroup)
    found = [seen(one, tallies[one.entry_id]) for one in known]
    found.sort(
        key=lambda one: (
            groups.index(one.group) if one.group else len(groups),
            one.place.rank is None,
            one.place.rank or 0,
            len(one.code),
            one.code,
        )
    )
    return Trial(
        contest=contest,
        rows=found,
        discussed=len(weighing.disparities(rows, totals, rules.disparity_limit)),
        was_discussed=len(weighing.disparities(rows, totals, own)),
    )
