"""Founding decisions, changes of people, ties and recusals; a contest's calendar."""

from web.shown import N_

SENTENCES = {
    "body_empty": N_("Danh sách chưa có ai. Hãy cử người theo quyết định rồi khép danh sách."),
    "change_without_decision": N_(
        "Thêm, thay người phải có quyết định mới, có số, của nơi đã thành lập (%(source)s). Hãy "
        "ghi số quyết định."
    ),
    "decision_is_the_founding_one": N_(
        "Số %(number)s là quyết định thành lập. Hãy ghi số của quyết định thêm, thay người."
    ),
    "decision_before_founding": N_(
        "Quyết định này không thể trước ngày thành lập (%(founded_on)s). Hãy xem lại ngày."
    ),
    "decision_of_other_day": N_(
        "Quyết định số này đã được ghi với ngày %(day)s. Hãy xem lại số hoặc ngày."
    ),
    "founder_only": N_("Chỉ nơi đã thành lập (%(founder)s) được thêm, thay người (%(source)s)."),
    "jury_turned_even": N_(
        "Ban Giám khảo đang có %(size)s người, là số chẵn (%(source)s: số lẻ). Việc chấm không "
        "dừng lại; nơi thành lập có thể cử thêm người."
    ),
    "jury_turned_even_by": N_(
        "Ban Giám khảo còn %(size)s người, là số chẵn, từ %(since)s khi %(person)s thôi tham gia "
        "(%(why)s). Quy định là số lẻ (%(source)s). Việc chấm không dừng lại và trường hợp này "
        "đã được ghi nhật ký; nơi thành lập có thể cử người thay."
    ),
    "tax_number_digits": N_("Mã số thuế có 10, 12 hoặc 13 chữ số. Hãy xem lại, hoặc để trống."),
    "claim_missing": N_("Trường hợp này không còn chờ xử lý. Tải lại trang để xem danh sách mới."),
    "declared_too_late": N_(
        "Chỉ khai được người chấm có liên quan khi kỳ bình chọn còn nhận và xét hồ sơ, trước khi "
        "bắt đầu chấm."
    ),
    "own_firm_on_list": N_(
        "Sản phẩm %(product)s là của cơ sở mà giám khảo %(juror)s là người trong đó nên giám khảo "
        "này không chấm. %(clause)s (%(article)s)."
    ),
    "own_firm_stands": N_(
        "Không bỏ qua được: %(product)s là sản phẩm của cơ sở mà giám khảo %(juror)s là người "
        "trong đó. %(clause)s (%(article)s)."
    ),
    "own_case": N_("Trường hợp này nói về chính bạn: thư ký hoặc người khác phải xử lý."),
    "milestone_missing": N_("Không tìm thấy việc này trong lịch. Có thể ai đó vừa bỏ."),
    "milestone_ends_before_it_begins": N_("Hạn không thể trước ngày bắt đầu."),
    "milestone_far_away": N_(
        "Ngày này quá xa ngày bắt đầu nhận hồ sơ (%(opens)s). Hãy xem lại năm."
    ),
    "milestone_changed_elsewhere": N_(
        "Việc này vừa được sửa ở nơi khác. Những gì bạn gõ vẫn còn đây: xem lại rồi lưu lần nữa."
    ),
    "step_of_contest": N_("Ngày này thuộc kế hoạch của kỳ; hãy đổi ở trang Sửa kế hoạch."),
    "plan_over": N_("Kỳ bình chọn đã hủy nên lịch không đổi nữa."),
}
