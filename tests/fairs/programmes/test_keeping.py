"""A programme is made, changed on the version seen, approved when it adds up, run year by year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import entries_about
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import Origin
from core.rights import Grant, Role
from fairs.programmes import evidence, figures, plans, queries, rules, service
from fairs.programmes.evidence import Entered
from fairs.programmes.figures import ContentRow, TargetRow
from fairs.programmes.keeping import subject
from fairs.programmes.kinds import Counted, FundingSource, Status
from fairs.programmes.model import HandEntry, Programme
from fairs.programmes.service import ProgrammeDraft
from media.storage import Memory
from tests.build.people import NOW
from tests.build.places import Places, places

M = 1_000_000
L, C = FundingSource.LOCAL, FundingSource.COUNTERPART
NOTHING = rules.Totals({}, None)
DRAFT = ProgrammeDraft(
    name="Chương trình 2026–2030 (mô phỏng)",
    unit_id=0,
    from_year=2026,
    to_year=2030,
    decision_number="",
    decision_date=None,
    source="Tờ trình (mô phỏng)",
)
CONTESTS = TargetRow(None, "Cuộc bình chọn", 3, "cuộc", Counted.CONTESTS, levels="province")
ROOMS = TargetRow(None, "Phòng trưng bày", 2, "phòng", Counted.BY_HAND, levels="province")
FAIRS = ContentRow(None, "Hội chợ", {L: 100 * M, C: 50 * M}, 150 * M)
ADVICE = ContentRow(None, "Tư vấn", {L: 10 * M})


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


@pytest.fixture
def manager(where: Places) -> Identity:
    return Identity(7, "Phụ trách", (Grant(Role.PROGRAMME_MANAGER, where.province),))


@pytest.fixture
def programme(session: Session, manager: Identity, where: Places) -> Programme:
    """In draft, with two targets and two contents."""
    draft = replace(DRAFT, unit_id=where.province)
    made = service.create(session, manager, draft, NOW)
    whole = fresh(session, made)
    figures.set_targets(session, manager, whole, [CONTESTS, ROOMS], whole.version, "", NOW)
    whole = fresh(session, whole)
    figures.set_lines(session, manager, whole, [FAIRS, ADVICE], NOTHING, whole.version, "", NOW)
    return fresh(session, whole)


def fresh(session: Session, programme: Programme) -> Programme:
    session.flush()
    return queries.get_programme(session, programme.code, fresh=True)


def approve(session: Session, manager: Identity, programme: Programme) -> Programme:
    day = date(2025, 12, 20)
    service.approve(session, manager, programme, "9/QĐ", day, programme.version, NOW)
    return fresh(session, programme)


def test_a_programme_is_made_in_ones_own_place(
    session: Session, manager: Identity, where: Places, programme: Programme
) -> None:
    assert (programme.code, programme.status) == ("vinh-long-2026-2030", Status.DRAFT)
    cases: list[tuple[dict[str, Any], dict[str, object]]] = [
        ({"unit_id": where.stranger}, {"unit_id": "place_not_yours"}),
        ({}, {"from_year": "programme_period_taken"}),
        ({"from_year": 1999}, {"from_year": "year_out_of_range"}),
        (
            {"from_year": 2031, "to_year": 2030},
            {"to_year": ("programme_years_wrong", {"most": 10})},
        ),
        (
            {"from_year": 2031, "to_year": 2041},
            {"to_year": ("programme_years_wrong", {"most": 10})},
        ),
        ({"from_year": 2031, "to_year": 2035, "name": ""}, {"name": "missing"}),
    ]
    for changed, faults in cases:
        draft = replace(DRAFT, **{"unit_id": where.province, **changed})
        with pytest.raises(Invalid) as caught:
            service.create(session, manager, draft, NOW)
        assert caught.value.fields == faults
    other = replace(DRAFT, unit_id=where.commune)
    assert service.create(session, manager, other, NOW).code.endswith("2026-2030")


def test_targets_are_kept_in_order_and_by_identity(
    session: Session, manager: Identity, programme: Programme
) -> None:
    first, second = programme.targets
    assert (first.name, first.levels, second.levels) == ("Cuộc bình chọn", "province", "")
    rows = [
        TargetRow(second.id, "Phòng trưng bày", 3, "phòng", Counted.BY_HAND, planned_most=4),
        TargetRow(None, "Hội chợ", None, "hội chợ", Counted.FAIRS, at_least=True),
        TargetRow(first.id, "Cuộc bình chọn", 3, "cuộc", Counted.CONTESTS),
    ]
    before = programme.version
    figures.set_targets(session, manager, programme, rows, before, "", NOW)
    kept = fresh(session, programme)
    assert [(one.position, one.name, one.planned) for one in kept.targets] == [
        (1, "Phòng trưng bày", 3),
        (2, "Hội chợ", None),
        (3, "Cuộc bình chọn", 3),
    ]
    assert (kept.targets[0].id, kept.targets[2].id) == (second.id, first.id)
    assert kept.version > before
    with pytest.raises(Conflict, match="changed_elsewhere"):
        figures.set_targets(session, manager, kept, rows, before, "", NOW)
    wrong = [
        TargetRow(None, "", None, "", Counted.BY_HAND),
        TargetRow(999, "Lạ", 4, "cái", Counted.BY_HAND, planned_most=3),
    ]
    with pytest.raises(Invalid) as caught:
        figures.set_targets(session, manager, kept, wrong, kept.version, "", NOW)
    assert caught.value.fields == {
        "name_0": "missing",
        "counted_in_0": "missing",
        "planned_1": "target_range_wrong",
        "name_1": "target_missing",
    }
    [noted] = entries_about(session, subject(kept), limit=1)
    assert (noted.action, noted.account_id) == ("programme.targets", 7)
    assert noted.detail["before"][0] == "Cuộc bình chọn: 3 cuộc"


def test_a_row_that_does_not_add_up_is_refused_at_its_place(
    session: Session, manager: Identity, programme: Programme
) -> None:
    rows = [FAIRS, ContentRow(None, "Tư vấn", {L: 10 * M, C: M}, 12 * M), ContentRow(None, "", {})]
    with pytest.raises(Invalid) as caught:
        figures.set_lines(session, manager, programme, rows, NOTHING, programme.version, "", NOW)
    facts = {"row": "Tư vấn", "found_dong": 11 * M, "stated_dong": 12 * M}
    assert caught.value.fields == {
        "total_1": ("budget_row_differs", facts),
        "content_2": "missing",
    }


def test_what_does_not_add_up_is_not_approved_and_the_row_is_named(
    session: Session, manager: Identity, programme: Programme
) -> None:
    wrong = rules.Totals({L: 111 * M, C: 50 * M}, 161 * M)
    kept = [ContentRow(1, *_rest(FAIRS)), ContentRow(2, *_rest(ADVICE))]
    figures.set_lines(session, manager, programme, kept, wrong, programme.version, "", NOW)
    programme = fresh(session, programme)
    with pytest.raises(Conflict) as caught:
        approve(session, manager, programme)
    assert (caught.value.code, caught.value.facts) == (
        "budget_local_differs",
        {"row": "", "found_dong": 110 * M, "stated_dong": 111 * M},
    )
    right = rules.Totals({L: 110 * M, C: 50 * M}, 160 * M)
    figures.set_lines(session, manager, programme, kept, right, programme.version, "", NOW)
    approved = approve(session, manager, fresh(session, programme))
    assert (approved.status, approved.decision_number) == (Status.APPROVED, "9/QĐ")
    with pytest.raises(Conflict, match="programme_not_draft"):
        approve(session, manager, approved)


def _rest(row: ContentRow) -> tuple[str, dict[FundingSource, int | None], int | None]:
    return row.name, row.amounts, row.stated_total


def test_after_approval_a_change_names_what_it_rests_on(
    session: Session, manager: Identity, programme: Programme
) -> None:
    for number, day, faults in (("", None, {"decision_number", "decision_date"}),):
        with pytest.raises(Invalid) as caught:
            service.approve(session, manager, programme, number, day, programme.version, NOW)
        assert set(caught.value.fields) == faults
    approved = approve(session, manager, programme)
    head = replace(DRAFT, note="Điều chỉnh")
    with pytest.raises(Invalid) as caught:
        service.revise(session, manager, approved, head, approved.version, "", NOW)
    assert caught.value.fields == {"reason": "adjustment_reason_missing"}
    service.revise(session, manager, approved, head, approved.version, "QĐ 12/2026", NOW)
    [noted] = entries_about(session, subject(approved), limit=1)
    assert noted.detail == {"changed": {"note": ["", "Điều chỉnh"],
                                        "decision_number": ["9/QĐ", ""]},
                            "reason": "QĐ 12/2026"}  # fmt: skip


def test_published_figures_stay_as_they_are(
    session: Session, manager: Identity, where: Places
) -> None:
    made = service.load_published(session, where.province, NOW)
    changes: tuple[Callable[[], None], ...] = (
        lambda: figures.set_targets(session, manager, made, [ROOMS], made.version, "vì", NOW),
        lambda: figures.set_lines(
            session, manager, made, [FAIRS], NOTHING, made.version, "vì", NOW
        ),
        lambda: service.revise(session, manager, made, DRAFT, made.version, "vì", NOW),
    )
    for change in changes:
        with pytest.raises(Conflict, match="programme_published"):
            change()


def test_a_year_takes_its_share_and_never_more_than_the_programme(
    session: Session, manager: Identity, programme: Programme
) -> None:
    approved = approve(session, manager, programme)
    with pytest.raises(Invalid) as caught:
        plans.add(session, manager, approved, 2031, NOW)
    assert caught.value.fields == {"year": ("out_of_range", {"least": 2026, "most": 2030})}
    plan = plans.add(session, manager, approved, 2026, NOW)
    with pytest.raises(Invalid, match="invalid"):
        plans.add(session, manager, approved, 2026, NOW)
    with pytest.raises(Conflict, match="plan_empty"):
        plans.approve(session, manager, approved, plan, "1", NOW.date(), plan.version, NOW)
    contests, rooms = approved.targets
    asked = {contests.id: 1, rooms.id: None}
    plans.set_figures(session, manager, approved, plan, asked, plan.version, "", NOW)
    assert [(one.target_id, one.planned) for one in plan.figures] == [(contests.id, 1)]
    money: dict[tuple[int, FundingSource], int | None] = {(1, L): 101 * M}
    with pytest.raises(Conflict) as over:
        plans.set_lines(session, manager, approved, plan, money, None, plan.version, "", NOW)
    assert (over.value.code, over.value.facts) == (
        "budget_years_exceed",
        {"row": "Hội chợ", "found_dong": 101 * M, "stated_dong": 100 * M},
    )
    money = {(1, L): 60 * M, (1, C): 0, (2, L): None}
    with pytest.raises(Conflict, match="plan_total_differs"):
        plans.set_lines(session, manager, approved, plan, money, 61 * M, plan.version, "", NOW)
    plans.set_lines(session, manager, approved, plan, money, 60 * M, plan.version, "", NOW)
    assert rules.totals(queries.plan_contents(approved, plan)).total == 60 * M
    second = plans.add(session, manager, approved, 2027, NOW)
    with pytest.raises(Conflict, match="budget_years_exceed"):
        plans.set_lines(
            session, manager, approved, second, {(1, L): 41 * M}, None, second.version, "", NOW
        )
    with pytest.raises(Invalid, match="invalid"):
        plans.set_lines(session, manager, approved, second, {(9, L): 1}, None, 1, "", NOW)


def test_a_year_is_settled_and_what_is_left_carries_over(
    session: Session, manager: Identity, programme: Programme
) -> None:
    approved = approve(session, manager, programme)
    plan = plans.add(session, manager, approved, 2026, NOW)
    money = {(1, L): 60 * M, (2, L): 5 * M}
    plans.set_lines(session, manager, approved, plan, money, None, plan.version, "", NOW)
    with pytest.raises(Conflict, match="plan_not_approved"):
        plans.settle(session, manager, approved, plan, {}, plan.version, NOW)
    plans.approve(session, manager, approved, plan, "1/KH", NOW.date(), plan.version, NOW)
    spent = {(1, L): 61 * M}
    with pytest.raises(Invalid) as caught:
        plans.settle(session, manager, approved, plan, spent, plan.version, NOW)
    assert caught.value.fields == {
        "spent_1_funding_local": ("spent_above_planned", {"most_dong": 60 * M})
    }
    seen = plan.version
    plans.settle(session, manager, approved, plan, {(1, L): 50 * M, (2, L): None}, seen, NOW)
    planned = rules.totals(queries.plan_contents(approved, plan)).total
    assert (queries.spent_of(plan), planned) == (50 * M, 65 * M)
    assert rules.unspent(planned, queries.spent_of(plan)) == 15 * M
    with pytest.raises(Conflict, match="changed_elsewhere"):
        plans.close(session, manager, approved, plan, seen, NOW)
    with pytest.raises(Conflict, match="plans_not_closed"):
        service.close(session, manager, approved, approved.version, NOW)
    plans.close(session, manager, approved, plan, plan.version, NOW)
    with pytest.raises(Conflict, match="plan_closed"):
        plans.set_figures(session, manager, approved, plan, {}, plan.version, "vì", NOW)
    service.close(session, manager, approved, approved.version, NOW)
    with pytest.raises(Conflict, match="programme_closed"):
        plans.add(session, manager, approved, 2027, NOW)
    with pytest.raises(NotFound, match="plan_missing"):
        queries.get_plan(approved, 2027)


DONE = Entered(date(2026, 3, 1), 2, "Khai trương", "05/BB")


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"amount": 0}, {"amount": ("out_of_range", {"least": 1, "most": 1_000_000})}),
        ({"words": ""}, {"words": "missing"}),
        ({"paper_number": ""}, {"paper_number": "proof_missing"}),
        ({"happened_on": date(2026, 11, 23)}, {"happened_on": "day_in_future"}),
        (
            {"happened_on": date(2025, 12, 31)},
            {"happened_on": ("day_outside_programme", {"least": 2026, "most": 2030})},
        ),
        ({"link": "javascript:alert(1)"}, {"link": "link_wrong"}),
    ],
)
def test_an_entry_without_evidence_or_sense_is_refused(
    session: Session,
    manager: Identity,
    programme: Programme,
    changed: dict[str, Any],
    faults: dict[str, object],
) -> None:
    entered = replace(DONE, **changed)
    with pytest.raises(Invalid) as caught:
        evidence.enter(session, manager, programme, programme.targets[1], entered, NOW)
    assert caught.value.fields == faults


def test_a_correction_keeps_what_it_replaces(
    session: Session, manager: Identity, programme: Programme
) -> None:
    rooms = programme.targets[1]
    storage = Memory()
    paper = evidence.keep_file(storage, "biên bản.PDF", b"%PDF-1.7 ...")
    assert storage.get(paper.key) == b"%PDF-1.7 ..."
    with_file = Entered(date(2026, 3, 1), 2, "Khai trương", paper=paper)
    first = evidence.enter(session, manager, programme, rooms, with_file, NOW)
    fewer = Entered(date(2026, 3, 1), 1, "Khai trương một phòng")
    with pytest.raises(Invalid) as caught:
        evidence.correct(session, manager, programme, rooms, first.id, fewer, "", NOW)
    assert caught.value.fields == {"why": "missing"}
    second = evidence.correct(session, manager, programme, rooms, first.id, fewer, "Đếm hai", NOW)
    assert (second.file_key, second.file_name) == (paper.key, "biên bản.PDF")
    with pytest.raises(Conflict, match="changed_elsewhere"):
        evidence.correct(session, manager, programme, rooms, first.id, fewer, "Lần nữa", NOW)
    entries = queries.hand_entries(session, [rooms.id])
    assert {(one.id, one.amount) for one in entries} == {(first.id, 2), (second.id, 1)}
    assert [one.id for one in queries.current(entries)] == [second.id]
    none = Entered(date(2026, 3, 1), 0, "Chưa khai trương")
    evidence.correct(session, manager, programme, rooms, second.id, none, "Hoãn", NOW)
    assert queries.current(queries.hand_entries(session, [rooms.id])) == []
    assert len(session.scalars(select(HandEntry)).all()) == 3
    row = TargetRow(programme.targets[0].id, "Cuộc bình chọn", 3, "cuộc", Counted.CONTESTS)
    with pytest.raises(Conflict, match="target_in_use"):
        figures.set_targets(session, manager, programme, [row], programme.version, "", NOW)
    with pytest.raises(NotFound, match="hand_entry_missing"):
        queries.get_entry(session, programme.targets[0].id, first.id)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.exe", b"MZ", "evidence_kind_unknown"),
        ("a.pdf", b"<html>", "evidence_kind_unknown"),
        ("a", b"%PDF-", "evidence_kind_unknown"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(10_000_000), ("evidence_too_large", {"most": 10})),
    ],
)
def test_a_file_that_is_no_evidence_leaves_nothing_behind(
    name: str, data: bytes, fault: object
) -> None:
    storage = Memory()
    with pytest.raises(Invalid) as caught:
        evidence.keep_file(storage, name, data)
    assert caught.value.fields == {"file": fault}
    assert list(storage.keys()) == []


def test_what_is_simulated_is_marked_so(
    session: Session, manager: Identity, where: Places
) -> None:
    draft = replace(DRAFT, unit_id=where.province, origin=Origin.SIMULATED)
    assert service.create(session, manager, draft, NOW).origin is Origin.SIMULATED
