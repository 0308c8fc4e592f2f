"""Sizes, seats and ties, as tables."""

import pytest

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.rules import (
    EntrantFacts,
    JurorFacts,
    Seated,
    Suggestion,
    refusal_of_size,
    refusal_to_appoint,
    settled,
    suggested_recusals,
)
from contest.contests import rulebook
from contest.contests.kinds import ContestLevel, Stage

COUNCIL, JURY, TEAM = BodyKind
COMMUNE, DISTRICT, PROVINCE, REGION, NATION = ContestLevel
RULES = rulebook.national()[-1]
DISTRICT_RULES = rulebook.national()[2]
P = Position


@pytest.mark.parametrize(
    ("kind", "level", "fitting"),
    [
        (COUNCIL, COMMUNE, {5, 7}),
        (COUNCIL, PROVINCE, {7, 9}),
        (COUNCIL, REGION, {9, 11}),
        (COUNCIL, NATION, {11, 13}),
        (COUNCIL, DISTRICT, set()),
        (JURY, PROVINCE, {1, 3, 5, 7, 9, 11, 13}),
        (TEAM, PROVINCE, set(range(15))),
    ],
)
def test_sizes_are_exact_alternatives(
    kind: BodyKind, level: ContestLevel, fitting: set[int]
) -> None:
    assert {n for n in range(15) if refusal_of_size(kind, n, level, RULES) is None} == fitting


def test_what_is_said_of_a_wrong_size() -> None:
    assert refusal_of_size(COUNCIL, 6, DISTRICT, DISTRICT_RULES) == (
        "council_size",
        {"size": 6, "allowed": (5, 7)},
    )
    assert refusal_of_size(JURY, 4, DISTRICT, DISTRICT_RULES) == ("jury_even", {"size": 4})
    assert refusal_of_size(JURY, 0, DISTRICT, DISTRICT_RULES) == ("jury_empty", {})


FULL = [Seated(P.COUNCIL_CHAIR, 1), *(Seated(P.COUNCIL_MEMBER, n) for n in range(2, 10))]


@pytest.mark.parametrize(
    ("kind", "seated", "position", "account", "wanted"),
    [
        (COUNCIL, [], P.COUNCIL_CHAIR, 1, None),
        (COUNCIL, [], P.JUROR, 1, ("position_of_other_body", {})),
        (COUNCIL, FULL[:3], P.COUNCIL_MEMBER, 2, ("already_seated", {})),
        (COUNCIL, FULL[:3], P.COUNCIL_CHAIR, 20, ("position_taken", {})),
        (COUNCIL, FULL[:8], P.COUNCIL_MEMBER, 20, None),
        (COUNCIL, FULL, P.COUNCIL_MEMBER, 20, ("council_full", {"most": 9})),
        (COUNCIL, [Seated(P.COUNCIL_MEMBER)], P.COUNCIL_MEMBER, None, None),
        (JURY, [Seated(P.JURY_HEAD, 1)], P.JURY_HEAD, 2, ("position_taken", {})),
        (JURY, [Seated(P.JURY_VICE_HEAD, 1)], P.JURY_VICE_HEAD, 2, None),
        (JURY, [], P.JUROR, 1, None),
        (TEAM, [], P.SECRETARY, 1, None),
    ],
)
def test_who_may_take_a_seat(
    kind: BodyKind, seated: list[Seated], position: Position, account: int | None, wanted: object
) -> None:
    assert refusal_to_appoint(kind, seated, position, account, PROVINCE, RULES) == wanted


@pytest.mark.parametrize(
    ("kind", "open_until"),
    [(COUNCIL, Stage.DECIDED), (JURY, Stage.JUDGING), (TEAM, Stage.RECOGNISED)],
)
def test_until_when_people_change(kind: BodyKind, open_until: Stage) -> None:
    still = [stage for stage in Stage if not settled(kind, stage)]
    assert still[-1] is open_until
    assert settled(kind, Stage.CANCELLED)


JUROR = JurorFacts(1, "Trần Văn Minh", 50, "0912 345 678", "Minh@Example.test")


@pytest.mark.parametrize(
    ("entrant", "tie"),
    [
        (EntrantFacts(9, frozenset({50}), phone="+84912345678"), "member_of_establishment"),
        (EntrantFacts(9, frozenset({51}), phone="+84 912 345 678"), "same_phone"),
        (EntrantFacts(9, email="minh@example.test"), "same_email"),
        (EntrantFacts(9, representative="trần văn  MINH"), "same_name"),
        (EntrantFacts(9, representative="Trần Văn Mịnh"), None),
        (EntrantFacts(9), None),
    ],
)
def test_ties_worth_a_look(entrant: EntrantFacts, tie: str | None) -> None:
    found = suggested_recusals([JUROR], [entrant])
    assert found == ([Suggestion(1, 9, tie)] if tie else [])
    assert suggested_recusals([JUROR], [entrant], {(1, 9)}) == []


def test_empty_contacts_tie_nobody() -> None:
    assert suggested_recusals([JurorFacts(1, "")], [EntrantFacts(9)]) == []
