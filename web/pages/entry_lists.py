"""Dossiers as lists: of one contest's desk, and of everything one screens or files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.entries import lists, on_paper, queries
from contest.entries.checks import Finding
from contest.entries.kinds import EntryStatus
from contest.entries.lists import EntryFilter, EntryRow, Scope, Wait
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.kinds import ProductGroup
from core.rights import Act
from web import dossier_checks, listed, room, words
from web.deps import About, Now, Query, Read, Show, Who, Write
from web.dossier_checks import Checked
from web.lists import Act as Deed
from web.lists import Asked, Cell, Column, Days, Facet, Spec
from web.page import N_, Page

router = APIRouter()

ALL = "/dieu-hanh/ho-so"
WAITS: dict[str, str] = {
    Wait.SCREENING: N_("Chờ xét"),
    Wait.SUPPLEMENT_NEAR: N_("Bổ sung quá hạn hoặc đến hạn trong 3 ngày"),
    Wait.SUPPLEMENT_LATE: N_("Bổ sung quá hạn"),
    Wait.DRAFT_CLOSING: N_("Chưa gửi, kỳ sắp hết hạn"),
}
BRIEFLY = {
    "statement": N_("Thuyết minh thiếu mục"),
    "papers": N_("Xem giấy tờ"),
    "papers_certified": N_("Bản sao chưa chứng thực"),
    "sets": N_("Thiếu số bộ"),
    "electronic_copy": N_("Thiếu bản điện tử"),
    "photo_count": N_("Thiếu ảnh"),
    "photo_size": N_("Ảnh nhỏ"),
    "photo_angles": N_("Thiếu góc chụp"),
    "way": N_("Điều kiện cấp dưới"),
    "place": N_("Ngoài địa bàn"),
    "place_rule": N_("Xem địa bàn"),
    "same_name": N_("Có thể trùng"),
    "same_photo": N_("Có thể trùng"),
    "other_photo": N_("Ảnh của sản phẩm khác"),
    "juror_tie": N_("Có liên quan giám khảo"),
}
"""A check that is not in order, in a word."""
YES_NO = {"co": N_("Có"), "khong": N_("Không")}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk of one contest knows besides the rows."""

    checked: dict[int, Checked] = field(default_factory=dict)
    screen: bool = True
    """On screen the checks of the rows shown; a workbook of all rows leaves them out."""


def _columns(page: Page, now: datetime, desk: Desk | None) -> list[Column[EntryRow]]:
    _ = page._
    checked: Column[EntryRow] = Column(
        "checks", _(N_("Kiểm tra")), lambda one: _checks(page, one, desk or Desk())
    )
    contest: Column[EntryRow] = Column(
        "contest", _(N_("Kỳ bình chọn")), lambda one: one.entry.contest.title, sort=True
    )
    return [
        Column("product", _(N_("Sản phẩm")), _product, lead=True, sort=True),
        Column("maker", _(N_("Cơ sở")), lambda one: one.entry.establishment_name, sort=True),
        *([] if desk else [contest]),
        Column(
            "filed", _(N_("Gửi lúc")), lambda one: one.entry.filed_at, kind="moment", sort=True
        ),
        Column("code", _(N_("Mã số")), lambda one: one.entry.code, code=True, sort=True),
        Column("status", _(N_("Tình trạng")), lambda one: _status(page, one, now), sort=True),
        *([checked] if desk and desk.screen else []),
        Column("receipt", _(N_("Mã hồ sơ")), lambda one: one.entry.receipt, paper_only=True),
        Column(
            "group",
            _(N_("Nhóm")),
            lambda one: _(words.GROUPS[one.entry.group]) if one.entry.group else None,
            paper_only=True,
        ),
        Column("place", _(N_("Địa bàn")), _place, paper_only=True),
        Column(
            "address",
            _(N_("Địa chỉ")),
            lambda one: one.entry.establishment_address,
            paper_only=True,
        ),
        Column(
            "photos",
            _(N_("Số ảnh")),
            lambda one: len(one.entry.photos),
            kind="whole",
            paper_only=True,
        ),
        Column(
            "behalf",
            _(N_("Lập thay")),
            lambda one: _(YES_NO["co" if one.entry.on_behalf else "khong"]),
            paper_only=True,
        ),
        Column(
            "answer",
            _(N_("Hạn bổ sung")),
            lambda one: one.entry.answer_by,
            kind="moment",
            sort=True,
            paper_only=True,
        ),
        Column("reason", _(N_("Lý do")), lambda one: one.entry.reason, paper_only=True),
    ]


