"""Looking for a place while a form is filled in (the part `place_picker`)."""

import re

from fastapi import APIRouter
from fastapi.responses import Response

from core.errors import NotFound
from core.territory.rules import UnitKind
from web import picker
from web.deps import Now, Query, Read, Show

router = APIRouter()


@router.get("/dia-danh")
def find_places(session: Read, page: Show, query: Query, now: Now) -> Response:
    """`<ten>_q` is looked for; `ten` names the field, `cap` the kinds, `cu` asks for old ones."""
    name = query.text("ten") or "unit_id"
    if not re.fullmatch("[a-z_]{1,30}", name):
        raise NotFound("not_found")
    asked = query.text("cap").split(",")
    kinds = tuple(kind for kind in UnitKind if kind.value in asked) or (UnitKind.COMMUNE,)
    place = picker.read(session, query, now, name, kinds=kinds, abolished=bool(query.text("cu")))
    return page.show("places/found.html", "found", name=name, place=place)
