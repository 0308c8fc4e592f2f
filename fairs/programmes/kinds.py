"""The fixed words of programmes: shared by rules, tables and pages."""

from enum import StrEnum


class FundingSource(StrEnum):
    """Where money comes from (KCĐP, KCQG, đối ứng, nguồn khác)."""

    LOCAL = "funding_local"
    NATIONAL = "funding_national"
    COUNTERPART = "counterpart"
    OTHER = "other"  # lồng ghép, xã hội hóa


class Counted(StrEnum):
    """How the actual of a target is counted. Units differ and are never mixed (domain.md §11, 42):
    one establishment twice at fairs is two occurrences (lượt) and one establishment (cơ sở)."""

    BY_HAND = ""  # outside the platform: entered with its evidence
    CONTESTS = "contests"  # rounds announced (cuộc)
    CERTIFIED = "certified"  # products certified, each once (sản phẩm)
    FAIRS = "fairs"  # fairs organised in the place (hội chợ)
    FAIRS_JOINED = "fairs_joined"  # fairs at which makers of the place stood, each once (hội chợ)
    PARTICIPATIONS = "participations"  # a maker at a fair, each time (lượt, lần)
    EXHIBITORS = "exhibitors"  # makers at fairs, each once (cơ sở)
    TRADEMARKS = "trademarks"  # marks granted through a case (nhãn hiệu)
    SUPPORTED = "supported"  # makers whose support was approved, each once (cơ sở)
    COLLABORATORS = "collaborators"  # collaborators in office on the last day (người)


LEVELLED = frozenset({Counted.CONTESTS, Counted.CERTIFIED})
"""What can be narrowed to some levels of contest."""
LEVELS = frozenset({"commune", "district", "province", "region", "nation"})
"""The levels of a contest by name; the rooms of contests are not known here."""


class Status(StrEnum):
    """The life of a programme and of an annual plan, in order."""

    DRAFT = "draft"
    APPROVED = "approved"  # by a decision with number and day
    CLOSED = "closed"  # the period is over; nothing changes any more
