"""The fixed words of bodies. Pure."""

from enum import StrEnum


class BodyKind(StrEnum):
    """Selection council, jury, support team (TT 26/2014 Đ8–Đ11)."""

    COUNCIL = "council"
    JURY = "jury"
    SUPPORT_TEAM = "support_team"


class Position(StrEnum):
    """A seat's place in its body."""

    COUNCIL_CHAIR = "council_chair"
    STANDING_VICE_CHAIR = "standing_vice_chair"
    VICE_CHAIR = "vice_chair"
    COUNCIL_MEMBER = "council_member"
    JURY_HEAD = "jury_head"
    JURY_VICE_HEAD = "jury_vice_head"
    JUROR = "juror"
    SECRETARY = "secretary"


class RecusalSource(StrEnum):
    """How a tie between a juror and an entrant became known."""

    DECLARED_BY_JUROR = "declared_by_juror"
    DECLARED_BY_ENTRANT = "declared_by_entrant"
    FOUND = "found"
    ADDED_BY_SECRETARY = "added_by_secretary"


class SeatAct(StrEnum):
    """What happened to a seat after its body was founded."""

    ADDED = "added"
    REPLACED = "replaced"
    LEFT = "left"


class Tie(StrEnum):
    """What may bind a juror to an entrant, the strongest first; a search finds them."""

    OWN_FIRM = "own_firm"  # the juror's own establishment, by account or by tax number
    SAME_TAX_NUMBER = "same_tax_number"  # of a head office and its branch
    SAME_OWNER = "same_owner"  # the same name represents it, or stands among its people
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_ADDRESS = "same_address"


class Settlement(StrEnum):
    """What the desk or the jury head answered to what was found or declared."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
