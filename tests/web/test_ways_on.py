"""No way that leads to a closed door: what is offered works for whoever sees it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from core.rights import Role
from core.territory.model import RegionMember, Unit
from core.territory.rules import UnitKind
from fairs.fairs.kinds import FairStatus
from tests.build import certificates, contests, market, people, register
from tests.build.places import places, unit
from tests.web.conftest import Visitor, plain_words
from web.homes import home_of

Visit = Callable[..., Visitor]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("roles", "home"),
    [
        ((), "/ho-so"),
        ((Role.PRODUCER,), "/ho-so"),
        ((Role.COLLABORATOR,), "/ho-so"),
        ((Role.OFFICER,), "/dieu-hanh"),
        ((Role.OFFICER, Role.PRODUCER), "/ho-so"),
        ((Role.JUROR,), "/cham-diem"),
        ((Role.SECRETARY,), "/dieu-hanh"),
        ((Role.ADMINISTRATOR, Role.SECRETARY), "/quan-tri"),
    ],
)
def test_everybody_begins_at_his_own_desk(roles: tuple[Role, ...], home: str) -> None:
    assert home_of(roles) == home


def test_public_pages_offer_only_doors_that_open(db: Session, visit: Visit) -> None:
    where = places(db)
    fair = market.fair(db, unit_id=where.province, apply_from=NOW - DAY, apply_until=NOW + 5 * DAY)
    contest = contests.contest(
        db,
        unit_id=where.commune,
        level=ContestLevel.COMMUNE,
        entries_open_at=NOW - DAY,
        entries_close_at=NOW + 5 * DAY,
    )
    holder = people.account(db, "Chủ (mô phỏng)")
    register.establishment(db, unit_id=where.commune, holder=holder)
    visitors = {
        "stranger": visit(None),
        "maker": visit(holder),
        "newcomer": visit(people.account(db, "Mới (mô phỏng)")),
        "secretary": visit(people.person(db, Role.SECRETARY, unit_id=where.province)),
        "officer": visit(people.person(db, Role.OFFICER, unit_id=where.commune)),
        "support": visit(people.person(db, Role.SUPPORT_OFFICER, unit_id=where.province)),
    }
    for page, doors in (
        (f"/hoi-cho/{fair.slug}", ("/ho-so/hoi-cho",)),
        (f"/binh-chon/{contest.slug}", ("/ho-so/binh-chon",)),
        ("/ho-tro", ("/ho-so/nhan-hieu", "/dieu-hanh/nhan-hieu")),
    ):
        for name, browser in visitors.items():
            text = browser.get(page).text.partition("<main")[2].partition("</main>")[0]
            for door in doors:
                if f'href="{door}"' in text:
                    assert browser.get(door).status_code in (200, 303), (page, name, door)
    newcomer = plain_words(visitors["newcomer"].get(f"/hoi-cho/{fair.slug}").text)
    assert "Lập hồ sơ cơ sở trước" in newcomer
    desk = plain_words(visitors["secretary"].get(f"/binh-chon/{contest.slug}").text)
    assert "Cơ sở đăng ký dự thi bằng tài khoản của mình" in desk


def test_a_fair_not_published_lists_no_booths(db: Session, visit: Visit) -> None:
    where = places(db)
    fair = market.fair(db, unit_id=where.province, booths=3)
    page = visit(None).get(f"/hoi-cho/{fair.slug}").text
    assert ("Hội chợ có 3 gian" in page, 'id="gian-A01"' in page) == (True, False)
    fair.status = FairStatus.PUBLISHED
    db.commit()
    assert 'id="gian-A01"' in visit(None).get(f"/hoi-cho/{fair.slug}").text


def test_a_refusal_leads_back(db: Session, visit: Visit) -> None:
    where = places(db)
    desk = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    came = {"referer": "http://testserver/dieu-hanh/ho-so?tinh-trang=filed"}
    page = desk.get("/dieu-hanh/hoi-cho", headers=came)
    assert page.status_code == 403
    assert 'href="/dieu-hanh/ho-so?tinh-trang=filed"' in page.text
    assert "Về bàn làm việc của tôi" in page.text
    for strange in ("http://evil.test/x", "http://testserver/dieu-hanh/hoi-cho", "//evil.test/"):
        page = desk.get("/dieu-hanh/hoi-cho", headers={"referer": strange})
        assert "Trở lại trang vừa xem" not in page.text, strange
    assert "Về bàn làm việc" not in visit(None).get("/khong-co").text


def test_a_stall_is_offered_to_holders_and_the_condition_is_said(
    db: Session, visit: Visit
) -> None:
    where = places(db)
    market.fair(db, unit_id=where.province, apply_from=NOW - DAY, apply_until=NOW + 5 * DAY)
    holder = people.account(db, "Chủ (mô phỏng)")
    maker = register.establishment(db, "HTX Gốm", unit_id=where.commune, holder=holder)
    browser = visit(holder)
    page = plain_words(browser.get("/ho-so/hoi-cho").text)
    assert ("Cơ sở của bạn chưa có" in page, "Đăng ký gian hàng cho" in page) == (True, False)
    contest = contests.contest(db, unit_id=where.commune, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, register.product(db, maker), maker)
    certificates.certificate(db, entry, contest, issued_on=(NOW - 99 * DAY).date())
    db.commit()
    assert "Đăng ký gian hàng cho HTX Gốm" in plain_words(browser.get("/ho-so/hoi-cho").text)


def test_contests_of_the_region_are_told_to_its_makers(db: Session, visit: Visit) -> None:
    where = places(db)
    region = unit(db, UnitKind.REGION, "Khu vực Tây Nam", code="V6")
    for province in (where.province,):
        db.add(
            RegionMember(
                region_id=region.id,
                unit_id=province,
                valid_from=NOW.date() - 900 * DAY,
                source="x",
            )
        )
    contests.contest(
        db,
        title="Bình chọn khu vực",
        unit_id=region.id,
        level=ContestLevel.REGION,
        entries_open_at=NOW - DAY,
        entries_close_at=NOW + 5 * DAY,
    )
    told = []
    for commune in (where.commune, where.stranger_commune):
        holder = people.account(db, "Chủ (mô phỏng)")
        maker = register.establishment(db, unit_id=commune, holder=holder)
        register.product(db, maker)
        told.append("Bình chọn khu vực" in visit(holder).get("/ho-so/binh-chon").text)
    assert told == [True, False]
    assert db.get(Unit, region.id) is not None
