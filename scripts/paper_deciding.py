"""Templates of the papers after the judging: from the council's minutes to the nomination."""

from dataclasses import replace

from scripts.paper_style import NO, PERSON, SIGN, Column, Paper

PRODUCT = (
    NO,
    Column("Mã số", "{{ row.code }}", 17),
    Column("Tên sản phẩm", "{{ row.product }}", 38),
    Column("Cơ sở, địa chỉ", "{{ row.establishment }}, {{ row.address }}", 59),
    Column("Điểm bình quân", "{{ row.average }}", 21, "right"),
    Column("Giải thưởng", "{{ row.prize }}", 20),
)


def council_minutes() -> Paper:
    """Biên bản họp Hội đồng bình chọn (TT 26/2014 Đ17.1)."""
    paper = Paper("Biên bản họp Hội đồng")
    paper.head()
    paper.title("BIÊN BẢN", "Họp Hội đồng bình chọn {{ product_title }}")
    paper.logic("if council_decision")
    paper.para("Căn cứ Quyết định {{ council_decision }} về việc thành lập Hội đồng;", italic=True)
    paper.logic("endif")
    paper.para("**I. THÀNH PHẦN**", keep=True)
    paper.para(
        "Hội đồng có {{ council_count }} người, họp {{ met_on }}; dự họp {{ present }} người. Chủ "
        "tọa: {{ chair }}.",
        keep=True,
    )
    paper.table(PERSON, "row in council")
    paper.para("**II. KẾT QUẢ CHẤM ĐIỂM**", keep=True)
    paper.para(
        "Ban Giám khảo gồm {{ jury_count }} người chấm {{ valid_count }} sản phẩm, điểm khóa lúc "
        "{{ locked }}; {{ eligible_count }} sản phẩm đạt điểm bình quân từ {{ pass_mark }} trở "
        "lên.",
        keep=True,
    )
    paper.table(
        (
            Column("Nhóm", "{{ row.name }}", 65),
            Column("Dự bình chọn", "{{ row.entries }}", 25, "right"),
            Column("Đủ điểm", "{{ row.eligible }}", 25, "right"),
            Column("Số lượng Hội đồng định", "{{ row.quota }}", 25, "right"),
            Column("Được chọn", "{{ row.chosen }}", 25, "right"),
        ),
        "row in group_counts",
    )
    paper.para(
        "**III. BIỂU QUYẾT.** Về cơ cấu, số lượng và danh sách sản phẩm đề nghị công nhận: "
        "{{ votes_for }} phiếu tán thành, {{ votes_against }} phiếu không tán thành, "
        "{{ abstained }} phiếu không có ý kiến trên {{ present }} người dự họp; vắng {{ absent }} "
        "người."
    )
    paper.logic("if ballots")
    paper.para("Biểu quyết riêng từng sản phẩm:", keep=True)
    paper.table(
        (
            Column("Mã số", "{{ row.code }}", 20),
            Column("Tên sản phẩm", "{{ row.product }}", 65),
            Column("Tán thành", "{{ row.votes_for }}", 20, "right"),
            Column("Không tán thành", "{{ row.against }}", 20, "right"),
            Column("Không ý kiến", "{{ row.abstained }}", 20, "right"),
            Column("Vắng", "{{ row.absent }}", 20, "right"),
        ),
        "row in ballots",
    )
    paper.logic("endif")
    paper.logic("if sets")
    paper.para(
        "Hội đồng ghép các sản phẩm sau của cùng một cơ sở thành bộ (Điều 3, khoản 2, Thông tư "
        "26/2014/TT-BCT):",
        keep=True,
    )
    paper.table(
        (
            NO,
            Column("Tên bộ", "{{ row.name }}", 40),
            Column("Sản phẩm trong bộ", "{{ row.members }}", 60),
            Column("Trường hợp", "{{ row.case }}", 20, "center"),
            Column("Lý do", "{{ row.reason }}", 35),
        ),
        "row in sets",
    )
    paper.logic("endif")
    paper.logic("if notes")
    paper.para("Khảo sát, trao đổi về từng sản phẩm:", keep=True)
    paper.table(
        (
            NO,
            Column("Việc, ngày", "{{ row.kind }}, {{ row.day }}", 38),
            Column("Tên sản phẩm", "{{ row.product }}", 35),
            Column("Người dự", "{{ row.people }}", 35),
            Column("Nội dung", "{{ row.text }}", 47),
        ),
        "row in notes",
    )
    paper.logic("endif")
    paper.logic("if note")
    paper.para("Ý kiến của Hội đồng: {{ note }}")
    paper.logic("endif")
    paper.para(
        "**IV. KẾT LUẬN.** Hội đồng đề nghị công nhận {{ chosen_count }} {{ product_words }}:",
        keep=True,
    )
    _chosen(paper)
    paper.para("Biên bản được thông qua tại cuộc họp./.")
    paper.signatures(
        ("CHỦ TỊCH HỘI ĐỒNG", "{{ chair }}"), left=("THƯ KÝ", "{{ secretary }}"), note=SIGN
    )
    return paper


