"""Programmes: budgets that must add up, targets, annual plans, evidence."""

from web.shown import N_

SENTENCES = {
    "programme_missing": N_("Không tìm thấy chương trình này."),
    "plan_missing": N_("Chương trình chưa có kế hoạch của năm này."),
    "target_missing": N_("Không tìm thấy chỉ tiêu này trong chương trình."),
    "content_missing": N_("Không tìm thấy nội dung chi này trong chương trình."),
    "hand_entry_missing": N_("Không tìm thấy lần nhập này."),
    "budget_row_below_zero": N_("Dòng “%(row)s” có số tiền nhỏ hơn 0."),
    "budget_row_differs": N_(
        "Dòng “%(row)s”: các nguồn cộng lại được %(found_dong)s, tổng của dòng ghi "
        "%(stated_dong)s. Hãy xem lại số của từng nguồn."
    ),
    "budget_local_differs": N_(
        "Khuyến công địa phương: các dòng cộng lại được %(found_dong)s, văn bản ghi "
        "%(stated_dong)s."
    ),
    "budget_national_differs": N_(
        "Khuyến công quốc gia: các dòng cộng lại được %(found_dong)s, văn bản ghi %(stated_dong)s."
    ),
    "budget_counterpart_differs": N_(
        "Đối ứng: các dòng cộng lại được %(found_dong)s, văn bản ghi %(stated_dong)s."
    ),
    "budget_other_differs": N_(
        "Nguồn khác: các dòng cộng lại được %(found_dong)s, văn bản ghi %(stated_dong)s."
    ),
    "budget_total_differs": N_(
        "Tổng kinh phí: cộng lại được %(found_dong)s, văn bản ghi %(stated_dong)s."
    ),
    "budget_years_exceed": N_(
        "Dòng “%(row)s”: kế hoạch các năm cộng lại %(found_dong)s, vượt %(stated_dong)s của "
        "chương trình."
    ),
    "plan_total_differs": N_(
        "Kế hoạch năm %(row)s: các dòng cộng lại được %(found_dong)s, tổng của kế hoạch ghi "
        "%(stated_dong)s."
    ),
    "programme_published": N_(
        "Số liệu này lấy nguyên từ văn bản đã công bố nên không sửa ở đây. Bạn lập kế hoạch năm "
        "và nhập kết quả được."
    ),
    "programme_closed": N_("Chương trình đã kết thúc nên không sửa được nữa."),
    "plan_closed": N_("Kế hoạch năm đã quyết toán xong nên không sửa được nữa."),
    "adjustment_reason_missing": N_(
        "Đã phê duyệt: hãy ghi số quyết định hoặc lý do điều chỉnh rồi mới sửa."
    ),
    "programme_not_draft": N_("Chương trình này đã được phê duyệt."),
    "programme_not_approved": N_("Hãy ghi quyết định phê duyệt chương trình trước."),
    "programme_without_targets": N_("Hãy ghi ít nhất một chỉ tiêu rồi mới phê duyệt."),
    "plans_not_closed": N_("Hãy quyết toán và kết thúc mọi kế hoạch năm trước."),
    "programme_period_taken": N_("Địa bàn này đã có chương trình bắt đầu từ năm đó."),
    "programme_years_wrong": N_(
        "Năm cuối phải từ năm đầu trở đi, chương trình dài nhiều nhất %(most)s năm."
    ),
    "programme_has_plans_outside": N_("Đã có kế hoạch của năm nằm ngoài giai đoạn mới."),
    "programme_not_of_your_place": N_(
        "Chương trình này thuộc địa bàn mà bạn không phụ trách nên không nạp được."
    ),
    "planned_wrong": N_("Hãy ghi một số, ví dụ 15, 3–4 hoặc từ 75; để trống nếu không nêu."),
    "target_range_wrong": N_("Hãy ghi số nhỏ trước, số lớn sau, ví dụ 3–4."),
    "target_in_use": N_(
        "Chỉ tiêu này đã có kế hoạch năm hoặc kết quả nhập tay nên không bỏ được."
    ),
    "content_in_use": N_("Nội dung này đã có kinh phí của kế hoạch năm nên không bỏ được."),
    "too_many_rows": N_("Nhiều nhất %(most)s dòng."),
    "plan_is_there": N_("Năm này đã có kế hoạch."),
    "plan_not_draft": N_("Kế hoạch năm này đã được phê duyệt."),
    "plan_not_approved": N_("Hãy ghi quyết định phê duyệt kế hoạch năm trước."),
    "plan_empty": N_("Hãy ghi chỉ tiêu hoặc kinh phí của năm rồi mới phê duyệt."),
    "spent_above_planned": N_("Số quyết toán không vượt số kế hoạch %(most_dong)s."),
    "proof_missing": N_("Hãy ghi số văn bản, đường dẫn hoặc gửi tệp làm căn cứ."),
    "evidence_kind_unknown": N_("Hãy gửi tệp PDF, JPG, PNG, DOCX hoặc XLSX."),
    "evidence_too_large": N_("Tệp lớn quá. Nhiều nhất %(most)s MB."),
    "evidence_without_file": N_("Lần nhập này không kèm tệp."),
    "day_outside_programme": N_("Hãy ghi ngày từ năm %(least)s đến năm %(most)s."),
    "link_wrong": N_("Hãy ghi đường dẫn đầy đủ, bắt đầu bằng https://."),
}
