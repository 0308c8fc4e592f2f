"""Administrative units."""

from web.shown import N_

SENTENCES = {
    "unit_missing": N_("Không tìm thấy đơn vị hành chính này. Hãy chọn lại trong danh sách."),
    # a line of address (core.territory.matching): what it came to
    "place_unknown": N_(
        "Không có đơn vị hành chính nào tên như vậy ở nơi đã ghi. Hãy xem lại tên xã, huyện, tỉnh."
    ),
    "place_ambiguous": N_(
        "Địa danh này có thể là nhiều nơi, hoặc dấu khác với tên trong danh mục. Hãy chọn một nơi."
    ),
    "place_split": N_(
        "Đơn vị này đã được chia về nhiều đơn vị mới. Hãy chọn đơn vị hiện nay của cơ sở."
    ),
    "place_gone": N_("Đơn vị này không còn; đã lấy đơn vị mà toàn bộ địa bàn được nhập vào."),
    "place_too_wide": N_("Mới có huyện hoặc tỉnh. Hãy ghi thêm tên xã, phường, thị trấn."),
}

CHANGES = {
    # a dated file of changes (core.territory.changes), refused by row
    "change_file_refused": N_(
        "Có %(rows)s dòng chưa đúng, nên chưa nạp dòng nào. Hãy sửa các dòng nêu dưới đây."
    ),
    "change_file_missing": N_("Hãy chọn một tệp CSV hoặc JSON."),
    "change_file_large": N_("Tệp quá lớn: nhiều nhất %(most)s MB."),
    "change_not_utf8": N_("Tệp không phải văn bản UTF-8. Hãy lưu lại dạng “CSV UTF-8”."),
    "change_file_unread": N_("Không đọc được tệp. Cần CSV có dòng tiêu đề, hoặc danh sách JSON."),
    "change_file_empty": N_("Tệp không có dòng nào."),
    "change_file_long": N_("Tệp quá dài: nhiều nhất %(most)s dòng."),
    "change_heads_missing": N_("Thiếu cột: %(heads)s."),
    "change_cell_empty": N_("Ô “%(head)s” còn trống hoặc quá dài."),
    "change_day_unread": N_(
        "Không hiểu ngày “%(written)s”. Hãy ghi như 2027-01-31 hoặc 31/01/2027."
    ),
    "change_act_unknown": N_(
        "Không hiểu việc “%(written)s”. Dùng: đổi tên, nhập, tách, đổi mã, vùng."
    ),
    "change_day_before_lists": N_(
        "Ngày này trước danh mục hiện có; thay đổi được nạp từ ngày %(first)s trở đi."
    ),
    "change_day_to_come": N_("Ngày %(day)s chưa tới. Hãy nạp dòng này từ ngày ấy trở đi."),
    "change_day_far": N_("Ngày quá xa."),
    "change_unit_unknown": N_("Ngày %(day)s không có đơn vị nào mang mã %(code)s."),
    "change_renamed_and_ended": N_(
        "Đơn vị %(code)s vừa đổi tên vừa kết thúc trong cùng một ngày. Hãy bỏ một dòng."
    ),
    "change_two_ends": N_("Đơn vị %(code)s có hai cách kết thúc khác nhau trong cùng một ngày."),
    "change_into_itself": N_("Đơn vị %(code)s không thể nhập vào chính nó."),
    "change_name_without_kind": N_(
        "Tên “%(written)s” phải bắt đầu bằng từ chỉ loại đúng cấp, ví dụ “Xã”, “Phường”, “Tỉnh”."
    ),
    "change_name_long": N_("Tên quá dài: nhiều nhất %(most)s chữ."),
    "change_same_name": N_("Đơn vị vẫn đang mang tên “%(name)s”: không có gì thay đổi."),
    "change_other_level": N_("Đơn vị %(code)s ở cấp khác."),
    "change_code_unread": N_("Mã “%(code)s” phải có 2, 3 hoặc 5 chữ số."),
    "change_target_unknown": N_(
        "Chưa có đơn vị mang mã %(code)s. Nếu là đơn vị mới, hãy ghi tên đầy đủ và nơi trực thuộc."
    ),
    "change_code_taken": N_("Mã %(code)s đang thuộc một đơn vị còn tồn tại."),
    "change_code_used": N_("Mã %(code)s đã được dùng cho một đơn vị khác trong tuần đó."),
    "change_parent_unknown": N_("Không có đơn vị cấp trên mang mã %(code)s vào ngày đó."),
    "change_target_differs": N_("Hai dòng ghi đơn vị mới %(code)s khác tên hoặc khác cấp trên."),
    "change_region_unknown": N_("Không có khu vực “%(written)s”. Dùng: %(known)s."),
    "change_region_of_province": N_("Chỉ tỉnh, thành phố mới thuộc khu vực; %(code)s thì không."),
    "change_children_left": N_(
        "Đơn vị được chia nhưng chưa có dòng nào nói “%(name)s” bên trong về đâu."
    ),
    "change_row_twice": N_("Dòng này trùng việc với dòng %(other)s nhưng ghi khác."),
    "change_load_missing": N_("Không tìm thấy lần nạp này. Có thể đã có người rút lại."),
    "change_load_rested_on": N_(
        "Chưa rút lại được: có %(count)s thay đổi nạp sau dựa vào tệp này. Hãy rút lại tệp sau "
        "trước."
    ),
    "change_load_in_use": N_(
        "Chưa rút lại được: đã có hồ sơ, người hoặc giấy tờ gắn với %(count)s đơn vị do tệp này "
        "lập ra (%(places)s)."
    ),
    "change_differs_from_loaded": N_(
        "Thay đổi này đã nạp với nội dung khác (“%(name)s”). Không nạp đè."
    ),
}
SENTENCES |= CHANGES
