"""Templates of the jury's papers: score sheet, summary, minutes."""

from scripts.paper_style import NO, PERSON, SIGN, Column, Paper


def score_sheet() -> Paper:
    """Phiếu chấm điểm (Phụ lục 4, TT 26/2014/TT-BCT), a page and more for each sheet."""
    paper = Paper("Phiếu chấm điểm")
    paper.logic("for sheet in sheets")
    paper.head(number=None, day="{{ sheet.place_day }}")
    paper.title("PHIẾU CHẤM ĐIỂM", "Bình chọn {{ product_title }}")
    for words in (
        "Tên sản phẩm: **{{ sheet.product }}**",
        "Nhóm sản phẩm: {{ sheet.group }}",
        "Mã số bình chọn: **{{ sheet.code }}**",
        "Họ và tên giám khảo: {{ sheet.juror }}",
        "Chức vụ, học hàm, học vị: {{ sheet.juror_title }}",
    ):
        paper.para(words, indent=False, align="left", size=13)
    paper.table(
        (
            Column("TT", "{{ row.code }}", 16, "center"),
            Column("Nội dung", "{{ row.name }}", 84),
            Column("Điểm tối đa", "{{ row.most }}", 18, "right"),
            Column("Điểm bình chọn", "{{ row.points }}", 23, "right"),
            Column("Ghi chú", "{{ row.note }}", 24),
        ),
        "row in sheet.rows",
        size=11,
    )
    paper.para("**Tổng điểm: {{ sheet.total }}**", indent=False, size=13)
    paper.para("Nhận xét: {{ sheet.remark }}", indent=False, align="left", size=13, keep=True)
    paper.signatures(("GIÁM KHẢO", "{{ sheet.signer }}"), left=("", ""), note=SIGN)
    _next(paper)
    return paper


def _next(paper: Paper) -> None:
    paper.logic("if not loop.last")
    paper.next_sheet()
    paper.logic("endif")
    paper.logic("endfor")


def score_summary() -> Paper:
    """Bảng tổng hợp điểm, signed by the jury head (TT 26/2014 Đ16.3)."""
    paper = Paper("Bảng tổng hợp điểm", landscape=True)
    paper.head(number=None)
    paper.title("BẢNG TỔNG HỢP ĐIỂM", "Bình chọn {{ product_title }}")
    paper.para(
        "Điểm khóa lúc {{ locked }}. Điểm bình quân cắt hai số lẻ, không làm tròn lên; đủ điểm "
        "xét khi bình quân từ {{ pass_mark }} điểm trở lên."
    )
    paper.para("Giám khảo: {{ jurors_line }}.", align="left")
    paper.logic("for group in groups")
    paper.para("**{{ group.name }}**", keep=True, indent=False)
    paper.matrix(
        (
            Column("Hạng", "{{ row.rank }}", 12, "center"),
            Column("Mã số", "{{ row.code }}", 18),
            Column("Tên sản phẩm", "{{ row.product }}", 60),
        ),
        ("juror in jurors", "{{ juror.mark }}", "cell in row.cells"),
        (
            Column("Tổng", "{{ row.total }}", 18, "right"),
            Column("Số phiếu", "{{ row.sheets }}", 13, "right"),
            Column("Bình quân", "{{ row.average }}", 18, "right"),
        ),
        "row in group.rows",
    )
    paper.logic("endfor")
    paper.logic("if gaps")
    paper.para("Thiếu {{ gaps }} phiếu. Lý do: {{ gaps_reason }}.")
    paper.logic("endif")
    paper.para(
        "Dấu “–” ở cột giám khảo: không chấm sản phẩm ấy (có liên quan, hoặc thiếu phiếu). Phiếu "
        "thiếu không tính là 0 điểm.",
        keep=True,
    )
    paper.signatures(
        ("TRƯỞNG BAN GIÁM KHẢO", "{{ jury_head }}"), left=("NGƯỜI LẬP BẢNG", ""), note=SIGN
    )
    return paper


def jury_minutes() -> Paper:
    """Biên bản tổng hợp kết quả chấm điểm của Ban Giám khảo."""
    paper = Paper("Biên bản của Ban Giám khảo")
    paper.head()
    paper.title("BIÊN BẢN", "Tổng hợp kết quả chấm điểm {{ product_title }}")
    paper.logic("if jury_decision")
    paper.para(
        "Căn cứ Quyết định {{ jury_decision }} về việc thành lập Ban Giám khảo;", italic=True
    )
    paper.logic("endif")
    paper.para("**I. THÀNH PHẦN**", keep=True)
    paper.para("Ban Giám khảo gồm {{ jury_count }} người:", keep=True)
    paper.table(PERSON, "row in jury")
    paper.para("**II. KẾT QUẢ CHẤM ĐIỂM**", keep=True)
    paper.para(
        "Ban Giám khảo chấm độc lập {{ valid_count }} sản phẩm, ký {{ sheet_count }} phiếu chấm "
        "điểm; điểm khóa lúc {{ locked }}."
    )
    paper.logic("if gaps")
    paper.para(
        "Thiếu {{ gaps }} phiếu; lý do: {{ gaps_reason }}. Điểm bình quân chia cho số phiếu có."
    )
    paper.logic("endif")
    paper.logic("if recusals")
    paper.para("Không chấm vì có liên quan:", keep=True)
    paper.table(
        (
            NO,
            Column("Giám khảo", "{{ row.person }}", 50),
            Column("Sản phẩm không chấm", "{{ row.code }} {{ row.product }}", 55),
            Column("Lý do", "{{ row.reason }}", 50),
        ),
        "row in recusals",
    )
    paper.logic("endif")
    paper.para(
        "Có {{ eligible_count }} sản phẩm đạt điểm bình quân từ {{ pass_mark }} trở lên:",
        keep=True,
    )
    paper.logic("for group in groups")
    paper.para("**{{ group.name }}**", keep=True, indent=False)
    paper.table(
        (
            Column("Hạng", "{{ row.rank }}", 14, "center"),
            Column("Mã số", "{{ row.code }}", 18),
            Column("Tên sản phẩm", "{{ row.product }}", 50),
            Column("Cơ sở", "{{ row.establishment }}", 61),
            Column("Điểm bình quân", "{{ row.average }}", 22, "right"),
        ),
        "row in group.rows",
    )
    paper.logic("endfor")
    paper.para(
        "**III. KẾT LUẬN.** Ban Giám khảo thống nhất kết quả trên theo đa số và báo cáo Hội đồng "
        "bình chọn. Biên bản được các thành viên thông qua./."
    )
    paper.signatures(
        ("TRƯỞNG BAN GIÁM KHẢO", "{{ jury_head }}"), left=("THƯ KÝ", "{{ secretary }}"), note=SIGN
    )
    return paper
