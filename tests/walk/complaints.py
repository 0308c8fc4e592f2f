"""After the announcement, May 2024: a maker complains, the council answers, the result stands."""

import io
import zipfile

from sqlalchemy import func, select

from contest.complaints.model import Complaint
from tests.walk.company import Company

GROUNDS = "Tiêu chí kiểu dáng bị trừ nhiều, chiếu chúng tôi dệt hoa văn riêng của làng."
ANSWER = "Hội đồng đã xem lại từng phiếu; điểm đúng với mẫu sản phẩm và khung điểm."


def a_maker_complains(us: Company) -> None:
    """Within the term; an impatient double click files one, with the digest of its evidence."""
    us.cuc.sign_in()
    us.cuc.go(f"/ho-so/du-thi/{us.mat_entry}/ket-qua")
    us.cuc.follow("Khiếu nại kết quả")
    us.cuc.sees("15 ngày làm việc kể từ ngày công bố 27/04/2024")
    us.cuc.press("Gửi khiếu nại")
    us.cuc.refused("grounds", "")
    us.cuc.fill("/khieu-nai", grounds=GROUNDS)
    us.cuc.press("Gửi khiếu nại", twice=True)
    us.cuc.sees(GROUNDS, "SHA-256")
    with us.stage.wiring.reads() as session:
        assert session.scalar(select(func.count()).select_from(Complaint)) == 1
    us.complaint = us.cuc.number
    us.lan.go(f"/ho-so/khieu-nai/{us.complaint}", 404)


def the_council_answers(us: Company) -> None:
    """The secretary reads the evidence, only the chair records what the council said."""
    desk = f"/dieu-hanh/khieu-nai/{us.complaint}"
    us.secretary.sign_in()
    us.secretary.go("/dieu-hanh/khieu-nai")
    us.secretary.sees("Chiếu hoa Phú Quới")
    us.secretary.go(desk)
    us.secretary.sees(GROUNDS)
    assert us.secretary.page.get_by_role("button", name="Ghi trả lời").count() == 0
    with zipfile.ZipFile(io.BytesIO(us.secretary.download(f"{desk}/chung-cu.zip"))) as pack:
        assert pack.testzip() is None
    us.chair.sign_in()
    us.chair.go(desk)
    us.chair.fill("/giai-quyet", outcome="rejected", met_on="10/05/2024", answer=ANSWER)
    us.chair.press("Ghi trả lời của Hội đồng")
    us.chair.refused("minutes_number", "")
    us.chair.fill("/giai-quyet", minutes_number="07/BB-HĐBC")
    us.chair.press("Ghi trả lời của Hội đồng")
    us.chair.sees("Không chấp nhận", ANSWER)
    us.cuc.go(f"/ho-so/khieu-nai/{us.complaint}")
    us.cuc.sees(ANSWER, "07/BB-HĐBC")


def the_term_ends(us: Company) -> None:
    """On the sixteenth working day nothing is received any more, and the page says until when."""
    us.lan.sign_in()
    us.lan.go(f"/ho-so/du-thi/{us.entry}/khieu-nai")
    us.lan.sees("Không gửi được khiếu nại")
    assert us.lan.page.get_by_role("button", name="Gửi khiếu nại").count() == 0
    status, _told = us.lan.post(f"/ho-so/du-thi/{us.entry}/khieu-nai", grounds=GROUNDS)
    assert status == 409
