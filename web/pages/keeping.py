"""The officer's and the secretary's desk of the register: establishments of their places, who asks
to join, filing for others, inviting, and codes for those who lost their password."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core import outbox
from core.accounts import invitations, resets
from core.accounts import queries as accounts
from core.accounts import rules as account_rules
from core.errors import Conflict, Invalid, NotFound
from core.registry import queries, service
from core.registry.kinds import Membership
from core.rights import Act, Role
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web import identify, picker
from web.deps import Form, Now, Query, Read, Show, Who, Wired, Write
from web.establishing import KINDS, read_establishment
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()


@router.get("/dieu-hanh/co-so/moi")
def new_on_behalf(session: Read, who: Who, page: Show, now: Now) -> Response:
    """A form for a producer who cannot fill it in; a producer is led to his own."""
    if not who.units(Act.ESTABLISHMENT_KEEP):
        return page.go("/ho-so/co-so/moi")
    place = picker.read(session, Typed([]), now)
    return page.show("people/on_behalf.html", place=place, kinds=KINDS, exists=None)


@router.post("/dieu-hanh/co-so/moi")
def create_on_behalf(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Register an establishment for somebody else, in a place one works in."""
    place = picker.read(reads, form, now)
    shown: dict[str, Any] = {"typed": form, "place": place, "kinds": KINDS, "exists": None}
    if picker.searching(form):
        return page.show("people/on_behalf.html", **shown)
    try:
        facts = read_establishment(form, place)
        made = service.create_establishment(session, who, wired.sealer, facts, now, on_behalf=True)
    except Invalid as refusal:
        raise page.again(refusal, "people/on_behalf.html", **shown) from None
    except Conflict as refusal:
        told = Invalid({"number": (refusal.code, refusal.facts)})
        raise page.again(told, "people/on_behalf.html", **shown) from None
    return page.go(f"/ho-so/co-so/{made.id}")


@router.post("/dieu-hanh/co-so/{establishment_id}/thanh-vien/{account_id}/ma")
def issue_code(
    session: Write, who: Who, page: Show, now: Now, establishment_id: int, account_id: int
) -> Response:
    """A one-time code for somebody of this establishment, shown this once."""
    member = queries.find_member(session, establishment_id, account_id)
    if member is None or member.standing is not Membership.HELD:
        raise NotFound("not_found")
    also = identify.held_beyond(session, account_id)
    code = resets.issue_reset_code(session, who, account_id, now, also=also)
    account = accounts.get_account(session, account_id)
    return page.show(
        "people/code.html",
        code=code,
        account=account,
        until=now + account_rules.RESET_CODE_LASTS,
        back=f"/ho-so/co-so/{establishment_id}",
    )


@router.get("/dieu-hanh/loi-moi")
def invitations_page(session: Read, who: Who, page: Show, now: Now, query: Query) -> Response:
    """Inviting, and what one has sent."""
    shown = _inviting(session, who, page, picker.read(session, query, now, kinds=PLACES))
    return page.show("people/invitations.html", link="", typed=query, **shown)


@router.post("/dieu-hanh/loi-moi")
def invite(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Invite: by a letter, or with a link to hand over that is shown this once."""
    place = picker.read(reads, form, now, kinds=PLACES)
    if picker.searching(form):
        shown = _inviting(reads, who, page, place)
        return page.show("people/invitations.html", link="", typed=form, **shown)
    try:
        reading = Reading(form)
        name = reading.required("name", most=120)
        contact = reading.required("contact", most=254)
        role = reading.choice("role", Role)
        reading.settle()
        sent = invitations.invite(
            session,
            who,
            name=name,
            contact=contact,
            role=role,
            unit_id=place.unit_id,
            now=now,
        )
    except Invalid as refusal:
        shown = _inviting(reads, who, page, place)
        raise page.again(
            refusal, "people/invitations.html", link="", typed=form, **shown
        ) from None
    link = f"{wired.settings.public_url}/loi-moi/{sent.token}"
    if sent.by_mail:
        body = page._(
            "%(who)s mời bạn vào Tinh Hoa.\n\nMở liên kết này trong 14 ngày để nhận lời mời và "
            "đặt mật khẩu:\n%(link)s",
            who=who.name,
            link=link,
        )
        outbox.write(session, sent.invitation.contact, page._("Lời mời vào Tinh Hoa"), body, now)
    session.flush()
    shown = _inviting(session, who, page, picker.read(reads, Typed([]), now, kinds=PLACES))
    return page.show("people/invitations.html", link=link, typed={}, **shown)


PLACES = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


def _inviting(session: Read, who: Who, page: Page, place: picker.Picker) -> dict[str, Any]:
    sent = invitations.newest(session, who.account_id)
    ids = [one.unit_id for one in sent if one.unit_id is not None]
    return {
        "place": place,
        "roles": account_rules.roles_to_invite(who),
        "sent": sent,
        "units": territory.places(session, ids),
    }
