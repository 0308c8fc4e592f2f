"""The rules of a dossier, as tables."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.rulebook import national
from contest.entries import rules
from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.rules import LowerCertificate, Section, Way, Window
from contest.entries.statement import find_section, sections
from core.registry.kinds import ProductGroup

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = Window(Stage.OPEN, NOW - HOUR, NOW + HOUR)
PROVINCE = Way(True, frozenset({ContestLevel.DISTRICT, ContestLevel.COMMUNE}), True)
REGION = Way(True, frozenset({ContestLevel.PROVINCE}), False)
LOWEST = Way(False, frozenset(), False)


def lower(
    number: str = "07/2024",
    level: ContestLevel = ContestLevel.DISTRICT,
    *,
    in_force: bool = True,
    until: date = date(2027, 12, 31),
) -> LowerCertificate:
    return LowerCertificate(int(number[:2]), number, level, in_force, until)


def test_the_statement_is_data_with_its_source() -> None:
    assert [(one.key, one.required) for one in sections()] == [
        ("description", True),
        ("market", True),
        ("production", True),
        ("economics", True),
        ("technical", True),
        ("social", True),
        ("environment", True),
        ("culture", False),
        ("other", False),
    ]
    assert all(one.title and one.help and one.example for one in sections())
    assert find_section("market") == sections()[1]
    assert find_section("?") is None


@pytest.mark.parametrize(
    ("way", "given", "letter", "fault", "path"),
    [
        (LOWEST, None, "", None, EntryPath.LOWEST_LEVEL),
        (LOWEST, lower(), "", None, EntryPath.LOWEST_LEVEL),
        (PROVINCE, lower(), "", None, EntryPath.LOWER_CERTIFICATE),
        (PROVINCE, lower(level=ContestLevel.COMMUNE), "", None, EntryPath.LOWER_CERTIFICATE),
        (PROVINCE, lower(), "15/UBND", None, EntryPath.LOWER_CERTIFICATE),
        (PROVINCE, None, "15/UBND", None, EntryPath.FORWARDING_LETTER),
        (
            PROVINCE,
            None,
            "",
            ("lower_certificate_or_letter_missing", {}),
            EntryPath.LOWER_CERTIFICATE,
        ),
        (REGION, None, "15/UBND", ("lower_certificate_missing", {}), EntryPath.LOWER_CERTIFICATE),
        (
            REGION,
            lower(),
            "",
            ("lower_certificate_wrong_level", {"number": "07/2024"}),
            EntryPath.LOWER_CERTIFICATE,
        ),
        (
            PROVINCE,
            lower(in_force=False),
            "15/UBND",
            (
                "lower_certificate_expired",
                {"number": "07/2024", "until": date(2027, 12, 31), "source": ""},
            ),
            EntryPath.LOWER_CERTIFICATE,
        ),
    ],
)
def test_the_ladder(
    way: Way,
    given: LowerCertificate | None,
    letter: str,
    fault: rules.Fault | None,
    path: EntryPath,
) -> None:
    assert rules.ladder_refusal(way, given, letter) == fault
    assert rules.path_of(way, given, letter) is path


def test_the_certificate_to_file_with_is_in_force_and_lasts_longest() -> None:
    old = lower("01/2020", in_force=False, until=date(2023, 12, 31))
    short = lower("02/2022", until=date(2026, 12, 31))
    long = lower("03/2024")
    higher = lower("04/2025", ContestLevel.PROVINCE, until=date(2029, 12, 31))
    assert rules.best_lower(PROVINCE, [old, short, long, higher]) == long
    assert rules.best_lower(PROVINCE, [old, higher]) == old
    assert rules.best_lower(PROVINCE, [higher]) is None


@pytest.mark.parametrize(
    ("status", "answer_by", "window", "code"),
    [
        (EntryStatus.DRAFT, None, OPEN, None),
        (EntryStatus.DRAFT, None, Window(Stage.OPEN, NOW - HOUR, NOW), None),
        (
            EntryStatus.DRAFT,
            None,
            Window(Stage.OPEN, NOW - 2 * HOUR, NOW - HOUR),
            "entries_closed",
        ),
        (EntryStatus.DRAFT, None, Window(Stage.JUDGING, NOW - HOUR, NOW + HOUR), "entries_closed"),
        (EntryStatus.DRAFT, None, Window(Stage.OPEN, NOW + HOUR, NOW + HOUR), "entries_not_open"),
        (EntryStatus.SUPPLEMENT, NOW, Window(Stage.OPEN, NOW - HOUR, NOW - HOUR), None),
        (EntryStatus.SUPPLEMENT, NOW - HOUR, OPEN, "supplement_closed"),
        (EntryStatus.SUPPLEMENT, NOW + HOUR, Window(Stage.JUDGING, NOW, NOW), "entries_closed"),
        (EntryStatus.FILED, None, OPEN, "entry_not_editable"),
        (EntryStatus.VALID, None, OPEN, "entry_not_editable"),
        (EntryStatus.WITHDRAWN, None, OPEN, "entry_not_editable"),
    ],
)
def test_when_a_dossier_may_be_changed(
    status: EntryStatus, answer_by: datetime | None, window: Window, code: str | None
) -> None:
    fault = rules.refusal_to_change(status, answer_by, window, NOW)
    assert (fault[0] if fault else None) == code


def test_what_may_follow_what() -> None:
    possible = {
        (current, wanted)
        for current in EntryStatus
        for wanted in EntryStatus
        if rules.refusal_to_move(current, wanted) is None
    }
    s = EntryStatus
    assert possible == {
        (s.DRAFT, s.FILED),
        (s.DRAFT, s.WITHDRAWN),
        (s.FILED, s.VALID),
        (s.FILED, s.SUPPLEMENT),
        (s.FILED, s.REFUSED),
        (s.FILED, s.WITHDRAWN),
        (s.SUPPLEMENT, s.FILED),
        (s.SUPPLEMENT, s.REFUSED),
        (s.SUPPLEMENT, s.WITHDRAWN),
        (s.VALID, s.REFUSED),
        (s.VALID, s.WITHDRAWN),
        (s.WITHDRAWN, s.DRAFT),
    }


def test_a_rule_sees_the_whole_input() -> None:
    asked = (Section("a", "Mục A", "", "", True), Section("b", "Mục B", "", "", False))
    found = rules.faults_of_dossier(
        asked,
        {"a": "  ", "c": "lạ"},
        photos=2,
        min_photos=3,
        group=None,
        declared=False,
    )
    assert found == {
        "a": ("section_missing", {"title": "Mục A"}),
        "c": "section_unknown",
        "photos": ("photos_too_few", {"least": 3, "there": 2}),
        "group": "group_missing",
        "declared": "declaration_missing",
    }
    assert (
        rules.faults_of_dossier(
            asked,
            {"a": "có"},
            photos=3,
            min_photos=3,
            group=ProductGroup.OTHER,
            declared=True,
        )
        == {}
    )


def test_codes_name_their_group() -> None:
    assert [rules.entry_code(group, 7) for group in ProductGroup] == [
        "TC07",
        "TP07",
        "CK07",
        "KH07",
    ]
    assert rules.entry_code(ProductGroup.HANDICRAFT, 123) == "TC123"


def test_every_rule_set_says_who_needs_a_certificate() -> None:
    for one in national():
        assert ContestLevel.PROVINCE in one.needs_lower_certificate
        assert one.forwarding_letter == {ContestLevel.PROVINCE}
