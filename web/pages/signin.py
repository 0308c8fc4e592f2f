"""Signing in and out, signing up, choosing the language."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from contest.bodies import queries as bodies
from core.accounts import queries, rules, service, throttle
from core.errors import Invalid
from core.identity import Identity
from core.registry import queries as registry
from core.rights import Role
from web import identify
from web.deps import LOCALE_COOKIE, SESSION_COOKIE, Form, Now, Query, Read, Show, Wired, Write
from web.forms import Reading
from web.homes import home_of
from web.page import Page, is_local
from web.wiring import LOCALES, Wiring

router = APIRouter()

YEAR = 365 * 24 * 3600


@router.get("/dang-nhap")
def sign_in_page(session: Read, page: Show, query: Query) -> Response:
    """The way in; a demonstration offers its people, by role."""
    if page.identity is not None and not query.text("tiep"):
        return page.go(_home(page.identity))
    return page.show("signin/sign_in.html", **_offer(session, page, query.text("tiep")))


@router.post("/dang-nhap")
def sign_in(
    request: Request,
    reads: Read,
    session: Write,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
) -> Response:
    """Open a new session and go on to where the person wanted to be."""
    contact, onward = form.text("contact"), form.text("tiep")
    source = _source(request)
    throttle.note(wired.writes, service.tries_to_sign_in(contact, source), now)
    try:
        account = service.recognise(reads, contact, form.text("password"))
    except Invalid as refusal:
        raise page.again(
            refusal, "signin/sign_in.html", typed=form, **_offer(reads, page, onward)
        ) from None
    token = service.open_session(
        session,
        account.id,
        device_of(request),
        now,
        contact=contact,
        source=source,
        lasting=timedelta(days=wired.settings.session_days),
    )
    session.flush()
    who = identify.who(session, token, now)
    onward = onward if onward and is_local(onward) else _home(who)
    return _signed_in(page, wired, token, onward)


@router.post("/dang-xuat")
def sign_out(session: Write, page: Show, now: Now) -> Response:
    """End this session; fine when it had ended already."""
    if page.identity is not None:
        service.end_session(session, page.identity, now)
    response = page.go("/")
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@router.post("/ngon-ngu")
def choose_language(page: Show, form: Form, wired: Wired) -> Response:
    """Keep the language in a cookie and go back to the page."""
    back = form.text("back")
    response = page.go(back if back and is_local(back) else "/")
    if form.text("to") in LOCALES:
        response.set_cookie(
            LOCALE_COOKIE,
            form.text("to"),
            max_age=YEAR,
            path="/",
            httponly=True,
            samesite="lax",
            secure=wired.settings.https,
        )
    return response


@router.get("/dang-ky")
def sign_up_page(page: Show, query: Query) -> Response:
    """A new account: name, phone or e-mail, password."""
    return page.show("signin/sign_up.html", onward=_local(query.text("tiep")))


@router.post("/dang-ky")
def sign_up(
    request: Request, session: Write, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Make the account and sign in at once."""
    source = rules.source_of(_source(request))
    throttle.note(wired.writes, [(rules.REGISTER_BY_SOURCE, source)], now)
    onward = _local(form.text("tiep"))
    try:
        reading = Reading(form)
        name = reading.required("name", most=120)
        email, phone = _contact(reading)
        reading.settle()
        account = service.make_account(
            session,
            name=name,
            email=email,
            phone=phone,
            password=form.text("password"),
            now=now,
            locale=page.locale,
        )
    except Invalid as refusal:
        told = Invalid({_one_field(field): code for field, code in refusal.fields.items()})
        raise page.again(told, "signin/sign_up.html", typed=form, onward=onward) from None
    token = service.open_session(session, account.id, device_of(request), now)
    return _signed_in(page, wired, token, onward or "/ho-so")


def device_of(request: Request) -> str:
    """What kind of browser asks, in two words: enough for its owner to know it again."""
    agent = request.headers.get("user-agent", "")
    browsers = ("Edg", "OPR", "coc_coc", "SamsungBrowser", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    shown = {"Edg": "Edge", "OPR": "Opera", "coc_coc": "Cốc Cốc", "SamsungBrowser": "Samsung"}
    browser = next((name for name in browsers if name in agent), "")
    system = next((name for name in systems if name in agent), "")
    return " · ".join(part for part in (shown.get(browser, browser), system) if part)


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _local(address: str) -> str:
    return address if address and is_local(address) else ""


def _contact(reading: Reading) -> tuple[str | None, str | None]:
    """(e-mail, phone) of the one field in which either is typed."""
    typed = reading.text("contact")
    email, phone = rules.fold_contact(typed)
    if email is None and phone is None:
        fault = "contact_not_valid" if typed else "contact_missing"
        reading.faults.setdefault("contact", fault)
    return email, phone


def _one_field(field: str) -> str:
    return "contact" if field in {"email", "phone"} else field


def _signed_in(page: Page, wired: Wiring, token: str, onward: str) -> Response:
    response = page.go(onward)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=wired.settings.session_days * 24 * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=wired.settings.https,
    )
    return response


def _home(who: Identity | None) -> str:
    return home_of(who.roles() if who else ())


def _offer(session: Read, page: Page, onward: str) -> dict[str, Any]:
    """What the page needs: where to go on, and whom a demonstration offers, role by role."""
    offered: dict[Role | None, list[object]] = {}
    if page.demonstration:
        accounts = queries.demonstration_accounts(session)
        ids = [account.id for account in accounts]
        granted = queries.grants_of_many(session, ids)
        holders = registry.accounts_with_establishment(session, ids)
        for account in accounts:
            roles = [grant.role for grant in granted.get(account.id, [])]
            roles += [Role.PRODUCER] if account.id in holders else []
            if not roles:
                roles = [seat.role for seat in bodies.grants_by_seat(session, account.id)]
            first = min(roles, key=list(Role).index) if roles else None
            offered.setdefault(first, []).append(account)
    groups = [(role, offered[role]) for role in (*Role, None) if role in offered]
    return {"onward": _local(onward), "groups": groups}
