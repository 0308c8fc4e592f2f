"""Contests, dossiers, certificates, fairs, applications, cases and accounts as an office lists
them: found, narrowed, ordered, taken along, within one's places, at a steady cost."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.entries.kinds import EntryStatus
from core.rights import Role
from core.territory.model import Unit
from core.territory.rules import UnitKind
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Application
from fairs.support.model import CaseStep
from tests.build import certificates, contests, market, people, register
from tests.build.places import Places, places, unit
from tests.web.conftest import HTMX, Visitor
from tests.web.lists import names, steady, workbook

Visit = Callable[..., Visitor]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def fill(db: Session, where: Places, unit_id: int, commune_id: int, mark: str) -> None:
    """One of everything that lists show, twice, in one province; names carry the mark."""
    maker = register.establishment(db, f"HTX Gốm {mark}", unit_id=commune_id)
    other = register.establishment(db, f"Hộ Đường {mark}", unit_id=commune_id)
    open_ = contests.contest(
        db,
        title=f"Bình chọn tỉnh {mark}",
        unit_id=unit_id,
        level=ContestLevel.PROVINCE,
        year=2026,
        entries_open_at=NOW - 9 * DAY,
        entries_close_at=NOW + 5 * DAY,
        judging_from=NOW + 6 * DAY,
        judging_until=NOW + 8 * DAY,
    )
    done = contests.contest(
        db,
        title=f"Bình chọn xã {mark}",
        unit_id=commune_id,
        level=ContestLevel.COMMUNE,
        stage=Stage.ANNOUNCED,
        year=2024,
        entries_open_at=NOW - 900 * DAY,
        entries_close_at=NOW - 890 * DAY,
        judging_from=NOW - 880 * DAY,
        judging_until=NOW - 870 * DAY,
    )
    pot = register.product(db, maker, f"Bình gốm {mark}")
    sugar = register.product(db, other, f"Đường phèn {mark}")
    contests.entry(db, open_, pot, maker, EntryStatus.FILED, filed_at=NOW - 2 * DAY)
    contests.entry(
        db,
        open_,
        sugar,
        other,
        EntryStatus.SUPPLEMENT,
        filed_at=NOW - 3 * DAY,
        answer_by=NOW - DAY,
    )
    first, second = (
        contests.entry(db, done, one, by, EntryStatus.VALID)
        for one, by in ((pot, maker), (sugar, other))
    )
    today = NOW.date()
    certificates.certificate(
        db, first, done, issued_on=date(2024, 3, 1), valid_until=today + 30 * DAY
    )
    certificates.certificate(
        db, second, done, issued_on=date(2018, 3, 1), valid_until=date(2021, 12, 31)
    )
    near = market.fair(
        db,
        name=f"Hội chợ Tết {mark}",
        unit_id=unit_id,
        apply_from=NOW - DAY,
        apply_until=NOW + 3 * DAY,
    )
    market.fair(db, name=f"Hội chợ Hè {mark}", unit_id=unit_id, status=FairStatus.DRAFT)
    for by, one, status in (
        (maker, pot, ApplicationStatus.ASKED),
        (other, sugar, ApplicationStatus.REFUSED),
    ):
        db.add(
            Application(
                fair_id=near.id,
                establishment_id=by.id,
                product_id=one.id,
                certificate_number="001/2024",
                certificate_level="province",
                certificate_year=2024,
                booths_wanted=1,
                status=status,
                asked_at=NOW,
                asked_by=0,
            )
        )
    late = market.case(
        db, maker, pot, unit_id=unit_id, mark_text=f"Gốm Sông {mark}", stage="filed"
    )
    db.add(
        CaseStep(
            case_id=late.id,
            stage="filed",
            happened_on=date(2020, 1, 1),
            recorded_at=NOW,
            recorded_by=0,
        )
    )
    market.case(
        db, other, sugar, unit_id=unit_id, mark_text=f"Đường Thốt {mark}", approved_dong=1_000_000
    )
    db.flush()


@pytest.fixture
def where(db: Session) -> Places:
    found = places(db)
    fill(db, found, found.province, found.commune, "A")
    fill(db, found, found.stranger, found.stranger_commune, "B")
    return found


CASES: dict[str, tuple[Role, list[tuple[str, list[str]]]]] = {
    "/dieu-hanh/binh-chon": (
        Role.SECRETARY,
        [
            ("", ["Bình chọn tỉnh A", "Bình chọn xã A"]),
            ("?q=binh chon xa", ["Bình chọn xã A"]),
            ("?cap=province", ["Bình chọn tỉnh A"]),
            ("?buoc=announced", ["Bình chọn xã A"]),
            ("?nam=2026", ["Bình chọn tỉnh A"]),
            ("?viec=closes_soon", ["Bình chọn tỉnh A"]),
            ("?viec=judged_late", []),
            ("?xep=year", ["Bình chọn xã A", "Bình chọn tỉnh A"]),
            ("?dia-ban={commune}", ["Bình chọn xã A"]),
            ("?q=!", []),
        ],
    ),
    "/dieu-hanh/ho-so": (
        Role.SECRETARY,
        [
            ("?nam=2026", ["Đường phèn A", "Bình gốm A"]),
            ("?q=binh gom&nam=2026", ["Bình gốm A"]),
            ("?q=ho duong&nam=2026", ["Đường phèn A"]),
            ("?tinh-trang=filed", ["Bình gốm A"]),
            ("?viec=supplement_late", ["Đường phèn A"]),
            ("?viec=screening", ["Bình gốm A"]),
            ("?nam=2026&xep=product", ["Bình gốm A", "Đường phèn A"]),
            ("?nam=2026&xep=-product", ["Đường phèn A", "Bình gốm A"]),
            ("?dia-ban={stranger}", []),
            ("?den-gui=1/1/2001", []),
        ],
    ),
    "/dieu-hanh/giay-chung-nhan": (
        Role.PROGRAMME_MANAGER,
        [
            ("", ["Bình gốm A", "Đường phèn A"]),
            ("?q=duong phen", ["Đường phèn A"]),
            ("?q=htx gom", ["Bình gốm A"]),
            ("?tinh-trang=in_force", ["Bình gốm A"]),
            ("?tinh-trang=ending&trong=30", ["Bình gốm A"]),
            ("?tinh-trang=expired", ["Đường phèn A"]),
            ("?nam=2018", ["Đường phèn A"]),
            ("?xep=ends", ["Đường phèn A", "Bình gốm A"]),
            ("?dia-ban={stranger}", []),
            ("?den-han=1/1/2022", ["Đường phèn A"]),
        ],
    ),
    "/dieu-hanh/hoi-cho": (
        Role.FAIR_ORGANISER,
        [
            ("?xep=name", ["Hội chợ Hè A", "Hội chợ Tết A"]),
            ("?q=hoi cho tet", ["Hội chợ Tết A"]),
            ("?tinh-trang=draft", ["Hội chợ Hè A"]),
            ("?viec=closes_soon", ["Hội chợ Tết A"]),
            ("?dia-ban={stranger}", []),
        ],
    ),
    "/dieu-hanh/don-gian-hang": (
        Role.FAIR_ORGANISER,
        [
            ("?xep=maker", ["Hộ Đường A", "HTX Gốm A"]),
            ("?q=duong", ["Hộ Đường A"]),
            ("?tinh-trang=asked", ["HTX Gốm A"]),
            ("?viec=cho", ["HTX Gốm A"]),
            ("?cap=nation", []),
            ("?dia-ban={commune}&xep=-maker", ["HTX Gốm A", "Hộ Đường A"]),
        ],
    ),
    "/dieu-hanh/nhan-hieu": (
        Role.SUPPORT_OFFICER,
        [
            ("", ["Gốm Sông A", "Đường Thốt A"]),
            ("?q=duong thot", ["Đường Thốt A"]),
            ("?q=htx gom", ["Gốm Sông A"]),
            ("?giai-doan=filed", ["Gốm Sông A"]),
            ("?han=overdue", ["Gốm Sông A"]),
            ("?han=ahead", []),
            ("?kinh-phi=chua", ["Gốm Sông A"]),
            ("?xep=-approved", ["Đường Thốt A", "Gốm Sông A"]),
            ("?dia-ban={stranger}", []),
            ("?mo=xong", []),
        ],
    ),
}


@pytest.mark.parametrize("address", CASES)
def test_each_list_finds_narrows_and_orders(
    db: Session, visit: Visit, where: Places, address: str
) -> None:
    role, asked = CASES[address]
    browser = visit(people.person(db, role, unit_id=where.province))
    units = {"commune": where.commune, "stranger": where.stranger}
    told = {query: names(browser, address + query.format(**units)) for query, _ in asked}
    assert told == dict(asked)
    heads, rows = workbook(browser, f"{address}.xlsx{asked[0][0]}", first_head(browser, address))
    lead = lead_head(browser, address)
    assert [row[heads.index(lead)] for row in rows] == asked[0][1]
    stranger = visit(people.person(db, role, unit_id=where.stranger))
    assert {name[-1] for name in names(stranger, address)} == {"B"}


def first_head(browser: Visitor, address: str) -> str:
    """The words of the first column."""
    return _heads(browser, address, r'<td data-label="([^"]*)"')


def lead_head(browser: Visitor, address: str) -> str:
    """The words of the column that names the rows."""
    return _heads(browser, address, r'<td data-label="([^"]*)" class="lead"')


def _heads(browser: Visitor, address: str, pattern: str) -> str:
    found = re.search(pattern, browser.get(address).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("address", [*CASES, "/dieu-hanh/bao-cao-nam?nam=2024"])
def test_a_list_costs_the_same_with_more_rows(
    db: Session, visit: Visit, where: Places, statements: list[str], address: str
) -> None:
    role = CASES[address][0] if address in CASES else Role.SECRETARY
    browser = visit(people.person(db, role, unit_id=where.province))

    def grow() -> None:
        commune = contests_place(db, where)
        fill(db, where, commune, commune, "C")
        db.commit()

    steady(statements, lambda: browser.get(address, headers=HTMX), grow)


def contests_place(db: Session, where: Places) -> int:
    """Another commune of the province: a level is held once in a place and year."""

    province = db.get(Unit, where.province)
    return unit(db, UnitKind.COMMUNE, "Xã An Bình", code="29714", parent=province).id


def test_a_desk_sees_what_is_not_announced_and_others_do_not(db: Session, visit: Visit) -> None:
    where = places(db)
    contest = contests.contest(
        db, unit_id=where.province, level=ContestLevel.PROVINCE, stage=Stage.RECOGNISED
    )
    maker = register.establishment(db, unit_id=where.commune)
    entry = contests.entry(db, contest, register.product(db, maker, "Gốm"), maker)
    paper = certificates.certificate(db, entry, contest)
    address = "/dieu-hanh/giay-chung-nhan"
    desk = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert f'href="{address}/{paper.id}"' in desk.get(address).text
    for role in (Role.OFFICER, Role.PROGRAMME_MANAGER, Role.FAIR_ORGANISER):
        assert names(visit(people.person(db, role, unit_id=where.province)), address) == []
    contest.stage = Stage.ANNOUNCED
    manager = visit(people.person(db, Role.PROGRAMME_MANAGER, unit_id=where.province))
    assert f'href="/xac-minh/{paper.code}"' in manager.get(address).text


def test_an_officer_sees_the_drafts_he_files_and_the_desk_does_not(
    db: Session, visit: Visit
) -> None:
    where = places(db)
    contest = contests.contest(
        db,
        unit_id=where.province,
        level=ContestLevel.PROVINCE,
        entries_open_at=NOW - DAY,
        entries_close_at=NOW + 5 * DAY,
    )
    maker = register.establishment(db, unit_id=where.commune)
    entry = contests.entry(
        db, contest, register.product(db, maker, "Gốm"), maker, EntryStatus.DRAFT, filed_at=None
    )
    officer = visit(people.person(db, Role.OFFICER, unit_id=where.commune))
    address = "/dieu-hanh/ho-so?viec=draft_closing"
    assert f'href="/ho-so/du-thi/{entry.id}"' in officer.get(address).text
    desk = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert names(desk, "/dieu-hanh/ho-so") == []


def test_accounts_are_narrowed_and_taken_along(db: Session, visit: Visit) -> None:
    where = places(db)
    chief = people.person(db, Role.ADMINISTRATOR)
    people.person(db, Role.OFFICER, unit_id=where.commune)
    locked = people.account(db, "Đặng Thị Ngọc", phone="0901222333", disabled_at=NOW)
    browser = visit(chief)
    for query, found in (
        ("?q=dang thi", ["Đặng Thị Ngọc"]),
        ("?q=0901 222", ["Đặng Thị Ngọc"]),
        ("?vai=officer", ["officer (mô phỏng)"]),
        ("?tinh-trang=khoa", ["Đặng Thị Ngọc"]),
        (f"?dia-ban={where.province}", ["officer (mô phỏng)"]),
        ("?xep=-name", ["officer (mô phỏng)", "Đặng Thị Ngọc", "administrator (mô phỏng)"]),
    ):
        assert names(browser, f"/quan-tri{query}") == found, query
    heads, rows = workbook(browser, "/quan-tri/tai-khoan.xlsx?tinh-trang=khoa", "Tên")
    assert [row[heads.index("Điện thoại")] for row in rows] == [locked.phone]
    locked.name = "Ngô Văn Đổi"
    db.commit()
    assert names(browser, "/quan-tri?q=ngo van doi") == ["Ngô Văn Đổi"]
