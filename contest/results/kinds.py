"""The fixed words of results. Pure."""

from enum import StrEnum


class NoteKind(StrEnum):
    """What was noted about a product besides its scores."""

    SITE_VISIT = "site_visit"
    DISCUSSION = "discussion"  # of sheets that lie far apart
