"""Notices to makers, and to those who act for them: dossiers, results, papers, fairs, support."""

from core.notices.kinds import Topic
from web.shown import N_
from web.wording.worded import Worded

NOTICES: dict[str, Worded] = {
    "entry_filed": Worded(
        Topic.DOSSIER,
        N_("Đã nhận hồ sơ %(receipt)s: %(product)s"),
        N_(
            "Hồ sơ dự thi của sản phẩm “%(product)s” đã được nhận lúc %(filed_at)s. Kỳ bình "
            "chọn: %(contest)s. Tổ giúp việc sẽ xét hồ sơ."
        ),
    ),
    "entry_supplemented": Worded(
        Topic.DOSSIER,
        N_("Đã nhận phần bổ sung của hồ sơ %(receipt)s"),
        N_(
            "Hồ sơ dự thi của sản phẩm “%(product)s” đã được gửi lại. Tổ giúp việc xét tiếp và "
            "báo kết quả. Kỳ bình chọn: %(contest)s."
        ),
    ),
    "entry_extended": Worded(
        Topic.DOSSIER,
        N_("Hạn bổ sung hồ sơ %(receipt)s được lùi"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” được gia hạn bổ sung đến %(answer_by_at)s. Hãy mở "
            "hồ sơ, sửa rồi gửi lại."
        ),
    ),
    "entry_reopened": Worded(
        Topic.DOSSIER,
        N_("Hồ sơ %(receipt)s được xét lại"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” đã được đưa về chờ xét. Mọi nội dung và ảnh còn "
            "nguyên. Tổ giúp việc sẽ báo kết quả mới."
        ),
    ),
    "sample_method_waits": Worded(
        Topic.JUDGING,
        N_("Cần quyết định cách chấm: %(product)s"),
        N_(
            "Sản phẩm “%(product)s” của kỳ “%(contest)s” khó mang hiện vật tới: %(why)s Mời Chủ "
            "tịch Hội đồng quyết định cách chấm."
        ),
    ),
    "sample_method_decided": Worded(
        Topic.DOSSIER,
        N_("Đã quyết định cách chấm sản phẩm %(code)s"),
        N_(
            "Chủ tịch Hội đồng đã quyết định cách chấm sản phẩm “%(product)s” (mã số %(code)s). "
            "Mở trang hiện vật để xem."
        ),
    ),
    "sample_received": Worded(
        Topic.DOSSIER,
        N_("Đã nhận hiện vật của sản phẩm %(code)s"),
        N_("Tổ giúp việc đã nhận hiện vật của sản phẩm “%(product)s” (mã số %(code)s)."),
    ),
    "sample_returned": Worded(
        Topic.DOSSIER,
        N_("Đã trả hiện vật của sản phẩm %(code)s"),
        N_("Hiện vật của sản phẩm “%(product)s” (mã số %(code)s) đã được trả lại."),
    ),
    "entry_accepted": Worded(
        Topic.DOSSIER,
        N_("Hồ sơ %(receipt)s hợp lệ, mã số bình chọn %(code)s"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” hợp lệ. Mã số bình chọn: %(code)s. "
            "Kỳ bình chọn: %(contest)s."
        ),
    ),
    "entry_sent_back": Worded(
        Topic.DOSSIER,
        N_("Hồ sơ %(receipt)s cần bổ sung"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” cần bổ sung: %(reason)s Hạn gửi lại: "
            "%(answer_by_at)s. Hãy mở hồ sơ, sửa rồi gửi lại."
        ),
    ),
    "entry_refused": Worded(
        Topic.DOSSIER,
        N_("Hồ sơ %(receipt)s không hợp lệ"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” không hợp lệ, vì: %(reason)s "
            "Kỳ bình chọn: %(contest)s."
        ),
    ),
    "supplement_near": Worded(
        Topic.DOSSIER,
        N_("Sắp hết hạn bổ sung hồ sơ %(receipt)s"),
        N_("Hồ sơ của sản phẩm “%(product)s” cần được bổ sung và gửi lại trước %(answer_by_at)s."),
    ),
    "closing_near": Worded(
        Topic.DOSSIER,
        N_("Hồ sơ “%(product)s” chưa nộp, hạn cuối %(closes_at)s"),
        N_(
            "Kỳ “%(contest)s” nhận hồ sơ đến %(closes_at)s. Hồ sơ của bạn còn là bản nháp. "
            "Hãy mở hồ sơ, xem còn thiếu gì rồi nộp."
        ),
    ),
    "contest_cancelled": Worded(
        Topic.RESULT,
        N_("Kỳ bình chọn đã hủy: %(contest)s"),
        N_(
            "Kỳ “%(contest)s” đã hủy, vì: %(reason)s Hồ sơ “%(product)s” của bạn vẫn được giữ lại."
        ),
    ),
    "result_recognised": Worded(
        Topic.RESULT,
        N_("Sản phẩm “%(product)s” được công nhận"),
        N_(
            "Kết quả kỳ “%(contest)s” đã được công bố. Sản phẩm “%(product)s” được công nhận là "
            "sản phẩm công nghiệp nông thôn tiêu biểu."
        ),
    ),
    "result_not_recognised": Worded(
        Topic.RESULT,
        N_("Kết quả kỳ bình chọn: %(contest)s"),
        N_(
            "Kết quả kỳ “%(contest)s” đã được công bố. Sản phẩm “%(product)s” chưa được công nhận "
            "lần này. Trang kết quả ghi rõ cách tính và thời hạn khiếu nại."
        ),
    ),
    "nominated": Worded(
        Topic.RESULT,
        N_("Sản phẩm “%(product)s” được đề cử lên cấp trên"),
        N_(
            "Sản phẩm “%(product)s” (giấy chứng nhận số %(number)s) được đề cử dự: %(contest)s. "
            "Văn bản đề cử: số %(letter)s ngày %(letter_on)s. Bạn cần nộp hồ sơ trước "
            "%(closes_at)s. Giấy chứng nhận phải còn giá trị vào ngày nộp (giấy này có giá trị "
            "đến hết ngày %(until_on)s)."
        ),
    ),
    "certificate_issued": Worded(
        Topic.CERTIFICATE,
        N_("Giấy chứng nhận số %(number)s đã cấp cho “%(product)s”"),
        N_("Giấy có giá trị đến hết ngày %(until_on)s. Bạn tải được giấy ngay bây giờ."),
    ),
    "certificate_expiring": Worded(
        Topic.CERTIFICATE,
        N_("Giấy chứng nhận số %(number)s sắp hết hạn"),
        N_(
            "Giấy chứng nhận của sản phẩm “%(product)s” có giá trị đến hết ngày %(until_on)s. "
            "Muốn được công nhận tiếp, hãy dự kỳ bình chọn sắp tới."
        ),
    ),
    "certificate_revoked": Worded(
        Topic.CERTIFICATE,
        N_("Giấy chứng nhận số %(number)s đã bị thu hồi"),
        N_(
            "Giấy chứng nhận của sản phẩm “%(product)s” bị thu hồi từ ngày %(revoked_on)s theo "
            "quyết định %(decision)s, vì: %(reason)s"
        ),
    ),
    "member_asked": Worded(
        Topic.MEMBERSHIP,
        N_("%(person)s xin vào cơ sở “%(establishment)s”"),
        N_("Hãy mở trang cơ sở để đồng ý hoặc từ chối."),
    ),
    "consent_given": Worded(
        Topic.MEMBERSHIP,
        N_("Bạn được làm thay cơ sở “%(establishment)s”"),
        N_(
            "%(person)s đồng ý để bạn lập và nộp hồ sơ thay cơ sở. Cơ sở thấy mọi việc bạn làm "
            "thay và kết thúc lúc nào cũng được."
        ),
    ),
    "consent_recorded": Worded(
        Topic.MEMBERSHIP,
        N_("%(person)s làm thay cơ sở “%(establishment)s”"),
        N_(
            "%(person)s ghi rằng %(given_by)s đã đồng ý để họ lập và nộp hồ sơ thay cơ sở. Nếu "
            "không đúng, hãy mở trang làm thay và kết thúc."
        ),
    ),
    "member_accepted": Worded(
        Topic.MEMBERSHIP,
        N_("Bạn đã vào cơ sở “%(establishment)s”"),
        N_("Từ nay bạn lập và nộp được hồ sơ cho cơ sở này."),
    ),
    "member_refused": Worded(
        Topic.MEMBERSHIP,
        N_("Yêu cầu vào cơ sở “%(establishment)s” không được đồng ý"),
        N_("Nếu cho là nhầm, hãy liên hệ người đứng đầu cơ sở."),
    ),
    "complaint_filed": Worded(
        Topic.RESULT,
        N_("Đã nhận khiếu nại %(receipt)s: %(product)s"),
        N_(
            "Khiếu nại về “%(product)s” đã được nhận lúc %(filed_at)s. Hội đồng trả lời đến hết "
            "ngày %(due_on)s. Mã băm của gói chứng cứ: %(digest)s."
        ),
    ),
    "complaint_waits": Worded(
        Topic.JUDGING,
        N_("Khiếu nại mới %(receipt)s, trả lời đến hết ngày %(due_on)s"),
        N_("Sản phẩm “%(product)s”, %(contest)s. Hội đồng xem xét và trả lời."),
    ),
    "complaint_near": Worded(
        Topic.JUDGING,
        N_("Khiếu nại %(receipt)s phải trả lời đến hết ngày %(due_on)s"),
        N_("Sản phẩm “%(product)s”, %(contest)s. Hội đồng chưa trả lời khiếu nại này."),
    ),
    "complaint_overdue": Worded(
        Topic.JUDGING,
        N_("Đã quá hạn trả lời khiếu nại %(receipt)s"),
        N_("Hạn là hết ngày %(due_on)s. Sản phẩm “%(product)s”, %(contest)s."),
    ),
    "complaint_settled": Worded(
        Topic.RESULT,
        N_("Hội đồng đã trả lời khiếu nại %(receipt)s"),
        N_("Sản phẩm “%(product)s”, %(contest)s. Mở khiếu nại để đọc trả lời."),
    ),
    "result_added": Worded(
        Topic.RESULT,
        N_("Kết quả đã sửa: “%(product)s” được công nhận"),
        N_("%(contest)s. Hội đồng đã sửa kết quả sau khiếu nại. Giấy chứng nhận sẽ được cấp."),
    ),
    "result_taken": Worded(
        Topic.RESULT,
        N_("Kết quả đã sửa: “%(product)s” không còn trong danh sách được công nhận"),
        N_("%(contest)s. Hội đồng đã sửa kết quả sau khiếu nại, lý do: %(reason)s"),
    ),
    "report_due": Worded(
        Topic.CERTIFICATE,
        N_("Báo cáo năm %(year)s của “%(establishment)s” chưa nộp"),
        N_(
            "Cơ sở có giấy chứng nhận báo cáo mỗi năm về hỗ trợ đã nhận và tình hình kinh doanh "
            "(Thông tư 26/2014/TT-BCT, Điều 22 khoản 2). Mất chừng mười phút."
        ),
    ),
    "member_ended": Worded(
        Topic.MEMBERSHIP,
        N_("Bạn không còn thuộc cơ sở “%(establishment)s”"),
        N_("Nếu cho là nhầm, hãy liên hệ người đứng đầu cơ sở."),
    ),
    "fair_invited": Worded(
        Topic.FAIR,
        N_("Mời dự “%(fair)s”"),
        N_(
            "“%(establishment)s” được mời đăng ký gian hàng tại “%(fair)s”. "
            "Gửi đơn trước %(closes_at)s."
        ),
    ),
    "fair_refused": Worded(
        Topic.FAIR,
        N_("Đơn dự “%(fair)s” không được nhận"),
        N_("Đơn của “%(establishment)s” không được nhận, vì: %(reason)s"),
    ),
    "fair_allotted": Worded(
        Topic.FAIR,
        N_("Đã có gian hàng tại “%(fair)s”: %(booths)s"),
        N_("“%(establishment)s” được xếp gian %(booths)s. Hội chợ mở ngày %(begins_on)s."),
    ),
    "fair_without_booth": Worded(
        Topic.FAIR,
        N_("Sơ đồ “%(fair)s” đã công bố, chưa có gian cho bạn"),
        N_(
            "“%(establishment)s” chưa được xếp gian. Hãy liên hệ ban tổ chức nếu còn muốn dự; "
            "gian trống có thể được xếp thêm."
        ),
    ),
    "fair_cancelled": Worded(
        Topic.FAIR,
        N_("Hội chợ “%(fair)s” đã hủy"),
        N_("Đơn của “%(establishment)s” không còn hiệu lực."),
    ),
    "case_step": Worded(
        Topic.SUPPORT,
        N_("Nhãn hiệu “%(mark)s”: %(stage)s"),
        N_("Hồ sơ %(code)s đã tới bước: %(stage)s, ngày %(step_on)s."),
    ),
    "case_approved": Worded(
        Topic.SUPPORT,
        N_("Đã duyệt hỗ trợ %(approved_dong)s cho nhãn hiệu “%(mark)s”"),
        N_("Hồ sơ %(code)s được duyệt mức hỗ trợ %(approved_dong)s."),
    ),
    "case_closed": Worded(
        Topic.SUPPORT,
        N_("Hồ sơ nhãn hiệu “%(mark)s” đã kết thúc"),
        N_("Mở hồ sơ %(code)s để xem kết quả và từng bước đã qua."),
    ),
    "case_paper_returned": Worded(
        Topic.SUPPORT,
        N_("Giấy tờ cần làm lại: %(paper)s"),
        N_("Hồ sơ nhãn hiệu “%(mark)s” (%(code)s): %(reason)s"),
    ),
    "case_deadline": Worded(
        Topic.SUPPORT,
        N_("Sắp tới hạn của nhãn hiệu “%(mark)s”: ngày %(due_on)s"),
        N_("Hồ sơ %(code)s đang ở bước: %(stage)s. Hạn của bước sau là ngày %(due_on)s."),
    ),
}
