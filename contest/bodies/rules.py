"""Who may sit where, how many, and who had better not score whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
        return None if size in allowed else ("council_size", {"size": size, "allowed": allowed})
    if kind is BodyKind.JURY:
        if size == 0:
            return "jury_empty", {}
        if rules.jury_odd and size % 2 == 0:
            return "jury_even", {"size": size}
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


# ----------------------------------------------------------------------------------- recusals


@dataclass(frozen=True, slots=True)
class JurorFacts:
    """What is known of a juror that could tie them to an entrant."""

    seat_id: int
    person: str
    account_id: int | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EntrantFacts:
    """What is known of the maker of an entry; `product` and `maker` as the dossier has them."""

    entry_id: int
    member_account_ids: frozenset[int] = frozenset()
    representative: str = ""
    phone: str = ""
    email: str = ""
    product: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tie found between a juror and an entry; `tie` says which. People decide."""

    seat_id: int
    entry_id: int
    tie: str


def suggested_recusals(
    jurors: Sequence[JurorFacts],
    entrants: Sequence[EntrantFacts],
    recorded: Collection[tuple[int, int]] = (),
) -> list[Suggestion]:
    """Ties worth a look, the strongest of each pair, without those in `recorded` (seat, entry).

    `tie` is `member_of_establishment`, `same_phone`, `same_email` or `same_name`. The circular
    has no rule of recusal; a tie is shown to the secretary and never recorded by itself.
    """
    known = set(recorded)
    found = []
    for juror in jurors:
        for entrant in entrants:
            if (juror.seat_id, entrant.entry_id) in known:
                continue
            tie = _tie(juror, entrant)
            if tie:
                found.append(Suggestion(juror.seat_id, entrant.entry_id, tie))
    return found


def _tie(juror: JurorFacts, entrant: EntrantFacts) -> str:
    if juror.account_id is not None and juror.account_id in entrant.member_account_ids:
        return "member_of_establishment"
    if juror.phone and _digits(juror.phone) == _digits(entrant.phone):
        return "same_phone"
    if juror.email and juror.email.casefold() == entrant.email.casefold():
        return "same_email"
    if entrant.representative and same_name(juror.person, entrant.representative):
        return "same_name"
    return ""


def _digits(phone: str) -> str:
    """0912 345 678, +84 912 345 678 and 84912345678 are one number."""
    found = "".join(char for char in phone if char.isdecimal())
    return "0" + found[2:] if found.startswith("84") and len(found) > 10 else found
