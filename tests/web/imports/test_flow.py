"""A list in a browser: sent, looked at, decided, loaded, taken back. On both databases."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.audit import AuditEntry
from core.imports import queries
from core.imports.kinds import BatchState
from core.imports.model import ImportBatch, ImportItem
from core.registry.kinds import EstablishmentKind, Membership, ProductGroup
from core.registry.model import Establishment, Member, Product
from core.registry.rules import read_number
from core.rights import Role
from tests.build import people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor, plain_words
from tests.web.imports import books
from tests.web.imports.books import book, row
from web.wiring import Wiring
from web.worker import run_all

Visit = Callable[..., Visitor]
HOME = "/dieu-hanh/nhap-danh-sach"
OWNER = "086083001234"


class Desk:
    """The secretary's browser, and what it does with files."""

    def __init__(self, wiring: Wiring, browser: Visitor, here: Places, who: Account) -> None:
        self.wiring, self.browser, self.here, self.who = wiring, browser, here, who

    def send(self, data: bytes, name: str = "co-so.xlsx") -> str:
        """Send a file and let the worker look at it; the address of its batch."""
        form = {"kind": "roster", "unit_id": str(self.here.province)}
        answer = self.browser.post(HOME, data=form, files={"file": (name, data)})
        assert answer.status_code == 303, answer.text
        run_all(self.wiring)
        return str(answer.headers["location"])

    def load(self, url: str, **form: str) -> None:
        """Confirm, and let the worker load."""
        assert self.browser.post(f"{url}/nap", data=form).status_code == 303
        run_all(self.wiring)

    def undo(self, url: str) -> None:
        """Take it back."""
        assert self.browser.post(f"{url}/hoan-tac").status_code == 303
        run_all(self.wiring)

    def says(self, url: str) -> str:
        """The page in words."""
        return plain_words(self.browser.get(url).text)


@pytest.fixture
def here(db: Session) -> Places:
    return places(db)


@pytest.fixture
def desk(wiring: Wiring, visit: Visit, db: Session, here: Places) -> Desk:
    who = people.person(db, Role.SECRETARY, unit_id=here.province)
    browser = visit(who)
    # The test looks with a session that can write, and SQLite knows one writer at a time.
    browser.event_hooks["request"].append(lambda _: db.rollback())
    return Desk(wiring, browser, here, who)


def batch_of(db: Session, url: str) -> ImportBatch:
    db.rollback()
    found = queries.get_batch(db, int(url.rpartition("/")[2]))
    db.expunge(found)
    db.rollback()
    return found


def standing(db: Session, url: str) -> dict[str, int]:
    counts = batch_of(db, url).counts
    return {name: counts[name] for name in counts if counts[name] and name != "rows"}


def rows_of(data: bytes) -> list[list[Any]]:
    page = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return [list(one) for one in page.to_python()]


