"""The office's list of contests: found, narrowed, ordered, taken along."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import lists
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.lists import ContestFilter, ContestRow, Wait
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Act, Role
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Asked, Cell, Column, Facet, Spec
from web.page import N_, Page

router = APIRouter()

CONTESTS = "/dieu-hanh/binh-chon"
WAITS: dict[str, str] = {
    Wait.CLOSES_SOON: N_("Hết hạn nhận hồ sơ trong 7 ngày"),
    Wait.TO_JUDGE: N_("Hết hạn nhận hồ sơ, chưa bắt đầu chấm"),
    Wait.JUDGED_LATE: N_("Quá hạn chấm, chưa khóa điểm"),
    Wait.TO_DECIDE: N_("Chờ Hội đồng xét"),
    Wait.TO_RECOGNISE: N_("Chờ quyết định công nhận"),
    Wait.TO_ANNOUNCE: N_("Chờ cấp giấy và công bố"),
    Wait.NEXT_STEP: N_("Chờ Tổ giúp việc làm bước tiếp"),
}


def _spec(session: Read, who: Identity, page: Page, now: datetime) -> Spec[ContestRow]:
    _ = page._
    years = lists.years(session, who.units(Act.CONTEST_READ), who.contests(*Role))
    return Spec(
        address=CONTESTS,
        caption=_(N_("Các kỳ bình chọn")),
        search=_(N_("Tên kỳ bình chọn, nơi tổ chức")),
        columns=(
            Column(
                "title",
                _(N_("Kỳ bình chọn")),
                lambda one: Cell(one.contest.title, f"{CONTESTS}/{one.contest.slug}"),
                sort=True,
                lead=True,
            ),
            Column("level", _(N_("Cấp")), lambda one: _(words.LEVELS[one.contest.level])),
            Column("year", _(N_("Năm")), lambda one: str(one.contest.year), sort=True),
            Column("place", _(N_("Nơi")), lambda one: one.contest.unit.full_name, sort=True),
            Column("stage", _(N_("Bước")), lambda one: _stage(page, one, now), sort=True),
            Column(
                "closes",
                _(N_("Nhận hồ sơ đến")),
                lambda one: one.contest.entries_close_at,
                kind="moment",
                sort=True,
            ),
            Column(
                "judged",
                _(N_("Chấm đến ngày")),
                lambda one: day_in_vietnam(one.contest.judging_until),
                kind="day",
            ),
            Column(
                "organiser",
                _(N_("Đơn vị tổ chức")),
                lambda one: one.contest.organiser,
                paper_only=True,
            ),
            Column(
                "plan",
                _(N_("Số kế hoạch")),
                lambda one: one.contest.plan_number,
                paper_only=True,
            ),
        ),
        facets=(
            Facet("cap", _(N_("Cấp")), words.options(words.LEVELS, _, ContestLevel)),
            Facet("buoc", _(N_("Bước")), words.options(words.STAGES, _, Stage)),
            Facet("nam", _(N_("Năm")), [(str(year), str(year)) for year in years]),
            Facet("viec", _(N_("Việc đang chờ")), words.options(WAITS, _)),
        ),
        by_place=True,
        workbook=f"{CONTESTS}.xlsx",
        empty=_(N_("Chưa có kỳ bình chọn")),
        empty_more=_(
            N_(
                "Các kỳ bình chọn bạn tổ chức hoặc tham gia sẽ hiện ở đây. "
                "Lập kỳ đầu tiên: chọn cấp, nơi và các mốc thời gian."
            )
        )
        if who.units(Act.CONTEST_CREATE)
        else _(
            N_(
                "Khi bạn được cử vào Hội đồng, Ban Giám khảo hoặc Tổ giúp việc, "
                "kỳ bình chọn đó sẽ hiện ở đây."
            )
        ),
    )


def _stage(page: Page, row: ContestRow, now: datetime) -> Cell:
    """The stage, said as exactly as its dates allow."""
    contest = row.contest
    if contest.stage is Stage.OPEN and now < contest.entries_open_at:
        return Cell(page._(N_("Sắp nhận hồ sơ")), mark="near")
    if contest.stage is Stage.OPEN and now > contest.entries_close_at:
        return Cell(page._(N_("Đang xét hồ sơ")), mark="in_hand")
    late = contest.stage is Stage.JUDGING and now > contest.judging_until
    return Cell(
        page._(words.STAGES[contest.stage]),
        mark="overdue" if late else words.STAGE_MARKS[contest.stage],
        under=page._(N_("quá hạn chấm")) if late else "",
    )


def _rows(
    session: Read, who: Identity, asked: Asked, window: Window, now: datetime
) -> Listed[ContestRow]:
    level, stage, wait = asked.option("cap"), asked.option("buoc"), asked.option("viec")
    return lists.contests(
        session,
        who.units(Act.CONTEST_READ),
        who.contests(*Role),
        ContestFilter(
            q=asked.q,
            unit_id=asked.unit_id,
            level=ContestLevel(level) if level else None,
            stage=Stage(stage) if stage else None,
            year=asked.year(),
            wait=Wait(wait) if wait else None,
        ),
        now,
        window,
    )


@router.get("/dieu-hanh/binh-chon")
def contests(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """The contests this person runs or sits in."""
    asked = listed.ask(session, query, _spec(session, who, page, now), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, now)
    return page.show(
        "contests/list.html",
        "list",
        **asked.values(page, rows),
        may_create=bool(who.units(Act.CONTEST_CREATE)),
    )


@router.get("/dieu-hanh/binh-chon.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(reads, who, page, now), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, now)
    return listed.workbook(session, who, page, asked, rows, "ky-binh-chon", now)
