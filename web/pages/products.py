"""A product's own page for its makers: what is written, and its photographs."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry import queries, service
from core.registry.kinds import ProductGroup
from core.registry.rules import ProductFacts
from core.rights import Act
from media import rules as pictures
from media import service as media
from media.album import queries as albums
from media.album import service as album
from media.album.rules import MOST_PHOTOS, Way
from web.deps import About, Form, Now, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import Page
from web.photos import framed

router = APIRouter()

PLATES = (
    "fish_sauce",
    "tea",
    "pottery",
    "conical_hat",
    "rattan",
    "mat",
    "noodles",
    "rice_cake",
    "coconut",
    "other",
)
MOST_AT_ONCE = 10


@router.get("/ho-so/co-so/{establishment_id}/san-pham/moi")
def new_product(session: Read, page: Show, establishment_id: int) -> Response:
    """An empty form."""
    maker = queries.get_establishment(session, establishment_id)
    return page.show("products/new.html", maker=maker, groups=ProductGroup, plates=PLATES)


@router.post("/ho-so/co-so/{establishment_id}/san-pham/moi")
def create_product(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    establishment_id: int,
) -> Response:
    """Keep the product and go on to its photographs."""
    try:
        made = service.create_product(session, who, establishment_id, read_product(form), now)
    except Invalid as refusal:
        maker = queries.get_establishment(reads, establishment_id)
        raise page.again(
            refusal,
            "products/new.html",
            typed=form,
            maker=maker,
            groups=ProductGroup,
            plates=PLATES,
        ) from None
    return page.go(f"/ho-so/san-pham/{made.id}")


@router.get("/ho-so/san-pham/{product_id}")
def product(session: Read, page: Show, about: About, product_id: int) -> Response:
    """What is written about the product, and its photographs in their order."""
    return page.show("products/product.html", **_shown(session, page, about, product_id))


@router.post("/ho-so/san-pham/{product_id}")
def update_product(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    product_id: int,
) -> Response:
    """Keep what was changed."""
    typed_version = form.text("version")
    version = int(typed_version) if typed_version.isdecimal() else None
    try:
        service.update_product(session, who, product_id, read_product(form), now, version=version)
    except (Invalid, Conflict) as refusal:
        told = (
            refusal
            if isinstance(refusal, Invalid)
            else Invalid({"": (refusal.code, refusal.facts)})
        )
        shown = {**_shown(reads, page, about, product_id), "typed": form}
        raise page.again(told, "products/product.html", **shown) from None
    return page.go(f"/ho-so/san-pham/{product_id}")


@router.post("/ho-so/san-pham/{product_id}/anh")
def add_photos(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    wired: Wired,
    product_id: int,
) -> Response:
    """Take in pictures: examined and stored before anything is written; all or none."""
    try:
        received = _received(form, wired)
        album.add(session, who, product_id, received, now)
    except Invalid as refusal:
        shown = _shown(reads, page, about, product_id)
        raise page.again(refusal, "products/product.html", "album", **shown) from None
    return _after(session, page, about, product_id)


@router.post("/ho-so/san-pham/{product_id}/anh/{album_id}")
def change_photo(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    product_id: int,
    album_id: int,
) -> Response:
    """Move, choose as cover, describe, or take away one photograph."""
    try:
        match form.text("act"):
            case "up" | "down" as way:
                album.move(session, product_id, album_id, Way(way))
            case "cover":
                album.make_cover(session, who, product_id, album_id, now)
            case "remove":
                album.remove(session, who, product_id, album_id, now)
            case "describe":
                album.describe(session, product_id, album_id, form.text("caption"))
            case _:
                raise Invalid({"act": "unknown_choice"})
    except Invalid as refusal:
        shown = _shown(reads, page, about, product_id)
        raise page.again(refusal, "products/product.html", "album", **shown) from None
    return _after(session, page, about, product_id)


def read_product(form: Typed) -> ProductFacts:
    """What was typed. Raises Invalid with every fault of form at once."""
    reading = Reading(form)
    facts = ProductFacts(
        name=reading.required("name", most=200),
        group=reading.choice("group", ProductGroup),
        is_set=form.ticked("is_set"),
        set_members=tuple(reading.text("set_members", most=4000).splitlines()),
        summary=reading.text("summary", most=300),
        description=reading.text("description", most=8000),
        materials=reading.text("materials", most=500),
        dimensions=reading.text("dimensions", most=300),
        price_dong=reading.dong("price_dong", needed=False),
        plate=form.text("plate") if form.text("plate") in PLATES else "other",
    )
    reading.settle()
    return facts


def _received(form: Typed, wired: Wired) -> list[media.Received]:
    files = form.files("photo")
    if not files:
        raise Invalid({"photo": "photo_missing"})
    if len(files) > MOST_AT_ONCE:
        raise Invalid({"photo": ("album_full", {"most": MOST_AT_ONCE})})
    # One byte more than allowed is enough to refuse what is too large.
    return [
        media.receive(wired.storage, file.read(pictures.MAX_BYTES + 1)) for _name, file in files
    ]


def _after(session: Write, page: Page, about: About, product_id: int) -> Response:
    if not page.wants_fragment:
        return page.go(f"/ho-so/san-pham/{product_id}#anh")
    session.flush()
    return page.show("products/product.html", "album", **_shown(session, page, about, product_id))


def _shown(session: Read, page: Page, about: About, product_id: int) -> dict[str, Any]:
    found = queries.get_product(session, product_id)
    photos = albums.album(session, product_id)
    typed = {
        "name": found.name,
        "group": found.group.value if found.group else "",
        "is_set": "1" if found.is_set else "",
        "set_members": "\n".join(one.name for one in found.set_members),
        "summary": found.summary,
        "description": found.description,
        "materials": found.materials,
        "dimensions": found.dimensions,
        "price_dong": found.price_dong,
        "plate": found.plate,
    }
    who: Identity | None = page.identity
    return {
        "product": found,
        "typed": typed,
        "version": found.version,
        "groups": ProductGroup,
        "plates": PLATES,
        "photos": [(one, framed(one.view)) for one in photos],
        "most": MOST_PHOTOS,
        "may_change": who is not None and who.may(Act.ESTABLISHMENT_KEEP, about),
    }