def test_a_roster_is_looked_at_loaded_and_taken_back(desk: Desk, db: Session) -> None:
    tax = books.numbers()
    first, second = next(tax), next(tax)
    data = book(
        [
            row(1, first),
            row(2, second, Loại="HTX", Tên="HTX Chiếu cói Cổ Chiên (mô phỏng)"),
            row(3, OWNER, **{"sản phẩm": "Chậu gốm; Bình gốm"}),
        ]
    )
    url = desk.send(data)
    assert (batch_of(db, url).state, standing(db, url)) == (BatchState.CHECKED, {"new": 3})
    assert db.scalar(sa.select(sa.func.count(Establishment.id))) == 0
    said = desk.says(url)
    assert ("Chờ bạn quyết định" in said, "3 dòng mới" in said) == (True, True)
    assert "Xã Long Hồ, tỉnh vĩnh long · Chậu gốm; Bình gốm" in said
    assert OWNER not in desk.browser.get(url).text

    desk.load(url)
    db.rollback()
    made = db.scalars(sa.select(Establishment).order_by(Establishment.id)).all()
    assert [(m.name, m.kind, m.tax_number, m.unit_id, m.workers, m.version) for m in made] == [
        (
            "Cơ sở Gốm đỏ 1 (mô phỏng)",
            EstablishmentKind.HOUSEHOLD_BUSINESS,
            first,
            desk.here.commune,
            5,
            1,
        ),
        (
            "HTX Chiếu cói Cổ Chiên (mô phỏng)",
            EstablishmentKind.COOPERATIVE,
            second,
            desk.here.commune,
            5,
            1,
        ),
        (
            "Cơ sở Gốm đỏ 3 (mô phỏng)",
            EstablishmentKind.HOUSEHOLD_BUSINESS,
            None,
            desk.here.commune,
            5,
            1,
        ),
    ]
    owner = made[2]
    assert owner.owner_number_mask == "•••••••••234"
    assert owner.number_fingerprint == desk.wiring.sealer.fingerprint(read_number(OWNER).plain)
    assert desk.wiring.sealer.open(owner.owner_number_sealed or "") == OWNER
    products = db.scalars(sa.select(Product).order_by(Product.id)).all()
    assert [(p.name, p.group, p.establishment_id) for p in products] == [
        ("Bình gốm 1", ProductGroup.HANDICRAFT, made[0].id),
        ("Bình gốm 2", ProductGroup.HANDICRAFT, made[1].id),
        ("Chậu gốm", ProductGroup.HANDICRAFT, made[2].id),
        ("Bình gốm", ProductGroup.HANDICRAFT, made[2].id),
    ]
    assert (made[0].slug, made[0].search_text) == (
        "co-so-gom-do-1-mo-phong",
        " co so gom do 1 mo phong nguyen van an",
    )
    told = db.scalars(
        sa.select(AuditEntry).where(AuditEntry.subject == f"establishment:{owner.id}")
    )
    entry = told.one()
    assert (entry.action, entry.account_id) == ("establishment.created", desk.who.id)
    assert entry.detail == {
        "name": owner.name,
        "products": ["Chậu gốm", "Bình gốm"],
        "import": batch_of(db, url).id,
    }
    assert "3 dòng đã thêm mới" in desk.says(url)

    desk.undo(url)
    db.rollback()
    left = [db.scalar(sa.select(sa.func.count(table.id))) for table in (Establishment, Product)]
    assert left == [0, 0]
    assert (batch_of(db, url).state, batch_of(db, url).counts["taken_back"]) == (
        BatchState.UNDONE,
        7,
    )
    assert "Đã trả lại 7 bản ghi; giữ lại 0" in desk.says(url)


def test_the_same_file_twice_changes_nothing(desk: Desk, db: Session) -> None:
    tax = books.numbers()
    data = book([row(1, next(tax)), row(2, None), row(3, OWNER)])
    desk.load(desk.send(data))
    db.rollback()
    before = db.execute(sa.select(Establishment.id, Establishment.version)).all()
    entries = db.scalar(sa.select(sa.func.max(AuditEntry.id)))
    url = desk.send(data)
    assert standing(db, url) == {"unchanged": 3}
    said = desk.says(url)
    assert "Đúng tệp này đã nạp ở lượt" in said
    assert "Không có dòng nào để nạp" in said
    refused = desk.browser.post(f"{url}/nap")
    assert (refused.status_code, "Không có dòng nào để nạp" in refused.text) == (422, True)
    run_all(desk.wiring)
    db.rollback()
    assert db.execute(sa.select(Establishment.id, Establishment.version)).all() == before
    assert db.scalar(sa.select(sa.func.count(Product.id))) == 3
    changed = sa.select(AuditEntry.action).where(
        AuditEntry.id > entries, AuditEntry.action.not_like("import.%")
    )
    assert list(db.scalars(changed)) == []


def test_a_later_file_adds_and_updates_and_never_erases(desk: Desk, db: Session) -> None:
    tax = next(books.numbers())
    desk.load(desk.send(book([row(1, tax, Email="cu@vidu.example")])))
    later = row(1, tax, Email="", Điện="0270 3822 822", **{"sản phẩm": "Bình gốm 1; Lọ gốm"})
    url = desk.send(book([later, row(2, None)]))
    assert standing(db, url) == {"new": 1, "changed": 1}
    said = desk.says(f"{url}?loai=changed")
    assert "Điện thoại: 0900000001 → 0270 3822 822" in said
    assert "Sản phẩm thêm: – → Lọ gốm" in said or "Sản phẩm thêm: → Lọ gốm" in said
    desk.load(url, changed="update")
    db.rollback()
    first = db.scalars(sa.select(Establishment).order_by(Establishment.id)).first()
    assert first is not None
    assert (first.phone, first.email, first.version) == ("0270 3822 822", "cu@vidu.example", 2)
    names = db.scalars(sa.select(Product.name).where(Product.establishment_id == first.id))
    assert sorted(names) == ["Bình gốm 1", "Lọ gốm"]

    desk.undo(url)
    db.rollback()
    assert db.scalars(sa.select(Establishment.phone)).all() == ["0900000001"]
    assert db.scalars(sa.select(Product.name)).all() == ["Bình gốm 1"]


