"""The maker's samples: what was received, how it is judged, consent to keep it on show."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.entries import queries as entries
from contest.samples import queries, service
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.identity import Identity
from core.registry.kinds import ConsentHow
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import N_, Page

router = APIRouter()

OWN = "samples/own.html"


def _own(session: Read, page: Page, who: Identity, entry_id: int) -> dict[str, Any]:
    entry = entries.get_entry(session, entry_id)
    return {
        "entry": entry,
        "row": queries.row_of(session, entry),
        "owner": entry.establishment_id in who.establishments(),
        "step": page._(N_("Hiện vật")),
        "act": "",
    }


@router.get("/ho-so/hien-vat/{entry_id}")
def own(session: Read, who: Who, page: Show, entry_id: int) -> Response:
    """What of mine is there."""
    return page.show(OWN, **_own(session, page, who, entry_id))


@router.post("/ho-so/hien-vat/{entry_id}")
def agree(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """I agree that one sample is kept on show until a day."""
    reading = Reading(form)
    until = reading.day("until", needed=False)
    asked = form.text("sample_id")
    sample_id = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    try:
        reading.settle()
        if sample_id not in {one.id for one in _own(session, page, who, entry_id)["row"].samples}:
            raise Invalid({"sample_id": "unknown_choice"})
        service.agree(
            session,
            who,
            entry_id,
            sample_id,
            given_by=who.name,
            how=ConsentHow.ONLINE,
            given_on=day_in_vietnam(now),
            until=until,
            note=form.text("note"),
            now=now,
        )
    except Invalid as refusal:
        values = _own(session, page, who, entry_id) | {"typed": form, "act": asked}
        raise page.again(refusal, OWN, **values) from None
    return page.go(f"/ho-so/hien-vat/{entry_id}")
