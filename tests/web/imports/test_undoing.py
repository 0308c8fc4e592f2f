"""Taking a batch back."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.imports import queries
from core.imports.kinds import Deed
from core.registry.kinds import Membership
from core.registry.model import Establishment, Member, Product
from tests.build import people
from tests.web.imports import books
from tests.web.imports.books import book, row
from tests.web.imports.desk import Desk, Visit, batch_of


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
    items = queries.items(db, batch_of(db, url).id)
    assert sum(one.undone for one in items) == 4
    assert {one.subject for one in items if not one.undone} == kept.keys()


def test_undoing_puts_back_what_was_changed_unless_it_was_changed_again(
    desk: Desk, db: Session
) -> None:
    tax = books.numbers()
    one, two = next(tax), next(tax)
    desk.load(desk.send(book([row(1, one), row(2, two)])))
    url = desk.send(book([row(n, t, Địa="ấp mới") for n, t in ((1, one), (2, two))]))
    desk.load(url)
    db.rollback()
    first, second = db.scalars(sa.select(Establishment).order_by(Establishment.id)).all()
    assert (first.address, second.address) == ("ấp mới", "ấp mới")
    second.phone = "0270 3822 822"
    db.commit()
    desk.undo(url)
    db.rollback()
    addresses = sa.select(Establishment.address).order_by(Establishment.id)
    assert db.scalars(addresses).all() == ["ấp 1", "ấp mới"]
    told = [
        (item.subject, item.deed, item.undone, item.kept_because)
        for item in queries.items(db, batch_of(db, url).id)
    ]
    assert told == [
        (f"establishment:{first.id}", Deed.CHANGED, True, ""),
        (f"establishment:{second.id}", Deed.CHANGED, False, "changed_since"),
    ]
