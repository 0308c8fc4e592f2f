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
    "judging_end_past": N_("Giờ kết thúc phải ở phía trước. Hãy chọn một giờ muộn hơn."),
    "reason_too_short": N_("Lý do được ghi vào biên bản: hãy viết ít nhất %(least)s chữ cái."),
    "gaps_left": N_(
        "Còn thiếu %(count)s phiếu. Theo quy chế của kỳ này, mọi phiếu phải ký xong mới khóa được."
    ),
    "gaps_before_deadline": N_(
        "Còn thiếu %(count)s phiếu và giám khảo vẫn còn thời gian chấm. "
        "Hãy đợi hết giờ, hoặc kết thúc sớm giờ chấm có ghi lý do."
    ),
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
        "Phiếu tán thành và không tán thành cộng được %(votes)s, số người dự họp là %(present)s."
    ),
    "vote_without_majority": N_("Quyết định chỉ được ghi khi phiếu tán thành chiếm đa số."),
    "entry_unknown": N_("Có sản phẩm không thuộc kỳ bình chọn này. Hãy tải lại trang."),
    "below_pass_mark": N_(
        "Các sản phẩm sau không đủ điểm hoặc không còn hợp lệ nên không được công nhận: %(codes)s."
    ),
    "over_quota": N_("Đã chọn %(count)s sản phẩm, nhiều hơn số lượng %(quota)s của nhóm này."),
    "prize_without_certificate": N_("Giải thưởng chỉ trao cho sản phẩm được công nhận."),
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
