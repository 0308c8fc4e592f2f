"""The fixed words of an entry. Pure."""

from enum import StrEnum


class EntryStatus(StrEnum):
    """Where a dossier stands."""

    DRAFT = "draft"
    FILED = "filed"
    SUPPLEMENT = "supplement"  # sent back with reasons
    VALID = "valid"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class EntryPath(StrEnum):
    """What opens the way to this level (TT 26/2014 Đ12)."""

    LOWEST_LEVEL = "lowest_level"  # no lower certificate is asked for
    LOWER_CERTIFICATE = "lower_certificate"
    FORWARDING_LETTER = "forwarding_letter"  # no lower contest was held; provinces only


class Angle(StrEnum):
    """From where a photograph is taken (TT 26/2014 Đ12: front, side, top)."""

    FRONT = "front"
    SIDE = "side"
    TOP = "top"
    OTHER = "other"
