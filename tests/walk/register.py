"""The first act, 1 March 2024: people come, and the register is filled."""

import re

from playwright.sync_api import FilePayload
from sqlalchemy import select

from core.accounts.model import Account
from tests.media import looking, made
from tests.walk.actors import PASSWORD, Person
from tests.walk.company import MARK, Company

TAX_NUMBER = "0100112437"  # its last digit fits
WRONG_NUMBER = "0100112438"
OWNER_NUMBER = "086190001234"


def officials_are_invited(us: Company) -> None:
    """The administrator invites the district's secretary, who invites an officer of a commune."""
    us.administrator.sign_in()
    us.administrator.sees("Tài khoản", "Quản trị viên")
    invite(us.administrator, us.secretary, "secretary", "Long Hồ", "Huyện Long Hồ")
    invite(us.secretary, us.officer, "officer", "an binh", "Xã An Bình, huyện Long Hồ")
    us.officer.go("/dieu-hanh")


def invite(host: Person, guest: Person, role: str, typed: str, place: str) -> None:
    """An invitation with a link to hand over; the guest takes it with a new account."""
    host.go("/dieu-hanh/loi-moi")
    host.fill("/loi-moi", name=guest.name, contact=guest.contact, role=role)
    host.pick_place(typed, place)
    host.press("Gửi lời mời")
    guest.go(re.search(r"/loi-moi/\S+", host.text)[0])  # type: ignore[index]  # fails when absent
    guest.sees(place, guest.name)
    guest.fill(password=guest.password)
    guest.press("Nhận lời mời")


def makers_register(us: Company) -> None:
    """Lan's number is wrong at first; Cúc's is her own and stays hidden; Bình asks to join."""
    us.lan.sign_up()
    us.lan.sees("Bạn chưa có cơ sở nào")
    us.lan.go("/ho-so/co-so/moi")
    us.lan.fill(
        name="Lò gốm Cổ Chiên" + MARK,
        kind="enterprise",
        number=WRONG_NUMBER,
        address="Ấp Chợ",
        representative=us.lan.name,
        phone="0912000003",
    )
    us.lan.pick_place("an binh", "Xã An Bình, huyện Long Hồ")
    us.lan.press("Đăng ký cơ sở")
    us.lan.refused("number", "Mã số thuế này có một chữ số sai")
    us.lan.fill(number=TAX_NUMBER)
    us.lan.press("Đăng ký cơ sở")
    us.lan.sees("Lò gốm Cổ Chiên", TAX_NUMBER, "Xã An Bình")
    us.lantern_maker = us.lan.number

    us.cuc.sign_up()
    us.cuc.go("/ho-so/co-so/moi")
    us.cuc.fill(name="Chiếu Phú Quới" + MARK, kind="household_business", number=OWNER_NUMBER)
    us.cuc.pick_place("phu quoi", "Xã Phú Quới, huyện Long Hồ")
    us.cuc.press("Đăng ký cơ sở")
    us.cuc.sees("•••••••••234")
    us.cuc.does_not_see(OWNER_NUMBER)
    us.mat_maker = us.cuc.number


def somebody_joins(us: Company) -> None:
    """Bình finds Lan's establishment and asks; only after Lan's yes does he see it."""
    us.binh.sign_up()
    us.binh.go("/ho-so/co-so?q=lo+gom")
    us.binh.press("Xin tham gia")
    us.binh.sees("Chờ được nhận")
    us.binh.go(f"/ho-so/co-so/{us.lantern_maker}", 403)
    us.lan.go(f"/ho-so/co-so/{us.lantern_maker}")
    us.lan.sees(us.binh.name, "Xin tham gia")
    us.lan.press("Nhận vào")
    us.binh.go(f"/ho-so/co-so/{us.lantern_maker}")
    us.binh.sees(TAX_NUMBER)


