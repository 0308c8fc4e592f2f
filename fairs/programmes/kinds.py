"""The fixed words of programmes: shared by rules, tables and pages."""

from enum import StrEnum


class FundingSource(StrEnum):
    """Where money comes from (KCĐP, KCQG, đối ứng)."""

    LOCAL = "funding_local"
    NATIONAL = "funding_national"
    COUNTERPART = "counterpart"


class Indicator(StrEnum):
    """What the platform counts by itself for a programme's target."""

    CONTESTS = "contests"  # rounds decided by the place (cuộc bình chọn)
    FAIRS = "fairs"  # fairs organised (hội chợ tổ chức)
    PARTICIPATIONS = "participations"  # establishments at fairs, each time counted (lượt)
    TRADEMARKS = "trademarks"  # marks granted through a case
