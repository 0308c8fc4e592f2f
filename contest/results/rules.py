"""When sheets become final, and what a council may decide with what they add up to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contest.contests.ruleset import MissingSheet, Prize
from contest.results.ranking import keys
from core.registry.kinds import ProductGroup

LEAST_REASON = 10
"""Characters of a reason that stands in the minutes: less says nothing."""

Fault = tuple[str, dict[str, object]]
"""A code and the facts its sentence needs."""


# ------------------------------------------------------------------------------------ the lock


def refusal_of_gaps(gaps: int, missing_sheet: MissingSheet, deadline_over: bool) -> Fault | None:
    """Why not even the chair may make the sheets final with these gaps; None: the chair may.

    Never where the contest's rules refuse it (`gaps_left`): there is no average they would make.
    Not while jurors still have time (`gaps_before_deadline`).
    """
    if missing_sheet is MissingSheet.REFUSE_LOCK:
        return "gaps_left", {"count": gaps}
    if not deadline_over:
        return "gaps_before_deadline", {"count": gaps}
    return None


# -------------------------------------------------------------------------- the council decides


@dataclass(frozen=True, slots=True)
class Standing:
    """What the council looks at for one product."""

    entry_id: int
    code: str
    group: ProductGroup | None
    total: int
    divisor: int
    eligible: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """The council's vote on one product, apart from every score."""

    votes_for: int
    against: int
    abstained: int = 0
    absent: int = 0

    @property
    def carried(self) -> bool:
        """More for than against."""
        return self.votes_for > self.against


def fault_of_ballot(ballot: Ballot, size: int) -> Fault | None:
    """Why these votes cannot be: one below 0, not as many as the council has members, nobody
    there."""
    counts = (ballot.votes_for, ballot.against, ballot.abstained, ballot.absent)
    if min(counts) < 0:
        return "ballot_below_zero", {}
    if sum(counts) != size:
        return "ballot_not_the_council", {"votes": sum(counts), "size": size}
    if ballot.absent == size:
        return "ballot_of_nobody", {}
    return None


