"""The public catalogue."""

from web.shown import N_

SENTENCES = {
    "label_unknown": N_(
        "Không có sản phẩm hay giấy chứng nhận nào mang mã này. Hãy xem lại mã trên nhãn."
    ),
}
