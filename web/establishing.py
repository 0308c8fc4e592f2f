"""The form of an establishment, read alike at the producer's desk and at the officer's."""

from core.registry.kinds import EstablishmentKind
from core.registry.rules import EstablishmentFacts
from web.forms import Reading, Typed
from web.picker import Picker
from web.shown import N_

KINDS = tuple(kind for kind in EstablishmentKind if kind is not EstablishmentKind.NOT_STATED)
"""What may be chosen; "not stated" is only for published lists."""

LABELS = {
    "name": N_("Tên cơ sở"),
    "kind": N_("Loại cơ sở"),
    "place": N_("Xã, phường nơi sản xuất"),
    "address": N_("Số nhà, đường, ấp, thôn"),
    "representative": N_("Người đại diện"),
    "phone": N_("Điện thoại liên hệ"),
    "email": N_("E-mail liên hệ"),
    "website": N_("Trang web, mạng xã hội"),
    "workers": N_("Số lao động"),
    "story": N_("Câu chuyện của cơ sở"),
}
"""The fields that are compared when two people, or two records, say different things."""

KIND_WORDS = {
    "enterprise": N_("Doanh nghiệp"),
    "cooperative": N_("Hợp tác xã"),
    "cooperative_group": N_("Tổ hợp tác"),
    "household_business": N_("Hộ kinh doanh"),
    "not_stated": N_("Nguồn không nêu"),
}


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
