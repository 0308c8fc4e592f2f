"""The lists of one contest's room as workbooks: people, recusals, how far the jury is, what is
eligible, what was chosen, certificates, nominations, the calendar. Who took one is on record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.certificates import queries as certificates
from contest.contests import queries as contests
from contest.nominations import queries as nominations
from contest.nominations.queries import Nominated
from contest.plans import queries as plans
from contest.plans.kinds import Due, PlanStep
from contest.results import queries as results
from contest.scoring import queries as scoring
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict
from core.identity import Identity
from core.workdays import queries as workdays
from web import shown, words
from web.deps import Now, Read, Show, Who, Write
from web.listed import EXPORTED
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet, Value

router = APIRouter()

BASE = "/dieu-hanh/binh-chon/{contest}"
BODIES = {
    BodyKind.COUNCIL: N_("Hội đồng"),
    BodyKind.JURY: N_("Ban Giám khảo"),
    BodyKind.SUPPORT_TEAM: N_("Tổ giúp việc"),
}
POSITIONS = {
    Position.COUNCIL_CHAIR: N_("Chủ tịch Hội đồng"),
    Position.STANDING_VICE_CHAIR: N_("Phó Chủ tịch thường trực"),
    Position.VICE_CHAIR: N_("Phó Chủ tịch"),
    Position.COUNCIL_MEMBER: N_("Ủy viên"),
    Position.JURY_HEAD: N_("Trưởng Ban Giám khảo"),
    Position.JURY_VICE_HEAD: N_("Phó Trưởng ban"),
    Position.JUROR: N_("Giám khảo"),
    Position.SECRETARY: N_("Thành viên Tổ giúp việc"),
}
SOURCES = {
    "declared_by_juror": N_("Giám khảo tự khai"),
    "declared_by_entrant": N_("Cơ sở khai"),
    "found": N_("Hệ thống tìm thấy"),
    "added_by_secretary": N_("Thư ký ghi"),
}
OWN_DATES = {
    PlanStep.ENTRIES: N_("Nhận hồ sơ"),
    PlanStep.JUDGING: N_("Chấm điểm"),
    PlanStep.COMPLAINTS: N_("Nhận khiếu nại"),
}
"""A contest's own dates have no title of their own."""
DUE = {
    Due.DONE: N_("Đã xong"),
    Due.OVERDUE: N_("Quá hạn"),
    Due.NEAR: N_("Sắp đến hạn"),
    Due.AHEAD: N_("Chưa đến"),
}
STANDINGS = {
    "not_yet": N_("Chưa có hiệu lực"),
    "in_force": N_("Còn giá trị"),
    "expired": N_("Đã hết hạn"),
    "revoked": N_("Đã thu hồi"),
}


