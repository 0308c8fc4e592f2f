"""The figures of a contest on a page and in a workbook; who may see them."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.entries import service
from core.rights import Role
from tests.build import contests, dossiers, people
from tests.web.conftest import Visitor, plain_words
from tests.web.test_screening import DESK, secretary

Visit = Callable[..., Visitor]


def test_figures_by_group_and_place_on_paper_and_page(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = contests.contest(db, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    entry.filed_at = datetime.now(UTC)
    service.refuse(db, DESK, entry.id, "Hàng độc bản", datetime.now(UTC))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/thong-ke"
    browser = visit(secretary(db, lan))
    page = plain_words(browser.get(base).text)
    assert "Xã Long Hồ 1 0 1 0 0 0" in page
    assert "Hàng độc bản" in page
    assert "Nơi nào cũng có hồ sơ." in page
    book = CalamineWorkbook.from_filelike(BytesIO(browser.get(f"{base}.xlsx").content))
    assert book.sheet_names == ["Theo nhóm", "Theo địa bàn", "Không hợp lệ"]
    rows = book.get_sheet_by_name("Theo địa bàn").to_python()
    assert ["Xã Long Hồ", 1, 0, 1, 0, 0, 0] in rows
    refused = book.get_sheet_by_name("Không hợp lệ").to_python()
    assert refused[-1][5] == "Hàng độc bản"
    stranger = people.person(db, Role.SECRETARY, unit_id=lan.places.stranger)
    assert visit(stranger).get(base).status_code == 404
    assert visit(lan.account).get(f"{base}.xlsx").status_code == 403
