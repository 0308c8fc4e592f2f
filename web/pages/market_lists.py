"""The office's lists of fairs, of applications for booths, and of trademark cases."""

from datetime import date, datetime

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.kinds import ContestLevel
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.rights import Act
from fairs.fairs import lists as fairs
from fairs.fairs import queries
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.lists import ApplicationFilter, ApplicationRow, FairFilter, FairRow, Wait
from fairs.fairs.queries import Figures
from fairs.support import lists as cases
from fairs.support import reference
from fairs.support.kinds import Outcome
from fairs.support.lists import CaseFilter
from fairs.support.queries import Waiting
from fairs.support.rules import DueState
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Act as Deed
from web.lists import Asked, Cell, Column, Facet, Spec
from web.page import N_, Page

router = APIRouter()

FAIRS = "/dieu-hanh/hoi-cho"
APPLICATIONS = "/dieu-hanh/don-gian-hang"
CASES = "/dieu-hanh/nhan-hieu"
WAITS: dict[str, str] = {
    Wait.CLOSES_SOON: N_("Hết hạn đăng ký trong 7 ngày"),
    Wait.TO_ALLOT: N_("Chờ xếp gian hàng"),
    Wait.OPENS_SOON: N_("Khai mạc trong 21 ngày, chưa công bố sơ đồ"),
    Wait.TO_FINISH: N_("Đã qua ngày cuối, chưa kết thúc"),
}
MONEY = {"chua": N_("Chưa duyệt kinh phí")}
OPEN = {"dang": N_("Đang làm"), "xong": N_("Đã kết thúc")}


# ---------------------------------------------------------------------------------------- fairs


def _fairs(session: Read, who: Identity, page: Page, numbers: dict[int, Figures]) -> Spec[FairRow]:
    _ = page._
    years = [(str(year), str(year)) for year in fairs.years(session, who)]
    none = Figures(0, 0, 0)
    return Spec(
        address=FAIRS,
        caption=_(N_("Danh sách hội chợ")),
        search=_(N_("Tên hội chợ, địa điểm")),
        columns=(
            Column(
                "name",
                _(N_("Hội chợ")),
                lambda one: Cell(one.fair.name, f"{FAIRS}/{one.fair.slug}"),
                lead=True,
                sort=True,
            ),
            Column(
                "begins", _(N_("Khai mạc")), lambda one: one.fair.days[0].day, "day", sort=True
            ),
            Column("ends", _(N_("Bế mạc")), lambda one: one.fair.days[-1].day, "day"),
            Column(
                "closes",
                _(N_("Đăng ký đến")),
                lambda one: one.fair.apply_until,
                "moment",
                sort=True,
            ),
            Column(
                "status",
                _(N_("Tình trạng")),
                lambda one: Cell(
                    _(words.FAIRS[one.fair.status]), mark=words.FAIR_MARKS[one.fair.status]
                ),
                sort=True,
            ),
            Column(
                "asked",
                _(N_("Đăng ký")),
                lambda one: numbers.get(one.fair.id, none).applications,
                "whole",
            ),
            Column(
                "taken",
                _(N_("Gian đã xếp")),
                lambda one: numbers.get(one.fair.id, none).taken,
                "whole",
            ),
            Column(
                "booths",
                _(N_("Số gian")),
                lambda one: numbers.get(one.fair.id, none).booths,
                "whole",
            ),
            Column("venue", _(N_("Địa điểm")), lambda one: one.fair.venue, paper_only=True),
            Column("place", _(N_("Địa bàn")), lambda one: one.fair.unit.line, paper_only=True),
            Column(
                "organiser",
                _(N_("Đơn vị tổ chức")),
                lambda one: one.fair.organiser,
                paper_only=True,
            ),
        ),
        facets=(
            Facet("tinh-trang", _(N_("Tình trạng")), words.options(words.FAIRS, _, FairStatus)),
            Facet("viec", _(N_("Việc đang chờ")), words.options(WAITS, _)),
            Facet("nam", _(N_("Năm")), years),
        ),
        by_place=True,
        workbook=f"{FAIRS}.xlsx",
        empty=_(N_("Chưa có hội chợ")),
        empty_more=_(N_("Hội chợ bạn lập hoặc phụ trách sẽ hiện ở đây.")),
    )


