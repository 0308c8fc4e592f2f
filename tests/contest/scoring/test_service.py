"""A juror's sheet on a real database: kept, replaced, refused, signed, and by nobody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from contest.results import locking
from contest.results.model import Standing
from contest.scoring import queries, savings, service
from contest.scoring.model import ScoreChange, ScoreSheet
from core.audit import entries_about
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from core.registry.model import Establishment, Product
from tests.build import contests as build
from tests.build import judging
from tests.build.people import NOW, person

LATER = NOW + timedelta(minutes=5)


def test_a_draft_is_kept_and_grows(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    first, second = hall.leaves[0].id, hall.leaves[1].id

    sheet = service.save_sheet(session, lan, entry.id, {first: 850}, "Men đẹp", NOW, version=0)
    assert (sheet.version, sheet.seat_id, sheet.frame_id, sheet.signed_at) == (
        1,
        hall.seats[0].id,
        hall.frame.id,
        None,
    )
    service.save_sheet(session, lan, entry.id, {second: 0}, None, NOW, version=1)
    service.save_sheet(session, lan, entry.id, {first: None}, None, LATER, version=2)

    bench = service.open_bench(session, lan, entry.id, LATER)
    assert (bench.points, bench.total, bench.version) == ({second: 0}, 0, 3)
    assert bench.sheet is not None
    assert (bench.sheet.remark, bench.sheet.saved_at) == ("Men đẹp", LATER)
    changes = [one.changes for one in savings.changes_of(session, sheet.id)]
    assert changes == [
        {"I.1": [None, 850], "remark": ["", "Men đẹp"]},
        {"I.2": [None, 0]},
        {"I.1": [850, None]},
    ]


def test_the_record_tells_of_a_saving_and_not_of_points(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    service.save_sheet(session, lan, entry.id, hall.points(1713), "1713", NOW)
    told = entries_about(session, f"entry:{entry.id}")
    assert [(one.action, one.detail) for one in told] == [
        ("score.save", {"changed": ["I.1", "remark"]})
    ]


def test_saving_the_same_again_changes_nothing(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    points = hall.points(850, 900)
    for version in (0, 0, 1, None):
        sheet = service.save_sheet(session, lan, entry.id, points, "", NOW, version=version)
    assert (sheet.version, len(savings.changes_of(session, sheet.id))) == (1, 1)


def test_an_older_version_is_refused(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    service.save_sheet(session, lan, entry.id, hall.points(850), None, NOW, version=0)
    with pytest.raises(Conflict, match="sheet_changed_elsewhere"):
        service.save_sheet(session, lan, entry.id, hall.points(900), None, NOW, version=0)
    assert service.open_bench(session, lan, entry.id, NOW).total == 850
    # Another criterion was not changed meanwhile, so nothing would be overwritten.
    service.save_sheet(session, lan, entry.id, {hall.leaves[1].id: 300}, None, NOW, version=0)
    service.save_sheet(session, lan, entry.id, hall.points(900), None, NOW, version=1)
    assert service.open_bench(session, lan, entry.id, NOW).total == 1200
    with pytest.raises(Conflict, match="sheet_changed_elsewhere"):
        service.save_sheet(session, lan, entry.id, hall.points(850), None, NOW, version=1)
    service.save_sheet(session, lan, entry.id, {}, "Men đẹp", NOW, version=1)
    with pytest.raises(Conflict, match="sheet_changed_elsewhere"):
        service.save_sheet(session, lan, entry.id, {}, "Men xấu", NOW, version=1)


def test_unknown_and_excessive_points_are_refused(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    part = next(one for one in hall.frame.criteria if not one.leaf)
    first = hall.leaves[0].id
    with pytest.raises(Invalid) as refusal:
        service.save_sheet(
            session, lan, entry.id, {first: 2001, part.id: 100, -999: 1000}, "x" * 2001, NOW
        )
    assert refusal.value.fields == {
        str(first): ("points_out_of_range", {"max_points": 2000}),
        str(part.id): "criterion_unknown",
        "-999": "criterion_unknown",
        "remark": ("too_long", {"most": 2000}),
    }
    assert queries.sheets_of_seat(session, hall.seats[0].id) == []


def test_signing_needs_every_leaf_and_is_final(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    service.save_sheet(session, lan, entry.id, hall.points(850), None, NOW)
    with pytest.raises(Invalid) as refusal:
        service.sign_sheet(session, lan, entry.id, NOW)
    assert refusal.value.fields == {str(leaf.id): "missing" for leaf in hall.leaves[1:]}

    service.save_sheet(session, lan, entry.id, hall.adding_up_to(8450), None, NOW)
    signed = service.sign_sheet(session, lan, entry.id, LATER)
    assert signed.signed_at == LATER
    with pytest.raises(Conflict, match="sheet_signed"):
        service.save_sheet(session, lan, entry.id, hall.points(900), None, LATER)
    with pytest.raises(Conflict, match="sheet_signed"):
        service.sign_sheet(session, lan, entry.id, LATER)


def test_kept_and_signed_at_once_is_both_or_told_what_lacks(session: Session) -> None:
    hall = judging.hall(session)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]
    with pytest.raises(Invalid) as refusal:
        service.save_and_sign(session, lan, entry.id, hall.points(850), None, NOW, version=0)
    assert refusal.value.fields == {str(leaf.id): "missing" for leaf in hall.leaves[1:]}
    with pytest.raises(Conflict, match="sheet_changed_elsewhere"):
        service.save_and_sign(
            session, lan, entry.id, hall.adding_up_to(9000), None, NOW, version=0
        )
    signed = service.save_and_sign(
        session, lan, entry.id, hall.adding_up_to(8450), "Men đẹp", LATER, version=1
    )
    assert (signed.total_points, signed.signed_at, signed.remark) == (8450, LATER, "Men đẹp")
    with pytest.raises(Conflict, match="sheet_signed"):
        service.save_and_sign(session, lan, entry.id, hall.adding_up_to(8000), None, LATER)


def test_who_may_not_score(session: Session) -> None:
    hall = judging.hall(session)
    lan = judging.juror(hall.jurors[0], hall.contest)
    stranger = judging.juror(person(session), hall.contest)
    entry, hidden = hall.entries
    build.recusal(session, hall.seats[0], hidden)

    def refusal(who: object, entry_id: int, **change: object) -> tuple[type[Refusal], str]:
        with pytest.raises(Refusal) as found:
            service.save_sheet(session, who, entry_id, {}, None, NOW)  # type: ignore[arg-type]
        return type(found.value), found.value.code

    assert refusal(stranger, entry.id) == (NotAllowed, "not_on_jury")
    assert refusal(lan, hidden.id) == (NotFound, "not_found")
    assert refusal(lan, 999_999) == (NotFound, "not_found")
    entry.status = EntryStatus.WITHDRAWN
    session.flush()
    assert refusal(lan, entry.id) == (NotFound, "not_found")
    entry.status = EntryStatus.VALID
    for stage, code in (
        (Stage.OPEN, "judging_not_open"),
        (Stage.LOCKED, "judging_closed"),
        (Stage.ANNOUNCED, "judging_closed"),
    ):
        hall.contest.stage = stage
        session.flush()
        assert refusal(lan, entry.id) == (Conflict, code)
    hall.contest.stage = Stage.JUDGING
    hall.contest.judging_until = NOW - timedelta(minutes=1)
    session.flush()
    assert refusal(lan, entry.id) == (Conflict, "judging_time_over")
    hall.contest.judging_until = NOW
    hall.seats[0].left_at = NOW
    session.flush()
    assert refusal(lan, entry.id) == (NotAllowed, "not_on_jury")


def test_one_person_on_two_juries_has_two_sheets(session: Session) -> None:
    hall = judging.hall(session, entries=1)
    other = build.contest(
        session,
        unit_id=hall.unit_id,
        stage=Stage.JUDGING,
        judging_until=NOW + timedelta(days=1),
    )
    build.frame(session, other)
    seat = build.seat(session, build.body(session, other), hall.jurors[0])
    entry = hall.entries[0]
    maker = session.get_one(Establishment, entry.establishment_id)
    product = session.get_one(Product, entry.product_id)
    upper = build.entry(session, other, product, maker)
    who = judging.juror(hall.jurors[0], hall.contest)
    one = service.save_sheet(session, who, entry.id, hall.points(100), None, NOW)
    two = service.save_sheet(session, who, upper.id, {}, "khác", NOW)
    assert (one.seat_id, two.seat_id) == (hall.seats[0].id, seat.id)
    assert (one.id == two.id, one.remark, two.remark) == (False, "", "khác")


def test_lists_and_counts(session: Session) -> None:
    hall = judging.hall(session, entries=3)
    first, second, third = hall.entries
    lan, minh, hoa = hall.seats
    build.recusal(session, lan, third)
    judging.sheet(session, hall, lan, first, 8000)
    judging.sheet(session, hall, lan, second, points=hall.points(500), signed=False)
    judging.sheet(session, hall, minh, third, 9000)

    rows = {one.entry_id: one for one in queries.assigned(session, hall.contest.id, lan.id)}
    assert {id_: (r.filled, r.total, bool(r.signed_at)) for id_, r in rows.items()} == {
        first.id: (8, 8000, True),
        second.id: (1, 500, False),
    }
    untouched = queries.assigned(session, hall.contest.id, hoa.id)
    assert {(one.filled, one.total, one.signed_at) for one in untouched} == {(0, None, None)}
    place = queries.places_of(session, hall.jurors[0].id)
    assert [(p.contest.id, p.seat_id, p.signed, p.assigned) for p in place] == [
        (hall.contest.id, lan.id, 1, 2)
    ]
    watch = queries.progress(session, hall.contest.id)
    assert [(p.seat_id, p.signed, p.begun, p.assigned, p.last_saved_at) for p in watch] == [
        (lan.id, 1, 2, 2, NOW),
        (minh.id, 1, 1, 3, NOW),
        (hoa.id, 0, 0, 3, None),
    ]
    owed = [(gap.seat_id, gap.entry_id) for gap in queries.gaps(session, hall.contest.id)]
    assert owed == [
        (lan.id, second.id),
        (minh.id, first.id),
        (minh.id, second.id),
        *((hoa.id, entry.id) for entry in hall.entries),
    ]


def test_a_sheet_of_somebody_recused_later_does_not_count(session: Session) -> None:
    hall = judging.hall(session, entries=1)
    judging.sheets(session, hall, [[8000, 9000, None]])
    build.recusal(session, hall.seats[1], hall.entries[0])
    counted = queries.signed_totals(session, hall.contest.id)
    assert [(one.seat_id, one.total) for one in counted] == [(hall.seats[0].id, 8000)]


def test_the_end_of_judging_can_be_moved(session: Session) -> None:
    hall = judging.hall(session)
    who, until = judging.desk(hall), NOW + timedelta(days=3)
    with pytest.raises(Invalid) as refusal:
        service.move_judging_end(session, who, hall.contest.id, NOW, "mưa", NOW)
    assert refusal.value.fields == {
        "until": "judging_end_past",
        "reason": ("reason_too_short", {"least": 10}),
    }
    service.move_judging_end(session, who, hall.contest.id, until, "Mất điện cả buổi sáng", NOW)
    assert hall.contest.judging_until == until
    told = entries_about(session, f"contest:{hall.contest.id}")[0]
    assert (told.action, told.detail["reason"]) == (
        "contest.judging_end",
        "Mất điện cả buổi sáng",
    )
    hall.contest.stage = Stage.LOCKED
    with pytest.raises(Conflict, match="judging_closed"):
        service.move_judging_end(session, who, hall.contest.id, until, "Mất điện cả buổi", NOW)


# --- several at once, each on a connection of its own


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Start together; what each returned, or the exception it raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(run, act) for act in acts]]


def test_a_double_click_makes_one_sheet(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    factory = sessions(engine, writes=True)
    with unit_of_work(factory) as session:
        hall = judging.hall(session, entries=1)
    lan, entry = judging.juror(hall.jurors[0], hall.contest), hall.entries[0]

    def click() -> int:
        with unit_of_work(factory) as session:
            return service.save_sheet(
                session, lan, entry.id, hall.points(850), None, NOW, version=0
            ).id

    told = at_once(*[click] * 4)
    with unit_of_work(factory) as session:
        sheets = session.scalars(select(ScoreSheet.id)).all()
        assert [told, session.scalar(select(func.count(ScoreChange.id)))] == [[sheets[0]] * 4, 1]
        assert len(sheets) == 1


def test_nothing_is_written_after_the_lock(own_database: Callable[[], sa.Engine]) -> None:
    """Savings and the lock race: what was acknowledged before the lock counts, and only that."""
    engine = own_database()
    factory = sessions(engine, writes=True)
    with unit_of_work(factory) as session:
        hall = judging.hall(session, entries=4, jurors=1)
        for entry in hall.entries:
            judging.sheet(session, hall, hall.seats[0], entry, 7000)
        late = judging.more_entry(session, hall, "Gốm muộn")
        judging.sheet(session, hall, hall.seats[0], late, 7000, signed=False)
        hall.contest.judging_until = NOW - timedelta(hours=1)
        hall.contest.rules = {
            **hall.contest.rules,
            "missing_sheet": "average_present_with_reason",
        }
    lan = judging.juror(hall.jurors[0], hall.contest)
    early = NOW - timedelta(hours=2)
    with unit_of_work(factory) as session:
        reason = "Giám khảo có đơn xin nghỉ"
        asked = locking.ask(session, judging.desk(hall), hall.contest.id, reason, NOW)

    def lock() -> str:
        with unit_of_work(factory) as session:
            chair = judging.head_of_council(hall)
            locking.grant(session, chair, hall.contest.id, asked.id, NOW)
        return "locked"

    def sign() -> str:
        with unit_of_work(factory) as session:
            service.sign_sheet(session, lan, late.id, early)
        return "signed"

    locked, signed = at_once(lock, sign)
    assert locked == "locked"
    with unit_of_work(factory) as session:
        sheets = session.scalar(select(Standing.sheets).where(Standing.entry_id == late.id))
    if signed == "signed":
        assert sheets == 1
    else:
        assert (isinstance(signed, Conflict), sheets) == (True, 0)
    with unit_of_work(factory) as session, pytest.raises(Conflict):
        service.save_sheet(session, lan, late.id, hall.points(1), None, early)
