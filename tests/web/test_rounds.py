"""The public pages of contests: what may be seen, and what not yet."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from core.registry.kinds import Origin
from tests.build import contests as build
from tests.build import history
from tests.build.places import places
from tests.web.conftest import Visitor, plain_words
from tests.web.room import room

Visit = Callable[..., Visitor]


def test_the_list_groups_contests_and_hides_drafts(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    made = room(db)
    others = {
        stage: build.contest(db, unit_id=made.where.province, stage=stage)
        for stage in (Stage.DRAFT, Stage.JUDGING, Stage.DECIDED, Stage.ANNOUNCED, Stage.CANCELLED)
    }
    browser = visit(None)
    statements.clear()
    text = browser.get("/binh-chon").text
    cost = len(statements)
    shown = {stage: f"/binh-chon/{one.slug}" in text for stage, one in others.items()}
    assert shown == {
        Stage.DRAFT: False,
        Stage.JUDGING: True,
        Stage.DECIDED: True,
        Stage.ANNOUNCED: True,
        Stage.CANCELLED: False,
    }
    assert text.index(made.contest.slug) < text.index(others[Stage.JUDGING].slug)
    assert text.index(others[Stage.JUDGING].slug) < text.index('id="da-cong-bo"')
    assert "Đang chấm và xét chọn" in text
    for inside in ("Đã khóa điểm", "Hội đồng đã xét"):
        assert inside not in text
    build.contest(db, unit_id=made.where.province)
    db.commit()
    statements.clear()
    browser.get("/binh-chon")
    assert len(statements) == cost


def test_an_empty_list_says_what_will_be_here(visit: Visit) -> None:
    assert "Chưa có kỳ bình chọn" in visit(None).get("/binh-chon").text


def test_a_contest_that_receives_entries(visit: Visit, db: Session) -> None:
    made = room(db)
    build.frame(db, made.contest, FrameStatus.APPROVED)
    text = visit(None).get(f"/binh-chon/{made.contest.slug}").text
    assert 'href="/ho-so/binh-chon"' in text
    assert "Nhận hồ sơ đến" in text
    assert "Sản phẩm có giấy chứng nhận cấp xã còn giá trị" in text
    assert "từ 70 trở lên" in text
    assert "Kỳ bình chọn mô phỏng" in text
    assert "Đáp ứng nhu cầu thị trường" not in text  # the frame is not frozen yet


@pytest.mark.parametrize(
    ("stage", "shift", "said", "not_said"),
    [
        (Stage.OPEN, timedelta(days=20), "Sắp nhận hồ sơ", "Đăng ký dự thi"),
        (Stage.OPEN, timedelta(days=-20), "Đang xét hồ sơ", "Đăng ký dự thi"),
        (Stage.JUDGING, timedelta(0), "Đang chấm và xét chọn", "Đăng ký dự thi"),
        (Stage.LOCKED, timedelta(0), "Đang chấm và xét chọn", "Đã khóa"),
        (Stage.RECOGNISED, timedelta(0), "Đang chấm và xét chọn", "công nhận hồ"),
        (Stage.ANNOUNCED, timedelta(0), "Xem kết quả", "Đăng ký dự thi"),
        (Stage.CANCELLED, timedelta(0), "Kỳ bình chọn này đã hủy", "Đăng ký dự thi"),
    ],
)
def test_what_each_stage_shows_the_public(
    visit: Visit, db: Session, stage: Stage, shift: timedelta, said: str, not_said: str
) -> None:
    now = datetime.now(UTC)
    contest = build.contest(
        db,
        unit_id=places(db).province,
        level=ContestLevel.PROVINCE,
        stage=stage,
        entries_open_at=now - timedelta(days=5) + shift,
        entries_close_at=now + timedelta(days=5) + shift,
    )
    text = visit(None).get(f"/binh-chon/{contest.slug}").text
    assert said in text
    assert not_said not in text


def test_the_frame_is_public_once_it_is_frozen(visit: Visit, db: Session) -> None:
    made = room(db, Stage.JUDGING)
    build.frame(db, made.contest)
    assert "Đáp ứng nhu cầu thị trường" in visit(None).get(f"/binh-chon/{made.contest.slug}").text


def test_an_unknown_contest(visit: Visit) -> None:
    assert visit(None).get("/binh-chon/khong-co").status_code == 404


def test_old_rounds_are_shown_as_what_they_are(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    made = room(db)
    assert "Các kỳ trước" not in visit(None).get("/binh-chon").text
    old = history.past_round(
        db, unit_id=made.where.old_province, passed=None, decision_number="1493/QĐ-UBND"
    )
    history.past_round(
        db,
        unit_id=None,
        place_as_printed="phía Nam",
        level=ContestLevel.REGION,
        year=2020,
        received=0,
        origin=Origin.PUBLISHED,
        source="báo",
        source_url="https://bao.example/bai",
    )
    browser = visit(None)
    statements.clear()
    whole = browser.get("/binh-chon").text
    cost = len(statements)
    text = plain_words(whole)
    assert "Tỉnh Vĩnh Long Cấp tỉnh 2022 45 không rõ 30 1493/QĐ-UBND; Sổ theo dõi" in text
    assert "phía Nam Cấp khu vực 2020 0 40 30 báo" in text
    assert 'href="https://bao.example/bai"' in whole
    assert "Kỳ này có trên nền tảng" not in text
    part = browser.get("/binh-chon?cap=region", headers={"HX-Request": "true"}).text
    assert ("phía Nam" in part, "Tỉnh Vĩnh Long" in part) == (True, False)
    same = build.contest(
        db,
        unit_id=made.where.old_province,
        level=ContestLevel.PROVINCE,
        year=2022,
        round=1,
        stage=Stage.ANNOUNCED,
    )
    db.commit()
    statements.clear()
    text = browser.get("/binh-chon").text
    assert len(statements) == cost
    assert f'<a href="/binh-chon/{same.slug}">Kỳ này có trên nền tảng</a>' in text
    assert f'id="ky-{old.id}"' in text
