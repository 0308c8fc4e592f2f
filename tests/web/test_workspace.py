"""The first page of everybody who works here: only what is theirs, and what waits."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.contests.kinds import FrameStatus, Stage
from contest.entries.kinds import EntryStatus
from core.rights import Role
from tests.build import contests as build
from tests.build import people
from tests.web.conftest import Visitor
from tests.web.room import entered, room, seated

Visit = Callable[..., Visitor]


def test_the_secretary_sees_what_waits(visit: Visit, db: Session) -> None:
    made = room(db)
    entered(db, made, EntryStatus.FILED)
    entered(db, made, EntryStatus.FILED)
    draft = build.contest(db, unit_id=made.where.province, stage=Stage.DRAFT)
    done = build.contest(db, unit_id=made.where.province, stage=Stage.ANNOUNCED)
    other = build.contest(db, unit_id=made.where.stranger)
    text = visit(made.secretary).get("/dieu-hanh").text
    assert "Xét 2 hồ sơ đang chờ" in text
    assert "Hoàn tất kế hoạch và mở nhận hồ sơ" in text
    assert draft.slug in text
    assert "Xem 1 kỳ đã xong" in text
    assert done.slug not in text
    assert other.slug not in text
    assert "Lập kỳ bình chọn" in text


@pytest.mark.parametrize(
    ("stage", "kind", "said"),
    [
        (Stage.OPEN, BodyKind.COUNCIL, "Duyệt khung điểm"),
        (Stage.OPEN, BodyKind.JURY, "Hiện không có việc chờ bạn ở kỳ này."),
        (Stage.JUDGING, BodyKind.JURY, 'href="/cham-diem"'),
        (Stage.LOCKED, BodyKind.COUNCIL, "Quyết định cơ cấu, số lượng"),
    ],
)
def test_each_seat_sees_its_own_work(
    visit: Visit, db: Session, stage: Stage, kind: BodyKind, said: str
) -> None:
    made = room(db, stage)
    seated(db, made)
    build.frame(db, made.contest, FrameStatus.PROPOSED)
    head = bodies.seats(db, made.contest.id, kind)[0].account
    text = visit(head).get("/dieu-hanh").text
    assert said in text.partition("<main")[2]
    assert "Lập kỳ bình chọn" not in text
    assert "Xét" not in text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.OPEN, "Hết hạn nhận hồ sơ: chuẩn bị bắt đầu chấm"),
        (Stage.JUDGING, "Theo dõi phiếu và khóa điểm"),
        (Stage.DECIDED, "Ghi quyết định công nhận"),
        (Stage.RECOGNISED, "Cấp giấy chứng nhận và công bố"),
    ],
)
def test_the_next_thing_of_each_stage(visit: Visit, db: Session, stage: Stage, said: str) -> None:
    made = room(db, stage, closed=True)
    assert said in visit(made.secretary).get("/dieu-hanh").text


def test_nothing_yet_says_what_will_be_here(visit: Visit, db: Session) -> None:
    made = room(db)
    elsewhere = people.person(db, Role.SECRETARY, unit_id=made.where.stranger)
    assert "Không có kỳ bình chọn nào đang diễn ra" in visit(elsewhere).get("/dieu-hanh").text


def test_a_producer_has_no_desk_here(visit: Visit, db: Session) -> None:
    assert visit(people.person(db, Role.PRODUCER)).get("/dieu-hanh").status_code == 403


def test_the_cost_does_not_grow(visit: Visit, db: Session, statements: list[str]) -> None:
    made = room(db)
    browser = visit(made.secretary)
    statements.clear()
    browser.get("/dieu-hanh")
    cost = len(statements)
    for _ in range(2):
        build.contest(db, unit_id=made.where.province)
    db.commit()
    statements.clear()
    browser.get("/dieu-hanh")
    assert len(statements) == cost
