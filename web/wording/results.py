"""Sheets, averages, decisions."""

from web.shown import N_

SENTENCES = {
    "not_on_jury": N_("Bạn không ở trong Ban Giám khảo của kỳ bình chọn này."),
    "recused": N_("Bạn không chấm sản phẩm này."),
    "entry_not_valid": N_("Sản phẩm này không nằm trong danh sách chấm điểm."),
    "judging_not_open": N_("Kỳ bình chọn này chưa mở chấm điểm. Danh sách sẽ hiện khi mở."),
    "judging_closed": N_("Điểm đã khóa. Không ghi thêm được vào phiếu chấm."),
    "judging_time_over": N_(
        "Đã hết giờ chấm điểm lúc %(closed)s. Nếu cần thêm giờ, hãy báo tổ giúp việc."
    ),
    "sheet_signed": N_("Phiếu này đã ký. Điểm trên phiếu đã ký không sửa được nữa."),
    "sheet_changed_elsewhere": N_(
        "Phiếu này vừa được sửa ở nơi khác. Hãy xem điểm đã lưu bên cạnh điểm bạn vừa gõ, "
        "chọn điểm đúng rồi lưu lại."
    ),
    "criterion_unknown": N_("Có điểm gửi cho một tiêu chí không có trong khung điểm. Chưa lưu."),
    "points_out_of_range": N_("Điểm của mục này từ 0 đến %(max_points)s."),
    "operation_unreadable": N_("Thay đổi gửi lên không đọc được. Hãy gõ lại điểm của mục này."),
    "operation_not_yours": N_("Thay đổi này thuộc phiếu của người khác nên không nhận."),
    "sending_too_large": N_("Mỗi lần gửi tối đa %(most)s MB."),
    "too_many_operations": N_("Mỗi lần gửi tối đa %(most)s thay đổi."),
    "judging_end_past": N_("Giờ kết thúc phải ở phía trước. Hãy chọn một giờ muộn hơn."),
    "reason_too_short": N_("Lý do được ghi vào biên bản: hãy viết ít nhất %(least)s chữ cái."),
    "gaps_left": N_(
        "Còn thiếu %(count)s phiếu (%(who)s). Theo quy chế của kỳ này, mọi phiếu phải ký xong mới "
        "khóa được. Căn cứ: %(source)s."
    ),
    "gaps_before_deadline": N_(
        "Còn thiếu %(count)s phiếu (%(who)s) và giám khảo vẫn còn thời gian chấm. "
        "Hãy đợi hết giờ, hoặc kết thúc sớm giờ chấm có ghi lý do."
    ),
    "gaps_need_chair": N_(
        "Còn thiếu %(count)s phiếu (%(who)s). Quy chế của kỳ này cho khóa khi thiếu phiếu nếu Chủ "
        "tịch Hội đồng đồng ý: hãy gửi lý do xin khóa. Căn cứ: %(source)s."
    ),
    "gaps_grew": N_(
        "Có phiếu thiếu chưa nêu khi xin khóa. Hãy trả lời không đồng ý để Tổ giúp việc xin lại."
    ),
    "nothing_is_missing": N_("Không còn thiếu phiếu nào: khóa được ngay, không phải xin."),
    "lock_asked": N_("Đã xin Chủ tịch Hội đồng cho khóa; đang chờ trả lời."),
    "request_answered": N_("Việc xin khóa này đã được trả lời. Hãy tải lại trang."),
    "sheet_total_wrong": N_(
        "%(count)s phiếu đã ký có tổng điểm khác tổng các điểm thành phần (phiếu số %(sheets)s): "
        "dữ liệu đã bị sửa ngoài phần mềm. Chưa khóa; hãy báo người quản trị."
    ),
    "sheet_twice": N_("Giám khảo %(juror)s đã có phiếu cho %(entry)s ở một dòng khác."),
    "entry_in_two_groups": N_("%(entry)s đứng ở hai nhóm khác nhau."),
    "quota_group_unknown": N_("Không có nhóm “%(group)s” trong bảng."),
    "day_ahead": N_("Ngày này chưa tới. Hãy xem lại."),
    "day_before": N_("Ngày này phải từ ngày %(earliest)s trở đi."),
    "met_before_lock": N_("Hội đồng họp sau khi khóa điểm, tức từ ngày %(locked)s."),
    "present_not_in_council": N_("Số người dự họp từ 1 đến %(size)s, bằng số người của Hội đồng."),
    "votes_do_not_add_up": N_(
        "Tán thành, không tán thành và không ý kiến cộng được %(votes)s, số người dự họp là "
        "%(present)s."
    ),
    "vote_without_majority": N_("Quyết định chỉ được ghi khi phiếu tán thành chiếm đa số."),
    "entry_unknown": N_("Có sản phẩm không thuộc kỳ bình chọn này. Hãy tải lại trang."),
    "below_pass_mark": N_(
        "Các sản phẩm sau có bình quân dưới mức đạt hoặc không còn hợp lệ nên không được công "
        "nhận: %(codes)s (TT 26/2014/TT-BCT Điều 17 khoản 1)."
    ),
    "over_quota": N_("Đã chọn %(count)s sản phẩm, nhiều hơn số lượng %(quota)s của nhóm này."),
    "quota_needed": N_("Hãy ghi số lượng cho ít nhất một nhóm, hoặc cho tất cả các nhóm."),
    "over_quota_total": N_("Đã chọn %(count)s sản phẩm, nhiều hơn tổng số lượng %(quota)s."),
    "prize_without_certificate": N_(
        "Giải thưởng chỉ trao cho sản phẩm được công nhận (TT 26/2014/TT-BCT Điều 21)."
    ),
    "prize_not_in_rules": N_(
        "Thể lệ của kỳ này không có “%(prize)s”. Hạng giải lấy theo thể lệ, chọn lại trong danh "
        "sách."
    ),
    "prize_too_many": N_(
        "“%(prize)s” đã trao cho %(count)s sản phẩm, thể lệ của kỳ này cho nhiều nhất %(most)s."
    ),
    "chosen_within_set": N_(
        "Các sản phẩm %(codes)s nằm trong một bộ: bộ được chọn một lần, ở dòng của bộ."
    ),
    "voted_down": N_(
        "Các sản phẩm %(codes)s không được Hội đồng tán thành đa số nên không được chọn."
    ),
    "merged_case_missing": N_(
        "Chọn một trong ba trường hợp của bộ sản phẩm (TT 26/2014/TT-BCT Điều 3 khoản 2)."
    ),
    "merged_too_small": N_("Một bộ có từ hai sản phẩm trở lên."),
    "merged_of_two_makers": N_(
        "Một bộ chỉ gồm sản phẩm của cùng một cơ sở (TT 26/2014/TT-BCT Điều 3 khoản 2); "
        "%(codes)s là của nhiều cơ sở."
    ),
    "merged_member_below": N_(
        "Mỗi sản phẩm trong bộ phải tự đạt bình quân đủ điểm (TT 26/2014/TT-BCT Điều 17 khoản 1); "
        "chưa đạt hoặc không còn hợp lệ: %(codes)s."
    ),
    "merged_member_taken": N_("Các sản phẩm %(codes)s đã nằm trong một bộ khác."),
    "ballot_below_zero": N_("Số phiếu biểu quyết không thể nhỏ hơn 0."),
    "ballot_not_the_council": N_(
        "Tán thành, không tán thành, không ý kiến và vắng mặt cộng được %(votes)s; Hội đồng có "
        "%(size)s người."
    ),
    "ballot_of_nobody": N_("Mọi người đều vắng mặt thì không có biểu quyết: để trống cả dòng."),
    "ballot_within_set": N_("Sản phẩm này nằm trong một bộ: biểu quyết ở dòng của bộ."),
    "choice_needs_reason": N_(
        "Các sản phẩm %(codes)s có điểm bằng hoặc cao hơn sản phẩm được chọn. "
        "Hãy ghi lý do của Hội đồng, ít nhất %(least)s chữ cái."
    ),
    "results_not_ready": N_("Chưa khóa điểm nên chưa có kết quả."),
    "submission_recorded": N_("Tờ trình đã được ghi rồi."),
    "submission_missing": N_("Hãy ghi tờ trình trước, rồi mới ghi quyết định công nhận."),
    "certificates_missing": N_(
        "Mới cấp %(issued)s trên %(wanted)s giấy chứng nhận. Hãy cấp đủ rồi công bố."
    ),
}
