"""Complaints, corrected results, what rests on a revoked certificate, yearly reports."""

from web.shown import N_

SENTENCES = {
    "complaint_before_announcement": N_(
        "Kết quả chưa công bố nên chưa khiếu nại được. Thời hạn khiếu nại tính từ ngày công bố."
    ),
    "complaint_not_entered": N_(
        "Hồ sơ này chưa nộp hoặc đã rút nên không khiếu nại kết quả được."
    ),
    "complaint_term_over": N_(
        "Đã hết thời hạn khiếu nại: %(days)s ngày làm việc kể từ ngày công bố %(announced_on)s, "
        "đến hết ngày %(last_day)s (%(clause)s)."
    ),
    "complaint_open": N_(
        "Hồ sơ này đang có khiếu nại %(receipt)s chưa được trả lời. Hãy đợi Hội đồng trả lời, "
        "hoặc rút khiếu nại đó rồi gửi lại."
    ),
    "complaint_settled": N_("Khiếu nại này đã kết thúc lúc %(settled)s."),
    "complaint_certificate_missing": N_(
        "Hãy chọn giấy chứng nhận đề nghị thu hồi, trong các giấy của kỳ bình chọn này."
    ),
    "words_too_few": N_("Hãy viết rõ hơn, ít nhất %(least)s chữ cái."),
    "version_before_announcement": N_(
        "Kết quả chưa công bố: hãy sửa quyết định của Hội đồng trước khi công nhận."
    ),
    "version_missing": N_("Không có bản kết quả này."),
    "version_reason_short": N_(
        "Hãy ghi lý do sửa kết quả, ít nhất %(least)s chữ cái: lý do đứng trong bản kết quả mới."
    ),
    "version_without_change": N_(
        "Chưa có gì khác bản hiện tại. Nếu kết quả giữ nguyên, hãy chọn “Không chấp nhận”."
    ),
    "amendment_missing": N_(
        "Danh sách được công nhận thay đổi: hãy ghi quyết định sửa đổi của cơ quan công nhận."
    ),
    "sheet_unknown": N_("Có phiếu không thuộc sản phẩm này. Hãy tải lại trang."),
    "revocation_proposed": N_(
        "Hội đồng đã đề nghị thu hồi giấy này (số %(number)s ngày %(proposed_on)s), "
        "cơ quan cấp chưa trả lời."
    ),
    "revocation_without_proposal": N_(
        "Hãy ghi đề nghị của Hội đồng trước: cơ quan cấp giấy thu hồi theo đề nghị của Hội đồng "
        "bình chọn (Thông tư 26/2014/TT-BCT, Điều 20 khoản 3)."
    ),
    "proposed_before_issue": N_("Ngày đề nghị không thể sớm hơn ngày cấp giấy (%(issued_on)s)."),
    "review_settled": N_("%(person)s đã ghi kết quả xem lại lúc %(settled)s."),
    "report_year_not_over": N_(
        "Năm %(year)s chưa kết thúc. Báo cáo của một năm nộp khi hết năm đó."
    ),
    "report_amount": N_("Số tiền này không hợp lý. Hãy xem lại."),
    "report_export_above_revenue": N_("Doanh thu xuất khẩu không thể lớn hơn tổng doanh thu."),
    "report_workers": N_("Số lao động từ 0 đến 100.000."),
    "report_support_unsaid": N_("Hãy ghi đã được hỗ trợ những gì, từ chương trình nào."),
}
