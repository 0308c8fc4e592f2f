"""Words of the scoring room that its tables keep."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one operation that a device sent. Each of them is kept for good."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"  # the same device had said something later of this field
    CLASH = "clash"  # another device says otherwise: both are kept, the juror picks
    HELD = "held"  # it came after the signature or the lock: it waits in the chair's tray
