"""A product's own page for its makers: what is written, and its photographs."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry import numbers, queries, service
from core.registry.kinds import ProductGroup, SetCase
from core.registry.rules import ProductFacts
from core.rights import Act
from media import rules as pictures
from media import service as media
from media.album import queries as albums
from media.album import service as album
from media.album.rules import MOST_PHOTOS, Way
from web import clashes
from web.deps import About, Form, Now, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import N_, Page
from web.photos import framed
from web.plates import Plate

router = APIRouter()

PLATES = tuple(str(one) for one in Plate)
MOST_AT_ONCE = 10
_CHOSEN_FROM: dict[str, Any] = {"groups": ProductGroup, "cases": SetCase, "plates": PLATES}

LABELS = {
    "name": N_("Tên sản phẩm"),
    "group": N_("Nhóm sản phẩm"),
    "summary": N_("Một câu giới thiệu"),
    "description": N_("Mô tả"),
    "materials": N_("Nguyên liệu"),
    "dimensions": N_("Kích thước, khối lượng, quy cách"),
    "price_dong": N_("Giá bán"),
    "set_case": N_("Trường hợp của bộ"),
    "set_members": N_("Các sản phẩm trong bộ"),
}
"""What is compared when two people write the same product."""

CHOICES = {
    "group": {
        "handicraft": N_("Thủ công mỹ nghệ"),
        "processed_food": N_("Chế biến nông, lâm, thủy sản và đồ uống"),
        "machinery": N_("Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí"),
        "other": N_("Sản phẩm khác"),
    },
    "set_case": {
        "shared_design": N_("Cùng kiểu dáng, cùng công dụng, làm từ nhiều chất liệu"),
        "same_material": N_("Khác kiểu dáng, cùng công dụng, làm từ một chất liệu"),
        "complementary": N_("Khác nhau nhưng ghép lại thì tăng công dụng"),
    },
}


@router.get("/ho-so/co-so/{establishment_id}/san-pham/moi")
def new_product(session: Read, page: Show, establishment_id: int) -> Response:
    """An empty form."""
    maker = queries.get_establishment(session, establishment_id)
    return page.show("products/new.html", maker=maker, **_CHOSEN_FROM)


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
            **_CHOSEN_FROM,
        ) from None
    return page.go(f"/ho-so/san-pham/{made.id}")


@router.get("/ho-so/san-pham/{product_id}")
def product(session: Read, page: Show, about: About, product_id: int) -> Response:
    """What is written about the product, and its photographs in their order."""
    found = queries.get_product(session, product_id)
    if (stands := numbers.standing_product(session, found)) is not found:
        return page.go(f"/ho-so/san-pham/{stands.id}")
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
    except Invalid as refusal:
        shown = {**_shown(reads, page, about, product_id), "typed": form}
        raise page.again(refusal, "products/product.html", **shown) from None
    except Conflict as refusal:
        if refusal.code != "changed_elsewhere":
            raise
        shown = _shown(reads, page, about, product_id)
        clash = clashes.between(page, LABELS, shown["typed"], _as_stored(form), CHOICES)
        shown["typed"] = form
        raise clashes.redraw(page, "products/product.html", clash, **shown) from None
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
        set_case=_set_case(reading) if form.ticked("is_set") else None,
        set_members=(
            tuple(reading.text("set_members", most=4000).splitlines())
            if "set_members" in form
            else None
        ),
        summary=reading.text("summary", most=300),
        description=reading.text("description", most=8000),
        materials=reading.text("materials", most=500),
        dimensions=reading.text("dimensions", most=300),
        price_dong=reading.dong("price_dong", needed=False),
        plate=form.text("plate") if form.text("plate") in PLATES else "other",
    )
    reading.settle()
    return facts


def _set_case(reading: Reading) -> SetCase | None:
    return reading.choice("set_case", SetCase) if reading.form.text("set_case") else None


def _as_stored(form: Typed) -> dict[str, str]:
    """The form with its money read, so that "350k" is no difference to 350000."""
    reading = Reading(form)
    price = reading.dong("price_dong", needed=False)
    read = {} if reading.faults or price is None else {"price_dong": str(price)}
    return {**form, **read}


def _received(form: Typed, wired: Wired) -> list[media.Received]:
    files = form.files("photo")
    if not files:
        raise Invalid({"photo": "photo_missing"})
    if len(files) > MOST_AT_ONCE:
        raise Invalid({"photo": ("album_full", {"most": MOST_AT_ONCE})})
    # One byte more than allowed is enough to refuse what is too large.
    datas = [file.read(pictures.MAX_BYTES + 1) for _name, file in files]
    return media.receive_all(wired.storage, datas)


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
        "set_case": found.set_case.value if found.set_case else "",
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
        "clash": None,
        **_CHOSEN_FROM,
        "photos": [(one, framed(one.view)) for one in photos],
        "most": MOST_PHOTOS,
        "may_change": who is not None and who.may(Act.ESTABLISHMENT_KEEP, about),
    }
