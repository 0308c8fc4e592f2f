"""The automatic checks of a filed dossier: what is in order, what lacks, what a person must see.

None of them decides: a person screens. Pure.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contest.contests.ruleset import PaperAsked
from contest.entries.eligibility import Judged, Verdict
from contest.entries.kinds import Angle
from contest.entries.rules import Fault, Section


class Finding(StrEnum):
    """What a check found."""

    GOOD = "good"
    ADVICE = "advice"  # worth a look, bars nothing
    UNSURE = "unsure"  # the data does not tell: a person looks before it is accepted with others
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checks: its code, what was found, what its sentence needs."""

    code: str
    finding: Finding
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ticked:
    """How the desk found a paper."""

    present: bool
    certified: bool
    sets: int


@dataclass(frozen=True, slots=True)
class Papers:
    """What is asked for and what was found. `by_form`: papers that the form itself stands for.

    `sets` and `electronic_copy` of a dossier that came on paper; None for one filed here.
    """

    asked: Sequence[PaperAsked]
    ticks: Mapping[str, Ticked]
    by_form: Collection[str] = ()
    sets_asked: int = 1
    sets: int | None = None
    electronic_copy: bool = True


BY_FORM = frozenset({"registration_form", "presentation", "photos"})
"""Papers of the checklist that a dossier filed here is itself: its form, statement, pictures."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person settled where the data does not tell, and why."""

    eligible: bool
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the checks look at.

    `photos` are (width, height, angle), sides in pixels; `print_sides` the short and the long
    side that print 10 × 15 cm well; `angles_asked` those the rules name, if any. `way_fault` and
    `place_fault` are the answers of `rules.ladder_refusal` and `rules.place_refusal`.
    """

    missing: Sequence[Section]
    papers: Papers
    photos: Sequence[tuple[int, int, Angle]]
    min_photos: int
    angles_asked: Sequence[str]
    print_sides: tuple[int, int]
    way_fault: Fault | None
    place_fault: Fault | None
    place: Judged
    settled: Settled | None
    same_name: int
    same_photo: int
    other_photo: int
    ties: int


def checks(seen: Seen) -> list[Check]:
    """The checks in the order a person would look."""
    short, long = seen.print_sides
    small = sum(1 for w, h, _ in seen.photos if min(w, h) < short or max(w, h) < long)
    unseen = sorted(set(seen.angles_asked) - {str(angle) for _, _, angle in seen.photos})

    def found(code: str, good: bool, otherwise: Finding, **facts: object) -> Check:
        return Check(code, Finding.GOOD if good else otherwise, facts)

    lacking, advice = Finding.LACKING, Finding.ADVICE
    there, least = len(seen.photos), seen.min_photos
    return [
        found("statement", not seen.missing, lacking, missing=len(seen.missing)),
        *_papers(seen.papers),
        found("photo_count", there >= least, lacking, there=there, least=least),
        found("photo_size", not small, advice, small=small),
        found("photo_angles", not unseen, advice, unseen=tuple(unseen)),
        found("way", seen.way_fault is None, lacking, fault=seen.way_fault),
        found("place", seen.place_fault is None, lacking, fault=seen.place_fault),
        _place_rule(seen.place, seen.settled),
        found("same_name", not seen.same_name, advice, count=seen.same_name),
        found("same_photo", not seen.same_photo, advice, count=seen.same_photo),
        found("other_photo", not seen.other_photo, advice, count=seen.other_photo),
        found("juror_tie", not seen.ties, advice, count=seen.ties),
    ]


def _papers(papers: Papers) -> list[Check]:
    """Papers not there, not looked at yet, not certified; the sets of a paper dossier."""
    absent, unlooked, plain = [], [], []
    for one in papers.asked:
        tick = papers.ticks.get(one.code)
        if tick is None:
            if one.required and one.code not in papers.by_form:
                unlooked.append(one.code)
        elif not tick.present and one.required:
            absent.append(one.code)
        elif tick.present and not tick.certified and one.code not in BY_FORM:
            plain.append(one.code)
    finding = Finding.GOOD
    if absent:
        finding = Finding.LACKING
    elif unlooked:
        finding = Finding.UNSURE
    lines = [Check("papers", finding, {"absent": tuple(absent), "unlooked": tuple(unlooked)})]
    if plain:
        lines.append(Check("papers_certified", Finding.ADVICE, {"plain": tuple(plain)}))
    if papers.sets is not None:
        short = papers.sets < papers.sets_asked
        facts = {"there": papers.sets, "asked": papers.sets_asked}
        lines.append(Check("sets", Finding.LACKING if short else Finding.GOOD, facts))
        if papers.sets_asked > 1:
            copy = papers.electronic_copy
            lines.append(Check("electronic_copy", Finding.GOOD if copy else Finding.ADVICE, {}))
    return lines


def _place_rule(place: Judged, settled: Settled | None) -> Check:
    """The place of rural industry; what a person settled goes before what the data says."""
    if settled is not None:
        finding = Finding.GOOD if settled.eligible else Finding.LACKING
        return Check("place_rule", finding, {"settled": settled, "place": place})
    finding = {
        Verdict.ELIGIBLE: Finding.GOOD,
        Verdict.NOT_ELIGIBLE: Finding.LACKING,
        Verdict.UNSURE: Finding.UNSURE,
    }[place.verdict]
    return Check("place_rule", finding, {"settled": None, "place": place})
