"""The fixed words of plans. Pure."""

from enum import StrEnum


class PlanStep(StrEnum):
    """What a milestone is about, in the order of a round. OTHER is whatever an office adds."""

    PLAN = "plan"
    COUNCIL = "council"
    JURY = "jury"
    SUPPORT_TEAM = "support_team"
    CALL = "call"
    ENTRIES = "entries"
    SCREENING = "screening"
    FRAME = "frame"
    JUDGING = "judging"
    VISITS = "visits"
    MEETING = "meeting"
    SUBMISSION = "submission"
    RECOGNITION = "recognition"
    ANNOUNCEMENT = "announcement"
    COMPLAINTS = "complaints"
    CEREMONY = "ceremony"
    NOMINATION = "nomination"
    OTHER = "other"


class Due(StrEnum):
    """How a milestone stands on a day."""

    DONE = "done"
    OVERDUE = "overdue"
    NEAR = "near"
    AHEAD = "ahead"
