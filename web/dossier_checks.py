"""The automatic checks of filed dossiers, gathered from the rooms that know the facts.

For one dossier or many of one contest, in a number of statements that does not grow with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from contest.bodies import ties
from contest.bodies.facts import entrant_facts, juror_facts
from contest.bodies.ties import Alike
from contest.certificates.model import Certificate
from contest.certificates.queries import of_products, standing
from contest.certificates.rules import Standing
from contest.contests import queries as contests
from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.entries import checks, papers, parts, queries, rules
from contest.entries.checks import Check, Finding, Papers, Seen, Settled, Ticked
from contest.entries.eligibility import judge, place_rules
from contest.entries.model import Entry
from contest.entries.places import place_facts
from contest.entries.rules import LowerCertificate
from contest.entries.statement import sections
from contest.entries.twins import Twins, twins
from contest.history import ways
from contest.history.model import PastRecognition
from core.clock import day_in_vietnam
from core.errors import NotFound
from media.rules import PRINT_LONG, PRINT_SHORT
from web import wording
from web.page import Page


@dataclass(frozen=True, slots=True)
class Tied:
    """A juror who may be close to the maker, and what is alike: a hint to look at recusals."""

    juror: str
    ties: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks saw: their lines, what looks alike, the lower certificate, ties."""

    lines: list[Check]
    alike: Twins
    lower: LowerCertificate | None
    ties: list[Tied]

    @property
    def barring(self) -> list[str]:
        """The codes of what keeps a dossier from being accepted with others, unseen: what lacks,
        and what the data does not tell."""
        stop = (Finding.LACKING, Finding.UNSURE)
        return [one.code for one in self.lines if one.finding in stop]

    def is_unsure(self, code: str) -> bool:
        """Whether a person has to look at what this check could not tell."""
        return any(one.code == code and one.finding is Finding.UNSURE for one in self.lines)


def of(session: Session, entry: Entry) -> Checked:
    """The checks of a dossier loaded by `entries.queries.get_entry`.

    Raises NotFound for a draft: it is its maker's alone.
    """
    if entry.filed_at is None:
        raise NotFound("not_found")
    return of_many(session, entry.contest, [entry])[entry.id]


def of_many(session: Session, contest: Contest, entries: Sequence[Entry]) -> dict[int, Checked]:
    """Entry → its checks, of filed dossiers of one contest, loaded with photos and maker."""
    entries = [one for one in entries if one.filed_at is not None]
    asked, way = contests.rules_of(contest), queries.way_of(contest)
    ids = [one.id for one in entries]
    held = of_products(session, {one.product_id for one in entries})
    past = ways.recognitions_by_id(
        session, {one.lower_recognition_id for one in entries if one.lower_recognition_id}
    )
    days = {one.id: day_in_vietnam(one.filed_at) for one in entries if one.filed_at}
    units = {one.id: one.establishment.unit_id or 0 for one in entries}
    facts = place_facts(session, {(units[id_], days[id_]) for id_ in ids})
    reach = _reaches(session, contest, set(units.values()))
    sides = queries.photo_sides(session, {p.photo_id for one in entries for p in one.photos})
    alike = twins(session, contest.id, entries)
    ticked = papers.ticks(session, ids)
    paper = papers.on_paper(session, ids)
    people = papers.settled(session, ids)
    tied = _ties(session, contest.id)
    found = {}
    for one in entries:
        lower = _lower(one, held.get(one.product_id, ()), past, days[one.id])
        came = paper.get(one.id)
        said = people.get(one.id, {}).get("place_rule")
        twin = alike[one.id]
        seen = Seen(
            missing=rules.missing_sections(sections(), one.statement),
            papers=Papers(
                asked=asked.checklist,
                ticks={
                    code: Ticked(row.present, row.certified, row.sets)
                    for code, row in ticked.get(one.id, {}).items()
                },
                by_form=() if came else checks.BY_FORM,
                sets_asked=asked.dossier_sets,
                sets=came.sets if came else None,
                electronic_copy=came.electronic_copy if came else True,
            ),
            photos=[(*sides[p.photo_id], p.angle) for p in one.photos],
            min_photos=asked.min_photos,
            angles_asked=asked.photo_angles,
            print_sides=(PRINT_SHORT, PRINT_LONG),
            way_fault=rules.ladder_refusal(way, lower, one.forwarding_letter),
            place_fault=rules.place_refusal(
                reach.get(units[one.id], frozenset()), contest.unit_id
            ),
            place=judge(place_rules(), days[one.id], facts.get((units[one.id], days[one.id]), [])),
            settled=Settled(said.eligible, said.reason, said.actor) if said else None,
            same_name=len(twin.same_name),
            same_photo=len(twin.same_photo),
            other_photo=len(twin.others),
            ties=len(tied.get(one.id, [])),
        )
        found[one.id] = Checked(checks.checks(seen), twin, lower, tied.get(one.id, []))
    return found


