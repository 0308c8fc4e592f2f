"""One's own notices: read, and opened."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from core.accounts import queries as accounts
from core.notices import queries, service
from web.deps import Now, Query, Read, Show, Who, Write
from web.wording.notices import said

router = APIRouter()

HOME = "/ho-so/thong-bao"
ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One notice in words."""

    notice: object
    title: str
    body: str


@router.get(HOME)
def notices(session: Read, who: Who, page: Show, query: Query) -> Response:
    """What was told to this person, the newest first."""
    before, only_unread = query.text("truoc"), query.text("xem") == "chua-doc"
    found = queries.page(
        session,
        who.account_id,
        only_unread=only_unread,
        before=int(before) if before.isdecimal() and len(before) < 12 else None,
        limit=ON_A_PAGE + 1,
    )
    account = accounts.get_account(session, who.account_id)
    return page.show(
        "account/notices.html",
        "found",
        rows=[Row(one, *said(one.code, one.facts, page._)) for one in found[:ON_A_PAGE]],
        older=found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else None,
        only_unread=only_unread,
        email=account.email,
    )


@router.post(HOME + "/doc-het")
def read_all(session: Write, who: Who, page: Show, now: Now) -> Response:
    """Everything is read."""
    service.read_all(session, who, now)
    return page.go(HOME)


@router.post(HOME + "/{notice_id}")
def open_one(session: Write, who: Who, page: Show, now: Now, notice_id: int) -> Response:
    """Mark one as read and go to what it is about."""
    found = service.read(session, who, notice_id, now)
    return page.go(found.address)
