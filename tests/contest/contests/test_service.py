"""Planning a contest, its frame, and its way from stage to stage, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from contest.contests import framing, queries, rulebook, service
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest
from contest.contests.rules import StepFacts
from contest.contests.ruleset import MissingSheet
from contest.contests.service import ContestPlan
from core.audit import entries_about
from core.db import sessions
from core.errors import Conflict, Invalid, NotFound, Refusal
from core.identity import Identity
from core.rights import Grant, Role
from tests.build import contests as build
from tests.build.people import NOW
from tests.build.places import Places, places

CLOSED = NOW + timedelta(days=6)


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


def secretary(where: Places) -> Identity:
    return Identity(7, "Thư ký (mô phỏng)", (Grant(Role.SECRETARY, unit_id=where.province),))


def plan(where: Places, **changes: object) -> ContestPlan:
    basic = ContestPlan(
        title="Bình chọn năm 2026 (mô phỏng)",
        level=ContestLevel.PROVINCE,
        unit_id=where.province,
        year=2026,
        organiser="Sở Công Thương",
        authority="Ủy ban nhân dân tỉnh",
        entries_open_at=NOW - timedelta(days=1),
        entries_close_at=NOW + timedelta(days=5),
        judging_from=NOW + timedelta(days=6),
        judging_until=NOW + timedelta(days=9),
    )
    return replace(basic, **changes)  # type: ignore[arg-type]  # a table


def ready(contest: Contest, now: datetime, **changes: object) -> StepFacts:
    facts = StepFacts(
        stage=Stage.OPEN,
        to=Stage.JUDGING,
        now=now,
        entries_close_at=contest.entries_close_at,
        frame_status=FrameStatus.APPROVED,
        council_size=7,
        council_sizes=(7, 9),
        council_has_chair=True,
        jury_size=5,
        jury_has_head=True,
        valid_entries=1,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]  # a table


def test_a_contest_copies_the_rules_of_the_day_its_entries_open(
    session: Session, where: Places
) -> None:
    made = service.create(session, secretary(where), plan(where), NOW)
    assert (made.slug, made.round, made.stage) == ("vinh-long-cap-tinh-2026", 1, Stage.DRAFT)
    assert queries.rules_of(made) == rulebook.national()[-1]
    again = service.create(session, secretary(where), plan(where), NOW)
    assert (again.slug, again.round) == ("vinh-long-cap-tinh-2026-lan-2", 2)
    kept = service.create(
        session,
        secretary(where),
        plan(where, missing_sheet=MissingSheet.AVERAGE_PRESENT_WITH_REASON),
        NOW,
    )
    assert queries.rules_of(kept).missing_sheet is MissingSheet.AVERAGE_PRESENT_WITH_REASON
    (noted,) = entries_about(session, f"contest:{made.id}")
    assert (noted.action, noted.account_id, noted.detail["rules"]) == (
        "contest.create",
        7,
        "tt38-2025",
    )


def test_an_old_district_and_a_new_commune_both_have_their_contest(
    session: Session, where: Places
) -> None:
    then = datetime(2024, 5, 1, tzinfo=UTC)
    dates = {
        "entries_open_at": then,
        "entries_close_at": then + timedelta(days=9),
        "judging_from": then + timedelta(days=10),
        "judging_until": then + timedelta(days=11),
    }
    old = service.create(
        session,
        secretary(where),
        plan(where, level=ContestLevel.DISTRICT, unit_id=where.old_district, year=2024, **dates),
        NOW,
    )
    new = service.create(
        session,
        secretary(where),
        plan(where, level=ContestLevel.COMMUNE, unit_id=where.commune),
        NOW,
    )
    assert (old.slug, queries.rules_of(old).id) == ("long-ho-cap-huyen-2024", "tt14-2018")
    assert (new.slug, queries.rules_of(new).id) == ("long-ho-cap-xa-2026", "tt38-2025")
    assert [one.id for one in queries.contests(session, units=[where.province])] == [
        new.id,
        old.id,
    ]
    assert queries.contests(session, units=[where.stranger]) == []
    assert queries.contests(session, units=[where.stranger], ids=[old.id]) == [old]
    assert queries.contests(session, public_only=True) == []


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"title": "", "organiser": ""}, {"title": "missing", "organiser": "missing"}),
        ({"unit_id": 999_999}, {"unit_id": "place_not_yours"}),
        ({"unit": "stranger"}, {"unit_id": "place_not_yours"}),
        ({"unit": "commune"}, {"unit_id": "place_of_other_level"}),
        ({"unit": "old_province"}, {"unit_id": "place_not_standing"}),
        (
            {"level": ContestLevel.DISTRICT, "unit": "old_district"},
            {"level": "no_rules_on_that_day", "unit_id": "place_not_standing"},
        ),
        ({"year": 26}, {"year": "year_out_of_range"}),
        ({"round": 0}, {"round": "round_out_of_range"}),
        ({"round": 100}, {"round": "round_out_of_range"}),
        (
            {"entries_close_at": NOW - timedelta(days=2)},
            {"entries_close_at": "closes_before_opening"},
        ),
    ],
)
def test_what_a_plan_is_refused_for(
    session: Session, where: Places, changes: dict[str, object], faults: dict[str, str]
) -> None:
    changes = dict(changes)
    if unit := changes.pop("unit", None):
        changes["unit_id"] = getattr(where, str(unit))
    with pytest.raises(Invalid) as refusal:
        service.create(session, secretary(where), plan(where, **changes), NOW)
    assert refusal.value.fields == faults
    assert session.scalar(sa.select(sa.func.count()).select_from(Contest)) == 0


def test_a_round_is_held_once(session: Session, where: Places) -> None:
    service.create(session, secretary(where), plan(where, round=3), NOW)
    with pytest.raises(Invalid) as refusal:
        service.create(session, secretary(where), plan(where, round=3), NOW)
    assert refusal.value.fields == {"round": "round_taken"}
    assert service.create(session, secretary(where), plan(where, round=1), NOW).round == 1


def test_edge_32_the_day_before_a_circular_is_another_regime(
    session: Session, where: Places
) -> None:
    """Entries that open in Vietnam on 30/6/2025 still belong to the district's time."""
    last = datetime(2025, 6, 30, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
    first = datetime(2025, 6, 30, 17, 0, tzinfo=UTC)  # 0:00 on 1/7/2025
    kinds = {"level": ContestLevel.COMMUNE, "unit_id": where.commune}
    later = {"entries_close_at": NOW, "judging_from": NOW, "judging_until": CLOSED}
    made = service.create(
        session, secretary(where), plan(where, entries_open_at=first, **kinds, **later), NOW
    )
    assert queries.rules_of(made).id == "tt38-2025"
    with pytest.raises(Invalid) as refusal:
        service.create(
            session, secretary(where), plan(where, entries_open_at=last, **kinds, **later), NOW
        )
    assert refusal.value.fields == {
        "level": "no_rules_on_that_day",
        "unit_id": "place_not_standing",
    }


def test_the_whole_way_and_no_stage_skipped(session: Session, where: Places) -> None:
    who = secretary(where)
    contest = service.create(session, who, plan(where), NOW)
    with pytest.raises(Conflict, match="stage_skipped"):
        service.advance(
            session,
            who,
            contest,
            Stage.JUDGING,
            ready(contest, CLOSED, stage=Stage.DRAFT),
            CLOSED,
        )
    service.open_entries(session, who, contest.id, NOW)
    with pytest.raises(Conflict, match="stage_skipped"):
        service.open_entries(session, who, contest.id, NOW)
    proposed = framing.propose(session, who, contest.id, rulebook.default_frame(), NOW)
    with pytest.raises(Conflict, match="frame_not_approved"):
        service.advance(
            session, who, contest, Stage.JUDGING, ready(contest, CLOSED), CLOSED
        )  # the facts were told wrong: the frame itself is looked at
    framing.approve(session, who, proposed.id, NOW)
    with pytest.raises(Conflict) as refusal:
        service.advance(
            session, who, contest, Stage.JUDGING, ready(contest, CLOSED, council_size=6), CLOSED
        )
    assert (refusal.value.code, refusal.value.facts) == (
        "council_size",
        {"size": 6, "allowed": (7, 9), "source": "TT 26/2014/TT-BCT Đ8"},
    )
    service.advance(session, who, contest, Stage.JUDGING, ready(contest, CLOSED), CLOSED)
    frame = queries.frozen_frame(session, contest.id)
    assert (frame.id, frame.status, len(frame.criteria)) == (proposed.id, FrameStatus.FROZEN, 29)
    with pytest.raises(Conflict, match="stage_moved"):  # pressed twice
        service.advance(session, who, contest, Stage.JUDGING, ready(contest, CLOSED), CLOSED)
    facts = ready(
        contest, CLOSED, sheets_final=True, outcomes_decided=True, decision_recorded=True
    )
    for stage, to in (
        (Stage.JUDGING, Stage.LOCKED),
        (Stage.LOCKED, Stage.DECIDED),
        (Stage.DECIDED, Stage.RECOGNISED),
        (Stage.RECOGNISED, Stage.ANNOUNCED),
    ):
        service.advance(session, who, contest, to, replace(facts, stage=stage, to=to), CLOSED)
    assert (contest.stage, contest.locked_at, contest.announced_at) == (
        Stage.ANNOUNCED,
        CLOSED,
        CLOSED,
    )
    walked = [
        note.detail["stage"]
        for note in reversed(entries_about(session, f"contest:{contest.id}"))
        if note.action == "contest.advance"
    ]
    assert walked[0] == ["draft", "open"]
    assert walked[-1] == ["recognised", "announced"]
    assert len(walked) == 6


def test_a_contest_is_cancelled_before_its_announcement_and_says_why(
    session: Session, where: Places
) -> None:
    who = secretary(where)
    reason = "Chỉ có một cơ sở đăng ký"
    for stage in Stage:
        made = build.contest(session, unit_id=where.province, stage=stage)
        if stage in (Stage.ANNOUNCED, Stage.CANCELLED):
            code = "stage_moved" if stage is Stage.CANCELLED else "cancelled_after_announcement"
            with pytest.raises(Conflict, match=code):
                service.cancel(session, who, made.id, reason, NOW)
            continue
        for poor, fault in ((" ", "missing"), ("Ít người  ", ("why_too_short", {"least": 10}))):
            with pytest.raises(Invalid) as refusal:
                service.cancel(session, who, made.id, poor, NOW)
            assert refusal.value.fields == {"reason": fault}
        with pytest.raises(Conflict, match="certificates_stand"):
            service.cancel(session, who, made.id, reason, NOW, certificates=2)
        service.cancel(session, who, made.id, f" {reason} ", NOW)
        assert made.stage is Stage.CANCELLED
        noted = queries.find_cancellation(session, made.id)
        assert noted is not None
        assert (noted.account_id, noted.at, noted.detail) == (
            7,
            NOW,
            {"stage": [stage.value, "cancelled"], "reason": reason},
        )


def test_a_contest_whose_deadline_is_past_does_not_open(session: Session, where: Places) -> None:
    contest = service.create(session, secretary(where), plan(where), NOW)
    with pytest.raises(Conflict, match="closing_is_past"):
        service.open_entries(session, secretary(where), contest.id, CLOSED)


def test_frames_are_versions_and_only_the_newest_counts(session: Session, where: Places) -> None:
    who = secretary(where)
    contest = build.contest(session, unit_id=where.province, level=ContestLevel.PROVINCE)
    tree = rulebook.default_frame()
    first = framing.propose(session, who, contest.id, tree, NOW)
    framing.approve(session, who, first.id, NOW)
    second = framing.propose(session, who, contest.id, tree, NOW)
    assert (first.version, second.version) == (1, 2)
    for stale in (first, second):
        if stale is second:
            framing.approve(session, who, second.id, NOW)
        with pytest.raises(Conflict, match="frame_not_waiting"):
            framing.approve(session, who, stale.id, NOW)
    assert queries.latest_frame(session, contest.id) is second
    with pytest.raises(NotFound, match="frame_not_frozen"):
        queries.frozen_frame(session, contest.id)
    assert framing.drafts(second) == list(tree)


@pytest.mark.parametrize("points", [3900, 4100])
def test_a_frame_of_39_or_41_is_refused(session: Session, where: Places, points: int) -> None:
    contest = build.contest(session, unit_id=where.province, level=ContestLevel.PROVINCE)
    tree = [
        replace(one, max_points=points) if one.code == "I" else one
        for one in rulebook.default_frame()
    ]
    with pytest.raises(Invalid) as refusal:
        framing.propose(session, secretary(where), contest.id, tree, NOW)
    assert refusal.value.fields == {
        "I": (
            "frame_part_sum",
            {
                "sum_points": points,
                "most_points": 4000,
                "source": "TT 26/2014/TT-BCT Phụ lục 4: 40/40/10/10",
            },
        )
    }


def test_after_judging_began_no_frame_is_changed_in_place(session: Session, where: Places) -> None:
    contest = build.contest(session, unit_id=where.province, stage=Stage.JUDGING)
    frame = build.frame(session, contest, FrameStatus.PROPOSED)
    with pytest.raises(Conflict) as refusal:
        framing.propose(session, secretary(where), contest.id, rulebook.default_frame(), NOW)
    assert (refusal.value.code, refusal.value.facts) == (
        "frame_frozen",
        {"article": "TT 26/2014/TT-BCT Đ16.1"},
    )
    with pytest.raises(Conflict, match="frame_settled"):
        framing.approve(session, secretary(where), frame.id, NOW)
    contest.stage = Stage.LOCKED
    with pytest.raises(Conflict, match="frame_settled"):
        framing.propose(
            session, secretary(where), contest.id, rulebook.default_frame(), NOW, reason="Vì sai"
        )
    with pytest.raises(Conflict, match="frame_settled"):
        framing.replace(session, secretary(where), frame.id, NOW)


def test_the_database_refuses_a_second_frozen_frame(session: Session, where: Places) -> None:
    contest = build.contest(session, unit_id=where.province)
    build.frame(session, contest)
    second = framing.propose(session, secretary(where), contest.id, rulebook.default_frame(), NOW)
    second.status = FrameStatus.FROZEN
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_plan_of_an_open_contest_only_gives_more_time(session: Session, where: Places) -> None:
    who = secretary(where)
    contest = service.create(session, who, plan(where), NOW)
    words = {
        "title": "Tên mới",
        "organiser": contest.organiser,
        "authority": contest.authority,
        "plan_number": "12/KH-UBND",
        "intro": "",
    }
    dates = {
        "entries_open_at": contest.entries_open_at,
        "entries_close_at": contest.entries_close_at,
        "judging_from": contest.judging_from,
        "judging_until": contest.judging_until,
    }

    def change(**other: object) -> Contest:
        return service.change_plan(session, who, contest.id, NOW, **{**words, **dates, **other})  # type: ignore[arg-type]  # a table

    assert change().title == "Tên mới"
    day = timedelta(days=1)
    earlier = {"entries_close_at": contest.entries_close_at - day}
    change(**earlier)
    contest.entries_close_at += day
    with pytest.raises(Invalid) as refusal:
        change(entries_open_at=datetime(2025, 6, 1, tzinfo=UTC))
    assert refusal.value.fields == {"entries_open_at": "no_rules_on_that_day"}
    service.open_entries(session, who, contest.id, NOW)
    with pytest.raises(Invalid) as refusal:
        change(**earlier, entries_open_at=contest.entries_open_at - day, title="")
    assert refusal.value.fields == {
        "title": "missing",
        "entries_open_at": "draft_only",
        "entries_close_at": ("deadline_brought_forward", {"closed": contest.entries_close_at}),
    }
    later = contest.entries_close_at + day
    assert change(entries_close_at=later).entries_close_at == later
    contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="stage_moved"):
        change()


