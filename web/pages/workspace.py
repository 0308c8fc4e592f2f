"""The first page of everybody who works here: what waits for this very person."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries, rules
from contest.contests.kinds import Stage
from contest.entries.queries import waiting as waiting_entries
from core.rights import Act, Subject
from web import actuals, room, waiting
from web.deps import Now, Read, Show, Who
from web.doors import DOORS
from web.page import N_, Page

router = APIRouter()

OVER = (Stage.ANNOUNCED, Stage.CANCELLED)

DESKS = (
    ("/dieu-hanh/hoi-cho", Act.FAIR_READ, N_("Hội chợ"), N_("Gian hàng, đơn đăng ký, sơ đồ.")),
    ("/dieu-hanh/nhan-hieu", Act.CASE_WATCH, N_("Hỗ trợ"), N_("Nhãn hiệu, giấy tờ, kinh phí.")),
    (
        "/dieu-hanh/chuong-trinh",
        Act.PROGRAMME_READ,
        N_("Chương trình"),
        N_("Mục tiêu, kế hoạch năm, kết quả."),
    ),
    (
        "/dieu-hanh/lich-su",
        Act.HISTORY_READ,
        N_("Lịch sử"),
        N_("Kỳ bình chọn và sản phẩm được công nhận trước đây."),
    ),
    (
        "/dieu-hanh/co-so",
        Act.ESTABLISHMENT_KEEP,
        N_("Cơ sở trong địa bàn"),
        N_("Tìm cơ sở, đăng ký thay, thêm sản phẩm."),
    ),
    ("/ho-so", Act.ENTRY_FILE, N_("Làm hồ sơ thay cơ sở"), N_("Lập và theo dõi hồ sơ dự thi.")),
    ("/quan-tri", Act.ACCOUNT_MANAGE, N_("Quản trị"), N_("Tài khoản, vai trò, tình trạng máy.")),
)
"""Other desks, shown to whom they are open. Another family adds its row, or a block of its own
to the template."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do in a contest: what, and where."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A contest that is under way, with what waits for this person in it."""

    contest: object
    todos: list[Todo]


@router.get("/dieu-hanh")
def mine(session: Read, who: Who, page: Show, now: Now) -> Response:
    """Contests under way with the next thing to do, and the other desks."""
    found = queries.contests_for(session, who)
    going = [one for one in found if one.stage not in OVER]
    ids = [one.id for one in going]
    desk = waiting_entries(session, ids)
    frames = queries.frames_waiting(session, ids)
    about = queries.subjects(session, going)
    cards = [
        Card(
            one,
            _todos(
                page,
                one.slug,
                one.stage,
                one.entries_close_at,
                about[one.id],
                desk.get(one.id, 0),
                one.id in frames,
                now,
            ),
        )
        for one in going
    ]
    return page.show(
        "contests/workspace.html",
        waits=waiting.cards(session, page, who, now),
        cards=sorted(cards, key=lambda card: not card.todos),
        over=len(found) - len(going),
        may_create=bool(who.units(Act.CONTEST_CREATE)),
        desks=[
            (page._(words), address, page._(body))
            for address, act, words, body in DESKS
            if f"GET {address}" in DOORS and page.may(act)
        ],
        now=now,
    )


@router.get("/dieu-hanh/chi-tieu-cham")
def behind(session: Read, who: Who, page: Show, now: Now) -> Response:
    """The targets of running programmes that are behind their years, each with its records."""
    rows = actuals.behind(session, who, now)
    return page.show("programmes/behind.html", rows=rows)


def _todos(
    page: Page,
    slug: str,
    stage: Stage,
    closes: datetime,
    about: Subject,
    desk: int,
    frame_waits: bool,
    now: datetime,
) -> list[Todo]:
    """What this person may do in this contest at its stage, the most pressing first."""
    base, over = f"{room.BASE}/{slug}", rules.entries_over(closes, now)
    told: list[tuple[bool, Act, str, str]] = [
        (
            frame_waits and stage in (Stage.DRAFT, Stage.OPEN),
            Act.FRAME_APPROVE,
            page._(N_("Duyệt khung điểm")),
            room.place_of(slug, "/khung-diem"),
        ),
        (
            desk > 0 and stage is Stage.OPEN,
            Act.ENTRY_SCREEN,
            page._(N_("Xét %(count)s hồ sơ đang chờ"), count=desk),
            room.place_of(slug, "/ho-so"),
        ),
        (
            stage is Stage.DRAFT,
            Act.CONTEST_RUN,
            page._(N_("Hoàn tất kế hoạch và mở nhận hồ sơ")),
            base,
        ),
        (
            stage is Stage.OPEN and over,
            Act.CONTEST_RUN,
            page._(N_("Hết hạn nhận hồ sơ: chuẩn bị bắt đầu chấm")),
            base,
        ),
        (stage is Stage.JUDGING, Act.SCORE_GIVE, page._(N_("Chấm điểm")), "/cham-diem"),
        (
            stage is Stage.JUDGING,
            Act.SCORE_LOCK,
            page._(N_("Theo dõi phiếu và khóa điểm")),
            room.place_of(slug, "/theo-doi"),
        ),
        (
            stage is Stage.LOCKED,
            Act.RESULT_DECIDE,
            page._(N_("Quyết định cơ cấu, số lượng")),
            room.place_of(slug, "/quyet-dinh"),
        ),
        (
            stage is Stage.DECIDED,
            Act.RESULT_RECORD,
            page._(N_("Ghi quyết định công nhận")),
            room.place_of(slug, "/cong-nhan"),
        ),
        (
            stage is Stage.RECOGNISED,
            Act.CERTIFICATE_ISSUE,
            page._(N_("Cấp giấy chứng nhận và công bố")),
            room.place_of(slug, "/giay-chung-nhan"),
        ),
    ]
    return [Todo(words, url) for now_, act, words, url in told if now_ and page.may(act, about)]
