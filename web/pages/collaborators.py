"""The network of collaborators: who covers what and what each did; consent, and handing over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.entries import queries as entries
from core import outbox
from core.accounts import queries as accounts
from core.errors import Conflict, Invalid
from core.registry import consents, members, network, queries
from core.registry.kinds import ConsentHow
from core.registry.network import Helper
from core.rights import Act
from web import wording
from web.deps import About, Form, Now, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import Page, Redraw

router = APIRouter()

HOW = tuple(how for how in ConsentHow if how is not ConsentHow.ONLINE)
"""How a consent can have been given that somebody else notes."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One collaborator with what he did: registered, begun, handed in, for how many, and when."""

    helper: Helper
    registered: int
    begun: int
    filed: int
    consents: int
    last: datetime | None


@router.get("/dieu-hanh/cong-tac-vien")
def collaborators(session: Read, who: Who, page: Show, now: Now) -> Response:
    """The network in one's places: by person, and the communes that nobody covers."""
    units = who.units(Act.NETWORK_READ)
    found = network.network(session, units, now)
    ids = [one.account.id for one in found.helpers]
    made = network.registered_by(session, ids, units)
    filed = entries.filed_for_others(session, ids)
    given = consents.given_to(session, ids, units)
    workers = []
    for one in found.helpers:
        registered, last_made = made.get(one.account.id, (0, None))
        begun, handed_in, last_begun = filed.get(one.account.id, (0, 0, None))
        lasts = [moment for moment in (last_made, last_begun) if moment is not None]
        own = given.get(one.account.id, [])
        last = max(lasts, default=None)
        workers.append(Worker(one, registered, begun, handed_in, len(own), last))
    return page.show(
        "collaborators/network.html",
        network=found,
        workers=workers,
        given=given,
        may_invite=page.may(Act.ACCOUNT_INVITE),
    )


# --- the establishment's own side -------------------------------------------------------------


@router.get("/ho-so/co-so/{establishment_id}/lam-thay")
def acting(session: Read, page: Show, who: Who, now: Now, establishment_id: int) -> Response:
    """Who acted for this establishment, under which consent; giving and ending it."""
    return page.show("collaborators/acting.html", **_acting(session, who, establishment_id, now))


@router.post("/ho-so/co-so/{establishment_id}/lam-thay")
def give(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    establishment_id: int,
) -> Response:
    """Let somebody of the place act for one's establishment."""
    try:
        typed = form.text("helper")
        helper = int(typed) if typed.isdecimal() and len(typed) < 12 else 0
        consents.give(session, who, establishment_id, helper, form.text("note"), now)
    except Invalid as refusal:
        shown = _acting(reads, who, establishment_id, now) | {"typed": form}
        raise page.again(refusal, "collaborators/acting.html", **shown) from None
    return page.go(f"/ho-so/co-so/{establishment_id}/lam-thay")


@router.post("/ho-so/co-so/{establishment_id}/lam-thay/{consent_id}/ket-thuc")
def end(
    session: Write, who: Who, page: Show, now: Now, establishment_id: int, consent_id: int
) -> Response:
    """Somebody acts for the establishment no longer."""
    consents.end(session, who, consent_id, now)
    return page.go(f"/ho-so/co-so/{establishment_id}/lam-thay")


# --- who helps --------------------------------------------------------------------------------


@router.get("/ho-so/co-so/{establishment_id}/dong-y")
def consent(session: Read, who: Who, page: Show, about: About, establishment_id: int) -> Response:
    """How this producer agreed that I act for him."""
    shown = _consent(session, who, about, establishment_id)
    return page.show("collaborators/consent.html", **shown)


@router.post("/ho-so/co-so/{establishment_id}/dong-y")
def record_consent(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    establishment_id: int,
) -> Response:
    """Note it, or end one's own."""
    if form.text("act") == "end":
        mine = consents.find_live(session, establishment_id, who.account_id)
        if mine is not None:
            consents.end(session, who, mine.id, now)
        return page.go(f"/ho-so/co-so/{establishment_id}/dong-y")
    try:
        read_consent(session, who, form, establishment_id, now)
    except Invalid as refusal:
        shown = _consent(reads, who, about, establishment_id) | {"typed": form}
        raise page.again(refusal, "collaborators/consent.html", **shown) from None
    except Conflict as refusal:
        shown = _consent(reads, who, about, establishment_id) | {"typed": form}
        shown["closed"] = wording.sentence(refusal.code, refusal.facts, page._)
        raise Redraw(page.show("collaborators/consent.html", status=409, **shown)) from None
    return page.go(f"/ho-so/co-so/{establishment_id}/dong-y")


