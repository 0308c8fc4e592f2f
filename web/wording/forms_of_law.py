"""Words of the data files that people read on pages, so that every language has them.

Sections of the dossier (contest/entries/data/statement.json), papers of its checklist
(contest/contests/data/rule_sets.json), stages and papers of a trademark case
(fairs/support/data/trademark.json); a test holds this list against the files.
"""

from web.shown import N_

WORDS = (
    N_("Mô tả sản phẩm"),
    N_("Sản phẩm dùng để làm gì, có gì đặc biệt, làm bằng gì, kích thước, ý nghĩa của mẫu mã."),
    N_(
        "Bình gốm đỏ nung một lửa ở 1.000 °C bằng trấu, cao 35 cm, không tráng men, cắm "
        "hoa hoặc trưng trong nhà. Hoa văn vẽ theo sông nước quê tôi."
    ),
    N_("Thị trường"),
    N_("Bán ở đâu, cho ai, mỗi năm được bao nhiêu, có xuất khẩu không, hàng tương tự của ai."),
    N_(
        "Bán tại 12 cửa hàng trong tỉnh và qua mạng, mỗi năm khoảng 4.000 chiếc; một phần năm "
        "xuất khẩu qua công ty thương mại."
    ),
    N_("Năng lực sản xuất"),
    N_(
        "Máy móc, cách làm, mỗi tháng làm được bao nhiêu, có làm được số lượng lớn không, "
        "nguyên liệu lấy ở đâu, liên kết với ai."
    ),
    N_(
        "Ba lò nung, 15 thợ, mỗi tháng 500 chiếc; khi có đơn lớn tăng được gấp đôi. Đất "
        "sét lấy trong xã."
    ),
    N_("Hiệu quả kinh tế"),
    N_(
        "Doanh thu, lợi nhuận, thuế đã nộp của hai năm gần nhất; sản phẩm này chiếm bao "
        "nhiêu phần."
    ),
    N_(
        "Năm trước doanh thu 2,4 tỷ đồng, năm trước nữa 1,9 tỷ đồng; sản phẩm này chiếm "
        "khoảng một nửa."
    ),
    N_("Kỹ thuật và chất lượng"),
    N_(
        "Tiêu chuẩn đã công bố, giấy chứng nhận chất lượng, an toàn thực phẩm (nếu là "
        "thực phẩm), tay nghề của thợ."
    ),
    N_("Đã công bố tiêu chuẩn cơ sở TCCS 01; ba thợ có tay nghề trên 20 năm."),
    N_("Việc làm và xã hội"),
    N_("Bao nhiêu người làm, người địa phương bao nhiêu, thu nhập bình quân một tháng."),
    N_(
        "15 lao động, đều là người trong xã, 9 người là nữ; thu nhập bình quân 7 triệu "
        "đồng một tháng."
    ),
    N_("Môi trường"),
    N_("Chất thải, khói bụi, nước thải được xử lý thế nào; có tiết kiệm điện, nguyên liệu không."),
    N_("Đốt lò bằng trấu, tro bán làm phân bón; không có nước thải."),
    N_("Văn hóa và thẩm mỹ"),
    N_("Bản sắc địa phương, kiểu dáng, bao bì; bao bì có thân thiện với môi trường không."),
    N_("Giữ cách nung của làng nghề có từ đời ông nội; hộp giấy tái chế in hình lò gốm."),
    N_("Thành tích và nội dung khác"),
    N_("Giải thưởng, giấy khen, nghĩa vụ với Nhà nước, việc từ thiện, điều khác bạn muốn nói."),
    N_("Giấy khen của Ủy ban nhân dân xã năm trước."),
    N_("Tra cứu nhãn hiệu"),
    N_("Soạn đơn"),
    N_("Nộp đơn"),
    N_("Chấp nhận đơn hợp lệ (thẩm định hình thức)"),
    N_("Công bố đơn"),
    N_("Kết quả thẩm định nội dung"),
    N_("Cấp Giấy chứng nhận đăng ký nhãn hiệu"),
    N_("Tờ khai đăng ký nhãn hiệu"),
    N_("Mẫu nhãn hiệu và mô tả"),
    N_("Danh mục hàng hóa, dịch vụ theo bảng phân loại Ni-xơ"),
    N_("Chứng từ nộp phí, lệ phí"),
    N_("Giấy ủy quyền (nếu nộp qua đại diện)"),
    N_("Quy chế sử dụng (chỉ với nhãn hiệu tập thể, nhãn hiệu chứng nhận)"),
    N_("Phiếu đăng ký tham gia bình chọn (Phụ lục 1)"),
    N_("Bản sao giấy đăng ký kinh doanh hoặc giấy tờ tương đương"),
    N_("Bản thuyết minh giới thiệu sản phẩm (Phụ lục 2)"),
    N_("Ảnh màu của sản phẩm"),
    N_("Giấy chứng nhận tiêu chuẩn chất lượng, an toàn thực phẩm (nếu có)"),
    N_("Bằng khen, giấy khen và giấy tờ khác (nếu có)"),
)