@router.get(BASE + "/hoi-dong.xlsx")
def members(reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """Everybody who sits or sat in the three bodies."""
    found, _ = contests.get_contest(reads, contest), page._
    there = bodies.bodies(reads, found.id)
    rows = [
        (
            _(BODIES[kind]),
            body.decision_number,
            body.decision_date,
            seat.person,
            seat.title,
            _(POSITIONS[seat.position]),
            _(N_("có")) if seat.account_id else _(N_("chưa có")),
            seat.left_at,
        )
        for kind, body in there.items()
        for seat in body.seats
    ]
    columns = (
        Column(_(N_("Hội đồng, ban, tổ"))),
        Column(_(N_("Số quyết định"))),
        Column(_(N_("Ngày quyết định")), Kind.DAY),
        Column(_(N_("Họ và tên"))),
        Column(_(N_("Chức vụ, đơn vị công tác"))),
        Column(_(N_("Chức danh"))),
        Column(_(N_("Tài khoản"))),
        Column(_(N_("Thôi tham gia lúc")), Kind.MOMENT),
    )
    sheet = Sheet(_(N_("Thành viên")), columns, rows, title=found.title)
    return _taken(session, who, page, now, f"hoi-dong-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/lich.xlsx")
def calendar(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """The contest's calendar, its own dates among the planned ones."""
    found, _ = contests.get_contest(reads, contest), page._
    worked = workdays.calendar(reads, contests.rules_of(found).calendar)
    rows = [
        (
            line.title or _(OWN_DATES[line.step]),
            line.begins_on,
            line.due_on,
            line.responsible,
            _(DUE[line.due]),
            line.note,
        )
        for line in plans.calendar_of(reads, found, day_in_vietnam(now), worked)
    ]
    columns = (
        Column(_(N_("Việc"))),
        Column(_(N_("Từ ngày")), Kind.DAY),
        Column(_(N_("Hạn")), Kind.DAY),
        Column(_(N_("Phụ trách"))),
        Column(_(N_("Tình trạng"))),
        Column(_(N_("Ghi chú"))),
    )
    sheet = Sheet(_(N_("Lịch")), columns, rows, title=found.title)
    return _taken(session, who, page, now, f"lich-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/hoi-tranh.xlsx")
def recusals(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """Who does not score what, how it became known, why."""
    found, _ = contests.get_contest(reads, contest), page._
    rows = [
        (
            one.seat.person,
            one.entry.code or "",
            one.entry.product_name,
            one.entry.establishment_name,
            _(SOURCES[one.source]),
            one.reason,
            one.recorded_at,
        )
        for one in bodies.recusals(reads, found.id)
    ]
    columns = (
        Column(_(N_("Giám khảo"))),
        Column(_(N_("Mã số"))),
        Column(_(N_("Sản phẩm"))),
        Column(_(N_("Cơ sở"))),
        Column(_(N_("Nguồn"))),
        Column(_(N_("Lý do"))),
        Column(_(N_("Ghi lúc")), Kind.MOMENT),
    )
    sheet = Sheet(_(N_("Không chấm vì có liên quan")), columns, rows, title=found.title)
    return _taken(session, who, page, now, f"hoi-tranh-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/theo-doi.xlsx")
def progress(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """How many sheets each juror has signed, and which are owed; never a score."""
    found, _ = contests.get_contest(reads, contest), page._
    seats = [
        (one.person, one.title, one.assigned, one.begun, one.signed, one.last_saved_at)
        for one in scoring.progress(reads, found.id)
    ]
    owed = [(one.person, one.code, one.product_name) for one in scoring.gaps(reads, found.id)]
    sheets = [
        Sheet(
            _(N_("Giám khảo")),
            (
                Column(_(N_("Giám khảo"))),
                Column(_(N_("Chức vụ, đơn vị công tác"))),
                Column(_(N_("Số phiếu phải chấm")), Kind.WHOLE),
                Column(_(N_("Đã bắt đầu")), Kind.WHOLE),
                Column(_(N_("Đã ký")), Kind.WHOLE),
                Column(_(N_("Lần lưu cuối")), Kind.MOMENT),
            ),
            seats,
            title=found.title,
        ),
        Sheet(
            _(N_("Phiếu còn thiếu")),
            (
                Column(_(N_("Giám khảo"))),
                Column(_(N_("Mã số"))),
                Column(_(N_("Sản phẩm"))),
            ),
            owed,
            title=found.title,
        ),
    ]
    rows = len(seats) + len(owed)
    return _taken(session, who, page, now, f"theo-doi-{found.slug}", sheets, rows)


@router.get(BASE + "/phieu-giay.xlsx")
def paper_sheets(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """A row for every point that jurors without an account give on paper, to be filled in and
    brought in (web/imports/paper_points). Points that are here already are not in it."""
    found, _ = contests.get_contest(reads, contest), page._
    frames = contests.frames_in_force(reads, found.id)
    rows: list[Sequence[Value]] = []
    for seat in bodies.jury_seats(reads, found.id):
        if seat.account_id is not None:
            continue
        given = scoring.sheets_of_seat(reads, seat.id)
        there = {(sheet.entry_id, one.criterion_id) for sheet in given for one in sheet.scores}
        for entry in scoring.assigned(reads, found.id, seat.id):
            frame = frames.of(entry.group)
            rows += [
                (
                    found.slug,
                    seat.person,
                    entry.code,
                    one.code,
                    "",
                    "",
                    one.name,
                    entry.product_name,
                )
                for one in (frame.criteria if frame else ())
                if one.leaf and (entry.entry_id, one.id) not in there
            ]
    columns = (
        Column(_(N_("Kỳ bình chọn"))),
        Column(_(N_("Giám khảo"))),
        Column(_(N_("Mã số"))),
        Column(_(N_("Tiêu chí"))),
        Column(_(N_("Điểm"))),
        Column(_(N_("Đã ký"))),
        Column(_(N_("Nội dung"))),
        Column(_(N_("Sản phẩm"))),
    )
    sheet = Sheet(_(N_("Điểm từ phiếu giấy")), columns, rows)
    return _taken(session, who, page, now, f"phieu-giay-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/du-dieu-kien.xlsx")
def eligible(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """The products at or above the pass mark."""
    return _standings(reads, session, who, page, now, contest, chosen=False)


@router.get(BASE + "/duoc-chon.xlsx")
def chosen(reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """The products that the council chose."""
    return _standings(reads, session, who, page, now, contest, chosen=True)


def _standings(
    reads: Read,
    session: Write,
    who: Identity,
    page: Page,
    now: datetime,
    contest: str,
    *,
    chosen: bool,
) -> Response:
    found, _ = contests.get_contest(reads, contest), page._
    if not results.readable(found):
        raise Conflict("results_not_ready")
    if chosen and results.find_decision(reads, found.id) is None:
        raise Conflict("outcomes_not_decided")
    rows = [
        (
            _(words.GROUPS[one.entry.group]) if one.entry.group else "",
            one.rank,
            one.entry.code or "",
            one.entry.product_name,
            one.entry.establishment_name,
            one.entry.establishment_address,
            shown.average(one.total_points, one.divisor),
            one.prize if chosen else "",
        )
        for one in results.standings(reads, found.id)
        if (one.certified if chosen else one.eligible)
    ]
    columns = (
        Column(_(N_("Nhóm"))),
        Column(_(N_("Hạng")), Kind.WHOLE),
        Column(_(N_("Mã số"))),
        Column(_(N_("Sản phẩm"))),
        Column(_(N_("Cơ sở"))),
        Column(_(N_("Địa chỉ"))),
        Column(_(N_("Bình quân, cắt hai số lẻ"))),
        Column(_(N_("Giải thưởng"))),
    )
    name = "duoc-chon" if chosen else "du-dieu-kien"
    words_ = _(N_("Sản phẩm được chọn")) if chosen else _(N_("Sản phẩm đủ điểm xét"))
    sheet = Sheet(words_, columns, rows, title=found.title, notes=(words_,))
    return _taken(session, who, page, now, f"{name}-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/giay-chung-nhan.xlsx")
def issued(reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """The certificates of the contest, by number."""
    found, _ = contests.get_contest(reads, contest), page._
    today = day_in_vietnam(now)
    rows = [
        (
            one.number,
            facts.product_name,
            facts.establishment_name,
            facts.establishment_address,
            facts.group_name,
            facts.decision_number,
            one.issued_on,
            one.valid_until,
            _(STANDINGS[certificates.standing(one, today)]),
        )
        for one in certificates.of_contest(reads, found.id)
        for facts in (certificates.facts(one),)
    ]
    columns = (
        Column(_(N_("Số"))),
        Column(_(N_("Sản phẩm"))),
        Column(_(N_("Cơ sở"))),
        Column(_(N_("Địa chỉ"))),
        Column(_(N_("Nhóm"))),
        Column(_(N_("Số quyết định"))),
        Column(_(N_("Ngày cấp")), Kind.DAY),
        Column(_(N_("Đến hết ngày")), Kind.DAY),
        Column(_(N_("Tình trạng"))),
    )
    sheet = Sheet(_(N_("Sổ cấp giấy")), columns, rows, title=found.title)
    return _taken(session, who, page, now, f"giay-chung-nhan-{found.slug}", [sheet], len(rows))


@router.get(BASE + "/de-cu.xlsx")
def put_forward(
    reads: Read, session: Write, who: Who, page: Show, now: Now, contest: str
) -> Response:
    """What this contest put forward, and what was put forward to it."""
    found, _ = contests.get_contest(reads, contest), page._
    columns = (
        Column(_(N_("Sản phẩm"))),
        Column(_(N_("Cơ sở"))),
        Column(_(N_("Địa chỉ"))),
        Column(_(N_("Giấy chứng nhận"))),
        Column(_(N_("Đến hết ngày")), Kind.DAY),
        Column(_(N_("Kỳ bình chọn cấp dưới"))),
        Column(_(N_("Kỳ bình chọn cấp trên"))),
        Column(_(N_("Số văn bản đề cử"))),
        Column(_(N_("Ngày văn bản")), Kind.DAY),
        Column(_(N_("Hồ sơ cấp trên"))),
    )
    up = _nominated(page, nominations.from_contest(reads, found.id))
    here = _nominated(page, nominations.to_contest(reads, found.id))
    sheets = [
        Sheet(_(N_("Đã đề cử")), columns, up, title=found.title),
        Sheet(_(N_("Được đề cử tới kỳ này")), columns, here, title=found.title),
    ]
    return _taken(session, who, page, now, f"de-cu-{found.slug}", sheets, len(up) + len(here))


def _nominated(page: Page, rows: Iterable[Nominated]) -> list[Sequence[Value]]:
    return [
        (
            one.facts.product_name,
            one.facts.establishment_name,
            one.facts.establishment_address,
            one.facts.number,
            one.nomination.certificate.valid_until,
            one.nomination.certificate.contest.title,
            one.nomination.to_contest.title,
            one.nomination.letter_number,
            one.nomination.letter_date,
            page._(words.ENTRIES[one.entry.status])
            if one.entry and one.entry.filed_at
            else page._(N_("Chưa nộp")),
        )
        for one in rows
    ]


def _taken(
    session: Write,
    who: Identity,
    page: Page,
    now: datetime,
    name: str,
    sheets: Sequence[Sheet],
    rows: int,
) -> Response:
    """The workbook; the note of it is all that is written."""
    made = answer.xlsx(page, name, sheets)
    subject = f"list:{page.path.strip('/').removesuffix('.xlsx')}"
    audit.record(session, who, now, EXPORTED, subject, rows=rows, filters={})
    return made