def read_consent(
    session: Write, who: Who, form: Typed, establishment_id: int, now: datetime
) -> None:
    """Note the consent that a form tells. Raises Invalid, Conflict."""
    reading = Reading(form)
    given_on = reading.day("given_on")
    how = reading.choice("how", ConsentHow)
    reading.settle()
    consents.record(
        session,
        who,
        establishment_id,
        given_by=form.text("given_by"),
        how=how,
        given_on=given_on,
        note=form.text("note"),
        now=now,
    )


# --- handing over, and letting in ---------------------------------------------------------------


@router.get("/ho-so/co-so/{establishment_id}/moi")
def inviting(session: Read, page: Show, establishment_id: int) -> Response:
    """A form to invite somebody into the establishment."""
    return page.show("collaborators/invite.html", **_inviting(session, establishment_id))


@router.post("/ho-so/co-so/{establishment_id}/moi")
def invite(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    establishment_id: int,
) -> Response:
    """Invite: by a letter, or with a one-time link to hand over, shown this once."""
    try:
        sent = members.invite(
            session,
            who,
            establishment_id,
            name=form.text("name"),
            contact=form.text("contact"),
            now=now,
        )
    except Invalid as refusal:
        shown = _inviting(reads, establishment_id) | {"typed": form}
        raise page.again(refusal, "collaborators/invite.html", **shown) from None
    link = f"{wired.settings.public_url}/loi-moi/{sent.token}"
    shown = _inviting(reads, establishment_id)
    if sent.by_mail:
        _write_letter(session, page, who.name, shown["establishment"].name, link, sent, now)
    shown |= {"link": link, "by_mail": sent.by_mail, "until": sent.invitation.expires_at}
    return page.show("collaborators/invite.html", **shown)


def _write_letter(
    session: Write, page: Page, inviter: str, name: str, link: str, sent: Any, now: datetime
) -> None:
    body = page._(
        "%(who)s mời bạn vào cơ sở %(name)s trên Tinh Hoa.\n\nMở liên kết này trong 14 ngày để "
        "nhận lời mời và tự quản lý hồ sơ của cơ sở:\n%(link)s",
        who=inviter,
        name=name,
        link=link,
    )
    title = page._("Lời mời vào cơ sở %(name)s", name=name)
    outbox.write(session, sent.invitation.contact, title, body, now)


def _acting(session: Read, who: Who, establishment_id: int, now: datetime) -> dict[str, Any]:
    found = queries.get_establishment(session, establishment_id)
    given = consents.consents_of(session, establishment_id)
    filed = entries.on_behalf_of(session, establishment_id)
    people = {one.account_id: one.account.name for one in given}
    unknown = {one.created_by for one in filed} - set(people)
    for id_ in sorted(unknown):
        if account := accounts.find_account(session, id_):
            people[id_] = account.name
    own = establishment_id in who.establishments()
    return {
        "establishment": found,
        "consents": given,
        "filed": filed,
        "names": people,
        "helpers": consents.helpers_for(session, found.unit_id, now) if own else [],
        "own": own,
    }


def _consent(session: Read, who: Who, about: About, establishment_id: int) -> dict[str, Any]:
    return {
        "establishment": queries.get_establishment(session, establishment_id),
        "mine": consents.find_live(session, establishment_id, who.account_id),
        "self_kept": about.self_kept,
        "how": HOW,
        "may_invite": who.may(Act.MEMBER_INVITE, about),
        "closed": "",
    }


def _inviting(session: Read, establishment_id: int) -> dict[str, Any]:
    people = queries.members_of(session, establishment_id)
    return {
        "establishment": queries.get_establishment(session, establishment_id),
        "handing_over": not any(one.first_holder for one in people),
        "link": "",
        "by_mail": False,
        "until": None,
    }
