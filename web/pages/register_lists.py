"""The office's lists of the register: establishments and products of the places one works in."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import lists as papers
from core import listing
from core.clock import day_in_vietnam
from core.identity import Identity
from core.listing import Listed, Window
from core.registry import lists, queries
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.lists import (
    EstablishmentFilter,
    EstablishmentRow,
    ProductFilter,
    ProductRow,
)
from core.rights import Act
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Asked, Cell, Column, Days, Facet, Spec
from web.page import N_, Page

router = APIRouter()

ESTABLISHMENTS = "/dieu-hanh/co-so"
PRODUCTS = "/dieu-hanh/san-pham"
YES_NO = {"co": N_("Có"), "khong": N_("Không")}


@dataclass(frozen=True, slots=True)
class Maker:
    """A row of the list of establishments."""

    row: EstablishmentRow
    papers: int


def _yes(asked: Asked, key: str) -> bool | None:
    return {"co": True, "khong": False}.get(asked.option(key))


# ------------------------------------------------------------------------------ establishments


def _establishments(page: Page) -> Spec[Maker]:
    _ = page._
    yes_no = words.options(YES_NO, _)
    return Spec(
        address=ESTABLISHMENTS,
        caption=_(N_("Cơ sở trong địa bàn")),
        search=_(N_("Tên cơ sở, mã số thuế")),
        columns=(
            Column(
                "name",
                _(N_("Tên")),
                lambda one: Cell(one.row.establishment.name, f"/ho-so/co-so/{_id(one)}"),
                sort=True,
                lead=True,
            ),
            Column(
                "kind",
                _(N_("Loại")),
                lambda one: _(words.KINDS[one.row.establishment.kind]),
                sort=True,
            ),
            Column("place", _(N_("Địa bàn")), _place, sort=True),
            Column(
                "number",
                _(N_("Mã số thuế")),
                lambda one: one.row.establishment.tax_number,
                code=True,
            ),
            Column(
                "products",
                _(N_("Sản phẩm")),
                lambda one: one.row.products,
                kind="whole",
                sort=True,
            ),
            Column("papers", _(N_("Giấy còn giá trị")), lambda one: one.papers, kind="whole"),
            Column(
                "made",
                _(N_("Ghi ngày")),
                lambda one: day_in_vietnam(one.row.establishment.created_at),
                kind="day",
                sort=True,
            ),
            Column(
                "representative",
                _(N_("Người đại diện")),
                lambda one: one.row.establishment.representative if one.row.open else None,
                paper_only=True,
            ),
            Column(
                "phone",
                _(N_("Điện thoại")),
                lambda one: one.row.establishment.phone if one.row.open else None,
                paper_only=True,
            ),
            Column(
                "email",
                _(N_("E-mail")),
                lambda one: one.row.establishment.email if one.row.open else None,
                paper_only=True,
            ),
            Column(
                "address",
                _(N_("Địa chỉ")),
                lambda one: one.row.establishment.address,
                paper_only=True,
            ),
            Column("code", _(N_("Mã")), lambda one: one.row.establishment.code, paper_only=True),
        ),
        facets=(
            Facet("loai", _(N_("Loại")), words.options(words.KINDS, _, EstablishmentKind)),
            Facet("giay", _(N_("Có giấy chứng nhận còn giá trị")), yes_no[:1]),
            Facet("san-pham", _(N_("Có sản phẩm")), yes_no),
            Facet("nguoi", _(N_("Có người giữ tài khoản")), yes_no),
            Facet("nguon", _(N_("Nguồn")), words.options(words.ORIGINS, _, Origin)),
        ),
        days=(Days("ghi", _(N_("Ghi ngày"))),),
        by_place=True,
        workbook=f"{ESTABLISHMENTS}.xlsx",
        empty=_(N_("Không có cơ sở nào")),
        empty_more=_(N_("Cơ sở đăng ký trong địa bàn của bạn sẽ hiện ở đây.")),
    )


def _id(one: Maker) -> int:
    return one.row.establishment.id


def _place(one: Maker) -> str | None:
    unit = one.row.establishment.unit
    return unit.line if unit else None


def _makers(
    session: Read, who: Identity, asked: Asked, window: Window, today: date
) -> Listed[Maker]:
    kind, origin = asked.option("loai"), asked.option("nguon")
    from_day, until_day = asked.span("ghi")
    found = lists.establishments(
        session,
        who.units(Act.ESTABLISHMENT_READ),
        EstablishmentFilter(
            q=asked.q,
            unit_id=asked.unit_id,
            kind=EstablishmentKind(kind) if kind else None,
            origin=Origin(origin) if origin else None,
            has_people=_yes(asked, "nguoi"),
            has_products=_yes(asked, "san-pham"),
            from_day=from_day,
            until_day=until_day,
            ids=papers.makers_in_force(today) if asked.option("giay") else None,
        ),
        window,
        open_units=who.units(Act.ESTABLISHMENT_KEEP),
    )
    numbers = listing.by_chunks(
        [row.establishment.id for row in found.rows],
        lambda some: papers.numbers_of_makers(session, some, today),
    )
    return found.turned(lambda row: Maker(row, numbers.get(row.establishment.id, 0)))


@router.get("/dieu-hanh/co-so")
def establishments(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Establishments in the places one works in, and who waits to be let in."""
    asked = listed.ask(session, query, _establishments(page), now)
    rows = _makers(session, who, asked.asked, asked.asked.window, day_in_vietnam(now))
    return page.show(
        "people/establishments.html",
        "list",
        **asked.values(page, rows),
        waiting=queries.requests_in(session, who.units(Act.MEMBER_APPROVE)),
        may_file=bool(who.units(Act.ESTABLISHMENT_KEEP)),
    )


