"""The fourth act, April 2024: sheets that nobody else sees, the lock, exact averages."""

import re

from playwright.sync_api import Locator

from tests.walk.actors import Person
from tests.walk.company import Company


def judging_begins(us: Company) -> None:
    """Only when every condition is met; the list and the frame are fixed then."""
    us.secretary.sign_in()
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}")
    us.secretary.does_not_see("Chưa xong")
    us.secretary.press("Chốt và bắt đầu chấm")
    us.secretary.sees("Giám khảo đang chấm")


def one_is_tied(us: Company) -> None:
    """The head knows Cúc's family: the product leaves her list, the record says why."""
    us.head.sign_in()
    us.head.go(f"/cham-diem/{us.contest}")
    us.head.sees("Chiếu hoa Phú Quới", "Đèn gốm Cổ Chiên")
    us.head.go(f"/cham-diem/phieu/{us.mat_entry}")
    us.head.unfold("Tôi có liên quan đến cơ sở này")
    us.head.fill("/khong-cham", reason="Em gái của chủ cơ sở")
    us.head.press("Không chấm sản phẩm này")
    us.head.does_not_see("Chiếu hoa Phú Quới")
    us.head.sees("Đèn gốm Cổ Chiên")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/hoi-tranh")
    us.secretary.sees(us.head.name, "Em gái của chủ cơ sở", "Giám khảo tự khai")


def a_sheet_is_scored(us: Company) -> None:
    """8,5 and 8.5 are the same; too many points and what is no criterion are refused."""
    us.juror.sign_in()
    us.juror.go(f"/cham-diem/phieu/{us.entry}")
    first = _fields(us.juror)[0]
    name = first.get_attribute("name") or ""
    total = us.juror.page.locator("#sheet-total")
    for typed in ("8,5", "8.5"):
        first.fill(typed)
        first.press("Tab")
        total.get_by_text("8,5", exact=True).wait_for()
    first.fill("41")
    first.press("Tab")
    us.juror.refused(name, "từ 0 đến")
    us.juror.photograph("sheet-41-of-40")
    first.fill("8,5")
    first.press("Tab")
    us.juror.page.locator(f"#e-{name} .fault").wait_for(state="detached")
    status, told = us.juror.post(f"/cham-diem/phieu/{us.entry}", p_999999="5", act="save")
    assert status == 422
    assert "tiêu chí" in told
    _score(us.juror, 0.9)
    us.juror.press("Ký phiếu, sang sản phẩm tiếp")


def nobody_else_sees_it(us: Company) -> None:
    """Not another juror, not the secretary, not the chair, before the lock."""
    us.other_juror.sign_in()
    us.other_juror.go(f"/cham-diem/phieu/{us.entry}")
    assert {field.input_value() for field in _fields(us.other_juror)} == {""}
    us.juror.go(f"/cham-diem/{us.contest}")
    scored = us.juror.page.locator("tr").filter(has_text="Đèn gốm").locator("td.num")
    total = scored.inner_text().strip()
    assert re.fullmatch(r"\d\d(,\d+)?", total), total
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/theo-doi")
    us.secretary.sees(us.juror.name, "phiếu còn thiếu", "Chưa khóa được")
    us.secretary.does_not_see(total)
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/the-le")
    us.secretary.sees("Thể lệ đã khóa")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/the-le?sua=1")
    assert us.secretary.page.get_by_role("link", name="Sửa thể lệ").count() == 0
    assert us.secretary.page.locator('main form[method="post"]').count() == 0
    us.chair.sign_in()
    for one in (us.secretary, us.chair):
        one.go(f"/dieu-hanh/binh-chon/{us.contest}/ket-qua")
        one.sees("Chưa có kết quả")
    us.lan.sign_in()
    us.lan.go(f"/cham-diem/phieu/{us.entry}", 403)


def the_others_score(us: Company) -> None:
    """Every sheet that is owed is signed."""
    us.juror.follow("Chấm sản phẩm tiếp theo")
    _score(us.juror, 0.8)
    us.juror.press("Ký phiếu, sang sản phẩm tiếp")
    us.juror.sees("Bạn đã ký đủ phiếu")
    for one, entries in (
        (us.other_juror, {us.entry: 0.8, us.mat_entry: 0.75}),
        (us.head, {us.entry: 0.85}),
    ):
        for entry, share in entries.items():
            one.go(f"/cham-diem/phieu/{entry}")
            _score(one, share)
            one.press("Ký phiếu, sang sản phẩm tiếp")


def the_sheets_are_locked(us: Company) -> None:
    """From now on they are final, and those who may read results do."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/theo-doi")
    us.secretary.press("Khóa điểm")
    us.secretary.sees("Điểm khóa lúc", "Bình quân", us.head.name)
    us.juror.go(f"/cham-diem/phieu/{us.entry}")
    assert us.juror.page.get_by_role("button", name="Ký phiếu").count() == 0
    us.stranger.go(f"/binh-chon/{us.contest}")
    us.stranger.does_not_see("Lò gốm Cổ Chiên")


def _fields(juror: Person) -> list[Locator]:
    return juror.page.locator('input[name^="p_"]').all()


def _score(juror: Person, share: float) -> None:
    """That share of what each criterion gives, in whole and half points."""
    for field in _fields(juror):
        most = field.locator("xpath=..").inner_text()
        found = re.search(r"/\s*([\d,]+)", most)
        assert found, most
        points = int(float(found[1].replace(",", ".")) * share * 2) / 2
        field.fill(f"{points:g}".replace(".", ","))
