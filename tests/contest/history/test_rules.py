"""What history may say, how long it holds, which recognition is current, what counts once."""

from dataclasses import replace
from datetime import date

import pytest

from contest.certificates.regimes import validity_regimes
from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel
from contest.history import rules
from contest.history.kinds import Told
from contest.history.rules import (
    Claim,
    Figures,
    Recognised,
    RecognitionFacts,
    RoundFacts,
    RoundKey,
)

PROVINCE, DISTRICT, NATION = ContestLevel.PROVINCE, ContestLevel.DISTRICT, ContestLevel.NATION
ROUND = RoundFacts(PROVINCE, 1, 2022, figures=Figures(received=45, certified=30), source="Sổ")
RECOGNITION = RecognitionFacts(
    1, PROVINCE, 1, 2022, decision_number="1493/QĐ-UBND", decision_date=date(2022, 7, 7)
)
YEARS = ("past_year", {"first": 2008, "last": 2026})


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, {}),
        ({"figures": Figures(certified=0)}, {}),
        ({"figures": Figures(target=30)}, {}),
        ({"figures": Figures()}, {"received": "past_figures_missing"}),
        ({"figures": Figures(received=-1)}, {"received": "past_figure_out_of_range"}),
        ({"figures": Figures(received=100_001)}, {"received": "past_figure_out_of_range"}),
        (
            {"figures": Figures(passed=20, certified=30)},
            {"certified": ("past_more_than_passed", {"most": 20})},
        ),
        (
            {"figures": Figures(received=20, valid=21)},
            {"valid": ("past_more_than_received", {"most": 20})},
        ),
        ({"figures": Figures(received=226, valid=226, passed=None, certified=110)}, {}),
        ({"year": 2007}, {"year": YEARS}),
        ({"year": 2027}, {"year": YEARS}),
        ({"round": 0}, {"round": "round_out_of_range"}),
        ({"source": " "}, {"source": "past_source_missing"}),
        ({"decision_date": date(2023, 1, 4)}, {}),
        ({"decision_date": date(2024, 1, 4)}, {"decision_date": "past_decision_of_other_year"}),
        ({"decision_date": date(2021, 12, 31)}, {"decision_date": "past_decision_of_other_year"}),
    ],
)
def test_what_an_old_round_may_say(change: dict[str, object], faults: dict[str, object]) -> None:
    assert rules.faults_of_round(replace(ROUND, **change), 2026) == faults  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, {}),
        ({"decision_number": "", "source": "Danh sách của Phòng Kinh tế"}, {}),
        ({"decision_number": ""}, {"decision_number": "past_paper_missing"}),
        ({"year": 2030}, {"year": YEARS, "decision_date": "past_decision_of_other_year"}),
        ({"issued_on": date(2020, 1, 1)}, {"issued_on": "past_decision_of_other_year"}),
        (
            {"year": 2026, "decision_date": date(2026, 12, 1)},
            {"decision_date": "past_day_to_come"},
        ),
        ({"printed_until": date(2022, 1, 1)}, {"printed_until": "past_ends_before_it_begins"}),
        ({"revoked_on": date(2022, 1, 1)}, {"revoked_on": "past_ends_before_it_begins"}),
    ],
)
def test_what_an_old_recognition_may_say(
    change: dict[str, object], faults: dict[str, object]
) -> None:
    facts = replace(RECOGNITION, **change)  # type: ignore[arg-type]  # a table of fields
    assert rules.faults_of_recognition(facts, date(2026, 11, 22)) == faults


@pytest.mark.parametrize(
    ("decided", "issued", "printed", "until", "standing"),
    [
        (date(2016, 8, 1), None, None, date(2018, 12, 31), Standing.EXPIRED),
        (date(2018, 8, 15), None, None, date(2020, 12, 31), Standing.EXPIRED),
        (date(2018, 8, 15), date(2018, 8, 16), None, date(2021, 12, 31), Standing.EXPIRED),
        (date(2023, 8, 1), None, None, date(2026, 12, 31), Standing.IN_FORCE),
        (date(2022, 12, 30), date(2023, 1, 5), None, date(2026, 12, 31), Standing.IN_FORCE),
        (date(2023, 8, 1), None, date(2025, 12, 31), date(2025, 12, 31), Standing.EXPIRED),
        (date(2012, 5, 1), None, None, None, None),
        (date(2012, 5, 1), None, date(2014, 12, 31), date(2014, 12, 31), Standing.EXPIRED),
        (None, None, None, None, None),
    ],
)
def test_how_long_an_old_recognition_holds(
    decided: date | None,
    issued: date | None,
    printed: date | None,
    until: date | None,
    standing: Standing | None,
) -> None:
    found = rules.holding(
        decision_date=decided,
        issued_on=issued,
        printed_until=printed,
        revoked_on=None,
        regimes=validity_regimes(),
    )
    assert (found.until, found.standing(date(2026, 11, 22))) == (until, standing)


