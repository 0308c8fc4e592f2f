"""Words for the fixed kinds, for pages that build lists and workbooks: value → Vietnamese word,
with the shape of its tag where a list shows one. Templates say the same words in their macros."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from web.shown import N_

KINDS = {
    "enterprise": N_("Doanh nghiệp"),
    "cooperative": N_("Hợp tác xã"),
    "cooperative_group": N_("Tổ hợp tác"),
    "household_business": N_("Hộ kinh doanh"),
    "not_stated": N_("Nguồn không nêu"),
}
GROUPS = {
    "handicraft": N_("Thủ công mỹ nghệ"),
    "processed_food": N_("Chế biến nông, lâm, thủy sản và đồ uống"),
    "machinery": N_("Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí"),
    "other": N_("Sản phẩm khác"),
}
ORIGINS = {
    "registered": N_("Đăng ký tại đây"),
    "published": N_("Từ nguồn công khai"),
    "simulated": N_("Mô phỏng"),
}
LEVELS = {
    "commune": N_("Cấp xã"),
    "district": N_("Cấp huyện"),
    "province": N_("Cấp tỉnh"),
    "region": N_("Cấp khu vực"),
    "nation": N_("Cấp quốc gia"),
}
STAGES = {
    "draft": N_("Đang soạn"),
    "open": N_("Nhận hồ sơ"),
    "judging": N_("Chấm điểm"),
    "locked": N_("Đã khóa điểm"),
    "decided": N_("Hội đồng đã xét"),
    "recognised": N_("Đã có quyết định công nhận"),
    "announced": N_("Đã công bố"),
    "cancelled": N_("Đã hủy"),
}
STAGE_MARKS = {
    "draft": "draft",
    "open": "in_force",
    "judging": "in_hand",
    "locked": "in_hand",
    "decided": "in_hand",
    "recognised": "near",
    "announced": "done",
    "cancelled": "revoked",
}
ENTRIES = {
    "draft": N_("Đang soạn"),
    "filed": N_("Chờ xét hồ sơ"),
    "supplement": N_("Cần bổ sung"),
    "valid": N_("Hợp lệ"),
    "refused": N_("Không hợp lệ"),
    "withdrawn": N_("Đã rút"),
}
ENTRY_MARKS = {
    "draft": "draft",
    "filed": "in_hand",
    "supplement": "supplement",
    "valid": "done",
    "refused": "revoked",
    "withdrawn": "expired",
}
CERTIFICATES = {
    "in_force": N_("Còn giá trị"),
    "ending": N_("Sắp hết hạn"),
    "expired": N_("Đã hết hạn"),
    "revoked": N_("Đã thu hồi"),
    "not_yet": N_("Chưa có hiệu lực"),
}
CERTIFICATE_MARKS = {
    "in_force": "in_force",
    "ending": "near",
    "expired": "expired",
    "revoked": "revoked",
    "not_yet": "near",
}
FAIRS = {
    "draft": N_("Đang soạn"),
    "open": N_("Đang nhận đăng ký"),
    "allotting": N_("Đang xếp gian hàng"),
    "published": N_("Đã công bố sơ đồ"),
    "closed": N_("Đã kết thúc"),
    "cancelled": N_("Đã hủy"),
}
FAIR_MARKS = {
    "draft": "draft",
    "open": "in_force",
    "allotting": "in_hand",
    "published": "done",
    "closed": "expired",
    "cancelled": "revoked",
}
APPLICATIONS = {
    "asked": N_("Chờ xếp gian"),
    "allotted": N_("Đã có gian"),
    "refused": N_("Không được xếp"),
    "withdrawn": N_("Đã rút"),
}
APPLICATION_MARKS = {
    "asked": "in_hand",
    "allotted": "done",
    "refused": "revoked",
    "withdrawn": "expired",
}
DUES = {
    "overdue": N_("Quá hạn"),
    "near": N_("Sắp đến hạn"),
    "ahead": N_("Còn hạn"),
}
DUE_MARKS = {"overdue": "overdue", "near": "near", "ahead": "in_force"}
OUTCOMES = {
    "granted": N_("Đã được cấp"),
    "refused": N_("Bị từ chối"),
    "withdrawn": N_("Đã rút"),
}
OUTCOME_MARKS = {"granted": "in_force", "refused": "revoked", "withdrawn": "expired"}
COMPLAINTS = {
    "open": N_("Chờ trả lời"),
    "near": N_("Sắp hết hạn trả lời"),
    "overdue": N_("Quá hạn trả lời"),
    "settled": N_("Đã trả lời"),
    "settled_late": N_("Trả lời quá hạn"),
}
COMPLAINT_MARKS = {
    "open": "in_hand",
    "near": "near",
    "overdue": "overdue",
    "settled": "done",
    "settled_late": "expired",
}
COMPLAINT_OUTCOMES = {
    "rejected": N_("Không chấp nhận"),
    "corrected": N_("Chấp nhận, đã sửa kết quả"),
    "revocation": N_("Chấp nhận, đề nghị thu hồi giấy chứng nhận"),
    "withdrawn": N_("Người gửi đã rút"),
}
BUILT = {
    "entry": N_("Hồ sơ dự thi cấp trên"),
    "certificate": N_("Giấy chứng nhận cấp trên"),
    "nomination": N_("Đề cử"),
    "stand": N_("Gian hàng, đơn hội chợ"),
    "case": N_("Hồ sơ nhãn hiệu"),
}
ROLES = {
    "producer": N_("Cơ sở sản xuất"),
    "collaborator": N_("Cộng tác viên"),
    "officer": N_("Cán bộ xã, huyện"),
    "secretary": N_("Thư ký"),
    "juror": N_("Giám khảo"),
    "jury_head": N_("Trưởng Ban Giám khảo"),
    "council_member": N_("Ủy viên Hội đồng"),
    "council_chair": N_("Chủ tịch Hội đồng"),
    "fair_organiser": N_("Ban tổ chức hội chợ"),
    "support_officer": N_("Cán bộ hỗ trợ"),
    "programme_manager": N_("Quản lý chương trình"),
    "inspector": N_("Thanh tra"),
    "administrator": N_("Quản trị"),
}


def options(
    words: Mapping[str, str],
    translate: Callable[[str], str],
    only: Iterable[StrEnum] | None = None,
) -> list[tuple[str, str]]:
    """(value, words in one language) for a choice, all of them or `only` these."""
    kept = None if only is None else {one.value for one in only}
    return [(key, translate(said)) for key, said in words.items() if kept is None or key in kept]


SAMPLE_WAYS = {
    "physical": N_("Hiện vật"),
    "photo": N_("Qua ảnh"),
    "catalogue": N_("Qua catalogue"),
    "video": N_("Qua phim"),
    "site_visit": N_("Xem tại cơ sở"),
}