def _product(one: EntryRow) -> Cell:
    url = f"{ALL}/{one.entry.id}" if one.desk else f"/ho-so/du-thi/{one.entry.id}"
    return Cell(one.entry.product_name, url)


def _place(one: EntryRow) -> str | None:
    unit = one.entry.establishment.unit
    return unit.line if unit else None


def _status(page: Page, one: EntryRow, now: datetime) -> Cell:
    entry = one.entry
    mark, under = words.ENTRY_MARKS[entry.status], ""
    if entry.status is EntryStatus.SUPPLEMENT and entry.answer_by is not None:
        late = entry.answer_by < now
        mark = "overdue" if late else mark
        said = N_("quá hạn %(day)s") if late else N_("đến %(day)s")
        under = page._(said, day=listed.day(entry.answer_by))
    return Cell(page._(words.ENTRIES[entry.status]), mark=mark, under=under)


def _checks(page: Page, one: EntryRow, desk: Desk) -> Cell:
    """What the desk should look at, in a word; nothing of a dossier that is out of the round."""
    if one.entry.status in (EntryStatus.REFUSED, EntryStatus.WITHDRAWN):
        return Cell("–")
    behalf = page._(N_("Lập thay")) if one.entry.on_behalf else ""
    lines = desk.checked[one.entry.id].lines if one.entry.id in desk.checked else []
    order = (Finding.LACKING, Finding.UNSURE, Finding.ADVICE)
    said = [page._(BRIEFLY[line.code]) for at in order for line in lines if line.finding is at]
    found = {line.finding for line in lines}
    under = ". ".join(part for part in (", ".join(dict.fromkeys(said)), behalf) if part)
    if Finding.LACKING in found:
        return Cell(page._(N_("Chưa đạt")), mark="overdue", under=under)
    if Finding.UNSURE in found:
        return Cell(page._(N_("Cần xem")), mark="supplement", under=under)
    if Finding.ADVICE in found:
        return Cell(page._(N_("Nên xem")), mark="near", under=under)
    return Cell(page._(N_("Không thấy gì lạ")), mark="done", under=behalf)


def _facets(session: Read, who: Identity, page: Page, desk: Desk | None) -> list[Facet]:
    _ = page._
    statuses = [one for one in EntryStatus if one is not EntryStatus.DRAFT or not desk]
    found = [
        Facet("tinh-trang", _(N_("Tình trạng")), words.options(words.ENTRIES, _, statuses)),
        Facet("nhom", _(N_("Nhóm sản phẩm")), words.options(words.GROUPS, _, ProductGroup)),
        Facet("viec", _(N_("Việc đang chờ")), words.options(WAITS, _)),
        Facet("lap-thay", _(N_("Lập thay")), words.options(YES_NO, _)),
    ]
    if desk is None:
        years = lists.years(session, lists.scope_of(who))
        found.append(Facet("nam", _(N_("Năm")), [(str(year), str(year)) for year in years]))
    return found


def _rows(
    session: Read,
    who: Identity,
    asked: Asked,
    window: Window,
    now: datetime,
    contest_id: int | None = None,
) -> Listed[EntryRow]:
    status, group = asked.option("tinh-trang"), asked.option("nhom")
    wait, behalf = asked.option("viec"), asked.option("lap-thay")
    from_day, until_day = asked.span("gui")
    # the room's door was opened for this contest: its desk is seen however the right is held
    whose = lists.scope_of(who) if contest_id is None else Scope(contests=[contest_id])
    return lists.entries(
        session,
        whose,
        EntryFilter(
            q=asked.q,
            contest_id=contest_id,
            unit_id=asked.unit_id,
            status=EntryStatus(status) if status else None,
            group=ProductGroup(group) if group else None,
            on_behalf={"co": True, "khong": False}.get(behalf),
            year=asked.year(),
            wait=Wait(wait) if wait else None,
            from_day=from_day,
            until_day=until_day,
        ),
        now,
        window,
    )


# --------------------------------------------------------------------------- all one looks after


