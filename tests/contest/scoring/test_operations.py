"""Operations from devices: once each, in order, held when late, both kept when they disagree."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.scoring import operations, queries, service
from contest.scoring.kinds import Outcome
from contest.scoring.model import ScoreOperation
from contest.scoring.operations import Operation
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW
from tests.contest.scoring.test_versions import replaced

A, S, C, H = Outcome.APPLIED, Outcome.SUPERSEDED, Outcome.CLASH, Outcome.HELD


@pytest.fixture
def hall(session: Session) -> Hall:
    """Two jurors, two products, judging open."""
    return judging.hall(session, entries=2, jurors=2)


def change(hall: Hall, number: int, points: int | None, **other: object) -> Operation:
    """The juror's operation `number` on the first criterion of the first product."""
    values: dict[str, object] = {
        "id": f"op-{number}",
        "entry_id": hall.entries[0].id,
        "device": "máy-1",
        "sequence": number,
        "base": 0,
        "criterion_id": hall.leaves[0].id,
        "points": points,
    }
    return Operation(**{**values, **other})  # type: ignore[arg-type]  # fields by name


def send(session: Session, hall: Hall, *sent: Operation, juror: int = 0) -> list[object]:
    """What the juror's device is answered: the outcome, or the code of a refusal."""
    who = judging.juror(hall.jurors[juror], hall.contest)
    answers = operations.receive(session, who, sent, NOW)
    assert [one.id for one in answers] == [one.id for one in sent]
    return [one.outcome or one.code for one in answers]


def stored(session: Session, hall: Hall, entry: int = 0) -> tuple[dict[int, int], str, int]:
    """(points by criterion id, remark, version) of the first juror's sheet."""
    sheet = queries.find_sheet(session, hall.seats[0].id, hall.entries[entry].id)
    if sheet is None:
        return {}, "", 0
    return {one.criterion_id: one.points for one in sheet.scores}, sheet.remark, sheet.version


def test_a_thousand_replays_are_one(session: Session, hall: Hall) -> None:
    one = change(hall, 1, 850)
    assert send(session, hall, one) == [A]
    before = stored(session, hall)
    assert before == ({hall.leaves[0].id: 850}, "", 1)
    assert send(session, hall, *[one] * 500) == [A] * 500
    assert send(session, hall, *[one] * 500) == [A] * 500
    assert stored(session, hall) == before
    assert len(session.scalars(select(ScoreOperation)).all()) == 1


def test_one_sending_is_one_version_and_the_order_is_the_devices(
    session: Session, hall: Hall
) -> None:
    late, early = change(hall, 2, 900), change(hall, 1, 850)
    remark = change(hall, 3, None, criterion_id=None, remark="Mẫu đẹp")
    assert send(session, hall, late, remark, early) == [A, A, A]
    assert stored(session, hall) == ({hall.leaves[0].id: 900}, "Mẫu đẹp", 1)


def test_an_older_one_that_comes_later_is_kept_and_changes_nothing(
    session: Session, hall: Hall
) -> None:
    assert send(session, hall, change(hall, 2, 900)) == [A]
    assert send(session, hall, change(hall, 1, 850)) == [S]
    assert stored(session, hall)[0] == {hall.leaves[0].id: 900}
    assert send(session, hall, change(hall, 1, 850)) == [S]


def test_empty_is_not_zero(session: Session, hall: Hall) -> None:
    first, second = hall.leaves[0].id, hall.leaves[1].id
    zero = change(hall, 2, 0, criterion_id=second)
    assert send(session, hall, change(hall, 1, 850), zero) == [A, A]
    assert stored(session, hall)[0] == {first: 850, second: 0}
    assert send(session, hall, change(hall, 3, None)) == [A]
    assert stored(session, hall)[0] == {second: 0}


def test_own_changes_are_no_clash_however_old_the_base(session: Session, hall: Hall) -> None:
    for number in range(1, 6):
        assert send(session, hall, change(hall, number, number * 100)) == [A]
    assert stored(session, hall) == ({hall.leaves[0].id: 500}, "", 5)


def test_two_devices_that_disagree_keep_both_and_the_juror_picks(
    session: Session, hall: Hall
) -> None:
    assert send(session, hall, change(hall, 1, 850)) == [A]
    other = change(hall, 1, 700, id="b-1", device="máy-2")
    assert send(session, hall, other) == [C]
    assert stored(session, hall) == ({hall.leaves[0].id: 850}, "", 1)
    same = change(hall, 2, 850, id="b-2", device="máy-2")
    assert send(session, hall, same) == [A]  # it says what stands there: nothing to pick
    picked = change(hall, 3, 700, id="b-3", device="máy-2", base=1)
    assert send(session, hall, picked) == [A]
    assert stored(session, hall)[0] == {hall.leaves[0].id: 700}
    kept = session.scalars(select(ScoreOperation).order_by(ScoreOperation.id)).all()
    assert [(one.points, one.outcome) for one in kept] == [(850, A), (700, C), (850, A), (700, A)]


