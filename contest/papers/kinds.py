"""The papers of a contest. Pure."""

from enum import StrEnum


class PaperKind(StrEnum):
    """One kind of paper, named as its template."""

    PLAN = "plan"
    COUNCIL = "council"
    JURY = "jury"
    SUPPORT_TEAM = "support_team"
    SCORE_SHEET = "score_sheet"
    SCORE_SUMMARY = "score_summary"
    JURY_MINUTES = "jury_minutes"
    COUNCIL_MINUTES = "council_minutes"
    SUBMISSION = "submission"
    RECOGNITION = "recognition"
    NOTICE = "notice"
    FORWARDING_LETTER = "forwarding_letter"
    NOMINATION_LETTER = "nomination_letter"
    NOMINATION_LIST = "nomination_list"
