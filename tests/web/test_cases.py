"""Trademark cases in a browser: asked in a few taps, followed, approved; notes stay inside."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.rights import Role
from fairs.support import queries
from fairs.support.model import SupportCase
from tests.build import certificates, contests, market, register
from tests.build.world import World, world
from tests.web.conftest import HTMX, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def made(db: Session) -> World:
    """Two provinces whose contests are announced; the first product has no case yet."""
    found = world(db, Stage.ANNOUNCED)
    db.delete(found.here.case)
    db.flush()
    return found


def test_a_case_is_asked_for_followed_and_approved(db: Session, visit: Visit, made: World) -> None:
    here = made.here
    owner = visit(here.people[Role.PRODUCER])
    officer, boss = (
        visit(here.people[role]) for role in (Role.SUPPORT_OFFICER, Role.PROGRAMME_MANAGER)
    )
    url = f"/ho-so/san-pham/{here.product.id}/nhan-hieu"
    assert "nhiều nhất 35.000.000" in owner.get(url).text
    given = {"mark_text": "CỔ CHIÊN", "nice_classes": ["21", "20"], "cost_dong": "60tr"}
    wrong = owner.post(url, data={**given, "cost_dong": "rẻ", "asked_dong": "99tr"}, headers=HTMX)
    assert wrong.status_code == 422
    assert "<html" not in wrong.text
    assert "Hãy viết số tiền" in wrong.text
    assert 'value="CỔ CHIÊN"' in wrong.text
    assert 'value="21" checked' in wrong.text
    above = owner.post(url, data={**given, "asked_dong": "30.000.001"})
    assert above.status_code == 422
    assert "nhiều nhất 30.000.000\N{NO-BREAK SPACE}đ" in above.text
    none = owner.post(url, data={**given, "nice_classes": []})
    assert "Hãy chọn ít nhất một nhóm hàng hóa, dịch vụ." in none.text
    places = {owner.post(url, data=given).headers["location"] for _ in range(2)}
    assert len(places) == 1
    (place,) = places
    assert owner.get(url).headers["location"] == place
    assert "ba mươi triệu đồng" in owner.get(place).text
    case_id = int(place.rsplit("/", 1)[1])
    desk = f"/dieu-hanh/nhan-hieu/{case_id}"
    step = {"stage": "filed", "happened_on": "01/11/2026", "document_number": "4-2026-1"}
    short = officer.post(f"{desk}/buoc", data=step)
    assert short.status_code == 409
    assert "Còn thiếu giấy tờ bắt buộc: Tờ khai đăng ký nhãn hiệu" in short.text
    case = queries.get_case(db, case_id)
    items = {item.id: item.required for item in case.checklist}
    asked_on = case.steps[0].happened_on
    db.rollback()
    first = next(iter(items))
    back = {"item": str(first), "state": "returned"}
    assert officer.post(f"{desk}/giay-to", data=back).status_code == 422
    told = officer.post(f"{desk}/giay-to", data={**back, "reason": "Thiếu chữ ký"}, headers=HTMX)
    assert told.status_code == 200
    assert "<html" not in told.text
    assert "Thiếu chữ ký" in owner.get(place).text
    for item_id, required in items.items():
        if required:
            officer.post(f"{desk}/giay-to", data={"item": str(item_id), "state": "accepted"})
    early = officer.post(f"{desk}/buoc", data={**step, "happened_on": "01/01/2020"})
    assert early.status_code == 422
    assert "Ngày này trước bước vừa qua" in early.text
    filed = {**step, "happened_on": f"{asked_on:%d/%m/%Y}", "note": "ghi chú kín"}
    assert officer.post(f"{desk}/buoc", data=filed).headers["location"] == desk
    assert officer.post(f"{desk}/duyet", data={"dong": "1tr"}).status_code == 403
    over = boss.post(f"{desk}/duyet", data={"dong": "31tr"})
    assert over.status_code == 422
    assert 'value="31tr"' in over.text
    assert boss.post(f"{desk}/duyet", data={"dong": "25tr", "approve_note": "đủ"}).is_redirect
    seen, inside = owner.get(place).text, boss.get(desk).text
    assert "hai mươi lăm triệu đồng" in seen
    assert "Bước tiếp theo theo luật" in seen
    assert "ghi chú kín" in inside
    assert "ghi chú kín" not in seen
    assert owner.get(desk).status_code == 403
    assert "CỔ CHIÊN" in owner.get("/ho-so/nhan-hieu").text
    end = officer.post(f"{desk}/ket-thuc", data={"outcome": "withdrawn"})
    assert end.is_redirect
    assert "Đã rút" in owner.get(place).text


def test_without_a_certificate_in_force_there_is_no_form(
    db: Session, visit: Visit, made: World
) -> None:
    plain = register.product(db, made.here.establishment, "Chậu")
    owner = visit(made.here.people[Role.PRODUCER])
    url = f"/ho-so/san-pham/{plain.id}/nhan-hieu"
    page = owner.get(url).text
    assert "Sản phẩm chưa đủ điều kiện" in page
    assert "mark_text" not in page
    given = {"mark_text": "CHẬU", "nice_classes": ["21"], "cost_dong": "60tr"}
    told = owner.post(url, data=given)
    assert told.status_code == 409
    assert "Sản phẩm chưa có giấy chứng nhận sản phẩm tiêu biểu." in told.text
    judging = contests.contest(db, unit_id=made.here.unit_id)
    entry = contests.entry(db, judging, plain, made.here.establishment)
    certificates.certificate(db, entry, judging)
    db.commit()
    assert owner.post(url, data=given).status_code == 409  # not announced: not known


def test_the_desk_is_scoped_filtered_and_takes_a_fixed_number_of_statements(
    db: Session, visit: Visit, made: World, statements: list[str]
) -> None:
    here = made.here

    def one(stage: str) -> SupportCase:
        product = register.product(db, here.establishment)
        return market.case(db, here.establishment, product, unit_id=here.commune_id, stage=stage)

    search, filed = one("search"), one("filed")
    officer = visit(here.people[Role.SUPPORT_OFFICER])
    counted = []
    for more in (0, 3):
        for _ in range(more):
            one("search")
        db.commit()
        statements.clear()
        page = officer.get("/dieu-hanh/nhan-hieu").text
        counted.append(len([s for s in statements if not s.startswith("PRAGMA")]))
        assert search.code in page
        assert filed.code in page
        assert made.there.case.code not in page
    assert counted[0] == counted[1]
    part = officer.get("/dieu-hanh/nhan-hieu?giai-doan=filed", headers=HTMX).text
    assert "<html" not in part
    assert filed.code in part
    assert search.code not in part


def test_everybody_reads_what_support_there_is(visit: Visit, made: World) -> None:
    page = visit(None).get("/ho-tro").text
    assert "Nhà nước hỗ trợ 50 % chi phí, nhiều nhất 35.000.000\N{NO-BREAK SPACE}đ" in page
    assert "ba mươi lăm triệu đồng" in page
    assert "Thông tư 28/2018/TT-BTC" in page
    assert "Mức này chưa đối chiếu với văn bản gốc" in page
    assert "Quy chế sử dụng" in page
