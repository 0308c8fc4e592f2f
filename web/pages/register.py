"""The producer's own side of the register: home, establishments, who belongs to them."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.entries.queries import dossiers_of
from core.errors import Conflict, Invalid
from core.registry import history, kinship, members, merging, numbers, queries, service
from core.registry.kinds import Membership, MergerOf
from core.rights import Act
from media.album import queries as album
from web import clashes, picker
from web.deps import About, Form, Now, Query, Read, Show, Who, Wired, Write
from web.establishing import KIND_WORDS, KINDS, LABELS, read_establishment
from web.forms import Typed
from web.page import is_local
from web.photos import framed

router = APIRouter()


@router.get("/ho-so")
def home(session: Read, who: Who, page: Show) -> Response:
    """What a producer has and what comes next."""
    own = queries.establishments_of(session, who.account_id)
    held = [one.establishment.id for one in own if one.member.standing is Membership.HELD]
    products = queries.products_of(session, held)
    covers = album.covers(session, [product.id for product in products])
    return page.show(
        "register/home.html",
        own=own,
        products=products,
        photos={id_: framed(view) for id_, view in covers.items()},
        dossiers=dossiers_of(session, held, filed_by=who.account_id),
    )


@router.get("/ho-so/co-so")
def find_own(session: Read, page: Show, query: Query) -> Response:
    """Looking for the establishment one belongs to, to ask to join it."""
    q = query.text("q")
    found = queries.search_establishments(session, q)
    return page.show("register/find.html", "found", q=q, found=found)


@router.get("/ho-so/co-so/moi")
def new_establishment(session: Read, page: Show, now: Now) -> Response:
    """An empty form."""
    place = picker.read(session, Typed([]), now)
    return page.show("register/new.html", place=place, kinds=KINDS, exists=None)


@router.post("/ho-so/co-so/moi")
def create_establishment(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Register one's own establishment; a number that is known leads to asking to join."""
    place = picker.read(reads, form, now)
    shown: dict[str, Any] = {"typed": form, "place": place, "kinds": KINDS, "exists": None}
    if picker.searching(form):
        return page.show("register/new.html", **shown)
    try:
        facts = read_establishment(form, place)
        made = service.create_establishment(
            session, who, wired.sealer, facts, now, on_behalf=False
        )
    except Invalid as refusal:
        raise page.again(refusal, "register/new.html", **shown) from None
    except Conflict as refusal:
        told = _beside(refusal)
        shown["exists"] = refusal.facts.get("establishment_id")
        raise page.again(told, "register/new.html", **shown) from None
    return page.go(f"/ho-so/co-so/{made.id}")


@router.get("/ho-so/co-so/{establishment_id}")
def establishment(
    session: Read, who: Who, page: Show, now: Now, about: About, establishment_id: int
) -> Response:
    """The establishment as its own people see it; its people, and who asks to join."""
    found = queries.get_establishment(session, establishment_id)
    if (stands := numbers.standing(session, found)) is not found:
        return page.go(f"/ho-so/co-so/{stands.id}")
    return page.show(
        "register/establishment.html", **_shown(session, who, now, about, establishment_id)
    )


@router.post("/ho-so/co-so/{establishment_id}")
def update_establishment(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    about: About,
    establishment_id: int,
) -> Response:
    """Keep what was changed."""
    place = picker.read(reads, form, now)
    if picker.searching(form):
        shown = {**_shown(reads, who, now, about, establishment_id), "typed": form, "place": place}
        return page.show("register/establishment.html", **shown)
    try:
        service.update_establishment(
            session,
            who,
            wired.sealer,
            establishment_id,
            read_establishment(form, place),
            now,
            version=_version(form),
        )
    except (Invalid, Conflict) as refusal:
        shown = _shown(reads, who, now, about, establishment_id)
        stored = {**shown["typed"], "place": shown["place"].chosen}
        shown |= {"typed": form, "place": place}
        if isinstance(refusal, Conflict) and refusal.code == "changed_elsewhere":
            typed = {**form, "place": place.chosen.line if place.chosen else ""}
            stored["place"] = stored["place"].line if stored["place"] else ""
            clash = clashes.between(page, LABELS, stored, typed, {"kind": KIND_WORDS})
            raise clashes.redraw(page, "register/establishment.html", clash, **shown) from None
        told = refusal if isinstance(refusal, Invalid) else _beside(refusal)
        raise page.again(told, "register/establishment.html", **shown) from None
    return page.go(f"/ho-so/co-so/{establishment_id}")


@router.post("/ho-so/xin-tham-gia")
def ask_to_join(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Ask to belong to an establishment that is registered already."""
    typed = form.text("establishment_id")
    wanted = int(typed) if typed.isdecimal() and len(typed) < 12 else 0
    members.ask_to_join(session, who, wanted, now)
    return page.go("/ho-so")


@router.post("/ho-so/co-so/{establishment_id}/thanh-vien/{member_id}")
def settle_member(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    establishment_id: int,
    member_id: int,
) -> Response:
    """Let in, refuse, or take out: for the first holder."""
    match form.text("act"):
        case "accept" | "refuse" as act:
            members.settle_join(session, who, member_id, act == "accept", now)
        case "end":
            members.end_member(session, who, member_id, now)
        case _:
            raise Invalid({"act": "unknown_choice"})
    back = form.text("back")
    return page.go(back if is_local(back) else f"/ho-so/co-so/{establishment_id}")


def _beside(refusal: Conflict) -> Invalid:
    """A known number is a fault of its field; anything else one of the whole form."""
    field = "number" if refusal.code == "establishment_exists" else ""
    return Invalid({field: (refusal.code, refusal.facts)})


def _version(form: Typed) -> int | None:
    typed = form.text("version")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _shown(
    session: Read, who: Who, now: Now, about: About, establishment_id: int
) -> dict[str, Any]:
    found = queries.get_establishment(session, establishment_id)
    people = queries.members_of(session, establishment_id)
    me = next((one for one in people if one.account_id == who.account_id), None)
    by_place = bool(about.reach & who.units(Act.MEMBER_APPROVE))
    typed = {
        "name": found.name,
        "kind": found.kind.value,
        "number": "",
        "address": found.address,
        "representative": found.representative,
        "phone": found.phone,
        "email": found.email,
        "website": found.website,
        "story": found.story,
        "workers": "" if found.workers is None else str(found.workers),
    }
    return {
        "version": found.version,
        "clash": None,
        "states": history.states_of(session, establishment_id),
        "joined": merging.mergers_of(session, MergerOf.ESTABLISHMENT, establishment_id),
        "parent": kinship.parent_of(session, found),
        "branches": kinship.branches_of(session, found),
        "may_merge": who.may(Act.ESTABLISHMENT_MERGE, about),
        "establishment": found,
        "typed": typed,
        "place": picker.read(session, Typed([]), now, stored=found.unit_id),
        "kinds": KINDS,
        "people": people,
        "products": queries.products_of(session, [establishment_id]),
        "may_settle": by_place or bool(me and me.first_holder),
        "may_reset": who.may(Act.ACCOUNT_RESET, about),
        "may_change": who.may(Act.ESTABLISHMENT_KEEP, about),
        "may_invite": who.may(Act.MEMBER_INVITE, about)
        and (establishment_id not in who.establishments() or bool(me and me.first_holder)),
        "may_consent": who.may(Act.MEMBER_APPROVE, about),
        "may_note": who.may(Act.CONSENT_RECORD, about),
    }
