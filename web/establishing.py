"""The form of an establishment, read alike at the producer's desk and at the officer's."""

from core.registry.kinds import EstablishmentKind
from core.registry.rules import EstablishmentFacts
from web.forms import Reading, Typed
from web.picker import Picker

KINDS = tuple(kind for kind in EstablishmentKind if kind is not EstablishmentKind.NOT_STATED)
"""What may be chosen; "not stated" is only for published lists."""


def read_establishment(form: Typed, place: Picker) -> EstablishmentFacts:
    """What was typed. Raises Invalid with every fault of form at once."""
    reading = Reading(form)
    facts = EstablishmentFacts(
        name=reading.required("name", most=200),
        kind=reading.choice("kind", EstablishmentKind),
        number=reading.text("number", most=40),
        unit_id=place.unit_id,
        address=reading.text("address"),
        representative=reading.text("representative", most=120),
        phone=reading.text("phone", most=60),
        email=reading.text("email", most=254),
        website=reading.text("website"),
        story=reading.text("story", most=4000),
        workers=reading.whole("workers", needed=False),
    )
    if place.unit_id is None:
        reading.faults.setdefault("unit_id", "place_missing")
    reading.settle()
    return facts
