"""Notices to bodies of a contest and to offices: locks, frames, seats, ties, roles, imports."""

from core.notices.kinds import Topic
from web.shown import N_
from web.wording.worded import Worded

NOTICES: dict[str, Worded] = {
    "lock_waits": Worded(
        Topic.JUDGING,
        N_("Chờ bạn cho khóa điểm khi thiếu phiếu: %(contest)s"),
        N_("%(person)s xin khóa điểm khi còn thiếu %(count)s phiếu. Lý do: %(reason)s"),
    ),
    "lock_declined": Worded(
        Topic.JUDGING,
        N_("Chủ tịch chưa cho khóa điểm: %(contest)s"),
        N_("%(person)s không đồng ý khóa điểm khi còn thiếu phiếu. Lý do: %(reason)s"),
    ),
    "frame_waits": Worded(
        Topic.JUDGING,
        N_("Khung điểm chờ bạn duyệt: %(contest)s"),
        N_("%(person)s vừa trình khung điểm, bản thứ %(number)s."),
    ),
    "frame_approved": Worded(
        Topic.JUDGING,
        N_("Khung điểm đã được duyệt: %(contest)s"),
        N_("%(person)s đã duyệt khung điểm, bản thứ %(number)s."),
    ),
    "frame_replaced_score_again": Worded(
        Topic.JUDGING,
        N_("Khung điểm đã thay, cần chấm lại: %(contest)s"),
        N_(
            "Chủ tịch Hội đồng đã duyệt khung điểm bản thứ %(number)s. Lý do: %(reason)s "
            "%(count)s phiếu của bạn theo bản trước được giữ để xem, không tính nữa: hãy chấm "
            "lại theo bản mới."
        ),
    ),
    "seat_given": Worded(
        Topic.JUDGING,
        N_("Bạn được cử vào %(body)s"),
        N_("Kỳ bình chọn: %(contest)s."),
    ),
    "sheets_wait": Worded(
        Topic.JUDGING,
        N_("Bắt đầu chấm điểm: %(contest)s"),
        N_("Phiếu chấm đã mở cho bạn, đến %(until_at)s."),
    ),
    "recusal_claimed": Worded(
        Topic.JUDGING,
        N_("Khai báo giám khảo có liên quan: %(juror)s"),
        N_(
            "Cơ sở có sản phẩm “%(product)s” cho biết giám khảo %(juror)s có liên quan: "
            "%(reason)s Kỳ bình chọn: %(contest)s. Hãy xác nhận hoặc bỏ qua, kèm lý do."
        ),
    ),
    "recusal_confirmed": Worded(
        Topic.DOSSIER,
        N_("Giám khảo %(juror)s không chấm sản phẩm “%(product)s”"),
        N_(
            "Điều cơ sở khai đã được xác nhận: giám khảo %(juror)s không chấm sản phẩm "
            "“%(product)s”. Lý do: %(reason)s Kỳ bình chọn: %(contest)s."
        ),
    ),
    "recusal_dismissed": Worded(
        Topic.DOSSIER,
        N_("Trả lời khai báo về giám khảo %(juror)s"),
        N_(
            "Điều cơ sở khai về giám khảo %(juror)s và sản phẩm “%(product)s” được xem là không "
            "ảnh hưởng. Lý do: %(reason)s Kỳ bình chọn: %(contest)s."
        ),
    ),
    "milestone_near": Worded(
        Topic.WORK,
        N_("Sắp đến hạn: %(what)s"),
        N_("Việc “%(what)s” của kỳ %(contest)s đến hạn ngày %(due_on)s. Phụ trách: %(who)s."),
    ),
    "sheets_near": Worded(
        Topic.JUDGING,
        N_("Còn %(number)s phiếu chưa ký, hạn %(until_at)s"),
        N_("Kỳ bình chọn: %(contest)s. Hãy chấm và ký các phiếu còn lại."),
    ),
    "role_granted": Worded(
        Topic.WORK, N_("Bạn được trao vai %(role)s"), N_("Phạm vi: %(place)s.")
    ),
    "role_ended": Worded(
        Topic.WORK,
        N_("Bạn thôi giữ vai %(role)s"),
        N_("Nếu cho là nhầm, hãy liên hệ người quản trị."),
    ),
    "import_done": Worded(
        Topic.WORK,
        N_("Đã nhập xong danh sách “%(file)s”"),
        N_("Mở trang kết quả để xem từng dòng đã nhập, và những dòng cần bạn quyết."),
    ),
}
