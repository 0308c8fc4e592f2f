"""Fairs, support cases, programmes."""

from web.shown import N_

SENTENCES = {
    "fair_missing": N_("Không tìm thấy hội chợ này."),
    "application_missing": N_("Không tìm thấy đăng ký gian hàng này."),
    "booth_missing": N_("Không tìm thấy gian hàng này trên sơ đồ."),
    "fair_ends_before_it_begins": N_("Ngày kết thúc phải từ ngày khai mạc trở đi."),
    "fair_too_long": N_("Hội chợ kéo dài nhiều nhất %(most)s ngày."),
    "applying_ends_before_it_begins": N_("Hạn cuối phải sau lúc bắt đầu nhận đăng ký."),
    "applying_ends_after_the_fair_begins": N_("Hạn đăng ký phải trước ngày khai mạc hội chợ."),
    "out_of_range": N_("Hãy viết một số từ %(least)s đến %(most)s."),
    "fair_step_order": N_("Hội chợ chưa ở bước làm được việc này. Tải lại trang để xem bước nay."),
    "nothing_allotted": N_("Chưa xếp gian hàng nào. Hãy xếp rồi mới công bố sơ đồ."),
    "fair_cancelled": N_("Hội chợ này không tổ chức nữa."),
    "applications_not_open": N_("Hội chợ nhận đăng ký từ %(opens)s."),
    "applications_closed": N_("Hội chợ đã hết hạn nhận đăng ký, lúc %(closed)s."),
    "winning_certificate_missing": N_(
        "Sản phẩm chưa có giấy chứng nhận sản phẩm tiêu biểu. Gian hàng và hỗ trợ dành cho sản "
        "phẩm đã được chứng nhận."
    ),
    "winning_certificate_not_in_force": N_(
        "Giấy chứng nhận số %(number)s không còn giá trị vào ngày %(day)s."
    ),
    "product_not_of_establishment": N_("Hãy chọn một sản phẩm của chính cơ sở này."),
    "fair_days_missing": N_("Hãy chọn ít nhất một ngày của hội chợ."),
    "allotting_not_now": N_("Chỉ xếp gian hàng sau khi đã đóng đăng ký và trước khi bế mạc."),
    "application_over": N_("Đăng ký này đã rút, đã bị từ chối hoặc không còn thay đổi được."),
    "booth_blocked": N_("Gian %(booth)s không dùng được: %(reason)s."),
    "booth_taken": N_("Gian %(booth)s đã xếp cho %(by)s. Hãy chọn gian khác hoặc ngày khác."),
    "proposal_changed": N_(
        "Đăng ký hoặc sơ đồ vừa thay đổi nên đề xuất đã khác. Xem lại đề xuất mới rồi bấm xếp."
    ),
    "case_missing": N_("Không tìm thấy hồ sơ hỗ trợ này."),
    "case_closed": N_("Hồ sơ hỗ trợ này đã kết thúc nên không sửa được nữa."),
    "establishment_without_place": N_(
        "Cơ sở chưa ghi địa bàn. Hãy bổ sung địa chỉ của cơ sở trước khi xin hỗ trợ."
    ),
    "no_support_rule": N_("Hiện chưa có mức hỗ trợ nào có hiệu lực cho nội dung này."),
    "nice_classes_missing": N_("Hãy chọn ít nhất một nhóm hàng hóa, dịch vụ."),
    "nice_class_unknown": N_("Nhóm hàng hóa, dịch vụ là một số từ 1 đến 45."),
    "cost_missing": N_("Hãy ghi chi phí dự kiến, lớn hơn 0 đồng."),
    "asked_above_entitled": N_("Với chi phí đã ghi, được hỗ trợ nhiều nhất %(most_dong)s."),
    "support_used_up": N_("Nhãn hiệu này đã được hỗ trợ hết mức, không còn khoản nào để xin."),
    "case_stage_order": N_("Các bước của hồ sơ đi theo thứ tự. Hãy chọn bước kế tiếp."),
    "papers_missing": N_("Còn thiếu giấy tờ bắt buộc: %(papers)s."),
    "day_in_future": N_("Ngày này chưa tới. Hãy ghi ngày trên giấy tờ."),
    "day_before_last_step": N_("Ngày này trước bước vừa qua (%(last)s). Hãy xem lại."),
    "document_number_missing": N_("Hãy ghi số đơn hoặc số văn bản của bước này."),
    "check_item_missing": N_("Không tìm thấy giấy tờ này trong danh mục của hồ sơ."),
    "approve_above_asked": N_("Số tiền duyệt không vượt số tiền xin: %(most_dong)s."),
    "approve_nothing": N_("Hãy ghi số tiền duyệt lớn hơn 0 đồng."),
    "mark_not_granted": N_("Chưa ghi bước được cấp Giấy chứng nhận nên chưa kết thúc như vậy."),
}
