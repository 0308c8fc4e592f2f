"""Who may go up, from where to where, and when. Pure."""

from dataclasses import dataclass
from datetime import date

from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel, Stage

Reason = tuple[str, dict[str, object]]
"""Why not: a code and the facts its sentence needs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A certified product that might go up, as things stand on the day.

    `upper_level` is where the lower contest's own ladder leads, None at the top.
    """

    number: str
    standing: Standing
    valid_until: date
    level: ContestLevel
    upper_level: ContestLevel | None
    announced: bool
    source: str = ""  # where it stands that the certificate must be in force


@dataclass(frozen=True, slots=True)
class Goal:
    """The contest one level up; `covers_place` says that the lower one's unit lies in its own."""

    level: ContestLevel
    stage: Stage
    receives: bool  # its time for entries is not over
    covers_place: bool


def refusal_to_nominate(candidate: Candidate, goal: Goal) -> Reason | None:
    """Why this product may not be put forward to that contest, or None.

    The lower certificate must be in force (TT 26/2014 Đ12, "còn giá trị"): by date, not by being
    there; it is asked again on the day the upper dossier is filed. Only the next level up, only
    within the place, and nothing goes up before its result is announced.
    """
    if not candidate.announced:
        return "nomination_before_announcement", {}
    if goal.level is not candidate.upper_level:
        return "nomination_wrong_level", {}
    if not goal.covers_place:
        return "nomination_outside_place", {}
    if goal.stage is not Stage.OPEN or not goal.receives:
        return "nomination_contest_closed", {}
    if candidate.standing is Standing.REVOKED:
        return "nomination_certificate_revoked", {"number": candidate.number}
    if candidate.standing is Standing.NOT_YET:
        return "nomination_certificate_not_yet", {"number": candidate.number}
    if candidate.standing is Standing.EXPIRED:
        return "nomination_certificate_expired", {
            "number": candidate.number,
            "until": candidate.valid_until,
            "source": candidate.source,
        }
    return None
