"""Photographs and files."""

from web.shown import N_

SENTENCES = {
    "empty_file": N_("Tệp này rỗng (0 byte). Hãy chọn lại ảnh."),
    "not_an_image": N_("Tệp này không phải là ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC."),
    "image_kind_unknown": N_(
        "Chưa nhận được loại ảnh %(format)s. Hãy lưu thành JPEG hoặc PNG rồi gửi lại."
    ),
    "image_damaged": N_("Ảnh bị hỏng hoặc gửi chưa hết. Hãy mở thử ảnh trên máy rồi gửi lại."),
    "image_hides_another": N_(
        "Tệp này vừa là ảnh vừa là một tệp khác (%(format)s) nên không nhận. "
        "Hãy gửi chính ảnh chụp, hoặc lưu lại ảnh thành JPEG rồi gửi."
    ),
    "image_too_large_bytes": N_(
        "Ảnh nặng hơn %(most)s MB. Hãy gửi bản nhẹ hơn, chẳng hạn giảm cỡ ảnh trên máy."
    ),
    "image_too_many_pixels": N_(
        "Ảnh quá lớn: nhiều nhất %(most)s triệu điểm ảnh. Hãy thu nhỏ rồi gửi lại."
    ),
    "image_side_too_long": N_(
        "Ảnh có cạnh dài %(side)s điểm ảnh, nhiều nhất là %(most)s. Hãy cắt hoặc thu nhỏ ảnh."
    ),
    "image_too_many_frames": N_(
        "Ảnh có %(frames)s khung hình, nhiều nhất là %(most)s. Hãy gửi một ảnh tĩnh."
    ),
    "image_too_heavy": N_(
        "Không mở được ảnh này trong giới hạn cho phép. Hãy lưu lại thành JPEG rồi gửi lại."
    ),
    "photo_small_for_print": N_(
        "Ảnh hơi nhỏ để in 10 × 15 cm cho nét (nên từ 1181 × 1772 điểm ảnh). Vẫn gửi được."
    ),
    "photo_not_found": N_("Không tìm thấy ảnh này."),
    "file_unreadable": N_("Không đọc được tệp này: %(why)s."),
    "empty_document": N_("Tệp này rỗng (0 byte). Hãy chọn lại tệp."),
    "document_kind_unknown": N_("Chỉ nhận tệp PDF hoặc Word (.docx). Hãy lưu thành PDF rồi gửi."),
    "document_too_large_bytes": N_(
        "Tệp nặng hơn %(most)s MB. Hãy quét ở độ phân giải thấp hơn rồi gửi lại."
    ),
    "document_too_many_pages": N_(
        "Tệp có %(pages)s trang, nhiều nhất là %(most)s. Hãy tách thành nhiều tệp."
    ),
    "document_damaged": N_("Tệp bị hỏng hoặc gửi chưa hết. Hãy mở thử trên máy rồi gửi lại."),
    "document_locked": N_("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    "document_acts": N_(
        "Tệp có mã chạy hoặc tệp khác bên trong nên không nhận. Hãy in ra PDF mới rồi gửi."
    ),
    "storage_away": N_(
        "Nơi cất ảnh và tệp đang không trả lời. Chưa có gì bị mất; hãy thử lại sau ít phút."
    ),
    "file_missing": N_("Không tìm thấy tệp này."),
    "pictures_busy": N_("Đang có nhiều ảnh được xử lý. Hãy thử lại sau %(seconds)s giây."),
}

STATUS = {
    "image_too_large_bytes": 413,
    "image_hides_another": 415,
    "image_kind_unknown": 415,
    "not_an_image": 415,
    "document_too_large_bytes": 413,
    "document_kind_unknown": 415,
    "document_acts": 415,
}
"""What a refused file is answered with where that is not 422."""
