"""The dated rules, and what each step of a contest needs."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contest.contests import rulebook
from contest.contests.averaging import PLAIN_MEAN
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.rules import (
    StepFacts,
    conditions,
    entries_over,
    faults_in_dates,
    next_stage,
    refusal_to_advance,
    refusal_to_file,
    refused,
)
from contest.contests.ruleset import (
    ADDED,
    MissingSheet,
    Quota,
    RuleSet,
    ScoresShown,
    digest,
    from_json,
    to_json,
)
from core.registry.kinds import ProductGroup

COMMUNE, DISTRICT, PROVINCE, REGION, NATION = ContestLevel
DESCRIBED = {"id", "name", "source", "in_force_from", "in_force_until", "sources", "unread"}
OPENS = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("level", "day", "wanted"),
    [
        (PROVINCE, date(2010, 11, 11), None),
        (PROVINCE, date(2010, 11, 12), "tt35-2010"),
        (PROVINCE, date(2014, 10, 20), "tt35-2010"),
        (PROVINCE, date(2014, 10, 21), "tt26-2014"),
        (PROVINCE, date(2018, 8, 15), "tt26-2014"),
        (PROVINCE, date(2018, 8, 16), "tt14-2018"),
        (PROVINCE, date(2025, 6, 30), "tt14-2018"),
        (PROVINCE, date(2025, 7, 1), "tt38-2025"),
        (NATION, date(2030, 1, 1), "tt38-2025"),
        (DISTRICT, date(2018, 8, 16), "tt14-2018"),
        (DISTRICT, date(2025, 6, 30), "tt14-2018"),
        (DISTRICT, date(2025, 7, 1), None),
        (COMMUNE, date(2025, 6, 30), None),
        (COMMUNE, date(2025, 7, 1), "tt38-2025"),
    ],
)
def test_the_rules_of_a_day(level: ContestLevel, day: date, wanted: str | None) -> None:
    found = rulebook.on(level, day)
    assert (found.id if found else None) == wanted


def test_edge_21_what_changed_between_the_texts() -> None:
    oldest, first, second, third = rulebook.national()
    assert (first.photo_angles, second.photo_angles) == (("front", "side", "top"), ())
    assert [one.min_photos for one in (first, second, third)] == [3, 3, 3]
    assert [one.dossier_sets for one in (first, second, third)] == [1, 2, 2]
    assert second.levels == (DISTRICT, PROVINCE, REGION, NATION)
    assert third.levels == (COMMUNE, PROVINCE, REGION, NATION)
    assert {level: second.upper(level) for level in second.levels} == {
        DISTRICT: PROVINCE,
        PROVINCE: REGION,
        REGION: NATION,
        NATION: None,
    }
    assert [third.lower(level) for level in third.levels] == [None, COMMUNE, PROVINCE, REGION]
    assert dict(third.council_sizes) == {
        COMMUNE: (5, 7),
        PROVINCE: (7, 9),
        REGION: (9, 11),
        NATION: (11, 13),
    }
    for one in (first, second, third):
        assert one.pass_mark == 7000
        assert dict(one.frame_maxima) == {"I": 4000, "II": 4000, "III": 1000, "IV": 1000}
        assert one.complaint_days == 15
        assert one.missing_sheet is MissingSheet.REFUSE_LOCK
        assert one.forwarding_letter == {PROVINCE}
        assert one.needs_lower_certificate == {PROVINCE, REGION, NATION}
        assert list(one.groups) == [group.value for group in ProductGroup]
        assert set(one.unread) <= set(one.sources) | {"council_sizes.commune"}
    silent = ("missing_sheet", "disparity_limit", "tie_rule", "jurors_named", "scores_shown")
    assert set(first.unread) == set(second.unread) == set(silent)
    assert set(third.unread) == {*silent, "council_sizes.commune", "forwarding_letter"}
    # Of the oldest text only the table of contents was read: everything is marked.
    assert set(oldest.unread) == set(oldest.sources)
    assert set(first.sources) >= {field.name for field in fields(RuleSet)} - DESCRIBED


def test_the_clauses_on_which_the_circular_is_silent() -> None:
    for one in rulebook.national():
        assert one.averaging == PLAIN_MEAN
        assert one.disparity_limit == 2000
        assert one.tie_rule == ("council",)
        assert one.quota == Quota(None, {})
        assert (one.prizes, one.validity_years, one.resolve_days) == ((), None, 10)
        assert [paper.code for paper in one.checklist if paper.required] == [
            "registration_form",
            "business_registration",
            "presentation",
            "photos",
        ]
        assert (one.jurors_named, one.identity_covered) == (False, False)
        assert one.scores_shown is ScoresShown.CERTIFIED


def test_two_provinces_that_asked_otherwise() -> None:
    graded, funded = rulebook.provincial()
    rules = rulebook.national()[2]
    own = graded.of(rules)
    assert [(prize.name, prize.most, prize.cash_dong) for prize in own.prizes] == [
        ("Giải A", 2, None),
        ("Giải B", 4, None),
        ("Giải C", 6, None),
        ("Giải Khuyến khích", 8, None),
    ]
    assert own.sources["prizes"] == graded.source
    assert own.quota == rules.quota
    other = funded.of(rules)
    assert (other.quota, other.prizes[0].cash_dong) == (Quota(30, {}), 2_000_000)
    assert len({digest(rules), digest(own), digest(other)}) == 3
    assert digest(from_json(to_json(own))) == digest(own)


def test_a_copy_from_before_a_clause_means_what_was_done_then() -> None:
    kept = to_json(rulebook.national()[1])
    old = from_json({key: value for key, value in kept.items() if key not in ADDED})
    assert (old.averaging, old.scores_shown) == (PLAIN_MEAN, ScoresShown.ALL)


def test_a_contest_keeps_its_rules_as_json_and_refuses_what_it_does_not_know() -> None:
    for one in rulebook.national():
        assert from_json(to_json(one)) == one
    kept = to_json(rulebook.national()[0])
    with pytest.raises(ValueError, match="quorum"):
        from_json({**kept, "quorum": 5})
    with pytest.raises(ValueError, match="pass_mark"):
        from_json({key: value for key, value in kept.items() if key != "pass_mark"})
    with pytest.raises(ValueError, match="village"):
        from_json({**kept, "ladder": {"village": None}})


@pytest.mark.parametrize(
    ("stage", "now", "wanted"),
    [
        (Stage.DRAFT, OPENS + SECOND, ("entries_not_open", {"opens": OPENS})),
        (Stage.OPEN, OPENS - SECOND, ("entries_not_open", {"opens": OPENS})),
        (Stage.OPEN, OPENS, None),
        (Stage.OPEN, CLOSES, None),
        (Stage.OPEN, CLOSES + SECOND, ("entries_closed", {"closed": CLOSES})),
        (Stage.JUDGING, OPENS, ("entries_closed", {"closed": CLOSES})),
        (Stage.ANNOUNCED, OPENS, ("entries_closed", {"closed": CLOSES})),
        (Stage.CANCELLED, OPENS, ("contest_cancelled", {})),
    ],
)
def test_when_a_dossier_may_be_filed(stage: Stage, now: datetime, wanted: object) -> None:
    assert refusal_to_file(stage, OPENS, CLOSES, now) == wanted


def test_the_stated_instant_belongs_to_the_term() -> None:
    assert [entries_over(CLOSES, now) for now in (CLOSES, CLOSES + SECOND)] == [False, True]


def test_dates_in_order() -> None:
    later = CLOSES + timedelta(days=1)
    assert faults_in_dates(OPENS, CLOSES, CLOSES, later) == {}
    assert faults_in_dates(CLOSES, OPENS, OPENS, OPENS) == {
        "entries_close_at": "closes_before_opening",
        "judging_until": "judging_ends_before_it_begins",
    }
    assert faults_in_dates(OPENS, CLOSES, OPENS, later) == {
        "judging_from": "judging_before_closing"
    }


READY = StepFacts(
    stage=Stage.OPEN,
    to=Stage.JUDGING,
    now=CLOSES + SECOND,
    entries_close_at=CLOSES,
    frame_status=FrameStatus.APPROVED,
    council_size=7,
    council_sizes=(7, 9),
    council_has_chair=True,
    jury_size=5,
    jury_odd=True,
    jury_has_head=True,
    valid_entries=3,
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"now": CLOSES}, "entries_still_open"),
        ({"unscreened_entries": 2}, "entries_unscreened"),
        ({"valid_entries": 0}, "no_valid_entry"),
        ({"council_size": 6}, "council_size"),
        ({"council_size": 8}, "council_size"),
        ({"council_size": 9}, None),
        ({"council_size": 0}, "council_size"),
        ({"council_has_chair": False}, "council_without_chair"),
        ({"jury_size": 0}, "jury_empty"),
        ({"jury_size": 4}, "jury_even"),
        ({"jury_size": 4, "jury_odd": False}, None),
        ({"jury_has_head": False}, "jury_without_head"),
        ({"frame_status": None}, "frame_not_approved"),
        ({"frame_status": FrameStatus.PROPOSED}, "frame_not_approved"),
        ({"frame_status": FrameStatus.FROZEN}, "frame_not_approved"),
        ({"stage": Stage.DRAFT}, "stage_skipped"),
        ({"stage": Stage.JUDGING}, "stage_skipped"),
        ({"stage": Stage.CANCELLED}, "stage_skipped"),
        ({"stage": Stage.OPEN, "to": Stage.LOCKED}, "stage_skipped"),
        ({"stage": Stage.OPEN, "to": Stage.DRAFT}, "stage_skipped"),
        ({"stage": Stage.OPEN, "to": Stage.CANCELLED}, "stage_skipped"),
        ({"stage": Stage.JUDGING, "to": Stage.LOCKED}, "sheets_not_final"),
        ({"stage": Stage.JUDGING, "to": Stage.LOCKED, "sheets_final": True}, None),
        ({"stage": Stage.LOCKED, "to": Stage.DECIDED}, "outcomes_not_decided"),
        ({"stage": Stage.LOCKED, "to": Stage.DECIDED, "outcomes_decided": True}, None),
        ({"stage": Stage.DECIDED, "to": Stage.RECOGNISED}, "decision_not_recorded"),
        ({"stage": Stage.DECIDED, "to": Stage.RECOGNISED, "decision_recorded": True}, None),
        ({"stage": Stage.RECOGNISED, "to": Stage.ANNOUNCED}, None),
        ({"stage": Stage.DRAFT, "to": Stage.OPEN}, "closing_is_past"),
        ({"stage": Stage.DRAFT, "to": Stage.OPEN, "now": OPENS}, None),
    ],
)
def test_what_stands_against_a_step(change: dict[str, object], code: str | None) -> None:
    assert refusal_to_advance(replace(READY, **change)) == code  # type: ignore[arg-type]  # a table


def test_a_refusal_brings_its_facts_and_all_conditions_are_listed() -> None:
    six = replace(READY, council_size=6, jury_size=4)
    found = refused(six)
    assert found is not None
    assert (found.code, found.facts) == (
        "council_size",
        {"size": 6, "allowed": (7, 9), "source": "TT 26/2014/TT-BCT Đ8"},
    )
    own = replace(READY, jury_size=5, jury_sizes=(7, 9), jury_source="Thể lệ, Điều 3")
    found = refused(own)
    assert found is not None
    assert (found.code, found.facts) == (
        "jury_size",
        {"size": 5, "allowed": (7, 9), "source": "Thể lệ, Điều 3"},
    )
    assert [one.code for one in conditions(six) if not one.met] == ["council_size", "jury_even"]
    assert len(conditions(six)) == 9


def test_the_stages_in_order() -> None:
    walked = [Stage.DRAFT]
    while (following := next_stage(walked[-1])) is not None:
        walked.append(following)
    assert walked == [
        Stage.DRAFT,
        Stage.OPEN,
        Stage.JUDGING,
        Stage.LOCKED,
        Stage.DECIDED,
        Stage.RECOGNISED,
        Stage.ANNOUNCED,
    ]
    assert next_stage(Stage.CANCELLED) is None
