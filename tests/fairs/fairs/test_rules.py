"""Rows of booths, who may ask, and the proposal of who stands where."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from fairs.fairs import rules
from fairs.fairs.kinds import FairStatus
from fairs.fairs.rules import Applicant, FreeBooth, Suggested, WinningCertificate

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = date(2026, 12, 22)


def test_booths_stand_in_rows_with_aisles() -> None:
    made = rules.booth_rows(2, 3, width_mm=3000, depth_mm=2000, aisle_mm=4000)
    assert [(b.code, b.position, b.x_mm, b.y_mm, b.corner) for b in made] == [
        ("A01", 0, 0, 0, True),
        ("A02", 1, 3000, 0, False),
        ("A03", 2, 6000, 0, True),
        ("B01", 3, 0, 6000, True),
        ("B02", 4, 3000, 6000, False),
        ("B03", 5, 6000, 6000, True),
    ]
    assert {(b.width_mm, b.depth_mm) for b in made} == {(3000, 2000)}
    whole = rules.booth_rows(rules.MOST_ROWS, rules.MOST_IN_ROW)
    assert len({b.code for b in whole}) == len(whole) == 1040


@pytest.mark.parametrize(
    ("status", "opens", "closes", "told"),
    [
        (FairStatus.OPEN, -1, 1, None),
        (FairStatus.OPEN, 1, 2, "applications_not_open"),
        (FairStatus.DRAFT, -1, 1, "applications_not_open"),
        (FairStatus.OPEN, -2, -1, "applications_closed"),
        (FairStatus.ALLOTTING, -1, 1, "applications_closed"),
        (FairStatus.PUBLISHED, -1, 1, "applications_closed"),
        (FairStatus.CANCELLED, -1, 1, "fair_cancelled"),
    ],
)
def test_when_applications_are_received(
    status: FairStatus, opens: int, closes: int, told: str | None
) -> None:
    found = rules.refusal_to_receive(
        status, NOW + timedelta(days=opens), NOW + timedelta(days=closes), NOW
    )
    assert (found[0] if found else None) == told


def test_the_last_minute_still_counts() -> None:
    until = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    for seconds, told in ((59, None), (60, ("applications_closed", {"closed": until}))):
        now = until + timedelta(seconds=seconds)
        assert rules.refusal_to_receive(FairStatus.OPEN, NOW, until, now) == told


def test_a_winning_certificate_opens_the_way() -> None:
    good = WinningCertificate("01/GCN", "province", 2026, in_force=True)
    old = WinningCertificate("02/GCN", "province", 2020, in_force=False)
    assert rules.refusal_without_win(good, DAY) is None
    assert rules.refusal_without_win(None, DAY) == ("winning_certificate_missing", {})
    assert rules.refusal_without_win(old, DAY) == (
        "winning_certificate_not_in_force",
        {"number": "02/GCN", "day": DAY},
    )


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, {}),
        ({"last_day": date(2026, 12, 21)}, {"last_day": "fair_ends_before_it_begins"}),
        ({"last_day": date(2027, 2, 1)}, {"last_day": ("fair_too_long", {"most": 31})}),
        ({"apply_until": NOW}, {"apply_until": "applying_ends_before_it_begins"}),
        (
            {"apply_until": datetime(2026, 12, 21, 17, 0, tzinfo=UTC)},
            {"apply_until": "applying_ends_after_the_fair_begins"},
        ),
        ({"rows": 27}, {"rows": ("out_of_range", {"least": 1, "most": 26})}),
        ({"per_row": 0}, {"per_row": ("out_of_range", {"least": 1, "most": 40})}),
        ({"booth_price_dong": -1}, {"booth_price_dong": "not_money"}),
        (
            {"supported_percent": 101},
            {"supported_percent": ("out_of_range", {"least": 0, "most": 100})},
        ),
    ],
)
def test_faults_of_a_plan(change: dict[str, object], faults: dict[str, object]) -> None:
    values: dict[str, object] = {
        "first_day": DAY,
        "last_day": DAY,
        "apply_from": NOW,
        "apply_until": NOW + timedelta(days=10),
        "rows": 2,
        "per_row": 10,
        "booth_price_dong": 6_000_000,
        "supported_percent": 80,
        **change,
    }
    assert rules.faults_of_plan(**values) == faults  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("wanted", "supply", "given"),
    [
        ([3, 1, 2], 6, [3, 1, 2]),
        ([3, 1, 2], 4, [2, 1, 1]),
        ([3, 3, 3], 2, [1, 1, 0]),
        ([2, 2], 9, [2, 2]),
        ([], 5, []),
    ],
)
def test_everybody_gets_one_before_anybody_a_second(
    wanted: list[int], supply: int, given: list[int]
) -> None:
    assert rules.shares(wanted, supply) == given


def applicant(
    id_: int, level: str, year: int = 2026, minutes: int = 0, wanted: int = 1
) -> Applicant:
    return Applicant(id_, level, year, NOW + timedelta(minutes=minutes), wanted)


BOOTHS = [FreeBooth(100 + b.position, b.code, b.position) for b in rules.booth_rows(2, 3)]


def test_a_proposal_follows_level_year_and_time() -> None:
    asked = [
        applicant(1, "commune", minutes=0),
        applicant(2, "province", 2024, minutes=1),
        applicant(3, "province", 2026, minutes=9),
        applicant(4, "nation", 2020, minutes=30),
        applicant(5, "province", 2026, minutes=2, wanted=2),
    ]
    expected = [
        Suggested(4, 1, 1, (100,)),
        Suggested(5, 2, 2, (101, 102)),
        Suggested(3, 3, 1, (103,)),
        Suggested(2, 4, 1, (104,)),
        Suggested(1, 5, 1, (105,)),
    ]
    assert rules.suggest(asked, BOOTHS) == expected
    mixed = random.Random(7)  # noqa: S311 (an order, not a secret)
    for _ in range(5):
        mixed.shuffle(asked)
        again = rules.suggest(asked, BOOTHS[::-1])
        assert (again, rules.digest(again)) == (expected, rules.digest(expected))


def test_a_stand_stays_in_one_row_where_it_can() -> None:
    asked = [applicant(1, "nation"), applicant(2, "province", wanted=3)]
    assert rules.suggest(asked, BOOTHS)[1].booth_ids == (103, 104, 105)
    scattered = [BOOTHS[0], BOOTHS[2], BOOTHS[4]]
    assert rules.suggest([applicant(2, "province", wanted=2)], scattered)[0].booth_ids == (
        100,
        102,
    )


def test_who_gets_nothing_is_named_too() -> None:
    asked = [applicant(1, "nation"), applicant(2, "commune")]
    assert rules.suggest(asked, BOOTHS[:1])[1] == Suggested(2, 2, 1, ())
    assert rules.digest([]) != rules.digest(rules.suggest(asked, []))
