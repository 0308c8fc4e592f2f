"""Papers as Word documents."""

from web.shown import N_

SENTENCES = {
    "paper_without_sheets": N_("Giám khảo này chưa có phiếu nào để in."),
    "paper_needs_recognition": N_("Hãy ghi quyết định công nhận trước."),
    "paper_needs_letter": N_("Chưa có sản phẩm nào được đề cử lên cấp trên."),
}
