"""The papers of a contest, in the order in which a round needs them."""

from collections.abc import Callable
from dataclasses import dataclass

from contest.bodies.kinds import BodyKind
from contest.papers.kinds import PaperKind
from web.papers import deciding, forwarding, founding, judging, lacking, style
from web.papers.known import Asked, Fields, Known
from web.papers.lacking import Lacks, Open, Opens
from web.papers.render import render, template
from web.shown import N_


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper: the end of its address, its template, its words, what fills it.

    `fields` raises Conflict or NotFound with the code of what is still lacking; `lacks` says the
    same without gathering anything, `opens` what stays to be filled in on one that can be had.
    """

    slug: str
    kind: PaperKind
    title: str
    fields: Callable[[Known, Asked], Fields]
    lacks: Lacks
    opens: Opens = lacking.nothing_open
    recipients: tuple[str, ...] = ()
    """Nơi nhận, as long as the office writes none of its own; {authority} is filled in."""
    signed: bool = True
    """Whether one person signs it, so that the office may say who."""
    numbered: bool = False
    """Whether its number and day have no other record than what the office writes for it."""

    @property
    def template(self) -> str:
        """The name of its template."""
        return self.kind.value


_LIKE_ABOVE = ("Như trên;", "Lưu: HĐBC.")

PAPERS = (
    Paper(
        "ke-hoach",
        PaperKind.PLAN,
        N_("Kế hoạch bình chọn"),
        founding.plan,
        lacking.nothing,
        lacking.plan,
        ("{authority};", "Các đơn vị có liên quan;", "Lưu: VT."),
        numbered=True,
    ),
    *(
        Paper(
            slug,
            kind,
            title,
            fields,
            lacking.body(body),
            lacking.members(body),
            ("Như Điều 4;", "Lưu: VT."),
        )
        for slug, kind, title, fields, body in (
            (
                "hoi-dong",
                PaperKind.COUNCIL,
                N_("Quyết định thành lập Hội đồng"),
                founding.council,
                BodyKind.COUNCIL,
            ),
            (
                "ban-giam-khao",
                PaperKind.JURY,
                N_("Quyết định thành lập Ban Giám khảo"),
                founding.jury,
                BodyKind.JURY,
            ),
            (
                "to-giup-viec",
                PaperKind.SUPPORT_TEAM,
                N_("Quyết định thành lập Tổ giúp việc"),
                founding.support_team,
                BodyKind.SUPPORT_TEAM,
            ),
        )
    ),
    Paper(
        "cong-van-chuyen",
        PaperKind.FORWARDING_LETTER,
        N_("Công văn chuyển hồ sơ của địa phương không tổ chức bình chọn"),
        forwarding.forwarding_letter,
        lacking.forwarding,
        lacking.forwarded,
        ("Như trên;", "Lưu: VT."),
    ),
    Paper(
        "phieu-trang",
        PaperKind.SCORE_SHEET,
        N_("Phiếu chấm điểm để trống"),
        judging.blank_sheets,
        lacking.frame,
        signed=False,
    ),
    Paper(
        "phieu-cham",
        PaperKind.SCORE_SHEET,
        N_("Phiếu chấm điểm đã ký"),
        judging.filled_sheets,
        lacking.lock,
        signed=False,
    ),
    Paper(
        "bang-diem",
        PaperKind.SCORE_SUMMARY,
        N_("Bảng tổng hợp điểm"),
        judging.score_summary,
        lacking.lock,
        lacking.jury_head,
        signed=False,
    ),
    Paper(
        "bien-ban-giam-khao",
        PaperKind.JURY_MINUTES,
        N_("Biên bản của Ban Giám khảo"),
        judging.jury_minutes,
        lacking.lock,
        lacking.jury_minutes,
        signed=False,
        numbered=True,
    ),
    Paper(
        "bien-ban-hoi-dong",
        PaperKind.COUNCIL_MINUTES,
        N_("Biên bản họp Hội đồng"),
        deciding.council_minutes,
        lacking.decision,
        lacking.council_minutes,
        signed=False,
    ),
    Paper(
        "to-trinh",
        PaperKind.SUBMISSION,
        N_("Tờ trình"),
        deciding.submission,
        lacking.decision,
        lacking.submission,
        _LIKE_ABOVE,
    ),
    Paper(
        "cong-nhan",
        PaperKind.RECOGNITION,
        N_("Quyết định công nhận"),
        deciding.recognition,
        lacking.decision,
        lacking.recognised,
        ("Như Điều 3;", "Lưu: VT."),
    ),
    Paper(
        "thong-bao",
        PaperKind.NOTICE,
        N_("Thông báo kết quả tới từng cơ sở"),
        deciding.notices,
        lacking.recognition,
        lacking.number_and_day(PaperKind.NOTICE),
        _LIKE_ABOVE,
        numbered=True,
    ),
    Paper(
        "de-cu",
        PaperKind.NOMINATION_LETTER,
        N_("Công văn đề nghị cấp trên"),
        deciding.nomination_letter,
        lacking.letter,
        recipients=("Như trên;", "Lưu: VT."),
    ),
    Paper(
        "danh-sach-de-cu",
        PaperKind.NOMINATION_LIST,
        N_("Danh sách trích ngang"),
        deciding.nomination_list,
        lacking.letter,
        recipients=("Như văn bản đề nghị;", "Lưu: VT."),
    ),
)
BY_SLUG = {one.slug: one for one in PAPERS}

__all__ = ["BY_SLUG", "PAPERS", "Open", "Paper", "document", "filled"]


def filled(paper: Paper, known: Known, asked: Asked) -> Fields:
    """Everything that the template gets: facts on record, then what the office wrote for this
    paper where nothing on record says it. Raises what `Paper.fields` raises."""
    fields = paper.fields(known, asked)
    written = known.written.get(paper.kind)
    lines = [line.strip().removeprefix("-").strip() for line in _lines(paper, known)]
    fields["recipients"] = [line for line in lines if line]
    if written is None:
        return fields
    if paper.signed and not (paper.kind is PaperKind.RECOGNITION and known.records.recognition):
        fields["capacity"] = written.capacity or fields["capacity"]
        fields["signer"] = written.signer or fields["signer"]
    if paper.numbered:
        fields["number"] = written.number or fields["number"]
        if written.signed_on:
            fields["place_day"] = style.place_day(known.place, written.signed_on)
    return fields


def _lines(paper: Paper, known: Known) -> list[str]:
    written = known.written.get(paper.kind)
    if written and written.recipients:
        return written.recipients.splitlines()
    return [line.format(authority=known.contest.authority) for line in paper.recipients]


def document(paper: Paper, known: Known, asked: Asked, own: bytes | None = None) -> bytes:
    """The Word document, by the office's `own` template or the one that ships.

    Raises what `Paper.fields` raises, Conflict("paper_template_broken").
    """
    return render(own or template(paper.template), filled(paper, known, asked))
