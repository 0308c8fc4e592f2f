"""The third act, March and April 2024: dossiers are written, filed, sent back, accepted."""

from sqlalchemy import func, select

from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.statement import sections
from tests.walk.actors import Person
from tests.walk.company import MARK, Company
from tests.walk.contest import CLOSES, TITLE

REASON = "Chưa nói nung bằng gì. Mong cơ sở viết thêm ở phần sản xuất."
SUPPLEMENT = "Nung bằng củi dừa ba ngày đêm trong lò bầu."


def dossiers_are_filed(us: Company) -> None:
    """Lan on her telephone, Cúc at a desk. An impatient double click files one dossier."""
    us.entry = _begin(us.lan, us.lantern, TITLE)
    us.lan.go(f"/ho-so/du-thi/{us.entry}/kiem-tra")
    us.lan.press("Gửi hồ sơ")
    us.lan.page.locator("#faults").wait_for()
    write(us.lan, us.entry)
    us.lan.go(f"/ho-so/du-thi/{us.entry}/kiem-tra")
    us.lan.fill("/nop", declared="1")
    us.lan.press("Gửi hồ sơ", twice=True)
    us.lan.sees("Đã nhận hồ sơ", "Lò gốm Cổ Chiên")
    assert _filed(us) == 1

    us.mat_entry = _begin(us.cuc, us.mat, TITLE)
    write(us.cuc, us.mat_entry)
    us.cuc.go(f"/ho-so/du-thi/{us.mat_entry}/kiem-tra")
    us.cuc.fill("/nop", declared="1")
    us.cuc.press("Gửi hồ sơ")
    us.cuc.go(f"/ho-so/du-thi/{us.entry}", 404)


def _begin(maker: Person, product: int, title: str) -> int:
    maker.go("/ho-so/binh-chon")
    maker.sees(title)
    maker.press("Lập hồ sơ dự thi", f"/ho-so/san-pham/{product}/du-thi", twice=True)
    maker.sees("Hồ sơ dự thi", "Việc cần làm")
    return maker.number


def write(maker: Person, entry: int) -> None:
    """Every required section, three photographs, the group."""
    for one in sections():
        if one.required:
            maker.go(f"/ho-so/du-thi/{entry}/{one.key}")
            maker.fill(f"/{one.key}", text=f"{one.title}: làm tay, bán quanh năm" + MARK)
            maker.press("Lưu", f"/{one.key}")
    maker.go(f"/ho-so/du-thi/{entry}/anh")
    used = maker.page.locator('[name^="use_"]').all()
    angles = maker.page.locator('[name^="angle_"]').all()
    for tick, angle, value in zip(used, angles, ("front", "side", "top"), strict=True):
        tick.check()
        angle.select_option(value)
    maker.press("Lưu ảnh của hồ sơ")
    maker.go(f"/ho-so/du-thi/{entry}/nhom")
    maker.fill("/nhom", group="handicraft")
    maker.press("Lưu", "/nhom")


def _filed(us: Company) -> int:
    with us.stage.wiring.reads() as session:
        status = EntryStatus.FILED
        found = session.scalar(
            select(func.count()).select_from(Entry).where(Entry.status == status)
        )
    return found or 0


def one_is_sent_back(us: Company) -> None:
    """The desk says what is missing; Lan supplies it and files again."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/ho-so")
    us.secretary.sees("Đèn gốm Cổ Chiên", "Chiếu hoa Phú Quới")
    us.secretary.go(f"/dieu-hanh/ho-so/{us.entry}")
    us.secretary.unfold("Yêu cầu bổ sung")
    us.secretary.fill("/bo-sung", answer_by="20/03/2024")
    us.secretary.press("Gửi yêu cầu bổ sung")
    us.secretary.refused("parts", "")
    us.secretary.fill("/bo-sung", why_production=REASON, answer_by="20/03/2024")
    us.secretary.press("Gửi yêu cầu bổ sung")
    us.secretary.sees("Cần bổ sung")

    us.stage.clock.set(2024, 3, 15)
    us.lan.go("/ho-so")
    us.lan.sees("Cần bổ sung")
    us.lan.go(f"/ho-so/du-thi/{us.entry}")
    us.lan.sees(REASON, "20/03/2024")
    us.lan.go(f"/ho-so/du-thi/{us.entry}/production")
    us.lan.fill("/production", text=SUPPLEMENT)
    us.lan.press("Lưu", "/production")
    us.lan.go(f"/ho-so/du-thi/{us.entry}/kiem-tra")
    us.lan.sees(SUPPLEMENT)
    us.lan.fill("/nop", declared="1")
    us.lan.press("Gửi hồ sơ")


def both_are_accepted(us: Company) -> None:
    """Each gets a code of its group; the maker reads it."""
    for entry, code in ((us.entry, "TC"), (us.mat_entry, "TC")):
        us.secretary.go(f"/dieu-hanh/ho-so/{entry}")
        us.secretary.press("Công nhận hợp lệ và cấp mã số")
        us.secretary.sees("Hợp lệ", code)
    us.lan.go(f"/ho-so/du-thi/{us.entry}")
    us.lan.sees("Hồ sơ hợp lệ", "TC")


def one_comes_too_late(us: Company) -> None:
    """Begun in time, finished after the term: told when it closed, and nothing typed is lost."""
    late = _begin(us.cuc, us.late_mat, TITLE)
    us.stage.clock.set(2024, 4, 5, 17, 1)
    us.cuc.sign_in()
    us.cuc.go(f"/ho-so/du-thi/{late}")
    us.cuc.sees(CLOSES)
    status, told = us.cuc.post(f"/ho-so/du-thi/{late}/nop", declared="1")
    assert (status, CLOSES in told) == (409, True)
    status, told = us.cuc.post(f"/ho-so/san-pham/{us.late_mat}/du-thi", contest=us.contest)
    assert CLOSES in told or status == 303, told
