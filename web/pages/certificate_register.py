"""The register of certificates across contests: in force, ending soon, expired, revoked."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import lists
from contest.certificates.lists import CertificateFilter, State
from contest.certificates.queries import Seen
from contest.contests.kinds import ContestLevel
from contest.contests.queries import subjects
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.kinds import ProductGroup
from core.rights import Act, Subject
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Act as Deed
from web.lists import Asked, Cell, Column, Days, Facet, Spec
from web.page import N_, Page

router = APIRouter()

REGISTER = "/dieu-hanh/giay-chung-nhan"
WITHIN = {"30": N_("30 ngày"), "60": N_("60 ngày"), "90": N_("90 ngày"), "180": N_("180 ngày")}
USUAL_DAYS = 90
"""A certificate that ends within so many days ends soon, unless the address says otherwise."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A row: the certificate on this day, and whether its desk page is open to this person."""

    seen: Seen
    desk: bool
    soon: bool


def _spec(session: Read, who: Identity, page: Page) -> Spec[Paper]:
    _ = page._
    years = [(str(year), str(year)) for year in lists.years(session, lists.scope_of(who))]
    return Spec(
        address=REGISTER,
        caption=_(N_("Sổ giấy chứng nhận")),
        search=_(N_("Tên sản phẩm, cơ sở, số giấy, mã xác minh")),
        columns=(
            Column(
                "number",
                _(N_("Số")),
                lambda one: one.seen.certificate.number,
                code=True,
                sort=True,
            ),
            Column("product", _(N_("Sản phẩm")), _product, lead=True, sort=True),
            Column(
                "maker",
                _(N_("Cơ sở")),
                lambda one: one.seen.facts.establishment_name,
                sort=True,
            ),
            Column(
                "level",
                _(N_("Cấp")),
                lambda one: _(words.LEVELS[one.seen.certificate.level]),
                sort=True,
            ),
            Column(
                "issued",
                _(N_("Ngày cấp")),
                lambda one: one.seen.certificate.issued_on,
                kind="day",
                sort=True,
            ),
            Column(
                "ends",
                _(N_("Đến hết ngày")),
                lambda one: one.seen.certificate.valid_until,
                kind="day",
                sort=True,
            ),
            Column("state", _(N_("Tình trạng")), lambda one: _state(page, one)),
            Column("place", _(N_("Địa bàn")), _place, paper_only=True),
            Column(
                "group",
                _(N_("Nhóm")),
                lambda one: one.seen.facts.group_name,
                paper_only=True,
            ),
            Column(
                "contest",
                _(N_("Kỳ bình chọn")),
                lambda one: one.seen.certificate.contest.title,
                paper_only=True,
            ),
            Column(
                "decision",
                _(N_("Quyết định công nhận")),
                lambda one: one.seen.facts.decision_number,
                paper_only=True,
            ),
            Column(
                "code",
                _(N_("Mã xác minh")),
                lambda one: one.seen.certificate.code,
                paper_only=True,
            ),
            Column(
                "revoked",
                _(N_("Thu hồi ngày")),
                lambda one: one.seen.certificate.revoked_on,
                kind="day",
                paper_only=True,
            ),
        ),
        facets=(
            Facet("tinh-trang", _(N_("Tình trạng")), words.options(words.CERTIFICATES, _, State)),
            Facet("trong", _(N_("Sắp hết hạn là trong")), words.options(WITHIN, _)),
            Facet("cap", _(N_("Cấp")), words.options(words.LEVELS, _, ContestLevel)),
            Facet("nhom", _(N_("Nhóm sản phẩm")), words.options(words.GROUPS, _, ProductGroup)),
            Facet("nam", _(N_("Năm cấp")), years),
        ),
        days=(Days("han", _(N_("Hết giá trị"))),),
        by_place=True,
        workbook=f"{REGISTER}.xlsx",
        acts=(
            *((Deed("moi", _(N_("Mời dự hội chợ"))),) if who.has(Act.FAIR_RUN) else ()),
            *(
                (Deed("in-lai", _(N_("In lại bản PDF"))),)
                if who.has(Act.CERTIFICATE_ISSUE)
                else ()
            ),
        ),
        act_address=f"{REGISTER}/hang-loat",
        key=lambda one: one.seen.certificate.id,
        empty=_(N_("Chưa có giấy chứng nhận nào")),
        empty_more=_(
            N_(
                "Giấy chứng nhận đã cấp trong địa bàn của bạn sẽ hiện ở đây, "
                "giấy mới nhất lên trước."
            )
        ),
    )


def _product(one: Paper) -> Cell:
    paper = one.seen.certificate
    url = f"{REGISTER}/{paper.id}" if one.desk else f"/xac-minh/{paper.code}"
    return Cell(one.seen.facts.product_name, url)


def _place(one: Paper) -> str | None:
    maker = one.seen.certificate.product.establishment
    return maker.unit.line if maker and maker.unit else None


def _state(page: Page, one: Paper) -> Cell:
    state = "ending" if one.soon else one.seen.standing.value
    return Cell(page._(words.CERTIFICATES[state]), mark=words.CERTIFICATE_MARKS[state])


def _rows(
    session: Read, who: Identity, asked: Asked, window: Window, today: date
) -> Listed[Paper]:
    level, group, state = asked.option("cap"), asked.option("nhom"), asked.option("tinh-trang")
    from_day, until_day = asked.span("han")
    narrowed = CertificateFilter(
        q=asked.q,
        unit_id=asked.unit_id,
        level=ContestLevel(level) if level else None,
        group=ProductGroup(group) if group else None,
        state=State(state) if state else None,
        within_days=int(asked.option("trong") or USUAL_DAYS),
        issued_year=asked.year(),
        from_day=from_day,
        until_day=until_day,
    )
    found = lists.certificates(session, lists.scope_of(who), narrowed, today, window)
    about = subjects(session, [one.certificate.contest for one in found.rows])
    nobody = Subject()

    def row(one: Seen) -> Paper:
        paper = one.certificate
        left = (paper.valid_until - today).days
        return Paper(
            one,
            who.may(Act.RESULT_READ, about.get(paper.contest_id, nobody)),
            one.standing.value == State.IN_FORCE and left <= narrowed.within_days,
        )

    return found.turned(row)


@router.get("/dieu-hanh/giay-chung-nhan")
def register(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Certificates of one's contests and, once announced, of the makers in one's places."""
    asked = listed.ask(session, query, _spec(session, who, page), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, day_in_vietnam(now))
    return page.show("certificates/register.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/giay-chung-nhan.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(reads, who, page), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, day_in_vietnam(now))
    return listed.workbook(session, who, page, asked, rows, "so-giay-chung-nhan", now)
