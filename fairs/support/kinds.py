"""The fixed words of support: shared by rules, tables and pages."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What the support is for. Only the trademark case has its stages in this release."""

    TRADEMARK = "trademark"


class CheckState(StrEnum):
    """Where one paper of the checklist stands."""

    MISSING = "missing"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WAIVED = "waived"


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