def test_what_is_here_can_be_left_as_it_is(desk: Desk, db: Session) -> None:
    tax = next(books.numbers())
    desk.load(desk.send(book([row(1, tax)])))
    url = desk.send(book([row(1, tax, Điện="0270 3822 822"), row(2, None)]))
    desk.load(url, changed="keep")
    db.rollback()
    phones = db.scalars(sa.select(Establishment.phone).order_by(Establishment.id)).all()
    assert phones == ["0900000001", "0900000002"]


def test_bad_rows_are_refused_with_reasons_and_the_good_are_loaded(
    desk: Desk, db: Session
) -> None:
    tax = books.numbers()
    good, other = next(tax), next(tax)
    rows = [
        row(1, good),
        row(2, good[:9] + str((int(good[9]) + 1) % 10)),
        row(3, None, Loại="Công ty TNHH"),
        row(4, None, Xã="Xã Không Có"),
        row(5, None, Xã="Xã Đức Thọ", Tỉnh="Tỉnh Hà Tĩnh"),
        row(6, None, Số="1.234,5"),
        row(7, None, Email="không có"),
        row(8, None, Nhóm="Vũ khí"),
        row(9, None, Loại="Câu lạc bộ"),
        row(10, None, Số=("=1/0", "#DIV/0!")),
        row(11, None, Tên=""),
        row(12, other, Tên="Cơ sở Một (mô phỏng)"),
        row(13, other, Tên="Cơ sở Khác (mô phỏng)"),
        ["Tổng cộng", "13 cơ sở"],
        [None] * 13,
        ["Người lập biểu"],
    ]
    url = desk.send(book(rows))
    assert standing(db, url) == {"new": 2, "refused": 11}
    batch = batch_of(db, url)
    assert batch.about["unknown"] == []
    assert batch.about["aside"] == [[15, "Tổng cộng | 13 cơ sở"], [17, "Người lập biểu"]]
    sent = desk.browser.get(f"{url}/can-sua")
    assert sent.headers["content-disposition"].startswith('attachment; filename="Can_sua')
    heads, *waiting = rows_of(sent.content)
    assert heads == [*books.HEADS, "Dòng trong tệp đã gửi", "Lý do"]
    reasons = {int(str(one[-2])): str(one[-1]) for one in waiting}
    assert reasons == {
        3: "Mã số thuế: Mã số thuế này có một chữ số sai. Hãy xem lại từng chữ số.",
        4: "Mã số thuế: Hãy điền mã số thuế của cơ sở.",
        5: "Xã, phường: Không có nơi nào tên “Xã Không Có, Tỉnh Vĩnh Long” trong danh mục xã, "
        "huyện, tỉnh cũ và mới.",
        6: "Xã, phường: Cơ sở ở Xã Đức Thọ, tỉnh hà tĩnh, ngoài địa bàn của lượt nhập này.",
        7: "Số lao động: Hãy viết một số nguyên, ví dụ 12 hoặc 1.200.",
        8: "E-mail: E-mail chưa đúng. Ví dụ đúng: ten@vidu.vn.",
        9: "Nhóm sản phẩm: Không hiểu nhóm sản phẩm “Vũ khí”. Hãy ghi: thủ công mỹ nghệ; chế "
        "biến nông, lâm, thủy sản và đồ uống; thiết bị, máy móc; hoặc sản phẩm khác.",
        10: "Loại cơ sở: Không hiểu loại cơ sở “Câu lạc bộ”. Hãy ghi: doanh nghiệp, hợp tác xã, "
        "tổ hợp tác hoặc hộ kinh doanh.",
        11: "Số lao động: Ô này là công thức đang báo lỗi #DIV/0!. Hãy ghi giá trị.",
        12: "Tên cơ sở: Mục này cần được điền.",
        14: "Tên cơ sở: Khác với dòng 13 của cùng cơ sở. Hãy ghi giống nhau hoặc để trống.",
    }
    assert "2 dòng để ngoài bảng" in desk.says(url)
    desk.load(url)
    db.rollback()
    assert db.scalar(sa.select(sa.func.count(Establishment.id))) == 2

    # corrected in the very file that was given, and sent again
    corrected = [one[:13] for one in waiting if one[-2] == "7"]
    corrected[0][10] = 12
    again = desk.send(book(corrected))
    assert standing(db, again) == {"new": 1}


