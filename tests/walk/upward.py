"""The sixth act, March 2026: the winner goes up to the province, by the law of its own day."""

from tests.walk.company import MARK, Company
from tests.walk.contest import plan, slug_of
from tests.walk.entries import write
from tests.walk.register import invite

TITLE = "Bình chọn sản phẩm CNNT tiêu biểu tỉnh Vĩnh Long năm 2026" + MARK


def new_offices_are_given(us: Company) -> None:
    """The districts are gone: the secretary now works for the province, others join."""
    us.administrator.sign_in()
    us.administrator.go(f"/quan-tri?q={us.secretary.contact}")
    us.administrator.follow(us.secretary.name)
    us.administrator.fill("/vai", role="secretary")
    us.administrator.pick_place("vinh long", "Tỉnh Vĩnh Long")
    us.administrator.press("Trao vai", "/vai")
    us.administrator.sees("Tỉnh Vĩnh Long")
    for guest, role in (
        (us.organiser, "fair_organiser"),
        (us.supporter, "support_officer"),
        (us.manager, "programme_manager"),
        (us.inspector, "inspector"),
    ):
        invite(us.administrator, guest, role, "vinh long", "Tỉnh Vĩnh Long")


def the_province_holds_a_contest(us: Company) -> None:
    """A district's contest cannot be held any more; the province's opens."""
    us.secretary.sign_in()
    us.secretary.go("/dieu-hanh/binh-chon/moi?cap=province")
    plan(
        us.secretary,
        title=TITLE,
        place="Tỉnh Vĩnh Long",
        authority="Ủy ban nhân dân tỉnh Vĩnh Long" + MARK,
        days=("02/03/2026", "20/03/2026", "23/03/2026", "31/03/2026"),
    )
    us.upper = slug_of(us.secretary)
    us.secretary.press("Mở nhận hồ sơ")


def the_winner_is_nominated(us: Company) -> None:
    """By letter; a second press names nobody twice."""
    us.lan.sign_in()
    us.lan.go("/ho-so/binh-chon")
    us.lan.sees(TITLE)
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/de-cu")
    us.secretary.sees(TITLE)
    us.secretary.page.get_by_role("checkbox", name="Đèn gốm Cổ Chiên").check()
    us.secretary.fill("/de-cu", letter_number="15/UBND-KT", letter_date="05/03/2026")
    us.secretary.press("Đề cử", "/de-cu", twice=True)
    us.secretary.sees("Đã đề cử", "15/UBND-KT", "Chưa nộp")
    us.lan.go("/ho-so/giay-chung-nhan")
    us.lan.sees("Được đề cử lên cấp trên", TITLE)


def the_upper_dossier_is_filed(us: Company) -> None:
    """With the lower certificate, which is in force on this very day."""
    us.lan.go("/ho-so/giay-chung-nhan")
    us.lan.follow("Làm hồ sơ cấp trên")
    us.lan.press("Lập hồ sơ", f"/ho-so/san-pham/{us.lantern}/du-thi")
    entry = us.lan.number
    write(us.lan, entry)
    us.lan.go(f"/ho-so/du-thi/{entry}/kiem-tra")
    us.lan.fill("/nop", declared="1")
    us.lan.press("Gửi hồ sơ", twice=True)
    us.lan.sees("Đã nhận hồ sơ", "Giấy chứng nhận cấp dưới số")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.upper}/ho-so")
    us.secretary.sees("Đèn gốm Cổ Chiên")
    us.secretary.does_not_see("Chiếu hoa Phú Quới")


def the_public_finds_it(us: Company) -> None:
    """Typed without diacritics, and by whoever has no account."""
    us.stranger.go("/")
    us.stranger.go("/san-pham?q=den+gom+co+chien")
    us.stranger.sees("Đèn gốm Cổ Chiên")
    us.stranger.does_not_see("Chiếu hoa Phú Quới")
    us.stranger.follow("Đèn gốm Cổ Chiên")
    us.stranger.sees("Lò gốm Cổ Chiên", "2024")
    us.stranger.does_not_see(us.lan.contact, us.lan.name)
    us.stranger.follow("Lò gốm Cổ Chiên")
    us.stranger.sees("Đèn gốm Cổ Chiên")


def an_inspector_reads(us: Company) -> None:
    """What is read is noted; nothing may be changed, and no score is seen before the lock."""
    us.inspector.go(f"/dieu-hanh/binh-chon/{us.contest}/ket-qua")
    us.inspector.sees("Đèn gốm Cổ Chiên", "Bình quân")
    us.inspector.go(f"/dieu-hanh/binh-chon/{us.upper}/ket-qua")
    us.inspector.sees("Chưa có kết quả")
    us.inspector.go(f"/dieu-hanh/binh-chon/{us.upper}/sua", 403)
    us.administrator.go("/quan-tri/nhat-ky")
    us.administrator.sees(us.inspector.name, f"/dieu-hanh/binh-chon/{us.contest}/ket-qua")