def _lower(
    entry: Entry, held: Sequence[Certificate], past: Mapping[int, PastRecognition], on: date
) -> LowerCertificate | None:
    """What the dossier was filed with, as it stood on the filing day."""
    if row := past.get(entry.lower_recognition_id or 0):
        return ways.lower_of(row, on)
    return next(
        (
            LowerCertificate(
                id=one.id,
                number=one.number,
                level=one.level,
                in_force_on_filing_day=standing(one, on) is Standing.IN_FORCE,
                valid_until=one.valid_until,
            )
            for one in held
            if one.id == entry.lower_certificate_id
        ),
        None,
    )


def _reaches(session: Session, contest: Contest, units: set[int]) -> dict[int, frozenset[int]]:
    if contest.level is ContestLevel.REGION:  # by the list of the day its entries open
        return {one: queries.reach_towards(session, one or None, contest) for one in units}
    return queries.reaches_towards(session, units)


def _ties(session: Session, contest_id: int) -> dict[int, list[Tied]]:
    """Entry → jurors with whom its maker has something alike."""
    jurors = juror_facts(session, contest_id)
    if not jurors:
        return {}
    names = {one.seat_id: one.person for one in jurors}
    tied: dict[int, list[Tied]] = {}
    for one in ties.found(jurors, entrant_facts(session, contest_id)):
        tied.setdefault(one.entry_id, []).append(Tied(names[one.seat_id], one.ties))
    return tied


def lacking_parts(page: Page, entry: Entry, seen: Checked) -> dict[str, str]:
    """Part → why it would be sent back, by what the checks found lacking, in words."""
    asked: dict[str, str] = {}
    lacking = {one.code: one for one in seen.lines if one.finding is Finding.LACKING}
    if "statement" in lacking:
        for one in rules.missing_sections(sections(), entry.statement):
            asked[one.key] = wording.sentence("section_missing", {"title": one.title}, page._)
    if found := lacking.get("photo_count"):
        facts = {"least": found.facts["least"], "there": found.facts["there"]}
        asked[parts.PHOTOS] = wording.sentence("photos_too_few", facts, page._)
    if found := lacking.get("way"):
        fault = found.facts["fault"]
        if isinstance(fault, tuple):
            asked[parts.GROUP] = wording.sentence(fault[0], fault[1], page._)
    if found := lacking.get("papers"):
        absent = found.facts["absent"]
        for code in absent if isinstance(absent, tuple) else ():
            asked[parts.paper_part(code)] = wording.sentence("paper_absent", {}, page._)
    if (found := lacking.get("sets")) and entry.contest is not None:
        first = contests.rules_of(entry.contest).checklist[:1]
        for paper in first:
            asked.setdefault(
                parts.paper_part(paper.code),
                wording.sentence("sets_too_few", dict(found.facts), page._),
            )
    return asked