def test_what_is_missing(session: Session, where: Places) -> None:
    draft = build.contest(session, unit_id=where.province, stage=Stage.DRAFT)
    asked: list[Callable[[], object]] = [
        lambda: queries.get_contest(session, "khong-co"),
        lambda: queries.get_contest_by_id(session, 999_999),
        lambda: queries.get_public_contest(session, draft.slug),
        lambda: queries.get_frame(session, 999_999),
    ]
    told = []
    for ask in asked:
        with pytest.raises(NotFound) as refusal:
            ask()
        told.append(refusal.value.code)
    assert told == ["contest_missing", "contest_missing", "contest_missing", "frame_missing"]
    assert queries.latest_frame(session, draft.id) is None
    assert queries.get_contest(session, draft.slug) is draft


def test_the_contests_above_are_open_and_of_the_same_place(
    session: Session, where: Places
) -> None:
    below = build.contest(session, unit_id=where.old_district, stage=Stage.ANNOUNCED)

    def above(**facts: object) -> Contest:
        return build.contest(
            session,
            **{"level": ContestLevel.PROVINCE, "unit_id": where.province, "year": 2026, **facts},  # type: ignore[arg-type]  # a table
        )

    wanted = above()
    above(stage=Stage.DRAFT)
    above(stage=Stage.JUDGING)
    above(unit_id=where.stranger)
    above(level=ContestLevel.REGION)
    above(entries_close_at=NOW - timedelta(days=1))
    assert queries.upper_contests(session, below, NOW) == [wanted]
    top = build.contest(session, unit_id=where.province, level=ContestLevel.NATION)
    assert queries.upper_contests(session, top, NOW) == []


def test_two_steps_at_once(own_database: Callable[[], sa.Engine]) -> None:
    """Of two people who press at the same moment one is refused; nothing is written twice."""
    factory = sessions(own_database(), writes=True)
    with factory.begin() as session:
        where = places(session)
        contest_id = build.contest(session, unit_id=where.province, stage=Stage.DRAFT).id
    together = Barrier(2)

    def press(_: int) -> str:
        together.wait(10)
        try:
            with factory.begin() as session:
                service.open_entries(session, secretary(where), contest_id, NOW)
        except (Refusal, StaleDataError):
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as two:
        assert sorted(two.map(press, range(2))) == ["done", "refused"]
    with factory() as session:
        assert len(entries_about(session, f"contest:{contest_id}")) == 1
