"""Acts on several rows: looked at first, then done; each row with its own right and refusal."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.reports.model import YearlyReport
from core.accounts.model import Account, RoleGrant
from core.audit import AuditEntry
from core.bulk import BulkRun
from core.jobs import Job
from core.registry.kinds import ProductGroup
from core.rights import Role
from fairs.fairs.kinds import ApplicationStatus
from fairs.fairs.model import Application, FairInvitation
from fairs.support.model import SupportCase
from tests.build import certificates, contests, dossiers, market, people, register
from tests.build.places import Places, places
from tests.web.conftest import Visitor, plain_words
from tests.web.test_screening import filed, open_contest, secretary

Visit = Callable[..., Visitor]


def press(browser: Visitor, address: str, ids: list[int], **fields: str) -> tuple[int, str]:
    """(status, words) of the form sent with these rows."""
    answer = browser.post(address, data={"chon": [str(one) for one in ids], **fields})
    return answer.status_code, plain_words(answer.text)


def result(browser: Visitor, address: str, ids: list[int], **fields: str) -> str:
    """The words of the page that a confirmed act leads to."""
    answer = browser.post(
        address, data={"chon": [str(one) for one in ids], "buoc": "lam", **fields}
    )
    assert answer.status_code == 303, plain_words(answer.text)
    return plain_words(browser.get(answer.headers["location"]).text).partition("Trở lại")[0]


def test_dossiers_are_accepted_where_the_checks_pass(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    good, thin = filed(db, lan, contest, "Chiếu cói")
    thin.photos = thin.photos[:1]
    other = open_contest(db, dossiers.maker(db, lan.places))
    foreign = contests.entry(
        db,
        other,
        register.product(db, lan.establishment, "Xa"),
        lan.establishment,
        EntryStatus.FILED,
    )
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so"
    page = browser.get(base).text
    assert f'name="chon" value="{good.id}"' in page
    ids = [good.id, thin.id, foreign.id]
    status, said = press(browser, f"{base}/hang-loat", ids, viec="nhan")
    assert "Bình gốm đỏ: Kiểm tra tự động chưa đạt: giấy tờ thiếu hoặc chưa đánh dấu." in said
    ticked = result(browser, f"{base}/hang-loat", ids, viec="giay-to")
    assert ("Đã làm: 2" in ticked, "Không làm được: 1" in ticked) == (True, True)
    again = result(browser, f"{base}/hang-loat", ids[:2], viec="giay-to")
    assert "Mọi giấy tờ bắt buộc của hồ sơ này đã được đánh dấu." in again
    db.execute(delete(BulkRun))
    db.commit()
    status, said = press(browser, f"{base}/hang-loat", ids, viec="nhan")
    assert (status, "Chưa có gì thay đổi" in said, "Sẽ làm: 1" in said) == (200, True, True)
    assert "Bình gốm đỏ (TC01)" in said
    assert "Chiếu cói: Kiểm tra tự động chưa đạt: thiếu ảnh." in said
    assert "(không tìm thấy)" in said
    assert db.scalar(select(func.count(BulkRun.id))) == 0
    db.rollback()
    assert statuses(db, ids) == [EntryStatus.FILED] * 3
    said = result(browser, f"{base}/hang-loat", ids, viec="nhan", **{"loc-tinh-trang": "filed"})
    assert ("Đã làm: 1" in said, "Không làm được: 2" in said) == (True, True)
    assert statuses(db, ids) == [EntryStatus.VALID, EntryStatus.FILED, EntryStatus.FILED]
    run = db.scalars(select(BulkRun)).one()
    assert (run.act, run.back) == ("entries.accept", f"{base}?tinh-trang=filed")
    done = select(AuditEntry).where(AuditEntry.action == "bulk.done").order_by(AuditEntry.id)
    *_, noted = db.scalars(done)
    assert noted.detail == {
        "act": "entries.accept",
        "done": [good.id],
        "refused": {str(thin.id): "entry_checks_lacking", str(foreign.id): "not_found"},
    }
    db.rollback()
    stranger = visit(people.person(db, Role.SECRETARY, unit_id=lan.places.province))
    assert stranger.get(f"/dieu-hanh/hang-loat/{run.id}").status_code == 404
    assert browser.get("/dieu-hanh/hang-loat/999").status_code == 404


def statuses(db: Session, ids: list[int]) -> list[EntryStatus]:
    rows = dict(db.execute(select(Entry.id, Entry.status).where(Entry.id.in_(ids))).all())
    db.rollback()
    return [rows[one] for one in ids]


def test_each_is_sent_back_for_what_the_checks_found(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    good, thin = filed(db, lan, contest, "Chiếu cói")
    thin.photos = thin.photos[:1]
    thin.statement = {**thin.statement, "market": ""}
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so/hang-loat"
    soon = f"{datetime.now(UTC) + timedelta(days=3):%d/%m/%Y}"
    given = {"viec": "bo-sung", "part": "kiem-tra", "reason": "", "day": soon}
    ids = [good.id, thin.id]
    status, said = press(browser, base, ids, buoc="xem", **given)
    assert (status, "Chiếu cói (Thị trường, Ảnh sản phẩm)" in said) == (200, True)
    assert "Bình gốm đỏ: Kiểm tra tự động không thấy hồ sơ này thiếu gì" in said
    done = result(browser, base, ids, **given)
    assert ("Chiếu cói (Thị trường, Ảnh sản phẩm)" in done, "Đã làm: 1" in done) == (True, True)
    assert statuses(db, ids) == [EntryStatus.FILED, EntryStatus.SUPPLEMENT]
    told = visit(lan.account).get(f"/ho-so/du-thi/{ids[1]}").text
    assert "Cần ít nhất 3 ảnh, hồ sơ đang có 1 ảnh." in told
    assert "Mục “Thị trường” chưa có nội dung." in told


def test_several_are_sent_back_with_one_reason(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    ids = [one.id for one in filed(db, lan, contest, "Chiếu cói")]
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so/hang-loat"
    status, said = press(browser, base, ids, viec="bo-sung")
    assert (status, "Đã chọn 2 dòng." in said, "Sẽ làm" in said) == (200, True, False)
    status, said = press(browser, base, ids, viec="bo-sung", buoc="lam", day="mai")
    assert (status, "Hãy viết ngày theo dạng" in said) == (422, True)
    soon = f"{datetime.now(UTC) + timedelta(days=3):%d/%m/%Y}"
    given = {"viec": "bo-sung", "part": "photos", "reason": "Thiếu ảnh chụp nhãn", "day": soon}
    status, said = press(browser, base, ids, buoc="xem", **given)
    assert (status, "Sẽ làm: 2" in said) == (200, True)
    assert statuses(db, ids) == [EntryStatus.FILED] * 2
    assert "Đã làm: 2" in result(browser, base, ids, **given)
    assert statuses(db, ids) == [EntryStatus.SUPPLEMENT] * 2
    # a second press finds nothing left to do, and says so
    assert "Không làm được: 2" in result(browser, base, ids, **given)


def test_nothing_chosen_is_said(db: Session, visit: Visit) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SUPPORT_OFFICER, unit_id=where.province))
    assert browser.post("/dieu-hanh/nhan-hieu/hang-loat").status_code == 403
    chief = visit(people.person(db, Role.PROGRAMME_MANAGER, unit_id=where.province))
    status, said = press(chief, "/dieu-hanh/nhan-hieu/hang-loat", [], buoc="lam")
    assert (status, "Chưa chọn dòng nào" in said) == (200, True)


def test_cases_are_approved_at_what_they_ask_in_ones_places(db: Session, visit: Visit) -> None:
    where = places(db)
    ids = []
    for unit, place in ((where.commune, where.province), (where.stranger_commune, where.stranger)):
        maker = register.establishment(db, unit_id=unit)
        product = register.product(db, maker, "Gốm")
        ids.append(market.case(db, maker, product, unit_id=place, asked_dong=30_000_000).id)
    browser = visit(people.person(db, Role.PROGRAMME_MANAGER, unit_id=where.province))
    address = "/dieu-hanh/nhan-hieu/hang-loat"
    said = result(browser, address, ids, note="QĐ 12")
    assert "Gốm (30.000.000\N{NO-BREAK SPACE}đ)".replace("\N{NO-BREAK SPACE}", " ") in said
    assert "Không làm được: 1" in said
    rows = dict(db.execute(select(SupportCase.id, SupportCase.approved_dong)).all())
    assert rows == {ids[0]: 30_000_000, ids[1]: None}
    db.rollback()
    assert "Đã duyệt 30.000.000" in result(browser, address, ids[:1])


def test_roles_are_taken_back_but_not_ones_own(db: Session, visit: Visit) -> None:
    where = places(db)
    chief = people.person(db, Role.ADMINISTRATOR)
    officer = people.person(db, Role.OFFICER, unit_id=where.commune)
    plain = people.account(db, "Không vai (mô phỏng)")
    browser = visit(chief)
    ids, address = [chief.id, officer.id, plain.id], "/quan-tri/tai-khoan/hang-loat"
    said = result(browser, address, ids, viec="vai")
    assert ("Đã làm: 1" in said, "không có vai nào" in said) == (True, True)
    live = set(db.scalars(select(RoleGrant.account_id).where(RoleGrant.ended_at.is_(None))))
    assert (chief.id in live, officer.id in live) == (True, False)
    db.rollback()
    said = result(browser, address, ids, viec="khoa")
    assert ("Đã làm: 2" in said, "Không làm được: 1" in said) == (True, True)
    locked = set(db.scalars(select(Account.id).where(Account.disabled_at.is_not(None))))
    db.rollback()
    assert locked == {officer.id, plain.id}


def test_applications_are_refused_with_a_reason(db: Session, visit: Visit) -> None:
    where = places(db)
    now = datetime.now(UTC)
    ids = []
    for place in (where.province, where.stranger):
        fair = market.fair(db, unit_id=place)
        maker = register.establishment(db, f"HTX {place}", unit_id=where.commune)
        one = Application(
            fair_id=fair.id,
            establishment_id=maker.id,
            product_id=register.product(db, maker).id,
            certificate_number="001/2026",
            certificate_level="province",
            certificate_year=2026,
            booths_wanted=1,
            status=ApplicationStatus.ASKED,
            asked_at=now,
            asked_by=0,
        )
        db.add(one)
        db.flush()
        ids.append(one.id)
    browser = visit(people.person(db, Role.FAIR_ORGANISER, unit_id=where.province))
    address = "/dieu-hanh/don-gian-hang/hang-loat"
    status, said = press(browser, address, ids, buoc="lam")
    assert (status, re.search("lý do", said, re.IGNORECASE) is not None) == (422, True)
    said = result(browser, address, ids, reason="Hết gian")
    assert ("Đã làm: 1" in said, "Không làm được: 1" in said) == (True, True)
    rows = dict(db.execute(select(Application.id, Application.status)).all())
    assert [rows[one] for one in ids] == [ApplicationStatus.REFUSED, ApplicationStatus.ASKED]


@pytest.fixture
def winners(db: Session) -> tuple[Places, list[int], list[int]]:
    """A province with an announced contest: two makers' certificates, one ended long ago."""
    where = places(db)
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    ids, makers = [], []
    for name, until in (("Gốm", date(2031, 1, 1)), ("Chiếu", date(2020, 1, 1))):
        maker = register.establishment(db, f"HTX {name}", unit_id=where.commune)
        entry = contests.entry(
            db, contest, register.product(db, maker, name), maker, group=ProductGroup.HANDICRAFT
        )
        paper = certificates.certificate(
            db, entry, contest, issued_on=date(2018, 1, 1), valid_until=until
        )
        ids.append(paper.id)
        makers.append(maker.id)
    return where, ids, makers


