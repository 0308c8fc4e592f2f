"""The papers of a contest, in the order in which a round needs them."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Conflict, NotFound
from web.papers import deciding, founding, judging
from web.papers.known import Asked, Fields, Known
from web.papers.render import render
from web.shown import N_


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper: the end of its address, its template, its words, what fills it.

    `fields` raises Conflict or NotFound with the code of what is still lacking.
    """

    slug: str
    template: str
    title: str
    fields: Callable[[Known, Asked], Fields]


PAPERS = (
    Paper("ke-hoach", "plan", N_("Kế hoạch bình chọn"), founding.plan),
    Paper("hoi-dong", "council", N_("Quyết định thành lập Hội đồng"), founding.council),
    Paper("ban-giam-khao", "jury", N_("Quyết định thành lập Ban Giám khảo"), founding.jury),
    Paper(
        "to-giup-viec",
        "support_team",
        N_("Quyết định thành lập Tổ giúp việc"),
        founding.support_team,
    ),
    Paper("phieu-trang", "score_sheet", N_("Phiếu chấm điểm để trống"), judging.blank_sheets),
    Paper("phieu-cham", "score_sheet", N_("Phiếu chấm điểm đã ký"), judging.filled_sheets),
    Paper("bang-diem", "score_summary", N_("Bảng tổng hợp điểm"), judging.score_summary),
    Paper(
        "bien-ban-giam-khao",
        "jury_minutes",
        N_("Biên bản của Ban Giám khảo"),
        judging.jury_minutes,
    ),
    Paper(
        "bien-ban-hoi-dong",
        "council_minutes",
        N_("Biên bản họp Hội đồng"),
        deciding.council_minutes,
    ),
    Paper("to-trinh", "submission", N_("Tờ trình"), deciding.submission),
    Paper("cong-nhan", "recognition", N_("Quyết định công nhận"), deciding.recognition),
    Paper("thong-bao", "notice", N_("Thông báo kết quả tới từng cơ sở"), deciding.notices),
    Paper(
        "de-cu", "nomination_letter", N_("Công văn đề nghị cấp trên"), deciding.nomination_letter
    ),
    Paper(
        "danh-sach-de-cu",
        "nomination_list",
        N_("Danh sách trích ngang"),
        deciding.nomination_list,
    ),
)


def document(paper: Paper, known: Known, asked: Asked) -> bytes:
    """The Word document. Raises what `Paper.fields` raises."""
    return render(paper.template, paper.fields(known, asked))


def lacking(paper: Paper, known: Known) -> str | None:
    """The code of what keeps the paper from being written now, or None.

    Books of signed sheets are asked for juror by juror: here only whether they may be read.
    """
    try:
        paper.fields(known, Asked())
    except Conflict as refusal:
        return refusal.code
    except NotFound as refusal:
        return None if refusal.code == "seat_missing" else refusal.code
    return None
