"""Rules by version, locked by the first sheet; what is changed by hand is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests import framing, queries, rulekeeping
from contest.contests.clauses import amended
from contest.contests.kinds import FrameStatus, Stage
from contest.contests.model import Contest, Criterion, RuleLock, RuleVersion
from contest.contests.ruleset import digest, digest_of_copy
from contest.results import locking
from contest.scoring import service as scoring
from contest.scoring.model import ScoreSheet
from core.audit import AuditEntry, entries_about
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW

WHY = "Kế hoạch quy định cách xét khi bằng điểm"
LATER = NOW + timedelta(minutes=3)


def changed(session: Session, hall: Hall, why: str = WHY, **clauses: Any) -> RuleVersion:
    kept = queries.rules_of(hall.contest)
    wanted = amended(kept, "Thể lệ, Điều 6", **clauses)
    return rulekeeping.change(session, judging.desk(hall), hall.contest.id, wanted, why, NOW)


def opened(session: Session, hall: Hall, juror: int = 0) -> None:
    who = judging.juror(hall.jurors[juror], hall.contest)
    scoring.save_sheet(session, who, hall.entries[0].id, hall.points(100), None, LATER)


def test_each_change_is_a_version_with_who_when_and_why(session: Session) -> None:
    hall = judging.hall(session)
    first = changed(session, hall, tie_rule=("median", "council"))
    said = digest(queries.rules_of(hall.contest))
    second = changed(session, hall, "Thêm số lượng theo đề án", pass_mark=7500)
    assert [(one.version, one.why) for one in rulekeeping.versions(session, hall.contest.id)] == [
        (2, "Thêm số lượng theo đề án"),
        (1, WHY),
    ]
    assert (second.made_by, second.made_at) == (hall.secretary.id, NOW)
    rules = queries.rules_of(hall.contest)
    assert (rules.pass_mark, rules.tie_rule) == (7500, ("median", "council"))
    assert (first.digest, second.digest) == (said, digest(rules))
    told = entries_about(session, f"contest:{hall.contest.id}")[0]
    assert (told.action, told.detail) == (
        "rules.change",
        {"version": 2, "clauses": ["pass_mark"], "why": "Thêm số lượng theo đề án"},
    )


def test_the_first_sheet_locks_the_rules_by_their_digest(session: Session) -> None:
    hall = judging.hall(session)
    changed(session, hall, pass_mark=7100)
    assert rulekeeping.find_lock(session, hall.contest.id) is None
    opened(session, hall)
    opened(session, hall, juror=1)
    lock = rulekeeping.find_lock(session, hall.contest.id)
    assert lock is not None
    assert (lock.digest, lock.locked_at) == (digest(queries.rules_of(hall.contest)), LATER)
    with pytest.raises(Conflict) as refusal:
        changed(session, hall, pass_mark=7200)
    assert (refusal.value.code, refusal.value.facts) == ("rules_locked", {"at": LATER})
    noted = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "rules.lock")).all()
    assert [one.detail for one in noted] == [{"digest": lock.digest}]
    assert rulekeeping.altered(session) == []


def test_two_first_sheets_at_once_lock_once(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    with unit_of_work(sessions(engine, writes=True)) as session:
        hall = judging.hall(session)
    together = Barrier(2)

    def first(juror: int) -> None:
        together.wait()
        with unit_of_work(sessions(engine, writes=True)) as session:
            opened(session, hall, juror)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(first, (0, 1)))
    with unit_of_work(sessions(engine, writes=False)) as session:
        count = sa.select(sa.func.count())
        assert session.scalar(count.select_from(RuleLock)) == 1
        noted = count.select_from(AuditEntry).where(AuditEntry.action == "rules.lock")
        assert session.scalar(noted) == 1


@pytest.mark.parametrize("stage", [Stage.LOCKED, Stage.ANNOUNCED, Stage.CANCELLED])
def test_after_the_lock_of_results_nothing_is_changed(session: Session, stage: Stage) -> None:
    hall = judging.hall(session, stage=stage)
    with pytest.raises(Conflict, match="rules_settled"):
        changed(session, hall, pass_mark=7200)


def test_what_cannot_be_a_version(session: Session) -> None:
    hall = judging.hall(session)
    maxima = {"I": 3000, "II": 5000, "III": 1000, "IV": 1000}
    cases: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (WHY, {}, {"": "rules_unchanged"}),
        ("", {"pass_mark": 7100}, {"why": "missing"}),
        ("vì thế", {"pass_mark": 7100}, {"why": ("why_too_short", {"least": 10})}),
        ("x" * 301, {"pass_mark": 7100}, {"why": ("too_long", {"most": 300})}),
        (WHY, {"tie_rule": ("median",)}, {"tie_rule": ("clause_tie_end", {})}),
        # The frozen frame fits the parts as they are.
        (WHY, {"frame_maxima": maxima}, {"frame_maxima": "clause_frame_frozen"}),
    ]
    for why, clauses, faults in cases:
        with pytest.raises(Invalid) as refusal:
            changed(session, hall, why, **clauses)
        assert refusal.value.fields == faults
    assert rulekeeping.versions(session, hall.contest.id) == []


def test_an_approved_frame_that_the_rules_outgrew_is_not_frozen(session: Session) -> None:
    hall = judging.hall(session, stage=Stage.OPEN)
    hall.frame.status = FrameStatus.APPROVED
    changed(session, hall, frame_maxima={"I": 3000, "II": 5000, "III": 1000, "IV": 1000})
    with pytest.raises(Conflict, match="frame_faulty"):
        framing.freeze(session, hall.contest, NOW)


def by_hand(session: Session, contest: Contest, **clauses: Any) -> None:
    """What nobody does through the program."""
    kept = {**contest.rules, **clauses}
    session.execute(sa.update(Contest).where(Contest.id == contest.id).values(rules=kept))
    session.refresh(contest, ["rules"])


def test_rules_changed_by_hand_are_found_at_the_lock_and_by_verify(session: Session) -> None:
    hall = judging.hall(session, jurors=1, entries=1)
    changed(session, hall, pass_mark=7100)
    opened(session, hall)
    for sheet in session.scalars(sa.select(ScoreSheet)):
        sheet.signed_at, sheet.total_points = LATER, 100
    session.flush()
    by_hand(session, hall.contest, pass_mark=5000)
    assert [(one.slug, one.what, one.fault) for one in rulekeeping.altered(session)] == [
        (hall.contest.slug, "rules", "not_as_locked")
    ]
    with pytest.raises(Conflict) as refusal:
        locking.lock(session, judging.desk(hall), hall.contest.id, LATER)
    assert (refusal.value.code, refusal.value.facts) == (
        "rules_changed_by_hand",
        {"what": ("rules",)},
    )


def test_a_lock_that_was_made_to_fit_is_found_by_the_record(session: Session) -> None:
    hall = judging.hall(session)
    opened(session, hall)
    by_hand(session, hall.contest, pass_mark=5000)
    lock = session.get_one(RuleLock, hall.contest.id)
    lock.digest = digest_of_copy(hall.contest.rules)
    session.flush()
    assert [one.fault for one in rulekeeping.altered(session)] == ["lock_not_as_recorded"]
    session.delete(lock)
    session.flush()
    assert [one.fault for one in rulekeeping.altered(session)] == ["lock_removed"]


def test_rules_and_versions_changed_by_hand_before_any_sheet_are_found(session: Session) -> None:
    hall = judging.hall(session)
    other = build.contest(session, unit_id=hall.unit_id)
    rulekeeping.keep_first(session, judging.desk(hall), other, NOW)
    version = changed(session, hall, pass_mark=7100)
    by_hand(session, other, pass_mark=5000)
    version.rules = {**version.rules, "pass_mark": 1}
    session.flush()
    found = rulekeeping.altered(session)
    assert [(one.contest_id, one.fault) for one in found] == [
        (hall.contest.id, "not_as_kept"),
        (other.id, "not_as_kept"),
    ]
    assert rulekeeping.altered(session, hall.contest.id) == found[:1]


def test_edge_09_a_frozen_frame_changed_by_hand_is_found_and_stops_the_lock(
    session: Session,
) -> None:
    hall = judging.hall(session, stage=Stage.OPEN, jurors=1, entries=1)
    hall.frame.status = FrameStatus.APPROVED
    framing.freeze(session, hall.contest, NOW)
    hall.contest.stage = Stage.JUDGING
    assert rulekeeping.altered(session) == []
    judging.sheets(session, hall, [[8000]])
    session.execute(
        sa.update(Criterion).where(Criterion.id == hall.leaves[0].id).values(max_points=2500)
    )
    assert [(one.what, one.fault) for one in rulekeeping.altered(session)] == [
        ("frame", "not_as_sealed")
    ]
    with pytest.raises(Conflict, match="rules_changed_by_hand"):
        locking.lock(session, judging.desk(hall), hall.contest.id, NOW)
