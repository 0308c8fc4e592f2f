"""Writes the Word templates of the contest's papers into web/papers/templates, the same bytes
every time. Fields are said in docs/papers.md.

PYTHONPATH=. python -m scripts.paper_templates [folder]
"""

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.paper_deciding import (
    council_minutes,
    forwarding_letter,
    nomination_letter,
    nomination_list,
    notice,
    recognition,
    submission,
)
from scripts.paper_judging import jury_minutes, score_sheet, score_summary
from scripts.paper_style import NO, PERSON, Column, Paper

FOLDER = Path(__file__).parent.parent / "web" / "papers" / "templates"


def _founding(title: str, who: str, tasks: list[str], basis: str) -> Paper:
    paper = Paper(title)
    paper.head()
    paper.title("QUYẾT ĐỊNH", f"Về việc thành lập {who}\nbình chọn {{{{ product_title }}}}")
    paper.centre("{{ founder|upper }}")
    paper.para("Căn cứ {{ rules_name }};", italic=True)
    paper.logic("if plan_number")
    paper.para("Căn cứ Kế hoạch số {{ plan_number }} về {{ contest_title }};", italic=True)
    paper.logic("endif")
    paper.logic(f"if {basis}")
    paper.para(
        f"Căn cứ Quyết định {{{{ {basis} }}}} về việc thành lập Hội đồng bình chọn;", italic=True
    )
    paper.logic("endif")
    paper.para("Xét đề nghị của {{ organiser }}.", italic=True)
    paper.centre("QUYẾT ĐỊNH:")
    paper.para(
        f"**Điều 1.** Thành lập {who} bình chọn {{{{ product_words }}}} gồm {{{{ count }}}} người "
        "có tên sau đây:",
        keep=True,
    )
    paper.table(PERSON, "row in members")
    paper.para(f"**Điều 2.** {who} có nhiệm vụ:")
    for task in tasks:
        paper.para(task)
    paper.para(
        f"**Điều 3.** Thành viên {who} làm việc theo chế độ kiêm nhiệm. {who} chấm dứt hoạt động "
        "khi hoàn thành nhiệm vụ."
    )
    paper.para(
        "**Điều 4.** Quyết định này có hiệu lực kể từ ngày ký. {{ organiser }}, các cơ quan, đơn "
        "vị có liên quan và những người có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định "
        "này./."
    )
    paper.signatures(("{{ capacity|upper }}", "{{ signer }}"), recipients=True)
    return paper


def council() -> Paper:
    """Quyết định thành lập Hội đồng bình chọn (TT 26/2014 Đ8, Đ10)."""
    return _founding(
        "Quyết định thành lập Hội đồng bình chọn",
        "Hội đồng",
        [
            "1. Hướng dẫn lập hồ sơ tham gia bình chọn; thành lập Ban Giám khảo và Tổ chuyên môn "
            "giúp việc;",
            "2. Tổ chức bình chọn; quyết định cơ cấu, số lượng sản phẩm đề nghị công nhận và "
            "trình cấp có thẩm quyền công nhận kết quả;",
            "3. Lựa chọn sản phẩm tham gia bình chọn ở cấp cao hơn;",
            "4. Giải quyết kiến nghị, khiếu nại về kết quả bình chọn của Hội đồng.",
        ],
        "council_decision",
    )


def jury() -> Paper:
    """Quyết định thành lập Ban Giám khảo (TT 26/2014 Đ10.1, Đ11)."""
    return _founding(
        "Quyết định thành lập Ban Giám khảo",
        "Ban Giám khảo",
        [
            "1. Đề xuất khung điểm chi tiết để Chủ tịch Hội đồng quyết định;",
            "2. Chấm điểm từng sản phẩm trên phiếu chấm điểm theo nguyên tắc độc lập, công bằng, "
            "khách quan; mỗi thành viên chịu trách nhiệm về điểm của mình;",
            "3. Tổng hợp điểm, lập biên bản và báo cáo Hội đồng bình chọn.",
        ],
        "council_decision",
    )


