"""The seventh act, April 2026: what a win is turned into, a booth at a fair and a trademark."""

from playwright.sync_api import expect
from sqlalchemy import func, select

from fairs.fairs.model import Application, Fair
from tests.walk.actors import Person
from tests.walk.company import MARK, Company

NAME = "Hội chợ làng nghề Cửu Long 2026" + MARK
DAYS = ("05/06/2026", "06/06/2026")


def a_fair_is_opened(us: Company) -> None:
    """Two rows of booths, two days."""
    us.organiser.go("/dieu-hanh/hoi-cho")
    us.organiser.go("/dieu-hanh/hoi-cho/moi")
    us.organiser.fill(
        name=NAME,
        unit_id="Tỉnh Vĩnh Long",
        venue="Quảng trường tỉnh" + MARK,
        organiser="Trung tâm Khuyến công" + MARK,
        first_day=DAYS[0],
        last_day=DAYS[1],
        apply_from="01/04/2026",
        apply_until="20/04/2026",
        rows="2",
        per_row="4",
        booth_price_dong="6tr",
        supported_percent="80",
    )
    us.organiser.press("Lập hội chợ")
    us.fair = us.organiser.path.rpartition("/")[2]
    us.stranger.go(f"/hoi-cho/{us.fair}", 404)
    us.organiser.tap("Mở nhận đăng ký", "/buoc")
    us.stranger.go("/hoi-cho")
    us.stranger.sees(NAME)


def winners_apply(us: Company) -> None:
    """Each for one booth; a double click asks once."""
    for maker, establishment in ((us.lan, us.lantern_maker), (us.cuc, us.mat_maker)):
        maker.sign_in()
        maker.go("/ho-so/hoi-cho")
        maker.sees(NAME)
        maker.go(f"/ho-so/co-so/{establishment}/hoi-cho?hoi-cho={us.fair}")
        maker.press("Gửi đăng ký", twice=True)
        maker.sees("chờ công bố sơ đồ")
    with us.stage.wiring.reads() as session:
        assert session.scalar(select(func.count()).select_from(Application)) == 2


def booths_are_allotted(us: Company) -> None:
    """Lan's first; the same booth on the same day is refused to Cúc, who gets the next one."""
    us.stage.clock.set(2026, 4, 21)
    us.organiser.sign_in()
    us.organiser.go(f"/dieu-hanh/hoi-cho/{us.fair}")
    us.organiser.tap("Đóng đăng ký và xếp gian", "/buoc")
    us.organiser.sees("Đề xuất xếp gian")
    _allot(us.organiser, "Lò gốm Cổ Chiên", "A01")
    us.organiser.sees("Gỡ gian A01")
    _allot(us.organiser, "Chiếu Phú Quới", "A01")
    notice = us.organiser.page.locator("#notice")
    expect(notice).to_contain_text("Gian A01 đã xếp cho Lò gốm Cổ Chiên")
    expect(notice).to_be_in_viewport()
    us.organiser.photograph("second-allotment-refused")
    us.organiser.does_not_see("Gỡ gian A02")
    _allot(us.organiser, "Chiếu Phú Quới", "A02")
    us.organiser.sees("Gỡ gian A02")


def _allot(organiser: Person, establishment: str, booth: str) -> None:
    organiser.fill("/xep", application=establishment, booth=booth)
    organiser.tap("Xếp gian", "/xep")


def the_plan_is_published(us: Company) -> None:
    """Before, nobody sees who stands where."""
    us.stranger.go(f"/hoi-cho/{us.fair}")
    us.stranger.does_not_see("Lò gốm Cổ Chiên")
    us.organiser.tap("Công bố sơ đồ", "/buoc")
    us.organiser.sees("Kết thúc hội chợ")
    us.stranger.go(f"/hoi-cho/{us.fair}")
    us.stranger.sees("Lò gốm Cổ Chiên", "A01")
    us.lan.go("/ho-so/hoi-cho")
    us.lan.sees("A01")
    with us.stage.wiring.reads() as session:
        assert session.scalar(select(Fair.status)) == "published"


def a_trademark_is_asked_for(us: Company) -> None:
    """A few taps on a telephone, from the product that won."""
    us.lan.go(f"/ho-so/san-pham/{us.lantern}")
    us.lan.follow("Đăng ký nhãn hiệu")
    us.lan.page.locator('[name="nice_classes"][value="11"], [value="21"]').first.check()
    us.lan.fill("/nhan-hieu", cost_dong="40tr")
    us.lan.press("Gửi đề nghị hỗ trợ", twice=True)
    us.case = us.lan.number
    us.lan.sees("Nhãn hiệu", "nộp giấy tờ còn thiếu")
    us.stranger.go("/ho-tro")


def it_is_stepped_and_approved(us: Company) -> None:
    """The officer notes each step and paper, the manager approves no more than was asked."""
    us.supporter.sign_in()
    us.supporter.go("/dieu-hanh/nhan-hieu")
    us.supporter.go(f"/dieu-hanh/nhan-hieu/{us.case}")
    us.supporter.fill("/buoc", stage="Soạn đơn", happened_on="20/04/2026")
    us.supporter.tap("Ghi bước này", "/buoc")
    us.supporter.refused("happened_on", "trước bước vừa qua (21/04/2026)")
    us.supporter.fill("/buoc", happened_on="21/04/2026")
    us.supporter.tap("Ghi bước này", "/buoc")
    us.supporter.sees("Soạn đơn: đang ở bước này")
    papers = us.supporter.page.locator('form[action$="/giay-to"]')
    for number in range(4):
        papers.nth(number).locator("select").select_option("accepted")
        us.supporter.tap_in(papers.nth(number), "Ghi")
    us.supporter.fill("/buoc", stage="Nộp đơn", happened_on="21/04/2026")
    us.supporter.tap("Ghi bước này", "/buoc")
    us.supporter.refused("document_number", "")
    us.supporter.fill("/buoc", document_number="4-2026-00001")
    us.supporter.tap("Ghi bước này", "/buoc")
    us.supporter.sees("4-2026-00001")
    us.manager.sign_in()
    us.manager.go("/dieu-hanh/nhan-hieu")
    us.manager.go(f"/dieu-hanh/nhan-hieu/{us.case}")
    us.manager.fill("/duyet", dong="90tr")
    us.manager.tap("Duyệt kinh phí", "/duyet")
    us.manager.refused("dong", "")
    us.manager.fill("/duyet", dong="15tr")
    us.manager.tap("Duyệt kinh phí", "/duyet")
    us.manager.sees("15.000.000")
    us.lan.go(f"/ho-so/nhan-hieu/{us.case}")
    us.lan.sees("15.000.000", "Nộp đơn")
    us.cuc.go(f"/ho-so/nhan-hieu/{us.case}", 404)
