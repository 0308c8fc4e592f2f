"""The catalogue for everybody: products, a product, its maker, and the short address of labels."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from contest.certificates import queries as certificates
from contest.certificates.codes import normalise_code
from contest.nominations import lineage
from contest.nominations.lineage import Rung
from core.clock import day_in_vietnam
from core.errors import NotFound
from core.registry import history, kinship, merging, numbers, timeline
from core.registry import queries as registry
from core.registry.kinds import MergerKind, MergerOf
from core.territory import readings
from core.text import typed_code
from media.album import members
from media.album import queries as album
from web import catalogue, photos
from web.deps import Now, Query, Read, Show
from web.forms import Typed
from web.honours import list_order
from web.page import Page

router = APIRouter()

FACETS = {"group": "nhom", "level": "cap", "year": "nam", "province": "tinh"}
"""A facet's name → its parameter in the address."""


def address(filters: catalogue.Filters, without: str = "", **more: str) -> str:
    """The address of the list with these choices; `without` drops one."""
    pairs = {"q": filters.query} if filters.query and without != "query" else {}
    pairs |= {FACETS[name]: v for name, v in filters.chosen().items() if name != without}
    pairs |= {FACETS.get(name, name): v for name, v in more.items()}
    return "/san-pham" + (f"?{urlencode(pairs)}" if pairs else "")


def asked(query: Typed) -> catalogue.Filters:
    """The choices in an address; unknown values find nothing, and say so."""
    return catalogue.Filters(
        query=query.text("q")[:100],
        **{name: query.text(parameter)[:40] for name, parameter in FACETS.items()},
    )


@router.get("/san-pham")
def products(session: Read, page: Show, query: Query, now: Now) -> Response:
    """Search and choose; the whole state is in the address."""
    filters = asked(query)
    number = query.text("trang")
    found = catalogue.find(
        session, filters, day_in_vietnam(now), int(number) if number.isdecimal() else 1
    )
    covers = album.covers(session, [item.id for item in found.items])
    return page.show(
        "catalogue/products.html",
        "results",
        filters=filters,
        found=found,
        covers=photos.framed_all(covers),
        address=address,
        hidden={FACETS[name]: value for name, value in filters.chosen().items()},
    )


@router.get("/san-pham/{slug_code}")
def product(session: Read, page: Show, now: Now, slug_code: str) -> Response:
    """One product with everything that honours it."""
    code = slug_code.rpartition("-")[2]
    item = catalogue.by_code(session, _standing_code(session, code), day_in_vietnam(now))
    if item is None:
        raise NotFound("not_found")
    if item.code != typed_code(code):  # merged into another: the address on paper leads on
        return RedirectResponse(item.address, status_code=301)
    if page.path != item.address:
        return RedirectResponse(item.address, status_code=308)
    full = registry.get_product(session, item.id)
    pictures = album.album(session, item.id)
    parts = members.albums(session, [one.id for one in full.set_members])
    return page.show(
        "catalogue/product.html",
        item=item,
        product=full,
        pictures=[(one, photos.framed(one.view, one.caption)) for one in pictures],
        ladders=shown_ladders(lineage.ladders(session, item.id, day_in_vietnam(now))),
        members={id_: photos.framed(own[0].view) for id_, own in parts.items()},
        url=base(page),
    )


def shown_ladders(found: list[tuple[Rung, ...]]) -> list[tuple[Rung, ...]]:
    """The ways that tell more than the honours beside them: of two levels, by a letter, onward."""
    return [
        way
        for way in found
        if len(way) > 1 or any(one.forwarded or one.letter_number or one.onward for one in way)
    ]


@router.get("/co-so/{slug_code}")
def establishment(session: Read, page: Show, now: Now, slug_code: str) -> Response:
    """A maker, as far as the public may know it, with its honoured products."""
    found = registry.find_establishment_by_code(session, slug_code.rpartition("-")[2])
    made = numbers.standing(session, found) if found else None
    items = catalogue.of_establishment(session, made.id, day_in_vietnam(now)) if made else []
    if made is None or not items:
        raise NotFound("not_found")
    if made is not found:
        return RedirectResponse(items[0].maker_address, status_code=301)
    if page.path != items[0].maker_address:
        return RedirectResponse(items[0].maker_address, status_code=308)
    covers = album.covers(session, [item.id for item in items])
    return page.show(
        "catalogue/establishment.html",
        establishment=made,
        place_now=readings.today(session, made.unit_id, day_in_vietnam(now)),
        items=items,
        honours=sorted(
            ((item, honour) for item in items for honour in item.honours),
            key=lambda pair: list_order(pair[1]),
        ),
        former=timeline.former_names(history.states_of(session, made.id), made.name),
        joined=[
            (one.gone_before["name"], one.happened_on)
            for one in merging.mergers_of(session, MergerOf.ESTABLISHMENT, made.id)
            if one.kind is MergerKind.LAWFUL
        ],
        kin=_kin(session, made),
        covers=photos.framed_all(covers),
    )


@router.get("/p/{code}")
@router.get("/P/{code}")
def short(session: Read, now: Now, code: str) -> Response:
    """The short address printed on labels: a product's code or a certificate's, in any case."""
    if normal := normalise_code(code):
        if certificates.find_by_code(session, normal):
            return RedirectResponse(f"/xac-minh/{normal}", status_code=302)
    elif item := catalogue.by_code(session, _standing_code(session, code), day_in_vietnam(now)):
        return RedirectResponse(item.address, status_code=302)
    raise NotFound("label_unknown")


def _standing_code(session: Read, code: str) -> str:
    """The code of the product that stands today for this one, where two were merged."""
    found = registry.find_product_by_code(session, code)
    return numbers.standing_product(session, found).code if found else code


def _kin(session: Read, made: Any) -> list[Any]:
    """Head office or branches that the public may know too, with whether it is the head."""
    parent = kinship.parent_of(session, made)
    kin = [(parent, True)] if parent else []
    kin += [(one, False) for one in kinship.branches_of(session, made)]
    return [pair for pair in kin if catalogue.is_public_establishment(session, pair[0].id)]


def base(page: Page) -> str:
    """The public address of this installation, for what is read outside of it."""
    return str(page.request.app.state.wiring.settings.public_url)