@dataclass(frozen=True, slots=True)
class CouncilChoice:
    """What the council decided in its meeting: structure, number, products, vote (Đ17.1).

    `quotas` are the most that may be certified per group, `quota_total` in all; with a number in
    all a group may go without one. `prizes` name a grade of the contest's rules for some of the
    certified; `note` stands in the minutes, `reasons` at single products.
    """

    met_on: date
    present: int
    votes_for: int
    votes_against: int
    quotas: Mapping[ProductGroup, int]
    certified: frozenset[int]
    minutes_number: str
    prizes: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    quota_total: int | None = None
    abstained: int = 0
    reasons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What a decision is measured by: the council's size, the days between which it can have met,
    the contest's grades of prizes, the tie rule's order, the ballots, and which products are part
    of a set that another one stands for."""

    size: int
    locked_on: date
    today: date
    prizes: Sequence[Prize] = ()
    keys: Mapping[int, int] = field(default_factory=dict)
    ballots: Mapping[int, Ballot] = field(default_factory=dict)
    within_sets: frozenset[int] = frozenset()


def passed_over(
    choice: CouncilChoice, standings: Sequence[Standing], facts: CouncilFacts
) -> list[Standing]:
    """Eligible products not chosen though they stand no lower than a chosen one, by average and
    tie rule: in their group, or in all where only one line is drawn for all.

    That is a choice across a tie that no step settled, or against the order of points: the
    council may make it, and says why.
    """
    key = facts.keys or {one: value or 0 for one, value in keys(standings).items()}
    one_line = not choice.quotas and choice.quota_total is not None
    lowest: dict[ProductGroup | None, int] = {}
    for one in standings:
        if one.entry_id in choice.certified:
            pool = None if one_line else one.group
            lowest[pool] = min(key[one.entry_id], lowest.get(pool, key[one.entry_id]))
    return [
        one
        for one in standings
        if one.eligible
        and one.entry_id not in choice.certified
        and one.entry_id not in facts.within_sets
        and (pool := None if one_line else one.group) in lowest
        and key[one.entry_id] >= lowest[pool]
    ]


def council_faults(
    choice: CouncilChoice, standings: Sequence[Standing], facts: CouncilFacts
) -> dict[str, Fault]:
    """Field → what cannot be so; empty when the decision can be recorded.

    Fields: `met_on`, `present`, `votes_for`, `minutes_number`, `note`, `quota_<group>`,
    `quota_total`, `certified`, `prize_<entry id>`, `prizes`, `why_<entry id>`.
    """
    found: dict[str, Fault] = {}
    if not choice.minutes_number:
        found["minutes_number"] = "missing", {}
    if choice.met_on > facts.today:
        found["met_on"] = "day_ahead", {}
    elif choice.met_on < facts.locked_on:
        found["met_on"] = "met_before_lock", {"locked": facts.locked_on}
    found |= _faults_of_vote(choice, facts.size)
    found |= _faults_of_products(choice, standings, facts)
    found |= _faults_of_quotas(choice, standings)
    found |= faults_of_prizes(choice.prizes, choice.certified, facts.prizes)
    if "certified" not in found and len(choice.note) < LEAST_REASON:
        over = [
            one
            for one in passed_over(choice, standings, facts)
            if len(choice.reasons.get(one.entry_id, "")) < LEAST_REASON
        ]
        if over:
            codes = ", ".join(one.code for one in over)
            found["note"] = "choice_needs_reason", {"codes": codes, "least": LEAST_REASON}
    return found


def _faults_of_vote(choice: CouncilChoice, size: int) -> dict[str, Fault]:
    if not 0 < choice.present <= size:
        return {"present": ("present_not_in_council", {"size": size})}
    votes = (choice.votes_for, choice.votes_against, choice.abstained)
    if min(votes) < 0 or sum(votes) != choice.present:
        facts: dict[str, object] = {"votes": sum(votes), "present": choice.present}
        return {"votes_for": ("votes_do_not_add_up", facts)}
    if choice.votes_for <= choice.votes_against:
        return {"votes_for": ("vote_without_majority", {})}
    return {}


def _faults_of_products(
    choice: CouncilChoice, standings: Sequence[Standing], facts: CouncilFacts
) -> dict[str, Fault]:
    known = {one.entry_id for one in standings}
    chosen = [one for one in standings if one.entry_id in choice.certified]
    if choice.certified - known:
        return {"certified": ("entry_unknown", {})}
    if below := [one.code for one in chosen if not one.eligible]:
        return {"certified": ("below_pass_mark", {"codes": ", ".join(below)})}
    if inside := [one.code for one in chosen if one.entry_id in facts.within_sets]:
        return {"certified": ("chosen_within_set", {"codes": ", ".join(inside)})}
    lost = [
        one.code
        for one in chosen
        if one.entry_id in facts.ballots and not facts.ballots[one.entry_id].carried
    ]
    return {"certified": ("voted_down", {"codes": ", ".join(lost)})} if lost else {}


def _faults_of_quotas(choice: CouncilChoice, standings: Sequence[Standing]) -> dict[str, Fault]:
    found: dict[str, Fault] = {}
    chosen = [one for one in standings if one.entry_id in choice.certified]
    total = choice.quota_total
    if total is not None and total < 0:
        found["quota_total"] = "missing", {}
    elif total is not None and len(chosen) > total:
        found["quota_total"] = "over_quota_total", {"count": len(chosen), "quota": total}
    for group in {one.group for one in standings if one.group}:
        quota = choice.quotas.get(group)
        count = sum(1 for one in chosen if one.group is group)
        if (quota is None and total is None) or (quota is not None and quota < 0):
            found[f"quota_{group}"] = "missing", {}
        elif quota is not None and count > quota:
            found[f"quota_{group}"] = "over_quota", {"count": count, "quota": quota}
    return found


def faults_of_prizes(
    prizes: Mapping[int, str], certified: frozenset[int], grades: Sequence[Prize]
) -> dict[str, Fault]:
    """A prize goes to a certified product (Đ21: its holder's right), by a grade of the contest's
    rules, and to no more than that grade allows. A certificate needs no prize."""
    found: dict[str, Fault] = {}
    given = {one: name for one, name in prizes.items() if name}
    known = {grade.name: grade for grade in grades}
    for entry_id, name in given.items():
        if entry_id not in certified:
            found[f"prize_{entry_id}"] = "prize_without_certificate", {}
        elif name not in known:
            found[f"prize_{entry_id}"] = "prize_not_in_rules", {"prize": name}
    for name, grade in known.items():
        count = sum(1 for one in given.values() if one == name)
        if grade.most is not None and count > grade.most:
            found["prizes"] = "prize_too_many", {"prize": name, "count": count, "most": grade.most}
    return found
