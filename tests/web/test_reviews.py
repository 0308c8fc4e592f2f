"""What a revoked certificate leaves behind, on each desk's list; the right to the logo ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import revoking
from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.reviews.kinds import Built
from contest.reviews.model import Review
from core.clock import day_in_vietnam
from core.identity import SYSTEM
from core.registry.model import Establishment, Product
from core.rights import Role
from fairs.fairs.kinds import ApplicationStatus
from fairs.fairs.model import Application
from tests.build import contests, market, people
from tests.build.places import Places, places
from tests.build.round import Round, round_
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
LIST = "/dieu-hanh/can-xem-lai"


@pytest.fixture
def where(db: Session) -> Places:
    return places(db)


@pytest.fixture
def at(db: Session, where: Places) -> Round:
    return round_(db, where.province, where.commune)


def today() -> str:
    return f"{day_in_vietnam(datetime.now(UTC)):%d/%m/%Y}"


def built(db: Session, at: Round, where: Places) -> Certificate:
    """An upper dossier, a stand and a trademark case that rest on a paper about to be revoked."""
    paper = at.papers["Bình gốm"]
    now = datetime.now(UTC)
    paper.issued_on = day_in_vietnam(now) - timedelta(days=30)
    maker = db.get_one(Establishment, paper.establishment_id)
    product = db.get_one(Product, paper.product_id)
    upper = contests.contest(
        db, unit_id=where.province, level=ContestLevel.REGION, stage=Stage.OPEN, year=2026
    )
    contests.entry(db, upper, product, maker, lower_certificate_id=paper.id, filed_at=now)
    market.case(db, maker, product, unit_id=where.province, certificate_number=paper.number)
    fair = market.fair(db, unit_id=where.province)
    db.add(
        Application(
            fair_id=fair.id,
            establishment_id=maker.id,
            product_id=product.id,
            certificate_number=paper.number,
            certificate_level="province",
            certificate_year=2026,
            booths_wanted=1,
            status=ApplicationStatus.ASKED,
            asked_at=now,
            asked_by=0,
        )
    )
    db.flush()
    day = day_in_vietnam(now)
    revoking.propose(db, SYSTEM, paper.id, "05/TTr", day, "Vi phạm nhãn hiệu", now)
    return paper


def revoke(visit: Visit, db: Session, where: Places, paper: Certificate) -> Visitor:
    secretary = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    answer = secretary.post(
        f"/dieu-hanh/giay-chung-nhan/{paper.id}/thu-hoi",
        data={
            "decision_number": "77/QĐ-UBND",
            "revoked_on": today(),
            "why": "Vi phạm nhãn hiệu đã được bảo hộ",
        },
    )
    assert answer.status_code == 303
    return secretary


def test_edge_36_a_revocation_flags_and_deletes_nothing(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    paper = built(db, at, where)
    id_ = paper.id
    organiser = people.person(db, Role.FAIR_ORGANISER, unit_id=where.province)
    officer = people.person(db, Role.SUPPORT_OFFICER, unit_id=where.province)
    stranger = people.person(db, Role.SECRETARY, unit_id=where.stranger)
    secretary = revoke(visit, db, where, paper)
    db.rollback()
    rows = {one.kind: one.id for one in db.scalars(select(Review))}
    upper_id = db.scalar(select(Review.subject_id).where(Review.kind == Built.ENTRY))
    assert set(rows) == {Built.ENTRY, Built.STAND, Built.CASE}
    assert db.scalars(select(Application.status)).all() == [ApplicationStatus.ASKED]
    db.rollback()

    told = plain_words(secretary.get(f"/dieu-hanh/giay-chung-nhan/{id_}").text)
    assert "Cần xem lại vì giấy này bị thu hồi" in told
    assert "Hồ sơ dự thi cấp trên" in told

    def seen(desk: Visitor) -> set[Built]:
        text = desk.get(LIST).text
        return {kind for kind, one in rows.items() if f'"{LIST}/{one}"' in text}

    assert seen(secretary) == {Built.ENTRY}
    assert seen(visit(organiser)) == {Built.STAND}
    assert seen(visit(officer)) == {Built.CASE}
    assert seen(visit(stranger)) == set()
    assert visit(officer).get(f"{LIST}/{rows[Built.STAND]}").status_code == 404
    assert visit(stranger).get(f"{LIST}/{rows[Built.ENTRY]}").status_code == 404
    assert secretary.get(f"{LIST}.xlsx").content[:2] == b"PK"

    page = f"{LIST}/{rows[Built.ENTRY]}"
    dossier = secretary.get(f"/dieu-hanh/ho-so/{upper_id}").text
    assert "Giấy chứng nhận cấp dưới đã bị thu hồi" in dossier
    assert f'"{page}"' in dossier
    refused = secretary.post(page, data={"note": "ngắn"})
    assert refused.status_code == 422
    assert "ngắn</textarea>" in refused.text
    assert "Cần xem lại" in secretary.get("/dieu-hanh").text
    done = secretary.post(page, data={"note": "Giữ nguyên hồ sơ: còn giấy khác có giá trị."})
    assert (done.status_code, done.headers["location"]) == (303, LIST)
    assert "còn giấy khác có giá trị" in secretary.get(page).text
    assert f'"{page}"' not in secretary.get(f"{LIST}?tinh-trang=chua").text


def test_edge_52_the_right_to_the_logo_is_shown_until_it_ends(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    paper = built(db, at, where)
    paper.valid_until = day_in_vietnam(datetime.now(UTC)) + timedelta(days=400)
    at.papers["Chậu gốm"].valid_until = day_in_vietnam(datetime.now(UTC)) - timedelta(days=1)
    until = f"{paper.valid_until:%d/%m/%Y}"
    maker = visit(at.holder)
    page = plain_words(maker.get("/ho-so/logo").text)
    assert until in page
    assert "đã hết sau ngày" in page
    revoke(visit, db, where, paper)
    page = plain_words(maker.get("/ho-so/logo").text)
    assert until not in page
    assert f"thôi từ ngày {today()}" in page
