"""The administrator's list of accounts: found without marks, narrowed, taken along."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from core import listing
from core.accounts import lists, queries
from core.accounts.lists import AccountFilter, AccountRow
from core.clock import day_in_vietnam
from core.listing import Listed, Window
from core.registry.queries import accounts_with_establishment
from core.rights import Role
from web import listed, words
from web.deps import Now, Query, Read, Show, Who, Write
from web.lists import Act as Deed
from web.lists import Asked, Cell, Column, Days, Facet, Spec
from web.page import N_, Page

router = APIRouter()

ACCOUNTS = "/quan-tri"
LOCKED = {"dang": N_("Đang dùng"), "khoa": N_("Đã khóa")}


@dataclass(frozen=True, slots=True)
class Person:
    """A row: the account and the roles it holds now."""

    row: AccountRow
    roles: list[Role]


def _spec(page: Page) -> Spec[Person]:
    _ = page._
    return Spec(
        address=ACCOUNTS,
        caption=_(N_("Tài khoản")),
        search=_(N_("Tên, e-mail hoặc điện thoại")),
        columns=(
            Column(
                "name",
                _(N_("Tên")),
                lambda one: Cell(
                    one.row.account.name, f"/quan-tri/tai-khoan/{one.row.account.id}"
                ),
                lead=True,
                sort=True,
            ),
            Column("phone", _(N_("Điện thoại")), lambda one: one.row.account.phone),
            Column("email", _(N_("E-mail")), lambda one: one.row.account.email),
            Column(
                "roles",
                _(N_("Vai")),
                lambda one: ", ".join(dict.fromkeys(_(words.ROLES[role]) for role in one.roles)),
            ),
            Column(
                "made",
                _(N_("Mở ngày")),
                lambda one: day_in_vietnam(one.row.account.created_at),
                "day",
                sort=True,
            ),
            Column(
                "state",
                _(N_("Tình trạng")),
                lambda one: (
                    Cell(_(N_("Đã khóa")), mark="revoked")
                    if one.row.account.disabled_at
                    else Cell(_(N_("Đang dùng")), mark="in_force")
                ),
            ),
        ),
        facets=(
            Facet("vai", _(N_("Vai")), words.options(words.ROLES, _, GIVEN)),
            Facet("tinh-trang", _(N_("Tình trạng")), words.options(LOCKED, _)),
        ),
        days=(Days("mo", _(N_("Mở ngày"))),),
        by_place=True,
        workbook="/quan-tri/tai-khoan.xlsx",
        acts=(
            Deed("vai", _(N_("Thu hồi mọi vai"))),
            Deed("khoa", _(N_("Khóa tài khoản"))),
        ),
        act_address="/quan-tri/tai-khoan/hang-loat",
        key=lambda one: one.row.account.id,
        empty=_(N_("Không tìm thấy tài khoản nào")),
        empty_more=_(N_("Thử gõ ngắn hơn: một phần tên, e-mail hoặc số điện thoại.")),
    )


GIVEN = tuple(role for role in Role if role is not Role.PRODUCER)
"""Roles that grants hold; a producer is one by an establishment."""


def _rows(session: Read, asked: Asked, window: Window) -> Listed[Person]:
    role, state = asked.option("vai"), asked.option("tinh-trang")
    from_day, until_day = asked.span("mo")
    found = lists.accounts(
        session,
        AccountFilter(
            q=asked.q,
            role=Role(role) if role else None,
            unit_id=asked.unit_id,
            locked={"dang": False, "khoa": True}.get(state),
            from_day=from_day,
            until_day=until_day,
        ),
        window,
    )
    ids = [one.account.id for one in found.rows]
    grants = listing.by_chunks(ids, lambda some: queries.grants_of_many(session, some))
    makers = listing.by_chunks(
        ids, lambda some: dict.fromkeys(accounts_with_establishment(session, some), True)
    )

    def person(row: AccountRow) -> Person:
        held = [grant.role for grant in grants.get(row.account.id, [])]
        return Person(row, ([Role.PRODUCER] if row.account.id in makers else []) + held)

    return found.turned(person)


@router.get("/quan-tri")
def accounts(session: Read, page: Show, query: Query, now: Now) -> Response:
    """Accounts by name, searched by name, e-mail or phone."""
    asked = listed.ask(session, query, _spec(page), now)
    rows = _rows(session, asked.asked, asked.asked.window)
    return page.show("people/accounts.html", "list", **asked.values(page, rows))


@router.get("/quan-tri/tai-khoan.xlsx")
def workbook(
    reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now
) -> Response:
    """All that is filtered as a workbook."""
    asked = listed.ask(reads, query, _spec(page), now)
    rows = _rows(reads, asked.asked, asked.asked.whole)
    return listed.workbook(session, who, page, asked, rows, "tai-khoan", now)
