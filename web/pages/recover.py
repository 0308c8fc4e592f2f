"""A lost password, and invitations: links and codes that work once."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from core.accounts import invitations, resets, rules, service, throttle
from core.errors import Invalid
from core.registry import consents, members
from core.registry import queries as registry
from core.territory import queries as territory
from web.deps import SESSION_COOKIE, Form, Now, Read, Show, Wired, Write
from web.homes import home_of
from web.page import Page

router = APIRouter()


@router.get("/quen-mat-khau")
def forgotten_page(page: Show) -> Response:
    """Two ways back: a letter, or an officer's code."""
    return page.show("recover/forgotten.html", sent=False)


@router.post("/quen-mat-khau")
def forgotten(
    request: Request, session: Write, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Write the letter; the answer is the same whether or not there is an account."""
    contact = form.text("contact")
    if rules.fold_email(contact) is None:
        fault = Invalid({"contact": "email_not_valid" if contact else "missing"})
        raise page.again(fault, "recover/forgotten.html", typed=form, sent=False)
    throttle.note(wired.writes, resets.tries_to_ask(contact, _source(request)), now)

    def worded(token: str) -> tuple[str, str]:
        link = f"{wired.settings.public_url}/dat-lai-mat-khau/{token}"
        body = page._(
            "Có người, có lẽ là bạn, xin đặt lại mật khẩu trên Tinh Hoa.\n\n"
            "Mở liên kết này để đặt mật khẩu mới (dùng một lần, trong 8 giờ):\n%(link)s\n\n"
            "Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu cũ vẫn dùng được.",
            link=link,
        )
        return page._("Đặt lại mật khẩu Tinh Hoa"), body

    resets.ask_by_mail(session, contact, worded, now)
    return page.show("recover/forgotten.html", sent=True)


@router.get("/dat-lai-mat-khau")
def by_code_page(page: Show) -> Response:
    """Contact, the officer's code, the new password."""
    return page.show("recover/by_code.html")


@router.post("/dat-lai-mat-khau")
def by_code(
    request: Request, session: Write, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Take the code and the new password."""
    contact = form.text("contact")
    throttle.note(wired.writes, resets.tries_to_answer(contact, _source(request)), now)
    try:
        resets.accept_code(session, contact, form.text("code"), form.text("password"), now)
    except Invalid as refusal:
        raise page.again(refusal, "recover/by_code.html", typed=form) from None
    return page.show("recover/done.html")


@router.get("/dat-lai-mat-khau/{token}")
def by_link_page(session: Read, page: Show, now: Now, token: str) -> Response:
    """The new password, for whoever holds the letter's link."""
    good = resets.find_by_link(session, token, now) is not None
    status = 200 if good else 404
    return page.show("recover/by_link.html", status=status, token=token, good=good)


@router.post("/dat-lai-mat-khau/{token}")
def by_link(session: Write, page: Show, form: Form, now: Now, token: str) -> Response:
    """Take the new password."""
    try:
        resets.accept_link(session, token, form.text("password"), now)
    except Invalid as refusal:
        good = "" not in refusal.fields
        raise page.again(refusal, "recover/by_link.html", token=token, good=good) from None
    return page.show("recover/done.html")


@router.get("/loi-moi/{token}")
def invitation_page(session: Read, page: Show, now: Now, token: str) -> Response:
    """Who invites to what; a new account, or the one that is signed in."""
    shown = _invitation(session, token, now)
    status = 200 if shown["invitation"] else 404
    return page.show("recover/invitation.html", status=status, **shown)


@router.post("/loi-moi/{token}")
def accept_invitation(
    request: Request,
    reads: Read,
    session: Write,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    token: str,
) -> Response:
    """Take the role: as the signed-in account, or with a new one."""
    throttle.note(
        wired.writes,
        [(rules.REGISTER_BY_SOURCE, rules.source_of(_source(request)))],
        now,
    )
    try:
        if page.identity is not None:
            invitation = invitations.accept_as(session, page.identity, token, now)
            account_id = page.identity.account_id
        else:
            account, invitation = invitations.accept_as_new(
                session, token, form.text("name"), form.text("password"), now, page.locale
            )
            account_id = account.id
    except Invalid as refusal:
        told = Invalid({_plain(field): code for field, code in refusal.fields.items()})
        shown = _invitation(reads, token, now)
        raise page.again(told, "recover/invitation.html", typed=form, **shown) from None
    if invitation.establishment_id is not None:
        members.join_by_invitation(
            session,
            account_id,
            invitation.establishment_id,
            invitation.invited_by,
            now,
            keep_helpers=form.ticked("keep_helpers"),
        )
    home = home_of([invitation.role])
    if page.identity is not None:
        return page.go(home)
    new = service.open_session(session, account_id, "", now)
    return _with_cookie(page, new, wired.settings.session_days, wired.settings.https, home)


def _with_cookie(page: Page, token: str, days: int, https: bool, home: str) -> Response:
    response = page.go(home)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=days * 24 * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=https,
    )
    return response


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _plain(field: str) -> str:
    return "" if field in {"email", "phone"} else field


def _invitation(session: Read, token: str, now: Now) -> dict[str, Any]:
    found = invitations.find_open(session, token, now)
    if found is None:
        return {
            "invitation": None,
            "token": token,
            "place": None,
            "establishment": None,
            "helpers": [],
        }
    house = found.establishment_id
    taking_over = house is not None and not registry.has_first_holder(session, house)
    given = consents.consents_of(session, house) if house is not None and taking_over else []
    return {
        "helpers": [one.account.name for one in given if one.ended_at is None],
        "invitation": found,
        "token": token,
        "place": territory.get_place(session, found.unit_id) if found.unit_id else None,
        "establishment": (
            registry.get_establishment(session, found.establishment_id)
            if found.establishment_id
            else None
        ),
    }