def support_team() -> Paper:
    """Quyết định thành lập Tổ chuyên môn giúp việc (TT 26/2014 Đ10.1)."""
    return _founding(
        "Quyết định thành lập Tổ chuyên môn giúp việc",
        "Tổ chuyên môn giúp việc",
        [
            "1. Tiếp nhận, kiểm tra hồ sơ; lập mã số bình chọn và danh sách sản phẩm theo nhóm;",
            "2. Chuẩn bị sản phẩm mẫu, phiếu chấm điểm và tài liệu cho Hội đồng, Ban Giám khảo;",
            "3. Giúp Hội đồng tổng hợp kết quả và lập hồ sơ trình công nhận.",
        ],
        "council_decision",
    )


def plan() -> Paper:
    """Kế hoạch tổ chức bình chọn."""
    paper = Paper("Kế hoạch bình chọn")
    paper.head()
    paper.title("KẾ HOẠCH", "Tổ chức {{ contest_title }}")
    paper.para("Căn cứ {{ rules_name }}, {{ organiser }} lập kế hoạch như sau:")
    paper.para("**I. MỤC ĐÍCH, YÊU CẦU**", keep=True)
    paper.para(
        "Chọn và tôn vinh {{ product_words }}; việc bình chọn công khai, minh bạch, đúng trình tự."
    )
    paper.logic("if intro")
    paper.para("{{ intro }}")
    paper.logic("endif")
    paper.para("**II. SẢN PHẨM, HỒ SƠ**", keep=True)
    paper.para("1. Sản phẩm tham gia bình chọn thuộc các nhóm:")
    paper.logic("for group in groups")
    paper.para("- {{ group }};")
    paper.logic("endfor")
    paper.para(
        "2. Hồ sơ gồm {{ dossier_sets }} bộ; ảnh màu của sản phẩm ít nhất {{ min_photos }}:"
    )
    paper.table(
        (
            NO,
            Column("Giấy tờ", "{{ row.name }}", 115),
            Column("Yêu cầu", "{{ row.asked }}", 40),
        ),
        "row in checklist",
    )
    paper.para("**III. THỜI GIAN**", keep=True)
    paper.table(
        (
            NO,
            Column("Công việc", "{{ row.work }}", 48),
            Column("Từ", "{{ row.start }}", 36),
            Column("Đến", "{{ row.end }}", 36),
            Column("Phụ trách", "{{ row.who }}", 35),
        ),
        "row in calendar",
    )
    paper.para("**IV. CHẤM ĐIỂM, CÔNG NHẬN**", keep=True)
    paper.para(
        "1. Mỗi thành viên Ban Giám khảo chấm độc lập theo thang 100 điểm. Sản phẩm có điểm bình "
        "quân từ {{ pass_mark }} điểm trở lên đủ điểm xét công nhận.",
        keep=True,
    )
    paper.table(
        (
            Column("TT", "{{ row.code }}", 15, "center"),
            Column("Tiêu chí", "{{ row.name }}", 120),
            Column("Điểm tối đa", "{{ row.points }}", 30, "right"),
        ),
        "row in parts",
    )
    paper.para(
        "2. Hội đồng bình chọn quyết định cơ cấu, số lượng và trình {{ authority }} công nhận. "
        "Khiếu nại gửi Hội đồng trong {{ complaint_days }} ngày làm việc kể từ ngày công bố."
    )
    paper.logic("if prizes")
    paper.para("3. Giải thưởng:", keep=True)
    paper.table(
        (
            NO,
            Column("Giải", "{{ row.name }}", 50),
            Column("Số lượng", "{{ row.most }}", 25, "center"),
            Column("Mức thưởng", "{{ row.cash }}", 80),
        ),
        "row in prizes",
    )
    paper.logic("endif")
    paper.para("**V. TỔ CHỨC THỰC HIỆN**", keep=True)
    paper.para(
        "{{ organiser }} chủ trì, phối hợp với các cơ quan, đơn vị có liên quan thực hiện Kế "
        "hoạch này./."
    )
    paper.signatures(
        ("{{ capacity|upper }}", "{{ signer }}"),
        recipients=True,
    )
    return paper


PAPERS: tuple[Callable[[], Paper], ...] = (
    council,
    jury,
    support_team,
    plan,
    score_sheet,
    score_summary,
    jury_minutes,
    council_minutes,
    submission,
    recognition,
    notice,
    forwarding_letter,
    nomination_letter,
    nomination_list,
)


def write(folder: Path) -> None:
    """Every template as `<name>.docx` into a folder."""
    for make in PAPERS:
        (folder / f"{make.__name__}.docx").write_bytes(make().bytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