@router.get("/dieu-hanh/co-so.xlsx")
def establishments_workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook; phones of the places where one keeps the register."""
    asked = listed.ask(reads, query, _establishments(page), now)
    rows = _makers(reads, who, asked.asked, asked.asked.whole, day_in_vietnam(now))
    return listed.workbook(session, who, page, asked, rows, "co-so", now)


# ------------------------------------------------------------------------------------- products


@dataclass(frozen=True, slots=True)
class Made:
    """A row of the list of products."""

    row: ProductRow
    papers: int


def _products(page: Page) -> Spec[Made]:
    _ = page._
    return Spec(
        address=PRODUCTS,
        caption=_(N_("Sản phẩm trong địa bàn")),
        search=_(N_("Tên sản phẩm, tên cơ sở, mã")),
        columns=(
            Column(
                "name",
                _(N_("Sản phẩm")),
                lambda one: Cell(
                    one.row.product.name,
                    f"/ho-so/san-pham/{one.row.product.id}",
                    under=_(N_("Bộ sản phẩm")) if one.row.product.is_set else "",
                ),
                sort=True,
                lead=True,
            ),
            Column("maker", _(N_("Cơ sở")), lambda one: _maker(one.row), sort=True),
            Column(
                "group",
                _(N_("Nhóm")),
                lambda one: (
                    _(words.GROUPS[one.row.product.group]) if one.row.product.group else None
                ),
                sort=True,
            ),
            Column("place", _(N_("Địa bàn")), lambda one: _maker_place(one.row)),
            Column("papers", _(N_("Giấy còn giá trị")), lambda one: one.papers, kind="whole"),
            Column("code", _(N_("Mã")), lambda one: one.row.product.code, code=True),
            Column(
                "made",
                _(N_("Ghi ngày")),
                lambda one: day_in_vietnam(one.row.product.created_at),
                kind="day",
                sort=True,
            ),
            Column(
                "price",
                _(N_("Giá bán")),
                lambda one: one.row.product.price_dong,
                kind="dong",
                paper_only=True,
            ),
            Column(
                "materials",
                _(N_("Nguyên liệu")),
                lambda one: one.row.product.materials,
                paper_only=True,
            ),
        ),
        facets=(
            Facet("nhom", _(N_("Nhóm sản phẩm")), words.options(words.GROUPS, _, ProductGroup)),
            Facet("giay", _(N_("Có giấy chứng nhận còn giá trị")), words.options(YES_NO, _)),
            Facet("bo", _(N_("Bộ sản phẩm")), words.options(YES_NO, _)),
            Facet("nguon", _(N_("Nguồn")), words.options(words.ORIGINS, _, Origin)),
        ),
        by_place=True,
        workbook=f"{PRODUCTS}.xlsx",
        empty=_(N_("Chưa có sản phẩm nào")),
        empty_more=_(N_("Sản phẩm của các cơ sở trong địa bàn của bạn sẽ hiện ở đây.")),
    )


def _maker(row: ProductRow) -> Cell:
    maker = row.product.establishment
    return Cell(maker.name, f"/ho-so/co-so/{maker.id}") if maker else Cell(None)


def _maker_place(row: ProductRow) -> str | None:
    maker = row.product.establishment
    return maker.unit.line if maker and maker.unit else None


def _made(session: Read, who: Identity, asked: Asked, window: Window, today: date) -> Listed[Made]:
    group, origin, paper = asked.option("nhom"), asked.option("nguon"), _yes(asked, "giay")
    in_force = papers.products_in_force(today)
    found = lists.products(
        session,
        who.units(Act.ESTABLISHMENT_READ),
        ProductFilter(
            q=asked.q,
            unit_id=asked.unit_id,
            group=ProductGroup(group) if group else None,
            is_set=_yes(asked, "bo"),
            origin=Origin(origin) if origin else None,
            ids=in_force if paper else None,
            not_ids=in_force if paper is False else None,
        ),
        window,
    )
    numbers = listing.by_chunks(
        [row.product.id for row in found.rows],
        lambda some: papers.numbers_of_products(session, some, today),
    )
    return found.turned(lambda row: Made(row, numbers.get(row.product.id, 0)))


@router.get("/dieu-hanh/san-pham")
def products(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Products of the places one works in."""
    asked = listed.ask(session, query, _products(page), now)
    rows = _made(session, who, asked.asked, asked.asked.window, day_in_vietnam(now))
    return page.show("people/products.html", "list", **asked.values(page, rows))


@router.get("/dieu-hanh/san-pham.xlsx")
def products_workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _products(page), now)
    rows = _made(reads, who, asked.asked, asked.asked.whole, day_in_vietnam(now))
    return listed.workbook(session, who, page, asked, rows, "san-pham", now)
