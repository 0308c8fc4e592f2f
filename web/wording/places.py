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