def _fair_rows(
    session: Read, who: Identity, asked: Asked, window: Window, now: datetime
) -> Listed[FairRow]:
    status, wait = asked.option("tinh-trang"), asked.option("viec")
    narrowed = FairFilter(
        q=asked.q,
        unit_id=asked.unit_id,
        status=FairStatus(status) if status else None,
        year=asked.year(),
        wait=Wait(wait) if wait else None,
    )
    return fairs.fairs(session, who, narrowed, now, window)


@router.get("/dieu-hanh/hoi-cho")
def own(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """The fairs of one's places."""
    numbers: dict[int, Figures] = {}
    asked = listed.ask(session, query, _fairs(session, who, page, numbers), now)
    rows = _fair_rows(session, who, asked.asked, asked.asked.window, now)
    numbers.update(queries.figures(session, [one.fair.id for one in rows.rows]))
    return page.show(
        "fairs/desk.html",
        "list",
        **asked.values(page, rows),
        may_create=bool(who.units(Act.FAIR_CREATE)),
    )


@router.get("/dieu-hanh/hoi-cho.xlsx")
def fairs_workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    numbers: dict[int, Figures] = {}
    asked = listed.ask(reads, query, _fairs(reads, who, page, numbers), now)
    rows = _fair_rows(reads, who, asked.asked, asked.asked.whole, now)
    numbers.update(queries.figures(reads, [one.fair.id for one in rows.rows]))
    return listed.workbook(session, who, page, asked, rows, "hoi-cho", now)


# --------------------------------------------------------------------------------- applications


def _applications(session: Read, who: Identity, page: Page) -> Spec[ApplicationRow]:
    _ = page._
    named = [(str(id_), name) for id_, name in fairs.names(session, who)]
    return Spec(
        address=APPLICATIONS,
        caption=_(N_("Đơn đăng ký gian hàng")),
        search=_(N_("Tên cơ sở, sản phẩm, số giấy chứng nhận")),
        columns=(
            Column(
                "maker",
                _(N_("Cơ sở")),
                lambda one: Cell(
                    one.application.establishment.name, f"{FAIRS}/{one.application.fair.slug}"
                ),
                lead=True,
                sort=True,
            ),
            Column(
                "product",
                _(N_("Sản phẩm")),
                lambda one: one.application.product.name,
                sort=True,
            ),
            Column("fair", _(N_("Hội chợ")), lambda one: one.application.fair.name, sort=True),
            Column(
                "paper",
                _(N_("Giấy chứng nhận")),
                lambda one: Cell(
                    one.application.certificate_number,
                    under=_(words.LEVELS.get(one.application.certificate_level, "")),
                ),
            ),
            Column(
                "booths",
                _(N_("Xin gian")),
                lambda one: one.application.booths_wanted,
                "whole",
                sort=True,
            ),
            Column("held", _(N_("Gian được xếp")), _held, code=True),
            Column(
                "status",
                _(N_("Tình trạng")),
                lambda one: Cell(
                    _(words.APPLICATIONS[one.application.status]),
                    mark=words.APPLICATION_MARKS[one.application.status],
                ),
                sort=True,
            ),
            Column(
                "asked",
                _(N_("Gửi lúc")),
                lambda one: one.application.asked_at,
                "moment",
                sort=True,
            ),
            Column("place", _(N_("Địa bàn")), _maker_place, paper_only=True),
            Column(
                "wishes", _(N_("Nguyện vọng")), lambda one: one.application.wishes, paper_only=True
            ),
            Column("reason", _(N_("Lý do")), lambda one: one.application.reason, paper_only=True),
        ),
        facets=(
            Facet("hoi-cho", _(N_("Hội chợ")), named),
            Facet(
                "tinh-trang",
                _(N_("Tình trạng")),
                words.options(words.APPLICATIONS, _, ApplicationStatus),
            ),
            Facet(
                "cap", _(N_("Cấp giấy chứng nhận")), words.options(words.LEVELS, _, ContestLevel)
            ),
            Facet("viec", _(N_("Việc đang chờ")), [("cho", _(N_("Chờ xếp gian hàng")))]),
        ),
        by_place=True,
        workbook=f"{APPLICATIONS}.xlsx",
        acts=(Deed("tu-choi", _(N_("Từ chối đơn"))),) if who.has(Act.FAIR_RUN) else (),
        act_address=f"{APPLICATIONS}/hang-loat",
        key=lambda one: one.application.id,
        empty=_(N_("Chưa có đơn đăng ký nào")),
        empty_more=_(N_("Đơn của các cơ sở đăng ký hội chợ bạn phụ trách sẽ hiện ở đây.")),
    )


def _held(one: ApplicationRow) -> str:
    return ", ".join(code for _, code, _ in queries.held(one.application))


def _maker_place(one: ApplicationRow) -> str | None:
    unit = one.application.establishment.unit
    return unit.line if unit else None


def _application_rows(
    session: Read, who: Identity, asked: Asked, window: Window
) -> Listed[ApplicationRow]:
    status, fair = asked.option("tinh-trang"), asked.option("hoi-cho")
    narrowed = ApplicationFilter(
        q=asked.q,
        unit_id=asked.unit_id,
        fair_id=int(fair) if fair else None,
        status=ApplicationStatus(status) if status else None,
        level=asked.option("cap"),
        waiting=bool(asked.option("viec")),
    )
    return fairs.applications(session, who, narrowed, window)


@router.get("/dieu-hanh/don-gian-hang")
def applications(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Applications to all fairs one runs or looks into."""
    asked = listed.ask(session, query, _applications(session, who, page), now)
    rows = _application_rows(session, who, asked.asked, asked.asked.window)
    return page.show("fairs/applications.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/don-gian-hang.xlsx")
def applications_workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _applications(reads, who, page), now)
    rows = _application_rows(reads, who, asked.asked, asked.asked.whole)
    return listed.workbook(session, who, page, asked, rows, "don-gian-hang", now)


# ----------------------------------------------------------------------------------------- cases


def _cases(session: Read, who: Identity, page: Page) -> Spec[Waiting]:
    _ = page._
    names = {stage.key: _(stage.name) for stage in reference.stages()}
    years = [(str(year), str(year)) for year in cases.years(session, who)]
    return Spec(
        address=CASES,
        caption=_(N_("Hồ sơ nhãn hiệu")),
        search=_(N_("Nhãn hiệu, cơ sở, mã hồ sơ")),
        columns=(
            Column(
                "mark",
                _(N_("Nhãn hiệu")),
                lambda one: Cell(
                    one.case.mark_text, f"{CASES}/{one.case.id}", under=one.case.code
                ),
                lead=True,
                sort=True,
            ),
            Column("maker", _(N_("Cơ sở")), lambda one: one.case.establishment.name),
            Column("stage", _(N_("Bước")), lambda one: _stage(page, one, names), sort=True),
            Column("due", _(N_("Hạn kế tiếp")), lambda one: _due_day(page, one), "day", sort=True),
            Column("state", _(N_("Thời hạn")), lambda one: _due(page, one), paper_only=True),
            Column("asked", _(N_("Xin")), lambda one: one.case.asked_dong, "dong", sort=True),
            Column(
                "approved",
                _(N_("Đã duyệt")),
                lambda one: one.case.approved_dong,
                "dong",
                sort=True,
            ),
            Column("code", _(N_("Mã hồ sơ")), lambda one: one.case.code, paper_only=True),
            Column(
                "product", _(N_("Sản phẩm")), lambda one: one.case.product.name, paper_only=True
            ),
            Column(
                "opened",
                _(N_("Ngày xin")),
                lambda one: day_in_vietnam(one.case.opened_at),
                "day",
                sort=True,
                paper_only=True,
            ),
            Column(
                "cost", _(N_("Chi phí")), lambda one: one.case.cost_dong, "dong", paper_only=True
            ),
            Column("place", _(N_("Địa bàn")), _case_place, paper_only=True),
        ),
        facets=(
            Facet("giai-doan", _(N_("Bước")), list(names.items())),
            Facet("han", _(N_("Thời hạn")), words.options(words.DUES, _)),
            Facet("kinh-phi", _(N_("Kinh phí")), words.options(MONEY, _)),
            Facet("mo", _(N_("Hồ sơ")), words.options(OPEN, _)),
            Facet("ket-qua", _(N_("Kết quả")), words.options(words.OUTCOMES, _, Outcome)),
            Facet("nam", _(N_("Năm xin")), years),
        ),
        by_place=True,
        workbook=f"{CASES}.xlsx",
        acts=(Deed("duyet", _(N_("Duyệt đúng mức xin"))),) if who.has(Act.CASE_APPROVE) else (),
        act_address=f"{CASES}/hang-loat",
        key=lambda one: one.case.id,
        empty=_(N_("Chưa có hồ sơ")),
        empty_more=_(N_("Hồ sơ do cơ sở gửi sẽ hiện ở đây, hồ sơ quá hạn ở trên cùng.")),
    )


def _stage(page: Page, one: Waiting, names: dict[str, str]) -> Cell:
    if one.case.outcome:
        said = page._(words.OUTCOMES[one.case.outcome])
        return Cell(said, mark=words.OUTCOME_MARKS[one.case.outcome])
    return Cell(names[one.case.stage])


def _due_day(page: Page, one: Waiting) -> Cell:
    if one.due_on is None:
        return Cell(None)
    return Cell(one.due_on, mark=words.DUE_MARKS[one.state], under=_due(page, one) or "")


def _due(page: Page, one: Waiting) -> str | None:
    return page._(words.DUES[one.state]) if one.due_on is not None else None


def _case_place(one: Waiting) -> str | None:
    unit = one.case.establishment.unit
    return unit.line if unit else None


def _case_rows(
    session: Read, who: Identity, asked: Asked, window: Window, today: date
) -> Listed[Waiting]:
    due, outcome = asked.option("han"), asked.option("ket-qua")
    narrowed = CaseFilter(
        q=asked.q,
        unit_id=asked.unit_id,
        stage=asked.option("giai-doan"),
        open={"dang": True, "xong": False}.get(asked.option("mo")),
        outcome=Outcome(outcome) if outcome else None,
        due=DueState(due) if due else None,
        unapproved=True if asked.option("kinh-phi") else None,
        year=asked.year(),
    )
    return cases.cases(session, who, narrowed, today, window)


@router.get("/dieu-hanh/nhan-hieu")
def desk(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Cases of one's places: overdue first."""
    asked = listed.ask(session, query, _cases(session, who, page), now)
    today = day_in_vietnam(now)
    rows = _case_rows(session, who, asked.asked, asked.asked.window, today)
    numbers = cases.due_numbers(session, who, today)
    return page.show(
        "support/desk.html",
        "list",
        **asked.values(page, rows),
        overdue=numbers[DueState.OVERDUE],
        near=numbers[DueState.NEAR],
    )


@router.get("/dieu-hanh/nhan-hieu.xlsx")
def cases_workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _cases(reads, who, page), now)
    rows = _case_rows(reads, who, asked.asked, asked.asked.whole, day_in_vietnam(now))
    return listed.workbook(session, who, page, asked, rows, "ho-so-nhan-hieu", now)
