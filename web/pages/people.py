"""Administration of people: accounts, their roles, codes, and shutting out."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core import audit
from core.accounts import lending, queries, resets, rules, service, sessions
from core.clock import end_of_day
from core.errors import Invalid
from core.rights import Role
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web import identify, limits, picker
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.wording.deeds import DEEDS

router = APIRouter()

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
        last = reading.day("ends", needed=False)
        reading.settle()
        service.grant_role(
            session,
            who,
            account_id,
            role,
            **_limits(role, shown, form),
            ends_at=end_of_day(last) if last else None,
            now=now,
        )
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


@router.post("/quan-tri/tai-khoan/{account_id}/giao")
def lend_role(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, account_id: int
) -> Response:
    """Lend a role of this person to another while he is away."""
    try:
        reading = Reading(form)
        first, last = reading.day("first"), reading.day("last")
        grant_id = reading.whole("grant")
        reading.settle()
        held = {grant.id for grant in queries.live_grants(reads, account_id)}
        if grant_id not in held:
            raise Invalid({"grant": "unknown_choice"})
        contact, why = form.text("contact"), form.text("why")
        lending.lend(session, who, grant_id, contact, first, last, why, now)
    except Invalid as refusal:
        shown = {**_shown(reads, now, form, account_id), "lending": True}
        raise page.again(refusal, "people/account.html", **shown) from None
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


@router.post("/quan-tri/tai-khoan/{account_id}/khoa")
def lock(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, account_id: int
) -> Response:
    """Shut out, or let in again, and why."""
    try:
        disabled = form.text("act") != "enable"
        service.set_disabled(session, who, account_id, disabled, now, why=form.text("locked_why"))
    except Invalid as refusal:
        shown = _shown(reads, now, form, account_id)
        raise page.again(refusal, "people/account.html", **shown) from None
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


@router.post("/quan-tri/tai-khoan/{account_id}/phien/ket-thuc")
def end_sessions(session: Write, who: Who, page: Show, now: Now, account_id: int) -> Response:
    """Sign this person out everywhere."""
    sessions.end_all_of(session, who, account_id, now)
    return page.go(f"/quan-tri/tai-khoan/{account_id}")


def _shown(session: Read, now: Now, form: Typed, account_id: int) -> dict[str, Any]:
    found = queries.get_account(session, account_id)
    grants = queries.live_grants(session, account_id)
    units = [grant.unit_id for grant in grants if grant.unit_id is not None]
    contests = [grant.contest_id for grant in grants if grant.contest_id is not None]
    fairs = [grant.fair_id for grant in grants if grant.fair_id is not None]
    entries = audit.entries_about(session, f"account:{account_id}", limit=30)
    return {
        "account": found,
        "grants": grants,
        "beyond": identify.held_beyond(session, account_id),
        "units": territory.places(session, units),
        "roles": GIVEN,
        "typed": form,
        "place": picker.read(session, form, now, kinds=PLACES, abolished=True),
        "limits": limits.names(session, contests, fairs),
        "contests": limits.contests(session),
        "fairs": limits.fairs(session),
        "lending": False,
        "lendable": rules.BY_PLACE,
        "sessions": queries.sessions_of(session, account_id, now),
        "invitations": queries.invitations_of(session, found),
        "now": now,
        "entries": [(one, DEEDS.get(one.action, one.action)) for one in entries],
    }


def _limits(role: Role, shown: dict[str, Any], form: Typed) -> dict[str, int | None]:
    """Where the role is to be held; the administrator's is held everywhere."""
    if role is Role.ADMINISTRATOR:
        return {}
    contests, fairs = dict(shown["contests"]), dict(shown["fairs"])
    return {
        "unit_id": shown["place"].unit_id,
        "contest_id": _one_of(form.text("contest_id"), contests),
        "fair_id": _one_of(form.text("fair_id"), fairs),
    }


def _one_of(typed: str, known: dict[int, str]) -> int | None:
    return int(typed) if typed.isdecimal() and int(typed[:9]) in known else None
