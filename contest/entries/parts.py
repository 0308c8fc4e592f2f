"""The parts of a dossier that can be sent back for themselves: which, why, and what changed. Pure.

A part is a section of the statement by its key, the photographs, the group with the paper that
opens the way, or a paper of the contest's checklist (`paper_<code>`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from contest.contests.ruleset import PaperAsked
from contest.entries.kinds import EntryStatus
from contest.entries.rules import Fault, Section

PHOTOS, GROUP, PAPER = "photos", "group", "paper_"

MOST_REASON = 1_000
"""Characters of the reason for one part."""


def paper_part(code: str) -> str:
    """The part that is a paper of the checklist."""
    return PAPER + code


def paper_of(part: str) -> str | None:
    """The checklist's code of a part that is a paper, or None."""
    return part.removeprefix(PAPER) if part.startswith(PAPER) else None


def parts_of(sections: Sequence[Section], papers: Sequence[PaperAsked]) -> tuple[str, ...]:
    """Every part of a dossier, in the order of the form."""
    return (
        *(one.key for one in sections),
        PHOTOS,
        GROUP,
        *(paper_part(one.code) for one in papers),
    )


def faults_of_request(asked: Mapping[str, str], known: Collection[str]) -> dict[str, str | Fault]:
    """Field → code of what is wrong with a request for a supplement: part → reason.

    At least one part, each with its reason, and none that a dossier does not have.
    """
    faults: dict[str, str | Fault] = {}
    if not asked:
        faults["parts"] = "no_part_chosen"
    if set(asked) - set(known):
        faults["parts"] = "unknown_choice"
    for part, reason in asked.items():
        if not reason.strip():
            faults[f"why_{part}"] = "part_reason_missing"
        elif len(reason) > MOST_REASON:
            faults[f"why_{part}"] = ("too_long", {"most": MOST_REASON})
    return faults


def refusal_of_part(status: EntryStatus, asked: Collection[str] | None, part: str) -> Fault | None:
    """Why the maker may not change this part now, or None.

    A draft is open as a whole; one that was sent back only where the desk asked. `asked` None: it
    was sent back as a whole, as it was done before parts were named.
    """
    if status is not EntryStatus.SUPPLEMENT or asked is None or part in asked:
        return None
    return "part_not_asked", {}


@dataclass(frozen=True, slots=True)
class Content:
    """What a dossier says, as far as it can be sent back: photos are (id, angle, caption)."""

    statement: Mapping[str, object]
    photos: Sequence[tuple[int, str, str]]
    group: str | None
    letter: str


def state_of(part: str, content: Content) -> dict[str, object]:
    """How this part reads; {} for a paper, which is not in the form."""
    if part == PHOTOS:
        return {"photos": [list(one) for one in content.photos]}
    if part == GROUP:
        return {"group": content.group, "letter": content.letter}
    if paper_of(part) is not None:
        return {}
    return {"text": str(content.statement.get(part, ""))}


def has_changed(part: str, before: Mapping[str, object], answer: str, content: Content) -> bool:
    """Whether the part reads otherwise than when it was sent back; a paper: whether the maker
    says how it was sent."""
    if paper_of(part) is not None:
        return bool(answer.strip())
    return dict(before) != state_of(part, content)


def papers_unanswered(answers: Mapping[str, str]) -> list[str]:
    """The papers asked for of which the maker has not said how they were sent."""
    return [
        part
        for part, answer in answers.items()
        if paper_of(part) is not None and not answer.strip()
    ]
