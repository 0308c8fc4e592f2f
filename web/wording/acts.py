"""The acts of the table of rights in words (core/rights.Act)."""

from collections.abc import Callable

from web.shown import N_

ACTS: dict[str, str] = {
    "account:manage": N_("Quản lý tài khoản, vai, việc nền, thư"),
    "account:reset": N_("Cấp mã đặt lại mật khẩu"),
    "account:invite": N_("Mời người"),
    "record:read": N_("Đọc nhật ký"),
    "workspace:open": N_("Mở trang điều hành"),
    "calendar:keep": N_("Ghi ngày làm việc của từng năm"),
    "establishment:keep": N_("Ghi và sửa cơ sở, sản phẩm"),
    "establishment:read": N_("Xem cơ sở"),
    "member:approve": N_("Cho người vào cơ sở"),
    "entry:file": N_("Lập và nộp hồ sơ dự thi"),
    "entry:read": N_("Xem hồ sơ ở bàn xét"),
    "entry:screen": N_("Xét hồ sơ"),
    "contest:create": N_("Lập kỳ bình chọn"),
    "contest:run": N_("Điều hành kỳ bình chọn"),
    "contest:read": N_("Xem kỳ bình chọn"),
    "body:keep": N_("Ghi Hội đồng, Ban Giám khảo"),
    "recusal:settle": N_("Xử lý trường hợp giám khảo có liên quan"),
    "frame:propose": N_("Trình khung điểm"),
    "frame:approve": N_("Duyệt khung điểm"),
    "score:give": N_("Chấm điểm"),
    "score:watch": N_("Theo dõi số phiếu, không thấy điểm"),
    "score:lock": N_("Khóa điểm"),
    "score:override": N_("Cho khóa điểm khi còn thiếu phiếu"),
    "result:read": N_("Xem kết quả"),
    "advice:read": N_("Xem số liệu tham khảo về việc chấm"),
    "result:decide": N_("Quyết định cơ cấu, số lượng"),
    "result:record": N_("Ghi tờ trình, quyết định công nhận, công bố"),
    "certificate:issue": N_("Cấp giấy chứng nhận"),
    "certificate:revoke": N_("Ghi thu hồi giấy chứng nhận"),
    "review:settle": N_("Xem lại những gì dựa trên giấy đã thu hồi"),
    "complaint:file": N_("Khiếu nại kết quả"),
    "complaint:read": N_("Xem khiếu nại"),
    "complaint:settle": N_("Giải quyết khiếu nại"),
    "report:file": N_("Nộp báo cáo năm của cơ sở"),
    "nomination:make": N_("Đề cử lên cấp trên"),
    "template:keep": N_("Sửa mẫu văn bản của đơn vị"),
    "fair:create": N_("Lập hội chợ"),
    "fair:run": N_("Điều hành hội chợ"),
    "fair:read": N_("Xem hội chợ ở bàn điều hành"),
    "fair:apply": N_("Đăng ký dự hội chợ"),
    "case:open": N_("Mở hồ sơ hỗ trợ"),
    "case:run": N_("Xử lý hồ sơ hỗ trợ"),
    "case:read": N_("Xem hồ sơ hỗ trợ của mình"),
    "case:watch": N_("Xem hồ sơ hỗ trợ và ghi chú của bàn"),
    "case:approve": N_("Duyệt kinh phí hỗ trợ"),
    "programme:read": N_("Xem chương trình"),
    "programme:keep": N_("Lập, sửa chương trình, nhập kết quả"),
    "programme:approve": N_("Ghi phê duyệt, kết thúc chương trình"),
    "establishment:merge": N_("Gộp cơ sở trùng nhau"),
    "entry:list": N_("Xem danh sách hồ sơ dự thi"),
    "certificate:list": N_("Xem sổ giấy chứng nhận"),
    "report:keep": N_("Ghi đã nhận báo cáo năm của cơ sở"),
    "territory:keep": N_("Nạp thay đổi địa giới"),
    "list:import": N_("Nhập danh sách từ tệp"),
    "member:invite": N_("Mời người vào cơ sở"),
    "consent:record": N_("Ghi cơ sở đồng ý cho làm thay"),
    "consent:give": N_("Đồng ý cho người khác làm thay"),
    "network:read": N_("Xem mạng lưới cộng tác viên"),
    "history:read": N_("Xem kết quả các năm trước"),
    "history:keep": N_("Ghi kết quả các năm trước"),
}
"""Act → what it lets people do. A test holds it against core/rights.TABLE."""


def words(code: str, translate: Callable[[str], str]) -> str:
    """What an act is, in words; one without words is shown by its code."""
    return translate(ACTS[code]) if code in ACTS else code
