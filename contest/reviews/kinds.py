"""The fixed words of reviews. Pure."""

from enum import StrEnum


class Built(StrEnum):
    """What may rest on a certificate."""

    ENTRY = "entry"  # an upper dossier filed with it
    CERTIFICATE = "certificate"  # an upper certificate that came of that dossier
    NOMINATION = "nomination"
    STAND = "stand"  # an application for booths at a fair, or the booths
    CASE = "case"  # a trademark case
