"""When one may complain, until when the council answers, and what an answer must say. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contest.complaints.kinds import Outcome, Wait
from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from core.workdays.rules import Calendar, add_working_days, deadline

LEAST_GROUNDS, MOST_GROUNDS = 20, 5_000
LEAST_ANSWER, MOST_ANSWER = 20, 5_000
MOST_NUMBER = 100
NEAR = timedelta(days=2)
"""From so long before its term on, a complaint is said to be near. A custom, not law."""
COMPLAINS = frozenset({EntryStatus.FILED, EntryStatus.SUPPLEMENT, EntryStatus.VALID}) | {
    EntryStatus.REFUSED
}
"""Dossiers whose makers may complain: whatever was filed and not taken back."""

Fault = str | tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Term:
    """A term in working days: `last_day` is its last one, `over_at` the instant after it."""

    first: date  # day 0, which does not count
    days: int
    last_day: date
    over_at: datetime


def term(first: date, days: int, calendar: Calendar) -> Term:
    """The term that begins on `first`: day 1 is the working day after it, the last one ends at
    24:00 in Vietnam (TT 26/2014 Đ20; Bộ luật Dân sự 2015 Đ147, Đ148)."""
    return Term(
        first,
        days,
        add_working_days(first, days, calendar),
        deadline(first, days, calendar),
    )


def refusal_to_complain(
    stage: Stage, status: EntryStatus, over: Term | None, now: datetime, clause: str
) -> tuple[str, dict[str, object]] | None:
    """Why this maker may not complain now, or None. `over` is the term; None: not announced.

    `clause` is where the contest's own rules take the term from.
    """
    if stage is not Stage.ANNOUNCED or over is None:
        return "complaint_before_announcement", {}
    if status not in COMPLAINS:
        return "complaint_not_entered", {}
    if now >= over.over_at:
        return "complaint_term_over", {
            "announced_on": over.first,
            "days": over.days,
            "last_day": over.last_day,
            "clause": clause,
        }
    return None


def wait(due_at: datetime, settled_at: datetime | None, now: datetime) -> Wait:
    """How a complaint stands against the instant at which its term of settling is over."""
    if settled_at is not None:
        return Wait.SETTLED if settled_at < due_at else Wait.SETTLED_LATE
    if now >= due_at:
        return Wait.OVERDUE
    return Wait.NEAR if now >= due_at - NEAR else Wait.OPEN


@dataclass(frozen=True, slots=True)
class Answer:
    """What the council answers: its meeting, its minutes, and the words for the complainant."""

    met_on: date
    minutes_number: str
    words: str


def answer_faults(answer: Answer, filed_on: date, today: date) -> dict[str, Fault]:
    """Field → what cannot be so: `met_on`, `minutes_number`, `answer`."""
    found: dict[str, Fault] = {}
    if answer.met_on < filed_on:
        found["met_on"] = "day_before", {"earliest": filed_on}
    elif answer.met_on > today:
        found["met_on"] = "day_ahead"
    if not answer.minutes_number:
        found["minutes_number"] = "missing"
    elif len(answer.minutes_number) > MOST_NUMBER:
        found["minutes_number"] = "too_long", {"most": MOST_NUMBER}
    found |= text_faults("answer", answer.words, LEAST_ANSWER, MOST_ANSWER)
    return found


def text_faults(name: str, text: str, least: int, most: int) -> dict[str, Fault]:
    """A text that must say something, and not too much."""
    if len(text) < least:
        return {name: ("words_too_few", {"least": least})}
    return {name: ("too_long", {"most": most})} if len(text) > most else {}


SETTLES = (Outcome.REJECTED, Outcome.REVOCATION)
"""Outcomes that the council's answer alone brings; a correction comes with a new result."""
