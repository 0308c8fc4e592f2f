"""Who may sit where, how many, and by whose decision people change. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contest.bodies.kinds import BodyKind, Position
from contest.contests.kinds import ContestLevel, Stage, reached
from contest.contests.rules import Reason
from contest.contests.ruleset import RuleSet
from core.text import same_name

POSITIONS: dict[BodyKind, tuple[Position, ...]] = {
    BodyKind.COUNCIL: (
        Position.COUNCIL_CHAIR,
        Position.STANDING_VICE_CHAIR,
        Position.VICE_CHAIR,
        Position.COUNCIL_MEMBER,
    ),
    BodyKind.JURY: (Position.JURY_HEAD, Position.JURY_VICE_HEAD, Position.JUROR),
    BodyKind.SUPPORT_TEAM: (Position.SECRETARY,),
}
"""The seats of each body, in the order of papers (TT 26/2014 Đ8, Đ10, Đ11)."""

ALONE = frozenset({Position.COUNCIL_CHAIR, Position.STANDING_VICE_CHAIR, Position.JURY_HEAD})
"""Held by one person at a time."""


SETTLED: dict[BodyKind, Stage] = {
    BodyKind.COUNCIL: Stage.RECOGNISED,
    BodyKind.JURY: Stage.LOCKED,
    BodyKind.SUPPORT_TEAM: Stage.ANNOUNCED,
}
"""From this stage on nobody comes into the body or leaves it: its work is done."""


def settled(kind: BodyKind, stage: Stage) -> bool:
    """Whether the body's seats are fixed at this stage."""
    return stage is Stage.CANCELLED or reached(stage, SETTLED[kind])


def sealed(listed: bool, stage: Stage) -> bool:
    """Whether the list of the founding decision is whole, so that a change asks for a decision of
    its own: somebody said so, or the work has begun."""
    return listed or reached(stage, Stage.JUDGING)


def turned_even(kind: BodyKind, size: int, stage: Stage, rules: RuleSet) -> bool:
    """Whether a jury at work has an even number: told and recorded, never in the way (Đ11.2 is
    about founding it)."""
    return (
        kind is BodyKind.JURY
        and rules.jury_odd
        and size > 0
        and size % 2 == 0
        and reached(stage, Stage.JUDGING)
    )


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """The decision by which people are added or replaced."""

    number: str
    day: date
    founder: str


MOST_NUMBER = 60
TAX_NUMBER_DIGITS = (10, 12, 13)
"""A firm's, a household's, a branch's."""
Faults = dict[str, str | tuple[str, dict[str, object]]]


def faults_of_decision(
    given: ChangeDecision | None, founding: ChangeDecision, source: str, today: date
) -> Faults:
    """What is wrong with the decision of a change, beside its fields; empty when it will do.

    Additions and replacements are made by whoever founded the body, and by nobody else (TT
    26/2014 Đ8.2): a decision of its own, numbered, not before the founding one. `source` is where
    the contest's rules say so.
    """
    if given is None or not given.number:
        return {"decision_number": ("change_without_decision", {"source": source})}
    faults: Faults = {}
    if len(given.number) > MOST_NUMBER:
        faults["decision_number"] = ("too_long", {"most": MOST_NUMBER})
    elif same_name(given.number, founding.number):
        faults["decision_number"] = ("decision_is_the_founding_one", {"number": founding.number})
    if given.day > today:
        faults["decision_date"] = "decision_in_future"
    elif given.day < founding.day:
        faults["decision_date"] = ("decision_before_founding", {"founded_on": founding.day})
    if not given.founder:
        faults["founder"] = "missing"
    elif not same_name(given.founder, founding.founder):
        faults["founder"] = ("founder_only", {"founder": founding.founder, "source": source})
    return faults


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat that is held today."""

    position: Position
    account_id: int | None = None


def refusal_of_size(
    kind: BodyKind, size: int, level: ContestLevel, rules: RuleSet
) -> Reason | None:
    """Why a body of this size may not begin its work, or None.

    A council has exactly one of the sizes of its level (Đ8: 5|7, 7|9, 9|11, 11|13: never six); a
    jury is odd (Đ11.2); nothing is said of the support team.
    """
    if kind is BodyKind.COUNCIL:
        allowed = rules.council_sizes.get(level, ())
        source = rules.sources.get("council_sizes", rules.name)
        told: dict[str, object] = {"size": size, "allowed": allowed, "source": source}
        return None if size in allowed else ("council_size", told)
    if kind is BodyKind.JURY:
        if size == 0:
            return "jury_empty", {}
        if rules.jury_odd and size % 2 == 0:
            return "jury_even", {
                "size": size,
                "source": rules.sources.get("jury_odd", rules.name),
            }
        if rules.jury_sizes and size not in rules.jury_sizes:
            source = rules.sources.get("jury_sizes", rules.name)
            return "jury_size", {"size": size, "allowed": rules.jury_sizes, "source": source}
    return None


def refusal_to_appoint(
    kind: BodyKind,
    seated: Sequence[Seated],
    position: Position,
    account_id: int | None,
    level: ContestLevel,
    rules: RuleSet,
) -> Reason | None:
    """Why this person may not take this seat, or None.

    Nobody sits twice in one body; sitting in council and jury is allowed (Đ11.2). One chair, one
    standing vice-chair, one jury head. A council never grows past its largest allowed size.
    """
    if position not in POSITIONS[kind]:
        return "position_of_other_body", {}
    if account_id is not None and any(one.account_id == account_id for one in seated):
        return "already_seated", {}
    if position in ALONE and any(one.position is position for one in seated):
        return "position_taken", {}
    if kind is BodyKind.COUNCIL:
        most = max(rules.council_sizes.get(level, ()), default=0)
        if len(seated) >= most:
            return "council_full", {"most": most}
    return None
