"""The administrator's pages of units: how many there are, one unit, dated files of changes."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.accounts import queries as accounts
from core.clock import day_in_vietnam
from core.errors import Invalid, NotFound
from core.territory import queries, readings, service, taking_back
from core.territory.rules import UnitKind
from web import picker, wording
from web.deps import Form, Now, Query, Read, Show, Who, Write

router = APIRouter()

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
LEVELS = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
MOST_FOUND = 50
LARGEST = 5_000_000
"""Bytes a file of changes may have; the whole conversion of 2025 would be under one million."""


@router.get("/quan-tri/don-vi")
def overview(session: Read, page: Show, query: Query, now: Now) -> Response:
    """How many units stand, in both geographies, and search."""
    today = day_in_vietnam(now)
    q, level = query.text("q")[:120], query.text("cap")
    on = today if query.text("con") else None
    kinds = [kind for kind in LEVELS if kind.value == level] or None
    found = picker.search(session, q, on, kinds=kinds, limit=MOST_FOUND) if q else ()
    return page.show(
        "places/units.html",
        "found",
        q=q,
        level=level if kinds else "",
        standing=on is not None,
        levels=LEVELS,
        found=found,
        gone=readings.gone(session, [one.id for one in found], today),
        counts=[(day, queries.counts(session, day)) for day in (today, LAST_DAY_OF_DISTRICTS)],
        changes=len(queries.changes(session)),
    )


@router.get("/quan-tri/don-vi/thay-doi")
def changes(session: Read, page: Show) -> Response:
    """What was loaded after the lists, and the form for another file."""
    return page.show("places/changes.html", **_changes(session))


@router.post("/quan-tri/don-vi/thay-doi")
def send(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Say what a file would do, or load it: all of it, or nothing."""
    files = form.files("file")
    if not files:
        raise page.again(
            Invalid({"file": "change_file_missing"}),
            "places/changes.html",
            "told",
            **_changes(reads),
        )
    name, file = files[0]
    data = file.read(LARGEST + 1)
    seen = service.preview(session, data[:LARGEST], day_in_vietnam(now))
    told: dict[str, Any] = {
        "file_name": name,
        "preview": seen,
        "refused": [
            (one.row, wording.sentence(one.code, one.facts, page._)) for one in seen.faults
        ],
    }
    try:
        if len(data) > LARGEST:
            raise Invalid({"file": ("change_file_large", {"most": LARGEST // 1_000_000})})
        if seen.faults or form.text("act") == "load":
            service.apply(session, who, data, name, now)
            return page.go("/quan-tri/don-vi/thay-doi")
    except Invalid as refusal:
        raise page.again(
            refusal, "places/changes.html", "told", **_changes(reads) | told
        ) from None
    return page.show("places/changes.html", "told", **_changes(reads) | told)


@router.post("/quan-tri/don-vi/thay-doi/{load_id}/rut-lai")
def take_back(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, load_id: int
) -> Response:
    """Take a file back that was loaded in error."""
    name = f"why-{load_id}"  # every file has a form on the page
    try:
        taking_back.take_back(session, who, load_id, form.text(name), now)
    except Invalid as refusal:
        shown = _changes(reads) | {"taking": load_id, "why": form.text(name)}
        told = Invalid({name: refusal.fields["why"]})
        raise page.again(told, "places/changes.html", "files", **shown) from None
    return page.go("/quan-tri/don-vi/thay-doi")


def _changes(session: Read) -> dict[str, Any]:
    files = taking_back.loads(session)
    return {
        "loaded": queries.changes(session)[::-1],
        "files": files,
        "names": accounts.names(session, {one.loaded_by for one in files}),
        "taking": None,
        "why": "",
        "preview": None,
        "refused": [],
    }


@router.get("/quan-tri/don-vi/{unit_id}")
def unit(session: Read, page: Show, now: Now, unit_id: str) -> Response:
    """One unit as the tables have it: codes, days, names, links, whose office reaches it."""
    if not unit_id.isdecimal() or len(unit_id) > 10:
        raise NotFound("unit_missing")
    place = queries.get_place(session, int(unit_id))
    reach = queries.places(session, queries.reach(session, place.id))
    return page.show(
        "places/unit_admin.html",
        unit=place,
        reading=readings.reading(session, place.id, day_in_vietnam(now)),
        names=readings.former_names(session, place.id),
        before=queries.predecessors(session, place.id),
        after=queries.successors(session, place.id),
        reach=sorted(reach.values(), key=_widest_last),
        changes=[
            one for one in queries.changes(session) if place.code in (one.old, one.new, one.parent)
        ],
        above=queries.ancestors(session, place.id)[1:],
    )


def _widest_last(place: Any) -> tuple[int, str]:
    return -list(UnitKind).index(place.kind), place.line
