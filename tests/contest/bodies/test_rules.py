"""Sizes, seats and decisions of change, as tables."""

from datetime import date

import pytest

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.rules import (
    ChangeDecision,
    Seated,
    faults_of_decision,
    refusal_of_size,
    refusal_to_appoint,
    sealed,
    settled,
    turned_even,
)
from contest.contests import rulebook
from contest.contests.clauses import amended
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


def test_edge_06_a_council_of_six_and_an_even_jury_are_refused_with_the_article() -> None:
    assert refusal_of_size(COUNCIL, 6, DISTRICT, DISTRICT_RULES) == (
        "council_size",
        {"size": 6, "allowed": (5, 7), "source": "TT 26/2014/TT-BCT Đ8"},
    )
    assert refusal_of_size(JURY, 4, DISTRICT, DISTRICT_RULES) == (
        "jury_even",
        {"size": 4, "source": "TT 26/2014/TT-BCT Đ11.2"},
    )
    own = amended(DISTRICT_RULES, "Thể lệ, Điều 3", jury_sizes=(5, 7))
    assert refusal_of_size(JURY, 3, DISTRICT, own) == (
        "jury_size",
        {"size": 3, "allowed": (5, 7), "source": "Thể lệ, Điều 3"},
    )
    assert refusal_of_size(JURY, 5, DISTRICT, own) is None
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


FOUNDING = ChangeDecision("12/QĐ-UBND", date(2026, 9, 1), "Chủ tịch UBND tỉnh")
SOURCE = "TT 26/2014/TT-BCT Đ8.2"
TODAY = date(2026, 10, 1)
LACKING = {"decision_number": ("change_without_decision", {"source": SOURCE})}


@pytest.mark.parametrize(
    ("number", "day", "founder", "faults"),
    [
        ("20/QĐ-UBND", TODAY, "chủ tịch  UBND tỉnh", {}),
        ("", TODAY, "", LACKING),
        (
            "12/qđ-ubnd",
            TODAY,
            FOUNDING.founder,
            {"decision_number": ("decision_is_the_founding_one", {"number": "12/QĐ-UBND"})},
        ),
        (
            "20/QĐ-UBND",
            date(2026, 8, 31),
            FOUNDING.founder,
            {"decision_date": ("decision_before_founding", {"founded_on": FOUNDING.day})},
        ),
        (
            "20/QĐ-SCT",
            date(2026, 10, 2),
            "Giám đốc Sở Công Thương",
            {
                "decision_date": "decision_in_future",
                "founder": (
                    "founder_only",
                    {"founder": "Chủ tịch UBND tỉnh", "source": SOURCE},
                ),
            },
        ),
        (
            "x" * 61,
            TODAY,
            "",
            {"decision_number": ("too_long", {"most": 60}), "founder": "missing"},
        ),
    ],
)
def test_only_the_founder_changes_people_by_a_decision_of_its_own(
    number: str, day: date, founder: str, faults: object
) -> None:
    given = ChangeDecision(number, day, founder)
    assert faults_of_decision(given, FOUNDING, SOURCE, TODAY) == faults
    assert faults_of_decision(None, FOUNDING, SOURCE, TODAY) == LACKING


@pytest.mark.parametrize(
    ("listed", "stage", "wanted"),
    [
        (False, Stage.DRAFT, False),
        (False, Stage.OPEN, False),
        (True, Stage.OPEN, True),
        (False, Stage.JUDGING, True),
    ],
)
def test_when_the_founding_list_is_whole(listed: bool, stage: Stage, wanted: bool) -> None:
    assert sealed(listed, stage) is wanted


@pytest.mark.parametrize(
    ("kind", "size", "stage", "wanted"),
    [
        (JURY, 4, Stage.JUDGING, True),
        (JURY, 4, Stage.LOCKED, True),
        (JURY, 4, Stage.OPEN, False),  # it is refused there, not told
        (JURY, 5, Stage.JUDGING, False),
        (JURY, 0, Stage.JUDGING, False),
        (COUNCIL, 8, Stage.JUDGING, False),
    ],
)
def test_when_a_jury_has_turned_even(
    kind: BodyKind, size: int, stage: Stage, wanted: bool
) -> None:
    assert turned_even(kind, size, stage, RULES) is wanted
