"""What offices write in their rows: understood where it can be, else refused with the reason."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.imports.kinds import BatchState
from core.registry.model import Establishment, Product
from tests.web.imports import books
from tests.web.imports.books import book, row
from tests.web.imports.desk import Desk, batch_of, rows_of, standing
from web.worker import run_all


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
