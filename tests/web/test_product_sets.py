"""Product sets: their legal case, and every member with its own name, mark and photographs."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.errors import Conflict, Invalid, NotFound
from core.registry import sets
from core.registry.kinds import SetCase
from core.registry.model import Product, SetMember
from core.registry.rules import MemberFacts
from core.rights import Grant, Role
from media.album.model import MemberPhoto
from tests.build import certificates, contests, people, register
from tests.build.people import NOW
from tests.build.places import places
from tests.media import made
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]


def names(db: Session, product: Product) -> list[tuple[str, str]]:
    rows = db.execute(
        sa.select(SetMember.name, SetMember.trademark)
        .where(SetMember.product_id == product.id)
        .order_by(SetMember.position)
    )
    told = [(row.name, row.trademark) for row in rows]
    db.commit()
    return told


def test_a_set_is_made_with_its_case_and_grows_by_forms(visit: Visit, db: Session) -> None:
    lan = people.account(db)
    maker = register.establishment(db, unit_id=places(db).commune, holder=lan)
    browser = visit(lan)
    form = f"/ho-so/co-so/{maker.id}/san-pham/moi"
    given = {"name": "Bộ trà", "group": "handicraft", "is_set": "1", "set_members": "Ấm\nChén"}
    refused = browser.post(form, data=given)
    assert refused.status_code == 422
    assert "Hãy chọn bộ sản phẩm thuộc trường hợp nào." in refused.text
    assert "Ấm\nChén</textarea>" in refused.text
    told = browser.post(form, data={**given, "set_case": "same_material"})
    product = db.scalars(sa.select(Product)).one()
    db.commit()
    assert (told.status_code, product.set_case) == (303, SetCase.SAME_MATERIAL)
    path = f"/ho-so/san-pham/{product.id}/bo"
    assert "Khác kiểu dáng, cùng công dụng, làm từ một chất liệu" in browser.get(path).text
    faults = [
        ({"name": ""}, "Mục này cần được điền"),
        ({"name": "Ấm"}, "Trong bộ đã có một sản phẩm mang tên này."),
        ({"name": "Khay", "trademark_number": "4-2023-1"}, "Hãy ghi nhãn hiệu"),
    ]
    for wrong, said in faults:
        again = browser.post(path, data=wrong)
        assert again.status_code == 422
        assert said in again.text
    added = {"name": "Khay", "trademark": "Cổ Chiên", "trademark_number": "4-2023-12345"}
    assert browser.post(path, data=added).status_code == 303
    ids = list(db.scalars(sa.select(SetMember.id).order_by(SetMember.position)))
    db.commit()
    assert browser.post(f"{path}/{ids[2]}", data={"act": "up"}).status_code == 303
    assert names(db, product) == [("Ấm", ""), ("Khay", "Cổ Chiên"), ("Chén", "")]
    assert browser.post(f"{path}/{ids[0]}", data={"act": "remove"}).status_code == 303
    last = browser.post(f"{path}/{ids[1]}", data={"act": "remove"})
    assert last.status_code == 409
    assert "ít nhất hai sản phẩm" in last.text
    assert names(db, product) == [("Khay", "Cổ Chiên"), ("Chén", "")]
    found = db.scalar(sa.select(Product.search_text).where(Product.id == product.id))
    assert "co chien" in (found or "")


def test_saving_the_product_keeps_members_and_their_photographs(visit: Visit, db: Session) -> None:
    lan = people.account(db)
    maker = register.establishment(db, unit_id=places(db).commune, holder=lan)
    product = register.product_set(db, maker)
    member = product.set_members[1]
    browser = visit(lan)
    path = f"/ho-so/san-pham/{product.id}/bo/{member.id}"
    photo = [("photo", ("chen.jpg", made.tagged(), "image/jpeg"))]
    assert browser.post(f"{path}/anh", files=photo).status_code == 303
    assert browser.post(f"{path}/anh", files=photo).status_code == 303
    assert browser.post(f"{path}/anh").status_code == 422
    rows = db.scalars(sa.select(MemberPhoto)).all()
    db.commit()
    assert [row.set_member_id for row in rows] == [member.id]
    saved = {"name": "Bộ mới", "group": "handicraft", "is_set": "1", "set_case": "shared_design"}
    done = browser.post(f"/ho-so/san-pham/{product.id}", data=saved)
    assert done.status_code == 303
    assert [name for name, _mark in names(db, product)] == ["Ấm gốm", "Chén gốm"]
    assert db.scalar(sa.select(sa.func.count(MemberPhoto.id))) == 1
    other = register.product_set(db, maker, name="Bộ khác")
    db.commit()
    strange = f"/ho-so/san-pham/{other.id}/bo/{member.id}"
    assert browser.get(strange).status_code == 404
    assert browser.post(f"{strange}/anh", files=photo).status_code == 404
    gone = browser.post(f"{path}/anh/{rows[0].id}", data={"act": "remove"})
    assert gone.status_code == 303
    assert db.scalar(sa.select(sa.func.count(MemberPhoto.id))) == 0


def test_two_who_name_one_member_see_both_names(visit: Visit, db: Session) -> None:
    lan = people.account(db)
    maker = register.establishment(db, unit_id=places(db).commune, holder=lan)
    product = register.product_set(db, maker)
    member = product.set_members[0]
    browser = visit(lan)
    path = f"/ho-so/san-pham/{product.id}/bo/{member.id}"
    given = {"act": "save", "seen_name": "Ấm gốm", "seen_trademark": "", "seen_number": ""}
    assert browser.post(path, data={**given, "name": "Ấm lớn"}).status_code == 303
    told = browser.post(path, data={**given, "name": "Ấm nhỏ"})
    assert told.status_code == 409
    assert "Tên Ấm lớn Ấm nhỏ" in plain_words(told.text)
    assert 'value="Ấm nhỏ"' in told.text
    assert 'name="seen_name" value="Ấm lớn"' in told.text
    assert names(db, product)[0] == ("Ấm lớn", "")


def test_the_public_sees_each_member_and_the_set_is_one_product(visit: Visit, db: Session) -> None:
    lan, where = people.account(db), places(db)
    maker = register.establishment(db, unit_id=where.commune, holder=lan)
    product = register.product_set(db, maker)
    product.set_members[0].trademark = "Cổ Chiên"
    product.set_members[0].trademark_number = "4-2023-12345"
    contest = contests.contest(db, unit_id=where.province, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, product, maker)
    certificates.certificate(db, entry, contest)
    db.commit()
    page = visit().get(f"/san-pham/{product.slug}-{product.code}")
    words = plain_words(page.text)
    assert "Bộ sản phẩm gồm Ấm gốm Nhãn hiệu Cổ Chiên · 4-2023-12345 Chén gốm" in words
    assert "Một bộ được tính là một sản phẩm." in words


def test_what_is_no_set_has_no_members(db: Session) -> None:
    lan = people.account(db)
    maker = register.establishment(db, unit_id=places(db).commune, holder=lan)
    plain = register.product(db, maker)
    who = people.identity(lan, Grant(Role.PRODUCER, establishment_id=maker.id))
    with pytest.raises(Conflict, match="not_a_set"):
        sets.add_member(db, who, plain.id, MemberFacts("Ấm"), NOW)
    whole = register.product_set(db, maker)
    with pytest.raises(NotFound):
        sets.move_member(db, who, whole.id, 999, 1, NOW)
    with pytest.raises(Invalid):
        sets.add_member(db, who, whole.id, MemberFacts("x" * 201), NOW)
