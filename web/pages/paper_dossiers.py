"""Dossiers that come on paper: how they came is noted, they are typed in, then screened."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.entries import on_paper, queries, returns, rules
from contest.entries.kinds import EntryStatus
from contest.entries.statement import sections
from core.clock import day_in_vietnam, in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.registry import queries as registry
from core.registry.kinds import ProductGroup
from media.queries import photos as photo_views
from web import dossier_parts, room, wording
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.lower_certificates import lowers
from web.page import Page, Redraw
from web.photos import framed_all

router = APIRouter()

NEW, TYPE = "screening/paper_new.html", "screening/paper_type.html"
MOST_FOUND = 20


# ---------------------------------------------------------------------------------- how it came


def _new(
    session: Read, page: Page, about: About, now: Now, slug: str, asked: str
) -> dict[str, Any]:
    contest = contests.get_contest(session, slug)
    products: list[Any] = []
    if asked:
        places = [contest.unit_id]
        makers, _ = registry.establishments_in(session, places, asked, limit=MOST_FOUND)
        products = list(registry.products_of(session, [one.id for one in makers]))
    refusal = rules.refusal_to_screen(contest.stage)
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "q": asked,
        "products": products,
        "found": queries.entries_between(session, [contest.id], [one.id for one in products]),
        "in_hand": on_paper.in_hand(session, contest.id),
        "sets_asked": contests.rules_of(contest).dossier_sets,
        "closed": wording.sentence(*refusal, page._) if refusal else "",
        "now": in_vietnam(now),
    }


@router.get("/dieu-hanh/binh-chon/{contest}/ho-so/giay")
def begin(
    session: Read, page: Show, query: Query, about: About, now: Now, contest: str
) -> Response:
    """Find the product, note how its paper came; and what is half typed."""
    values = _new(session, page, about, now, contest, query.text("q")[:120])
    return page.show(NEW, **values, typed={"sets": values["sets_asked"]})


@router.post("/dieu-hanh/binh-chon/{contest}/ho-so/giay")
def receive(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """A draft to type into."""
    values = _new(session, page, about, now, contest, form.text("q")[:120])
    reading = Reading(form)
    asked = form.text("product_id")
    if not asked.isdecimal() or len(asked) > 12:
        reading.faults["product_id"] = "product_not_chosen"
    signed_on, sets = reading.day("signed_on"), reading.whole("sets")
    received_at = reading.moment("received_on")
    try:
        reading.settle()
        made = on_paper.receive(
            session,
            who,
            values["contest"].id,
            int(asked),
            on_paper.Receipt(
                received_at=received_at,
                brought_by=form.text("brought_by"),
                signed_by=form.text("signed_by"),
                signed_on=signed_on or day_in_vietnam(now),
                sets=sets or 0,
                electronic_copy=form.ticked("electronic_copy"),
                by_post=form.ticked("by_post"),
            ),
            now,
        )
    except Invalid as refusal:
        raise page.again(refusal, NEW, **values | {"typed": form}) from None
    except Conflict as refusal:
        raise _kept(page, refusal, NEW, values | {"typed": form}) from None
    return page.go(f"/dieu-hanh/ho-so/{made.id}/nhap")


# ------------------------------------------------------------------------------------- typing it


def _type(
    session: Read, page: Page, about: About, entry_id: int, typed: Typed | None
) -> dict[str, Any]:
    entry = queries.get_entry(session, entry_id)
    came = on_paper.find(session, entry_id)
    if came is None:
        raise NotFound("not_found")
    waits = returns.find_open(session, entry_id)
    asked = returns.asked_parts(entry, waits)
    album = queries.album(session, entry.product_id)
    shown = framed_all(photo_views(session, [one.photo_id for one in album]))
    used = {one.photo_id for one in entry.photos}
    ticked = {
        one.photo_id
        for one in album
        if (typed.ticked(f"photo_{one.photo_id}") if typed else one.photo_id in used or not used)
    }
    return {
        "entry": entry,
        "contest": entry.contest,
        "room": room.links(page, entry.contest, about),
        "came": came,
        "sections": sections(),
        "album": [(one, shown.get(one.photo_id), one.photo_id in ticked) for one in album],
        "asked": dossier_parts.asked(waits, dossier_parts.names(page, entry)) if waits else [],
        "parts_asked": asked,
        "way": queries.way_of(entry.contest),
        "least_photos": queries.least_photos(entry.contest),
        "closed": "",
        "typed": typed or {},
    }


@router.get("/dieu-hanh/ho-so/{entry_id}/nhap")
def form_to_type(session: Read, page: Show, about: About, entry_id: int) -> Response:
    """The whole dossier on one page, as it stands on the paper."""
    entry = queries.get_entry(session, entry_id)
    if entry.status not in (EntryStatus.DRAFT, EntryStatus.SUPPLEMENT):
        return page.go(f"/dieu-hanh/ho-so/{entry_id}")
    return page.show(TYPE, **_type(session, page, about, entry_id, None))


@router.post("/dieu-hanh/ho-so/{entry_id}/nhap")
def save(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, entry_id: int
) -> Response:
    """Keep what was typed; with `act` put it on the desk."""
    entry = queries.get_entry(session, entry_id)
    if entry.status in (EntryStatus.FILED, EntryStatus.VALID):
        return page.go(f"/dieu-hanh/ho-so/{entry_id}")  # a second click
    values = _type(session, page, about, entry_id, form)
    group = form.text("group")
    chosen = ProductGroup(group) if group in set(ProductGroup) else None
    photo_ids = [
        one.photo_id for one, _, _ in values["album"] if form.ticked(f"photo_{one.photo_id}")
    ]
    try:
        on_paper.type_in(
            session,
            who,
            entry_id,
            {one.key: form.text(one.key) for one in sections()},
            group=chosen,
            forwarding_letter=form.text("forwarding_letter"),
            photo_ids=photo_ids,
            now=now,
        )
        if form.text("act") == "nop":
            on_day = day_in_vietnam(values["came"].received_at)
            held = lowers(session, [entry.product_id], on_day).get(entry.product_id, [])
            lower = rules.best_lower(values["way"], held)
            on_paper.file(session, who, entry_id, lower, now)
            return page.go(f"/dieu-hanh/ho-so/{entry_id}")
    except Invalid as refusal:
        raise page.again(refusal, TYPE, **values) from None
    except Conflict as refusal:
        raise _kept(page, refusal, TYPE, values) from None
    return page.go(f"/dieu-hanh/ho-so/{entry_id}/nhap")


def _kept(page: Page, refusal: Conflict, template: str, values: dict[str, Any]) -> Redraw:
    """To raise: 409 with the reason on top of the page, and everything typed still there."""
    said = wording.sentence(refusal.code, refusal.facts, page._)
    return Redraw(page.show(template, status=409, **values | {"closed": said}))
