"""The products of a set, one by one: names, marks, photographs, order."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import Conflict, Invalid, NotFound
from core.registry import queries, sets
from core.registry.rules import MOST_MEMBERS, MemberFacts
from core.rights import Act
from media import rules as pictures
from media import service as media
from media.album import members as albums
from media.album.rules import Way
from web import clashes
from web.deps import About, Form, Now, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import N_, Page
from web.photos import framed

router = APIRouter()

PATH = "/ho-so/san-pham/{product_id}/bo"
LABELS = {
    "name": N_("Tên"),
    "trademark": N_("Nhãn hiệu"),
    "trademark_number": N_("Số đơn hoặc số văn bằng"),
}
MOST_AT_ONCE = albums.MOST_PHOTOS


@router.get("/ho-so/san-pham/{product_id}/bo")
def members(session: Read, page: Show, about: About, product_id: int) -> Response:
    """Every product of the set with its mark and photographs."""
    return page.show("products/set.html", **_shown(session, page, about, product_id))


@router.post("/ho-so/san-pham/{product_id}/bo")
def add_member(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    product_id: int,
) -> Response:
    """One more at the end."""
    try:
        made = sets.add_member(session, who, product_id, _facts(form), now)
    except Invalid as refusal:
        shown = _shown(reads, page, about, product_id) | {"typed": form, "opened": 0}
        raise page.again(refusal, "products/set.html", **shown) from None
    return page.go(f"/ho-so/san-pham/{product_id}/bo#sp-{made.id}")


@router.get("/ho-so/san-pham/{product_id}/bo/{set_member_id}")
def member(
    session: Read, page: Show, about: About, product_id: int, set_member_id: int
) -> Response:
    """One product of the set: its form and its photographs."""
    return page.show("products/set_member.html", **_one(session, page, product_id, set_member_id))


@router.post("/ho-so/san-pham/{product_id}/bo/{set_member_id}")
def change_member(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    product_id: int,
    set_member_id: int,
) -> Response:
    """Keep name and mark; move; take out."""
    match form.text("act"):
        case "up" | "down" as way:
            by = -1 if way == "up" else 1
            sets.move_member(session, who, product_id, set_member_id, by, now)
        case "remove":
            sets.remove_member(session, who, product_id, set_member_id, now)
        case "save":
            seen = MemberFacts(
                form.text("seen_name"), form.text("seen_trademark"), form.text("seen_number")
            )
            try:
                sets.change_member(
                    session, who, product_id, set_member_id, _facts(form), now, seen=seen
                )
            except Invalid as refusal:
                shown = _one(reads, page, product_id, set_member_id) | {"typed": form}
                raise page.again(refusal, "products/set_member.html", **shown) from None
            except Conflict as refusal:
                if refusal.code != "changed_elsewhere":
                    raise
                shown = _one(reads, page, product_id, set_member_id)
                clash = clashes.between(page, LABELS, shown["typed"], form)
                shown["typed"] = form
                raise clashes.redraw(page, "products/set_member.html", clash, **shown) from None
        case _:
            raise Invalid({"act": "unknown_choice"})
    return page.go(f"/ho-so/san-pham/{product_id}/bo#sp-{set_member_id}")


@router.post("/ho-so/san-pham/{product_id}/bo/{set_member_id}/anh")
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
    set_member_id: int,
) -> Response:
    """Take in pictures: examined and stored before anything is written; all or none."""
    try:
        files = form.files("photo")
        if not files:
            raise Invalid({"photo": "photo_missing"})
        if len(files) > MOST_AT_ONCE:
            raise Invalid({"photo": ("album_full", {"most": MOST_AT_ONCE})})
        datas = [file.read(pictures.MAX_BYTES + 1) for _name, file in files]
        received = media.receive_all(wired.storage, datas)
        albums.add(session, who, product_id, set_member_id, received, now)
    except Invalid as refusal:
        shown = _one(reads, page, product_id, set_member_id)
        raise page.again(refusal, "products/set_member.html", **shown) from None
    return page.go(f"/ho-so/san-pham/{product_id}/bo/{set_member_id}#anh")


@router.post("/ho-so/san-pham/{product_id}/bo/{set_member_id}/anh/{photo_id}")
def change_photo(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    product_id: int,
    set_member_id: int,
    photo_id: int,
) -> Response:
    """Move or take away one photograph of one product of the set."""
    match form.text("act"):
        case "up" | "down" as way:
            albums.move(session, product_id, set_member_id, photo_id, Way(way))
        case "remove":
            albums.remove(session, who, product_id, set_member_id, photo_id, now)
        case _:
            raise Invalid({"act": "unknown_choice"})
    return page.go(f"/ho-so/san-pham/{product_id}/bo/{set_member_id}#anh")


def _facts(form: Typed) -> MemberFacts:
    reading = Reading(form)
    facts = MemberFacts(
        reading.required("name", most=sets.LONGEST),
        reading.text("trademark", most=sets.LONGEST),
        reading.text("trademark_number", most=sets.LONGEST),
    )
    reading.settle()
    return facts


def _shown(session: Read, page: Page, about: About, product_id: int) -> dict[str, Any]:
    product = queries.get_product(session, product_id)
    if not product.is_set:
        raise NotFound("not_found")
    photos = albums.albums(session, [one.id for one in product.set_members])
    who = page.identity
    return {
        "product": product,
        "covers": {id_: framed(own[0].view) for id_, own in photos.items()},
        "most": MOST_MEMBERS,
        "may_change": who is not None and who.may(Act.ESTABLISHMENT_KEEP, about),
    }


def _one(session: Read, page: Page, product_id: int, set_member_id: int) -> dict[str, Any]:
    product = queries.get_product(session, product_id)
    found = next((one for one in product.set_members if one.id == set_member_id), None)
    if found is None or not product.is_set:
        raise NotFound("not_found")
    facts = sets.facts_of(found)
    typed = {
        "name": facts.name,
        "trademark": facts.trademark,
        "trademark_number": facts.trademark_number,
    }
    photos = albums.albums(session, [found.id]).get(found.id, [])
    return {
        "product": product,
        "member": found,
        "seen": facts,
        "typed": typed,
        "clash": None,
        "photos": [(one, framed(one.view)) for one in photos],
        "most": albums.MOST_PHOTOS,
    }