def _all(session: Read, who: Identity, page: Page, now: datetime) -> Spec[EntryRow]:
    _ = page._
    return Spec(
        address=ALL,
        caption=_(N_("Hồ sơ dự thi")),
        search=_(N_("Tên sản phẩm, cơ sở, mã hồ sơ")),
        columns=_columns(page, now, None),
        facets=_facets(session, who, page, None),
        days=(Days("gui", _(N_("Gửi ngày"))),),
        by_place=True,
        workbook=f"{ALL}.xlsx",
        empty=_(N_("Chưa có hồ sơ nào")),
        empty_more=_(
            N_("Hồ sơ gửi tới các kỳ bạn phụ trách, và hồ sơ bạn lập thay, sẽ hiện ở đây.")
        ),
    )


@router.get("/dieu-hanh/ho-so")
def entries(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """The dossiers at one's desks, and those of the makers one files for."""
    asked = listed.ask(session, query, _all(session, who, page, now), now)
    rows = _rows(session, who, asked.asked, asked.asked.window, now)
    return page.show("screening/entries.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/ho-so.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _all(reads, who, page, now), now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, now)
    return listed.workbook(session, who, page, asked, rows, "ho-so-du-thi", now)


# ------------------------------------------------------------------------- one contest's desk


def _desk(
    session: Read,
    who: Identity,
    page: Page,
    about: About,
    slug: str,
    now: datetime,
    desk: Desk,
) -> tuple[Spec[EntryRow], Any]:
    found = contests.get_contest(session, slug)
    base, _ = room.address(found, "/ho-so"), page._
    may = page.may(Act.ENTRY_SCREEN, about)
    spec: Spec[EntryRow] = Spec(
        address=base,
        caption=_(N_("Hồ sơ dự thi")),
        search=_(N_("Tên sản phẩm, cơ sở, mã hồ sơ")),
        columns=_columns(page, now, desk),
        facets=_facets(session, who, page, desk),
        days=(Days("gui", _(N_("Gửi ngày"))),),
        by_place=True,
        workbook=f"{base}.xlsx",
        acts=(
            Deed("nhan", _(N_("Công nhận hợp lệ"))),
            Deed("bo-sung", _(N_("Yêu cầu bổ sung"))),
            Deed("giay-to", _(N_("Đánh dấu đủ giấy tờ"))),
            Deed("dia-ban", _(N_("Ghi nhận địa bàn"))),
        )
        if may
        else (),
        act_address=f"{base}/hang-loat",
        key=lambda one: one.entry.id,
        empty=_(N_("Chưa nhận được hồ sơ nào")),
        empty_more=_(N_("Hồ sơ các cơ sở gửi tới sẽ hiện ở đây, hồ sơ chờ lâu nhất lên trước.")),
    )
    return spec, found


@router.get("/dieu-hanh/binh-chon/{contest}/ho-so")
def desk(
    session: Read, who: Who, page: Show, query: Query, about: About, now: Now, contest: str
) -> Response:
    """The dossiers of one contest: counted, filtered, searched, with what the checks saw."""
    known = Desk()
    spec, found = _desk(session, who, page, about, contest, now, known)
    asked = listed.ask(session, query, spec, now)
    rows = _rows(session, who, asked.asked, asked.asked.window, now, found.id)
    shown = [one.entry for one in rows.rows]
    known.checked.update(dossier_checks.of_many(session, found, shown))
    return page.show(
        "screening/desk.html",
        "list",
        **asked.values(page, rows),
        contest=found,
        room=room.links(page, found, about),
        counts=queries.counts(session, found.id),
        subject=about,
        typing=len(on_paper.in_hand(session, found.id)),
    )


@router.get("/dieu-hanh/binh-chon/{contest}/ho-so.xlsx")
def desk_workbook(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    query: Query,
    about: About,
    now: Now,
    contest: str,
) -> Response:
    """All of the contest that is filtered, as a workbook."""
    spec, found = _desk(reads, who, page, about, contest, now, Desk(screen=False))
    asked = listed.ask(reads, query, spec, now)
    rows = _rows(reads, who, asked.asked, asked.asked.whole, now, found.id)
    return listed.workbook(session, who, page, asked, rows, f"ho-so-{found.slug}", now)