def test_a_form_without_script_is_another_device(session: Session, hall: Hall) -> None:
    who = judging.juror(hall.jurors[0], hall.contest)
    assert send(session, hall, change(hall, 1, 850)) == [A]
    service.save_sheet(session, who, hall.entries[0].id, {hall.leaves[0].id: 600}, None, NOW)
    assert send(session, hall, change(hall, 2, 900, base=1)) == [C]
    assert send(session, hall, change(hall, 3, 900, base=2)) == [A]


def test_two_devices_on_different_fields_do_not_meet(session: Session, hall: Hall) -> None:
    second = hall.leaves[1].id
    other = change(hall, 1, 700, id="b-1", device="máy-2", criterion_id=second)
    assert send(session, hall, change(hall, 1, 850)) == [A]
    assert send(session, hall, other) == [A]
    assert stored(session, hall)[0] == {hall.leaves[0].id: 850, second: 700}


def test_after_the_signature_and_the_lock_it_waits_for_the_chair(
    session: Session, hall: Hall
) -> None:
    who = judging.juror(hall.jurors[0], hall.contest)
    service.save_sheet(session, who, hall.entries[0].id, dict(hall.adding_up_to(8000)), None, NOW)
    service.sign_sheet(session, who, hall.entries[0].id, NOW)
    assert send(session, hall, change(hall, 1, 100)) == [H]
    hall.contest.stage = Stage.LOCKED
    session.flush()
    other = change(hall, 2, 100, entry_id=hall.entries[1].id)
    assert send(session, hall, other, other) == [H, H]
    kept = session.scalars(select(ScoreOperation).order_by(ScoreOperation.id)).all()
    assert [(one.outcome, one.code, one.points) for one in kept] == [
        (H, "sheet_signed", 100),
        (H, "judging_closed", 100),
    ]
    assert sum(stored(session, hall)[0].values()) == 8000
    assert stored(session, hall, 1) == ({}, "", 0)


def test_one_from_the_future_is_taken_by_its_number_and_not_by_its_clock(
    session: Session, hall: Hall
) -> None:
    ahead = change(hall, 1, 850, device_at=NOW + timedelta(days=400))
    assert send(session, hall, ahead) == [A]
    behind = change(hall, 2, 900, device_at=NOW - timedelta(days=400), base=99)
    assert send(session, hall, behind) == [A]
    assert stored(session, hall)[0] == {hall.leaves[0].id: 900}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"points": 2001}, "points_out_of_range"),
        ({"points": -1}, "points_out_of_range"),
        ({"criterion_id": 999_999}, "criterion_unknown"),
        ({"criterion_id": None, "remark": "x" * 2_001}, "too_long"),
        ({"criterion_id": None, "remark": "x" * 1_000_000}, "too_long"),
        ({"entry_id": 999_999}, "not_found"),
        ({"id": ""}, "operation_unreadable"),
        ({"device": "d" * 65}, "operation_unreadable"),
        ({"sequence": -1}, "operation_unreadable"),
    ],
)
def test_what_cannot_be_taken_harms_nothing_else(
    session: Session, hall: Hall, other: dict[str, object], code: str
) -> None:
    bad = replace(change(hall, 1, 100), **other)  # type: ignore[arg-type]  # fields by name
    good = change(hall, 2, 850)
    assert send(session, hall, bad, good) == [code, A]
    assert stored(session, hall) == ({hall.leaves[0].id: 850}, "", 1)
    assert len(session.scalars(select(ScoreOperation)).all()) == 1


def test_an_operation_of_another_juror_is_refused_and_tells_nothing(
    session: Session, hall: Hall
) -> None:
    one = change(hall, 1, 850)
    assert send(session, hall, one) == [A]
    assert send(session, hall, one, juror=1) == ["operation_not_yours"]
    assert queries.find_sheet(session, hall.seats[1].id, hall.entries[0].id) is None


def test_a_product_of_another_contest_or_recused_is_not_there(
    session: Session, hall: Hall
) -> None:
    build.recusal(session, hall.seats[0], hall.entries[1])
    assert send(session, hall, change(hall, 1, 850, entry_id=hall.entries[1].id)) == ["not_found"]


def test_points_by_a_replaced_frame_are_held_and_the_new_sheet_begins_anew(
    session: Session, hall: Hall
) -> None:
    old = hall.leaves[0].id
    assert send(session, hall, change(hall, 1, 850)) == [A]
    made = replaced(session, hall)
    new = next(one.id for one in made.criteria if one.leaf)
    assert send(session, hall, change(hall, 2, 900, base=1)) == [H]
    other = change(hall, 1, 500, id="b-1", device="máy-2", criterion_id=new)
    assert send(session, hall, other) == [A]
    # The first device's own version 1 was of the old sheet: it does not excuse it here.
    assert send(session, hall, change(hall, 3, 600, criterion_id=new)) == [C]
    kept = session.scalars(select(ScoreOperation).order_by(ScoreOperation.id)).all()
    assert [(one.criterion_id, one.outcome, one.code) for one in kept] == [
        (old, A, ""),
        (old, H, "frame_replaced"),
        (new, A, ""),
        (new, C, "sheet_changed_elsewhere"),
    ]
