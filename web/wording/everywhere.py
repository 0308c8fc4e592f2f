"""What any page may have to say."""

from web.shown import N_

SENTENCES = {
    "invalid": N_("Có chỗ cần sửa trong biểu mẫu. Xem lời nhắc ở từng ô."),
    "sign_in_first": N_("Bạn cần đăng nhập để xem trang này."),
    "not_found": N_("Không tìm thấy trang này. Có thể địa chỉ bị gõ sai."),
    "not_allowed": N_("Tài khoản của bạn không có quyền làm việc này."),
    "changed_elsewhere": N_(
        "Nội dung này vừa được sửa ở nơi khác. Tải lại trang để xem bản mới rồi sửa tiếp."
    ),
    "just_done": N_("Việc này vừa được làm rồi. Tải lại trang để xem kết quả."),
    "missing": N_("Mục này cần được điền."),
    "too_long": N_("Nhiều nhất %(most)s chữ. Hãy viết gọn lại."),
    "unknown_choice": N_("Hãy chọn một mục trong danh sách."),
    "not_points": N_("Hãy viết điểm bằng số, ví dụ 8,5 hoặc 8.5."),
    "not_whole": N_("Hãy viết một số nguyên, ví dụ 12 hoặc 1.200."),
    "not_money": N_("Hãy viết số tiền, ví dụ 35.000.000 hoặc 35tr."),
    "money_ambiguous": N_(
        "Số tiền này hiểu được hai cách: %(one_dong)s hoặc %(other_dong)s. Hãy viết đủ các số."
    ),
    "not_a_day": N_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026."),
    "calendar_file_unreadable": N_("Không đọc được tệp này. Cần một tệp JSON, nhiều nhất 64 KB."),
    "calendar_file_wrong": N_("Thông báo này chưa đúng: %(fault)s. Hãy xem lại ngày và nguồn."),
    "calendar_file_known": N_("Thông báo này đã được ghi và đang được dùng."),
    "calendar_year_unknown": N_("Chỉ ghi được năm từ %(first)s đến %(last)s."),
    "calendar_line_wrong": N_("Không hiểu dòng “%(line)s”. Hãy viết theo mẫu ở trên."),
    "workdays_beyond": N_(
        "Lịch ngày làm việc chỉ có từ %(first)s đến %(last)s, không tính được hạn từ %(day)s."
    ),
    "days_turned_round": N_("Ngày đến phải sau ngày từ. Danh sách hiện chỉ lọc theo ngày từ."),
    "entry_not_waiting": N_("Hồ sơ này không ở bước chờ xét."),
    "entry_without_group": N_("Cơ sở chưa chọn nhóm sản phẩm: mở hồ sơ để xếp nhóm."),
    "entry_checks_lacking": N_("Kiểm tra tự động chưa đạt: %(what)s. Mở hồ sơ để xem."),
    "case_approved_before": N_("Đã duyệt %(approved_dong)s. Mở hồ sơ nếu cần đổi mức."),
    "account_without_role": N_("Tài khoản này không có vai nào được cấp."),
    "account_locked_before": N_("Tài khoản này đã khóa từ trước."),
    "fair_applied_already": N_("Cơ sở này đã gửi đơn dự hội chợ."),
    "fair_invited_already": N_("Cơ sở này đã được mời ngày %(day)s."),
    "report_in_future": N_("Ngày nhận báo cáo không thể ở phía trước."),
    "report_before_year": N_("Báo cáo năm %(year)s không thể nhận trước năm đó."),
    "report_not_owed": N_("Cơ sở không có giấy chứng nhận nào còn giá trị trong năm %(year)s."),
    "report_received_before": N_("Báo cáo năm %(year)s đã ghi nhận ngày %(day)s."),
    "server_fault": N_("Máy chủ gặp lỗi. Việc vừa rồi chưa được ghi. Hãy thử lại sau ít phút."),
    "unreadable_request": N_("Máy chủ không đọc được yêu cầu này. Hãy tải lại trang và thử lại."),
}