def _chosen(paper: Paper) -> None:
    paper.logic("for group in chosen")
    paper.para("**{{ group.name }}**", keep=True, indent=False)
    paper.table(PRODUCT, "row in group.rows")
    paper.logic("endfor")


def submission() -> Paper:
    """Tờ trình công nhận kết quả."""
    paper = Paper("Tờ trình")
    paper.head()
    paper.title("TỜ TRÌNH", "Về việc công nhận {{ product_title }}")
    paper.centre("Kính gửi: {{ authority }}", bold=False)
    paper.para("Căn cứ {{ rules_name }};", italic=True)
    paper.para(
        "Căn cứ biên bản họp Hội đồng bình chọn số {{ minutes_number }} {{ met_on }};", italic=True
    )
    paper.para(
        "{{ contest_title }} nhận {{ valid_count }} sản phẩm hợp lệ; {{ eligible_count }} sản "
        "phẩm đạt điểm bình quân từ {{ pass_mark }} trở lên. Hội đồng đã họp, biểu quyết "
        "{{ votes_for }}/{{ present }} tán thành và kính trình {{ authority }} xem xét, công nhận "
        "{{ chosen_count }} {{ product_words }} theo danh sách sau:",
        keep=True,
    )
    _chosen(paper)
    paper.para("Hội đồng bình chọn kính trình./.")
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    return paper


def recognition() -> Paper:
    """Quyết định công nhận, with its list as Phụ lục."""
    paper = Paper("Quyết định công nhận")
    paper.head()
    paper.title("QUYẾT ĐỊNH", "Về việc công nhận {{ product_title }}")
    paper.centre("{{ founder|upper }}")
    paper.para("Căn cứ {{ rules_name }};", italic=True)
    paper.para(
        "Theo đề nghị của Hội đồng bình chọn tại Tờ trình {{ submission_words }}.", italic=True
    )
    paper.centre("QUYẾT ĐỊNH:")
    paper.para(
        "**Điều 1.** Công nhận {{ chosen_count }} {{ product_words }} (danh sách kèm theo)."
    )
    paper.para(
        "**Điều 2.** Cơ sở có sản phẩm được công nhận được cấp Giấy chứng nhận và hưởng các quyền "
        "lợi, thực hiện các nghĩa vụ theo {{ rules_name }}."
    )
    paper.para(
        "**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký. Hội đồng bình chọn, các cơ quan, "
        "đơn vị có liên quan và các cơ sở có tên trong danh sách chịu trách nhiệm thi hành Quyết "
        "định này./."
    )
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    paper.next_sheet()  # an annex counts its own pages
    paper.centre("Phụ lục")
    paper.centre("DANH SÁCH {{ product_title|upper }}")
    paper.centre(
        "(Kèm theo Quyết định số {{ number }} {{ decided_on }} của {{ body }})",
        bold=False,
        italic=True,
    )
    _chosen(paper)
    paper.para("Danh sách có {{ chosen_count }} sản phẩm./.")
    return paper


def notice() -> Paper:
    """Thông báo kết quả to each entrant (TT 26/2014 Đ17.2)."""
    paper = Paper("Thông báo kết quả")
    paper.logic("for one in notices")
    paper.head()
    paper.title("THÔNG BÁO", "Kết quả {{ contest_title }}")
    paper.centre("Kính gửi: {{ one.establishment }}", bold=False)
    paper.para("Địa chỉ: {{ one.address }}", align="center", indent=False)
    paper.para(
        "Hội đồng bình chọn thông báo kết quả của sản phẩm **{{ one.product }}**, mã số bình chọn "
        "{{ one.code }}, nhóm {{ one.group }}, như sau:"
    )
    paper.para(
        "1. Điểm bình quân của {{ one.sheets }} phiếu chấm: {{ one.average }} điểm (điểm đủ để "
        "xét công nhận: {{ pass_mark }})."
    )
    paper.logic("if one.certified")
    paper.para(
        "2. Sản phẩm được công nhận là {{ product_words }} tại Quyết định số "
        "{{ decision_number }} {{ decided_on }} của {{ authority }}"
        "{% if one.prize %}, {{ one.prize }}{% endif %}"
        "{% if one.certificate %}; Giấy chứng nhận số {{ one.certificate }}{% endif %}."
    )
    paper.logic("else")
    paper.para("2. Sản phẩm không được công nhận trong kỳ bình chọn này.")
    paper.logic("endif")
    paper.para(
        "3. Khiếu nại về kết quả gửi Hội đồng bình chọn trong {{ complaint_days }} ngày làm việc "
        "kể từ ngày công bố kết quả."
    )
    paper.para("Hội đồng bình chọn thông báo để cơ sở biết./.")
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    paper.logic("if not loop.last")
    paper.next_sheet()
    paper.logic("endif")
    paper.logic("endfor")
    return paper


