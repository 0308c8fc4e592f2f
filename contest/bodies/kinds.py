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