def a_password_is_lost(us: Company) -> None:
    """Lan comes to the commune's office; the code works once and the record shows it."""
    us.officer.go("/dieu-hanh/co-so")
    us.officer.follow("Lò gốm Cổ Chiên")
    us.officer.press("Cấp mã đặt lại mật khẩu", f"/{_account_of(us.lan)}/ma")
    code = us.officer.page.locator("p.code").inner_text()
    us.lan.password = PASSWORD + " mới"
    us.lan.page.context.clear_cookies()
    us.lan.go("/dat-lai-mat-khau")
    us.lan.fill(contact=us.lan.contact, code=code, password=us.lan.password)
    us.lan.press("Đặt mật khẩu mới")
    us.lan.sees("Mật khẩu mới đã có hiệu lực")
    us.lan.go("/dat-lai-mat-khau")
    us.lan.fill(contact=us.lan.contact, code=code, password=us.lan.password)
    us.lan.press("Đặt mật khẩu mới")
    us.lan.page.locator("#faults").wait_for()
    us.lan.sign_in()
    us.administrator.go("/quan-tri/nhat-ky")
    us.administrator.sees(us.officer.name)


def _account_of(somebody: Person) -> int:
    """The id of a person's account, as the administration shows it."""
    with somebody.stage.wiring.reads() as session:
        found = session.scalar(select(Account.id).where(Account.name == somebody.name))
    assert found is not None
    return found


def products_are_described(us: Company) -> None:
    """Three photographs of the lantern; a text that is called .jpg is refused in words."""
    us.lantern = _product(us.lan, us.lantern_maker, "Đèn gốm Cổ Chiên", "handicraft")
    us.lan.upload("photo", _file("anh.jpg", "đây là chữ, không phải ảnh".encode()))
    us.lan.press("Gửi ảnh")
    us.lan.refused("photo", "không phải là ảnh")
    _photographs(us.lan, 0)
    us.lan.sees("3/")
    _nothing_but_pixels(us.lan)

    us.late_mat = _product(us.cuc, us.mat_maker, "Chiếu trải bàn", "handicraft")
    us.mat = _product(us.cuc, us.mat_maker, "Chiếu hoa Phú Quới", "handicraft")
    _photographs(us.cuc, 9)


def _product(maker: Person, establishment: int, name: str, group: str) -> int:
    maker.go(f"/ho-so/co-so/{establishment}/san-pham/moi")
    maker.fill(name=name + MARK, group=group, summary="Làm tay từ đầu đến cuối.")
    maker.fill(price_dong="185.000", materials="Đất sét, củi dừa", plate="pottery")
    maker.press("Lưu sản phẩm")
    maker.sees(name, "Chưa có ảnh nào")
    return maker.number


def _photographs(maker: Person, first: int) -> None:
    """Three pictures of different sizes; the first carries the place where it was taken."""
    sizes = [(1900 + 10 * n, 1300) for n in range(first, first + 3)]
    files = [made.saved(made.scene(*size), exif=made.exif(1)) for size in sizes]
    assert made.CANARY.encode() in files[0]
    maker.upload("photo", *(_file(f"anh-{n}.jpg", one) for n, one in enumerate(files)))
    maker.press("Gửi ảnh")
    assert maker.page.locator("ol.album li").count() == 3


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def _nothing_but_pixels(maker: Person) -> None:
    """No address of a picture on this page gives anything beside its pixels."""
    addresses = set(re.findall(r"/anh/[\w-]+/\w+\.\w+", maker.page.content()))
    assert addresses
    for address in addresses:
        assert looking.leaks(maker.download(address)) == [], address


def others_see_nothing(us: Company) -> None:
    """A product of another's establishment is not found, nor may it be changed."""
    us.cuc.go(f"/ho-so/san-pham/{us.lantern}", 404)
    us.cuc.does_not_see("Đèn gốm")
    assert us.cuc.post(f"/ho-so/san-pham/{us.lantern}", name="Của tôi")[0] == 404
    us.stranger.go("/san-pham")
    us.stranger.does_not_see("Đèn gốm Cổ Chiên")
