"""A frame for each group, and another version of it while the jury scores: nothing is repriced."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contest.contests import framing, queries, rulebook
from contest.contests.frame import CriterionDraft
from contest.contests.kinds import FrameStatus, Stage
from contest.contests.model import FrameSeal, ScoringFrame
from contest.results import locking
from contest.results.model import Standing
from contest.scoring import queries as scoring
from contest.scoring import service, versions
from contest.scoring.model import ScoreSheet
from contest.scoring.old_sheets import old_sheets, sheets_of_groups
from core.audit import entries_about
from core.errors import Conflict, Invalid
from core.registry.kinds import ProductGroup
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW

REASON = "Tiêu chí con của phần I cộng nhầm"
MACHINERY = ProductGroup.MACHINERY


def other(first: int) -> list[CriterionDraft]:
    """The default tree with `first` points moved within part I."""
    moved = {"I.1.a": 900 - first, "I.1.b": 600 + first}
    return [
        replace(one, max_points=moved.get(one.code, one.max_points))
        for one in rulebook.default_frame()
    ]


def replaced(
    session: Session, hall: Hall, group: ProductGroup | None = None, points: int = 100
) -> ScoringFrame:
    """Another version, proposed by the head and approved by the chair while the jury scores."""
    head = judging.juror(hall.jurors[0], hall.contest)
    made = framing.propose(
        session, head, hall.contest.id, other(points), NOW, group=group, reason=REASON
    )
    return versions.approve(session, judging.head_of_council(hall), made.id, NOW)


def test_edge_09_another_version_of_the_frame_asks_for_scoring_anew(session: Session) -> None:
    hall = judging.hall(session, jurors=3, entries=2)
    judging.sheets(session, hall, [[8000, 8100, 8200], [7000, None, None]])
    entry, lan = hall.entries[0], judging.juror(hall.jurors[0], hall.contest)
    head = judging.juror(hall.jurors[0], hall.contest)
    made = framing.propose(session, head, hall.contest.id, other(100), NOW, reason=REASON)
    # A proposal alone changes nothing.
    assert len(scoring.signed_totals(session, hall.contest.id)) == 4
    assert queries.frozen_frame(session, hall.contest.id) is hall.frame

    versions.approve(session, judging.head_of_council(hall), made.id, NOW)

    assert (hall.frame.status, made.status) == (FrameStatus.SUPERSEDED, FrameStatus.FROZEN)
    assert scoring.signed_totals(session, hall.contest.id) == []
    assert len(scoring.gaps(session, hall.contest.id)) == 6
    assert scoring.points_of_sheets(session, hall.contest.id) == {}
    assert scoring.sums_of_sheets(session, hall.contest.id) == {}
    assert [(one.signed, one.begun) for one in scoring.progress(session, hall.contest.id)] == [
        (0, 0)
    ] * 3
    # What was given stands as it was given, beside an empty sheet.
    (old,) = old_sheets(session, entry.id, hall.seats[0].id)
    assert (old.version, old.total, old.superseded_at, old.signed_at) == (1, 8000, NOW, NOW)
    assert [one.points for one in old.rows][:2] == [2000, 2000]
    assert [one.total for one in old_sheets(session, entry.id)] == [8200, 8100, 8000]
    bench = service.open_bench(session, lan, entry.id, NOW)
    assert (bench.sheet, bench.points, bench.frame_id, bench.refusal) == (None, {}, made.id, None)
    listed = scoring.assigned(session, hall.contest.id, hall.seats[0].id)
    assert [(one.again, one.signed_at, one.total) for one in listed] == [(True, None, None)] * 2
    told = entries_about(session, f"contest:{hall.contest.id}")[0]
    assert (told.action, told.detail) == (
        "frame.replace",
        {"version": 2, "group": "", "reason": REASON, "sheets": 4},
    )


def test_the_lock_counts_only_sheets_of_the_version_in_force(session: Session) -> None:
    hall = judging.hall(session, jurors=3, entries=1)
    judging.sheets(session, hall, [[9000, 9000, 9000]])
    made = replaced(session, hall)
    with pytest.raises(Conflict, match="gaps_left"):
        locking.lock(session, judging.desk(hall), hall.contest.id, NOW)
    full = {one.id: one.max_points // 2 for one in made.criteria if one.leaf}
    for account in hall.jurors:
        juror = judging.juror(account, hall.contest)
        service.save_sheet(session, juror, hall.entries[0].id, dict(full), None, NOW)
        service.sign_sheet(session, juror, hall.entries[0].id, NOW)
    locking.lock(session, judging.desk(hall), hall.contest.id, NOW)
    (standing,) = session.scalars(sa.select(Standing))
    assert (standing.total_points, standing.sheets, standing.eligible) == (15_000, 3, False)
    assert session.scalar(sa.select(sa.func.count()).select_from(ScoreSheet)) == 6


def test_only_the_group_of_the_new_version_scores_anew(session: Session) -> None:
    hall = judging.hall(session, jurors=3, entries=1)
    machine = judging.more_entry(session, hall, "Máy gặt", MACHINERY)
    judging.sheets(session, hall, [[8000] * 3, [8500] * 3])
    own = replaced(session, hall, MACHINERY)
    frames = queries.frames_in_force(session, hall.contest.id)
    assert (frames.of(MACHINERY), frames.of(ProductGroup.HANDICRAFT), frames.of(None)) == (
        own,
        hall.frame,
        hall.frame,
    )
    assert set(scoring.sums_of_sheets(session, hall.contest.id)) == {hall.entries[0].id}
    assert sheets_of_groups(session, hall.contest.id) == {"handicraft": 3}
    assert old_sheets(session, hall.entries[0].id) == []
    lan = judging.juror(hall.jurors[0], hall.contest)
    assert service.open_bench(session, lan, machine.id, NOW).frame_id == own.id
    # The frame of all groups no longer concerns the group that has its own.
    replaced(session, hall, points=200)
    assert [one.total for one in old_sheets(session, machine.id)] == [8500] * 3
    assert scoring.sums_of_sheets(session, hall.contest.id) == {}


def test_open_sheets_are_kept_too_and_points_by_the_old_version_are_refused(
    session: Session,
) -> None:
    hall = judging.hall(session, jurors=3, entries=1)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    service.save_sheet(session, lan, entry.id, hall.points(1500), "Men đẹp", NOW)
    replaced(session, hall)
    (old,) = old_sheets(session, entry.id, hall.seats[0].id)
    assert (old.total, old.signed_at, old.remark) == (1500, None, "Men đẹp")
    with pytest.raises(Conflict, match="frame_replaced"):
        service.save_sheet(session, lan, entry.id, hall.points(1600), None, NOW)
    with pytest.raises(Invalid):  # of no frame at all
        service.save_sheet(session, lan, entry.id, {999_999: 100}, None, NOW)
    replaced(session, hall, points=300)
    assert len(old_sheets(session, entry.id)) == 1  # there was nothing by the second version


def test_bad_input_an_edit_of_a_frozen_frame_in_place(session: Session) -> None:
    hall = judging.hall(session)
    head = judging.juror(hall.jurors[0], hall.contest)
    with pytest.raises(Conflict) as refusal:
        framing.propose(session, head, hall.contest.id, other(100), NOW, reason="  ")
    assert str(refusal.value) == "frame_frozen {'article': 'TT 26/2014/TT-BCT Đ16.1'}"
    for poor, fault in (
        ("sai rồi", ("why_too_short", {"least": 10})),
        ("x" * 1001, ("too_long", {"most": 1000})),
    ):
        with pytest.raises(Invalid) as invalid:
            framing.propose(session, head, hall.contest.id, other(100), NOW, reason=poor)
        assert invalid.value.fields == {"reason": fault}
    with pytest.raises(Conflict, match="frame_not_waiting"):
        versions.approve(session, judging.head_of_council(hall), hall.frame.id, NOW)


def test_a_group_without_a_frame_keeps_judging_from_beginning(session: Session) -> None:
    hall = judging.hall(session, stage=Stage.OPEN)
    hall.frame.status = FrameStatus.SUPERSEDED
    session.flush()
    chair, contest_id = judging.head_of_council(hall), hall.contest.id
    own = framing.propose(session, chair, contest_id, other(0), NOW, group=MACHINERY)
    groups = [MACHINERY, ProductGroup.HANDICRAFT]
    assert queries.frame_status_for(session, contest_id, groups) is None
    assert queries.frame_status_for(session, contest_id, [MACHINERY]) is FrameStatus.PROPOSED
    framing.approve(session, chair, own.id, NOW)
    assert queries.frame_status_for(session, contest_id, [MACHINERY]) is FrameStatus.APPROVED
    every = framing.propose(session, chair, contest_id, other(0), NOW)
    assert queries.frame_status_for(session, contest_id, groups) is FrameStatus.PROPOSED
    with pytest.raises(Conflict, match="frame_not_approved"):
        framing.freeze(session, hall.contest, NOW)
    framing.approve(session, chair, every.id, NOW)
    assert {one.version for one in framing.freeze(session, hall.contest, NOW)} == {2, 3}
    sealed = session.scalars(sa.select(FrameSeal.frame_id).order_by(FrameSeal.frame_id)).all()
    assert list(sealed) == [own.id, every.id]


def test_a_group_gives_its_own_frame_back_before_judging(session: Session) -> None:
    hall = judging.hall(session, stage=Stage.OPEN)
    chair, contest_id = judging.head_of_council(hall), hall.contest.id
    with pytest.raises(Conflict, match="frame_missing"):
        framing.withdraw(session, chair, contest_id, MACHINERY, NOW)
    framing.propose(session, chair, contest_id, other(0), NOW, group=MACHINERY)
    framing.withdraw(session, chair, contest_id, MACHINERY, NOW)
    assert queries.newest_frames(session, contest_id).of(MACHINERY) is hall.frame
    hall.contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="frame_settled"):
        framing.withdraw(session, chair, contest_id, MACHINERY, NOW)


def test_a_group_that_the_rules_do_not_know_has_no_frame(session: Session) -> None:
    hall = judging.hall(session, stage=Stage.OPEN)
    kept = dict(hall.contest.rules)
    kept["groups"] = {"handicraft": "Thủ công mỹ nghệ"}
    hall.contest.rules = kept
    with pytest.raises(Invalid) as refusal:
        framing.propose(
            session, judging.desk(hall), hall.contest.id, other(0), NOW, group=MACHINERY
        )
    assert refusal.value.fields == {"group": "unknown_choice"}


def test_the_database_knows_one_frozen_frame_of_a_group_and_one_sheet_in_force(
    session: Session,
) -> None:
    hall = judging.hall(session)
    build.frame(session, hall.contest, version=2, scope="machinery")
    with pytest.raises(IntegrityError), session.begin_nested():
        build.frame(session, hall.contest, version=3, scope="machinery")
    sheet = judging.sheet(session, hall, hall.seats[0], hall.entries[0], 8000)
    with pytest.raises(IntegrityError), session.begin_nested():
        judging.sheet(session, hall, hall.seats[0], hall.entries[0], 8000)
    sheet.superseded_at = NOW
    session.flush()
    judging.sheet(session, hall, hall.seats[0], hall.entries[0], 8000)