def nomination_letter() -> Paper:
    """Công văn đề nghị tham gia bình chọn cấp trên."""
    paper = Paper("Công văn đề nghị")
    paper.head(subject="V/v đề nghị tham gia {{ goal_title }}")
    paper.centre("Kính gửi: {{ goal_organiser }}", bold=False)
    paper.para("Căn cứ {{ rules_name }};", italic=True)
    paper.para("Căn cứ kết quả {{ contest_title }} đã công bố;", italic=True)
    paper.para(
        "{{ body }} đề nghị {{ goal_organiser }} xem xét cho {{ count }} sản phẩm được cấp Giấy "
        "chứng nhận tham gia {{ goal_title }} (danh sách trích ngang kèm theo):",
        keep=True,
    )
    paper.table(
        (
            NO,
            Column("Tên sản phẩm", "{{ row.product }}", 55),
            Column("Cơ sở", "{{ row.establishment }}", 55),
            Column("Giấy chứng nhận", "Số {{ row.certificate }}", 45),
        ),
        "row in rows",
    )
    paper.para("Trân trọng đề nghị./.")
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    return paper


def nomination_list() -> Paper:
    """Danh sách trích ngang (Phụ lục 5, TT 26/2014/TT-BCT)."""
    paper = Paper("Danh sách trích ngang", landscape=True)
    paper.head(number=None)
    paper.title("DANH SÁCH TRÍCH NGANG", "Sản phẩm đề nghị tham gia {{ goal_title }}")
    paper.centre("(Kèm theo văn bản {{ letter }})", bold=False, italic=True)
    paper.table(
        (
            replace(NO, width=12),
            Column("Tên cơ sở", "{{ row.establishment }}", 42),
            Column("Địa chỉ", "{{ row.address }}", 42),
            Column("Tên sản phẩm", "{{ row.product }}", 36),
            Column("Nhóm", "{{ row.group }}", 32),
            Column("Mô tả tóm tắt", "{{ row.summary }}", 50),
            Column(
                "Giấy chứng nhận (số, ngày, giá trị đến)",
                "Số {{ row.certificate }} {{ row.issued }}; đến hết {{ row.until }}",
                42,
            ),
            Column("Ghi chú", "{{ row.note }}", 20),
        ),
        "row in rows",
    )
    paper.para("Danh sách có {{ count }} sản phẩm./.")
    paper.signatures(
        ("{{ capacity|upper }}", "{{ signer }}"),
        recipients=True,
    )
    return paper


def forwarding_letter() -> Paper:
    """Công văn chuyển hồ sơ of a locality that held no contest of its own (TT 26/2014 Đ12)."""
    paper = Paper("Công văn chuyển hồ sơ")
    paper.head(subject="V/v chuyển hồ sơ tham gia {{ goal_title }}")
    paper.centre("Kính gửi: {{ goal_organiser }}", bold=False)
    paper.para("Căn cứ {{ rules_name }};", italic=True)
    paper.para(
        "{{ body }} không tổ chức bình chọn ở cấp mình trong kỳ này và chuyển "
        "{{ goal_organiser }} hồ sơ của {{ count }} sản phẩm đăng ký tham gia {{ goal_title }}:",
        keep=True,
    )
    paper.table(
        (
            NO,
            Column("Tên sản phẩm", "{{ row.product }}", 45),
            Column("Cơ sở, địa chỉ", "{{ row.establishment }}, {{ row.address }}", 70),
            Column("Nhóm", "{{ row.group }}", 40),
        ),
        "row in rows",
    )
    paper.para(
        "{{ body }} xác nhận cơ sở có tên trên sản xuất tại địa bàn và đề nghị "
        "{{ goal_organiser }} xem xét./."
    )
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    return paper
