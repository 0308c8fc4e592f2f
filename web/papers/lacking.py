"""What papers still lack: why one cannot be written, and what stays open on one that can.

Asked for a whole list at once: nothing is gathered but what `Known` reads once, in a number of
statements that does not grow with the contest.
"""

from collections.abc import Callable
from typing import NamedTuple

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.rules import refusal_of_size
from contest.papers.kinds import PaperKind
from contest.results import queries as results
from web.papers.known import Known


class Open(NamedTuple):
    """Something that is missing: a code with its facts."""

    code: str
    facts: dict[str, object] = {}  # noqa: RUF012 (never changed)


Lacks = Callable[[Known], str | None]
Opens = Callable[[Known], list[Open]]


# ------------------------------------------------------------------- why it cannot be written


def nothing(known: Known) -> str | None:
    """It can be written from the first day on."""
    return None


def body(kind: BodyKind) -> Lacks:
    """The body has to be on record."""
    return lambda known: None if kind in known.bodies else "body_missing"


def frame(known: Known) -> str | None:
    """The frames have to be approved."""
    return None if known.frames_settled else "frame_not_approved"


def lock(known: Known) -> str | None:
    """The sheets have to be final."""
    return None if results.readable(known.contest) else "results_not_ready"


def decision(known: Known) -> str | None:
    """The council has to have decided."""
    return None if known.records.decision else "outcomes_not_decided"


def recognition(known: Known) -> str | None:
    """The authority has to have decided."""
    return None if known.records.recognition else "paper_needs_recognition"


def letter(known: Known) -> str | None:
    """A product has to be put forward."""
    return None if known.letters else "paper_needs_letter"


def forwarding(known: Known) -> str | None:
    """A dossier has to have come by a letter."""
    return None if known.forwarded else "paper_needs_forwarding"


# --------------------------------------------------------------------------- what stays open


def nothing_open(known: Known) -> list[Open]:
    """Nothing is written by hand but names."""
    return []


def number_and_day(kind: PaperKind, number: Callable[[Known], str] = lambda known: "") -> Opens:
    """Its own number and day, where the office has not written them."""

    def opens(known: Known) -> list[Open]:
        written = known.written.get(kind)
        found = []
        if not (written and written.number) and not number(known):
            found.append(Open("paper_open_number"))
        if not (written and written.signed_on):
            found.append(Open("paper_open_day"))
        return found

    return opens


def plan(known: Known) -> list[Open]:
    """Number, day; the frame, while the ready-made one stands in."""
    found = number_and_day(PaperKind.PLAN, lambda known: known.contest.plan_number)(known)
    return found + ([] if known.frames.by_scope else [Open("paper_open_frame")])


def members(kind: BodyKind) -> Opens:
    """People, as many as the circular asks for."""

    def opens(known: Known) -> list[Open]:
        seats = known.seats(kind)
        found = [] if seats else [Open("paper_open_members")]
        wrong = refusal_of_size(kind, len(seats), known.contest.level, known.rules)
        if seats and wrong is not None:
            found.append(Open(*wrong))
        if any(not seat.title for seat in seats):
            found.append(Open("paper_open_titles"))
        return found

    return opens


def jury_head(known: Known) -> list[Open]:
    """Who signs for the jury."""
    there = known.person(BodyKind.JURY, Position.JURY_HEAD)
    return [] if there else [Open("paper_open_jury_head")]


def jury_minutes(known: Known) -> list[Open]:
    """Number, day, and both who sign."""
    numbered = number_and_day(PaperKind.JURY_MINUTES)(known)
    return [*numbered, *jury_head(known), *secretary(known)]


def secretary(known: Known) -> list[Open]:
    """Who writes the minutes."""
    there = known.person(BodyKind.SUPPORT_TEAM, Position.SECRETARY)
    return [] if there else [Open("paper_open_secretary")]


def council_minutes(known: Known) -> list[Open]:
    """Both who sign."""
    return ([] if known.chair else [Open("paper_open_chair")]) + secretary(known)


def submission(known: Known) -> list[Open]:
    """Number and day, until they are recorded."""
    return [] if known.records.submission else [Open("paper_open_submission")]


def recognised(known: Known) -> list[Open]:
    """A draft until the authority's own decision is recorded."""
    return [] if known.records.recognition else [Open("paper_open_recognition")]


def forwarded(known: Known) -> list[Open]:
    """Letters whose number the dossier does not name."""
    open_ = sum(all(not one.letter for one in rows) for rows in known.forwarded.values())
    return [Open("paper_open_letters", {"count": open_})] if open_ else []
