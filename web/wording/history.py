"""Old rounds and recognitions."""

from web.shown import N_

SENTENCES = {
    "past_round_missing": N_("Không tìm thấy dòng lịch sử này. Có thể đã có người gỡ bỏ."),
    "past_recognition_missing": N_(
        "Không tìm thấy lần công nhận này trong hồ sơ lịch sử. Có thể đã có người gỡ bỏ."
    ),
    "past_round_exists": N_(
        "Kỳ này (cùng cấp, nơi, năm và lần) đã có trong hồ sơ lịch sử. Hãy sửa dòng đã có."
    ),
    "past_recognition_opened_a_way": N_(
        "Có hồ sơ dự thi đã nộp bằng lần công nhận này nên chưa xóa được. Sửa lại thì được."
    ),
    "past_recognition_exists": N_(
        "Lần công nhận này (cùng sản phẩm, cấp, nơi, năm và lần) đã có trong hồ sơ lịch sử."
    ),
    "past_row_published": N_(
        "Dòng này chép nguyên từ nguồn đã công bố nên không sửa ở đây. Nếu số của cơ quan khác, "
        "hãy ghi một dòng của mình: dòng đó được dùng khi tính."
    ),
    "past_product_missing": N_("Hãy chọn sản phẩm trước."),
    # a row of a list
    "past_level_unknown": N_(
        "Không hiểu cấp “%(typed)s”. Hãy ghi xã, huyện, tỉnh, khu vực hoặc quốc gia."
    ),
    "past_place_unknown": N_("Năm %(year)s không có đơn vị nào của cấp này tên “%(typed)s”."),
    "past_place_unclear": N_(
        "Năm %(year)s, “%(typed)s” có thể là nhiều nơi: %(near)s. Hãy ghi thêm huyện, tỉnh."
    ),
    "past_row_elsewhere": N_("%(place)s nằm ngoài địa bàn bạn được giao hoặc đã chọn khi nhập."),
    "past_row_repeats": N_("Trùng với dòng %(row)s của tệp. Hãy bỏ một dòng, hoặc ghi lần khác."),
    "past_product_unknown": N_("Không có sản phẩm nào mang mã %(typed)s."),
    "past_maker_ambiguous": N_(
        "Có nhiều cơ sở tên “%(maker)s” trong địa bàn. Hãy ghi mã sản phẩm."
    ),
    "past_home_missing": N_(
        "Cơ sở chưa có trong danh bạ và chưa rõ ở đâu. Hãy ghi cột Địa chỉ cơ sở: xã, huyện, tỉnh."
    ),
    "past_year": N_("Năm phải từ %(first)s đến %(last)s."),
    "past_figures_missing": N_(
        "Hãy ghi ít nhất một con số. Số nào không rõ thì để trống, đừng ghi 0."
    ),
    "past_figure_out_of_range": N_("Số phải từ 0 đến 100.000. Không rõ thì để trống."),
    "past_more_than_received": N_("Số này không thể lớn hơn số đăng ký (%(most)s)."),
    "past_more_than_valid": N_("Số này không thể lớn hơn số hồ sơ hợp lệ (%(most)s)."),
    "past_more_than_passed": N_(
        "Số được chứng nhận không thể lớn hơn số đạt từ 70 điểm (%(most)s)."
    ),
    "past_source_missing": N_("Hãy ghi nguồn: sổ, báo cáo hay quyết định nào nêu các số này."),
    "past_paper_missing": N_("Hãy ghi số quyết định, hoặc ghi nguồn ở mục bên dưới."),
    "past_decision_of_other_year": N_(
        "Ngày này phải thuộc năm của kỳ bình chọn hoặc năm liền sau. Hãy xem lại năm hoặc ngày."
    ),
    "past_day_to_come": N_("Ngày này chưa tới."),
    "past_ends_before_it_begins": N_("Ngày này phải sau ngày cấp."),
    "past_place_not_then": N_(
        "Vào năm đó không có đơn vị này. Hãy chọn đơn vị của năm đó: trước 1/7/2025 còn tỉnh, "
        "huyện, xã cũ."
    ),
}