def test_merged_cells_old_heads_and_several_sheets(desk: Desk, db: Session) -> None:
    number = next(books.numbers())
    rows: list[list[Any]] = [
        ["DANH SÁCH CƠ SỞ CÔNG NGHIỆP NÔNG THÔN"],
        [],
        ["Số TT", "Tên cơ sở CNNT", "MST", "Địa chỉ", "Sản phẩm", "Nhóm SP", "Ngày"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, None, None, None, "Bình gốm", "Thủ công mỹ nghệ", "2-1-26"],
        [None, None, None, None, "Chậu gốm", "Thủ công mỹ nghệ", None],
        [2, "Hộ kinh doanh Tám (mô phỏng)", None, "ấp 5, xã Long Hồ", "", "", None],
    ]
    name = "Cơ sở gốm Ba (mô phỏng)"
    merged = [
        (4, 1, 5, 1, name),
        (4, 2, 5, 2, number),
        (4, 3, 5, 3, "ấp 3, Xã Long Hồ, tỉnh Vĩnh Long"),
    ]
    rows[2][5] = "Nhóm sản phẩm"
    data = books.sheets({"Danh sách": rows, "Ghi chú": [["không phải danh sách"]]}, merged)
    url = desk.send(data)
    batch = batch_of(db, url)
    assert (batch.state, batch.sheet) == (BatchState.CHECKED, "Danh sách")
    assert standing(db, url) == {"new": 2, "unchanged": 1}
    assert batch.about["unknown"] == ["Ngày"]
    said = desk.says(url)
    assert "Có ô lấy từ ô gộp ở trên." in said
    assert "Cùng cơ sở với dòng 5: thêm sản phẩm vào dòng đó." in said
    desk.load(url)
    db.rollback()
    made = db.scalars(sa.select(Establishment).order_by(Establishment.id)).all()
    assert [(one.name, one.address) for one in made] == [
        (name, "ấp 3"),
        ("Hộ kinh doanh Tám (mô phỏng)", "ấp 5"),
    ]
    names = db.scalars(sa.select(Product.name).where(Product.establishment_id == made[0].id))
    assert sorted(names) == ["Bình gốm", "Chậu gốm"]

    assert desk.browser.post(f"{url}/xem-lai", data={"sheet": "Ghi chú"}).status_code == 409
    second = desk.send(data)
    assert desk.browser.post(f"{second}/xem-lai", data={"sheet": "Ghi chú"}).status_code == 303
    run_all(desk.wiring)
    assert batch_of(db, second).state is BatchState.UNREADABLE
    assert "Không tìm thấy dòng tiêu đề cột" in desk.says(second)


def test_numbers_that_a_spreadsheet_took_for_quantities(desk: Desk, db: Session) -> None:
    number = "0100112437"
    url = desk.send(book([row(1, int(number), Điện=912345678)]))  # type: ignore[arg-type]  # the point
    assert "Đã thêm lại số 0 ở đầu mã số" in desk.says(url)
    desk.load(url)
    db.rollback()
    made = db.scalars(sa.select(Establishment)).one()
    assert (made.tax_number, made.phone) == (number, "0912345678")


def test_a_person_decides_what_may_be_the_same(desk: Desk, db: Session, here: Places) -> None:
    tax = books.numbers()
    name = "Cơ sở Gốm đỏ 1 (mô phỏng)"
    desk.load(desk.send(book([row(1, next(tax))])))
    rows = [
        row(2, next(tax), Tên=name, Điện="0900000002"),
        row(3, None, Tên="Cơ sở Tám (mô phỏng)", Điện="0900.000.001"),
        row(4, None, Tên="Cơ sở Chín (mô phỏng)", Điện="0900 000 001"),
    ]
    url = desk.send(book(rows))
    assert standing(db, url) == {"decide": 3}
    said = desk.says(f"{url}?loai=decide")
    assert f"Có thể là “{name}”: cùng tên, cùng xã, nhưng khác mã số." in said
    assert f"Có thể là “{name}”: cùng điện thoại, cùng xã." in said
    words = {"row-2": "other", "row-3": "same", "row-4": "skip", "trang": "1"}
    answer = desk.browser.post(f"{url}/quyet", data=words)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url}?loai=decide&trang=1")
    assert batch_of(db, url).decisions == {"2": "other", "3": "same", "4": "skip"}
    desk.load(url)
    db.rollback()
    made = db.scalars(sa.select(Establishment).order_by(Establishment.id)).all()
    assert [(one.name, one.phone, one.version) for one in made] == [
        (name, "0900.000.001", 2),
        (name, "0900000002", 1),
    ]
    counts = batch_of(db, url).counts
    assert (counts["created"], counts["updated"], counts["left"]) == (1, 1, 1)
    third = desk.send(book([row(5, None, Tên="Cơ sở Mười (mô phỏng)", Điện="0900.000.001")]))
    assert desk.browser.post(f"{third}/quyet", data={"all": "other"}).status_code == 303
    desk.load(third)
    db.rollback()
    assert db.scalar(sa.select(sa.func.count(Establishment.id))) == 3


