"""When sheets become final, and what a council may decide with what they add up to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contest.contests.ruleset import MissingSheet
from contest.results.ranking import keys
from core.registry.kinds import ProductGroup

LEAST_REASON = 10
"""Characters of a reason that stands in the minutes: less says nothing."""

Fault = tuple[str, dict[str, object]]
"""A code and the facts its sentence needs."""


# ------------------------------------------------------------------------------------ the lock


def refusal_to_lock(
    gaps: int, missing_sheet: MissingSheet, deadline_over: bool, reason: str
) -> Fault | None:
    """Why the sheets may not be made final now, or None.

    Without gaps always. With gaps: never where the contest's rules refuse it (`gaps_left`), not
    while jurors still have time (`gaps_before_deadline`), not without a reason for the minutes
    (`reason_too_short`).
    """
    if not gaps:
        return None
    if missing_sheet is MissingSheet.REFUSE_LOCK:
        return "gaps_left", {"count": gaps}
    if not deadline_over:
        return "gaps_before_deadline", {"count": gaps}
    if len(reason) < LEAST_REASON:
        return "reason_too_short", {"least": LEAST_REASON}
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
class CouncilChoice:
    """What the council decided in its meeting: structure, number, products, vote (Đ17.1).

    `quotas` are the most that may be certified per group; `prizes` name a prize for some of the
    certified; `note` stands in the minutes.
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


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """The council's own size, and between which days it can have met."""

    size: int
    locked_on: date
    today: date


def passed_over(certified: frozenset[int], standings: Sequence[Standing]) -> list[Standing]:
    """Eligible products not chosen though their mean is no lower than that of a chosen one.

    That is a choice across a tie, or against the order of points: the council may make it, and
    says why.
    """
    key = keys(standings)
    lowest: dict[ProductGroup | None, int] = {}
    for one in standings:
        if one.entry_id in certified:
            points = key[one.entry_id] or 0
            lowest[one.group] = min(points, lowest.get(one.group, points))
    return [
        one
        for one in standings
        if one.eligible
        and one.entry_id not in certified
        and one.group in lowest
        and (key[one.entry_id] or 0) >= lowest[one.group]
    ]


def council_faults(
    choice: CouncilChoice, standings: Sequence[Standing], council: CouncilFacts
) -> dict[str, Fault]:
    """Field → what cannot be so; empty when the decision can be recorded.

    Fields: `met_on`, `present`, `votes_for`, `minutes_number`, `note`, `quota_<group>`,
    `certified`, `prize_<entry id>`.
    """
    found: dict[str, Fault] = {}
    if not choice.minutes_number:
        found["minutes_number"] = "missing", {}
    if choice.met_on > council.today:
        found["met_on"] = "day_ahead", {}
    elif choice.met_on < council.locked_on:
        found["met_on"] = "met_before_lock", {"locked": council.locked_on}
    found |= _faults_of_vote(choice, council.size)
    found |= _faults_of_products(choice, standings)
    if "certified" not in found and len(choice.note) < LEAST_REASON:
        over = passed_over(choice.certified, standings)
        if over:
            codes = ", ".join(one.code for one in over)
            found["note"] = "choice_needs_reason", {"codes": codes, "least": LEAST_REASON}
    return found


def _faults_of_vote(choice: CouncilChoice, size: int) -> dict[str, Fault]:
    if not 0 < choice.present <= size:
        return {"present": ("present_not_in_council", {"size": size})}
    if min(choice.votes_for, choice.votes_against) < 0 or (
        choice.votes_for + choice.votes_against != choice.present
    ):
        cast = choice.votes_for + choice.votes_against
        return {"votes_for": ("votes_do_not_add_up", {"votes": cast, "present": choice.present})}
    if choice.votes_for <= choice.votes_against:
        return {"votes_for": ("vote_without_majority", {})}
    return {}


def _faults_of_products(choice: CouncilChoice, standings: Sequence[Standing]) -> dict[str, Fault]:
    found: dict[str, Fault] = {}
    known = {one.entry_id: one for one in standings}
    chosen = [one for one in standings if one.entry_id in choice.certified]
    if choice.certified - set(known):
        found["certified"] = "entry_unknown", {}
    below = [one.code for one in chosen if not one.eligible]
    if below:
        found["certified"] = "below_pass_mark", {"codes": ", ".join(below)}
    for group in {one.group for one in standings if one.group}:
        quota = choice.quotas.get(group)
        count = sum(1 for one in chosen if one.group is group)
        if quota is None or quota < 0:
            found[f"quota_{group}"] = "missing", {}
        elif count > quota:
            found[f"quota_{group}"] = "over_quota", {"count": count, "quota": quota}
    for entry_id, prize in choice.prizes.items():
        if prize and entry_id not in choice.certified:
            found[f"prize_{entry_id}"] = "prize_without_certificate", {}
    return found
