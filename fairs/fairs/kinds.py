"""The fixed words of fairs: shared by rules, tables and pages."""

from enum import StrEnum


class FairStatus(StrEnum):
    """The life of a fair, in order."""

    DRAFT = "draft"
    OPEN = "open"  # applications are received
    ALLOTTING = "allotting"
    PUBLISHED = "published"  # the plan is public
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ApplicationStatus(StrEnum):
    """Where an application for booths stands."""

    ASKED = "asked"
    ALLOTTED = "allotted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
