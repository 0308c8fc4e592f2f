"""What is printed on a certificate."""

from web.shown import N_

SENTENCES = {
    "validity_rule_unknown": N_(
        "Chưa có quy định về thời hạn cho giấy chứng nhận cấp ngày %(issued_on)s. "
        "Hãy nhập ngày hết hạn in trên giấy."
    ),
    "expiry_before_issue": N_(
        "Ngày hết hạn %(valid_until)s sớm hơn ngày cấp %(issued_on)s. Hãy xem lại hai ngày này."
    ),
    "number_pattern_unknown": N_(
        "Chưa có mẫu số giấy chứng nhận cho cấp này vào ngày %(day)s. Hãy báo người quản trị."
    ),
    "certificate_letters_unshowable": N_(
        "Giấy chứng nhận không in được các ký tự sau: %(letters)s. Hãy sửa lại nội dung."
    ),
    "certificate_text_too_long": N_(
        "Nội dung quá dài cho một trang giấy chứng nhận. Hãy viết gọn tên và địa chỉ."
    ),
    "certificates_before_recognition": N_(
        "Chưa có quyết định công nhận nên chưa cấp giấy chứng nhận được. Hãy ghi quyết định trước."
    ),
    "certificate_below_mark": N_(
        "Không cấp được giấy nào: %(entry)s có điểm bình quân %(average_points)s, dưới "
        "%(mark_points)s. Sản phẩm dưới mức này không được chứng nhận (%(clause)s)."
    ),
    "numbers_before_decision": N_(
        "Giữ số khi Hội đồng đã quyết định và kết quả chưa công bố; hiện không ở bước đó."
    ),
    "planned_past": N_("Ngày dự kiến cấp đã qua. Hãy ghi từ hôm nay trở đi."),
    "issued_before_decision": N_(
        "Ngày cấp không thể sớm hơn ngày ký quyết định công nhận (%(signed_on)s)."
    ),
    "issued_too_far_ahead": N_("Ngày cấp quá xa: nhiều nhất %(days)s ngày kể từ hôm nay."),
    "entry_letters_unshowable": N_(
        "Chưa cấp giấy nào: hồ sơ %(entry)s có ký tự không in được trên giấy chứng nhận "
        "(%(letters)s). Hãy sửa tên hoặc địa chỉ trong hồ sơ rồi cấp lại."
    ),
    "certificate_already_revoked": N_(
        "Giấy chứng nhận này đã bị thu hồi theo quyết định %(decision)s, từ ngày %(revoked_on)s."
    ),
    "revoked_before_issue": N_("Ngày thu hồi không thể sớm hơn ngày cấp giấy (%(issued_on)s)."),
    "revoked_in_future": N_("Ngày này chưa tới. Hãy ghi ngày quyết định thu hồi có hiệu lực."),
    "why_too_short": N_("Hãy viết rõ lý do, ít nhất %(least)s chữ."),
    "code_missing": N_("Hãy nhập mã kiểm tra in trên giấy chứng nhận, ví dụ TH-C5H66-S35CW."),
    "code_length": N_(
        "Mã kiểm tra có %(wanted)s ký tự sau chữ TH; ở đây có %(there)s. Hãy xem lại từng ký tự."
    ),
    "code_letters": N_(
        "Mã kiểm tra không có ký tự %(letters)s. Hãy xem lại từng ký tự trên giấy."
    ),
    "code_mistyped": N_(
        "Mã này gõ sai? Ký tự cuối không khớp các ký tự trước. Hãy xem lại từng ký tự trên giấy."
    ),
    "certificate_unknown": N_("Không có giấy chứng nhận nào mang mã này."),
    "nobody_chosen": N_("Hãy chọn ít nhất một sản phẩm."),
    "letter_before_certificate": N_(
        "Ngày văn bản không thể sớm hơn ngày cấp giấy chứng nhận (%(issued_on)s)."
    ),
    "letter_in_future": N_("Ngày này chưa tới. Hãy ghi ngày ký văn bản đề cử."),
    "nomination_before_announcement": N_("Kết quả chưa công bố nên chưa đề cử được."),
    "nomination_wrong_level": N_("Chỉ đề cử lên kỳ bình chọn ở cấp ngay trên."),
    "nomination_outside_place": N_("Kỳ bình chọn cấp trên này không bao gồm địa bàn của bạn."),
    "nomination_contest_closed": N_("Kỳ bình chọn cấp trên hiện không nhận hồ sơ."),
    "nomination_certificate_revoked": N_("Giấy chứng nhận số %(number)s đã bị thu hồi."),
    "nomination_certificate_not_yet": N_("Giấy chứng nhận số %(number)s chưa có hiệu lực."),
    "nomination_certificate_expired": N_(
        "Giấy chứng nhận số %(number)s đã hết hạn ngày %(until)s. Giấy chứng nhận cấp dưới phải "
        "còn giá trị (%(source)s)."
    ),
}
