"""Papers as Word documents."""

from web.shown import N_

SENTENCES = {
    "paper_without_sheets": N_("Giám khảo này chưa có phiếu nào để in."),
    "paper_needs_recognition": N_("Hãy ghi quyết định công nhận trước."),
    "paper_needs_letter": N_("Chưa có sản phẩm nào được đề cử lên cấp trên."),
    "paper_needs_forwarding": N_("Không có hồ sơ nào đi theo công văn chuyển của địa phương."),
    # what stays open on a paper that can be had
    "paper_open_number": N_("Chưa ghi số."),
    "paper_open_day": N_("Chưa ghi ngày ký."),
    "paper_open_frame": N_("Chưa có khung điểm của kỳ này; bản Word dùng khung có sẵn."),
    "paper_open_members": N_("Chưa có thành viên nào."),
    "paper_open_titles": N_("Có thành viên chưa ghi chức vụ, đơn vị công tác."),
    "paper_open_jury_head": N_("Chưa có Trưởng ban Giám khảo để ký."),
    "paper_open_secretary": N_("Chưa có thư ký để ký."),
    "paper_open_chair": N_("Chưa có Chủ tịch Hội đồng để ký."),
    "paper_open_submission": N_("Chưa ghi số, ngày tờ trình."),
    "paper_open_recognition": N_("Chưa ghi số, ngày, người ký quyết định; đây là bản dự thảo."),
    "paper_open_letters": N_("%(count)s địa phương chưa có số công văn."),
    # an office's own templates
    "paper_template_broken": N_(
        "Mẫu riêng của đơn vị không còn khớp với văn bản này. Hãy tải mẫu lên lại, hoặc quay về "
        "mẫu có sẵn."
    ),
    "paper_default_in_use": N_("Đang dùng mẫu có sẵn rồi."),
    "paper_too_large": N_("Tệp quá lớn. Mẫu nặng nhất %(most)s MB."),
    "paper_not_word": N_("Đây không phải tệp Word (.docx) mở được. Hãy lưu lại ở dạng .docx."),
    "paper_acts": N_(
        "Tệp có macro, tệp nhúng hoặc trường tự chạy (%(part)s). Hãy bỏ đi rồi lưu lại ở dạng "
        ".docx."
    ),
    "paper_links_out": N_("Tệp có liên kết ra ngoài: %(target)s. Hãy bỏ liên kết ấy rồi lưu lại."),
    "paper_tag_broken": N_("Có thẻ viết dở hoặc sai ở %(where)s."),
    "paper_tags_unmatched": N_(
        "Các thẻ mở và đóng không khớp: mỗi “for” cần một “endfor”, mỗi “if” cần một “endif”, và "
        "thẻ của hàng, của cột đứng riêng một hàng, một ô."
    ),
    "paper_tag_refused": N_(
        "Mẫu chỉ được đọc các trường, dùng “if” và “for”; không dùng được “%(said)s” %(where)s."
    ),
    "paper_unknown_fields": N_("Văn bản này không có trường: %(fields)s."),
}
