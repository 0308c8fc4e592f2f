"""The administrator tells a year's working days, in a browser."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from core.rights import Role
from core.workdays import queries
from tests.build import people
from tests.core.workdays.test_workdays import year_file
from tests.web.conftest import HTMX, Visitor

Visit = Callable[..., Visitor]
ADDRESS = "/quan-tri/ngay-lam-viec"
SENT = {
    "year": "2027",
    "tet_before": "1",
    "beside": "sau",
    "swaps": "06/09/2027 → 11/09/2027: công văn số 1 (mô phỏng)",
    "off": "24/11/2027: Ngày nghỉ thêm; luật mô phỏng",
    "clear": "1",
    "source": "Thông báo mô phỏng",
}


def test_a_year_is_looked_at_and_then_kept(visit: Visit, db: Session) -> None:
    browser = visit(people.person(db, Role.ADMINISTRATOR))
    seen = browser.post(ADDRESS, data={**SENT, "act": "preview"})
    assert seen.status_code == 200
    assert "Thành ngày nghỉ:" in seen.text
    assert "06/09/2027" in seen.text
    assert queries.history(db) == []
    db.rollback()
    assert browser.post(ADDRESS, data={**SENT, "act": "load"}).status_code == 303
    again = browser.post(ADDRESS, data={**SENT, "act": "load"})
    assert (again.status_code, "đang được dùng" in again.text) == (409, True)
    assert "Thông báo mô phỏng" in browser.get(ADDRESS).text
    (kept,) = queries.history(db)
    assert kept.said["swaps"] == [
        {"off": "2027-09-06", "worked": "2027-09-11", "source": "công văn số 1 (mô phỏng)"}
    ]


def test_a_file_does_the_same(visit: Visit, db: Session) -> None:
    browser = visit(people.person(db, Role.ADMINISTRATOR))
    file = {"file": ("2027.json", json.dumps(year_file()).encode(), "application/json")}
    assert browser.post(ADDRESS, data={"act": "load"}, files=file).status_code == 303
    torn = {"file": ("2027.json", b"{", "application/json")}
    answer = browser.post(ADDRESS, data={"act": "load"}, files=torn)
    assert (answer.status_code, "Không đọc được tệp này" in answer.text) == (422, True)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"swaps": "mùng sáu nghỉ"}, "Không hiểu dòng “mùng sáu nghỉ”"),
        ({"off": "24/13/2027: a; b"}, "Không hiểu dòng “24/13/2027: a; b”"),
        ({"swaps": "04/09/2027 → 11/09/2027: x"}, "is not worked anyhow"),
        ({"year": "2060"}, "Chỉ ghi được năm từ 2010 đến 2040"),
        ({"clear": ""}, "Mục này cần được điền."),
        ({"source": ""}, "Mục này cần được điền."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visit: Visit, db: Session, wrong: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    browser = visit(people.person(db, Role.ADMINISTRATOR))
    sent = {**SENT, **wrong, "act": "load"}
    answer = browser.post(ADDRESS, data=sent, headers=headers)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert f'value="{sent["year"]}"' in answer.text


def test_only_administrators_tell_working_days(visit: Visit, db: Session) -> None:
    assert visit(people.person(db, Role.SECRETARY)).get(ADDRESS).status_code == 403
