"""Administration of the machine: the record, and the table of rights."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from core import audit
from core.rights import TABLE, Role
from web.deps import Query, Read, Show
from web.doors import DOORS, PUBLIC, Door

router = APIRouter()

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One door of the table: who may open it. `roles` is empty for public and signed-in doors."""

    method: str
    path: str
    about: str
    public: bool
    roles: tuple[Role, ...]


@router.get("/quan-tri/nhat-ky")
def record(session: Read, page: Show, query: Query) -> Response:
    """Who did what, the newest first; by action or by account, a hundred at a time."""
    action = query.text("viec")[:60]
    account_id, before = _number(query.text("tai-khoan")), _number(query.text("truoc"))
    found = audit.newest(
        session, action=action, account_id=account_id, before=before, limit=ON_A_PAGE + 1
    )
    return page.show(
        "people/record.html",
        "found",
        action=action,
        account_id=account_id,
        found=found[:ON_A_PAGE],
        older=found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else None,
    )


@router.get("/quan-tri/quyen")
def rights(page: Show) -> Response:
    """The one table of doors and roles, as the program enforces it."""
    rows = [_row(address, door) for address, door in DOORS.items()]
    return page.show("people/rights.html", rows=rows)


def _row(address: str, door: Door) -> Row:
    method, path = address.split(" ", 1)
    allowed = TABLE[door.act] if door.act is not None else frozenset()
    roles = tuple(role for role in Role if role in allowed)
    return Row(method, path, door.about, door is PUBLIC, roles)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 12 else None
