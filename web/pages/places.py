"""Places for everybody: search in both geographies, one unit and its history; a picker's finds."""

import re
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.errors import Invalid, NotFound
from core.territory import queries, readings
from core.territory.rules import Place, UnitKind
from web import picker
from web.deps import Now, Query, Read, Show
from web.forms import Reading, Typed

router = APIRouter()

MOST_FOUND = 50
LEVELS = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


@router.get("/dia-danh")
def find_places(session: Read, page: Show, query: Query, now: Now) -> Response:
    """Search by any name; with `ten`, the finds for a field of a form.

    For a form, `<ten>_q` is looked for; `ten` names the field, `cap` the kinds, `cu` asks for old
    ones too.
    """
    if "ten" in query or "unit_id_q" in query:
        return _for_a_form(session, page, query, now)
    q, level = query.text("q")[:120], query.text("cap")
    today = day_in_vietnam(now)
    kinds = [kind for kind in LEVELS if kind.value == level] or None
    found = picker.search(session, q, kinds=kinds, limit=MOST_FOUND) if q else ()
    gone = readings.gone(session, [one.id for one in found], today)
    return page.show(
        "places/search.html",
        "found",
        q=q,
        level=level if kinds else "",
        levels=[kind.value for kind in LEVELS],
        found=found,
        most=MOST_FOUND,
        gone=gone,
    )


def _for_a_form(session: Read, page: Show, query: Typed, now: datetime) -> Response:
    name = query.text("ten") or "unit_id"
    if not re.fullmatch("[a-z_-]{1,30}", name):
        raise NotFound("not_found")
    asked = query.text("cap").split(",")
    kinds = tuple(kind for kind in UnitKind if kind.value in asked) or (UnitKind.COMMUNE,)
    place = picker.read(session, query, now, name, kinds=kinds, abolished=bool(query.text("cu")))
    return page.show("places/found.html", "found", name=name, place=place)


@router.get("/dia-danh/{unit_id}")
def unit(session: Read, page: Show, query: Query, now: Now, unit_id: str) -> Response:
    """One unit: its names, days, what is above and below, what it came from and became."""
    if not unit_id.isdecimal() or len(unit_id) > 10:
        raise NotFound("unit_missing")
    place = queries.get_place(session, int(unit_id))
    today = day_in_vietnam(now)
    reading = Reading(query)
    day = reading.day("ngay", needed=False)
    values = _told(session, place, today)
    if day is not None:
        values["on_day"] = _on(session, place, day)
    try:
        reading.settle()
    except Invalid as refusal:
        raise page.again(refusal, "places/unit.html", "on_day", typed=query, **values) from None
    return page.show("places/unit.html", "on_day", typed=query, **values)


def _told(session: Read, place: Place, today: date) -> dict[str, Any]:
    stands = place.stands(today)
    last_day = today if stands else place.valid_until or today
    regions: list[Any] = []
    inside: list[Place] = []
    if place.kind is UnitKind.REGION:
        inside = queries.region_provinces(session, place.id, today)
    else:
        inside = queries.children(session, place.id, last_day)
    before = queries.predecessors(session, place.id)
    if place.kind is UnitKind.PROVINCE:
        made_of = [place.id, *(link.place.id for link in before)]
        named = {place.id: place} | {link.place.id: link.place for link in before}
        regions = [
            (region, named[member.unit_id], member)
            for region, member in readings.memberships(session, made_of)
        ]
    return {
        "unit": place,
        "stands": stands,
        "today": today,
        "reading": readings.reading(session, place.id, today),
        "above": queries.ancestors(session, place.id)[1:],
        "names": readings.former_names(session, place.id),
        "before": before,
        "after": queries.successors(session, place.id),
        "inside": inside,
        "regions": regions,
        "region_open": place.kind is UnitKind.PROVINCE
        and stands
        and queries.find_region(session, place.id, today) is None,
        "region_days": readings.region_days(session, place.id)
        if place.kind is UnitKind.REGION
        else [],
        "on_day": None,
    }


def _on(session: Read, place: Place, day: date) -> dict[str, Any]:
    found = readings.reading(session, place.id, day)
    lines = {
        part.place.id: readings.line_on(session, part.place.id, day) for part in found.parts[:8]
    }
    return {
        "day": day,
        "reading": found,
        "lines": lines,
        "provinces": queries.region_provinces(session, place.id, day)
        if place.kind is UnitKind.REGION
        else [],
    }
