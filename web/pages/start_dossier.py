"""From a product to its dossier: which contests are open to it, and the first press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.entries import queries, rules, service
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry import consents
from core.registry import queries as registry
from core.registry.kinds import ConsentHow
from core.rights import Act, Subject
from web import wording
from web.deps import Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading
from web.lower_certificates import lowers
from web.page import Page, Redraw

router = APIRouter()

MOST_FOUND = 20
"""Establishments that a search of a collaborator or officer lists."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One open contest for one product: its dossier, if begun; what still bars the way, if any."""

    contest: Any
    entry: Any
    bar: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A product and the contests open in its establishment's place."""

    product: Any
    own: bool
    chances: list[Chance]


def _offers(
    session: Read, page: Page, who: Identity, now: datetime, products: Sequence[Any]
) -> list[Offer]:
    """What is open to each product. The number of statements does not grow with them."""
    on = day_in_vietnam(now)
    running = [
        one
        for one in contests.contests(session, stages=[Stage.OPEN])
        if rules.refusal_to_receive(queries.window_of(one), now) is None
    ]
    ways = {one.id: queries.way_of(one) for one in running}
    ids = [one.id for one in products]
    entries = queries.entries_between(session, list(ways), ids)
    certificates = lowers(session, ids, on)
    places = queries.reaches_towards(session, [one.establishment.unit_id or 0 for one in products])
    offers = []
    for product in products:
        reach = places.get(product.establishment.unit_id or 0, frozenset())
        chances = []
        for contest in running:
            if rules.place_refusal(reach, contest.unit_id):
                continue
            way = ways[contest.id]
            lower = rules.best_lower(way, certificates.get(product.id, []))
            bar = rules.ladder_refusal(way, lower, "")
            chances.append(
                Chance(
                    contest,
                    entries.get((contest.id, product.id)),
                    wording.sentence(*bar, page._) if bar else "",
                )
            )
        own = product.establishment_id in who.establishments()
        offers.append(Offer(product, own, chances))
    return offers


@router.get("/ho-so/binh-chon")
def open_contests(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """The contests that receive dossiers now, for each of my products; and, when I file for
    others, for those of makers who agreed and of makers in my place."""
    places, asked = who.units(Act.ENTRY_FILE), query.text("q")[:120]
    makers = set(who.establishments() | who.helped())
    if places and asked:
        theirs, _ = registry.establishments_in(session, places, asked, limit=MOST_FOUND)
        own_people = registry.self_kept(session, [one.id for one in theirs])
        makers |= {
            one.id
            for one in theirs
            if who.may(Act.ENTRY_FILE, Subject(places, None, None, one.id, one.id in own_people))
        }
    products = registry.products_of(session, makers)
    return page.show(
        "dossiers/open_contests.html",
        "offers",
        offers=_offers(session, page, who, now, products),
        files_for_others=bool(places),
        q=asked,
    )


def _first_press(
    session: Read, page: Page, who: Identity, now: datetime, product_id: int
) -> dict[str, Any]:
    product = registry.get_product(session, product_id)
    maker = product.establishment_id or 0
    return {
        "offer": _offers(session, page, who, now, [product])[0],
        "consent": consents.find_live(session, maker, who.account_id),
        "how": tuple(one for one in ConsentHow if one is not ConsentHow.ONLINE),
        "today": day_in_vietnam(now),
    }


@router.get("/ho-so/san-pham/{product_id}/du-thi")
def choose(
    session: Read, who: Who, page: Show, query: Query, now: Now, product_id: int
) -> Response:
    """Which contest to enter this product in; how the maker agreed, when it is not mine."""
    values = _first_press(session, page, who, now, product_id)
    return page.show("dossiers/start.html", **values, typed={"contest": query.text("ky")})


@router.post("/ho-so/san-pham/{product_id}/du-thi")
def start(session: Write, who: Who, page: Show, form: Form, now: Now, product_id: int) -> Response:
    """Begin the dossier, or go to the one that is there: a double click makes one."""
    product = registry.get_product(session, product_id)
    on_behalf = product.establishment_id not in who.establishments()
    reading = Reading(form)
    slug = reading.required("contest")
    contest = contests.find_contest(session, slug) if slug else None
    if slug and contest is None:
        reading.faults["contest"] = "unknown_choice"
    try:
        if on_behalf:
            _agreed(session, who, reading, product.establishment_id or 0, now)
        reading.settle()
        entry = service.start(
            session,
            who,
            contest.id if contest else 0,
            product_id,
            now,
            on_behalf=on_behalf,
        )
    except (Invalid, Conflict) as refusal:
        values = _first_press(session, page, who, now, product_id) | {"typed": form}
        if isinstance(refusal, Invalid):
            raise page.again(refusal, "dossiers/start.html", **values) from None
        values["closed"] = wording.sentence(refusal.code, refusal.facts, page._)
        raise Redraw(page.show("dossiers/start.html", status=409, **values)) from None
    return page.go(f"/ho-so/du-thi/{entry.id}")


def _agreed(
    session: Write, who: Identity, reading: Reading, establishment_id: int, now: datetime
) -> None:
    """The maker's consent stands already, or is told in this very form and noted with it.

    Its faults join those of the form; nothing is kept unless all is well.
    """
    if consents.find_live(session, establishment_id, who.account_id) is not None:
        return
    form = reading.form
    given_on = reading.day("given_on")
    how = reading.choice("how", ConsentHow)
    if not form.text("given_by"):
        reading.faults["given_by"] = "consent_giver_missing"
    if reading.faults:
        return
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
