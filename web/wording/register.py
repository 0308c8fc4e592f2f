"""The register: consents, mergers, histories."""

from web.shown import N_

SENTENCES = {
    "consent_missing": N_(
        "Bạn làm hồ sơ thay cơ sở: hãy ghi cơ sở đã đồng ý thế nào trước khi lập hồ sơ."
    ),
    "consent_giver_missing": N_("Hãy ghi tên người của cơ sở đã đồng ý."),
    "consent_in_future": N_("Ngày đồng ý không thể sau hôm nay."),
    "consent_by_holder_only": N_(
        "Cơ sở này có người quản lý riêng: hãy nhờ họ đồng ý trên trang “Người làm thay” "
        "của cơ sở."
    ),
    "consent_ended": N_(
        "Cơ sở không còn đồng ý cho bạn làm thay. Hồ sơ vẫn còn; chủ cơ sở tự gửi được."
    ),
    "helper_not_of_place": N_("Hãy chọn một cộng tác viên hoặc cán bộ của địa bàn cơ sở."),
}
