"""The fixed words of complaints. Pure."""

from enum import StrEnum


class Outcome(StrEnum):
    """How the council settled a complaint, or that it was taken back."""

    REJECTED = "rejected"
    CORRECTED = "corrected"  # the result was reopened: a new version
    REVOCATION = "revocation"  # the council asks the authority to revoke a certificate
    WITHDRAWN = "withdrawn"


class Wait(StrEnum):
    """How an open complaint stands against its term."""

    OPEN = "open"
    NEAR = "near"  # within the last two days before the term ends
    OVERDUE = "overdue"
    SETTLED = "settled"
    SETTLED_LATE = "settled_late"
