"""Administrative units."""

from web.shown import N_

SENTENCES = {
    "unit_missing": N_("Không tìm thấy đơn vị hành chính này. Hãy chọn lại trong danh sách."),
}
