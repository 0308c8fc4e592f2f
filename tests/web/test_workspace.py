"""The first page of everybody who works here: only what is theirs, and what waits."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.entries.kinds import EntryStatus
from core.rights import Role
from tests.build import contests as build
from tests.build import people, register
from tests.build.places import Places, places
from tests.web.conftest import Visitor
from tests.web.room import entered, room, seated
from tests.web.test_office_lists import fill

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


# ------------------------------------------------------------------------------------- the cards


def cards(browser: Visitor) -> dict[str, tuple[int, str]]:
    """Title → (figure, address) of the first page's cards."""
    page = browser.get("/dieu-hanh").text
    found = re.findall(
        r'work-card[^>]*><a href="([^"]*)"><span class="figure num">([\d.]+)</span>'
        r'<span class="work-title">([^<]*)',
        page,
    )
    return {
        title: (int(figure.replace(".", "")), html.unescape(url)) for url, figure, title in found
    }


def filled(db: Session) -> Places:
    """A province in which something of every kind waits."""
    where, now, day = places(db), datetime.now(UTC), timedelta(days=1)
    fill(db, where, where.province, where.commune, "A")
    late = build.contest(
        db,
        unit_id=where.old_district,
        level=ContestLevel.DISTRICT,
        stage=Stage.JUDGING,
        judging_until=now - day,
    )
    jury = build.body(db, late, BodyKind.JURY)
    for number in range(3):
        person = people.account(db, f"Giám khảo {number} (mô phỏng)")
        build.seat(db, jury, person, Position.JUROR)
    maker = register.establishment(db, unit_id=where.commune)
    build.entry(db, late, register.product(db, maker), maker)
    return where


ROLES: dict[Role, dict[str, int]] = {
    Role.SECRETARY: {
        "Phiếu chấm còn thiếu": 3,
        "Bổ sung đến hạn": 1,
        "Kỳ bình chọn sắp hết hạn nhận": 1,
        "Giấy chứng nhận sắp hết hạn": 1,
        "Hồ sơ chờ xét": 1,
    },
    Role.SUPPORT_OFFICER: {
        "Hồ sơ nhãn hiệu quá hạn": 1,
        "Giấy chứng nhận sắp hết hạn": 1,
        "Chờ duyệt kinh phí": 1,
    },
    Role.PROGRAMME_MANAGER: {
        "Hồ sơ nhãn hiệu quá hạn": 1,
        "Giấy chứng nhận sắp hết hạn": 1,
        "Chờ duyệt kinh phí": 1,
    },
    Role.FAIR_ORGANISER: {
        "Hội chợ sắp hết hạn đăng ký": 1,
        "Đơn chờ xếp gian hàng": 1,
        "Giấy chứng nhận sắp hết hạn": 1,
    },
    Role.OFFICER: {"Bổ sung đến hạn": 1, "Giấy chứng nhận sắp hết hạn": 1},
    Role.INSPECTOR: {
        "Hồ sơ nhãn hiệu quá hạn": 1,
        "Kỳ bình chọn sắp hết hạn nhận": 1,
        "Giấy chứng nhận sắp hết hạn": 1,
        "Đơn chờ xếp gian hàng": 1,
    },
}


@pytest.mark.parametrize("role", ROLES)
def test_cards_lead_to_lists_and_lists_to_records(visit: Visit, db: Session, role: Role) -> None:
    where = filled(db)
    browser = visit(people.person(db, role, unit_id=where.province))
    told = cards(browser)
    waiting = {title: figure for title, (figure, _) in told.items() if figure}
    assert {title: waiting.get(title) for title in ROLES[role]} == ROLES[role]
    assert 4 <= len(told) <= 6
    for title, (figure, url) in told.items():
        if not figure or url == "/cham-diem":
            continue
        listed = browser.get(url)
        assert listed.status_code == 200, title
        # as many rows as the card says; sheets are counted in contests
        if title != "Phiếu chấm còn thiếu":
            assert f"trong tổng số {figure}" in listed.text, title
        record = re.search(r'class="lead"><a href="([^"]*)"', listed.text)
        assert record is not None, title
        assert browser.get(record[1]).status_code == 200, (title, record[1])
    elsewhere = visit(people.person(db, role, unit_id=where.stranger))
    assert {figure for figure, _ in cards(elsewhere).values()} <= {0}


def test_the_cards_cost_the_same_with_more_rows(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    where = filled(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    browser.get("/dieu-hanh")
    statements.clear()
    browser.get("/dieu-hanh")
    cost = len(statements)
    fill(db, where, where.old_province, where.commune, "C")
    db.commit()
    statements.clear()
    browser.get("/dieu-hanh")
    assert len(statements) == cost
