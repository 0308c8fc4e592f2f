"""A list from its file to the register and back. On both databases."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.imports.kinds import BatchState
from core.registry.kinds import EstablishmentKind, ProductGroup
from core.registry.model import Establishment, Product
from core.registry.rules import read_number
from tests.web.imports import books
from tests.web.imports.books import book, row
from tests.web.imports.desk import OWNER, Desk, batch_of, standing
from web.worker import run_all


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
