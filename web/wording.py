"""Refusal code → sentence. The only table of messages; a test holds it against every code used.

Sentences are Vietnamese and say what to do; English stands in the catalogue. `%(name)s` are facts.
Each room keeps its own section.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from web import shown

SENTENCES: dict[str, str] = {}


def N_(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def sentence(code: str, facts: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """What to tell the person. An unknown code is a bug and raises KeyError."""
    said = translate(SENTENCES[code])
    return said % {name: _shown(name, value) for name, value in facts.items()} if facts else said


def _shown(name: str, value: object) -> str:
    """A fact named `…_points` is hundredths of a point, `…_dong` money; a tuple lists several."""
    if name.endswith("_points") and isinstance(value, int):
        return shown.points(value)
    if name.endswith("_dong") and isinstance(value, int):
        return shown.dong(value)
    if isinstance(value, tuple):
        return ", ".join(_shown(name, one) for one in value)
    if isinstance(value, datetime):
        return shown.moment(value)
    if isinstance(value, date):
        return shown.day(value)
    return str(value)


# --- everywhere -------------------------------------------------------------------------------
SENTENCES |= {
    "invalid": N_("Có chỗ cần sửa trong biểu mẫu. Xem lời nhắc ở từng ô."),
    "sign_in_first": N_("Bạn cần đăng nhập để xem trang này."),
    "not_found": N_("Không tìm thấy trang này. Có thể địa chỉ bị gõ sai."),
    "not_allowed": N_("Tài khoản của bạn không có quyền làm việc này."),
    "changed_elsewhere": N_(
        "Nội dung này vừa được sửa ở nơi khác. Tải lại trang để xem bản mới rồi sửa tiếp."
    ),
    "just_done": N_("Việc này vừa được làm rồi. Tải lại trang để xem kết quả."),
    "missing": N_("Mục này cần được điền."),
    "too_long": N_("Nhiều nhất %(most)s chữ. Hãy viết gọn lại."),
    "unknown_choice": N_("Hãy chọn một mục trong danh sách."),
    "not_points": N_("Hãy viết điểm bằng số, ví dụ 8,5 hoặc 8.5."),
    "not_whole": N_("Hãy viết một số nguyên, ví dụ 12 hoặc 1.200."),
    "not_money": N_("Hãy viết số tiền, ví dụ 35.000.000 hoặc 35tr."),
    "not_a_day": N_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026."),
    "server_fault": N_("Máy chủ gặp lỗi. Việc vừa rồi chưa được ghi. Hãy thử lại sau ít phút."),
    "unreadable_request": N_("Máy chủ không đọc được yêu cầu này. Hãy tải lại trang và thử lại."),
}

# --- territory --------------------------------------------------------------------------------
SENTENCES |= {
    "unit_missing": N_("Không tìm thấy đơn vị hành chính này. Hãy chọn lại trong danh sách."),
}


# --- people and register ----------------------------------------------------------------------
SENTENCES |= {
    "contact_missing": N_("Hãy điền số điện thoại hoặc e-mail, để bạn đăng nhập về sau."),
    "contact_not_valid": N_("Hãy điền một e-mail hoặc một số điện thoại, ví dụ 0912 345 678."),
    "contact_taken": N_("Số điện thoại hoặc e-mail này đã có tài khoản. Hãy đăng nhập."),
    "email_not_valid": N_("E-mail chưa đúng. Ví dụ đúng: ten@vidu.vn."),
    "email_taken": N_("E-mail này đã có tài khoản. Hãy đăng nhập, hoặc đặt lại mật khẩu."),
    "phone_not_valid": N_("Số điện thoại chưa đúng. Ví dụ đúng: 0912 345 678."),
    "phone_taken": N_("Số điện thoại này đã có tài khoản. Hãy đăng nhập, hoặc đặt lại mật khẩu."),
    "password_too_short": N_(
        "Mật khẩu cần ít nhất %(least)s ký tự. Một câu ngắn dễ nhớ là tốt nhất."
    ),
    "password_too_long": N_("Mật khẩu dài nhất %(most)s ký tự."),
    "password_common": N_("Mật khẩu này quá nhiều người dùng. Hãy chọn một câu của riêng bạn."),
    "wrong_password": N_("Mật khẩu đang dùng chưa đúng."),
    "wrong_sign_in": N_("Tài khoản hoặc mật khẩu chưa đúng. Hãy xem lại cả hai rồi thử lại."),
    "too_many_tries": N_("Thử quá nhiều lần. Hãy đợi %(seconds)s giây rồi thử lại."),
    "account_not_found": N_("Không tìm thấy tài khoản này."),
    "not_oneself": N_("Bạn không thể khóa tài khoản của chính mình."),
    "last_administrator": N_(
        "Đây là người quản trị cuối cùng. Hãy trao quyền quản trị cho người khác trước."
    ),
    "role_by_membership": N_(
        "Vai cơ sở sản xuất có được khi thuộc về một cơ sở, không trao riêng được."
    ),
    "role_by_seat": N_(
        "Vai này có được khi ngồi ghế trong Hội đồng hoặc Ban Giám khảo của một kỳ bình chọn."
    ),
    "role_without_place": N_("Vai quản trị không gắn với địa bàn nào."),
    "place_missing": N_("Hãy chọn địa bàn: gõ tên vào ô tìm rồi chọn một dòng."),
    "place_not_valid": N_("Hãy chọn một xã, phường, huyện hoặc tỉnh trong danh sách."),
    "reset_beyond_reach": N_(
        "Bạn không cấp được mã cho người này: người này giữ vai hoặc địa bàn ngoài quyền của bạn. "
        "Hãy nhờ người quản trị."
    ),
    "reset_link_ended": N_("Liên kết này đã dùng hoặc đã hết hạn. Hãy xin một liên kết mới."),
    "reset_code_wrong": N_("Mã chưa đúng hoặc đã hết hạn. Hãy xem lại mã và tài khoản."),
    "invitation_ended": N_("Lời mời này đã dùng hoặc đã hết hạn. Hãy xin một lời mời mới."),
    "invitation_not_yours": N_("Bạn không mời được vai này ở địa bàn này."),
    "establishment_not_found": N_("Không tìm thấy cơ sở này."),
    "establishment_exists": N_(
        "Mã số này đã được đăng ký cho “%(name)s”. Nếu đó là cơ sở của bạn, hãy xin tham gia."
    ),
    "product_not_found": N_("Không tìm thấy sản phẩm này."),
    "not_your_place": N_("Cơ sở này ở ngoài địa bàn của bạn."),
    "number_missing": N_("Hãy điền mã số thuế của cơ sở."),
    "number_not_valid": N_(
        "Mã số gồm 10 hoặc 13 chữ số (mã số thuế), hoặc 12 chữ số (số định danh của chủ hộ)."
    ),
    "number_wrong_digit": N_("Mã số thuế này có một chữ số sai. Hãy xem lại từng chữ số."),
    "already_member": N_("Bạn đã thuộc về cơ sở này rồi."),
    "already_settled": N_("Yêu cầu này đã được trả lời rồi."),
    "first_holder_only": N_(
        "Chỉ người đứng đầu cơ sở, hoặc tổ thư ký địa bàn, làm được việc này."
    ),
    "last_first_holder": N_(
        "Người đứng đầu cơ sở không thể rời đi. Hãy liên hệ tổ thư ký để chuyển giao."
    ),
    "set_too_small": N_("Một bộ sản phẩm có ít nhất hai sản phẩm, mỗi tên một dòng."),
    "photo_missing": N_("Hãy chọn ít nhất một ảnh."),
    "album_full": N_("Nhiều nhất %(most)s ảnh cho một sản phẩm. Hãy bỏ bớt."),
}


# --- pictures ---------------------------------------------------------------------------------
SENTENCES |= {
    "empty_file": N_("Tệp này rỗng (0 byte). Hãy chọn lại ảnh."),
    "not_an_image": N_("Tệp này không phải là ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC."),
    "image_kind_unknown": N_(
        "Chưa nhận được loại ảnh %(format)s. Hãy lưu thành JPEG hoặc PNG rồi gửi lại."
    ),
    "image_damaged": N_("Ảnh bị hỏng hoặc gửi chưa hết. Hãy mở thử ảnh trên máy rồi gửi lại."),
    "image_too_large_bytes": N_(
        "Ảnh nặng %(megabytes)s MB, nhiều nhất là %(most)s MB. Hãy gửi bản nhẹ hơn."
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
    "file_missing": N_("Không tìm thấy tệp này."),
    "pictures_busy": N_("Đang có nhiều ảnh được xử lý. Hãy thử lại sau %(seconds)s giây."),
}


# --- certificates -----------------------------------------------------------------------------
SENTENCES |= {
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
}


# --- entries ----------------------------------------------------------------------------------
SENTENCES |= {
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
    "consent_missing": N_(
        "Khi làm thay, hãy ghi cơ sở đã đồng ý thế nào: ai đồng ý, ngày nào, bằng cách nào."
    ),
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
        "Giấy chứng nhận số %(number)s có giá trị đến %(until)s, nay không còn giá trị."
    ),
    "reason_missing": N_("Hãy ghi rõ lý do để cơ sở biết phải làm gì."),
    "answer_by_past": N_("Hạn bổ sung phải là một ngày sắp tới."),
    "answer_by_after_judging": N_("Hạn bổ sung phải trước khi chấm điểm, lúc %(judging)s."),
}

# --- contests and bodies ----------------------------------------------------------------------
SENTENCES |= {
    "contest_missing": N_("Không tìm thấy kỳ bình chọn này."),
    "no_rules_on_that_day": N_(
        "Vào ngày bắt đầu nhận hồ sơ, không có quy định bình chọn cho cấp này. Cấp huyện có đến "
        "hết 30/6/2025, cấp xã có từ 1/7/2025. Hãy xem lại cấp hoặc ngày."
    ),
    "place_not_yours": N_("Hãy chọn một địa bàn mà bạn được giao phụ trách."),
    "place_of_other_level": N_("Địa bàn này không thuộc cấp đã chọn. Hãy chọn lại cấp hoặc nơi."),
    "place_not_standing": N_(
        "Địa bàn này không còn hoặc chưa có vào ngày bắt đầu nhận hồ sơ. Hãy chọn đơn vị của "
        "ngày đó."
    ),
    "year_out_of_range": N_("Hãy viết năm bằng bốn chữ số, ví dụ 2026."),
    "round_out_of_range": N_("Lần thứ phải là một số từ 1 đến 99."),
    "round_taken": N_("Đã có kỳ bình chọn của cấp, nơi, năm và lần này. Hãy ghi lần khác."),
    "closes_before_opening": N_("Hạn cuối phải sau lúc bắt đầu nhận hồ sơ."),
    "judging_before_closing": N_("Chấm điểm bắt đầu sau khi hết hạn nhận hồ sơ."),
    "judging_ends_before_it_begins": N_("Ngày chấm xong phải sau ngày bắt đầu chấm."),
    "not_a_time": N_("Hãy viết giờ theo dạng giờ:phút, ví dụ 17:00."),
    "draft_only": N_("Kỳ bình chọn đã mở nên mục này không sửa được nữa."),
    "deadline_brought_forward": N_(
        "Kỳ bình chọn đã mở: chỉ được lùi hạn nhận hồ sơ ra sau %(closed)s, không rút ngắn."
    ),
    "closing_is_past": N_("Hạn nhận hồ sơ đã qua (%(closed)s). Hãy đặt hạn mới rồi mở."),
    "entries_still_open": N_("Còn trong hạn nhận hồ sơ, đến %(closes)s."),
    "entries_unscreened": N_("Còn %(count)s hồ sơ chưa xét xong. Hãy xét hết trước khi chấm."),
    "no_valid_entry": N_("Chưa có hồ sơ nào hợp lệ để chấm."),
    "council_size": N_(
        "Hội đồng hiện có %(size)s người. Cấp này cần đúng một trong các số: %(allowed)s."
    ),
    "council_without_chair": N_("Hội đồng chưa có Chủ tịch."),
    "jury_empty": N_("Chưa có Ban Giám khảo."),
    "jury_even": N_("Ban Giám khảo hiện có %(size)s người. Số thành viên phải là số lẻ."),
    "jury_without_head": N_("Ban Giám khảo chưa có Trưởng ban."),
    "frame_not_approved": N_("Khung điểm chưa được Chủ tịch Hội đồng duyệt."),
    "sheets_not_final": N_("Phiếu chấm chưa đủ để khóa điểm."),
    "outcomes_not_decided": N_("Hội đồng chưa quyết định hết các sản phẩm."),
    "decision_not_recorded": N_("Chưa ghi quyết định công nhận."),
    "stage_skipped": N_("Các bước đi theo thứ tự, không bỏ bước nào."),
    "stage_moved": N_(
        "Kỳ bình chọn vừa được chuyển bước ở nơi khác. Tải lại trang để xem bước hiện nay."
    ),
    "frame_missing": N_("Kỳ bình chọn chưa có khung điểm."),
    "frame_not_frozen": N_("Khung điểm chưa được chốt để chấm."),
    "frame_settled": N_("Khung điểm đã chốt khi bắt đầu chấm, không thay được nữa."),
    "frame_not_waiting": N_("Khung điểm này không còn chờ duyệt. Tải lại trang để xem bản mới."),
    "frame_faulty": N_("Khung điểm chưa cộng đúng nên chưa duyệt được."),
    "frame_too_long": N_("Khung điểm có quá %(most)s tiêu chí. Hãy gộp bớt."),
    "frame_part_missing": N_("Khung điểm thiếu phần: %(parts)s."),
    "frame_part_unknown": N_("“%(code)s” không phải là một phần của khung điểm."),
    "frame_part_sum": N_("Phần này được %(sum_points)s điểm, phải đúng %(most_points)s điểm."),
    "frame_sum": N_("Các tiêu chí con cộng được %(sum_points)s điểm, phải đúng %(most_points)s."),
    "criterion_without_code": N_("Tiêu chí này chưa có số thứ tự."),
    "criterion_twice": N_("Số thứ tự %(code)s được dùng hai lần."),
    "criterion_parent_unknown": N_("Không có tiêu chí %(code)s để đặt tiêu chí con vào."),
    "criterion_without_name": N_("Hãy viết tên tiêu chí."),
    "criterion_without_points": N_("Hãy cho tiêu chí này điểm lớn hơn 0, hoặc bỏ đi."),
    "body_missing": N_("Chưa có quyết định thành lập. Hãy ghi quyết định trước khi cử người."),
    "seat_missing": N_("Không tìm thấy thành viên này."),
    "seat_left": N_("Người này đã thôi tham gia. Tải lại trang để xem danh sách mới."),
    "bodies_settled": N_("Bước này đã xong việc của Hội đồng, Ban Giám khảo nên không đổi nữa."),
    "decision_in_future": N_("Ngày quyết định không thể sau hôm nay."),
    "already_seated": N_("Người này đã có trong danh sách."),
    "account_missing": N_("Không tìm thấy tài khoản này. Hãy tìm lại, hoặc chỉ ghi họ tên."),
    "position_taken": N_(
        "Chức danh này đã có người. Hãy thay người đó, hoặc chọn chức danh khác."
    ),
    "position_of_other_body": N_("Chức danh này không thuộc tổ chức đang chọn."),
    "council_full": N_("Hội đồng cấp này có nhiều nhất %(most)s người."),
    "entry_not_of_contest": N_("Hồ sơ hoặc giám khảo này không thuộc kỳ bình chọn."),
    "sheets_are_final": N_("Điểm đã khóa nên không ghi thêm trường hợp không chấm."),
}

# --- scoring and results ----------------------------------------------------------------------
SENTENCES |= {
    "not_on_jury": N_("Bạn không ở trong Ban Giám khảo của kỳ bình chọn này."),
    "recused": N_("Bạn không chấm sản phẩm này."),
    "entry_not_valid": N_("Sản phẩm này không nằm trong danh sách chấm điểm."),
    "judging_not_open": N_("Kỳ bình chọn này chưa mở chấm điểm. Danh sách sẽ hiện khi mở."),
    "judging_closed": N_("Điểm đã khóa. Không ghi thêm được vào phiếu chấm."),
    "judging_time_over": N_(
        "Đã hết giờ chấm điểm lúc %(closed)s. Nếu cần thêm giờ, hãy báo tổ giúp việc."
    ),
    "sheet_signed": N_("Phiếu này đã ký. Điểm trên phiếu đã ký không sửa được nữa."),
    "sheet_changed_elsewhere": N_(
        "Phiếu này vừa được sửa ở nơi khác. Hãy xem điểm đã lưu bên cạnh điểm bạn vừa gõ, "
        "chọn điểm đúng rồi lưu lại."
    ),
    "criterion_unknown": N_("Có điểm gửi cho một tiêu chí không có trong khung điểm. Chưa lưu."),
    "points_out_of_range": N_("Điểm của mục này từ 0 đến %(max_points)s."),
    "judging_end_past": N_("Giờ kết thúc phải ở phía trước. Hãy chọn một giờ muộn hơn."),
    "reason_too_short": N_("Lý do được ghi vào biên bản: hãy viết ít nhất %(least)s chữ cái."),
    "gaps_left": N_(
        "Còn thiếu %(count)s phiếu. Theo quy chế của kỳ này, mọi phiếu phải ký xong mới khóa được."
    ),
    "gaps_before_deadline": N_(
        "Còn thiếu %(count)s phiếu và giám khảo vẫn còn thời gian chấm. "
        "Hãy đợi hết giờ, hoặc kết thúc sớm giờ chấm có ghi lý do."
    ),
    "day_ahead": N_("Ngày này chưa tới. Hãy xem lại."),
    "day_before": N_("Ngày này phải từ ngày %(earliest)s trở đi."),
    "met_before_lock": N_("Hội đồng họp sau khi khóa điểm, tức từ ngày %(locked)s."),
    "present_not_in_council": N_("Số người dự họp từ 1 đến %(size)s, bằng số người của Hội đồng."),
    "votes_do_not_add_up": N_(
        "Phiếu tán thành và không tán thành cộng được %(votes)s, số người dự họp là %(present)s."
    ),
    "vote_without_majority": N_("Quyết định chỉ được ghi khi phiếu tán thành chiếm đa số."),
    "entry_unknown": N_("Có sản phẩm không thuộc kỳ bình chọn này. Hãy tải lại trang."),
    "below_pass_mark": N_(
        "Các sản phẩm sau không đủ điểm hoặc không còn hợp lệ nên không được công nhận: %(codes)s."
    ),
    "over_quota": N_("Đã chọn %(count)s sản phẩm, nhiều hơn số lượng %(quota)s của nhóm này."),
    "prize_without_certificate": N_("Giải thưởng chỉ trao cho sản phẩm được công nhận."),
    "choice_needs_reason": N_(
        "Các sản phẩm %(codes)s có điểm bằng hoặc cao hơn sản phẩm được chọn. "
        "Hãy ghi lý do của Hội đồng, ít nhất %(least)s chữ cái."
    ),
    "results_not_ready": N_("Chưa khóa điểm nên chưa có kết quả."),
    "submission_recorded": N_("Tờ trình đã được ghi rồi."),
    "submission_missing": N_("Hãy ghi tờ trình trước, rồi mới ghi quyết định công nhận."),
    "certificates_missing": N_(
        "Mới cấp %(issued)s trên %(wanted)s giấy chứng nhận. Hãy cấp đủ rồi công bố."
    ),
}


# --- certificates and nominations -------------------------------------------------------------
SENTENCES |= {
    "certificates_before_recognition": N_(
        "Chưa có quyết định công nhận nên chưa cấp giấy chứng nhận được. Hãy ghi quyết định trước."
    ),
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
        "Giấy chứng nhận số %(number)s đã hết hạn ngày %(until)s."
    ),
}

# --- fairs, support, programmes ---------------------------------------------------------------
SENTENCES |= {
    "fair_missing": N_("Không tìm thấy hội chợ này."),
    "application_missing": N_("Không tìm thấy đăng ký gian hàng này."),
    "booth_missing": N_("Không tìm thấy gian hàng này trên sơ đồ."),
    "fair_ends_before_it_begins": N_("Ngày kết thúc phải từ ngày khai mạc trở đi."),
    "fair_too_long": N_("Hội chợ kéo dài nhiều nhất %(most)s ngày."),
    "applying_ends_before_it_begins": N_("Hạn cuối phải sau lúc bắt đầu nhận đăng ký."),
    "applying_ends_after_the_fair_begins": N_("Hạn đăng ký phải trước ngày khai mạc hội chợ."),
    "out_of_range": N_("Hãy viết một số từ %(least)s đến %(most)s."),
    "fair_step_order": N_("Hội chợ chưa ở bước làm được việc này. Tải lại trang để xem bước nay."),
    "nothing_allotted": N_("Chưa xếp gian hàng nào. Hãy xếp rồi mới công bố sơ đồ."),
    "fair_cancelled": N_("Hội chợ này không tổ chức nữa."),
    "applications_not_open": N_("Hội chợ nhận đăng ký từ %(opens)s."),
    "applications_closed": N_("Hội chợ đã hết hạn nhận đăng ký, lúc %(closed)s."),
    "winning_certificate_missing": N_(
        "Sản phẩm chưa có giấy chứng nhận sản phẩm tiêu biểu. Gian hàng và hỗ trợ dành cho sản "
        "phẩm đã được chứng nhận."
    ),
    "winning_certificate_not_in_force": N_(
        "Giấy chứng nhận số %(number)s không còn giá trị vào ngày %(day)s."
    ),
    "product_not_of_establishment": N_("Hãy chọn một sản phẩm của chính cơ sở này."),
    "fair_days_missing": N_("Hãy chọn ít nhất một ngày của hội chợ."),
    "allotting_not_now": N_("Chỉ xếp gian hàng sau khi đã đóng đăng ký và trước khi bế mạc."),
    "application_over": N_("Đăng ký này đã rút, đã bị từ chối hoặc không còn thay đổi được."),
    "booth_blocked": N_("Gian %(booth)s không dùng được: %(reason)s."),
    "booth_taken": N_("Gian %(booth)s đã xếp cho %(by)s. Hãy chọn gian khác hoặc ngày khác."),
    "proposal_changed": N_(
        "Đăng ký hoặc sơ đồ vừa thay đổi nên đề xuất đã khác. Xem lại đề xuất mới rồi bấm xếp."
    ),
    "case_missing": N_("Không tìm thấy hồ sơ hỗ trợ này."),
    "case_closed": N_("Hồ sơ hỗ trợ này đã kết thúc nên không sửa được nữa."),
    "establishment_without_place": N_(
        "Cơ sở chưa ghi địa bàn. Hãy bổ sung địa chỉ của cơ sở trước khi xin hỗ trợ."
    ),
    "no_support_rule": N_("Hiện chưa có mức hỗ trợ nào có hiệu lực cho nội dung này."),
    "nice_classes_missing": N_("Hãy chọn ít nhất một nhóm hàng hóa, dịch vụ."),
    "nice_class_unknown": N_("Nhóm hàng hóa, dịch vụ là một số từ 1 đến 45."),
    "cost_missing": N_("Hãy ghi chi phí dự kiến, lớn hơn 0 đồng."),
    "asked_above_entitled": N_("Với chi phí đã ghi, được hỗ trợ nhiều nhất %(most_dong)s."),
    "support_used_up": N_("Nhãn hiệu này đã được hỗ trợ hết mức, không còn khoản nào để xin."),
    "case_stage_order": N_("Các bước của hồ sơ đi theo thứ tự. Hãy chọn bước kế tiếp."),
    "papers_missing": N_("Còn thiếu giấy tờ bắt buộc: %(papers)s."),
    "day_in_future": N_("Ngày này chưa tới. Hãy ghi ngày trên giấy tờ."),
    "day_before_last_step": N_("Ngày này trước bước vừa qua (%(last)s). Hãy xem lại."),
    "document_number_missing": N_("Hãy ghi số đơn hoặc số văn bản của bước này."),
    "check_item_missing": N_("Không tìm thấy giấy tờ này trong danh mục của hồ sơ."),
    "approve_above_asked": N_("Số tiền duyệt không vượt số tiền xin: %(most_dong)s."),
    "approve_nothing": N_("Hãy ghi số tiền duyệt lớn hơn 0 đồng."),
    "mark_not_granted": N_("Chưa ghi bước được cấp Giấy chứng nhận nên chưa kết thúc như vậy."),
    "programme_missing": N_("Không tìm thấy chương trình này."),
    "programme_budget_faulty": N_("Số liệu ngân sách của chương trình không cộng đúng."),
}

# --- catalogue --------------------------------------------------------------------------------
SENTENCES |= {
    "label_unknown": N_(
        "Không có sản phẩm hay giấy chứng nhận nào mang mã này. Hãy xem lại mã trên nhãn."
    ),
}
