"""A company renamed: its page, its papers of before, and where the public finds it."""

from collections.abc import Callable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.results.model import CouncilDecision
from core.accounts.model import Account
from core.registry.model import Establishment, EstablishmentState
from core.rights import Role
from tests.build import certificates, contests, people, register
from tests.build.places import Places, places
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
GIVEN = {
    "way": "now",
    "name": "Công ty Dược liệu Bắc Hà (mô phỏng)",
    "kind": "enterprise",
    "number": "0100112437",
    "day": "1/3/2026",
    "reason": "converted",
    "evidence": "GCN đăng ký doanh nghiệp ngày 1/3/2026",
}


def made(db: Session) -> tuple[Establishment, Account, Places]:
    where, lan = places(db), people.account(db)
    maker = register.establishment(
        db, "Curcumin Bắc Hà (mô phỏng)", unit_id=where.commune, holder=lan
    )
    return maker, lan, where


def test_a_change_is_recorded_shown_and_taken_back(visit: Visit, db: Session) -> None:
    maker, lan, _where = made(db)
    id_, version = maker.id, maker.version
    browser = visit(lan)
    path = f"/ho-so/co-so/{id_}/doi-ten"
    assert "Ghi thay đổi" in browser.get(path).text
    refused = browser.post(path, data={**GIVEN, "evidence": "", "number": "0100112438"})
    assert refused.status_code == 422
    assert "Hãy ghi số và ngày của giấy tờ làm căn cứ." in refused.text
    assert "có một chữ số sai" in refused.text
    assert 'value="0100112438"' in refused.text
    unreadable = browser.post(path, data={**GIVEN, "day": "hôm qua"})
    assert unreadable.status_code == 422
    assert browser.post(path, data=GIVEN).status_code == 303
    words = plain_words(browser.get(f"/ho-so/co-so/{id_}").text)
    assert "Curcumin Bắc Hà (mô phỏng) Hợp tác xã chưa có trước khi ghi 28/02/2026" in words
    assert "01/03/2026 nay Chuyển loại hình: GCN đăng ký doanh nghiệp ngày 1/3/2026" in words
    stale = browser.post(path, data={**GIVEN, "day": "1/4/2026", "version": str(version)})
    assert stale.status_code == 409
    former = {**GIVEN, "way": "former", "name": "Tổ nghệ Bắc Hà", "day": "1/1/2015"}
    former |= {"kind": "cooperative_group", "number": "", "reason": "converted"}
    assert browser.post(path, data=former).status_code == 303
    assert "Tổ nghệ Bắc Hà" in browser.get(path).text
    newest = db.scalar(
        sa.select(EstablishmentState.id).where(EstablishmentState.valid_from == date(2026, 3, 1))
    )
    db.commit()
    undo = f"{path}/{newest}/rut-lai"
    assert browser.post(undo).status_code == 422
    assert browser.post(undo, data={"why": "Ghi nhầm"}).status_code == 303
    name = db.scalar(sa.select(Establishment.name).where(Establishment.id == id_))
    db.commit()
    assert name == "Curcumin Bắc Hà (mô phỏng)"
    assert browser.post(undo, data={"why": "Ghi nhầm"}).status_code == 404


def test_a_number_that_another_has_is_refused_beside_its_field(visit: Visit, db: Session) -> None:
    maker, lan, where = made(db)
    minh = people.account(db)
    taken = {"name": "Khác", "kind": "enterprise", "number": "0100112437"}
    path = f"/ho-so/co-so/{maker.id}/doi-ten"
    answer = visit(minh).post("/ho-so/co-so/moi", data={**taken, "unit_id": str(where.commune)})
    assert answer.status_code == 303
    told = visit(lan).post(path, data=GIVEN)
    assert told.status_code == 422
    assert "đã được đăng ký cho “Khác”" in told.text


def test_papers_of_before_keep_the_name_and_the_public_finds_it(visit: Visit, db: Session) -> None:
    maker, lan, where = made(db)
    old = maker.name
    product = register.product(db, maker, "Tinh nghệ (mô phỏng)")
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, product, maker, filed_at=contest.entries_open_at)
    paper = certificates.certificate(db, entry, contest)
    certificates.standing(db, entry)
    certificates.recognition(db, contest)
    decided = {"met_on": date(2026, 11, 1), "present": 7, "votes_for": 7, "votes_against": 0}
    decided |= {"quotas": {}, "minutes_number": "01/BB-HĐ", "decided_at": contest.judging_until}
    db.add(CouncilDecision(contest_id=contest.id, decided_by=0, **decided))
    desk = people.person(db, Role.SECRETARY, unit_id=contest.unit_id)
    browser, public, office = visit(lan), visit(), visit(desk)
    pages = {
        "verify": (public, f"/xac-minh/{paper.code}"),
        "entry": (office, f"/dieu-hanh/ho-so/{entry.id}"),
        "results": (public, f"/binh-chon/{contest.slug}/ket-qua"),
        "minutes": (office, f"/dieu-hanh/binh-chon/{contest.slug}/bien-ban"),
        "certificate": (office, f"/dieu-hanh/giay-chung-nhan/{paper.id}"),
    }
    before = {name: asker.get(path) for name, (asker, path) in pages.items()}
    assert {name: page.status_code for name, page in before.items()} == dict.fromkeys(pages, 200)
    assert browser.post(f"/ho-so/co-so/{maker.id}/doi-ten", data=GIVEN).status_code == 303
    after = {name: plain_words(asker.get(path).text) for name, (asker, path) in pages.items()}
    for name in ("verify", "entry", "minutes", "certificate"):
        assert old in after[name], name
    assert GIVEN["name"] not in after["verify"]
    assert GIVEN["name"] not in after["certificate"]
    assert GIVEN["name"] not in after["minutes"]
    words = plain_words(public.get(f"/co-so/{maker.slug}-{maker.code}").text)
    assert f"Tên cũ {old}" in words
    assert str(GIVEN["name"]) in words
    found = plain_words(public.get("/san-pham", params={"q": "curcumin bac ha"}).text)
    assert "Tinh nghệ (mô phỏng)" in found


def test_a_branch_and_its_parent_know_each_other(visit: Visit, db: Session) -> None:
    where, lan = places(db), people.account(db)
    parent = register.establishment(
        db, "Công ty mẹ", unit_id=where.commune, holder=lan, tax_number="0100112437"
    )
    branch = register.establishment(
        db, "Chi nhánh Long Hồ", unit_id=where.commune, holder=lan, tax_number="0100112437-001"
    )
    browser = visit(lan)
    assert "Chi nhánh của Công ty mẹ ( 0100112437 )" in plain_words(
        browser.get(f"/ho-so/co-so/{branch.id}").text
    )
    assert "Chi nhánh: Chi nhánh Long Hồ ( 0100112437-001 )" in plain_words(
        browser.get(f"/ho-so/co-so/{parent.id}").text
    )
