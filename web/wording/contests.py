"""Contests, bodies, frames."""

from web.shown import N_

SENTENCES = {
    "contest_missing": N_("Không tìm thấy kỳ bình chọn này."),
    "no_rules_on_that_day": N_(
        "Vào ngày bắt đầu nhận hồ sơ, không có quy định bình chọn cho cấp này. Cấp huyện có đến "
        "hết 30/6/2025, cấp xã có từ 1/7/2025. Hãy xem lại cấp hoặc ngày."
    ),
    "place_not_yours": N_("Hãy chọn một địa bàn mà bạn được giao phụ trách."),
    "place_of_other_level": N_("Địa bàn này không thuộc cấp đã chọn. Hãy chọn lại cấp hoặc nơi."),
    "place_not_standing": N_(
        "Địa bàn này không còn hoặc chưa có vào ngày bắt đầu nhận hồ sơ. Hãy chọn đơn vị của "
        "ngày đó."
    ),
    "year_out_of_range": N_("Hãy viết năm bằng bốn chữ số, ví dụ 2026."),
    "round_out_of_range": N_("Lần thứ phải là một số từ 1 đến 99."),
    "round_taken": N_("Đã có kỳ bình chọn của cấp, nơi, năm và lần này. Hãy ghi lần khác."),
    "closes_before_opening": N_("Hạn cuối phải sau lúc bắt đầu nhận hồ sơ."),
    "judging_before_closing": N_("Chấm điểm bắt đầu sau khi hết hạn nhận hồ sơ."),
    "judging_ends_before_it_begins": N_("Ngày chấm xong phải sau ngày bắt đầu chấm."),
    "not_a_time": N_("Hãy viết giờ theo dạng giờ:phút, ví dụ 17:00."),
    "draft_only": N_("Kỳ bình chọn đã mở nên mục này không sửa được nữa."),
    "deadline_brought_forward": N_(
        "Kỳ bình chọn đã mở: chỉ được lùi hạn nhận hồ sơ ra sau %(closed)s, không rút ngắn."
    ),
    "closing_is_past": N_("Hạn nhận hồ sơ đã qua (%(closed)s). Hãy đặt hạn mới rồi mở."),
    "entries_still_open": N_("Còn trong hạn nhận hồ sơ, đến %(closes)s."),
    "entries_unscreened": N_("Còn %(count)s hồ sơ chưa xét xong. Hãy xét hết trước khi chấm."),
    "no_valid_entry": N_("Chưa có hồ sơ nào hợp lệ để chấm."),
    "council_size": N_(
        "Hội đồng hiện có %(size)s người. Cấp này cần đúng một trong các số: %(allowed)s "
        "(%(source)s)."
    ),
    "council_without_chair": N_("Hội đồng chưa có Chủ tịch."),
    "jury_empty": N_("Chưa có Ban Giám khảo."),
    "jury_even": N_(
        "Ban Giám khảo hiện có %(size)s người. Số thành viên phải là số lẻ (%(source)s)."
    ),
    "jury_size": N_(
        "Ban Giám khảo hiện có %(size)s người. Kỳ này cần đúng một trong các số: %(allowed)s. "
        "Theo %(source)s."
    ),
    "rules_locked": N_(
        "Thể lệ đã khóa lúc %(at)s, khi phiếu chấm đầu tiên được mở, nên không sửa được nữa."
    ),
    "rules_settled": N_("Điểm đã khóa hoặc kỳ bình chọn đã hủy nên thể lệ không sửa được nữa."),
    "rules_changed_by_hand": N_(
        "Thể lệ hoặc khung điểm trong cơ sở dữ liệu không còn như khi phiếu chấm đầu tiên được "
        "mở: có người đã sửa ngoài phần mềm. Chưa khóa điểm được. Hãy báo quản trị viên chạy "
        "lệnh verify để xem chỗ khác."
    ),
    "tally_row_too_long": N_(
        "Dòng này có nhiều ô hơn đầu bảng. Nếu điểm viết bằng dấu phẩy (8,5) thì đặt trong ngoặc "
        "kép, hoặc ngăn các cột bằng dấu chấm phẩy."
    ),
    "rule_version_missing": N_("Không có bản thể lệ này."),
    "rule_set_unknown": N_("Không có bộ thể lệ hay kỳ bình chọn tên “%(name)s”."),
    "rules_unchanged": N_("Chưa có điều nào khác với thể lệ đang có."),
    "clause_sizes": N_(
        "Hãy ghi các số người được phép, từ %(least)s đến %(most)s, tăng dần, cách nhau bằng dấu "
        "phẩy; ví dụ 7, 9."
    ),
    "clause_jury_even": N_("Thể lệ đòi số giám khảo lẻ nên các số được phép đều phải lẻ."),
    "clause_ladder": N_("Cấp được đề cử lên phải cao hơn cấp của kỳ này."),
    "clause_number": N_("Hãy ghi một số từ %(least)s đến %(most)s."),
    "clause_maxima_sum": N_(
        "Các phần của khung điểm cộng được %(sum_points)s điểm, phải đúng 100 (TT 26/2014/TT-BCT "
        "Phụ lục 4)."
    ),
    "clause_all_dropped": N_(
        "Bỏ %(count)s phiếu ở mỗi đầu thì Ban Giám khảo ít người nhất của thể lệ không còn phiếu "
        "nào. Hãy bỏ ít hơn hoặc cử đông hơn."
    ),
    "clause_groups": N_("Thể lệ có đúng bốn nhóm sản phẩm (TT 26/2014/TT-BCT Đ5)."),
    "clause_too_many": N_("Nhiều nhất %(most)s dòng. Hãy bớt đi."),
    "clause_twice": N_("Điều này đã có ở trên. Mỗi điều chỉ ghi một lần."),
    "clause_photos": N_(
        "Hồ sơ cần ít nhất %(least)s ảnh thì mới đủ các góc chụp được đòi. Hãy ghi số lớn hơn."
    ),
    "clause_tie_step": N_("Không có cách xét “%(step)s”."),
    "clause_tie_end": N_("Cách xét khi bằng điểm kết thúc bằng “Hội đồng quyết định”."),
    "clause_frame_frozen": N_(
        "Khung điểm đã chốt theo điểm các phần đang có, nên không đổi điểm các phần được nữa."
    ),
    "jury_without_head": N_("Ban Giám khảo chưa có Trưởng ban."),
    "frame_not_approved": N_("Khung điểm chưa được Chủ tịch Hội đồng duyệt."),
    "sheets_not_final": N_("Phiếu chấm chưa đủ để khóa điểm."),
    "outcomes_not_decided": N_("Hội đồng chưa quyết định hết các sản phẩm."),
    "decision_not_recorded": N_("Chưa ghi quyết định công nhận."),
    "stage_skipped": N_("Các bước đi theo thứ tự, không bỏ bước nào."),
    "stage_moved": N_(
        "Kỳ bình chọn vừa được chuyển bước ở nơi khác. Tải lại trang để xem bước hiện nay."
    ),
    "cancelled_after_announcement": N_("Kết quả đã công bố nên kỳ bình chọn không hủy được nữa."),
    "certificates_stand": N_(
        "Kỳ này đã cấp %(count)s giấy chứng nhận chưa thu hồi nên không hủy được."
    ),
    "frame_missing": N_("Kỳ bình chọn chưa có khung điểm."),
    "frame_not_frozen": N_("Khung điểm chưa được chốt để chấm."),
    "frame_settled": N_("Điểm đã khóa nên khung điểm không thay được nữa (%(article)s)."),
    "frame_frozen": N_(
        "Khung điểm đã chốt khi bắt đầu chấm nên không sửa tại chỗ (%(article)s). Hãy đề xuất "
        "một bản mới, ghi lý do: Chủ tịch Hội đồng duyệt thì giám khảo chấm lại theo bản đó."
    ),
    "frame_replaced": N_(
        "Khung điểm của nhóm này vừa được thay bằng bản mới. Tải lại trang: phiếu theo bản cũ "
        "được giữ ở bên cạnh, điểm chấm lại theo bản mới."
    ),
    "frame_not_waiting": N_("Khung điểm này không còn chờ duyệt. Tải lại trang để xem bản mới."),
    "frame_faulty": N_("Khung điểm chưa cộng đúng nên chưa duyệt được."),
    "frame_too_long": N_("Khung điểm có quá %(most)s tiêu chí. Hãy gộp bớt."),
    "frame_part_missing": N_("Khung điểm thiếu phần: %(parts)s."),
    "frame_part_unknown": N_("“%(code)s” không phải là một phần của khung điểm."),
    "frame_part_sum": N_(
        "Phần này được %(sum_points)s điểm, phải đúng %(most_points)s điểm. Theo %(source)s."
    ),
    "frame_sum": N_(
        "Các tiêu chí con cộng được %(sum_points)s điểm, phải đúng %(most_points)s. Theo "
        "%(source)s."
    ),
    "frame_whole_sum": N_(
        "Cả khung cộng được %(sum_points)s điểm, phải đúng %(most_points)s. Theo %(source)s."
    ),
    "criterion_without_code": N_("Tiêu chí này chưa có số thứ tự."),
    "criterion_twice": N_("Số thứ tự %(code)s được dùng hai lần."),
    "criterion_parent_unknown": N_("Không có tiêu chí %(code)s để đặt tiêu chí con vào."),
    "criterion_without_name": N_("Hãy viết tên tiêu chí."),
    "criterion_without_points": N_("Hãy cho tiêu chí này điểm lớn hơn 0, hoặc bỏ đi."),
    "body_missing": N_("Chưa có quyết định thành lập. Hãy ghi quyết định trước khi cử người."),
    "seat_missing": N_("Không tìm thấy thành viên này."),
    "seat_left": N_("Người này đã thôi tham gia. Tải lại trang để xem danh sách mới."),
    "bodies_settled": N_("Bước này đã xong việc của Hội đồng, Ban Giám khảo nên không đổi nữa."),
    "decision_in_future": N_("Ngày quyết định không thể sau hôm nay."),
    "already_seated": N_("Người này đã có trong danh sách."),
    "account_missing": N_("Không tìm thấy tài khoản này. Hãy tìm lại, hoặc chỉ ghi họ tên."),
    "position_taken": N_(
        "Chức danh này đã có người. Hãy thay người đó, hoặc chọn chức danh khác."
    ),
    "position_of_other_body": N_("Chức danh này không thuộc tổ chức đang chọn."),
    "council_full": N_("Hội đồng cấp này có nhiều nhất %(most)s người."),
    "entry_not_of_contest": N_("Hồ sơ hoặc giám khảo này không thuộc kỳ bình chọn."),
    "sheets_are_final": N_("Điểm đã khóa nên không ghi thêm trường hợp không chấm."),
}