def test_a_revocation_needs_no_expiry_to_be_known() -> None:
    found = rules.holding(
        decision_date=None,
        issued_on=None,
        printed_until=None,
        revoked_on=date(2024, 5, 1),
        regimes=validity_regimes(),
    )
    assert found.standing(date(2024, 4, 30)) is None
    assert found.standing(date(2024, 5, 1)) is Standing.REVOKED


HELD = Recognised(DISTRICT, 2024, date(2024, 6, 1), Standing.IN_FORCE)
HIGH = Recognised(NATION, 2023, date(2023, 6, 1), Standing.IN_FORCE)
OVER = Recognised(NATION, 2019, date(2019, 6, 1), Standing.EXPIRED)
TAKEN = Recognised(PROVINCE, 2025, date(2025, 6, 1), Standing.REVOKED)
PRINTED = Recognised(PROVINCE, 2025, None, None)
NO_YEAR = Recognised(NATION, None, None, None)


def test_the_current_one_is_the_latest_in_force_and_an_older_one_never_replaces_it() -> None:
    listed = sorted([OVER, NO_YEAR, PRINTED, TAKEN, HIGH, HELD], key=rules.list_order)
    assert listed == [HELD, HIGH, TAKEN, PRINTED, OVER, NO_YEAR]
    assert sorted([OVER, TAKEN, PRINTED], key=rules.list_order)[0] == TAKEN
    for older in (OVER, NO_YEAR, PRINTED, TAKEN, replace(HELD, year=2016, day=None)):
        assert sorted([older, HELD], key=rules.list_order)[0] == HELD


KEY = RoundKey(PROVINCE, 7, 2022)


@pytest.mark.parametrize(
    ("claims", "counting"),
    [
        ([Claim(Told.OFFICE, KEY, 30), Claim(Told.HERE, KEY, 28)], Claim(Told.HERE, KEY, 28)),
        ([Claim(Told.LIST, KEY, 27), Claim(Told.OFFICE, KEY, 30)], Claim(Told.OFFICE, KEY, 30)),
        (
            [Claim(Told.PUBLISHED, KEY, 30), Claim(Told.OFFICE, KEY, 29)],
            Claim(Told.OFFICE, KEY, 29),
        ),
        (
            [Claim(Told.OFFICE, KEY, None), Claim(Told.PUBLISHED, KEY, 30)],
            Claim(Told.PUBLISHED, KEY, 30),
        ),
        ([Claim(Told.OFFICE, KEY, None), Claim(Told.LIST, KEY, 3)], Claim(Told.LIST, KEY, 3)),
        ([Claim(Told.OFFICE, KEY, 0), Claim(Told.LIST, KEY, 3)], Claim(Told.OFFICE, KEY, 0)),
        ([Claim(Told.OFFICE, KEY, 30), Claim(Told.HERE, KEY, 0)], Claim(Told.HERE, KEY, 0)),
    ],
)
def test_a_round_told_of_twice_counts_once(claims: list[Claim], counting: Claim) -> None:
    lines = rules.settle(claims)
    assert [line.claim for line in lines if line.counts] == [counting]
    assert len(lines) == len(claims)


def test_two_rounds_of_one_year_are_two() -> None:
    second = replace(KEY, round=2)
    lines = rules.settle([Claim(Told.OFFICE, KEY, 3), Claim(Told.HERE, second, 4)])
    assert [line.counts for line in lines] == [True, True]


@pytest.mark.parametrize(
    ("year", "day", "inside"),
    [
        (2021, None, True),
        (2025, None, True),
        (2020, None, False),
        (2026, None, False),
        (2025, date(2026, 1, 4), False),
        (2020, date(2021, 1, 4), True),
    ],
)
def test_what_lies_in_a_period(year: int, day: date | None, inside: bool) -> None:
    assert rules.lies_in(year, day, date(2021, 1, 1), date(2025, 12, 31)) is inside


def test_a_year_without_a_day_lies_in_no_part_of_itself() -> None:
    assert not rules.lies_in(2022, None, date(2022, 1, 1), date(2022, 6, 30))
