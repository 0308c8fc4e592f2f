"""The yearly report of a holder, through the pages: years, form, receipt, the office's list."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.reports.model import YearlyStatement
from core.clock import day_in_vietnam
from core.rights import Role
from tests.build import people
from tests.build.places import Places, places
from tests.build.round import Round, round_
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]


@pytest.fixture
def where(db: Session) -> Places:
    return places(db)


@pytest.fixture
def at(db: Session, where: Places) -> Round:
    """A certificate that was in force all of last year."""
    made = round_(db, where.province, where.commune)
    made.papers["Bình gốm"].issued_on = date(last_year(), 1, 1)
    made.papers["Bình gốm"].valid_until = date(last_year() + 3, 12, 31)
    return made


def last_year() -> int:
    return day_in_vietnam(datetime.now(UTC)).year - 1


SAID = {
    "revenue_dong": "2,5 tỷ",
    "export_dong": "",
    "workers": "18",
    "support_dong": "35tr",
    "support": "Đăng ký nhãn hiệu",
    "market": "Trong tỉnh",
}


def test_edge_54_a_maker_reports_and_leaves_the_list_of_those_who_have_not(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    id_ = at.makers["Bình gốm"].id
    address = f"/ho-so/co-so/{id_}/bao-cao-nam/{last_year()}"
    secretary = people.person(db, Role.SECRETARY, unit_id=where.province)
    maker, desk = visit(at.holder), visit(secretary)
    behind = f"/dieu-hanh/bao-cao-nam?nam={last_year()}&bao-cao=chua"
    assert "Cơ sở Bình gốm (mô phỏng)" in desk.get(behind).text
    assert "Chưa báo cáo" in maker.get("/ho-so/bao-cao-nam").text
    refused = maker.post(address, data={**SAID, "support": "", "workers": "nhiều"})
    assert refused.status_code == 422
    assert 'value="2,5 tỷ"' in refused.text
    assert 'id="f-workers-error"' in refused.text

    answer = maker.post(address, data=SAID)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    db.rollback()
    said = db.scalars(select(YearlyStatement)).one()
    assert (said.revenue_dong, said.export_dong, said.support_dong) == (
        2_500_000_000,
        None,
        35_000_000,
    )
    db.rollback()
    page = plain_words(maker.get(address).text)
    assert "Đã nhận báo cáo ngày" in page
    assert "BCN-" in page
    assert "2.500.000.000" in page
    assert "Cơ sở Bình gốm (mô phỏng)" not in desk.get(behind).text
    assert "Đăng ký nhãn hiệu" in desk.get(address).text
    assert "Gửi bản sửa" not in desk.get(address).text
    assert desk.post(address, data=SAID).status_code == 403

    assert maker.post(address, data={**SAID, "workers": "19"}).status_code == 303
    assert "Các bản trước" in maker.get(address).text


def test_a_year_not_owed_has_no_form(db: Session, visit: Visit, at: Round) -> None:
    id_ = at.makers["Lọ gốm"].id
    maker = visit(at.holder)
    address = f"/ho-so/co-so/{id_}/bao-cao-nam/{last_year()}"
    assert "Không phải báo cáo năm này" in maker.get(address).text
    assert maker.post(address, data=SAID).status_code == 409
    assert visit(people.account(db)).get(address).status_code in (403, 404)
