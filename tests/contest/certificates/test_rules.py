"""Validity, standing and numbers of certificates: tables of cases."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from contest.certificates.regimes import number_patterns, validity_regimes
from contest.certificates.rules import (
    CertificateDates,
    NumberPattern,
    Standing,
    ValidityRegime,
    format_number,
    logo_until,
    pattern_fault,
    pattern_on,
    status,
    valid_until,
)
from core.errors import Conflict


@pytest.mark.parametrize(
    ("issued_on", "ends"),
    [
        (date(2014, 10, 21), date(2016, 12, 31)),
        (date(2016, 5, 1), date(2018, 12, 31)),
        (date(2018, 8, 15), date(2020, 12, 31)),
        (date(2018, 8, 16), date(2021, 12, 31)),
        (date(2020, 2, 29), date(2023, 12, 31)),
        # Bình Dương 2024: issued in October 2024, printed as valid until 31/12/2027.
        (date(2024, 10, 15), date(2027, 12, 31)),
        (date(2024, 12, 31), date(2027, 12, 31)),
        (date(2025, 1, 1), date(2028, 12, 31)),
    ],
)
def test_edge_31_validity_follows_the_rule_of_the_day_of_issue(
    issued_on: date, ends: date
) -> None:
    assert valid_until(issued_on, validity_regimes()) == ends


def test_a_day_before_every_known_rule_is_refused() -> None:
    with pytest.raises(Conflict) as refused:
        valid_until(date(2014, 10, 20), validity_regimes())
    assert refused.value.code == "validity_rule_unknown"
    assert refused.value.facts == {"issued_on": date(2014, 10, 20)}


def test_what_the_paper_says_wins_over_the_rule() -> None:
    printed = date(2015, 6, 30)
    assert valid_until(date(2013, 1, 5), validity_regimes(), printed=printed) == printed
    assert valid_until(date(2015, 1, 5), validity_regimes(), printed=printed) == printed
    with pytest.raises(Conflict) as refused:
        valid_until(date(2015, 7, 1), validity_regimes(), printed=printed)
    assert refused.value.code == "expiry_before_issue"


def test_two_rules_for_one_day_are_no_rule() -> None:
    twice = [ValidityRegime(date(2020, 1, 1), None, years, "?") for years in (3, 4)]
    with pytest.raises(Conflict, match="validity_rule_unknown"):
        valid_until(date(2021, 1, 1), twice)


@pytest.mark.parametrize(("last_day", "years"), [(date(2019, 12, 31), 3), (None, 0)])
def test_a_regime_that_cannot_be_is_not_made(last_day: date | None, years: int) -> None:
    with pytest.raises(ValueError, match=r"regime|year"):
        ValidityRegime(date(2020, 1, 1), last_day, years, "?")


def test_the_regimes_follow_one_another_without_gap_and_name_their_source() -> None:
    regimes = validity_regimes()
    for earlier, later in pairwise(regimes):
        assert earlier.last_day is not None
        assert later.first_day == earlier.last_day + timedelta(days=1)
    assert regimes[-1].last_day is None
    assert all("TT " in regime.source for regime in regimes)


PLAIN = CertificateDates(issued_on=date(2026, 11, 5), valid_until=date(2029, 12, 31))
REVOKED = CertificateDates(PLAIN.issued_on, PLAIN.valid_until, revoked_on=date(2027, 3, 1))
REVOKED_LATE = CertificateDates(PLAIN.issued_on, PLAIN.valid_until, revoked_on=date(2030, 6, 1))


@pytest.mark.parametrize(
    ("dates", "on", "standing"),
    [
        (PLAIN, date(2026, 11, 4), Standing.NOT_YET),
        (PLAIN, date(2026, 11, 5), Standing.IN_FORCE),
        (PLAIN, date(2029, 12, 31), Standing.IN_FORCE),
        (PLAIN, date(2030, 1, 1), Standing.EXPIRED),
        (REVOKED, date(2026, 11, 4), Standing.NOT_YET),
        (REVOKED, date(2027, 2, 28), Standing.IN_FORCE),
        (REVOKED, date(2027, 3, 1), Standing.REVOKED),
        (REVOKED, date(2031, 1, 1), Standing.REVOKED),
        (REVOKED_LATE, date(2030, 5, 31), Standing.EXPIRED),
        (REVOKED_LATE, date(2030, 6, 1), Standing.REVOKED),
    ],
)
def test_the_standing_is_right_on_any_day(
    dates: CertificateDates, on: date, standing: Standing
) -> None:
    assert status(dates, on) is standing


@pytest.mark.parametrize(
    ("pattern", "sequence", "year", "number"),
    [
        ("{sequence:3}/{year}/GCN-CNNT", 12, 2026, "012/2026/GCN-CNNT"),
        ("{sequence:3}/{year}/GCN-CNNT", 1234, 2026, "1234/2026/GCN-CNNT"),
        ("{sequence}/GCN-UBND.{year}", 7, 2026, "7/GCN-UBND.2026"),
        ("CNNT-{year}-{sequence:5}", 40, 2027, "CNNT-2027-00040"),
    ],
)
def test_a_number_is_written_by_its_pattern(
    pattern: str, sequence: int, year: int, number: str
) -> None:
    assert format_number(pattern, sequence, year) == number


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("{sequence:3}/{year}/GCN", None),
        ("{year}/GCN", "number_pattern_needs_sequence"),
        ("{sequence}/{sequence}/{year}", "number_pattern_needs_sequence"),
        ("{sequence}/GCN", "number_pattern_needs_year"),
        ("{sequence}{year}", "number_pattern_runs_together"),
        ("{sequence}/{year}/{level}", "number_pattern_field_unknown"),
        ("{sequence.__class__}/{year}", "number_pattern_field_unknown"),
        ("{sequence:0}/{year}", "number_pattern_field_unknown"),
        ("{sequence}/{year}/{", "number_pattern_field_unknown"),
        ("{sequence}/{year}/" + "G" * 60, "number_pattern_too_long"),
        ("{sequence}/{year}\n", "number_pattern_unprintable"),
        ("", "number_pattern_needs_sequence"),
    ],
)
def test_a_pattern_that_would_repeat_or_mislead_is_named(pattern: str, fault: str | None) -> None:
    assert pattern_fault(pattern) == fault
    if fault:
        with pytest.raises(ValueError, match=fault):
            format_number(pattern, 1, 2026)


def test_numbers_begin_at_one() -> None:
    with pytest.raises(ValueError, match="first number is 1"):
        format_number("{sequence}/{year}", 0, 2026)


def _pattern(unit: str, first: date, last: date | None, text: str) -> NumberPattern:
    return NumberPattern("province", unit, first, last, text, "quyết định mô phỏng")


def test_the_pattern_is_the_units_own_before_the_levels_and_that_of_the_day() -> None:
    general = _pattern("", date(2020, 1, 1), None, "{sequence}/{year}/GCN")
    first = _pattern("86", date(2024, 1, 1), date(2025, 6, 30), "{sequence:2}/{year}/VL")
    then = _pattern("86", date(2025, 7, 1), None, "{sequence:4}/{year}/VL")
    known = (general, first, then)

    def on(unit: str, day: date) -> NumberPattern:
        return pattern_on(known, level="province", unit_code=unit, day=day)

    assert on("86", date(2023, 5, 1)) is general
    assert on("86", date(2025, 6, 30)) is first
    assert on("86", date(2025, 7, 1)) is then
    assert on("79", date(2025, 7, 1)) is general
    with pytest.raises(Conflict, match="number_pattern_unknown"):
        on("86", date(2019, 12, 31))


def test_every_level_has_a_pattern_and_the_district_ends() -> None:
    def pattern(level: str, day: date) -> str:
        return pattern_on(number_patterns(), level=level, unit_code="86", day=day).pattern

    today = date(2026, 11, 5)
    written = {pattern(level, today) for level in ("commune", "province", "region", "nation")}
    assert len(written) == 4
    assert format_number(pattern("province", today), 12, 2026) == "012/2026/GCN-CNNT"
    assert pattern("district", date(2025, 6, 30)) not in written
    with pytest.raises(Conflict, match="number_pattern_unknown"):
        pattern("district", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("revoked_on", "on", "until"),
    [
        (None, date(2026, 11, 4), None),
        (None, date(2026, 11, 5), date(2029, 12, 31)),
        (None, date(2029, 12, 31), date(2029, 12, 31)),
        (None, date(2030, 1, 1), None),
        (date(2027, 3, 1), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 3, 1), None),
    ],
)
def test_edge_52_the_right_to_the_logo_ends_with_the_certificate(
    revoked_on: date | None, on: date, until: date | None
) -> None:
    dates = CertificateDates(date(2026, 11, 5), date(2029, 12, 31), revoked_on)
    assert logo_until(dates, on) == until
