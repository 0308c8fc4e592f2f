"""Receiving, keeping and giving back: what each needs, and what is refused."""

from datetime import date

import pytest

from contest.entries.kinds import EntryStatus
from contest.samples import rules
from contest.samples.kinds import SampleWay

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("status", "code", "way", "refused"),
    [
        (EntryStatus.VALID, "TC01", SampleWay.PHYSICAL, None),
        (EntryStatus.FILED, None, SampleWay.PHYSICAL, "sample_needs_code"),
        (EntryStatus.REFUSED, "TC01", SampleWay.PHYSICAL, "sample_needs_code"),
        (EntryStatus.VALID, "TC01", SampleWay.VIDEO, "sample_judged_otherwise"),
    ],
)
def test_what_may_be_received(
    status: EntryStatus, code: str | None, way: SampleWay, refused: str | None
) -> None:
    found = rules.refusal_to_receive(status, code, way)
    assert (found and found[0]) == refused


def test_receipt_and_return_say_who_how_many_and_how_it_was() -> None:
    assert rules.faults_of_receipt("Lan", 1, "tốt") == {}
    most = {"most": rules.MOST_PIECES}
    assert rules.faults_of_receipt(" ", 0, "x" * 501) == {
        "brought_by": "missing",
        "condition": ("too_long", {"most": 500}),
        "pieces": ("pieces_out_of_range", most),
    }
    assert rules.faults_of_receipt("Lan", None, "tốt") == {"pieces": "missing"}
    assert rules.faults_of_return("", "tốt") == {"returned_to": "missing"}


@pytest.mark.parametrize(
    ("returned", "consent", "until", "refused"),
    [
        (False, date(2027, 1, 1), date(2026, 12, 31), None),
        (False, date(2027, 1, 1), date(2027, 1, 1), None),
        (False, None, TODAY, "keep_without_consent"),
        (False, date(2027, 1, 1), date(2027, 1, 2), "keep_past_consent"),
        (True, date(2027, 1, 1), TODAY, "sample_returned_before"),
    ],
)
def test_nothing_is_kept_beyond_its_owners_consent(
    returned: bool, consent: date | None, until: date, refused: str | None
) -> None:
    found = rules.refusal_to_keep(returned, consent, until)
    assert (found and found[0]) == refused


@pytest.mark.parametrize(
    ("by", "on", "until", "faults"),
    [
        ("Lan", TODAY, TODAY, {}),
        ("", None, None, {"given_by": "missing", "given_on": "missing", "until": "missing"}),
        ("Lan", date(2026, 11, 23), date(2027, 1, 1), {"given_on": "past_day_to_come"}),
        ("Lan", TODAY, date(2026, 11, 21), {"until": "keep_until_past"}),
    ],
)
def test_a_consent_has_its_giver_and_days(
    by: str, on: date | None, until: date | None, faults: dict[str, str]
) -> None:
    assert rules.faults_of_consent(by, on, until, TODAY) == faults


@pytest.mark.parametrize(
    ("way", "why", "detail", "faults"),
    [
        (SampleWay.PHOTO, "Quá khổ", "", {}),
        (SampleWay.SITE_VISIT, "Quá nặng", "Xưởng, 12/11", {}),
        (SampleWay.VIDEO, "Mau hỏng", " ", {"detail": "method_detail_missing"}),
        (None, "", "", {"way": "missing", "why": "missing"}),
        (SampleWay.PHOTO, "x", "y" * 501, {"detail": ("too_long", {"most": 500})}),
    ],
)
def test_another_way_to_judge_has_its_reason_and_place(
    way: SampleWay | None, why: str, detail: str, faults: dict[str, object]
) -> None:
    assert rules.faults_of_method(way, why, detail) == faults