def test_winners_are_invited_once_and_told(
    db: Session, visit: Visit, winners: tuple[Places, list[int], list[int]]
) -> None:
    where, ids, makers = winners
    now = datetime.now(UTC)
    fair = market.fair(
        db,
        unit_id=where.province,
        apply_from=now - timedelta(days=1),
        apply_until=now + timedelta(days=5),
    )
    market.fair(db, unit_id=where.stranger)
    browser = visit(people.person(db, Role.FAIR_ORGANISER, unit_id=where.province))
    address = "/dieu-hanh/giay-chung-nhan/hang-loat"
    form = browser.post(address, data={"chon": ids, "viec": "moi"}).text
    assert re.findall(r'<option value="(\d+)"', form) == [str(fair.id)]
    given = {"viec": "moi", "fair": str(fair.id)}
    said = result(browser, address, ids, **given)
    assert ("Đã làm: 1" in said, "Không làm được: 1" in said) == (True, True)
    rows = db.scalars(select(FairInvitation)).all()
    assert [(one.fair_id, one.establishment_id) for one in rows] == [(fair.id, makers[0])]
    db.rollback()
    assert "đã được mời ngày" in result(browser, address, ids[:1], **given)
    # a fair of another province is no choice
    assert press(browser, address, ids, viec="moi", buoc="lam", fair="999")[0] == 422


