"""What a page may ask for, and the gate that every request passes before its page runs."""

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile

from core import audit, installation, jobs_seen
from core.accounts import sessions
from core.db import sessions as in_a_hurry
from core.db import unit_of_work
from core.errors import NotAllowed, NotFound, SignInFirst
from core.identity import Identity
from core.notices import queries as notices
from core.rights import ANYWHERE, Act, Role, Subject, has, roles_for
from web import identify, locate
from web.doors import PUBLIC, SIGNED_IN, Door, door_of
from web.forms import Typed
from web.page import Page
from web.wiring import LOCALES, Wiring

LOG = logging.getLogger("tinh_hoa")
MOST_FIELDS = 6_000
"""Fields of one form: a council decides on several hundred products at once, each with its box,
grade and reason. How large a request may be is web/limits."""
SESSION_COOKIE = "phien"
LOCALE_COOKIE = "ngon_ngu"


def wiring_of(request: Request) -> Wiring:
    """The process's wiring."""
    found: Wiring = request.app.state.wiring
    return found


def now() -> datetime:
    """The instant of this request, aware UTC."""
    return datetime.now(UTC)


def gate(request: Request, at: Annotated[datetime, Depends(now)]) -> None:
    """Who asks, may they, and is it there: before the page runs.

    Order matters. A role not held anywhere is 403 whether or not the thing exists; a thing outside
    the place a role is held in is 404, the same as one that does not exist.
    """
    wiring = wiring_of(request)
    door = door_of(request.method, request.scope["route"].path)
    found = _enter(request, wiring, door, at)
    if found is not None and at - found.seen_at >= sessions.SEEN_EVERY:
        _note_seen(wiring, found.identity, at)


def _enter(request: Request, wiring: Wiring, door: Door, at: datetime) -> identify.Found | None:
    with unit_of_work(wiring.reads) as session:
        found = identify.find(session, request.cookies.get(SESSION_COOKIE, ""), at)
        who = found.identity if found else None
        request.state.identity = who
        request.state.demonstration = installation.is_demonstration(session)
        _look_around(request, session, who, at)
        if door is PUBLIC:
            return found
        if who is None:
            raise SignInFirst
        if door is SIGNED_IN:
            return found
        if door.act is None or not has(who.grants, door.act):
            raise NotAllowed("not_allowed")
        if door.about == "somewhere":
            through = frozenset(g.role for g in who.grants if has((g,), door.act))
            subject = ANYWHERE
        else:
            subject = locate.subject(session, door.about, request.path_params)
            through = roles_for(who.grants, door.act, subject)
        if not through:
            raise NotFound("not_found")
        request.state.subject = subject
    if through == {Role.INSPECTOR}:
        with unit_of_work(wiring.writes) as session:
            audit.record(session, who, at, "inspector.read", f"page:{request.url.path}")
    return found


def _note_seen(wiring: Wiring, who: Identity, at: datetime) -> None:
    """That this browser is in use; left out when somebody else writes at this moment."""
    hurried = in_a_hurry(wiring.engine, writes=True, hurried=True)
    try:
        with unit_of_work(hurried) as session:
            sessions.note_seen(session, who, at)
    except OperationalError:
        LOG.info("session %s was not noted as seen", who.session_id)


def _look_around(request: Request, session: Session, who: Identity | None, at: datetime) -> None:
    """What the head of every page tells the signed-in person. One statement, for an administrator
    at work three; none where htmx asks for a part that has no head."""
    if who is None or "hx-request" in request.headers:
        return
    request.state.unread = notices.unread(session, who.account_id)
    if request.url.path.startswith("/quan-tri") and who.has(Act.ACCOUNT_MANAGE):
        request.state.stalled = jobs_seen.standing(session, at).idle_since(at)


def _identity(request: Request) -> Identity:
    who: Identity | None = request.state.identity
    if who is None:
        raise SignInFirst
    return who


def page_of(request: Request) -> Page:
    """The way to answer this request; also usable before or after the gate failed."""
    who: Identity | None = getattr(request.state, "identity", None)
    chosen = request.cookies.get(LOCALE_COOKIE, "") or (who.locale if who else "")
    locale = chosen if chosen in LOCALES else LOCALES[0]
    demonstration: bool | None = getattr(request.state, "demonstration", None)
    if demonstration is None:  # an address that no gate guards: not found
        try:
            with unit_of_work(wiring_of(request).reads) as session:
                demonstration = installation.is_demonstration(session)
        except SQLAlchemyError:  # the page that says so must not need the database
            demonstration = False
    return Page(
        request,
        wiring_of(request).templates[locale],
        who,
        locale,
        demonstration,
        unread=getattr(request.state, "unread", 0),
        stalled=getattr(request.state, "stalled", None),
    )


def _write(request: Request) -> Iterator[Session]:
    with unit_of_work(wiring_of(request).writes) as session:
        yield session


def _read(request: Request) -> Iterator[Session]:
    with unit_of_work(wiring_of(request).reads) as session:
        yield session


async def _form(request: Request) -> AsyncIterator[Typed]:
    fields: list[tuple[str, str]] = []
    files = []
    async with request.form(
        max_files=30, max_fields=MOST_FIELDS
    ) as form:  # closes uploads afterwards
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.append((name, value.filename or "", value.file))
            else:
                fields.append((name, value))
        yield Typed(fields, files)


def _query(request: Request) -> Typed:
    return Typed(list(request.query_params.multi_items()))


def _subject(request: Request) -> Subject:
    found: Subject = request.state.subject
    return found


# "function": the commit happens before the answer is sent, so "saved" is true.
Write = Annotated[Session, Depends(_write, scope="function")]
Read = Annotated[Session, Depends(_read, scope="function")]
Who = Annotated[Identity, Depends(_identity)]
Show = Annotated[Page, Depends(page_of)]
Form = Annotated[Typed, Depends(_form)]
Query = Annotated[Typed, Depends(_query)]
Now = Annotated[datetime, Depends(now)]
Wired = Annotated[Wiring, Depends(wiring_of)]
About = Annotated[Subject, Depends(_subject)]
