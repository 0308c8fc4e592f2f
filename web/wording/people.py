"""Accounts, establishments, products."""

from web.shown import N_

SENTENCES = {
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
    "lent_to_oneself": N_("Hãy chọn một người khác để giao vai."),
    "lent_twice": N_("Người này đã được giao vai ấy trong những ngày đó rồi."),
    "lent_days_order": N_("Ngày cuối phải từ ngày đầu trở đi."),
    "lent_days_past": N_("Ngày cuối đã qua. Hãy chọn một ngày sắp tới."),
    "lent_too_long": N_("Giao vai nhiều nhất một năm. Lâu hơn thì trao hẳn vai."),
    "role_not_lent": N_("Vai này không giao tạm được."),
    "administrator_without_end": N_("Vai quản trị không có ngày hết hạn; khi cần thì thu lại."),
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
    "set_too_large": N_("Một bộ có nhiều nhất 60 sản phẩm."),
    "set_case_missing": N_("Hãy chọn bộ sản phẩm thuộc trường hợp nào."),
    "not_a_set": N_("Sản phẩm này không phải là bộ. Hãy đánh dấu “Đây là một bộ sản phẩm” trước."),
    "member_named_twice": N_("Trong bộ đã có một sản phẩm mang tên này."),
    "trademark_missing": N_("Hãy ghi nhãn hiệu mà số này thuộc về."),
    "change_in_future": N_("Ngày thay đổi không thể sau hôm nay."),
    "change_day_taken": N_("Ngày này đã có một thay đổi. Hãy xem lại lịch sử bên dưới."),
    "former_after_first_change": N_(
        "Tên cũ phải kết thúc trước thay đổi đầu tiên đã ghi. Nếu là một thay đổi ở giữa, hãy ghi "
        "như một thay đổi mới với đúng ngày của nó."
    ),
    "paper_missing": N_("Hãy ghi số và ngày của giấy tờ làm căn cứ."),
    "nothing_changed": N_("Chưa có gì khác với trước đó: hãy sửa tên, loại hoặc mã số."),
    "number_of_company_missing": N_(
        "Doanh nghiệp và hợp tác xã có mã số thuế của mình, không dùng số định danh của chủ hộ."
    ),
    "not_newest_change": N_("Chỉ rút lại được thay đổi mới nhất."),
    "merge_with_itself": N_("Hãy chọn hai hồ sơ khác nhau."),
    "merge_other_maker": N_("Chỉ gộp được hai sản phẩm của cùng một cơ sở. Hãy gộp cơ sở trước."),
    "merge_set_and_single": N_("Không gộp một bộ sản phẩm với một sản phẩm đơn."),
    "merge_both_entered": N_(
        "Hai sản phẩm cùng có hồ sơ trong một kỳ bình chọn, nên không gộp được."
    ),
    "merge_both_open_case": N_(
        "Cả hai sản phẩm đang có hồ sơ hỗ trợ chưa xong. Hãy kết thúc một hồ sơ trước."
    ),
    "merge_undone": N_("Lần gộp này đã được hoàn tác."),
    "merge_not_newest": N_("Có lần gộp sau dựa trên lần này. Hãy hoàn tác lần sau trước."),
    "merge_number_changed": N_("Mã số đã được đổi sau khi gộp, nên không tách lại được tự động."),
    "merged_away": N_("Hồ sơ này đã được gộp vào một hồ sơ khác. Hãy làm việc trên hồ sơ đó."),
    "photo_missing": N_("Hãy chọn ít nhất một ảnh."),
    "album_full": N_("Nhiều nhất %(most)s ảnh cho một sản phẩm. Hãy bỏ bớt."),
}
