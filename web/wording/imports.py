"""Lists brought in from files: what a file, a row or a batch may be told."""

from web.shown import N_

SENTENCES = {
    # a file as a whole
    "sheet_empty": N_("Tệp này không có dòng nào để nhập."),
    "sheet_is_web_page": N_(
        "Tệp này là một trang web được đổi đuôi. Hãy mở bằng Excel hoặc LibreOffice, chọn Lưu "
        "thành (Save As) dạng .xlsx rồi gửi lại."
    ),
    "sheet_is_xml": N_(
        "Tệp này là bảng tính dạng XML cũ. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."
    ),
    "sheet_is_pdf": N_("Tệp này là PDF. Hãy gửi bảng tính (.xlsx, .xls, .ods) hoặc tệp .csv."),
    "sheet_too_many_rows": N_(
        "Tệp có %(found)s dòng; mỗi lần nhập nhiều nhất %(most)s dòng. Hãy chia thành nhiều tệp."
    ),
    "sheet_too_large": N_("Tệp nặng quá %(most)s MB. Hãy bỏ hình ảnh và các trang không cần."),
    "sheet_too_heavy": N_(
        "Tệp này bung ra quá lớn so với một danh sách, nên không được mở. Hãy chép riêng bảng cần "
        "nhập sang một tệp mới."
    ),
    "sheet_locked": N_(
        "Tệp này đặt mật khẩu. Hãy bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi gửi lại."
    ),
    "not_a_sheet": N_(
        "Không đọc được tệp này như một bảng. Hãy gửi bảng tính (.xlsx, .xls, .ods) hoặc tệp .csv."
    ),
    "sheet_not_there": N_("Tệp không có trang tính “%(name)s”."),
    "sheet_encoding_unknown": N_(
        "Không nhận ra bảng mã chữ Việt của tệp này. Hãy lưu lại thành “CSV UTF-8” hoặc .xlsx."
    ),
    "sheet_without_heads": N_(
        "Không tìm thấy dòng tiêu đề cột trong 40 dòng đầu. Cần ít nhất cột: %(wanted)s. Tải tệp "
        "mẫu để xem tên các cột."
    ),
    "sheet_lacks_columns": N_("Tệp thiếu cột: %(missing)s. Tải tệp mẫu để xem tên các cột."),
    "file_not_chosen": N_("Hãy chọn một tệp."),
    # a batch
    "batch_not_found": N_("Không tìm thấy lượt nhập này."),
    "batch_elsewhere": N_(
        "Lượt nhập này vừa được chuyển sang bước khác. Tải lại trang để xem nó đang ở đâu."
    ),
    "batch_forgotten": N_(
        "Tệp và báo cáo của lượt nhập này đã hết hạn lưu. Muốn nhập lại, hãy gửi lại tệp."
    ),
    "nothing_to_load": N_("Không có dòng nào để nạp: mọi dòng đều đã có, hoặc bị từ chối."),
    # a row that is refused
    "row_is_heading": N_("Dòng này là tiêu đề của một phần, không phải một cơ sở."),
    "row_elsewhere": N_("Cơ sở ở %(place)s, ngoài địa bàn của lượt nhập này."),
    "row_same_name": N_("Cùng tên, cùng nơi với dòng %(row)s nhưng khác mã số. Hãy xem lại."),
    "row_differs": N_("Khác với dòng %(row)s của cùng cơ sở. Hãy ghi giống nhau hoặc để trống."),
    "row_same_target": N_(
        "Dòng này và dòng %(row)s đều là “%(name)s” đang có trong danh bạ. Hãy gộp lại một dòng."
    ),
    "number_masked": N_("Số này đã được che khi tải xuống. Hãy gõ lại đủ 12 chữ số."),
    "kind_missing": N_("Thiếu loại cơ sở: doanh nghiệp, hợp tác xã, tổ hợp tác, hộ kinh doanh."),
    "kind_unknown": N_(
        "Không hiểu loại cơ sở “%(typed)s”. Hãy ghi: doanh nghiệp, hợp tác xã, tổ hợp tác hoặc hộ "
        "kinh doanh."
    ),
    "group_unknown": N_(
        "Không hiểu nhóm sản phẩm “%(typed)s”. Hãy ghi: thủ công mỹ nghệ; chế biến nông, lâm, "
        "thủy sản và đồ uống; thiết bị, máy móc; hoặc sản phẩm khác."
    ),
    "place_missing_in_row": N_("Thiếu địa bàn: hãy ghi xã hoặc phường."),
    "place_unknown_named": N_(
        "Không có nơi nào tên “%(typed)s” trong danh mục xã, huyện, tỉnh cũ và mới."
    ),
    "place_unknown_candidates": N_(
        "Không có nơi nào tên “%(typed)s”. Gần giống: %(candidates)s. Hãy ghi lại cho đúng."
    ),
    "place_ambiguous_named": N_("“%(typed)s” có thể là nhiều nơi. Hãy ghi thêm huyện, tỉnh."),
    "place_ambiguous_candidates": N_("“%(typed)s” có thể là: %(candidates)s. Hãy ghi rõ một nơi."),
    "place_split_named": N_("“%(typed)s” đã được chia về nhiều đơn vị mới. Hãy ghi đơn vị nay."),
    "place_split_candidates": N_(
        "“%(typed)s” đã được chia về: %(candidates)s. Hãy ghi đơn vị hiện nay của cơ sở."
    ),
    "money_two_readings": N_(
        "Số tiền này hiểu được hai cách: %(one_dong)s hoặc %(other_dong)s. Hãy viết đủ các số."
    ),
    "not_a_year": N_("Hãy ghi năm bằng bốn chữ số, ví dụ 2024."),
    "formula_error": N_("Ô này là công thức đang báo lỗi %(error)s. Hãy ghi giá trị."),
    "formula_without_value": N_(
        "Ô này là công thức chưa được tính. Hãy mở tệp bằng Excel, lưu lại, hoặc ghi giá trị."
    ),
    # worth saying of a row that is taken
    "number_zeros_restored": N_("Đã thêm lại số 0 ở đầu mã số mà bảng tính bỏ mất."),
    "kind_from_name": N_("Loại cơ sở được hiểu theo tên."),
    "place_gone_now": N_("%(typed)s nay là %(now)s."),
    "products_without_groups": N_(
        "Tệp không có cột nhóm sản phẩm, nên chưa tạo sản phẩm: %(products)s."
    ),
    "cells_from_merged": N_("Có ô lấy từ ô gộp ở trên."),
    "row_adds_products": N_("Cùng cơ sở với dòng %(row)s: thêm sản phẩm vào dòng đó."),
    "row_repeats": N_("Lặp lại dòng %(row)s, không có gì mới."),
    "name_differs": N_(
        "Danh bạ đang ghi tên “%(name)s”. Đổi tên thì làm ở trang của cơ sở, kèm giấy tờ."
    ),
    "kind_differs": N_("Khác loại cơ sở đang ghi; loại trong danh bạ được giữ nguyên."),
    "maybe_other_number": N_("Có thể là “%(name)s”: cùng tên, cùng xã, nhưng khác mã số."),
    "maybe_other_place": N_("Có thể là “%(name)s”: cùng tên, ở một nơi thuộc cùng địa bàn."),
    "maybe_same_phone": N_("Có thể là “%(name)s”: cùng điện thoại, cùng xã."),
    # what undoing left
    "gone_since": N_("Đã được gỡ hoặc gộp từ trước."),
    "changed_since": N_("Đã được sửa sau khi nhập, nên giữ lại."),
    "used_since": N_("Đã có hồ sơ, người hoặc giấy tờ gắn vào, nên giữ lại."),
    # people of the bodies, dossiers, points typed from paper sheets
    "import_contest_unknown": N_("Không có kỳ bình chọn nào tên như vậy ở địa bàn này."),
    "import_contest_unclear": N_(
        "Có %(count)s kỳ đang mở ở địa bàn này; hãy ghi tên kỳ vào cột “Kỳ bình chọn”."
    ),
    "import_contest_elsewhere": N_("Kỳ bình chọn này không thuộc phần việc của bạn."),
    "member_body_unknown": N_("Hãy ghi Hội đồng, Ban Giám khảo hoặc Tổ giúp việc."),
    "member_position_unknown": N_("Chức danh này không có trong ban ấy."),
    "member_account_unknown": N_("Chưa có tài khoản nào dùng thư điện tử này."),
    "member_repeats": N_("Người này đã ở dòng %(row)s."),
    "member_seated_otherwise": N_(
        "%(person)s đã có trong danh sách với chức danh khác; sửa ở trang thành viên."
    ),
    "member_list_closed": N_(
        "Danh sách theo quyết định thành lập đã khép; thêm, thay người theo quyết định riêng ở "
        "trang Hội đồng, Ban Giám khảo."
    ),
    "import_contest_not_receiving": N_("Kỳ này không nhận hồ sơ vào lúc này."),
    "dossier_maker_unknown": N_(
        "Chưa có cơ sở này trong danh sách cơ sở; hãy nhập danh sách cơ sở trước."
    ),
    "dossier_maker_several": N_("Có nhiều cơ sở cùng tên; hãy ghi mã số thuế."),
    "dossier_maker_elsewhere": N_("Cơ sở này nằm ngoài địa bàn bạn chọn."),
    "dossier_group_missing": N_("Sản phẩm chưa có trong danh sách, cần ghi nhóm sản phẩm."),
    "dossier_repeats": N_("Sản phẩm này đã ở dòng %(row)s."),
    "import_sender_unknown": N_("Không có tài khoản đang dùng nào của %(contact)s."),
    "import_sender_may_not": N_("Tài khoản %(name)s không có quyền nhập danh sách này."),
    "import_sender_elsewhere": N_("Tài khoản %(name)s không làm việc này ở địa bàn đã ghi."),
    "list_closed_to_you": N_(
        "Bạn đang là giám khảo của một kỳ đang chấm, nên không xem được điểm của người khác."
    ),
    "paper_juror_unknown": N_("Ban Giám khảo của kỳ này không có người tên như vậy."),
    "paper_seat_has_account": N_("Giám khảo này có tài khoản, nên tự nhập và ký phiếu của mình."),
    "typist_on_jury": N_("Người trong Ban Giám khảo không nhập điểm thay giám khảo khác."),
    "paper_code_unknown": N_("Không có sản phẩm hợp lệ nào mang mã số này."),
    "paper_entry_not_valid": N_("Hồ sơ của sản phẩm này không hợp lệ để chấm."),
    "paper_criterion_unknown": N_("Khung điểm của nhóm này không có mục chấm điểm như vậy."),
    "paper_repeats": N_("Mục này của phiếu đã ở dòng %(row)s."),
    "paper_points_there": N_("Phiếu đã có điểm khác ở mục này; điểm đã ghi không bị ghi đè."),
    "paper_recused": N_("Giám khảo này không chấm sản phẩm này vì có liên quan."),
    "paper_time_over": N_("Đã hết giờ chấm điểm."),
}
