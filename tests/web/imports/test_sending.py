"""Sending a file, watching it, and who may; what becomes of the file."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from core.imports.kinds import BatchState
from core.rights import Role
from tests.build import people
from tests.build.places import Places
from tests.web.conftest import HTMX, plain_words
from tests.web.imports.books import book, row
from tests.web.imports.desk import HOME, OWNER, Desk, Visit, batch_of, rows_of, standing
from web.wiring import Wiring
from web.worker import run_all


def test_a_file_that_cannot_be_read_says_why(desk: Desk, db: Session) -> None:
    url = desk.send(b"<html><table><tr><td>a</td></tr></table></html>", "co-so.xls")
    assert batch_of(db, url).state is BatchState.UNREADABLE
    assert "Tệp này là một trang web được đổi đuôi." in desk.says(url)
    assert desk.browser.post(f"{url}/bo").status_code == 303
    assert batch_of(db, url).state is BatchState.DISCARDED
    lacking = desk.send(book([["A", "Xã Long Hồ"]], ["Xã, phường", "Địa chỉ"]))
    assert "Tệp thiếu cột: Tên cơ sở." in desk.says(lacking)


@pytest.mark.parametrize(
    ("form", "file", "said"),
    [
        ({"kind": "roster"}, None, "Hãy chọn một tệp."),
        ({"kind": "roster"}, b"", "Tệp này không có dòng nào để nhập."),
        ({"kind": "nothing"}, b"a", "Hãy chọn một mục trong danh sách."),
        ({"kind": "roster", "unit_id": "999"}, b"a", "Hãy chọn địa bàn"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field(
    desk: Desk, form: dict[str, str], file: bytes | None, said: str
) -> None:
    files = {"file": ("a.xlsx", file)} if file is not None else None
    answer = desk.browser.post(HOME, data=form, files=files)
    assert (answer.status_code, said in plain_words(answer.text)) == (422, True)


def test_progress_is_shown_to_htmx_and_to_a_plain_browser(desk: Desk, db: Session) -> None:
    form = {"kind": "roster"}
    data = book([row(1, None)])
    url = desk.browser.post(HOME, data=form, files={"file": ("a.xlsx", data)}).headers["location"]
    whole, part = desk.browser.get(url), desk.browser.get(url, headers=HTMX)
    for answer in (whole, part):
        assert 'hx-trigger="every 1s"' in answer.text
        assert "Xem lại ngay" in answer.text
    assert ("<html" in whole.text, "<html" in part.text) == (True, False)
    assert desk.browser.post(f"{url}/nap").status_code == 409
    run_all(desk.wiring)
    assert "every 1s" not in desk.browser.get(url, headers=HTMX).text
    listed = desk.says(HOME)
    assert ("a.xlsx" in listed, "Chờ bạn quyết định" in listed) == (True, True)


def test_an_officer_brings_in_his_commune_and_sees_no_other(
    wiring: Wiring, visit: Visit, db: Session, here: Places
) -> None:
    officer = people.person(db, Role.OFFICER, unit_id=here.commune)
    elsewhere = people.person(db, Role.SECRETARY, unit_id=here.stranger)
    above = people.person(db, Role.SECRETARY, unit_id=here.province)
    browser = visit(officer)
    rows = [["Hộ kinh doanh Năm (mô phỏng)", ""], ["Hộ kinh doanh Sáu (mô phỏng)", "Xã Đức Thọ"]]
    data = book(rows, ["Tên cơ sở", "Xã"])
    answer = browser.post(HOME, data={"kind": "roster"}, files={"file": ("a.xlsx", data)})
    run_all(wiring)
    url = answer.headers["location"]
    assert standing(db, url) == {"new": 1, "refused": 1}
    assert visit(above).get(url).status_code == 200
    stranger = visit(elsewhere)
    assert stranger.get(url).status_code == 404
    assert stranger.post(f"{url}/nap").status_code == 404
    assert "a.xlsx" not in stranger.get(HOME).text
    other = people.person(db, Role.PRODUCER)
    assert visit(other).get(HOME).status_code == 403


def test_the_template_reads_back_as_a_list(desk: Desk, db: Session) -> None:
    answer = desk.browser.get(f"{HOME}/mau/roster")
    assert answer.status_code == 200
    url = desk.send(answer.content)
    assert batch_of(db, url).about["unknown"] == []
    assert standing(db, url) == {"new": 1}
    assert desk.browser.get(f"{HOME}/mau/khong-co").status_code == 404


def test_files_are_sealed_and_forgotten_after_their_term(desk: Desk, db: Session) -> None:
    url = desk.send(book([row(1, OWNER)]))
    storage = desk.wiring.storage
    keys = list(storage.keys("imports/"))
    assert len(keys) == 2
    assert all(OWNER.encode() not in storage.get(key) for key in keys)
    later = datetime.now(UTC) + timedelta(days=181)
    run_all(desk.wiring, later)
    assert list(storage.keys("imports/")) == []
    batch = batch_of(db, url)
    assert (batch.file_key, batch.report_key, batch.forgotten_at is not None) == ("", "", True)
    assert desk.browser.get(url).status_code == 200
    assert desk.browser.post(f"{url}/nap").status_code == 409
    assert re.search("batch_forgotten", desk.browser.get(f"{url}/can-sua").text) is None
    assert desk.browser.get(f"{url}/can-sua").status_code == 409


def test_owners_numbers_leave_only_covered(desk: Desk, db: Session) -> None:
    url = desk.send(book([row(1, OWNER, Xã="Xã Không Có")]))
    heads, only = rows_of(desk.browser.get(f"{url}/can-sua").content)
    assert only[heads.index("Mã số thuế")] == "•••••••••234"
    corrected = [*only[:13]]
    corrected[4] = "Xã Long Hồ"
    again = desk.send(book([corrected]))
    assert standing(db, again) == {"refused": 1}
    assert "Hãy gõ lại đủ 12 chữ số" in desk.says(again)
