"""Support: dates, money, stages; the data files say what they should."""

from datetime import date

import pytest

from fairs.fairs.rules import WinningCertificate
from fairs.support import reference, rules
from fairs.support.kinds import CaseKind, CheckState
from fairs.support.rules import Bound, Due, DueState, Entitlement

M = 1_000_000


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 5, 20), 9, date(2027, 2, 20)),
        (date(2024, 2, 29), 120, date(2034, 2, 28)),
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, then: date) -> None:
    assert rules.add_months(day, months) == then


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"eligible": 60 * M}, Entitlement(30 * M, Bound.FULL)),
        ({"eligible": 70 * M}, Entitlement(35 * M, Bound.FULL)),
        ({"eligible": 90 * M}, Entitlement(35 * M, Bound.CAP)),
        ({"eligible": 40 * M}, Entitlement(20 * M, Bound.FULL)),
        ({"eligible": 60 * M, "granted": 20 * M}, Entitlement(10 * M, Bound.FULL)),
        ({"eligible": 90 * M, "granted": 30 * M}, Entitlement(5 * M, Bound.CAP)),
        ({"eligible": 90 * M, "granted": 35 * M}, Entitlement(0, Bound.CAP)),
        ({"eligible": 33_333_333}, Entitlement(16_666_666, Bound.FULL)),
        ({"eligible": 1}, Entitlement(0, Bound.FULL)),
        ({"eligible": 2}, Entitlement(1, Bound.FULL)),
        ({"eligible": 3, "granted": 1}, Entitlement(0, Bound.FULL)),
        ({"eligible": 70 * M, "other": 42 * M}, Entitlement(28 * M, Bound.OTHER)),
        ({"eligible": 70 * M, "other": 90 * M}, Entitlement(0, Bound.OTHER)),
        ({"eligible": 60 * M, "available": 12 * M}, Entitlement(12 * M, Bound.LINE)),
        ({"eligible": 60 * M, "times": 2, "most_times": 2}, Entitlement(0, Bound.COUNT)),
        ({"eligible": 60 * M, "times": 1, "most_times": 2}, Entitlement(30 * M, Bound.FULL)),
        (
            {"eligible": 26 * M, "percent": 100, "cap": 20 * M},
            Entitlement(20 * M, Bound.CAP),
        ),
    ],
)
def test_money_that_may_be_given(given: dict[str, int], expected: Entitlement) -> None:
    assert rules.entitled(**{"percent": 50, "cap": 35 * M, **given}) == expected


def test_a_term_is_that_of_the_filing_day() -> None:
    terms = reference.terms()
    before = {"filed": date(2026, 3, 31), "publication": date(2026, 6, 15)}
    after = {"filed": date(2026, 4, 1), "publication": date(2026, 6, 15)}
    found = [rules.next_due(reached, "publication", terms) for reached in (before, after)]
    assert [(due.on, due.months, due.verified) for due in found if due] == [
        (date(2027, 3, 15), 9, False),
        (date(2026, 11, 15), 5, False),
    ]
    assert rules.next_due({"filed": date(2026, 1, 31)}, "filed", terms) == Due(
        date(2026, 2, 28),
        "formal_examination",
        1,
        "Luật Sở hữu trí tuệ 2005, Điều 119.1",
        True,
    )
    granted = {"filed": date(2024, 2, 29), "granted": date(2025, 7, 1)}
    renewal = rules.next_due(granted, "granted", terms)
    assert renewal is not None
    assert renewal.on == date(2034, 2, 28)
    assert rules.next_due({"search": date(2026, 1, 1)}, "search", terms) is None


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (None, DueState.NONE),
        (date(2026, 11, 21), DueState.OVERDUE),
        (date(2026, 11, 22), DueState.NEAR),
        (date(2026, 12, 22), DueState.NEAR),
        (date(2026, 12, 23), DueState.AHEAD),
    ],
)
def test_how_a_due_date_stands(due_on: date | None, state: DueState) -> None:
    assert rules.due_state(due_on, date(2026, 11, 22)) is state


def test_stages_go_in_order_and_optional_ones_may_be_passed_over() -> None:
    stages = reference.stages()
    assert [stage.key for stage in stages] == [
        "search",
        "drafting",
        "filed",
        "formal_examination",
        "publication",
        "substantive_examination",
        "granted",
    ]
    assert [one.key for one in rules.next_stages(stages, "search")] == ["drafting", "filed"]
    assert [one.key for one in rules.next_stages(stages, "filed")] == ["formal_examination"]
    assert rules.next_stages(stages, "granted") == []
    for to in ("search", "publication", "nothing"):
        assert rules.refusal_to_step(stages, "filed", to, []) == ("case_stage_order", {})


def test_required_papers_hold_the_stage_up() -> None:
    stages = reference.stages()
    papers = [
        ("filed", "Tờ khai", True, CheckState.HANDED_IN),
        ("filed", "Mẫu", True, CheckState.ACCEPTED),
        ("filed", "Danh mục", True, CheckState.WAIVED),
        ("filed", "Giấy ủy quyền", False, CheckState.MISSING),
        ("filed", "Phí", True, CheckState.RETURNED),
    ]
    assert rules.refusal_to_step(stages, "search", "drafting", papers) is None
    assert rules.refusal_to_step(stages, "drafting", "filed", papers) == (
        "papers_missing",
        {"papers": ("Tờ khai", "Phí")},
    )


def test_the_tariff_of_the_day() -> None:
    tariff = reference.support_rules()
    found = [
        rules.rule_on(tariff, CaseKind.TRADEMARK, day)
        for day in (date(2014, 4, 7), date(2018, 5, 10), date(2018, 5, 11))
    ]
    assert [(one.percent, one.cap_dong, one.verified) if one else None for one in found] == [
        None,
        (50, 35 * M, True),
        (50, 35 * M, False),
    ]


def test_the_classes_of_goods() -> None:
    classes = reference.nice_classes()
    assert [one.number for one in classes] == list(range(1, 46))
    assert [one.kind for one in classes].count("goods") == 34
    assert rules.classes_text({30, 3}) == "3, 30"
    known = [one.number for one in classes]
    assert rules.fault_of_classes([], known) == "nice_classes_missing"
    assert rules.fault_of_classes([30, 46], known) == "nice_class_unknown"
    assert rules.fault_of_classes([30], known) is None


def test_a_case_needs_a_certificate_in_force() -> None:
    day = date(2026, 11, 22)
    old = WinningCertificate("1/GCN", "province", 2020, in_force=False)
    assert rules.refusal_to_open(None, day) == ("winning_certificate_missing", {})
    assert rules.refusal_to_open(old, day) == (
        "winning_certificate_not_in_force",
        {"number": "1/GCN", "day": day},
    )
    good = WinningCertificate("1/GCN", "province", 2026, in_force=True)
    assert rules.refusal_to_open(good, day) is None
