"""Money is read back beside its field: while it is typed, and on a form shown again."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from core.rights import Role
from tests.build.world import world
from tests.web.conftest import Visitor


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2,080 tỷ", "2.080.000.000 đ: hai tỷ không trăm tám mươi triệu đồng"),
        ("74.975 triệu", "74.975.000.000 đ: bảy mươi tư tỷ chín trăm bảy mươi lăm triệu đồng"),
        ("2.080 tỷ", "Số tiền này hiểu được hai cách: 2.080.000.000.000 đ hoặc 2.080.000.000 đ."),
        ("<b>", "Hãy viết số tiền, ví dụ 35.000.000 hoặc 35tr."),
        ("", ""),
    ],
)
def test_reading_back(typed: str, said: str, db: Session, visit: Callable[..., Visitor]) -> None:
    browser = visit(world(db).here.people[Role.PRODUCER])
    told = browser.get("/doc-tien", params={"o": "cost_dong", "cost_dong": typed})
    assert told.status_code == 200
    assert told.text.replace("\N{NO-BREAK SPACE}", " ").startswith(said)
    assert bool(told.text) == bool(said)


def test_a_form_shown_again_says_the_amount_in_words(
    db: Session, visit: Callable[..., Visitor]
) -> None:
    browser = visit(world(db).here.people[Role.FAIR_ORGANISER])
    address = "/dieu-hanh/hoi-cho/moi"
    again = browser.post(address, data={"booth_price_dong": "2,5 tỷ"})
    assert again.status_code == 422
    assert "hai tỷ năm trăm triệu đồng" in again.text
    again = browser.post(address, data={"booth_price_dong": "35,000"})
    said = again.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Số tiền này hiểu được hai cách: 35 đ hoặc 35.000 đ." in said