def test_papers_are_printed_anew_by_their_desk_alone(
    db: Session, visit: Visit, winners: tuple[Places, list[int], list[int]]
) -> None:
    where, ids, _makers = winners
    desk = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    other = visit(people.person(db, Role.SECRETARY, unit_id=where.stranger))
    address = "/dieu-hanh/giay-chung-nhan/hang-loat"
    assert "Đã làm: 2" in result(desk, address, ids, viec="in-lai")
    jobs = select(func.count(Job.id)).where(Job.name == "certificate.typeset")
    assert db.scalar(jobs) == 2
    db.rollback()
    assert "Không làm được: 2" in result(other, address, ids, viec="in-lai")


def test_yearly_reports_come_in(
    db: Session, visit: Visit, winners: tuple[Places, list[int], list[int]]
) -> None:
    where, _ids, makers = winners
    desk = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    page = plain_words(desk.get("/dieu-hanh/bao-cao-nam?nam=2019").text)
    assert ("HTX Gốm" in page, "HTX Chiếu" in page) == (True, True)
    assert "HTX Chiếu" not in plain_words(desk.get("/dieu-hanh/bao-cao-nam?nam=2025").text)
    address = "/dieu-hanh/bao-cao-nam/hang-loat"
    given = {"loc-nam": "2025", "day": "15/01/2026"}
    said = result(desk, address, makers, **given)
    assert ("HTX Gốm (2025)" in said, "Không làm được: 1" in said) == (True, True)
    rows = db.scalars(select(YearlyReport)).all()
    assert [(one.establishment_id, one.year) for one in rows] == [(makers[0], 2025)]
    db.rollback()
    left = desk.get("/dieu-hanh/bao-cao-nam?nam=2025&bao-cao=chua").text
    assert "HTX Gốm" not in left
    again = {"loc-nam": "2025", "day": "16/01/2026"}
    assert "đã ghi nhận ngày 15/01/2026" in result(desk, address, makers[:1], **again)
    assert press(desk, address, makers, buoc="lam", day="1/1/2090")[1].count("phía trước") == 0
    officer = visit(people.person(db, Role.OFFICER, unit_id=where.province))
    assert officer.post(address).status_code == 403
