"""A new name, legal form or number of an establishment, from a day on, with its paper."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import Conflict, Invalid
from core.registry import history, queries
from core.registry.kinds import ChangeReason, EstablishmentKind
from core.registry.timeline import Change
from web import clashes
from web.deps import Form, Now, Read, Show, Who, Wired, Write
from web.establishing import KIND_WORDS, KINDS
from web.forms import Reading, Typed
from web.page import N_

router = APIRouter()

REASONS = tuple(one for one in ChangeReason if one is not ChangeReason.BEGINNING)
LABELS = {"name": N_("Tên cơ sở"), "kind": N_("Loại cơ sở")}


@router.get("/ho-so/co-so/{establishment_id}/doi-ten")
def changing(session: Read, page: Show, establishment_id: int) -> Response:
    """What it was through time, and a form for what changed."""
    return page.show("register/change.html", **_shown(session, establishment_id))


@router.post("/ho-so/co-so/{establishment_id}/doi-ten")
def change(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    establishment_id: int,
) -> Response:
    """Keep it: as what stands now, or as what stood earlier."""
    try:
        history.record_change(
            session,
            who,
            wired.sealer,
            establishment_id,
            _change(form),
            now,
            version=_version(form),
        )
    except Invalid as refusal:
        shown = _shown(reads, establishment_id) | {"typed": form}
        raise page.again(refusal, "register/change.html", **shown) from None
    except Conflict as refusal:
        shown = _shown(reads, establishment_id)
        if refusal.code == "establishment_exists":
            told = Invalid({"number": (refusal.code, refusal.facts)})
            shown["typed"] = form
            raise page.again(told, "register/change.html", **shown) from None
        if refusal.code != "changed_elsewhere":
            raise
        clash = clashes.between(page, LABELS, shown["typed"], form, {"kind": KIND_WORDS})
        shown["typed"] = form
        raise clashes.redraw(page, "register/change.html", clash, **shown) from None
    return page.go(f"/ho-so/co-so/{establishment_id}/doi-ten")


@router.post("/ho-so/co-so/{establishment_id}/doi-ten/{state_id}/rut-lai")
def withdraw(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    establishment_id: int,
    state_id: int,
) -> Response:
    """Take the newest change back."""
    try:
        history.withdraw_change(session, who, establishment_id, state_id, form.text("why"), now)
    except Invalid as refusal:
        shown = _shown(reads, establishment_id)
        raise page.again(refusal, "register/change.html", **shown) from None
    return page.go(f"/ho-so/co-so/{establishment_id}/doi-ten")


def _change(form: Typed) -> Change:
    reading = Reading(form)
    change_ = Change(
        name=reading.required("name", most=200),
        kind=reading.choice("kind", EstablishmentKind),
        number=reading.text("number", most=40),
        day=reading.day("day"),
        reason=reading.choice("reason", ChangeReason),
        evidence=reading.text("evidence", most=300),
        note=reading.text("note", most=1000),
        former=form.text("way") == "former",
    )
    reading.settle()
    return change_


def _version(form: Typed) -> int | None:
    typed = form.text("version")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _shown(session: Read, establishment_id: int) -> dict[str, Any]:
    found = queries.get_establishment(session, establishment_id)
    return {
        "establishment": found,
        "version": found.version,
        "states": history.states_of(session, establishment_id),
        "kinds": KINDS,
        "reasons": REASONS,
        "clash": None,
        "typed": {"name": found.name, "kind": found.kind.value, "way": "now"},
    }
