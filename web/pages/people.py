"""Administration of people: accounts, their roles, codes, and shutting out."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core import audit
from core.accounts import queries, resets, rules, service
from core.errors import Invalid
from core.rights import Role
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web import identify, picker
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed

router = APIRouter()

ON_A_PAGE = 50
PLACES = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
GIVEN = tuple(role for role in Role if role is not Role.PRODUCER and role not in rules.BY_SEAT)
"""Roles an administrator gives; the others come with an establishment or a seat."""


@router.get("/quan-tri/tai-khoan/{account_id}")
def account(session: Read, page: Show, now: Now, account_id: int) -> Response:
    """One account: what it holds and what happened to it."""
    return page.show("people/account.html", **_shown(session, now, Typed([]), account_id))


@router.post("/quan-tri/tai-khoan/{account_id}/vai")
def give_role(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, account_id: int
) -> Response:
    """Give a role in a place."""
    shown = _shown(reads, now, form, account_id)
    if picker.searching(form):
        return page.show("people/account.html", **shown)
    try:
        reading = Reading(form)
        role = reading.choice("role", Role)
        reading.settle()
        place = shown["place"]
        unit_id = None if role is Role.ADMINISTRATOR else place.unit_id
        service.grant_role(session, who, account_id, role, unit_id=unit_id, now=now)
    except Invalid as refusal:
        raise page.again(refusal, "people/account.html", **shown) from None
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


@router.post("/quan-tri/tai-khoan/{account_id}/vai/{grant_id}/ket-thuc")
def end_role(
    session: Write, who: Who, page: Show, now: Now, account_id: int, grant_id: int
) -> Response:
    """Take a role back."""
    service.end_grant(session, who, grant_id, now)
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


@router.post("/quan-tri/tai-khoan/{account_id}/ma")
def issue_code(session: Write, who: Who, page: Show, now: Now, account_id: int) -> Response:
    """A one-time code, shown this once."""
    also = identify.held_beyond(session, account_id)
    code = resets.issue_reset_code(session, who, account_id, now, also=also)
    return page.show(
        "people/code.html",
        code=code,
        account=queries.get_account(session, account_id),
        until=now + rules.RESET_CODE_LASTS,
        back=f"/quan-tri/tai-khoan/{account_id}",
    )


@router.post("/quan-tri/tai-khoan/{account_id}/khoa")
def lock(session: Write, who: Who, page: Show, form: Form, now: Now, account_id: int) -> Response:
    """Shut out, or let in again."""
    service.set_disabled(session, who, account_id, form.text("act") != "enable", now)
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


def _shown(session: Read, now: Now, form: Typed, account_id: int) -> dict[str, Any]:
    found = queries.get_account(session, account_id)
    grants = queries.live_grants(session, account_id)
    units = [grant.unit_id for grant in grants if grant.unit_id is not None]
    return {
        "account": found,
        "grants": grants,
        "beyond": identify.held_beyond(session, account_id),
        "units": territory.places(session, units),
        "roles": GIVEN,
        "typed": form,
        "place": picker.read(session, form, now, kinds=PLACES, abolished=True),
        "entries": audit.entries_about(session, f"account:{account_id}", limit=30),
    }
