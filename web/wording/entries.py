"""Dossiers and their screening."""

from web.shown import N_

SENTENCES = {
    "contest_cancelled": N_("Kỳ bình chọn này đã bị hủy nên không nhận hồ sơ nữa."),
    "entries_not_open": N_("Kỳ bình chọn này bắt đầu nhận hồ sơ lúc %(opens)s."),
    "entries_closed": N_("Kỳ bình chọn này đã ngừng nhận hồ sơ lúc %(closed)s."),
    "supplement_closed": N_("Hạn bổ sung của hồ sơ này đã hết lúc %(closed)s."),
    "entry_not_editable": N_(
        "Hồ sơ đã gửi đi nên không sửa được nữa. Khi tổ giúp việc yêu cầu bổ sung, bạn sửa tiếp."
    ),
    "entry_not_in_that_state": N_(
        "Hồ sơ không còn ở bước này: có người vừa xử lý. Tải lại trang để xem tình trạng mới."
    ),
    "screening_over": N_("Kỳ bình chọn không còn ở giai đoạn nhận hồ sơ nên không sơ tuyển được."),
    "withdraw_over": N_("Kỳ bình chọn đã qua giai đoạn nhận hồ sơ nên không rút hồ sơ được nữa."),
    "establishment_place_missing": N_(
        "Cơ sở chưa ghi địa bàn. Hãy điền xã, phường của cơ sở rồi đăng ký lại."
    ),
    "outside_contest_place": N_("Cơ sở không thuộc địa bàn của kỳ bình chọn này."),
    "section_missing": N_("Mục “%(title)s” chưa có nội dung."),
    "section_unknown": N_("Bản thuyết minh không có mục này."),
    "section_changed_elsewhere": N_(
        "Mục này vừa được sửa ở nơi khác. Xem cả hai bản dưới đây, sửa lại rồi lưu."
    ),
    "photos_too_few": N_("Cần ít nhất %(least)s ảnh, hồ sơ đang có %(there)s ảnh."),
    "photos_too_many": N_("Một hồ sơ có nhiều nhất %(most)s ảnh. Hãy bỏ bớt."),
    "photo_not_of_product": N_("Chỉ chọn được ảnh của chính sản phẩm này, mỗi ảnh một lần."),
    "group_missing": N_("Hãy chọn nhóm sản phẩm."),
    "declaration_missing": N_("Hãy đánh dấu cam kết thông tin trong hồ sơ là đúng."),
    "lower_certificate_missing": N_(
        "Sản phẩm chưa có giấy chứng nhận cấp ngay dưới còn giá trị nên chưa dự thi cấp này được."
    ),
    "lower_certificate_or_letter_missing": N_(
        "Sản phẩm chưa có giấy chứng nhận cấp dưới còn giá trị. Nếu địa phương không tổ chức bình "
        "chọn, hãy ghi số văn bản giới thiệu của Ủy ban nhân dân."
    ),
    "lower_certificate_wrong_level": N_(
        "Giấy chứng nhận số %(number)s không phải của cấp ngay dưới kỳ bình chọn này."
    ),
    "lower_certificate_expired": N_(
        "Giấy chứng nhận số %(number)s (ghi giá trị đến %(until)s) không còn giá trị: đã hết hạn "
        "hoặc đã bị thu hồi. Vào ngày nộp hồ sơ giấy phải còn giá trị (%(source)s)."
    ),
    "letter_though_round_held": N_(
        "Địa phương đã tổ chức bình chọn cấp dưới (%(contest)s) nên văn bản giới thiệu không thay "
        "được giấy chứng nhận (%(source)s)."
    ),
    "reason_missing": N_("Hãy ghi rõ lý do để cơ sở biết phải làm gì."),
    "answer_by_past": N_("Hạn bổ sung phải là một ngày sắp tới."),
    "answer_by_after_judging": N_("Hạn bổ sung phải trước khi chấm điểm, lúc %(judging)s."),
    "part_not_asked": N_(
        "Tổ giúp việc không yêu cầu sửa mục này nên mục này giữ nguyên. Bạn chỉ sửa những mục "
        "được yêu cầu bổ sung."
    ),
    "no_part_chosen": N_("Hãy chọn ít nhất một mục cần bổ sung và ghi lý do cho mục đó."),
    "part_reason_missing": N_("Hãy ghi rõ mục này cần sửa gì để cơ sở biết phải làm gì."),
    "answer_by_not_later": N_("Hạn mới phải sau hạn đang có, là %(stands)s."),
    "paper_answer_missing": N_(
        "Hãy ghi bạn đã gửi giấy tờ này cho Tổ giúp việc bằng cách nào, ngày nào."
    ),
    "nothing_lacking": N_(
        "Kiểm tra tự động không thấy hồ sơ này thiếu gì. Muốn yêu cầu bổ sung, hãy chọn mục và "
        "ghi lý do."
    ),
    "sets_out_of_range": N_("Số bộ phải từ 0 đến %(most)s."),
    "sets_too_few": N_("Hồ sơ giấy có %(there)s bộ, cần %(asked)s bộ."),
    "paper_absent": N_("Chưa có giấy tờ này trong hồ sơ."),
    "papers_ticked_before": N_("Mọi giấy tờ bắt buộc của hồ sơ này đã được đánh dấu."),
    "place_listed": N_("Thuộc loại địa bàn được kể tên. Căn cứ: %(source)s."),
    "place_not_listed": N_(
        "Phường của quận không nằm trong các địa bàn được kể tên. Căn cứ: %(source)s."
    ),
    "place_by_city_class": N_(
        "Phường thuộc thành phố: đủ điều kiện khi thành phố là loại 2, loại 3, hoặc loại 1 mà "
        "phường chuyển từ xã chưa quá 05 năm. Hãy xem quyết định rồi ghi nhận. Căn cứ: %(source)s."
    ),
    "place_rule_unread": N_(
        "Quy định về địa bàn của ngày này chưa đọc được nguyên văn đối với loại đơn vị này. Hãy "
        "xem văn bản rồi ghi nhận. Căn cứ: %(source)s."
    ),
    "place_kind_not_settled": N_(
        "Quy định không nói rõ loại đơn vị này. Hãy xem rồi ghi nhận. Căn cứ: %(source)s."
    ),
    "place_of_several": N_(
        "Xã, phường này ghép từ nhiều đơn vị cũ, có nơi được kể tên, có nơi không. Hãy xem cơ sở "
        "nằm ở đâu rồi ghi nhận. Căn cứ: %(source)s."
    ),
    "place_not_stated": N_(
        "Cơ sở chưa ghi xã, phường nên không đối chiếu được. Căn cứ: %(source)s."
    ),
    "place_without_rule": N_("Chưa có quy định về địa bàn cho ngày gửi hồ sơ này."),
    "place_settled": N_("%(actor)s đã xem và ghi nhận: %(reason)s"),
    "place_clear": N_("Địa bàn của hồ sơ này không cần ghi nhận thêm."),
    "sample_needs_code": N_(
        "Chỉ nhận hiện vật của hồ sơ hợp lệ đã có mã số bình chọn. Hãy xét hồ sơ trước."
    ),
    "sample_judged_otherwise": N_(
        "Chủ tịch Hội đồng đã quyết định chấm sản phẩm này theo cách khác nên không nhận hiện vật."
    ),
    "pieces_out_of_range": N_("Số lượng phải từ 1 đến %(most)s."),
    "keep_until_past": N_("Ngày này phải từ hôm nay trở đi và không trước ngày đồng ý."),
    "sample_returned_before": N_("Hiện vật này đã trả lại cho chủ sở hữu."),
    "keep_without_consent": N_(
        "Chưa có đồng ý của chủ sở hữu nên phải trả hiện vật, không giữ lại trưng bày được "
        "(TT 26/2014/TT-BCT Đ15.3)."
    ),
    "keep_past_consent": N_("Chủ sở hữu chỉ đồng ý cho giữ đến %(until)s."),
    "consent_by_owner_only": N_(
        "Đồng ý tại đây là việc của người thuộc cơ sở; tổ giúp việc chỉ ghi lại đồng ý bằng "
        "giấy, qua điện thoại hoặc gặp trực tiếp."
    ),
    "method_detail_missing": N_("Hãy ghi xem ở đâu, lúc nào, hoặc địa chỉ phim."),
    "method_after_lock": N_("Điểm đã khóa hoặc kỳ đã hủy nên không đổi cách chấm được nữa."),
    "received_to_come": N_("Ngày giờ nhận hồ sơ giấy chưa tới."),
    "signed_after_receipt": N_("Ngày ký phiếu không thể sau ngày nhận hồ sơ."),
    "entry_there_already": N_(
        "Sản phẩm này đã có hồ sơ trong kỳ, mã hồ sơ %(receipt)s. Mỗi sản phẩm một hồ sơ trong "
        "một kỳ."
    ),
    "product_not_chosen": N_("Hãy tìm rồi chọn sản phẩm của hồ sơ giấy này."),
}
