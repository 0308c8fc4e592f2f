"""The automatic checks of a filed dossier, gathered from the rooms that know the facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.certificates.queries import lowers
from contest.contests import queries as contests
from contest.entries import parts, queries, rules
from contest.entries.model import Entry
from contest.entries.queries import Duplicate
from contest.entries.rules import Check, LowerCertificate
from contest.entries.statement import sections
from core.clock import day_in_vietnam
from core.errors import NotFound
from media.rules import PRINT_LONG, PRINT_SHORT
from web import wording
from web.page import Page


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks saw: their lines, dossiers that look alike, the lower certificate."""

    lines: list[Check]
    alike: Duplicate
    lower: LowerCertificate | None

    @property
    def lacking(self) -> list[str]:
        """The codes of what is not in order; what is only worth a look is not among them."""
        return [one.code for one in self.lines if one.finding is rules.Finding.LACKING]


def of(
    session: Session, entry: Entry, duplicates: Mapping[int, Duplicate] | None = None
) -> Checked:
    """The checks of a dossier loaded by `entries.queries.get_entry`.

    `duplicates` of its contest, when they are known already. Raises NotFound for a draft: it is
    its maker's alone.
    """
    if entry.filed_at is None:
        raise NotFound("not_found")
    contest = entry.contest
    asked = contests.rules_of(contest)
    found = lowers(session, [entry.product_id], day_in_vietnam(entry.filed_at))
    lower = next(
        (one for one in found.get(entry.product_id, []) if one.id == entry.lower_certificate_id),
        None,
    )
    reach = queries.reach_towards(session, entry.establishment.unit_id, contest)
    known = queries.duplicates(session, contest.id) if duplicates is None else duplicates
    alike = known.get(entry.id, Duplicate())
    sides = queries.photo_sides(session, [one.photo_id for one in entry.photos])
    lines = rules.checks(
        missing=rules.missing_sections(sections(), entry.statement),
        photos=[(*sides[one.photo_id], one.angle) for one in entry.photos],
        min_photos=asked.min_photos,
        angles_asked=asked.photo_angles,
        print_sides=(PRINT_SHORT, PRINT_LONG),
        way_fault=rules.ladder_refusal(queries.way_of(contest), lower, entry.forwarding_letter),
        place_fault=rules.place_refusal(reach, contest.unit_id),
        same_name=len(alike.same_name),
        same_photo=len(alike.same_photo),
    )
    return Checked(lines, alike, lower)


def lacking_parts(page: Page, entry: Entry, seen: Checked) -> dict[str, str]:
    """Part → why it would be sent back, by what the checks found lacking, in words."""
    asked: dict[str, str] = {}
    lacking = {one.code: one for one in seen.lines if one.finding is rules.Finding.LACKING}
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
    return asked
