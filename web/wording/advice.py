"""Why a figure about a panel cannot be had, and what is wrong with a table of ratings."""

from web.shown import N_

SENTENCES = {
    "one_juror": N_("Chỉ có một giám khảo: không có ai để so."),
    "few_rows": N_("Chưa đủ hai sản phẩm được mọi giám khảo chấm."),
    "no_pairs": N_("Không có sản phẩm nào được hai giám khảo cùng chấm."),
    "no_variance": N_("Mọi điểm giống nhau: không có khác biệt để đo."),
    "no_error": N_("Các giám khảo cho điểm như nhau: không có sai lệch để so."),
    "no_interval": N_("Quá ít điểm để tính khoảng tin cậy."),
    "below_zero": N_("Có điểm âm: không tính được theo tỷ lệ."),
    "not_connected": N_("Có giám khảo không chung sản phẩm nào với những người còn lại."),
    "table_without_jurors": N_("Bảng cần một cột sản phẩm và ít nhất một cột giám khảo."),
    "rating_not_a_number": N_("Cột %(column)s: “%(typed)s” không phải là số."),
    "row_too_long": N_("Dòng này có nhiều ô hơn dòng đầu."),
}