def test_what_came_in_after_the_dry_run_is_not_made_twice(desk: Desk, db: Session) -> None:
    tax = books.numbers()
    one, two = next(tax), next(tax)
    url = desk.send(book([row(1, one), row(2, two)]))
    desk.load(desk.send(book([row(1, one)])))
    desk.load(url)
    db.rollback()
    found = db.scalars(sa.select(Establishment.tax_number).order_by(Establishment.id)).all()
    assert found == [one, two]
    assert batch_of(db, url).counts["created"] == 1


def test_undoing_leaves_what_was_used_or_changed_and_says_which(
    desk: Desk, db: Session, visit: Visit
) -> None:
    tax = books.numbers()
    url = desk.send(book([row(n, next(tax)) for n in (1, 2, 3, 4)]))
    desk.load(url)
    db.rollback()
    used, changed, merged, _free = db.scalars(
        sa.select(Establishment).order_by(Establishment.id)
    ).all()
    somebody = people.account(db, "Lan (mô phỏng)")
    db.add(
        Member(
            establishment_id=used.id,
            account_id=somebody.id,
            standing=Membership.HELD,
            asked_at=people.NOW,
        )
    )
    changed.phone = "0270 3822 822"
    product = db.scalars(sa.select(Product).where(Product.establishment_id == merged.id)).one()
    product.name = "Bình gốm đổi tên"
    db.commit()
    desk.undo(url)
    db.rollback()
    left = db.scalars(sa.select(Establishment.id).order_by(Establishment.id)).all()
    assert left == [used.id, changed.id, merged.id]
    assert db.scalars(sa.select(Product.name)).all() == ["Bình gốm đổi tên"]
    kept = {one.subject: one.kept_because for one in queries.kept_items(db, batch_of(db, url).id)}
    assert kept == {
        f"establishment:{used.id}": "used_since",
        f"establishment:{changed.id}": "changed_since",
        f"product:{product.id}": "changed_since",
        f"establishment:{merged.id}": "used_since",
    }
    said = desk.says(url)
    assert "Đã trả lại 4 bản ghi; giữ lại 4" in said
    assert "Đã có hồ sơ, người hoặc giấy tờ gắn vào, nên giữ lại." in said
    undone = db.scalar(sa.select(sa.func.count()).where(ImportItem.undone))
    assert undone == 4


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


def test_statements_do_not_grow_with_the_rows(
    desk: Desk, db: Session, statements: list[str]
) -> None:
    counts = []
    tax = books.numbers()
    for many in (5, 40):
        data = book([row(many * 100 + n, next(tax)) for n in range(many)])
        url = desk.send(data)
        statements.clear()
        desk.load(url)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_an_older_name_or_number_still_finds_the_establishment(
    desk: Desk, db: Session, here: Places
) -> None:
    gone = register.establishment(db, "Cơ sở cũ (mô phỏng)", unit_id=here.commune)
    kept = register.establishment(db, "Cơ sở còn lại (mô phỏng)", unit_id=here.commune)
    number = next(books.numbers())
    gone.number_fingerprint = desk.wiring.sealer.fingerprint(number)
    gone.merged_into_id = kept.id
    db.commit()
    url = desk.send(book([row(1, number, Tên="Cơ sở cũ (mô phỏng)")]))
    assert standing(db, url) == {"changed": 1}
    assert "Danh bạ đang ghi tên “Cơ sở còn lại (mô phỏng)”" in desk.says(url)
