"""What may be here already: a person says."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.registry.model import Establishment
from tests.build import register
from tests.build.places import Places
from tests.web.imports import books
from tests.web.imports.books import book, row
from tests.web.imports.desk import Desk, batch_of, standing


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
