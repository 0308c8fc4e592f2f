"""The fifth act, April 2024: decided, recognised, certified, announced, verified."""

from sqlalchemy import func, select

from contest.certificates.model import Certificate
from tests.walk.company import MARK, Company


def the_council_decides(us: Company) -> None:
    """The chair names what is certified; the secretary prints the minutes."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/quyet-dinh", 403)
    us.chair.go(f"/dieu-hanh/binh-chon/{us.contest}/ket-qua/{us.entry}")
    us.chair.sees("Các phiếu chấm", "Điểm bình quân", us.head.name, "Hội đồng chưa quyết định")
    us.chair.go(f"/dieu-hanh/binh-chon/{us.contest}/quyet-dinh")
    us.chair.fill(
        "/quyet-dinh",
        quota_handicraft="2",
        met_on="15/04/2024",
        present="6",
        votes_for="5",
        votes_against="0",
        minutes_number="05/BB-HĐBC",
    )
    for entry in (us.entry, us.mat_entry):
        us.chair.fill("/quyet-dinh", certified=str(entry))
    us.chair.press("Ghi quyết định của Hội đồng")
    us.chair.refused("present", "")
    us.chair.fill("/quyet-dinh", present="5")
    us.chair.press("Ghi quyết định của Hội đồng")
    us.chair.sees("Được công nhận")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/bien-ban")
    us.secretary.sees("BIÊN BẢN", "05/BB-HĐBC", us.chair.name, "Đèn gốm Cổ Chiên")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/bang-diem")


def it_is_submitted_and_recognised(us: Company) -> None:
    """The letter, then the authority's decision as its paper says."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/to-trinh")
    us.secretary.fill("/to-trinh", number="12/TTr-HĐBC", sent_on="16/04/2024")
    us.secretary.press("Ghi tờ trình")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/to-trinh/van-ban")
    us.secretary.sees("Đèn gốm Cổ Chiên", "Chiếu hoa Phú Quới")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/giay-chung-nhan")
    us.secretary.unfold("Giữ 2 số giấy chứng nhận")
    us.secretary.fill("/giu-so", planned_on="26/04/2024")
    us.secretary.press("Giữ số", "/giu-so", twice=True)
    us.secretary.sees("Số đã giữ", "001/2024/GCN-CNNT-H", "002/2024/GCN-CNNT-H")
    us.secretary.does_not_see("003/2024")
    us.stage.clock.set(2024, 4, 25)
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/cong-nhan")
    us.secretary.fill(
        "/cong-nhan",
        number="1505/QĐ-UBND",
        signed_on="25/04/2024",
        signer_name="Người ký" + MARK,
        signer_title="CHỦ TỊCH",
    )
    us.secretary.press("Ghi quyết định công nhận")
    us.secretary.sees("Cấp 2 giấy chứng nhận")


def certificates_are_issued(us: Company) -> None:
    """A double click issues each once; the paper is a PDF; nothing is public yet."""
    us.secretary.fill("/giay-chung-nhan", issued_on="26/04/2024")
    us.secretary.press("Cấp giấy chứng nhận", "/giay-chung-nhan", twice=True)
    us.secretary.sees("Đã cấp đủ giấy chứng nhận")
    with us.stage.wiring.reads() as session:
        assert session.scalar(select(func.count()).select_from(Certificate)) == 2
        found = session.scalar(select(Certificate).where(Certificate.entry_id == us.entry))
        assert found is not None
        number, us.certificate = found.id, found.code
    us.secretary.go(f"/dieu-hanh/giay-chung-nhan/{number}")
    us.secretary.sees(us.certificate, "1505/QĐ-UBND", "Còn giá trị")
    paper = us.secretary.download(f"/dieu-hanh/giay-chung-nhan/{number}/tep")
    assert paper.startswith(b"%PDF")
    us.stranger.go(f"/xac-minh/{us.certificate}", 404)
    us.stranger.sees("Không có giấy chứng nhận mang mã này")
    us.stranger.does_not_see("Cổ Chiên")
    us.stranger.go(f"/binh-chon/{us.contest}/ket-qua", 404)
    us.stranger.does_not_see("Cổ Chiên")
    us.lan.go(f"/ho-so/du-thi/{us.entry}/ket-qua")
    us.lan.sees("Chưa công bố kết quả")
    us.lan.does_not_see("Điểm bình quân")


def it_is_announced(us: Company) -> None:
    """Everybody reads the result; the printed address leads to "in force"."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/cong-bo")
    us.secretary.press("Công bố kết quả")
    us.secretary.sees("Đèn gốm Cổ Chiên")
    us.stranger.go(f"/binh-chon/{us.contest}/ket-qua")
    us.stranger.sees("Đèn gốm Cổ Chiên", "Chiếu hoa Phú Quới", "1505/QĐ-UBND")
    us.stranger.go(f"/XAC-MINH/{us.certificate}")
    assert us.stranger.path == f"/xac-minh/{us.certificate}"
    us.stranger.sees("Giấy chứng nhận còn giá trị", "Đèn gốm Cổ Chiên", "1505/QĐ-UBND")
    us.stranger.go("/xac-minh")
    us.stranger.fill(ma="TH-AAAAA-AAAAA")
    us.stranger.press("Kiểm tra")
    us.stranger.refused("ma", "")
    us.lan.go("/ho-so/giay-chung-nhan")
    us.lan.sees("Đèn gốm Cổ Chiên", "Còn giá trị")
    us.lan.go(f"/ho-so/du-thi/{us.entry}/ket-qua")
    us.lan.sees("Các phiếu chấm", "Điểm bình quân", "Hạng 1", "Khiếu nại kết quả")
    us.lan.does_not_see("Chiếu hoa Phú Quới")
    us.lan.go(f"/ho-so/du-thi/{us.mat_entry}/ket-qua", 404)
